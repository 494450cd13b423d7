"""Statements that write rows, of which Databricks takes more than open Delta: TRUNCATE, and WITH SCHEMA EVOLUTION."""

from contextlib import contextmanager

import callers
import tokens as sql
from errors import not_emulated

TRUNCATE = "truncate"
EVOLUTION = "schema evolution"

_MERGES_SCHEMAS = "spark.databricks.delta.schema.autoMerge.enabled"
_CLAUSE = ("WITH", "SCHEMA", "EVOLUTION")


def truncate(context, plan):
    """TRUNCATE TABLE as the DELETE of all rows that it is. Its history says what was asked for."""
    callers.sign(context.session, context.caller, "TRUNCATE")
    context.session.sql("DELETE FROM " + sql.quote(context.parts(plan.table())))
    return context.empty(), [TRUNCATE]


def check(tokens):
    """Within BEGIN … END nothing can be set for a single statement: there Delta would drop the new columns silently."""
    if sql.find(tokens, "BEGIN") in (0, 2) and sql.find(tokens, *_CLAUSE) >= 0:
        raise not_emulated("WITH SCHEMA EVOLUTION within BEGIN … END is not emulated")


def understandable(text, tokens):
    """INSERT without the clause, which Spark has for MERGE only. @returns the text, and whether it was there."""
    at = sql.find(tokens, "INSERT", *_CLAUSE)
    if at < 0:
        return text, False
    return sql.replace_spans(text, [(tokens[at + 1].start, tokens[at + 3].end, "")]), True


def evolves(plan):
    return plan.kind == "MergeIntoTable" and plan.withSchemaEvolution()


@contextmanager
def evolution(context):
    """New columns are added for as long as this lasts."""
    before = context.session.conf.get(_MERGES_SCHEMAS, "false")
    context.session.conf.set(_MERGES_SCHEMAS, "true")
    try:
        yield
    finally:
        context.session.conf.set(_MERGES_SCHEMAS, before)
