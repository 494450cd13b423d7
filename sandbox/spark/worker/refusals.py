"""What the sandbox says no to, rather than answer with half of it."""

import dml
import tags
import tokens as sql
from errors import no_such_catalog, not_emulated
from properties import CREATES

# `csv`.`/path` and the like, which Spark would read from the machine.
_FORMATS = {"avro", "binaryfile", "csv", "delta", "iceberg", "json", "orc", "parquet", "text", "xml"}

# What may stand between CREATE and the noun.
_ADJECTIVES = {"OR", "REPLACE", "REFRESH", "PRIVATE", "IF", "NOT", "EXISTS", "TEMPORARY", "TEMP", "EXTERNAL", "GLOBAL"}
_VERBS = {"CREATE", "ALTER", "DROP", "REFRESH", "DESCRIBE", "DESC", "SHOW"}


def check_text(tokens, catalog):
    """Refuses by the words alone: statements Spark's parser does not know."""
    if not tokens:
        return
    if tokens[0].upper in _VERBS:
        _check_noun(tokens)
    if sql.starts(tokens, {"DESCRIBE", "DESC"}, "CATALOG") and len(tokens) > 2:
        raise not_emulated("DESCRIBE CATALOG is not emulated: catalogs are served at /api/2.1/unity-catalog/catalogs")
    if tokens[0].upper in ("GRANT", "REVOKE", "DENY"):
        raise not_emulated("%s as a statement is not emulated: grants are served at /api/2.1/unity-catalog/permissions" % tokens[0].upper)
    other_tags = sql.find(tokens, {"SET", "UNSET"}, "TAGS") >= 0 and not tags.is_change(tokens)
    if other_tags or sql.starts(tokens, {"SET", "UNSET"}, "TAG"):
        raise not_emulated("Of tags only ALTER TABLE … {SET | UNSET} TAGS on tables is emulated")
    dml.check(tokens)
    if sql.find(tokens, "MANAGED", "LOCATION") >= 0 and tokens[0].upper in ("CREATE", "ALTER"):
        raise not_emulated("MANAGED LOCATION is not emulated: all tables are in the folder of the sandbox")
    tags.check_catalog(tokens, catalog)
    shown = [index for index, _ in tags.mentions(tokens)]
    for index, parts in sql.dotted_names(tokens):
        if index not in shown:
            _check_name([part.lower() for part in parts], catalog.lower())


def check_plan(plan):
    """Refuses by the parsed statement: tables that Delta's logs in the warehouse folder would not bring back."""
    kind = plan.getClass().getSimpleName()
    if kind == "SetTableLocation":
        raise not_emulated("ALTER TABLE … SET LOCATION is not emulated: every table is a managed one")
    if kind not in CREATES:
        return
    spec = plan.tableSpec()
    if spec.location().isDefined() or spec.external():
        raise not_emulated("External tables are not emulated: leave LOCATION and EXTERNAL out")
    if spec.provider().isDefined() and spec.provider().get().lower() != "delta":
        raise not_emulated("Tables USING %s are not emulated: only Delta" % spec.provider().get().upper())


def _check_noun(tokens):
    words = [token.upper for token in tokens[1:8]]
    temporary = False
    while words and words[0] in _ADJECTIVES:
        temporary = temporary or words[0] in ("TEMPORARY", "TEMP")
        words.pop(0)
    noun = words[0] if words else ""
    verb = tokens[0].upper
    if noun == "MATERIALIZED" and verb in ("SHOW", "DESCRIBE", "DESC"):
        raise not_emulated("%s MATERIALIZED VIEW is not emulated" % verb)
    if noun == "STREAMING":
        raise not_emulated("Streaming tables are not emulated")
    if noun == "FUNCTION" and verb == "CREATE" and not temporary:
        raise not_emulated("Functions kept in a schema are not emulated: CREATE TEMPORARY FUNCTION is served")
    if noun == "CATALOG" and verb in ("CREATE", "DROP"):
        raise not_emulated("A sandbox serves the one catalog it was started with: %s CATALOG is not emulated" % verb)
    if noun in ("VOLUME", "EXTERNAL", "CONNECTION", "SHARE", "RECIPIENT") and verb in ("CREATE", "ALTER", "DROP"):
        raise not_emulated("%s %s is not emulated" % (verb, noun))


def _check_name(parts, catalog):
    if len(parts) == 2 and parts[0] in _FORMATS and ("/" in parts[1] or ":" in parts[1]):
        raise not_emulated("Reading or writing files by their path (%s.`%s`) is not emulated" % tuple(parts))
    if parts[0] == "spark_catalog" and catalog != "spark_catalog":
        raise no_such_catalog("spark_catalog")
    if parts[0] == "system" and len(parts) >= 3:
        raise not_emulated("System tables are not emulated (%s)" % ".".join(parts))
    if "information_schema" in parts[:2] and len(parts) >= 2:
        raise not_emulated("information_schema is not emulated but for its table_tags (%s)" % ".".join(parts))
