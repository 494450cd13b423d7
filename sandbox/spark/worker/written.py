"""
How many rows a statement wrote, as Databricks answers it: INSERT with a row of two numbers, CREATE TABLE AS with the same
columns and no row. Spark answers neither; the numbers are those of the commit.
"""

import callers
import delta_log

_QUERY = "SELECT %d AS num_affected_rows, %d AS num_inserted_rows"
_INSERTS = {"InsertIntoStatement", "OverwriteByExpression", "OverwritePartitionsDynamic", "AppendData"}
_CREATES = {"CreateTableAsSelect", "ReplaceTableAsSelect"}
# A commit is looked for among so many: others may have followed it.
_NEWEST = 100


def answer(context, plan, frame):
    """The result of a statement that has run: `frame`, or what Databricks answers instead of nothing."""
    kind = plan.kind
    if kind in _CREATES:
        return _frame(context, "SELECT * FROM (%s) WHERE false" % (_QUERY % (0, 0)))
    if kind not in _INSERTS or frame.columns:
        return frame
    rows = _rows(context, context.parts(plan.table()))
    return _frame(context, _QUERY % (rows, rows))


def _frame(context, query):
    return context.session.sql("SELECT CAST(num_affected_rows AS BIGINT), CAST(num_inserted_rows AS BIGINT) FROM (%s)" % query)


def _rows(context, name):
    """A statement that wrote nothing may have left no commit; one that is not signed is taken for the newest."""
    folder = context.warehouse.table_folder(*name)
    for version in _versions(folder)[:_NEWEST]:
        info = delta_log.commit_info(folder, version)
        if context.statement in (None, callers.signature(info.get("userMetadata")).get("statement")):
            return int(info.get("operationMetrics", {}).get("numOutputRows", 0))
    return 0


def _versions(folder):
    """The table's commits, the newest first."""
    newest = delta_log.latest_commit(folder)
    return [] if newest is None else list(range(newest.version, -1, -1))
