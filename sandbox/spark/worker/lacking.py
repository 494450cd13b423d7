"""
What Databricks takes and this engine does not: refused by its name, from the one list in ../not_emulated.json.

- `statements` are known by their first words, before Spark sees them.
- `syntax` is looked for only where Spark's parser stopped, so that a name, a string or a statement that Spark takes is
  never mistaken for it.
- `functions` are built into Databricks and missing in Spark: looked for only when a function was not found.

An expression reads the statement in capitals, with one blank where there was any, every string as two single quotes and
every quoted name as two backticks.
"""

import json
import os
import re
from bisect import bisect_left

import tokens as sql
from errors import not_emulated

with open(os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "not_emulated.json"), encoding="utf-8") as _file:
    _LIST = json.load(_file)

_STATEMENTS = [(re.compile(entry["words"]), entry["says"]) for entry in _LIST["statements"]]
_SYNTAX = [(re.compile(entry["near"]), entry["says"]) for entry in _LIST["syntax"]]
_FUNCTIONS = frozenset(_LIST["functions"]["names"])

# In a compound statement.
_BEFORE_STATEMENT = {";", "BEGIN", "THEN", "ELSE", "DO", "LOOP", "REPEAT"}
_UNKNOWN_FUNCTION = {"UNRESOLVED_ROUTINE": "routineName", "UNRESOLVABLE_TABLE_VALUED_FUNCTION": "name"}
# Functions Spark knows by name and cannot run without a jar that is not here.
_UNUSABLE_FUNCTION = re.compile(r"^(AVRO|PROTOBUF)_NOT_LOADED_SQL_FUNCTIONS_UNUSABLE$")


def check_statement(tokens):
    """Raises for a statement that only Databricks has."""
    words, _ = _words(tokens)
    for pattern, says in _STATEMENTS:
        if pattern.search(words):
            raise not_emulated(says)


def check_syntax(text, error):
    """Raises when what Spark's parser stopped at is Databricks' syntax."""
    at = _stopped_at(text, error)
    if at is None:
        return
    tokens = sql.tokenize(text)
    words, starts = _words(tokens)
    index = bisect_left([token.start for token in tokens], at)
    here = starts[index] if index < len(tokens) else len(words)
    for pattern, says in _SYNTAX:
        if any(match.start() <= here < match.end() for match in pattern.finditer(words)):
            raise not_emulated(says)
    if sql.starts(tokens, "BEGIN"):
        check_statement(_inner_statement(tokens, index))


def check_function(error):
    """Raises when the function that was not found is one of Databricks' own."""
    condition = error.getCondition()
    if condition is not None and _UNUSABLE_FUNCTION.match(condition):
        raise not_emulated("The function %s is not emulated" % error.getMessageParameters().get("functionName", condition.split("_")[0]).strip("`"))
    named = _UNKNOWN_FUNCTION.get(condition)
    if named is None:
        return
    name = error.getMessageParameters()[named].strip("`").lower()
    if name in _FUNCTIONS:
        raise not_emulated("The function %s is not emulated" % name)


def _inner_statement(tokens, index):
    """The statement of a compound one that the token belongs to."""
    begins = (at + 1 for at, token in enumerate(tokens[:index]) if token.upper in _BEFORE_STATEMENT)
    begun = max(begins, default=0)
    end = next((at for at in range(begun, len(tokens)) if tokens[at].text == ";"), len(tokens))
    return tokens[begun:end]


def _words(tokens):
    """@returns the statement as the expressions read it, and where each token starts in it."""
    text, starts, end = "", [], 0
    for token in tokens:
        if text and token.start > end:
            text += " "
        starts.append(len(text))
        text += {"string": "''", "quoted": "``"}.get(token.kind, token.text.upper())
        end = token.end
    return text, starts


def _stopped_at(text, error):
    origin = error._origin
    line, column = origin.line(), origin.startPosition()
    if not line.isDefined() or not column.isDefined():
        return None
    lines = text.split("\n")
    return sum(len(before) + 1 for before in lines[: line.get() - 1]) + column.get()
