"""Prints what a running Spark with Delta accepts: one JSON object, its fields the files of `src/catalog/`.

Spark registers a configuration entry when the object that declares it is loaded, so every such object is
loaded first. Run by `npm run catalog` with a Python that holds the pinned versions of one engine; the
first argument is the comma-separated list of Delta's jars. With the second argument `values` it reads a list of
[key, text] and prints of each whether the engine takes the text as the value of that Spark conf or table property.
"""

import json
import sys
import tempfile

import pyspark
from py4j import java_gateway
from py4j.protocol import get_return_value
from property_effects import property_effects
from pyspark.sql import SparkSession
from spark_conf import Parser, known_entries, spark_conf
from table_properties import Property, delta_features, delta_properties, delta_reserved, properties_by_key


def main(jars: str, *asked: str) -> None:
    with tempfile.TemporaryDirectory() as warehouse:
        answer(jars, warehouse, asked)


def answer(jars: str, warehouse: str, asked: tuple) -> None:
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", warehouse)
        # Small tables only: what is spread over many tasks takes seconds a statement.
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.databricks.delta.snapshotPartitions", "1")
        # And short statements: compiling them takes longer than running them.
        .config("spark.sql.codegen.wholeStage", "false")
        # The collector, which the JVM would choose by the machine, tells in the default of spark.testing.memory.
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseG1GC -XX:-UsePerfData")
        .config("spark.hadoop.fs.file.impl", "org.apache.hadoop.fs.RawLocalFileSystem")
        .config("spark.hadoop.fs.AbstractFileSystem.file.impl", "org.apache.hadoop.fs.local.RawLocalFs")
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
        facts = taken(jvm, singleton, json.load(sys.stdin))
    else:
        facts = {
            "spark-conf": spark_conf(jvm, singleton),
            "delta-properties": delta_properties(jvm, singleton),
            "delta-features": delta_features(jvm, singleton),
            "delta-reserved": delta_reserved(spark, jvm, singleton),
            # A review and a preview go by the engine that the sandbox runs.
            **({"property-effects": property_effects(spark, jvm, singleton, warehouse)} if is_default() else {}),
        }
    spark.stop()
    print(json.dumps({"spark": pyspark.__version__, "facts": facts}, sort_keys=True))


def is_default() -> bool:
    return pyspark.__version__.startswith("4.")


def taken(jvm, singleton, pairs: list) -> list:
    known = known_entries(singleton)
    properties = properties_by_key(jvm, singleton)

    def parser(key):
        return Property(key, properties[key]) if key in properties else Parser(key, known.get(key).valueConverter())

    return [parser(key).takes(text) for key, text in pairs]


main(*sys.argv[1:])
