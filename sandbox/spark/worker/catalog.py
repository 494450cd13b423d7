"""
The in-memory catalog, rebuilt at each start from what lies in the warehouse folder.

A table is a folder with a commit in its `_delta_log`; a schema is a folder `<name>.db`. What Delta does not hold (comments
and properties of schemas, views) is in `catalog.json`. No absolute path and no catalog name is kept in a form
that ties it to a place, so a stopped warehouse can be moved and served under another catalog name.
"""

import json
import os
import threading

from pyspark.errors import AnalysisException

import delta_log
import dropped
import drops
import leftovers
import owners
import tokens as sql
from places import DEFAULT, folder_of
from session import SESSION_CATALOG, option, to_dict, to_list

FILE = "catalog.json"


class WarehouseCatalog:
    def __init__(self, spark, folder, name, admin):
        self._spark = spark
        self._admin = admin
        self._folder = folder
        self._name = name
        self._external = spark._jsparkSession.sharedState().externalCatalog()
        self._lock = threading.Lock()
        self._written = None
        self._machine_user = spark.sparkContext.sparkUser()

    @property
    def admin(self):
        """Whose everything is that nobody is known to have made."""
        return self._admin

    @property
    def folder(self):
        return self._folder

    @property
    def name(self):
        """The name under which the workspace serves it."""
        return self._name

    def restore(self):
        """Registers every schema, table and view found, once what is half-made is gone. @returns how many tables."""
        kept = self._read()
        tables = 0
        leftovers.report(drops.finish(self._folder) + leftovers.clean_files(self._folder))
        dropped.finish(self)
        for schema, folder in self._schema_folders(kept):
            self._restore_schema(schema, folder, kept.get("schemas", {}).get(schema, {}))
            leftovers.report(leftovers.clean(folder))
            for table in _tables_in(folder):
                self.register(schema, table, os.path.join(folder, table))
                tables += 1
        for view in kept.get("views", []):
            if not self._external.databaseExists(view["schema_name"]):
                leftovers.report(["view %(schema_name)s.%(name)s" % view])
                continue
            self._external.createTable(self._view(view, kept.get("catalog", self._name)), True)
        self.adopt(self._admin)
        self.save()
        return tables

    def register(self, schema, table, folder):
        """Names the table that lies in a folder."""
        self._external.createTable(self._managed(schema, table, folder), True)

    def save(self):
        """Writes schemas and views when they changed. Beside and renamed: never half a file."""
        with self._lock:
            text = json.dumps(self._settled_state(), indent=1, sort_keys=True) + "\n"
            if text == self._written:
                return
            path = os.path.join(self._folder, FILE)
            with open(path + ".new", "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.replace(path + ".new", path)
            self._written = text

    def adopt(self, owner):
        """Gives the schemas just made to whoever made them: Spark has given them to the user of the machine."""
        for schema in self.schemas():
            database = self._external.getDatabase(schema)
            properties = to_dict(self._spark, database.properties())
            if properties.get("owner", self._machine_user) == self._machine_user:
                owned = self._spark.sparkContext._jvm.PythonUtils.toScalaMap({**properties, "owner": owner})
                copy = (database.name(), database.description(), database.locationUri(), owned)
                self._external.alterDatabase(self._database(copy))

    def _database(self, fields):
        return self._spark.sparkContext._jvm.org.apache.spark.sql.catalyst.catalog.CatalogDatabase(*fields)

    def table_folders(self):
        """Every Delta table: schema, name and folder."""
        for schema, folder in self._schema_folders({"schemas": self.schemas()}):
            for table in _tables_in(folder) if os.path.isdir(folder) else []:
                yield schema, table, os.path.join(folder, table)

    def schemas(self):
        return sorted(to_list(self._spark, self._external.listDatabases()))

    def schema_details(self, schema):
        database = self._external.getDatabase(schema)
        properties = to_dict(self._spark, database.properties())
        return {"owner": properties.get("owner", self._admin), "comment": database.description(), "properties": properties}

    def tables(self, schema):
        """Every table and view of the schema, as the catalog holds them."""
        names = sorted(to_list(self._spark, self._external.listTables(schema)))
        return [self._external.getTable(schema, name) for name in names]

    def table(self, schema, name):
        """The table or view, or None."""
        schema, name = schema.lower(), name.lower()
        if not self._external.databaseExists(schema) or not self._external.tableExists(schema, name):
            return None
        return self._external.getTable(schema, name)

    def table_folder(self, schema, name):
        """Where a table's files are."""
        return folder_of(self._external.getTable(schema.lower(), name.lower()))

    def _read(self):
        try:
            with open(os.path.join(self._folder, FILE), encoding="utf-8") as file:
                return json.load(file)
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise ValueError(
                "%s is not JSON (%s). It holds the schemas' comments and the views; tables are found without it. "
                "Mend it, or remove it and create the views again" % (file.name, error)
            ) from None

    def _schema_folders(self, kept):
        names = {DEFAULT, *kept.get("schemas", {})}
        names.update(entry[: -len(".db")] for entry in os.listdir(self._folder) if entry.endswith(".db"))
        for name in sorted(names):
            yield name, self._folder if name == DEFAULT else os.path.join(self._folder, name + ".db")

    def _restore_schema(self, schema, folder, kept):
        if schema == DEFAULT:
            return
        os.makedirs(folder, exist_ok=True)
        jvm = self._spark.sparkContext._jvm
        properties = jvm.PythonUtils.toScalaMap(kept.get("properties", {}))
        uri = _uri(jvm, folder)
        self._external.createDatabase(self._database((schema, kept.get("comment", ""), uri, properties)), True)

    def _managed(self, schema, table, folder):
        jvm = self._spark.sparkContext._jvm
        uri = jvm.scala.Some(_uri(jvm, folder))
        owner = owners.of_folder(folder, self._admin)
        return self._entry((schema, table), "MANAGED", uri=uri, provider=jvm.scala.Some("delta"), owner=owner)

    def _view(self, view, written_for):
        jvm = self._spark.sparkContext._jvm
        return self._entry(
            (view["schema_name"], view["name"]),
            "VIEW",
            schema=jvm.org.apache.spark.sql.types.DataType.fromJson(view["schema"]),
            properties=view["properties"],
            text=jvm.scala.Some(sql.renamed_catalog(view["text"], written_for, self._name)),
            comment=jvm.scala.Option.apply(view.get("comment")),
            owner=view.get("owner", self._admin),
        )

    def _entry(self, name, kind, **given):
        """A catalog entry as CREATE would have made it; the columns of a Delta table are Delta's to tell."""
        jvm = self._spark.sparkContext._jvm
        catalyst = jvm.org.apache.spark.sql.catalyst
        none, no_names = jvm.scala.Option.empty(), jvm.PythonUtils.toSeq([])
        no_properties = jvm.PythonUtils.toScalaMap({})
        uri = given.get("uri", none)
        return catalyst.catalog.CatalogTable(
            catalyst.TableIdentifier(name[1], jvm.scala.Some(name[0]), jvm.scala.Some(SESSION_CATALOG)),
            catalyst.catalog.CatalogTableType(kind),
            catalyst.catalog.CatalogStorageFormat(uri, none, none, none, False, no_properties),
            given.get("schema") or jvm.org.apache.spark.sql.types.StructType(),
            given.get("provider", none),
            no_names,
            none,
            given["owner"],
            jvm.java.lang.System.currentTimeMillis(),
            -1,
            self._spark.version,
            jvm.PythonUtils.toScalaMap(given.get("properties", {})),
            none,
            given.get("text", none),
            given.get("comment", none),
            none,
            no_names,
            False,
            True,
            no_properties,
            given.get("text", none),
        )

    def _settled_state(self):
        """A schema that another statement drops between two looks is simply not there at the next."""
        for _ in range(3):
            try:
                return self._state()
            except AnalysisException:
                continue
        return self._state()

    def _state(self):
        schemas, views = {}, []
        for schema in self.schemas():
            schemas[schema] = self.schema_details(schema)
            for name in sorted(to_list(self._spark, self._external.listViews(schema, "*"))):
                views.append(self._view_state(schema, name))
        return {"catalog": self._name, "schemas": schemas, "views": views}

    def _view_state(self, schema, name):
        table = self._external.getTable(schema, name)
        return {
            "schema_name": schema,
            "name": name,
            "owner": table.owner(),
            "text": option(table.viewText()),
            "schema": table.schema().json(),
            "properties": {
                key: value
                for key, value in to_dict(self._spark, table.properties()).items()
                if not key.startswith("view.sqlConfig.spark.sql.catalog.")
            },
            "comment": option(table.comment()),
        }


def _uri(jvm, folder):
    """Hadoop's own way, which escapes what a URI may not hold, such as blanks."""
    return jvm.org.apache.hadoop.fs.Path("file:" + folder).toUri()


def _tables_in(folder):
    return sorted(
        entry for entry in os.listdir(folder) if delta_log.has_commits(os.path.join(folder, entry))
    )
