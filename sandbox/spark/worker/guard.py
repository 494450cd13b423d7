"""Puts Guard.java in Spark's way: a check of every plan that this JVM analyses, in whichever session."""

from janino import Compiled

_CLASS = "Guard"

# Set for the whole JVM, so that RESET in a session leads back to it.
SETTINGS = {"spark.sql.runSQLOnFiles": "false"}


def install(spark):
    compiled = Compiled(spark, _CLASS)
    extensions = spark._jsparkSession.extensions()
    extensions.injectCheckRule(compiled.new(_CLASS))
    # Hints come first of all that Spark resolves.
    extensions.injectHintResolutionRule(compiled.new(_CLASS + "$Early"))
