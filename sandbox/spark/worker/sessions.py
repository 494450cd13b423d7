"""Gives every request a session of its own."""

from pyspark.sql import SparkSession

from janino import Compiled


class Sessions:
    def __init__(self, spark):
        self._spark = spark
        self._java = Compiled(spark, "Sessions").new("Sessions")

    def open(self, catalog, compute, user):
        """
        A new session for this thread, in which the workspace's catalog is the session catalog under a second name. Its
        statements run on a `warehouse`, where little may be set, or on a `cluster`; the user is what `current_user()` answers.
        """
        java = self._java.open(self._spark._jsparkSession, catalog, compute, user)
        return SparkSession(self._spark.sparkContext, java)
