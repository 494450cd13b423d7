"""
DROP in one step, though a folder is removed file by file: before, a note is written of the folders that are to go, and a
start that finds a note removes the rest. A table with half its log would fail every later statement on it.
"""

import json
import os
import shutil
import uuid
from contextlib import contextmanager

from py4j.protocol import Py4JJavaError
from pyspark.errors.exceptions.captured import CapturedException

import tokens as sql
from errors import StatementError
from places import DEFAULT, folder_of
from session import SESSION_CATALOG

_PREFIX = ".dropping-"


@contextmanager
def noted(context, tokens):
    """Around a statement: what it drops is noted until the statement has ended."""
    names = _dropped(context, tokens)
    if not names:
        yield
        return
    folder = context.warehouse.folder
    path = os.path.join(folder, _PREFIX + uuid.uuid4().hex)
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(names, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)
    try:
        yield
    except (CapturedException, Py4JJavaError, StatementError):
        # Refused: it drops nothing. An engine that is gone refuses nothing, and what it began is for the next start to end.
        os.remove(path)
        raise
    os.remove(path)


def finish(folder):
    """Removes what was being dropped when the last writer ended. @returns the folders removed."""
    removed = []
    for note in sorted(name for name in os.listdir(folder) if name.startswith(_PREFIX) and not name.endswith(".new")):
        with open(os.path.join(folder, note), encoding="utf-8") as file:
            for name in json.load(file):
                path = os.path.join(folder, name)
                if os.path.isdir(path):
                    shutil.rmtree(path)
                    removed.append(path)
        os.remove(os.path.join(folder, note))
    return removed


def _dropped(context, tokens):
    """The folders, below the warehouse's, that the statement removes unless it is refused."""
    if sql.starts(tokens, "DROP", "TABLE"):
        return _table_folder(context, _name(context, tokens, 3))
    # Without CASCADE nothing but an empty folder goes, and whether it is empty only Spark says.
    if sql.starts(tokens, "DROP", {"SCHEMA", "DATABASE"}) and tokens[-1].upper == "CASCADE":
        return _schema_folder(context, _name(context, tokens, 2))
    return []


def dropped_table(context, tokens):
    """Schema and name of the table that the statement drops, or None: a view has no rows, and what is not there drops nothing."""
    name = _name(context, tokens, 3) if sql.starts(tokens, "DROP", "TABLE") else []
    if not name:
        return None
    schema = (name[0] if len(name) > 1 else context.session.catalog.currentDatabase()).lower()
    entry = context.warehouse.table(schema, name[-1])
    return None if entry is None or entry.tableType().name() == "VIEW" else (schema, name[-1].lower())


def _name(context, tokens, most):
    """The parts of the name below the catalog; none for a name in another catalog."""
    parts, _ = sql.read_name(tokens, 4 if sql.starts(tokens[2:], "IF", "EXISTS") else 2)
    if len(parts) == most and parts[0].lower() in (context.catalog.lower(), SESSION_CATALOG):
        return parts[1:]
    return parts if len(parts) < most else []


def _table_folder(context, name):
    if not name:
        return []
    schema = name[0] if len(name) > 1 else context.session.catalog.currentDatabase()
    entry = context.warehouse.table(schema, name[-1])
    if entry is None or entry.tableType().name() == "VIEW":
        return []
    return [os.path.relpath(folder_of(entry), context.warehouse.folder)]


def _schema_folder(context, name):
    schema = name[-1].lower() if name else DEFAULT
    return [] if schema == DEFAULT or schema not in context.warehouse.schemas() else [schema + ".db"]
