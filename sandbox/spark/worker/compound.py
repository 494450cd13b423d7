"""
BEGIN … END, taken apart where its statements only follow one another.

Spark runs a script itself, and hands each statement in it to its own parser: what Delta's parser or this sandbox adds
(CLUSTER BY, CHECK constraints, generated columns, the catalog's name) it then refuses. A script with variables,
conditions, loops or handlers stays Spark's.
"""

import tokens as sql

# What makes a script more than statements in a row, at the beginning of one.
_FLOW = {"DECLARE", "SET", "IF", "CASE", "WHILE", "LOOP", "REPEAT", "FOR", "LEAVE", "ITERATE", "BEGIN", "SIGNAL", "RESIGNAL", "OPEN", "FETCH", "CLOSE", "RETURN"}


def statements_in(text):
    """The statements of a script in their order; the text itself where it is no script, or a script for Spark."""
    tokens = sql.tokenize(text)
    if not sql.starts(tokens, "BEGIN") or tokens[-1].upper != "END" or len(tokens) < 4 or tokens[-2].text != ";":
        return [text]
    found, begun = [], 1
    for at in range(1, len(tokens) - 1):
        if tokens[at].text != ";":
            continue
        if at > begun:
            if tokens[begun].upper in _FLOW or tokens[begun + 1].text == ":":
                return [text]
            found.append(text[tokens[begun].start : tokens[at].start].strip())
        begun = at + 1
    return found or [text]
