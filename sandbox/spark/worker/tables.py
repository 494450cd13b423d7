"""Tables as Unity Catalog's API shows them, read from Delta's logs at the moment of asking."""

import json

from pyspark.sql.types import StructType

import delta_log
import keys
import materialized
from places import folder_of
from results import column
from session import option, to_dict
from snapshot import snapshot_state


class Tables:
    def __init__(self, spark, catalog):
        self._spark = spark
        self._catalog = catalog
        self._workspace_catalog = catalog.name
        self._known = {}

    def list(self, schema):
        if schema.lower() not in self._catalog.schemas():
            return None
        described = (self._describe(entry) for entry in self._catalog.tables(schema.lower()))
        return [table for table in described if table is not None]

    def one(self, schema, name):
        entry = self._catalog.table(schema, name)
        if entry is None:
            return None
        described = self._describe(entry)
        if described is None or described["table_type"] != "MANAGED":
            return described
        # The API's lists have no constraints.
        return {**described, "table_constraints": keys.constraints(folder_of(entry), described["table_id"])}

    def _describe(self, entry):
        """None for a table that is not there: its creation has not been committed, or its folder was removed."""
        identifier = entry.identifier()
        common = {"schema": option(identifier.database()), "name": identifier.table(), "owner": entry.owner()}
        if entry.tableType().name() == "VIEW":
            return {**common, **self._view(entry)}
        delta = self._delta(entry)
        return None if delta is None else {**common, **delta}

    def _view(self, entry):
        return {
            "table_type": "VIEW",
            "view_definition": option(entry.viewText()),
            "comment": option(entry.comment()),
            "properties": {
                key: value
                for key, value in to_dict(self._spark, entry.properties()).items()
                # COMMENT ON and the statement that made it leave the comment there too.
                if not key.startswith("view.") and key != "comment"
            },
            "columns": _columns(entry.schema().json(), []),
            "created_at": entry.createTime(),
        }

    def _delta(self, entry):
        location = entry.storage().locationUri().get().toString()
        path = folder_of(entry)
        commit = delta_log.latest_commit(path)
        if commit is None:
            return None
        known = self._known.get(path)
        if known is None or known[0] != commit:
            known = self._known[path] = (commit, self._read(path, location, commit))
        described = known[1]
        shown = materialized.overlay(described["properties"], self._workspace_catalog)
        return described if shown is None else {**described, **shown}

    def _read(self, path, location, commit):
        state = delta_log.read_state(path, commit.version)
        if state is None:
            # A writer died between its commit and the checksum: Spark works it out.
            state = snapshot_state(self._spark, path)
        return {
            "table_type": "MANAGED",
            "data_source_format": "DELTA",
            "storage_location": location,
            "table_id": state.id,
            "comment": state.description,
            "properties": delta_log.properties(state),
            "columns": _columns(state.schema_json, state.partitions),
            "created_at": state.created,
            "updated_at": commit.modified // 1_000_000,
        }


def _columns(schema_json, partitions):
    columns = []
    for position, raw in enumerate(json.loads(schema_json)["fields"]):
        field = StructType.fromJson({"type": "struct", "fields": [raw]}).fields[0]
        described = column(field)
        described["type_text"] = field.dataType.simpleString()
        described["position"] = position
        described["nullable"] = field.nullable
        described["type_json"] = json.dumps(raw, separators=(",", ":"))
        comment = field.metadata.get("comment")
        if comment:
            described["comment"] = comment
        if field.name in partitions:
            described["partition_index"] = partitions.index(field.name)
        columns.append(described)
    return columns
