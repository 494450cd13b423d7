"""Starts Spark with Delta for a laptop."""

import os

from pyspark.sql import SparkSession

import guard
import jvm_names
import one_row

SESSION_CATALOG = "spark_catalog"

# Short statements never earn back what the second compiler costs on two cores: half the time without it. Without it the
# JVM also sets aside a fifth of the usual room for compiled code, which a long run fills to the brim.
JAVA_OPTIONS = (
    "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC -Xss4m -XX:-UsePerfData "
    '"-Djava.io.tmpdir=%s"'
)

# Far more than cores: a long task gives its place back only when it ends, and the cores are the system's to share out.
TASKS = 512

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.memory": "2g",
    # Above what a result may be in JSON, whichever its columns: more fails here, as that statement's own error.
    "spark.driver.maxResultSize": "256m",
    # A task that runs out of memory fails its statement, and not the engine for all others.
    "spark.executor.killOnFatalError.depth": "0",
    # As many pieces and threads as for two cores, and not as places for tasks.
    "spark.default.parallelism": "2",
    "spark.rpc.netty.dispatcher.numThreads": "4",
    "spark.scheduler.mode": "FAIR",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    # Spark's ports are open to every user of the machine, and what reads them unpacks Java objects: nothing is read
    # from whoever does not know the secret, which Spark draws anew at each start and keeps in the JVM's memory.
    "spark.authenticate": "true",
    "spark.network.crypto.enabled": "true",
    "spark.network.crypto.saslFallback": "false",
    "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
    "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
    # In memory: Delta's own logs are the truth, and the catalog is rebuilt from them at each start.
    "spark.sql.catalogImplementation": "in-memory",
    # As on Databricks.
    "spark.sql.sources.default": "delta",
    "spark.sql.session.timeZone": "Etc/UTC",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.scripting.enabled": "true",
    # Columns named `database` and `databaseName`.
    "spark.sql.legacy.keepCommandOutputSchema": "true",
    # Sized for a few hundred thousand rows: the defaults start 10,000 listing tasks for an empty folder.
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.sources.parallelPartitionDiscovery.parallelism": "2",
    "spark.databricks.delta.snapshotPartitions": "1",
    "spark.databricks.delta.vacuum.parallelDelete.enabled": "false",
    "spark.databricks.delta.optimize.maxThreads": "4",
    "spark.sql.ui.retainedExecutions": "10",
    # Nobody reads the plan that Spark describes for its interface, nor where in this worker a frame was made.
    "spark.sql.ui.explainMode": "simple",
    "spark.python.sql.dataFrameDebugging.enabled": "false",
    # Compiling a query takes longer than interpreting it over so few rows.
    "spark.sql.codegen.wholeStage": "false",
    # Without checksum files beside each file: Hadoop sets permissions by starting a `chmod` for every one.
    "spark.hadoop.fs.file.impl": "org.apache.hadoop.fs.RawLocalFileSystem",
    "spark.hadoop.fs.AbstractFileSystem.file.impl": "org.apache.hadoop.fs.local.RawLocalFs",
}


def start(options):
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    catalog = options["catalog"]
    builder = SparkSession.builder.master("local[%d]" % TASKS).appName("sandbox")
    for key, value in {**SETTINGS, **guard.SETTINGS}.items():
        builder = builder.config(key, value)
    spark = (
        # Not spark.jars: those Spark hands out over its port, to strangers too.
        builder.config("spark.driver.extraClassPath", ":".join(options["jars"]))
        .config("spark.sql.warehouse.dir", "file:" + options["warehouse"])
        .config("spark.local.dir", options["scratch"])
        .config("spark.driver.extraJavaOptions", JAVA_OPTIONS % options["scratch"])
        .config("spark.sql.catalog." + catalog, "org.apache.spark.sql.delta.catalog.DeltaCatalog")
        .getOrCreate()
    )
    jvm_names.remember()
    spark.sparkContext.setLogLevel("WARN")
    guard.install(spark)
    one_row.install(spark)
    return spark


def activate(spark, java_session):
    """Makes the session the calling thread's own: catalogs and Delta read their settings from that one."""
    spark.sparkContext._jvm.org.apache.spark.sql.classic.SparkSession.setActiveSession(java_session)


def scala_object(spark, name):
    """The Scala singleton of that name."""
    return getattr(getattr(spark.sparkContext._jvm, name + "$"), "MODULE$")


def to_dict(spark, scala_map):
    """A Scala map as a dict, in one call across the bridge for each side."""
    return dict(spark.sparkContext._jvm.scala.jdk.javaapi.CollectionConverters.asJava(scala_map))


def to_list(spark, scala_seq):
    return list(spark.sparkContext._jvm.scala.jdk.javaapi.CollectionConverters.asJava(scala_seq))


def option(value):
    """What a Scala Option holds, or None."""
    return value.get() if value.isDefined() else None
