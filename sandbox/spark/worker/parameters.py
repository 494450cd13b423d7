"""Named parameters with a type, as literals of that type."""

from pyspark.sql import Column

from errors import StatementError


def bind(session, given):
    """The `args` of `session.sql`. A value its type cannot hold fails with Spark's own cast error."""
    return {parameter["name"]: _literal(session, parameter) for parameter in given}


def _literal(session, parameter):
    value, type_text = parameter.get("value"), parameter.get("type") or "STRING"
    if type_text.upper() == "STRING" and value is not None:
        return value
    if ";" in type_text or "'" in type_text:
        raise _bad_type(parameter["name"], type_text)
    # Spark takes only literals as arguments, not casts: let the optimizer fold the cast into one. Over a range, which stays
    # under it; a query of values alone is optimized to its row.
    # None cannot be passed as an argument of a map across the bridge, NULL can be written.
    text = ":v" if value is not None else "NULL"
    args = {} if value is None else {"v": value}
    if type_text.upper() in ("VOID", "NULL"):
        type_text = "VOID"
    plan = session.sql("SELECT CAST(%s AS %s) AS v FROM range(1)" % (text, type_text), args=args)._jdf.queryExecution().optimizedPlan()
    literal = plan.projectList().head().child()
    return Column(session.sparkContext._jvm.org.apache.spark.sql.classic.ExpressionUtils.column(literal))


def _bad_type(name, type_text):
    return StatementError("UNSUPPORTED_DATATYPE", "Parameter %s: unsupported data type \"%s\"." % (name, type_text), "0A000")
