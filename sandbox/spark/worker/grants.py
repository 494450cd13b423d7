"""
`GRANT … ON … TO`, `REVOKE … ON … FROM` and `SHOW GRANTS [principal] ON …`, over the same grants as the REST API: the
server keeps them and knows which privilege applies to what.
"""

import tokens as sql
from errors import StatementError, no_such_catalog

MARK = "grants"

_KINDS = {
    ("CATALOG",): "catalog",
    ("SCHEMA",): "schema",
    ("DATABASE",): "schema",
    ("TABLE",): "table",
    ("VIEW",): "table",
    ("MATERIALIZED", "VIEW"): "table",
}
_COLUMNS = ("Principal", "ActionType", "ObjectType", "ObjectKey")


def run(context, tokens):
    """Handles the statement. @returns a result's frame, or None for any other statement."""
    if sql.starts(tokens, {"GRANT", "REVOKE"}):
        return _change(context, tokens)
    if sql.starts(tokens, "SHOW", {"GRANT", "GRANTS"}):
        return _show(context, tokens)
    return None


def _change(context, tokens):
    gives = tokens[0].upper == "GRANT"
    on = sql.find(tokens, "ON")
    if on < 2:
        raise _syntax(tokens, len(tokens) if on < 0 else on)
    privileges = _privileges(tokens[1:on], tokens)
    kind, name, after = _securable(context, tokens, on + 1)
    if not sql.starts(tokens[after:], "TO" if gives else "FROM") or after + 2 != len(tokens):
        raise _syntax(tokens, after)
    principal = _principal(tokens, after + 1)
    change = {"principal": principal, "add" if gives else "remove": privileges}
    context.server.ask("change of grants", type=kind, name=name, change=change)
    return context.empty()


def _show(context, tokens):
    on = sql.find(tokens, "ON")
    if on not in (2, 3):
        raise _syntax(tokens, 2 if on < 0 else 3)
    principal = _principal(tokens, 2) if on == 3 else None
    kind, name, after = _securable(context, tokens, on + 1)
    if after != len(tokens):
        raise _syntax(tokens, after)
    rows = context.server.ask("grants", type=kind, name=name)
    rows = [row for row in rows if principal is None or row[0].lower() == principal.lower()]
    return context.rows(_COLUMNS, rows)


def _privileges(tokens, statement):
    """The privileges between GRANT and ON, each as its words."""
    found, words = [], []
    for token in [*tokens, None]:
        if token is not None and token.kind == "word":
            words.append(token.upper)
        elif words and (token is None or token.text == ","):
            found.append(" ".join(words))
            words = []
        else:
            raise _syntax(statement, statement.index(token) if token is not None else 1)
    return found


def _securable(context, tokens, at):
    """@returns (kind, full name, the index after it). Raises for what is not there."""
    words, kind = (), "table"
    for choice, named in _KINDS.items():
        # A table may itself be called `schema`: the noun is one only before a name.
        follows = tokens[at + len(choice) : at + len(choice) + 1]
        if sql.starts(tokens[at:], *choice) and (named == "catalog" or (follows and follows[0].name is not None)):
            words, kind = choice, named
    name, after = sql.read_name(tokens, at + len(words))
    if kind == "catalog" and (not name or name[0].upper() in ("TO", "FROM")):
        return kind, context.catalog, at + len(words)
    if not name:
        raise _syntax(tokens, after)
    return kind, _full_name(context, kind, name), after


def _full_name(context, kind, name):
    if kind == "catalog":
        if [part.lower() for part in name] != [context.catalog.lower()]:
            raise no_such_catalog(".".join(name))
        return context.catalog
    # Looked up by Spark, whose error tells what is missing.
    context.session.sql("DESCRIBE %s %s" % (kind.upper(), sql.quote(name)))
    parts = 2 if kind == "schema" else 3
    prefix = [context.catalog, context.session.catalog.currentDatabase()][: parts - len(name)]
    return ".".join([*prefix, *name]).lower()


def _principal(tokens, at):
    name = tokens[at].name if at < len(tokens) else None
    if name is None:
        raise _syntax(tokens, at)
    return name


def _syntax(tokens, at):
    near = "'%s'" % tokens[at].text if at < len(tokens) else "end of input"
    return StatementError("PARSE_SYNTAX_ERROR", "Syntax error at or near %s." % near, "42601")
