"""Delta's own handle on a table, for what it has the code for and no statement."""

import tokens as sql
from session import activate, scala_object


def of(context, name):
    """@returns (the log, the catalog's entry). Raises where there is no such table, or one of another format."""
    context.session.sql("DESCRIBE DETAIL " + sql.quote(name)).collect()
    session, jvm = context.session._jsparkSession, context.spark.sparkContext._jvm
    activate(context.spark, session)
    schema = name[-2] if len(name) > 1 else context.session.catalog.currentDatabase()
    identifier = jvm.org.apache.spark.sql.catalyst.TableIdentifier(name[-1], jvm.scala.Some(schema))
    table = session.sessionState().catalog().getTableMetadata(identifier)
    return scala_object(context.spark, "org.apache.spark.sql.delta.DeltaLog").forTable(session, table), table
