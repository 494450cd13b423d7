"""
Queries of a table's history, `SELECT … FROM (DESCRIBE HISTORY t)`: Databricks takes the command where a subquery may
stand, Spark only as a statement. Each is answered on a view of that moment, which goes with the query.
"""

import callers
import tokens as sql

MARK = "query of history"

_VIEW = "__describe_history_%d"


def mentions(tokens):
    """The index of every `(DESCRIBE HISTORY`."""
    return [index for index in range(len(tokens)) if sql.starts(tokens[index:], "(", {"DESCRIBE", "DESC"}, "HISTORY")]


def on_views(context, text, tokens):
    """Makes the views. @returns (the text with their names in place of the commands, the names)."""
    spans, views = [], []
    for index in mentions(tokens):
        end = next(at for at in range(index, len(tokens)) if tokens[at].text == ")")
        view = _VIEW % len(views)
        command = text[tokens[index + 1].start : tokens[end].start]
        callers.with_callers(context.session.sql(command)).createOrReplaceTempView(view)
        spans.append((tokens[index].start, tokens[end].end, view))
        views.append(view)
    return sql.replace_spans(text, spans), views


def drop(context, views):
    for view in views:
        context.session.catalog.dropTempView(view)
