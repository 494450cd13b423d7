"""Rows as the Statement Execution API's JSON_ARRAY writes them: every value text or null."""

from functools import lru_cache

from pyspark.sql import functions as F
from pyspark.sql import types as T

from errors import StatementError

# The API's names of the types, where they are not the type's own.
_NAMES = {
    "BIGINT": "LONG",
    "SMALLINT": "SHORT",
    "TINYINT": "BYTE",
    "VOID": "NULL",
}


def column(field):
    described = {"name": field.name, "type_text": _ddl(field.dataType), "type_name": _type_name(field.dataType)}
    if isinstance(field.dataType, T.DecimalType):
        described["type_precision"] = field.dataType.precision
        described["type_scale"] = field.dataType.scale
    return described


def run(frame):
    """Runs a query to its end, whose rows nobody reads."""
    frame._jdf.queryExecution().toRdd().count()


def read(frame, limits):
    """@returns columns, rows and whether a limit cut them short; `limits` = rows and bytes, each or None."""
    fields = frame.schema.fields
    columns = [column(field) for field in fields]
    if not fields:
        return columns, [], False
    frame, names = _named(frame, [field.name for field in fields])
    text = frame.select(*[_as_text(name, field.dataType) for name, field in zip(names, fields)])
    row_limit = limits.get("rows")
    if row_limit is not None:
        text = text.limit(row_limit + 1)
    rows = [list(row) for row in text.collect()]
    truncated = row_limit is not None and len(rows) > row_limit
    if truncated:
        rows = rows[:row_limit]
    return columns, *_within(rows, limits, truncated)


def _named(frame, names):
    """@returns the frame with names that each mean one column, and these names, quoted; a result may hold one name twice."""
    if len({name.casefold() for name in names}) < len(names) or any("`" in name for name in names):
        names = ["c%d" % index for index in range(len(names))]
        frame = frame.toDF(*names)
    return frame, ["`%s`" % name for name in names]


def pieces(rows, most):
    """The rows in lists of about so many bytes."""
    piece, used = [], 0
    for row in rows:
        piece.append(row)
        used += _size(row)
        if used >= most:
            yield piece
            piece, used = [], 0
    if piece:
        yield piece


def _size(row):
    """In bytes, as JSON writes it."""
    return sum(4 if value is None else len(value.encode()) + 3 for value in row) + 2


def _within(rows, limits, truncated):
    limit, hard = limits.get("bytes"), limits.get("maximumBytes")
    used = 0
    for index, row in enumerate(rows):
        used += _size(row)
        if limit is not None and used > limit:
            return rows[:index], True
        if hard is not None and used > hard:
            raise StatementError(
                "INLINE_RESULT_TOO_LARGE",
                "The inline result is larger than %d bytes. Set row_limit or byte_limit, or select less." % hard,
                "54000",
            )
    return rows, truncated


def _type_name(data_type):
    if isinstance(data_type, (T.DayTimeIntervalType, T.YearMonthIntervalType, T.CalendarIntervalType)):
        return "INTERVAL"
    name = data_type.simpleString().upper().split("(")[0].split("<")[0]
    return _NAMES.get(name, name)


def _ddl(data_type):
    """Types in capitals, names of fields as they are."""
    if isinstance(data_type, T.StructType):
        fields = ["%s: %s" % (field.name, _ddl(field.dataType)) for field in data_type.fields]
        return "STRUCT<%s>" % ", ".join(fields)
    if isinstance(data_type, T.ArrayType):
        return "ARRAY<%s>" % _ddl(data_type.elementType)
    if isinstance(data_type, T.MapType):
        return "MAP<%s, %s>" % (_ddl(data_type.keyType), _ddl(data_type.valueType))
    return data_type.simpleString().upper()


# Each takes several calls across the bridge, and most results have few columns of few types.
@lru_cache(maxsize=1024)
def _as_text(name, data_type):
    value = F.col(name)
    if isinstance(data_type, T.TimestampType):
        return F.date_format(value, "yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
    if isinstance(data_type, T.TimestampNTZType):
        return F.date_format(value, "yyyy-MM-dd'T'HH:mm:ss.SSS")
    if isinstance(data_type, T.BinaryType):
        # base64() breaks lines at 76 characters in some versions; the API does not.
        return F.regexp_replace(F.base64(value), "[\r\n]", "")
    if isinstance(data_type, T.VariantType) or (
        isinstance(data_type, (T.StructType, T.ArrayType, T.MapType))
    ):
        return F.to_json(value)
    return value.cast("string")
