"""Puts OneRow.java in Spark's way: a query of values alone is answered where it is planned, without a job."""

from janino import Compiled


def install(spark):
    spark._jsparkSession.extensions().injectOptimizerRule(Compiled(spark, "OneRow").new("OneRow"))
