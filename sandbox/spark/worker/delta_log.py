"""
The newest state of a Delta table as its log tells it, without Spark.

Every commit of this Delta leaves a checksum file that holds protocol, metadata and domains in full; reading
it takes a millisecond, where a snapshot with clustering takes a Spark job.
"""

import json
import os
from typing import NamedTuple


class Commit(NamedTuple):
    version: int
    # In nanoseconds: with the version it tells a table from a later one of the same name.
    modified: int


class State(NamedTuple):
    id: str
    description: str
    schema_json: str
    partitions: list
    configuration: dict
    created: int
    protocol: dict
    clustering: list  # None for a table without the feature, else the keys' parts


def latest_commit(table):
    """The newest commit, or None for a folder without a log."""
    folder = os.path.join(table, "_delta_log")
    try:
        newest = max(name for name in os.listdir(folder) if len(name) == 25 and name.endswith(".json"))
        return Commit(int(newest[:20]), os.stat(os.path.join(folder, newest)).st_mtime_ns)
    except (FileNotFoundError, ValueError):
        return None


def has_commits(table):
    """Whether anything was ever committed there: a log may hold no more than what a killed writer prepared."""
    try:
        return any(name[:20].isdigit() and name[20:21] == "." for name in os.listdir(os.path.join(table, "_delta_log")))
    except (FileNotFoundError, NotADirectoryError):
        return False


def commit_info(table, version):
    """What a commit says of itself, empty where its file is gone."""
    try:
        with open(os.path.join(table, "_delta_log", "%020d.json" % version), encoding="utf-8") as file:
            for line in file:
                found = json.loads(line).get("commitInfo")
                if found is not None:
                    return found
    except FileNotFoundError:
        pass
    return {}


def read_state(table, version):
    """The table's state at a version, or None where the checksum file does not tell it."""
    try:
        with open(os.path.join(table, "_delta_log", "%020d.crc" % version), encoding="utf-8") as file:
            checksum = json.load(file)
        metadata, protocol = checksum["metadata"], checksum["protocol"]
    except (FileNotFoundError, ValueError, KeyError):
        return None
    features = set(protocol.get("writerFeatures", []))
    if "clustering" in features and "domainMetadata" not in checksum:
        return None
    return State(
        id=metadata["id"],
        description=metadata.get("description"),
        schema_json=metadata["schemaString"],
        partitions=metadata.get("partitionColumns", []),
        configuration=metadata.get("configuration", {}),
        created=metadata.get("createdTime"),
        protocol=protocol,
        clustering=_keys(checksum, metadata) if "clustering" in features else None,
    )


def properties(state):
    """As SHOW TBLPROPERTIES lists them: the table's own, its protocol, and its clustering keys."""
    shown = dict(state.configuration)
    protocol = state.protocol
    shown["delta.minReaderVersion"] = str(protocol["minReaderVersion"])
    shown["delta.minWriterVersion"] = str(protocol["minWriterVersion"])
    for feature in (*protocol.get("readerFeatures", []), *protocol.get("writerFeatures", [])):
        shown["delta.feature." + feature] = "supported"
    if state.clustering is not None:
        shown["clusteringColumns"] = json.dumps(state.clustering, separators=(",", ":"))
    return dict(sorted(shown.items()))


def _keys(checksum, metadata):
    for domain in checksum["domainMetadata"]:
        if domain["domain"] == "delta.clustering" and not domain.get("removed"):
            fields = json.loads(metadata["schemaString"])["fields"]
            keys = json.loads(domain["configuration"])["clusteringColumns"]
            return [_logical(parts, fields) for parts in keys]
    return []


def _logical(parts, fields):
    """The names people see, of a key kept by physical names: they differ under column mapping."""
    names = []
    for part in parts:
        field = next(
            (f for f in fields if f.get("metadata", {}).get("delta.columnMapping.physicalName", f["name"]) == part),
            None,
        )
        names.append(part if field is None else field["name"])
        inner = None if field is None else field["type"]
        fields = inner.get("fields", []) if isinstance(inner, dict) else []
    return names
