"""Prints what a running Spark with Delta accepts: one JSON object, its fields the files of `catalog/`.

Spark registers a configuration entry when the object that declares it is loaded, so every such object is
loaded first. Run by `npm run catalog` with the sandbox's Python, which holds the pinned versions; the
first argument is the comma-separated list of Delta's jars. With the second argument `values` it reads a list of
[key, text] and prints of each whether the key's parser takes the text.
"""

import json
import sys

import pyspark
from py4j import java_gateway
from py4j.java_gateway import JavaObject
from py4j.protocol import Py4JError, get_return_value
from pyspark.sql import SparkSession
from spark_conf import Parser, known_entries, spark_conf

# What a property's parser makes of a text tells its type; Delta keeps no other record of it.
PROBES = ("TrUe", "7", "interval 7 days", "x.y")
INTERVAL = "org.apache.spark.unsafe.types.CalendarInterval"


def main(jars: str, *asked: str) -> None:
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.jars", jars)
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .getOrCreate()
    )
    # PySpark makes an exception of its own from each of the engine's, stack and all; thousands are asked for here.
    java_gateway.get_return_value = get_return_value
    jvm = spark._jvm
    loader = jvm.java.lang.Thread.currentThread().getContextClassLoader()

    def singleton(name):
        return jvm.java.lang.Class.forName(name, True, loader).getField("MODULE$").get(None)

    if asked == ("values",):
        facts = taken(singleton, json.load(sys.stdin))
    else:
        facts = {
            "spark-conf": spark_conf(jvm, singleton),
            "delta-properties": delta_properties(jvm, singleton),
            "delta-features": delta_features(jvm, singleton),
        }
    spark.stop()
    print(json.dumps({"spark": pyspark.__version__, "facts": facts}, sort_keys=True))


def taken(singleton, pairs: list) -> list:
    known = known_entries(singleton)
    return [Parser(key, known.get(key).valueConverter()).takes(text) for key, text in pairs]


def delta_properties(jvm, singleton) -> dict:
    configs = singleton("org.apache.spark.sql.delta.DeltaConfigs$").getAllConfigs()
    configs = jvm.scala.jdk.javaapi.CollectionConverters.asJava(configs)
    return {entry.key(): delta_property(entry) for entry in configs.values()}


def delta_features(jvm, singleton) -> dict:
    features = singleton("org.apache.spark.sql.delta.TableFeature$").allSupportedFeaturesMap()
    features = jvm.scala.jdk.javaapi.CollectionConverters.asJava(features)
    return {
        feature.name(): {"minReaderVersion": feature.minReaderVersion(), "minWriterVersion": feature.minWriterVersion()}
        for feature in features.values()
    }


def delta_property(entry) -> dict:
    return {
        "default": entry.defaultValue(),
        "editable": entry.editable(),
        "kind": kind(entry.fromString()),
        "rule": entry.helpMessage(),
    }


def kind(parser) -> str:
    for probe in PROBES:
        try:
            value = parser.apply(probe)
        except Py4JError:
            continue
        if isinstance(value, JavaObject) and value.getClass().getName() == "scala.Some":
            value = value.get()
        if isinstance(value, bool):
            return "boolean"
        if isinstance(value, int):
            return "integer"
        if isinstance(value, str):
            # One that comes back folded is compared without regard to case.
            return "word" if value == probe.lower() != probe else "text"
        return "interval" if value.getClass().getName() == INTERVAL else "text"
    return "text"


main(*sys.argv[1:])
