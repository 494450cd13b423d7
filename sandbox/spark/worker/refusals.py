"""What the sandbox says no to, rather than answer with half of it."""

import dml
import information_schema
import lacking
import tokens as sql
from errors import no_such_catalog, not_emulated
from properties import CREATES

# `csv`.`/path` and the like, which Spark would read from the machine.
_FORMATS = {"avro", "binaryfile", "csv", "delta", "iceberg", "json", "orc", "parquet", "text", "xml"}


def check_text(tokens, catalog):
    """Refuses by the words alone: statements Spark's parser does not know."""
    if not tokens:
        return
    lacking.check_statement(tokens)
    dml.check(tokens)
    served = information_schema.served(tokens, catalog)
    for index, parts in sql.dotted_names(tokens):
        if index not in served:
            _check_name([part.lower() for part in parts], catalog.lower())


def check_plan(plan):
    """Refuses by the parsed statement: tables that Delta's logs in the warehouse folder would not bring back."""
    kind = plan.kind
    if kind == "SetTableLocation":
        raise not_emulated("ALTER TABLE … SET LOCATION is not emulated: every table is a managed one")
    if kind not in CREATES:
        return
    spec = plan.tableSpec()
    if spec.location().isDefined() or spec.external():
        raise not_emulated("External tables are not emulated: leave LOCATION and EXTERNAL out")
    if spec.provider().isDefined() and spec.provider().get().lower() != "delta":
        raise not_emulated("Tables USING %s are not emulated: only Delta" % spec.provider().get().upper())


def _check_name(parts, catalog):
    if len(parts) == 2 and parts[0] in _FORMATS and ("/" in parts[1] or ":" in parts[1]):
        raise not_emulated("Reading or writing files by their path (%s.`%s`) is not emulated" % tuple(parts))
    if parts[0] == "spark_catalog" and catalog != "spark_catalog":
        raise no_such_catalog("spark_catalog")
    if parts[0] == "system" and len(parts) >= 3:
        raise not_emulated("System tables are not emulated (%s)" % ".".join(parts))
    if "information_schema" in parts[:2] and len(parts) >= 2:
        information_schema.refuse_elsewhere(parts)
