"""
Who asks. `current_user()` answers it, what is created belongs to it, and Delta's commits carry it: Delta has columns for
it in DESCRIBE HISTORY and open Delta leaves them empty. Each commit carries the caller in Delta's `userMetadata`, and a
history shows it in the columns where Databricks does.
"""

import json
import uuid

from pyspark.sql import functions as F

import tokens as sql

MARK = "history"
_SETTING = "spark.databricks.delta.commitInfo.userMetadata"


def sign(session, caller, operation=None):
    """
    Every commit of this session from now on is the caller's; `caller` = user and, in a run of a job, job. A statement that
    stands for another gives the name of its `operation`. @returns what tells these commits from all others; None where the
    script signs its commits itself.
    """
    before = session.conf.get(_SETTING, None)
    if caller is None or (before and not signature(before)):
        return None
    statement = str(uuid.uuid4())
    signed = {"sandbox": {**caller, "statement": statement, **({} if operation is None else {"operation": operation})}}
    session.conf.set(_SETTING, json.dumps(signed))
    return statement


def signature(user_metadata):
    """Caller and statement of a commit, from its `userMetadata`; empty where the sandbox did not write it."""
    try:
        return json.loads(user_metadata or "{}").get("sandbox", {})
    except (ValueError, AttributeError):
        return {}


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
        .withColumn("operation", F.coalesce(said("operation"), F.col("operation")))
        .withColumn("userMetadata", F.when(~signed, F.col("userMetadata")))
    )
