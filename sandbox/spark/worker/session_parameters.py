"""
`SET` and `RESET` of the parameters that a session of Databricks has: https://docs.databricks.com/sql/language-manual/sql-ref-parameters
Some are Spark's under another name; the others are checked and kept, and nothing reads them.
"""

import json
import re

import tokens as sql
from errors import StatementError

MARK = "session parameters"

_SPARKS = {
    "ANSI_MODE": "spark.sql.ansi.enabled",
    "LEGACY_TIME_PARSER_POLICY": "spark.sql.legacy.timeParserPolicy",
    "MAX_FILE_PARTITION_BYTES": "spark.sql.files.maxPartitionBytes",
    "TIMEZONE": "spark.sql.session.timeZone",
}
_KEPT = {
    "ENABLE_PHOTON": "true",
    "READ_ONLY_EXTERNAL_METASTORE": "false",
    "STATEMENT_TIMEOUT": "172800",
    "USE_CACHED_RESULT": "true",
}
# What is not here is switched off truly.
_ABSENT = {"ENABLE_PHOTON", "USE_CACHED_RESULT"}
_PREFIX = "spark.sandbox.parameter."
_LONGEST_TIMEOUT = 172800


def _one_of(*words):
    return "one of " + ", ".join(words), lambda value: value.upper() in words


_FLAG = _one_of("TRUE", "FALSE")
_ALLOWED = {
    "ANSI_MODE": _FLAG,
    "ENABLE_PHOTON": _FLAG,
    "LEGACY_TIME_PARSER_POLICY": _one_of("EXCEPTION", "CORRECTED", "LEGACY"),
    "MAX_FILE_PARTITION_BYTES": (
        "a number of bytes or of a higher unit, for example 134217728 or 128mb",
        lambda value: re.fullmatch(r"\d+\s*([kmgtp]b?|b)?", value, re.IGNORECASE),
    ),
    "READ_ONLY_EXTERNAL_METASTORE": _FLAG,
    "STATEMENT_TIMEOUT": (
        "a number of seconds from 0 to %d" % _LONGEST_TIMEOUT,
        lambda value: value.isdigit() and int(value) <= _LONGEST_TIMEOUT,
    ),
    # Spark knows which there are.
    "TIMEZONE": ("a time zone", bool),
    "USE_CACHED_RESULT": _FLAG,
}


def change(context, text, tokens):
    """Handles SET and RESET of parameters, and on a warehouse SET alone. @returns (frame, marks), or None for any other statement."""
    if not sql.starts(tokens, {"SET", "RESET"}):
        return None
    if sql.starts(tokens, "SET", "TIME", "ZONE", "LOCAL") and len(tokens) == 4:
        return _set(context, "TIMEZONE", "LOCAL")
    if len(tokens) == 1:
        return _all(context, tokens[0].upper)
    name = tokens[1].upper
    if name not in _ALLOWED:
        return None
    if tokens[0].upper == "RESET" and len(tokens) == 2:
        return _reset(context, name)
    if len(tokens) == 2:
        return _rows(context, [name]), _marks(name)
    if tokens[2].text == "=" and len(tokens) > 3:
        return _set(context, name, _value(text, tokens[3:]))
    return None


def _all(context, verb):
    if verb == "RESET":
        for name in _ALLOWED:
            _reset(context, name)
        # On a cluster, all the rest of the session too.
        return (context.empty(), []) if context.compute == "warehouse" else None
    return (_rows(context, sorted(_ALLOWED)), [MARK]) if context.compute == "warehouse" else None


def _set(context, name, value):
    if name == "TIMEZONE" and value.upper() == "LOCAL":
        # The zone of the machine is UTC on Databricks, and whichever here.
        value = "Etc/UTC"
    _check(name, value)
    if name == "TIMEZONE":
        context.session.sql("SET TIME ZONE " + sql.string(value))
    else:
        context.session.conf.set(_key(name), value)
    off = name in _ABSENT and value.upper() == "FALSE"
    return _rows(context, [name]), [] if off else _marks(name)


def _check(name, value):
    allowed, matches = _ALLOWED[name]
    if not matches(value):
        raise StatementError(
            "INVALID_CONF_VALUE.DEFAULT",
            "The value '%s' in the config \"%s\" is invalid. It must be %s." % (value, name, allowed),
            "22022",
        )


def _reset(context, name):
    context.session.conf.unset(_key(name))
    return context.empty(), _marks(name)


def _key(name):
    return _SPARKS.get(name) or _PREFIX + name.lower()


def _marks(name):
    return [MARK] if name in _KEPT else []


def _rows(context, names):
    found = [{"key": name, "value": _read(context, name)} for name in names]
    query = "SELECT inline(from_json(:rows, 'array<struct<key: string, value: string>>'))"
    return context.session.sql(query, args={"rows": json.dumps(found)})


def _read(context, name):
    conf = context.session.conf
    return conf.get(_SPARKS[name]) if name in _SPARKS else conf.get(_key(name), _KEPT[name])


def _value(text, tokens):
    """A string without its quotes, anything else as it is written."""
    if len(tokens) == 1 and tokens[0].kind == "string":
        return tokens[0].text.strip("rR")[1:-1]
    return text[tokens[0].start : tokens[-1].end]
