"""
Materialized views: a Delta table that is filled by its query and keeps query and schedule among its properties, so that
all of it appears and goes in one commit.

CREATE [OR REPLACE], ALTER … {ADD | ALTER | DROP} of a schedule or trigger, REFRESH, DROP and DESCRIBE are served; what
writes to a table is refused for a view. Nothing is refreshed by the clock or on update, and every refresh computes all of
it, where Databricks may compute what changed.
"""

from typing import NamedTuple

import delta_log
import extended
import tokens as sql
from errors import StatementError, not_emulated
from places import folder_of
from snapshot import snapshot_state

MARK = "materialized views"
TYPE = "MATERIALIZED_VIEW"

# Properties of the table, which nobody is shown.
_QUERY, _CATALOG, _REFRESH = "sandbox.view.query", "sandbox.view.catalog", "sandbox.view.refresh"

_CLAUSES = {"PARTITIONED", "CLUSTER", "COMMENT", "TBLPROPERTIES", "SCHEDULE", "TRIGGER", "AS"}
_UNITS = {"HOUR": 72, "DAY": 31, "WEEK": 8}
_SECONDS = {"SECOND": 1, "MINUTE": 60, "HOUR": 3600, "DAY": 86400, "WEEK": 604800}

# Where the table's name stands in statements that write to a table or look after its files.
_REFUSED = (
    ("OPTIMIZE",),
    ("VACUUM",),
    ("INSERT", {"INTO", "OVERWRITE"}),
    ("UPDATE",),
    ("DELETE", "FROM"),
    ("MERGE", "INTO"),
    ("TRUNCATE", "TABLE"),
    ("RESTORE", "TABLE"),
    ("REORG", "TABLE"),
    ("ALTER", "TABLE"),
)


class Definition(NamedTuple):
    query: str
    refresh: list  # the clause of its schedule or trigger, if it has one
    properties: dict


def run(context, text, tokens):
    """Handles a statement about a materialized view. @returns a result's frame, or None for any other statement."""
    if sql.starts(tokens, "CREATE", "MATERIALIZED", "VIEW") or sql.starts(tokens, "CREATE", "OR", "REPLACE", "MATERIALIZED", "VIEW"):
        return _create(context, text, tokens)
    if sql.starts(tokens, "ALTER", "MATERIALIZED", "VIEW"):
        return _alter(context, tokens)
    if sql.starts(tokens, "REFRESH", "MATERIALIZED", "VIEW"):
        return _refresh(context, tokens)
    if sql.starts(tokens, "DROP", "MATERIALIZED", "VIEW"):
        return _drop(context, tokens)
    if sql.starts(tokens, {"DESCRIBE", "DESC"}):
        return _describe(context, tokens)
    _refuse(context, tokens)
    return None


def definition(properties, catalog):
    """What a materialized view was made from; None for the properties of a table."""
    if _QUERY not in properties:
        return None
    kept = properties[_REFRESH]
    refresh = [] if kept == "MANUAL" else [kept if kept.startswith("TRIGGER") else "SCHEDULE " + kept]
    return Definition(_query(properties, catalog), refresh, _own(properties))


def overlay(properties, catalog):
    """What the API shows of a materialized view in place of its table's own; None for a table."""
    if _QUERY not in properties:
        return None
    return {"table_type": TYPE, "view_definition": _query(properties, catalog), "properties": _own(properties)}


def _create(context, text, tokens):
    replace = tokens[1].upper == "OR"
    at = 5 if replace else 3
    keeps = not replace and sql.starts(tokens[at:], "IF", "NOT", "EXISTS")
    name, at = sql.read_name(tokens, at + 3 if keeps else at)
    if at < len(tokens) and tokens[at].text == "(":
        raise not_emulated("A list of columns in CREATE MATERIALIZED VIEW is not emulated")
    clauses, refresh, query = _clauses(text, tokens, at)
    if context.session.catalog.tableExists(sql.quote(name)):
        if _properties(context, name) is None:
            raise _wrong_kind(name, "CREATE OR REPLACE" if replace else "CREATE")
        if keeps:
            return context.empty()
        if not replace:
            raise StatementError(
                "TABLE_OR_VIEW_ALREADY_EXISTS",
                "Cannot create table or view %s because it already exists." % sql.quote(name),
                "42P07",
            )
    kept = _pairs({_QUERY: query, _CATALOG: context.catalog, _REFRESH: refresh})
    given = clauses.pop("TBLPROPERTIES", None)
    clauses["TBLPROPERTIES"] = "TBLPROPERTIES (%s)" % kept if given is None else "%s, %s)" % (given.rstrip()[:-1], kept)
    verb = "CREATE OR REPLACE TABLE" if replace else "CREATE TABLE IF NOT EXISTS" if keeps else "CREATE TABLE"
    context.run_inner("%s %s USING DELTA %s AS %s" % (verb, sql.quote(name), " ".join(clauses.values()), query))
    return context.empty()


def _clauses(text, tokens, at):
    """The clauses that a table has as well, by their first word, the refresh, and the query as it was submitted."""
    clauses, refresh, begun = {}, "MANUAL", at
    while begun < len(tokens) and tokens[begun].upper != "AS":
        word = tokens[begun].upper
        if word not in _CLAUSES:
            raise _syntax(tokens[begun].text)
        end = _end_of_clause(tokens, begun)
        if word in ("SCHEDULE", "TRIGGER"):
            refresh = _refresh_text(tokens[begun:end])
        else:
            clauses[word] = text[tokens[begun].start : tokens[end - 1].end]
        begun = end
    if begun + 1 >= len(tokens):
        raise _syntax("end of input")
    return clauses, refresh, text[tokens[begun].end : tokens[-1].end].strip()


def _end_of_clause(tokens, at):
    depth = 0
    for index in range(at + 1, len(tokens)):
        token = tokens[index]
        if depth == 0 and token.upper in _CLAUSES:
            return index
        depth += {"(": 1, ")": -1}.get(token.text, 0)
    return len(tokens)


def _refresh_text(tokens):
    """A schedule or trigger as DESCRIBE EXTENDED tells it."""
    words = [token.upper or token.text for token in tokens]
    if words[:3] == ["TRIGGER", "ON", "UPDATE"]:
        return _trigger_text(words[3:])
    rest = words[2:] if words[1:2] == ["REFRESH"] else words[1:]
    if rest[:1] == ["EVERY"] and len(rest) == 3:
        unit = rest[2].rstrip("S")
        if unit in _UNITS and rest[1].isdigit():
            if not 1 <= int(rest[1]) <= _UNITS[unit]:
                raise StatementError(
                    "SCHEDULE_PERIOD_INVALID",
                    "The schedule period for %s must be an integer value between 1 and %d (inclusive). Received: %s." % (unit, _UNITS[unit], rest[1]),
                    "22003",
                )
            return "EVERY %d %sS" % (int(rest[1]), unit)
    if rest[:1] == ["CRON"] and len(rest) in (2, 6) and tokens[-1].kind == "string":
        zone = rest[5][1:-1] if rest[2:5] == ["AT", "TIME", "ZONE"] else "Etc/UTC"
        return "CRON '%s' AT TIME ZONE '%s'" % (rest[1][1:-1], "Etc/UTC" if zone.upper() == "UTC" else zone)
    raise _syntax(" ".join(token.text for token in tokens))


def _trigger_text(words):
    if not words:
        return "TRIGGER ON UPDATE"
    if words[:4] == ["AT", "MOST", "EVERY", "INTERVAL"] and len(words) == 6:
        amount, unit = words[4].strip("'"), words[5].rstrip("S")
        if amount.isdigit() and unit in _SECONDS:
            seconds = int(amount) * _SECONDS[unit]
            if seconds < 60:
                raise StatementError("INVALID_PARAMETER_VALUE", "The minimum trigger interval is 1 minute.", "22023")
            return "TRIGGER ON UPDATE AT MOST EVERY INTERVAL %d SECOND" % seconds
    raise _syntax("TRIGGER ON UPDATE " + " ".join(words))


def _alter(context, tokens):
    name, at = sql.read_name(tokens, 3)
    before = _existing(context, name, "ALTER MATERIALIZED VIEW")[_REFRESH]
    verb, rest = tokens[at].upper if at < len(tokens) else "", tokens[at + 1 :]
    if verb == "DROP" and len(rest) == 1 and rest[0].upper == "SCHEDULE":
        refresh = "MANUAL"
    elif verb in ("ADD", "ALTER") and rest and rest[0].upper in ("SCHEDULE", "TRIGGER"):
        refresh = _refresh_text(rest)
        if (before == "MANUAL") != (verb == "ADD"):
            has = "no schedule or trigger" if verb == "ALTER" else before
            raise StatementError(
                "MATERIALIZED_VIEW_OPERATION_NOT_ALLOWED",
                "Cannot %s the schedule of %s, which has %s." % (verb, sql.quote(name), has),
                "56038",
            )
    else:
        raise not_emulated("Of ALTER MATERIALIZED VIEW only {ADD | ALTER} {SCHEDULE | TRIGGER} and DROP SCHEDULE are emulated")
    context.run_inner("ALTER TABLE %s SET TBLPROPERTIES (%s)" % (sql.quote(name), _pairs({_REFRESH: refresh})))
    return context.empty()


def _refresh(context, tokens):
    name, at = sql.read_name(tokens, 3)
    if at < len(tokens) and (at + 1 < len(tokens) or tokens[at].upper not in ("FULL", "SYNC", "ASYNC")):
        raise _syntax(tokens[at].text)
    query = _query(_existing(context, name, "REFRESH"), context.catalog)
    quoted = sql.quote(name)
    keys = context.session.sql("DESCRIBE DETAIL " + quoted).first()["clusteringColumns"]
    context.run_inner("INSERT OVERWRITE %s %s" % (quoted, query))
    if keys:
        # Open Delta takes INSERT OVERWRITE for a new table, which nobody clustered.
        context.run_inner("ALTER TABLE %s CLUSTER BY (%s)" % (quoted, ", ".join(sql.quote([key]) for key in keys)))
    return context.empty()


def _drop(context, tokens):
    lenient = sql.starts(tokens[3:], "IF", "EXISTS")
    name, _ = sql.read_name(tokens, 5 if lenient else 3)
    if lenient and not context.session.catalog.tableExists(sql.quote(name)):
        return context.empty()
    _existing(context, name, "DROP")
    context.run_inner("DROP TABLE " + sql.quote(name))
    return context.empty()


def _describe(context, tokens):
    """DESCRIBE [TABLE] EXTENDED of a view: Spark's rows of its table, and those that a view has instead or besides."""
    at = 2 if sql.starts(tokens[1:], "TABLE") else 1
    if not sql.starts(tokens[at:], "EXTENDED"):
        return None
    name, after = sql.read_name(tokens, at + 1)
    properties = _properties(context, name) if after == len(tokens) else None
    if properties is None:
        return None
    shown = ",".join("%s=%s" % pair for pair in sorted(_own(properties).items()))
    instead = {
        "Type": TYPE,
        "View Text": _query(properties, context.catalog),
        "Refresh Schedule": properties[_REFRESH],
        "Table Properties": "[%s]" % shown,
    }
    rows = [row for row in extended.rows(context, name[-2:]) if row[0] not in instead]
    return extended.on(context, [*rows, *((key, value, "") for key, value in instead.items())])


def _refuse(context, tokens):
    if sql.starts(tokens, "DROP", "TABLE"):
        name, _ = sql.read_name(tokens, 4 if sql.starts(tokens[2:], "IF", "EXISTS") else 2)
        if name and _properties(context, name) is not None:
            raise not_emulated("DROP TABLE of a materialized view is not emulated: DROP MATERIALIZED VIEW is")
    for words in _REFUSED:
        if not sql.starts(tokens, *words):
            continue
        at = len(words)
        while at < len(tokens) and tokens[at].upper in ("TABLE", "INTO", "IF", "EXISTS"):
            at += 1
        name, after = sql.read_name(tokens, at)
        if not name or _properties(context, name) is None:
            return
        if words == ("ALTER", "TABLE"):
            raise StatementError(
                "MATERIALIZED_VIEW_OPERATION_NOT_ALLOWED.INVALID_ALTER",
                "The materialized view operation ALTER is not allowed: To alter the schema or properties of materialized "
                "views, please use the CREATE OR REFRESH MATERIALIZED VIEW command.",
                "56038",
            )
        verb = " ".join(token.upper for token in tokens[: len(words)])
        raise StatementError(
            "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE",
            "'%s' expects a table but %s is a view." % (verb, sql.quote(name)),
            "42809",
        )


def is_one(context, name):
    """Whether the table of this schema and name is a materialized view's."""
    return _properties(context, name) is not None


def _existing(context, name, operation):
    """The properties of a view's table. Raises for what is not there, and for a table."""
    context.session.sql("DESCRIBE TABLE " + sql.quote(name))
    properties = _properties(context, name)
    if properties is None:
        raise _wrong_kind(name, operation)
    return properties


def _properties(context, name):
    """The properties of a view's table, or None for what is not there and for what is no materialized view."""
    entry = context.warehouse.table(name[-2], name[-1]) if len(name) > 1 else None
    if entry is None or entry.tableType().name() == "VIEW":
        return None
    folder = folder_of(entry)
    commit = delta_log.latest_commit(folder)
    if commit is None:
        return None
    state = delta_log.read_state(folder, commit.version) or snapshot_state(context.spark, folder)
    return state.configuration if _QUERY in state.configuration else None


def _own(properties):
    return {key: value for key, value in properties.items() if key not in (_QUERY, _CATALOG, _REFRESH)}


def _query(properties, catalog):
    return sql.renamed_catalog(properties[_QUERY], properties[_CATALOG], catalog)


def _pairs(properties):
    return ", ".join("'%s' = '%s'" % (key, _escaped(value)) for key, value in properties.items())


def _escaped(text):
    """Inside a string of SQL, where Spark also fills in `${…}`."""
    for plain, written in (("\\", "\\\\"), ("'", "\\'"), ("\n", "\\n"), ("\r", "\\r"), ("${", "\\u0024{")):
        text = text.replace(plain, written)
    return text


def _wrong_kind(name, operation):
    return StatementError(
        "MATERIALIZED_VIEW_OPERATION_NOT_ALLOWED.NON_MATERIALIZED_VIEW",
        "The materialized view operation %s is not allowed: %s is not a materialized view. Please run %s again with a "
        "materialized view." % (operation, sql.quote(name), operation),
        "56038",
    )


def _syntax(near):
    return StatementError("PARSE_SYNTAX_ERROR", "Syntax error at or near '%s'." % near, "42601")
