"""What SHOW answers on Databricks beside what Spark does."""

import json
import re

from pyspark.sql import functions as F

from session import option

_INFORMATION = "information_schema"


def answer(context, plan, frame):
    """SHOW SCHEMAS lists the schema that every catalog has, SHOW TBLPROPERTIES of one key names it."""
    kind = plan.kind
    if kind == "ShowTableProperties" and plan.propertyKey().isDefined():
        return frame.select(F.lit(plan.propertyKey().get()).alias("key"), "value")
    return _schemas(context, plan, frame) if kind == "ShowNamespaces" else frame


def _schemas(context, plan, frame):
    pattern = option(plan.pattern())
    names = [row[0] for row in frame.collect()]
    if pattern is None or _matches(pattern, _INFORMATION):
        names.append(_INFORMATION)
    query = "SELECT inline(from_json(:rows, 'array<struct<databaseName: string>>'))"
    return context.session.sql(query, args={"rows": json.dumps([{"databaseName": name} for name in sorted(names)])})


def _matches(pattern, name):
    """As Spark reads the pattern of SHOW: `*` for anything, `|` between several."""
    return any(
        re.fullmatch(part.strip().replace("*", ".*"), name, re.IGNORECASE) for part in pattern.split("|")
    )
