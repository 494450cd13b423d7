"""
Queries of `information_schema`: each relation that a query names is a view of this moment, which goes with the query.

A view has a name of its own and stands in the query under the relation's, so that columns qualified by it resolve and
no table or common table expression of that name is mistaken for it.
"""

from typing import NamedTuple

import tags
import tokens as sql
import uc_relations
from errors import no_such_catalog, not_emulated

MARK = "information schema"

RELATIONS = {**uc_relations.RELATIONS, tags.RELATION: tags.COLUMNS}

_NAME = "information_schema"
_VIEW = "__information_schema_%s"
# Statements that only read what they name, but for the object that some of them write to.
_READERS = {"SELECT", "WITH", "FROM", "VALUES", "TABLE", "(", "EXPLAIN", "INSERT", "MERGE", "UPDATE", "DELETE", "SET", "EXECUTE"}
# Before the name of a relation that is read.
_BEFORE = {"FROM", "JOIN", ",", "TABLE", "(", "USING", "LATERAL"}
# After a relation, no alias of it.
_NO_ALIAS = set(
    "WHERE GROUP ORDER HAVING LIMIT OFFSET JOIN INNER LEFT RIGHT FULL CROSS SEMI ANTI NATURAL ON USING UNION EXCEPT MINUS "
    "INTERSECT LATERAL WINDOW PIVOT UNPIVOT TABLESAMPLE DISTRIBUTE CLUSTER SORT WHEN SELECT SET".split()
)


class Mention(NamedTuple):
    index: int
    # The tokens up to the relation's name, and the tokens of the whole name.
    length: int
    whole: int
    relation: str


def served(tokens, catalog):
    """The places where a statement reads one of the relations. Raises for those of another catalog."""
    found = _mentions(tokens)
    for mention in found:
        if mention.length > 3 and tokens[mention.index].name.lower() not in (catalog.lower(), "system"):
            raise no_such_catalog(tokens[mention.index].name)
    return {mention.index for mention in found}


def run(context, text, tokens):
    """Runs a statement that reads `information_schema`. @returns (frame, marks), or None for any other statement."""
    found = _mentions(tokens)
    if not found:
        return None
    relations = sorted({mention.relation for mention in found})
    for relation in relations:
        frame = tags.frame(context) if relation == tags.RELATION else uc_relations.frame(context, relation)
        frame.createOrReplaceTempView(_VIEW % relation)
    try:
        frame, marks = context.run_parsed(_on_views(text, tokens, found))
        return frame, [*(tags.MARK if relation == tags.RELATION else MARK for relation in relations), *marks]
    finally:
        for relation in relations:
            context.session.catalog.dropTempView(_VIEW % relation)


def _mentions(tokens):
    if not tokens or (tokens[0].upper not in _READERS and not _creates_from_query(tokens)):
        return []
    found = []
    for index, parts in sql.dotted_names(tokens):
        lower = [part.lower() for part in parts]
        at = next((at for at in (0, 1) if lower[at : at + 1] == [_NAME]), None)
        if at is None or len(parts) < at + 2 or lower[at + 1] not in RELATIONS:
            continue
        if len(parts) > at + 2 or _is_read(tokens, index):
            found.append(Mention(index, 2 * at + 3, 2 * len(parts) - 1, lower[at + 1]))
    return found


def _is_read(tokens, index):
    if sql.starts(tokens, "DELETE", "FROM") and index == 2 or sql.starts(tokens, "INSERT") and index <= 4 and index < _target_end(tokens):
        return False
    return index > 0 and tokens[index - 1].upper in _BEFORE


def _target_end(tokens):
    """Where an INSERT's target ends at the latest: at the first word of what it takes its rows from."""
    return next((at for at, token in enumerate(tokens) if token.upper in ("SELECT", "VALUES", "FROM", "WITH", "(")), 0)


def _creates_from_query(tokens):
    """CREATE TABLE … AS reads at once; a view would read at its use, when the moment is another."""
    return sql.starts(tokens, {"CREATE", "REPLACE"}) and any(token.upper == "TABLE" for token in tokens[1:4])


def _on_views(text, tokens, found):
    spans = []
    for mention in found:
        first, last = tokens[mention.index], tokens[mention.index + mention.length - 1]
        if mention.whole > mention.length:
            spans.append((first.start, last.end, sql.quote([mention.relation])))
            continue
        after = tokens[mention.index + mention.length : mention.index + mention.length + 1]
        aliased = bool(after) and (after[0].upper == "AS" or (after[0].name is not None and after[0].upper not in _NO_ALIAS))
        alias = "" if aliased else " AS " + sql.quote([mention.relation])
        spans.append((first.start, last.end, _VIEW % mention.relation + alias))
    return sql.replace_spans(text, spans)


def refuse_elsewhere(parts):
    """Raises for a name in `information_schema` that is not read by a query, or not served."""
    raise not_emulated(
        "information_schema is emulated only for queries of %s (%s)" % (", ".join(sorted(RELATIONS)), ".".join(parts))
    )
