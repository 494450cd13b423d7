"""A table, view or materialized view as it is now, found by the name a statement has for it."""

import urllib.parse
from typing import Any, NamedTuple

import delta_log
from snapshot import snapshot_state


class Live(NamedTuple):
    schema: str
    name: str
    entry: Any  # as Spark's catalog has it
    folder: str  # None for a view
    state: delta_log.State  # None for a view


def find(context, name):
    """@returns what the name means in this session, or None: Spark's own error tells best what is missing."""
    if len(name) == 3 and name[0].lower() != context.catalog.lower() or not 1 <= len(name) <= 3:
        return None
    schema = name[-2] if len(name) > 1 else context.session.catalog.currentDatabase()
    if len(name) == 1 and context.session._jsparkSession.sessionState().catalog().getTempView(name[0]).isDefined():
        return None
    entry = context.warehouse.table(schema, name[-1])
    if entry is None:
        return None
    identifier = entry.identifier()
    schema, table = identifier.database().get(), identifier.table()
    if entry.tableType().name() == "VIEW":
        return Live(schema, table, entry, None, None)
    folder = urllib.parse.unquote(urllib.parse.urlparse(entry.storage().locationUri().get().toString()).path)
    commit = delta_log.latest_commit(folder)
    state = delta_log.read_state(folder, commit.version) or snapshot_state(context.spark, folder)
    return Live(schema, table, entry, folder, state)
