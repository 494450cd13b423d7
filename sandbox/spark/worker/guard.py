"""Puts Guard.java in Spark's way: a check of every plan that this JVM analyses, in whichever session."""

import os

_CLASS = "Guard"

# Set for the whole JVM, so that RESET in a session leads back to it.
SETTINGS = {"spark.sql.runSQLOnFiles": "false"}

_COMPUTE = "spark.sandbox.compute"


def install(spark):
    jvm = spark.sparkContext._jvm
    with open(os.path.join(os.path.dirname(__file__), _CLASS + ".java"), encoding="utf-8") as file:
        source = file.read()
    compiler = jvm.org.codehaus.janino.SimpleCompiler()
    compiler.setParentClassLoader(jvm.java.lang.Thread.currentThread().getContextClassLoader())
    compiler.cook(source)
    extensions = spark._jsparkSession.extensions()
    extensions.injectCheckRule(_new(spark, compiler, _CLASS))
    # Hints come first of all that Spark resolves.
    extensions.injectHintResolutionRule(_new(spark, compiler, _CLASS + "$Early"))


def enter(session, compute):
    """Says on what the statements of a session run: a `warehouse`, where little may be set, or a `cluster`."""
    session.conf.set(_COMPUTE, compute)
    jvm = session.sparkContext._jvm
    functions = session._jsparkSession.sessionState().tableFunctionRegistry()
    functions.dropFunction(jvm.org.apache.spark.sql.catalyst.FunctionIdentifier("table_changes_by_path"))


def _new(spark, compiler, name):
    jvm = spark.sparkContext._jvm
    constructor = compiler.getClassLoader().loadClass(name).getDeclaredConstructor(_none(spark, jvm.java.lang.Class))
    return constructor.newInstance(_none(spark, jvm.java.lang.Object))


def _none(spark, of):
    return spark.sparkContext._gateway.new_array(of, 0)
