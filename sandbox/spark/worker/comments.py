"""`COMMENT ON` what Spark's statement does not know: the catalog, a column, and a view by the word TABLE."""

import live
import tokens as sql
from errors import StatementError, no_such_catalog, not_emulated

MARK = "comment on"


def run(context, tokens):
    """Handles the statement. @returns whether it is one that Spark does not know."""
    if not sql.starts(tokens, "COMMENT", "ON", {"CATALOG", "COLUMN", "TABLE"}):
        return False
    name, after = sql.read_name(tokens, 3)
    if not name or after + 2 != len(tokens) or not sql.starts(tokens[after:], "IS"):
        return False
    written = tokens[after + 1]
    if written.kind != "string" and written.upper != "NULL":
        return False
    comment = context.session.sql("SELECT " + written.text).first()[0]
    return {"CATALOG": _catalog, "COLUMN": _column, "TABLE": _view}[tokens[2].upper](context, name, comment)


def _catalog(context, name, comment):
    if [part.lower() for part in name] != [context.catalog.lower()]:
        raise no_such_catalog(".".join(name))
    context.server.ask("comment on the catalog", comment=comment, by=(context.caller or {}).get("userName"))
    return True


def _column(context, name, comment):
    for length in (3, 2, 1):
        found = live.find(context, name[:length]) if length < len(name) else None
        if found is None:
            continue
        if found.state is None:
            raise not_emulated("COMMENT ON COLUMN of a view is not emulated")
        column = sql.quote(name[length:])
        table = sql.quote([found.schema, found.name])
        context.run_inner("ALTER TABLE %s ALTER COLUMN %s COMMENT %s" % (table, column, sql.string(comment or "")))
        return True
    raise StatementError(
        "TABLE_OR_VIEW_NOT_FOUND",
        "The table or view %s cannot be found. Verify the spelling and correctness of the schema and catalog."
        % sql.quote(name[:-1] or name),
        "42P01",
    )


def _view(context, name, comment):
    found = live.find(context, name)
    if found is None or found.state is not None:
        return False
    view, kept = sql.quote([found.schema, found.name]), "'comment' = " + sql.string(comment or "")
    context.session.sql("ALTER VIEW %s SET TBLPROPERTIES (%s)" % (view, kept))
    return True
