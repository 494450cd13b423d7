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
_BEFORE = {"FROM", "JOIN", ",", "(", "USING"}
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
    rewritten, marks, views = on_views(context, text, tokens)
    if not views:
        return None
    try:
        frame, more = context.run_parsed(rewritten)
        return frame, [*marks, *more]
    finally:
        for view in views:
            context.session.catalog.dropTempView(view)


def on_views(context, text, tokens):
    """Makes the views that a statement reads. @returns (the text with their names, marks, the names)."""
    found = _mentions(tokens)
    marks, views = [], []
    for relation in sorted({mention.relation for mention in found}):
        frame = tags.frame(context) if relation == tags.RELATION else uc_relations.frame(context, relation)
        frame.createOrReplaceTempView(_VIEW % relation)
        views.append(_VIEW % relation)
        marks.append(tags.MARK if relation == tags.RELATION else MARK)
    return _rewritten(text, tokens, found), marks, views


def _mentions(tokens):
    if not tokens or (tokens[0].upper not in _READERS and not _creates_from_query(tokens)):
        return []
    found = []
    for index, parts in sql.dotted_names(tokens):
        lower = [part.lower() for part in parts]
        at = next((at for at in (0, 1) if lower[at] == _NAME), None)
        if at is None or len(parts) < at + 2 or lower[at + 1] not in RELATIONS:
            continue
        if len(parts) > at + 2 or _is_read(tokens, index):
            found.append(Mention(index, 2 * at + 3, 2 * len(parts) - 1, lower[at + 1]))
    return found


def _is_read(tokens, index):
    """Whether the relation is read there, and not what the statement writes to."""
    if index == 0 or sql.starts(tokens, "DELETE", "FROM") and index == 2:
        return False
    return tokens[index - 1].upper in _BEFORE or sql.starts(tokens, "TABLE") and index == 1


def _creates_from_query(tokens):
    """CREATE TABLE … AS reads at once; a view would read at its use, when the moment is another."""
    return sql.starts(tokens, {"CREATE", "REPLACE"}) and any(token.upper == "TABLE" for token in tokens[1:4])


def _rewritten(text, tokens, found):
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
