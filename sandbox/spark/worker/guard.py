"""Puts Guard.java in Spark's way: a check of every plan that this JVM analyses, in whichever session."""

from janino import Compiled

_CLASS = "Guard"

# Set for the whole JVM, so that RESET in a session leads back to it.
SETTINGS = {"spark.sql.runSQLOnFiles": "false"}

_COMPUTE = "spark.sandbox.compute"


def install(spark):
    compiled = Compiled(spark, _CLASS)
    extensions = spark._jsparkSession.extensions()
    extensions.injectCheckRule(compiled.new(_CLASS))
    # Hints come first of all that Spark resolves.
    extensions.injectHintResolutionRule(compiled.new(_CLASS + "$Early"))


def enter(session, compute):
    """Says on what the statements of a session run: a `warehouse`, where little may be set, or a `cluster`."""
    session.conf.set(_COMPUTE, compute)
    jvm = session.sparkContext._jvm
    functions = session._jsparkSession.sessionState().tableFunctionRegistry()
    functions.dropFunction(jvm.org.apache.spark.sql.catalyst.FunctionIdentifier("table_changes_by_path"))
