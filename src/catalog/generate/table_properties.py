"""What Delta knows of table properties: what each takes for a value, which names it keeps for itself, and the
features a table can have."""

import re

from py4j.java_gateway import JavaObject
from py4j.protocol import Py4JError, Py4JJavaError
from spark_conf import Parser, as_list, as_map, one_line

DELTA = "org.apache.spark.sql.delta"

# What a property's parser makes of a text tells its type; Delta keeps no other record of it.
PROBES = ("TrUe", "7", "interval 7 days", "x.y", "{}")
INTERVAL = "org.apache.spark.unsafe.types.CalendarInterval"
INT, LONG = 2**31, 2**63

# What a property keeps that takes words which its own sentence does not name.
NAMING = {"delta.columnMapping.mode": ["NoMapping", "IdMapping", "NameMapping"]}


def properties_by_key(jvm, singleton) -> dict:
    configs = as_map(jvm, singleton(f"{DELTA}.DeltaConfigs$").getAllConfigs())
    return {entry.key(): entry for entry in configs.values()}


def delta_properties(jvm, singleton) -> dict:
    return {
        "sessionDefaultPrefix": singleton(f"{DELTA}.DeltaConfigs$").sqlConfPrefix(),
        "entries": {
            key: {
                "default": entry.defaultValue(),
                "editable": entry.editable(),
                "rule": one_line(entry.helpMessage()),
                **Property(key, entry).facts([singleton(f"{DELTA}.{name}$").name() for name in NAMING.get(key, [])]),
            }
            for key, entry in properties_by_key(jvm, singleton).items()
        },
    }


class Property(Parser):
    """One property's parser of values, and what Delta checks of what it parses."""

    def __init__(self, key: str, entry):
        # Applied to a text, an entry parses and checks it as SET TBLPROPERTIES does.
        super().__init__(key, entry)
        self.entry = entry

    def facts(self, words: list) -> dict:
        found = self.kind()
        if not self.entry.editable():
            return {"kind": found}
        if found == "integer":
            half = LONG if self.parses(str(INT)) else INT
            limits = self.range(-half, half - 1)
            limits.pop("rule", None)
            return {"kind": found, "minimum": str(-half), "maximum": str(half - 1), **as_text(limits)}
        if found == "text":
            return self.words([*words, *re.findall(r"\w+", self.entry.helpMessage()), self.entry.defaultValue()])
        return {"kind": found}

    def words(self, candidates: list) -> dict:
        """All it takes, where it takes words only: of a few that its sentence and Delta's own names give."""
        if self.takes("no such word"):
            return {"kind": "text"}
        taken = sorted({word for word in candidates if word and self.takes(word)})
        if not taken:
            return {"kind": "text"}
        if self.takes(",".join(taken)) and len(taken) > 1:
            return {"kind": "list", "values": taken}
        case = all(self.takes(word.swapcase()) for word in taken)
        return {"kind": "word", "values": taken, **({} if case else {"caseSensitive": True})}

    def parses(self, text: str) -> bool:
        try:
            self.entry.fromString().apply(text)
        except Py4JError:
            return False
        return True

    def kind(self) -> str:
        for probe in PROBES:
            try:
                value = self.entry.fromString().apply(probe)
            except Py4JError:
                continue
            if isinstance(value, JavaObject) and value.getClass().getName() == "scala.Some":
                value = value.get()
            if isinstance(value, bool):
                return "boolean"
            if isinstance(value, int):
                return "integer"
            if isinstance(value, JavaObject) and value.getClass().getName() == INTERVAL:
                return "interval"
            if probe == "{}":
                return "json"
            return "text"
        return "text"


def as_text(limits: dict) -> dict:
    """Numbers as texts: JavaScript has no way to read the largest ones exactly."""
    return {name: str(limit) for name, limit in limits.items()}


def delta_features(jvm, singleton) -> dict:
    features = as_map(jvm, singleton(f"{DELTA}.TableFeature$").allSupportedFeaturesMap())
    return {
        "entries": {
            feature.name(): {
                "minReaderVersion": feature.minReaderVersion(),
                "minWriterVersion": feature.minWriterVersion(),
            }
            for feature in features.values()
        }
    }


def delta_reserved(spark, jvm, singleton) -> dict:
    """Which names SET TBLPROPERTIES refuses, or takes and keeps elsewhere: each is tried on a table of its own."""
    refusals = {}
    for at, (name, value) in enumerate(sorted(candidates(jvm, singleton).items())):
        spark.sql(f"CREATE TABLE reserved_{at} (c INT) USING delta")
        try:
            spark._jsparkSession.sql(f"ALTER TABLE reserved_{at} SET TBLPROPERTIES ('{name}' = '{value}')")
            # A feature stands in the protocol.
            if not name.startswith("delta.feature.") and not keeps(spark, f"reserved_{at}", name):
                refusals[name] = {"condition": "NOT_A_PROPERTY", "says": "It is taken, and is no property of the table afterwards."}
        except Py4JJavaError as error:
            refusals[name] = refusal(error.java_exception)
        spark.sql(f"DROP TABLE reserved_{at}")
    return {"entries": refusals}


def keeps(spark, table, name) -> bool:
    listed = spark.sql(f"SHOW TBLPROPERTIES {table}").collect()
    return name in {row.key for row in listed}


def candidates(jvm, singleton) -> dict:
    """Names that Delta or Spark writes or owns, each with a value that fits it."""
    configs = singleton(f"{DELTA}.DeltaConfigs$")
    named = [
        *(key for key, entry in properties_by_key(jvm, singleton).items() if not entry.editable()),
        configs.METASTORE_LAST_UPDATE_VERSION(),
        configs.METASTORE_LAST_COMMIT_TIMESTAMP(),
        singleton(f"{DELTA}.MaterializedRowId$").MATERIALIZED_COLUMN_NAME_PROP(),
        singleton(f"{DELTA}.MaterializedRowCommitVersion$").MATERIALIZED_COLUMN_NAME_PROP(),
        singleton(f"{DELTA}.skipping.clustering.ClusteredTableUtils$").PROP_CLUSTERING_COLUMNS(),
        # Any name may follow the prefix.
        "delta.constraints.c",
        f"{jvm.org.apache.spark.sql.connector.catalog.TableCatalog.OPTION_PREFIX}c",
        "path",
        *as_list(jvm, singleton("org.apache.spark.sql.connector.catalog.CatalogV2Util$").TABLE_RESERVED_PROPERTIES()),
    ]
    features = [f"delta.feature.{name}" for name in delta_features(jvm, singleton)["entries"]]
    return {**dict.fromkeys(named, "1"), **dict.fromkeys(features, "supported")}


def refusal(thrown) -> dict:
    # The sentence stands behind the condition; what follows it, such as the place in the statement, is of this try.
    says = one_line(re.split(r"[.;]*\s*(?:SQLSTATE:|== SQL|\(line \d|To disable this check)", thrown.getMessage())[0])
    return {"condition": condition(thrown), "says": re.sub(r"^\[[A-Z_.]+\] ", "", says).rstrip(".") + "."}


def condition(thrown) -> str:
    try:
        return thrown.getErrorClass()
    except Py4JError:
        return thrown.getClass().getSimpleName()
