"""SQL text as words, names, strings and signs: enough to recognise a statement and to rewrite a name in it."""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      (?P<skip>\s+|--[^\n]*|/\*.*?\*/)
    | (?P<string>[rR]?'(?:[^'\\]|\\.|'')*'|[rR]?"(?:[^"\\]|\\.|"")*")
    | (?P<quoted>`(?:[^`]|``)*`)
    | (?P<word>[^\W\d][\w$]*|\d[\w.]*)
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    kind: str
    text: str
    start: int
    end: int

    @property
    def upper(self):
        """The keyword this could be; a quoted name or a string is never a keyword."""
        return self.text.upper() if self.kind in ("word", "sign") else ""

    @property
    def name(self):
        """The identifier this is, without its quotes, or None."""
        if self.kind == "quoted":
            return self.text[1:-1].replace("``", "`")
        return self.text if self.kind == "word" else None


def tokenize(sql):
    tokens = []
    for match in _TOKEN.finditer(sql):
        if match.lastgroup != "skip":
            tokens.append(Token(match.lastgroup, match.group(), match.start(), match.end()))
    while tokens and tokens[-1].text == ";":
        tokens.pop()
    return tokens


def starts(tokens, *words):
    """Whether the statement starts with these keywords; each may be a set of choices."""
    if len(tokens) < len(words):
        return False
    return all(
        token.upper in (word if isinstance(word, (set, frozenset)) else {word})
        for token, word in zip(tokens, words)
    )


def find(tokens, *words):
    """The index of the first place where these keywords follow one another, or -1."""
    for index in range(len(tokens) - len(words) + 1):
        if starts(tokens[index:], *words):
            return index
    return -1


def read_name(tokens, index):
    """The dotted name at `index`: its parts, and the index after it."""
    parts = []
    while index < len(tokens) and tokens[index].name is not None:
        parts.append(tokens[index].name)
        index += 1
        if index + 1 < len(tokens) and tokens[index].text == "." and tokens[index + 1].name is not None:
            index += 1
            continue
        break
    return parts, index


def dotted_names(tokens):
    """Every dotted name of two parts or more, with the index of its first token."""
    index = 0
    while index < len(tokens):
        parts, after = read_name(tokens, index)
        if len(parts) > 1:
            yield index, parts
        index = max(after, index + 1)


def quote(parts):
    return ".".join("`" + part.replace("`", "``") + "`" for part in parts)


def string(text):
    """A string literal of Spark."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def replace_spans(sql, spans):
    """`sql` with each (start, end, text) put in place of what was there."""
    for start, end, text in sorted(spans, reverse=True):
        sql = sql[:start] + text + sql[end:]
    return sql


def renamed_catalog(text, before, after):
    """A query's text with the catalog it was written for replaced by the one it is served under."""
    if before == after:
        return text
    found = tokenize(text)
    spans = [
        (found[index].start, found[index].end, quote([after]))
        for index, parts in dotted_names(found)
        if len(parts) >= 3 and parts[0].lower() == before.lower()
    ]
    return replace_spans(text, spans)
