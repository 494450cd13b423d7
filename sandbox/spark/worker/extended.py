"""
`DESCRIBE [TABLE] EXTENDED` and `DESCRIBE SCHEMA`: Spark's rows for a Delta table lack what Databricks shows first, and the
owner is the one that the server was told of.
"""

import json
from datetime import datetime, timezone

from pyspark.sql import functions as F

import delta_log
import owners
import tokens as sql

_QUERY = "SELECT inline(from_json(:rows, 'array<struct<col_name: string, data_type: string, comment: string>>'))"
_HEADING = "# Detailed Table Information"
_REPLACED = {"Name", "Type", "Comment", "Location", "Provider", "Owner", "Is_managed_location", "Table Properties"}


def answer(context, plan, frame):
    """The rows as Databricks has them; `frame` as it is for any other statement."""
    kind = plan.kind
    if kind == "DescribeNamespace":
        return _namespace(context, plan, frame)
    if kind != "DescribeRelation" or not plan.isExtended() or not plan.partitionSpec().isEmpty():
        return frame
    relation = plan.relation()
    if relation.getClass().getSimpleName() != "UnresolvedTableOrView":
        return frame
    found = rows(context, context.parts(relation), frame)
    return frame if found is None else on(context, found)


def _namespace(context, plan, frame):
    schema = context.parts(plan.namespace())[-1].lower()
    recorded = context.warehouse.schema_details(schema)["owner"]
    owner = owners.told(context, "schemas", [(schema, recorded)])[0]["owner"]
    key, value = frame.columns
    return frame.withColumn(value, F.when(F.col(key) == "Owner", F.lit(owner)).otherwise(F.col(value)))


def on(context, found):
    """A result of these rows."""
    columns = ("col_name", "data_type", "comment")
    return context.session.sql(_QUERY, args={"rows": json.dumps([dict(zip(columns, row)) for row in found])})


def rows(context, name, frame=None):
    """The rows of a table's or view's description; None for what is neither, as a temporary view."""
    frame = context.session.sql("DESCRIBE TABLE EXTENDED " + sql.quote(name)) if frame is None else frame
    entry = context.warehouse.table(*name)
    found = [tuple(row) for row in frame.collect()]
    at = next((index for index, row in enumerate(found) if row[0] == _HEADING), None)
    if entry is None or at is None:
        return None
    owner = owners.told(context, "tables", [(".".join(name).lower(), entry.owner())])[0]["owner"]
    if entry.tableType().name() == "VIEW":
        return [(row[0], owner, "") if index > at and row[0] == "Owner" else row for index, row in enumerate(found)]
    end = next((index for index in range(at, len(found)) if found[index][0] == ""), len(found))
    told = {row[0]: row[1] for row in found[at + 1 : end]}
    details = [
        ("Catalog", context.catalog),
        ("Database", name[0]),
        ("Table", name[1]),
        ("Created Time", _created(context, name)),
        ("Last Access", "UNKNOWN"),
        ("Created By", "Spark " + context.spark.version),
        ("Type", told.get("Type", "MANAGED")),
        ("Comment", told.get("Comment")),
        ("Location", told.get("Location")),
        ("Provider", told.get("Provider", "delta")),
        ("Owner", owner),
        ("Is_managed_location", "true"),
        ("Table Properties", told.get("Table Properties")),
        *((key, value) for key, value in told.items() if key not in _REPLACED),
    ]
    shown = [(key, value, "") for key, value in details if value is not None]
    return [*found[: at + 1], *shown, *found[end:]]


def _created(context, name):
    """As Java prints a date."""
    folder = context.warehouse.table_folder(*name)
    commit = delta_log.latest_commit(folder)
    state = None if commit is None else delta_log.read_state(folder, commit.version)
    if state is None or state.created is None:
        return "UNKNOWN"
    return datetime.fromtimestamp(state.created / 1000, timezone.utc).strftime("%a %b %d %H:%M:%S UTC %Y")
