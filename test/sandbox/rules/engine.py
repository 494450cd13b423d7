"""Answers what a running Spark with Delta does with statements and confs: one JSON list in, one out.

Started with the comma-separated list of Delta's jars. A request is one of
- {"sql": [statements]}: each is run, in one session; of each either its rows or its error
- {"set": [key, value]}: in a session of its own; whether any part of Spark has registered the key is told as well
- {"launch": {key: value}}: a SparkContext started with that conf and stopped again
- {"conf": true}: every conf of a fresh session, as SET -v lists them, and the context's own
Contexts are started last, since a JVM holds one.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "src" / "catalog" / "generate"))
from spark_conf import known_entries  # noqa: E402


def main(jars: str) -> None:
    requests = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as warehouse:
        spark = start(jars, warehouse)
        answers = {
            at: answer(spark, request) for at, request in enumerate(requests) if "launch" not in request
        }
        jvm = spark._jvm
        spark.stop()
        for at, request in enumerate(requests):
            if "launch" in request:
                answers[at] = launch(jvm, request["launch"])
    print(json.dumps([answers[at] for at in range(len(requests))]))


def start(jars: str, warehouse: str) -> SparkSession:
    return (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        # Without the second compiler, as in the sandbox: nothing here runs long enough to earn it back.
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.sql.warehouse.dir", warehouse)
        .config("spark.jars", jars)
        .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
        .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .config("spark.sql.catalogImplementation", "in-memory")
        # Small tables only: what is spread over many tasks takes seconds a statement.
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.databricks.delta.snapshotPartitions", "1")
        .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", "1")
        .getOrCreate()
    )


def answer(spark: SparkSession, request: dict):
    session = spark.newSession()
    if "sql" in request:
        return [run(lambda: [list(row) for row in session.sql(text).collect()]) for text in request["sql"]]
    if "set" in request:
        key, value = request["set"]
        registered = known_entries(singleton(spark._jvm)).get(key) is not None
        return {"registered": registered, **run(lambda: session.conf.set(key, value))}
    listed = {row["key"]: row["value"] for row in session.sql("SET -v").collect()}
    return {"session": listed, "context": dict(spark.sparkContext.getConf().getAll())}


def launch(jvm, conf: dict) -> dict:
    settings = jvm.org.apache.spark.SparkConf(False).setMaster("local[1]").setAppName("launch")
    for key, value in {"spark.ui.enabled": "false", **conf}.items():
        settings = settings.set(key, value)
    return run(lambda: jvm.org.apache.spark.SparkContext(settings).stop())


def run(action) -> dict:
    try:
        rows = action()
    except PySparkException as error:
        condition = error.getCondition() or ""
        return {"error": f"{condition} {first_line(str(error))}".strip()}
    except Exception as error:
        return {"error": first_line(java_message(error))}
    return {} if rows is None else {"rows": rows}


def java_message(error) -> str:
    thrown = getattr(error, "java_exception", None)
    return str(error) if thrown is None else thrown.toString()


def first_line(text: str) -> str:
    return re.sub(r"\s+", " ", text.strip().split("\n")[0])


def singleton(jvm):
    loader = jvm.java.lang.Thread.currentThread().getContextClassLoader()
    return lambda name: jvm.java.lang.Class.forName(name, True, loader).getField("MODULE$").get(None)


main(sys.argv[1])
