"""Tells the server of what a statement dropped or renamed: owner and grants go with the object, or go."""

import tokens as sql


def tell(context, tokens):
    """To be called after the statement has run."""
    if sql.starts(tokens, "DROP"):
        _dropped(context, tokens)
    elif sql.starts(tokens, "ALTER", {"TABLE", "VIEW"}):
        _renamed(context, tokens)


def _dropped(context, tokens):
    at = 3 if sql.starts(tokens[1:], "MATERIALIZED", "VIEW") else 2
    kind = tokens[at - 1].upper if at <= len(tokens) else ""
    if kind not in ("TABLE", "VIEW", "SCHEMA", "DATABASE"):
        return
    name, _ = sql.read_name(tokens, at + 2 if sql.starts(tokens[at:], "IF", "EXISTS") else at)
    if not name:
        return
    if kind in ("SCHEMA", "DATABASE"):
        if name[-1].lower() not in context.warehouse.schemas():
            context.server.ask("dropped", type="schema", name=name[-1].lower())
        return
    schema, table = _below(context, name)
    # A temporary view has no place in the metastore, and one of its name may be there.
    if context.warehouse.table(schema, table) is None:
        context.server.ask("dropped", type="table", name="%s.%s" % (schema, table))


def _renamed(context, tokens):
    before, after = sql.read_name(tokens, 2)
    if not before or not sql.starts(tokens[after:], "RENAME", "TO"):
        return
    name, _ = sql.read_name(tokens, after + 2)
    (schema, table), (_, renamed) = _below(context, before), _below(context, name)
    if context.warehouse.table(schema, table) is None:
        names = {"name": "%s.%s" % (schema, table), "to": "%s.%s" % (schema, renamed)}
        context.server.ask("renamed", type="table", **names)


def _below(context, name):
    schema = name[-2] if len(name) > 1 else context.session.catalog.currentDatabase()
    return schema.lower(), name[-1].lower()
