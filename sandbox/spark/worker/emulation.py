"""Statements that only Databricks has, answered on open Delta. What is here is listed in ../emulated.json."""

from pyspark.errors import AnalysisException

import delta_tables
import properties
import tokens as sql
from errors import StatementError, no_such_catalog
from session import option, scala_object, to_list

_PREDICTIVE = "predictive optimization"
_AUTO = "cluster by auto"
DELTA_STATISTICS = "delta statistics"
_AUTO_PROPERTY = "'clusterByAuto' = 'true'"


def predictive_optimization(context, tokens):
    """Handles ALTER … PREDICTIVE OPTIMIZATION. @returns the emulation's id, or None for any other statement."""
    at = sql.find(tokens, {"ENABLE", "DISABLE", "INHERIT"}, "PREDICTIVE", "OPTIMIZATION")
    if at < 0 or not sql.starts(tokens, "ALTER", {"CATALOG", "SCHEMA", "DATABASE", "TABLE"}) or at + 3 != len(tokens):
        return None
    kind = tokens[1].upper
    name, after = sql.read_name(tokens, 2)
    if after != at:
        return None
    if kind == "CATALOG":
        if [part.lower() for part in name] != [context.catalog.lower()]:
            raise no_such_catalog(".".join(name))
    elif kind == "TABLE":
        context.session.sql("DESCRIBE TABLE " + sql.quote(name))
    else:
        context.session.sql("DESCRIBE SCHEMA " + sql.quote(name))
    return _PREDICTIVE


def cluster_by_auto(context, text, tokens):
    """Handles CLUSTER BY AUTO. @returns (the result's frame, the emulation's id), or None for any other statement."""
    at = sql.find(tokens, "CLUSTER", "BY", "AUTO")
    if at < 0:
        return None
    if sql.starts(tokens, "ALTER", "TABLE"):
        name, after = sql.read_name(tokens, 2)
        if after != at or at + 3 != len(tokens):
            return None
        return _alter_to_auto(context, sql.quote(name)), [_AUTO]
    if tokens[0].upper not in ("CREATE", "REPLACE"):
        return None
    return _create_auto(context, text, (tokens, at))


def forget_auto(context, tokens):
    """After CLUSTER BY (…) or NONE, keys are no longer chosen automatically."""
    if not sql.starts(tokens, "ALTER", "TABLE"):
        return
    parts, after = sql.read_name(tokens, 2)
    if not sql.starts(tokens[after:], "CLUSTER", "BY"):
        return
    name = sql.quote(parts)
    shown = context.session.sql("SHOW TBLPROPERTIES %s ('clusterByAuto')" % name).collect()
    if shown[0]["value"] == "true":
        context.session.sql("ALTER TABLE %s UNSET TBLPROPERTIES ('clusterByAuto')" % name)


def analyze(context, text, plan):
    """ANALYZE of a Delta table: what it names is looked up. @returns (frame, ids); Spark answers for all else."""
    try:
        return context.session.sql(text), []
    except AnalysisException as error:
        # Raised only after the table was found, and only for tables Spark cannot analyze.
        if error.getCondition() != "NOT_SUPPORTED_COMMAND_FOR_V2_TABLE":
            raise
    table = context.session.table(sql.quote(to_list(context.spark, plan.child().multipartIdentifier())))
    known = {name.lower() for name in table.columns}
    for name in _named_columns(context, plan):
        if name.lower() not in known:
            raise StatementError(
                "COLUMN_NOT_FOUND",
                "The column `%s` cannot be found. Verify the spelling and correctness of the column name "
                'according to the SQL config "spark.sql.caseSensitive".' % name,
                "42703",
            )
    return context.empty(), ["analyze"]


def delta_statistics(context, tokens):
    """Handles ANALYZE TABLE t COMPUTE DELTA STATISTICS, for which open Delta has the code and no statement. @returns whether it is one."""
    if not sql.starts(tokens, "ANALYZE", "TABLE"):
        return False
    name, after = sql.read_name(tokens, 2)
    if not sql.starts(tokens[after:], "COMPUTE", "DELTA", "STATISTICS") or after + 3 != len(tokens):
        return False
    log, table = delta_tables.of(context, name)
    session, jvm = context.session._jsparkSession, context.spark.sparkContext._jvm
    statistics = scala_object(context.spark, "org.apache.spark.sql.delta.stats.StatisticsCollection")
    everything = getattr(statistics, "recompute$default$4")(), getattr(statistics, "recompute$default$5")()
    statistics.recompute(session, log, jvm.scala.Some(table), *everything)
    return True


def _named_columns(context, plan):
    if plan.kind == "AnalyzeColumn":
        names = option(plan.columnNames())
        return [] if names is None else to_list(context.spark, names)
    return list(context.spark.sparkContext._jvm.scala.jdk.javaapi.CollectionConverters.asJava(plan.partitionSpec()))


def _alter_to_auto(context, name):
    detail = context.session.sql("DESCRIBE DETAIL " + name).collect()[0]
    if not detail["clusteringColumns"]:
        # Delta's own checks, on a partitioned table for one: the statement that needs the same preconditions.
        context.session.sql("ALTER TABLE %s CLUSTER BY NONE" % name)
    return context.session.sql("ALTER TABLE %s SET TBLPROPERTIES (%s)" % (name, _AUTO_PROPERTY))


def _create_auto(context, text, place):
    """The statement without the clause, with the property the clause leaves behind added to those it sets."""
    tokens, at = place
    spans = [(tokens[at].start, tokens[at + 2].end, "")]
    given = sql.find(tokens, "TBLPROPERTIES", "(")
    if given >= 0:
        spans.append((tokens[given + 1].end, tokens[given + 1].end, _AUTO_PROPERTY + ", "))
    else:
        spans[0] = (tokens[at].start, tokens[at + 2].end, "TBLPROPERTIES (%s)" % _AUTO_PROPERTY)
    rewritten = sql.replace_spans(text, spans)
    frame, ids = context.run_parsed(rewritten)
    return frame, [_AUTO, *ids]


def of_properties(context, plan):
    return properties.emulated(properties.of_plan(context.spark, plan))
