"""
ALTER COLUMN … SET NOT NULL, which open Delta takes in CREATE TABLE only. It checks a column of a table that is there no less:
so the rows are looked through, and the schema is changed in a transaction of Delta's own.
"""

import json

import delta_tables
import tokens as sql
from errors import StatementError, not_emulated
from session import scala_object

MARK = "set not null"
_DELTA = "org.apache.spark.sql.delta."


def change(context, tokens):
    """@returns whether the statement is one of these."""
    if not sql.starts(tokens, "ALTER", "TABLE"):
        return False
    name, at = sql.read_name(tokens, 2)
    if not sql.starts(tokens[at:], "ALTER"):
        return False
    at += 2 if sql.starts(tokens[at + 1 :], "COLUMN") else 1
    column, after = sql.read_name(tokens, at)
    if not sql.starts(tokens[after:], "SET", "NOT", "NULL") or after + 3 != len(tokens):
        return False
    if len(column) != 1:
        raise not_emulated("ALTER COLUMN … SET NOT NULL of a field is not emulated")
    _change(context, name, column[0])
    return True


def _change(context, name, column):
    transaction = _transaction(context, name)
    metadata = transaction.metadata()
    schema = json.loads(metadata.schemaString())
    at = next((at for at, field in enumerate(schema["fields"]) if field["name"].lower() == column.lower()), None)
    if at is None:
        raise StatementError("DELTA_COLUMN_NOT_FOUND_IN_SCHEMA", "Column `%s` is not found in the schema of the table." % column, "42703")
    field = schema["fields"][at]
    if not field["nullable"]:
        return
    # A commit that comes in between ends the transaction.
    transaction.readWholeTable()
    _check_rows(context, name, field["name"])
    schema["fields"][at] = {**field, "nullable": False}
    kept = [getattr(metadata, "copy$default$%d" % place)() for place in range(1, 9)]
    # In the order of Delta's class: id, name, description, format, schema, partitions, configuration, time of creation.
    kept[4] = json.dumps(schema)
    transaction.updateMetadata(metadata.copy(*kept), False)
    jvm = context.spark.sparkContext._jvm
    nothing = scala_object(context.spark, "scala.collection.immutable.Nil")
    changed = transaction.metadata().schema().fields()[at]
    operation = getattr(jvm, _DELTA + "DeltaOperations$ChangeColumn")(nothing, field["name"], changed, jvm.scala.Option.empty())
    transaction.commit(nothing, operation)


def _check_rows(context, name, column):
    rows = context.session.sql("SELECT count(*) FROM %s WHERE %s IS NULL" % (sql.quote(name), sql.quote([column]))).first()[0]
    if rows > 0:
        text = "%d rows in %s violate the new NOT NULL constraint on %s" % (rows, ".".join(name), column)
        raise StatementError("DELTA_NEW_NOT_NULL_VIOLATION", text, "23512")


def _transaction(context, name):
    log, table = delta_tables.of(context, name)
    jvm = context.spark.sparkContext._jvm
    return log.startTransaction(jvm.scala.Some(table), jvm.scala.Option.empty())
