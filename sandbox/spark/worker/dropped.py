"""
Tables that were dropped, for as long as Unity Catalog keeps them: `UNDROP TABLE t`, `UNDROP TABLE WITH ID 'id'` and
`SHOW TABLES DROPPED [IN s] [LIMIT n]`.

Before DROP TABLE removes a table's folder, all of its files are linked into a folder of `.dropped`; a restored table is that
folder at its old place, with its log. Grants are kept by the server meanwhile, under a name that no table has.
"""

import json
import os
import shutil
import time
import uuid
from contextlib import contextmanager
from datetime import datetime, timezone

from py4j.protocol import Py4JJavaError
from pyspark.errors.exceptions.captured import CapturedException

import drops
import keys
import materialized
import tokens as sql
from errors import StatementError
from places import DEFAULT
from session import scala_object

MARK = "dropped tables"
FOLDER = ".dropped"

_ABOUT = "_dropped.json"
_KEPT_SECONDS = 7 * 24 * 60 * 60
_COLUMNS = (
    ("catalogName", "schemaName", "tableName", "tableId", "tableType", "deletedAt")
    + ("createdAt", "updatedAt", "createdBy", "owner", "comment")
)  # fmt: skip


def run(context, tokens):
    """Handles the statements about dropped tables. @returns a result's frame, or None for any other statement."""
    if sql.starts(tokens, "UNDROP", "TABLE"):
        return _restore(context, _wanted(context, tokens))
    if sql.starts(tokens, "SHOW", "TABLES", "DROPPED"):
        return _show(context, tokens)
    return None


@contextmanager
def keeping(context, tokens):
    """Around a statement: a table that it drops is kept. What is refused drops nothing."""
    found = drops.dropped_table(context, tokens)
    if found is None or materialized.is_one(context, found):
        yield
        return
    clean(context.warehouse)
    kept = _link(context, found)
    try:
        yield
    except (CapturedException, Py4JJavaError, StatementError):
        shutil.rmtree(kept)
        raise
    context.server.ask("renamed", type="table", name=".".join(found), to=_server_name(os.path.basename(kept)))


def finish(warehouse):
    """At a start, when nobody writes: removes what was only half linked."""
    folder = os.path.join(warehouse.folder, FOLDER)
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        if name.endswith(".new"):
            shutil.rmtree(os.path.join(folder, name))
    clean(warehouse)


def clean(warehouse):
    """Removes what was kept long enough, and what is kept of a table that was not dropped after all: a killed writer's."""
    for about in _all(warehouse):
        live = os.path.join(_schema_folder(warehouse, about["schema"]), about["table"])
        if about["deleted"] < time.time() - _KEPT_SECONDS or _made(live) == about["made"]:
            shutil.rmtree(about["folder"], ignore_errors=True)


def _link(context, name):
    schema, table = name
    kept = os.path.join(context.warehouse.folder, FOLDER, str(uuid.uuid4()))
    folder = context.warehouse.table_folder(schema, table)
    entry = context.warehouse.table(schema, table)
    about = {
        **{"schema": schema, "table": table, "deleted": time.time(), "made": _made(folder)},
        **{"created": entry.createTime() / 1000, "owner": entry.owner()},
    }
    shutil.copytree(folder, kept + ".new", copy_function=_link_file)
    with open(os.path.join(kept + ".new", _ABOUT), "w", encoding="utf-8") as file:
        json.dump(about, file)
    os.replace(kept + ".new", kept)
    return kept


def _link_file(source, target):
    """Nothing that Delta wrote is written again; where files cannot have two names, a copy is as good."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _made(folder):
    """What tells a table from a later one at its place: the file of its first commit that is left."""
    try:
        log = os.path.join(folder, "_delta_log")
        first = min(name for name in os.listdir(log) if name.endswith(".json"))
        return os.stat(os.path.join(log, first)).st_mtime_ns
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return None


def _all(warehouse):
    """What is kept of every dropped table, the newest first."""
    folder = os.path.join(warehouse.folder, FOLDER)
    found = []
    for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        if name.endswith(".new"):
            continue
        try:
            with open(os.path.join(path, _ABOUT), encoding="utf-8") as file:
                found.append({**json.load(file), "id": name, "folder": path})
        except (FileNotFoundError, ValueError):
            continue
    return sorted(found, key=lambda about: -about["deleted"])


def _wanted(context, tokens):
    """The dropped table that the statement names."""
    clean(context.warehouse)
    if sql.starts(tokens[2:], "WITH", "ID") and len(tokens) == 5:
        wanted = tokens[4].text.strip("'\"").lower()
        found = [about for about in _all(context.warehouse) if about["id"] == wanted]
        named = wanted
    else:
        name, after = sql.read_name(tokens, 2)
        if not name or after != len(tokens):
            raise _syntax(tokens[min(after, len(tokens) - 1)])
        schema = (name[-2] if len(name) > 1 else context.session.catalog.currentDatabase()).lower()
        _expect_schema(context, schema)
        at = [schema, name[-1].lower()]
        found = [about for about in _all(context.warehouse) if [about["schema"], about["table"]] == at]
        named = sql.quote([context.catalog, *at])
    if not found:
        message = "The table or view %s cannot be found among those that were dropped." % named
        raise StatementError("TABLE_OR_VIEW_NOT_FOUND", message, "42P01")
    return found[0]


def _restore(context, about):
    warehouse, schema, table = context.warehouse, about["schema"], about["table"]
    _expect_schema(context, schema)
    if warehouse.table(schema, table) is not None:
        name = sql.quote([context.catalog, schema, table])
        message = "Cannot restore table %s because a table or view of its name exists; rename that first." % name
        raise StatementError("TABLE_OR_VIEW_ALREADY_EXISTS", message, "42P07")
    folder = os.path.join(_schema_folder(warehouse, schema), table)
    keys.forget(about["folder"])
    os.remove(os.path.join(about["folder"], _ABOUT))
    os.rename(about["folder"], folder)
    scala_object(context.spark, "org.apache.spark.sql.delta.DeltaLog").clearCache()
    warehouse.register(schema, table, folder)
    context.server.ask("renamed", type="table", name=_server_name(about["id"]), to="%s.%s" % (schema, table))
    return context.empty()


def _show(context, tokens):
    at, schema, most = 3, context.session.catalog.currentDatabase().lower(), None
    if sql.starts(tokens[at:], {"IN", "FROM"}):
        name, at = sql.read_name(tokens, at + 1)
        schema = name[-1].lower() if name else ""
    if sql.starts(tokens[at:], "LIMIT"):
        most, at = int(tokens[at + 1].text), at + 2
    if at != len(tokens):
        raise _syntax(tokens[at])
    _expect_schema(context, schema)
    clean(context.warehouse)
    rows = [_row(context, about) for about in _all(context.warehouse) if about["schema"] == schema]
    return context.rows(_COLUMNS, rows[:most])


def _row(context, about):
    owner = about["owner"]
    name = (context.catalog, about["schema"], about["table"], about["id"], "MANAGED")
    times = (_written(about["deleted"]), _written(about["created"]), _written(about["deleted"]))
    return [*name, *times, owner, owner, None]


def _written(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]


def _expect_schema(context, schema):
    if schema not in context.warehouse.schemas():
        name = sql.quote([context.catalog, schema])
        message = "The schema %s cannot be found. Verify the spelling and correctness of the schema and catalog." % name
        raise StatementError("SCHEMA_NOT_FOUND", message, "42704")


def _syntax(token):
    return StatementError("PARSE_SYNTAX_ERROR", "Syntax error at or near '%s'." % token.text, "42601")


def _schema_folder(warehouse, schema):
    return warehouse.folder if schema == DEFAULT else os.path.join(warehouse.folder, schema + ".db")


def _server_name(kept):
    return ".dropped." + kept
