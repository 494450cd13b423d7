"""
Who committed: Delta has columns for it in DESCRIBE HISTORY and open Delta leaves them empty. Each commit carries the
caller in Delta's `userMetadata`, and a history shows it in the columns where Databricks does.
"""

import json

from pyspark.sql import functions as F

import tokens as sql

MARK = "history"
_SETTING = "spark.databricks.delta.commitInfo.userMetadata"


def sign(session, caller):
    """Every commit of this session from now on is the caller's; `caller` = user and, in a run of a job, job."""
    if caller is not None:
        session.conf.set(_SETTING, json.dumps({"sandbox": caller}))


def is_history(tokens):
    return sql.starts(tokens, {"DESCRIBE", "DESC"}, "HISTORY")


def with_callers(frame):
    """The history with callers in its columns `userId`, `userName` and `job`; other metadata stays as it is."""
    signed = F.get_json_object("userMetadata", "$.sandbox").isNotNull()

    def said(path):
        return F.get_json_object("userMetadata", "$.sandbox." + path)

    job_type = frame.schema["job"].dataType
    job = F.when(said("job").isNotNull(), F.from_json(said("job"), job_type))
    return (
        frame.withColumn("userId", F.when(signed, said("userId")).otherwise(F.col("userId")))
        .withColumn("userName", F.when(signed, said("userName")).otherwise(F.col("userName")))
        .withColumn("job", F.when(signed, job).otherwise(F.col("job")))
        .withColumn("userMetadata", F.when(~signed, F.col("userMetadata")))
    )
