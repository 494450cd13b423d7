"""Results that this engine makes up itself, as frames."""

import json


def of_rows(session, columns, rows):
    """A frame of `rows` in the order given; `columns` = pairs of name and type."""
    names = [name for name, _ in columns]
    fields = ", ".join("`%s`: %s" % column for column in columns)
    found = json.dumps([dict(zip(names, row)) for row in rows])
    return session.sql("SELECT inline(from_json(:rows, 'array<struct<%s>>'))" % fields, args={"rows": found})
