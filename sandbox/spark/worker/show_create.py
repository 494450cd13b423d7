"""`SHOW CREATE TABLE`, which open Delta refuses: the statement that would make the table, view or materialized view anew."""

import json
import re

import keys
import live
import materialized
import tokens as sql

MARK = "show create table"

_PLAIN = re.compile(r"^[A-Za-z_][A-Za-z0-9_]*$")
# Given by Delta itself to a new table: names and numbers of its own, and the feature that only CLUSTER BY may bring.
_DELTAS_OWN = (
    "delta.columnMapping.maxColumnId",
    "delta.rowTracking.materializedRowIdColumnName",
    "delta.rowTracking.materializedRowCommitVersionColumnName",
    "delta.feature.clustering",
)


def run(context, tokens):
    """Handles the statement. @returns a result's frame, or None for any other statement."""
    if not sql.starts(tokens, "SHOW", "CREATE", "TABLE"):
        return None
    name, after = sql.read_name(tokens, 3)
    found = live.find(context, name) if after == len(tokens) else None
    if found is None:
        return None
    return context.rows(("createtab_stmt",), [[_statement(context, found)]])


def _statement(context, found):
    name = ".".join(map(_quoted, (context.catalog, found.schema, found.name)))
    if found.state is None:
        text = context.session.sql("SHOW CREATE TABLE " + sql.quote([found.schema, found.name])).first()[0]
        # Spark leaves the session catalog's name out.
        return re.sub(r"^CREATE VIEW (`[^`]*`|[^\s(])+", lambda _: "CREATE VIEW " + name, text)
    shown = materialized.definition(found.state.configuration, context.catalog)
    if shown is not None:
        parts = ["CREATE MATERIALIZED VIEW " + name, *_layout(found.state), *_comment(found.state), *shown.refresh]
        return "\n".join([*parts, *_properties(shown.properties), "AS " + shown.query]) + "\n"
    columns = [_column(context, field) for field in json.loads(found.state.schema_json)["fields"]]
    inside = ",\n  ".join([*columns, *_key(found)])
    parts = ["CREATE TABLE %s (\n  %s)" % (name, inside), "USING delta", *_layout(found.state), *_comment(found.state)]
    return "\n".join([*parts, *_properties(_own_properties(found.state))]) + "\n"


def _column(context, field):
    metadata = field["metadata"]
    parts = [_quoted(field["name"]), _type(context, field)]
    if not field["nullable"]:
        parts.append("NOT NULL")
    if "delta.generationExpression" in metadata:
        parts.append("GENERATED ALWAYS AS (%s)" % metadata["delta.generationExpression"])
    if "delta.identity.start" in metadata:
        how = "BY DEFAULT" if metadata["delta.identity.allowExplicitInsert"] else "ALWAYS"
        steps = metadata["delta.identity.start"], metadata["delta.identity.step"]
        parts.append("GENERATED %s AS IDENTITY (START WITH %d INCREMENT BY %d)" % (how, *steps))
    if "CURRENT_DEFAULT" in metadata:
        parts.append("DEFAULT " + metadata["CURRENT_DEFAULT"])
    if metadata.get("comment"):
        parts.append("COMMENT " + sql.string(metadata["comment"]))
    return " ".join(parts)


def _type(context, field):
    written = field["metadata"].get("__CHAR_VARCHAR_TYPE_STRING")
    if written is not None:
        return written.upper() if "<" not in written else written
    jvm = context.spark.sparkContext._jvm
    schema = jvm.org.apache.spark.sql.types.DataType.fromJson(json.dumps({"type": "struct", "fields": [field]}))
    return schema.fields()[0].dataType().sql()


def _key(found):
    for constraint in keys.constraints(found.folder, found.state.id):
        key = constraint["primary_key_constraint"]
        columns = ", ".join(sql.quote([column]) for column in key["child_columns"])
        yield "CONSTRAINT %s PRIMARY KEY (%s)" % (sql.quote([key["name"]]), columns)


def _layout(state):
    if state.partitions:
        yield "PARTITIONED BY (%s)" % ", ".join(map(_quoted, state.partitions))
    if state.clustering:
        yield "CLUSTER BY (%s)" % ", ".join(".".join(map(_quoted, parts)) for parts in state.clustering)
    elif state.configuration.get("clusterByAuto") == "true":
        yield "CLUSTER BY AUTO"


def _comment(state):
    if state.description:
        yield "COMMENT " + sql.string(state.description)


def _own_properties(state):
    """What was set, and the table's protocol."""
    protocol = state.protocol
    shown = {
        **state.configuration,
        "delta.minReaderVersion": str(protocol["minReaderVersion"]),
        "delta.minWriterVersion": str(protocol["minWriterVersion"]),
    }
    for feature in (*protocol.get("readerFeatures", []), *protocol.get("writerFeatures", [])):
        shown["delta.feature." + feature] = "supported"
    if not state.clustering:
        shown.pop("clusterByAuto", None)
    return {key: value for key, value in shown.items() if key not in _DELTAS_OWN}


def _properties(properties):
    if properties:
        pairs = ("%s = %s" % (sql.string(key), sql.string(value)) for key, value in sorted(properties.items()))
        yield "TBLPROPERTIES (\n  %s)" % ",\n  ".join(pairs)


def _quoted(name):
    return name if _PLAIN.match(name) else sql.quote([name])
