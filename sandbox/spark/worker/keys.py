"""
Primary keys of tables: a clause of CREATE TABLE, `ALTER TABLE t ADD [CONSTRAINT n] PRIMARY KEY (…)` and
`ALTER TABLE t DROP PRIMARY KEY`. Unity Catalog keeps them and enforces none.

A table's key lies in a file of its folder, as its tags do, with the id of the table it belongs to: one that is
replaced starts without.
"""

import json
import os
import urllib.parse

import tokens as sql
from errors import UnityCatalogError

MARK = "primary key"

_FILE = "_primary_key.json"
_OPTIONS = {"NOT", "ENFORCED", "DEFERRABLE", "INITIALLY", "DEFERRED", "RELY", "NORELY"}


def change(context, tokens):
    """Handles ALTER TABLE … {ADD | DROP} PRIMARY KEY. @returns whether it is one."""
    if not sql.starts(tokens, "ALTER", "TABLE"):
        return False
    name, after = sql.read_name(tokens, 2)
    rest = tokens[after:]
    if sql.starts(rest, "DROP", "PRIMARY", "KEY"):
        _drop(context, name, rest)
        return True
    found = _clause(tokens) if sql.starts(rest, "ADD") else None
    if found is None or found["end"] != len(tokens) or found["start"] != after + 1:
        return False
    if _kept(*_place(context, name)) is not None:
        raise UnityCatalogError("Table %s already has a primary key." % ".".join(name))
    _keep(context, name, found)
    return True


def forget(folder):
    """Takes the key off a table that is restored: Unity Catalog restores none."""
    path = os.path.join(folder, _FILE)
    if os.path.exists(path):
        os.remove(path)


def of_creation(text, tokens):
    """@returns (the CREATE TABLE without its key, the table's name, the key), or None for any other statement."""
    if not sql.starts(tokens, {"CREATE", "REPLACE"}):
        return None
    at, found = sql.find(tokens, "TABLE"), _clause(tokens)
    if found is None or not 0 < at < found["start"] or tokens[found["start"] - 1].text != ",":
        return None
    after = at + 4 if sql.starts(tokens[at + 1 :], "IF", "NOT", "EXISTS") else at + 1
    name, _ = sql.read_name(tokens, after)
    span = (tokens[found["start"] - 1].start, tokens[found["end"] - 1].end, "")
    return sql.replace_spans(text, [span]), name, found


def create(context, name, key, run):
    """Runs a CREATE TABLE and keeps the key of the table it made. @returns what `run` does."""
    before = _id(context, name)
    result = run()
    if _id(context, name) != before:
        try:
            _keep(context, name, key)
        except Exception:
            # As one statement it leaves nothing behind.
            context.session.sql("DROP TABLE " + sql.quote(name))
            raise
    return result


def constraints(folder, table_id):
    """A table's constraints as the API shows them."""
    key = _kept(folder, table_id)
    return [] if key is None else [{"primary_key_constraint": {"name": key["name"], "child_columns": key["columns"]}}]


def _clause(tokens):
    """The first `[CONSTRAINT n] PRIMARY KEY (a, b)` with its options: where it starts and ends, its name and columns."""
    at = sql.find(tokens, "PRIMARY", "KEY", "(")
    if at < 0:
        return None
    columns, end = [], at + 3
    while end < len(tokens) and tokens[end].text != ")":
        if tokens[end].text != "," and tokens[end].upper != "TIMESERIES":
            columns.append(tokens[end].name)
        end += 1
    end += 1
    while end < len(tokens) and tokens[end].upper in _OPTIONS:
        end += 1
    named = at >= 2 and tokens[at - 2].upper == "CONSTRAINT"
    return {
        "start": at - 2 if named else at,
        "end": end,
        "name": tokens[at - 1].name if named else None,
        "columns": columns,
    }


def _drop(context, name, rest):
    folder, table_id = _place(context, name)
    if _kept(folder, table_id) is not None:
        os.remove(os.path.join(folder, _FILE))
    elif sql.find(rest, "IF", "EXISTS") < 0:
        raise UnityCatalogError("Table %s has no primary key." % ".".join(name))


def _keep(context, name, key):
    folder, table_id = _place(context, name)
    fields = {field.name.lower(): field for field in context.session.table(sql.quote(name)).schema.fields}
    for column in key["columns"]:
        field = fields.get((column or "").lower())
        if field is None:
            raise UnityCatalogError("The primary key names the column %s, which the table does not have." % column)
        if field.nullable:
            raise UnityCatalogError("Cannot create the primary key because its child column(s) `%s` is nullable." % column)
    kept = {
        "table": table_id,
        "name": key["name"] or "%s_pk" % name[-1],
        "columns": [fields[column.lower()].name for column in key["columns"]],
    }
    path = os.path.join(folder, _FILE)
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(kept, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)


def _kept(folder, table_id):
    try:
        with open(os.path.join(folder, _FILE), encoding="utf-8") as file:
            key = json.load(file)
    except FileNotFoundError:
        return None
    return key if key["table"] == table_id else None


def _place(context, name):
    detail = context.session.sql("DESCRIBE DETAIL " + sql.quote(name)).first()
    return urllib.parse.unquote(urllib.parse.urlparse(detail["location"]).path), detail["id"]


def _id(context, name):
    quoted = sql.quote(name)
    if not context.session.catalog.tableExists(quoted):
        return None
    return context.session.sql("DESCRIBE DETAIL " + quoted).first()["id"]
