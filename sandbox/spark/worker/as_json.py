"""`DESCRIBE TABLE EXTENDED t AS JSON` of a Delta table, for which Spark has it only for other tables and for views."""

import json
from datetime import datetime, timezone

from pyspark.sql import types as T
from pyspark.sql.types import StructType

import live
import materialized
import owners
import tokens as sql

MARK = "describe as json"


def run(context, tokens):
    """Handles the statement. @returns a result's frame, or None for any other statement."""
    if not sql.starts(tokens, {"DESCRIBE", "DESC"}) or not sql.starts(tokens[-2:], "AS", "JSON"):
        return None
    at = 2 if sql.starts(tokens[1:], "TABLE", {"EXTENDED", "FORMATTED"}) else 1
    if not sql.starts(tokens[at:], {"EXTENDED", "FORMATTED"}):
        return None
    name, after = sql.read_name(tokens, at + 1)
    found = live.find(context, name) if after == len(tokens) - 2 else None
    if found is None or found.state is None:
        return None
    return context.rows(("json_metadata",), [[json.dumps(_described(context, found), ensure_ascii=False)]])


def _described(context, found):
    state = found.state
    view = materialized.definition(state.configuration, context.catalog)
    kept = owners.told(context, "tables", [("%s.%s" % (found.schema, found.name), found.entry.owner())])[0]
    described = {
        "table_name": found.name,
        "catalog_name": context.catalog,
        "namespace": [found.schema],
        "schema_name": found.schema,
        "columns": [_column(field) for field in json.loads(state.schema_json)["fields"]],
        "location": found.entry.storage().locationUri().get().toString(),
        "created_time": datetime.fromtimestamp((state.created or 0) / 1000, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "last_access": "UNKNOWN",
        "created_by": "Spark " + context.spark.version,
        "owner": kept["owner"],
        "type": "MANAGED" if view is None else materialized.TYPE,
        "provider": "delta",
        "comment": state.description,
        "view_text": None if view is None else view.query,
        "table_properties": state.configuration if view is None else view.properties,
        "partition_provider": "Catalog" if state.partitions else None,
        "partition_columns": state.partitions or None,
        "clustering_columns": [".".join(parts) for parts in state.clustering] if state.clustering else None,
    }
    return {key: value for key, value in described.items() if value is not None}


def _column(raw):
    field = StructType.fromJson({"type": "struct", "fields": [raw]}).fields[0]
    described = {"name": field.name, "type": _type(field.dataType), "nullable": field.nullable}
    for key, kept in (("comment", "comment"), ("default", "CURRENT_DEFAULT")):
        if raw["metadata"].get(kept):
            described[key] = raw["metadata"][kept]
    written = raw["metadata"].get("__CHAR_VARCHAR_TYPE_STRING", "")
    if written.startswith(("char(", "varchar(")):
        name, length = written.rstrip(")").split("(")
        described["type"] = {"name": name, "length": int(length)}
    return described


def _type(data_type):
    """The type as Spark's own JSON writes it."""
    if isinstance(data_type, T.ArrayType):
        return {"name": "array", "element_type": _type(data_type.elementType), "element_nullable": data_type.containsNull}
    if isinstance(data_type, T.MapType):
        key, value = _type(data_type.keyType), _type(data_type.valueType)
        return {"name": "map", "key_type": key, "value_type": value, "value_nullable": data_type.valueContainsNull}
    if isinstance(data_type, T.StructType):
        return {"name": "struct", "fields": [_field(field) for field in data_type.fields]}
    if isinstance(data_type, T.DecimalType):
        return {"name": "decimal", "precision": data_type.precision, "scale": data_type.scale}
    if isinstance(data_type, T.StringType):
        return {"name": "string", "collation": data_type.collation}
    if isinstance(data_type, T.TimestampType):
        return {"name": "timestamp_ltz"}
    name = data_type.simpleString()
    if name.startswith("interval "):
        start, _, end = name[len("interval ") :].partition(" to ")
        return {"name": "interval", "start_unit": start, "end_unit": end or start}
    return {"name": name}


def _field(field):
    described = {"name": field.name, "type": _type(field.dataType), "nullable": field.nullable}
    if field.metadata.get("comment"):
        described["comment"] = field.metadata["comment"]
    return described
