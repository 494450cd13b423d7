"""The relations of `information_schema` about schemas, tables, columns and grants, with the columns that are documented."""

import json
from datetime import datetime, timezone

from pyspark.sql import types as T
from pyspark.sql.types import StructType

import frames
import owners
from tables import Tables

_SCHEMATA = [
    *(("catalog_name", "STRING"), ("schema_name", "STRING"), ("schema_owner", "STRING"), ("comment", "STRING")),
    *(("created", "TIMESTAMP"), ("created_by", "STRING"), ("last_altered", "TIMESTAMP"), ("last_altered_by", "STRING")),
]
_NAMES = [("table_catalog", "STRING"), ("table_schema", "STRING"), ("table_name", "STRING")]
_TABLES = [
    *_NAMES,
    *(("table_type", "STRING"), ("is_insertable_into", "STRING"), ("commit_action", "STRING"), ("table_owner", "STRING")),
    *(("comment", "STRING"), ("created", "TIMESTAMP"), ("created_by", "STRING"), ("last_altered", "TIMESTAMP")),
    *(("last_altered_by", "STRING"), ("data_source_format", "STRING"), ("storage_path", "STRING")),
    ("storage_sub_directory", "STRING"),
]
_COLUMNS = [
    *_NAMES,
    *(("column_name", "STRING"), ("ordinal_position", "INT"), ("column_default", "STRING"), ("is_nullable", "STRING")),
    *(("full_data_type", "STRING"), ("data_type", "STRING"), ("character_maximum_length", "INT")),
    *(("character_octet_length", "STRING"), ("numeric_precision", "INT"), ("numeric_precision_radix", "INT")),
    *(("numeric_scale", "INT"), ("datetime_precision", "INT"), ("interval_type", "STRING"), ("interval_precision", "INT")),
    *(("maximum_cardinality", "INT"), ("is_identity", "STRING"), ("identity_generation", "STRING")),
    *(("identity_start", "STRING"), ("identity_increment", "STRING"), ("identity_maximum", "STRING")),
    *(("identity_minimum", "STRING"), ("identity_cycle", "STRING"), ("is_generated", "STRING")),
    *(("generation_expression", "STRING"), ("is_system_time_period_start", "STRING")),
    *(("is_system_time_period_end", "STRING"), ("system_time_period_timestamp_generation", "STRING")),
    *(("is_updatable", "STRING"), ("partition_index", "INT"), ("comment", "STRING")),
]
_VIEWS = [
    *_NAMES,
    *(("view_definition", "STRING"), ("check_option", "STRING"), ("is_updatable", "STRING")),
    *(("is_insertable_into", "STRING"), ("sql_path", "STRING"), ("is_materialized", "STRING")),
]
RELATIONS = {"schemata": _SCHEMATA, "tables": _TABLES, "columns": _COLUMNS, "views": _VIEWS}

# Bits for whole numbers and floats, as documented.
_BITS = {"tinyint": 8, "smallint": 16, "int": 32, "bigint": 64, "float": 24, "double": 53}
_NAMES_OF_TYPES = {"tinyint": "BYTE", "smallint": "SHORT", "bigint": "LONG"}


def frame(context, relation):
    rows = {"schemata": _schemata, "tables": _tables, "columns": _columns, "views": _views}[relation](context)
    return frames.of_rows(context.session, RELATIONS[relation], rows)


def _schemata(context):
    schemas = [(name, context.warehouse.schema_details(name)) for name in context.warehouse.schemas()]
    kept = owners.told(context, "schemas", [(name, details["owner"]) for name, details in schemas])
    for (name, details), known in zip(schemas, kept):
        comment = details["comment"] or None
        yield [context.catalog, name, known["owner"], comment, *_life(known)]
    yield [context.catalog, "information_schema", "System user", None, None, "System user", None, "System user"]


def _described(context):
    """Every table and view, as the API describes it, with what the server keeps about it."""
    tables = Tables(context.spark, context.warehouse)
    found = [table for schema in context.warehouse.schemas() for table in tables.list(schema) or []]
    recorded = [("%s.%s" % (table["schema"], table["name"]), table["owner"]) for table in found]
    kept = owners.told(context, "tables", recorded)
    return list(zip(found, kept))


def _name(context, table):
    return [context.catalog, table["schema"], table["name"]]


def _tables(context):
    for table, kept in _described(context):
        kind = table["table_type"]
        created = table.get("created_at") or kept["created_at"]
        altered = table.get("updated_at") or kept["updated_at"]
        yield [
            *(*_name(context, table), kind, "YES" if kind == "MANAGED" else "NO", "PRESERVE", kept["owner"]),
            *(table.get("comment"), _time(created), kept["created_by"], _time(altered), kept["updated_by"]),
            *(table.get("data_source_format", "UNKNOWN_DATA_SOURCE_FORMAT"), table.get("storage_location"), None),
        ]


def _views(context):
    for table, _ in _described(context):
        if table["table_type"] != "MANAGED":
            materialized = "YES" if table["table_type"] == "MATERIALIZED_VIEW" else "NO"
            yield [*_name(context, table), table["view_definition"], "NONE", "NO", "NO", None, materialized]


def _columns(context):
    for table, _ in _described(context):
        for column in table["columns"]:
            yield [*_name(context, table), *_column(column)]


def _column(column):
    raw = json.loads(column["type_json"])
    field = StructType.fromJson({"type": "struct", "fields": [raw]}).fields[0]
    metadata = raw.get("metadata", {})
    return [
        *(column["name"], column["position"] + 1, metadata.get("CURRENT_DEFAULT")),
        *("YES" if column["nullable"] else "NO", column["type_text"], _simple(column["type_text"]), None, None),
        *_numeric(field.dataType),
        *_temporal(field.dataType),
        *(None, None, "NO", None, None, None, None, None, None),
        *("NO", None, "NO", "NO", None, "YES", column.get("partition_index"), column.get("comment")),
    ]


def _simple(type_text):
    name = type_text.split("(")[0].split("<")[0]
    return "INTERVAL" if name.startswith("interval") else _NAMES_OF_TYPES.get(name, name.upper())


def _numeric(data_type):
    """Precision, its radix, and scale."""
    if isinstance(data_type, T.DecimalType):
        return [data_type.precision, 10, data_type.scale]
    bits = _BITS.get(data_type.simpleString())
    if bits is None:
        return [None, None, None]
    return [bits, 2, None if isinstance(data_type, (T.FloatType, T.DoubleType)) else 0]


def _temporal(data_type):
    """Precision of dates and times, and the units of an interval."""
    if isinstance(data_type, T.DateType):
        return [0, None]
    if isinstance(data_type, (T.TimestampType, T.TimestampNTZType)):
        return [3, None]
    text = data_type.simpleString()
    if text.startswith("interval "):
        return [3 if text.endswith("second") else 0, text[len("interval ") :].upper()]
    return [None, None]


def _life(kept):
    return [_time(kept["created_at"]), kept["created_by"], _time(kept["updated_at"]), kept["updated_by"]]


def _time(milliseconds):
    """As from_json reads it."""
    if milliseconds is None:
        return None
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc).isoformat(timespec="milliseconds")
