"""
CREATE TABLE with generated or identity columns. Open Delta has both, but takes them from its table builder only:
its catalog tells Spark that it knows neither, and Spark refuses the statement.
"""

import json

import tokens as sql
from errors import not_emulated
from session import activate, option, to_dict, to_list

GENERATED = "generated columns"
IDENTITY = "identity columns"


def with_computed_columns(context, plan):
    """Creates the table of a parsed CREATE TABLE. @returns the marks, or None where Spark can do it itself."""
    kind = plan.kind
    if kind not in ("CreateTable", "ReplaceTable"):
        return None
    columns = to_list(context.spark, plan.columns())
    marks = [
        *([GENERATED] if any(column.generationExpression().isDefined() for column in columns) else []),
        *([IDENTITY] if any(column.identityColumnSpec().isDefined() for column in columns) else []),
    ]
    if not marks:
        return None
    if kind == "ReplaceTable":
        raise not_emulated("CREATE OR REPLACE TABLE with %s is not emulated" % " or ".join(marks))
    name = sql.quote(_name(context, plan))
    if plan.ignoreIfExists() and context.session.catalog.tableExists(name):
        return marks
    _build(context, plan, columns)
    # The builder drops defaults without a word.
    for column in columns:
        default = option(column.defaultValue())
        if default is not None:
            context.session.sql(
                "ALTER TABLE %s ALTER COLUMN %s SET DEFAULT %s" % (name, sql.quote([column.name()]), default.originalSQL())
            )
    return marks


def _build(context, plan, columns):
    session, jvm = context.session._jsparkSession, context.spark.sparkContext._jvm
    activate(context.spark, session)
    schema = json.dumps({"type": "struct", "fields": [_field(column) for column in columns]})
    builder = (
        jvm.io.delta.tables.DeltaTable.create(session)
        .tableName(sql.quote(_name(context, plan)))
        .addColumns(jvm.org.apache.spark.sql.types.DataType.fromJson(schema))
    )
    partitions, keys = _layout(context, plan)
    if partitions:
        builder = builder.partitionedBy(_strings(context, partitions))
    if keys:
        builder = builder.clusterBy(_strings(context, keys))
    spec = plan.tableSpec()
    if spec.comment().isDefined():
        builder = builder.comment(spec.comment().get())
    for key, value in to_dict(context.spark, spec.properties()).items():
        builder = builder.property(key, value)
    builder.execute()


def _name(context, plan):
    """Schema and table: the builder takes no catalog, and there is but one."""
    return to_list(context.spark, plan.name().nameParts())[-2:]


def _layout(context, plan):
    """Partition columns and clustering keys: the former come as a transform each, the latter as one of all."""
    partitions, keys = [], []
    for transform in to_list(context.spark, plan.partitioning()):
        paths = [list(argument.fieldNames()) for argument in transform.arguments()]
        if transform.name().endswith("cluster_by"):
            # The builder parses keys, and takes partition columns as they are.
            keys.extend(sql.quote(path) for path in paths)
        elif transform.name() == "identity":
            partitions.extend(".".join(path) for path in paths)
        else:
            raise not_emulated("PARTITIONED BY %s beside generated or identity columns is not emulated" % transform.name())
    return partitions, keys


def _field(column):
    """The column as Delta's log has it; the keys of its metadata are Delta's own."""
    metadata = json.loads(column.metadata().json())
    comment, expression = option(column.comment()), option(column.generationExpression())
    identity = option(column.identityColumnSpec())
    if comment is not None:
        metadata["comment"] = comment
    if expression is not None:
        metadata["delta.generationExpression"] = expression
    if identity is not None:
        metadata["delta.identity.start"] = identity.getStart()
        metadata["delta.identity.step"] = identity.getStep()
        metadata["delta.identity.allowExplicitInsert"] = identity.isAllowExplicitInsert()
    return {
        "name": column.name(),
        "type": json.loads(column.dataType().json()),
        "nullable": column.nullable(),
        "metadata": metadata,
    }


def _strings(context, values):
    array = context.spark.sparkContext._gateway.new_array(context.spark.sparkContext._jvm.java.lang.String, len(values))
    for index, value in enumerate(values):
        array[index] = value
    return array
