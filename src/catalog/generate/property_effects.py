"""What each table property does to a table with rows when it is set, changed and taken off again: to its files, its
table features and the versions that readers and writers need, as the commits in the table's log say."""

import json
import shutil
from pathlib import Path

from py4j.protocol import Py4JJavaError
from table_properties import delta_features, delta_properties, refusal

# What stands for all values of a kind that has no list of its own.
VALUES = {
    "boolean": ["true", "false"],
    "integer": ["3"],
    "interval": ["interval 40 days"],
    "json": ["{}"],
    "text": ["id"],
}

# What Delta asks for beside a property; it is set before.
BESIDE = {
    "delta.enableIcebergCompatV1": {"delta.columnMapping.mode": "name"},
    "delta.enableIcebergCompatV2": {"delta.columnMapping.mode": "name"},
    "delta.minReaderVersion": {"delta.minWriterVersion": "7"},
    "delta.universalFormat.enabledFormats": {
        "delta.columnMapping.mode": "name",
        "delta.enableIcebergCompatV2": "true",
    },
}


def property_effects(spark, jvm, singleton, folder: str) -> dict:
    path = Path(folder) / "effects"
    spark.sql(f"CREATE TABLE delta.`{path}` (id INT, s STRING) USING delta")
    for start in (0, 20):
        spark.sql(f"INSERT INTO delta.`{path}` SELECT id, 'x' FROM range({start}, {start + 20})")
    table = Table(spark, path, delta_features(jvm, singleton)["entries"])
    return {
        "entries": {
            key: table.effects(key, facts)
            for key, facts in delta_properties(jvm, singleton)["entries"].items()
            if facts["editable"]
        }
    }


class Table:
    def __init__(self, spark, path: Path, features: dict):
        self.spark = spark
        self.path = path
        self.known = features

    def effects(self, key: str, facts: dict) -> list:
        """Every change from one value to another; `null` is that the table does not say."""
        values = facts.get("values") or VALUES[facts["kind"]]
        walks = [[value] for value in values] + [[a, b] for a in values for b in values if a != b]
        found = {}
        for walk in walks:
            for change, effect in self.walk(key, [*walk, None]):
                found.setdefault(change, {"from": change[0], "to": change[1], **effect})
        return list(found.values())

    def walk(self, key: str, values: list):
        """What changes from value to value do to a copy of the table; none after the first that is refused."""
        copy = Table(self.spark, self.path.with_name("copy"), self.known)
        shutil.copytree(self.path, copy.path)
        for other, value in BESIDE.get(key, {}).items():
            copy.alter(f"SET TBLPROPERTIES ('{other}' = '{value}')")
        before = None
        for value in values:
            effect = copy.alter(
                f"UNSET TBLPROPERTIES ('{key}')" if value is None else f"SET TBLPROPERTIES ('{key}' = '{value}')"
            )
            yield (before, value), effect
            if "refused" in effect:
                break
            before = value
        # Delta keeps in mind what it has read of a folder.
        self.spark._jvm.org.apache.spark.sql.delta.DeltaLog.clearCache()
        shutil.rmtree(copy.path)

    def alter(self, change: str) -> dict:
        before = self.read()
        try:
            self.spark._jsparkSession.sql(f"ALTER TABLE delta.`{self.path}` {change}")
        except Py4JJavaError as error:
            return {"refused": refusal(error.java_exception)["condition"]}
        after = self.read()
        return {
            "rewrites": not before["files"] <= after["files"],
            "adds": sorted(after["features"] - before["features"]),
            "reader": after["reader"],
            "writer": after["writer"],
        }

    def read(self) -> dict:
        files, protocol = set(), {}
        for commit in sorted((self.path / "_delta_log").glob("*.json")):
            for line in commit.read_text().splitlines():
                action = json.loads(line)
                files |= {action["add"]["path"]} if "add" in action else set()
                files -= {action["remove"]["path"]} if "remove" in action else set()
                protocol = action.get("protocol", protocol)
        reader, writer = protocol["minReaderVersion"], protocol["minWriterVersion"]
        # Below these versions features have no names in the log: the version stands for all up to it.
        implied = {name for name, needs in self.known.items() if needs["minWriterVersion"] <= writer < 7}
        named = {*protocol.get("readerFeatures", []), *protocol.get("writerFeatures", [])}
        return {"files": files, "features": implied | named, "reader": reader, "writer": writer}
