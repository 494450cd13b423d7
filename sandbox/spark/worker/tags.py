"""
Unity Catalog tags of tables: `ALTER TABLE t {SET | UNSET} TAGS`, and `information_schema.table_tags`.

A table's tags lie in a file of its folder, beside its log: so they go where the table goes, under a new name
or with a moved warehouse, and vanish when it is dropped.
"""

import json
import os
import threading
import urllib.parse

import frames
import tokens as sql
from errors import UnityCatalogError

MARK = "tags"
RELATION = "table_tags"
COLUMNS = [(name, "STRING") for name in ("catalog_name", "schema_name", "table_name", "tag_name", "tag_value")]

_FILE = "_tags.json"

# https://docs.databricks.com/aws/en/database-objects/tags#constraints; all keys here are ungoverned ones.
_MOST = 50
_LONGEST_KEY = 255
_LONGEST_VALUE = 1000
_RESERVED = (".", ",", "-", "=", "/", ":")

_lock = threading.Lock()


def is_change(tokens):
    """Whether this is ALTER TABLE t SET TAGS or UNSET TAGS, of the table itself and of no column."""
    if not sql.starts(tokens, "ALTER", "TABLE"):
        return False
    _, after = sql.read_name(tokens, 2)
    return sql.starts(tokens[after:], {"SET", "UNSET"}, "TAGS")


def change(context, tokens):
    """Handles the statement. @returns whether it is one; what it does not understand is Spark's to refuse."""
    if not is_change(tokens):
        return False
    name, after = sql.read_name(tokens, 2)
    sets = tokens[after].upper == "SET"
    literals = _literals(tokens[after + 2 :], sets)
    if literals is None:
        return False
    context.session.sql("DESCRIBE TABLE " + sql.quote(name))
    texts = list(context.session.sql("SELECT " + ", ".join(literals)).toDF(*map(str, range(len(literals)))).first())
    location = context.session.sql("DESCRIBE DETAIL " + sql.quote(name)).first()["location"]
    folder = urllib.parse.unquote(urllib.parse.urlparse(location).path)
    with _lock:
        kept = _read(folder)
        _write(folder, _with(kept, dict(zip(texts[::2], texts[1::2]))) if sets else _without(kept, texts))
    return True


def frame(context):
    """All tags as they are now."""
    rows = [
        [context.catalog, schema, table, key, value]
        for schema, table, folder in context.warehouse.table_folders()
        for key, value in _read(folder).items()
    ]
    return frames.of_rows(context.session, COLUMNS, rows)


def _literals(tokens, sets):
    """The strings in `('k' = 'v', …)` or `('k', …)`, as they are written; None for anything else."""
    shape = ("string", "=", "string", ",") if sets else ("string", ",")
    if len(tokens) < 3 or tokens[0].text != "(" or tokens[-1].text != ")":
        return None
    inside = tokens[1:-1]
    if len(inside) % len(shape) != len(shape) - 1:
        return None
    if any(wanted not in (token.kind, token.text) for token, wanted in zip(inside, shape * len(inside))):
        return None
    return [token.text for token in inside if token.kind == "string"]


def _with(kept, given):
    for key, value in given.items():
        _check(key, value)
    tags = {**kept, **given}
    if len(tags) > _MOST:
        raise UnityCatalogError("The number of tags on the table would be %d; the maximum is %d." % (len(tags), _MOST))
    return tags


def _without(kept, names):
    for name in names:
        if name not in kept:
            raise UnityCatalogError("Tag %s is not assigned to the table." % name)
    return {key: value for key, value in kept.items() if key not in names}


def _check(key, value):
    if any(character in key for character in _RESERVED):
        raise UnityCatalogError(
            "Tag name %s contains one or more of the reserved characters: List(%s)" % (key, ", ".join(_RESERVED))
        )
    for what, text, most in (("name", key, _LONGEST_KEY), ("value", value, _LONGEST_VALUE)):
        if len(text) > most:
            raise UnityCatalogError("Tag %s has %d characters; the maximum is %d." % (what, len(text), most))
        if text != text.strip(" "):
            raise UnityCatalogError("Tag %s '%s' has leading or trailing spaces." % (what, text))
    if not key:
        raise UnityCatalogError("Tag name must not be empty.")


def _read(folder):
    try:
        with open(os.path.join(folder, _FILE), encoding="utf-8") as file:
            return json.load(file)
    except FileNotFoundError:
        return {}


def _write(folder, tags):
    """Beside and renamed: never half a file."""
    path = os.path.join(folder, _FILE)
    with open(path + ".new", "w", encoding="utf-8") as file:
        json.dump(tags, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(path + ".new", path)
