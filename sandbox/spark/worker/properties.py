"""Table properties that only Databricks has: Delta's own register is taught them, and nothing else is let through."""

import re

from errors import StatementError
from session import scala_object, to_dict

TARGET_FILE_SIZE = "delta.targetFileSize"
TUNE_FILE_SIZES = "delta.tuneFileSizesForRewrites"
AUTO_COMPACT = "delta.autoOptimize.autoCompact"
ISOLATION_LEVEL = "delta.isolationLevel"

_SIZE = re.compile(r"^\d+\s*(b|k|kb|m|mb|g|gb|t|tb)?$", re.IGNORECASE)

CREATES = {"CreateTable", "CreateTableAsSelect", "ReplaceTable", "ReplaceTableAsSelect"}


def teach(spark):
    """
    Adds the Databricks-only properties to Delta's register in this JVM, so that an unknown `delta.*` still
    fails with Delta's own DELTA_UNKNOWN_CONFIGURATION, which switching the check off would lose.
    """
    known = _register(spark)
    boolean, text = known.get("enabledeletionvectors"), known.get("autooptimize.autocompact")
    # Read as `true` whatever it says, which the boolean's check accepts: `emulated` has checked the value itself.
    anything = _function(spark, {}).withDefaultValue(True)
    _add(known, (TARGET_FILE_SIZE, "needs to be a size."), (anything, boolean))
    _add(known, (TUNE_FILE_SIZES, "needs to be a boolean."), (boolean.fromString(), boolean))
    _widen_auto_compact(spark, text)
    _widen_isolation(spark, known.get("isolationlevel"))


def emulated(properties):
    """The ids, in emulated.json, of those properties that only Databricks understands. Raises on a value it refuses."""
    found = []
    for key, value in properties.items():
        lower = key.lower()
        if lower == TARGET_FILE_SIZE.lower():
            _check_size(value)
            found.append(TARGET_FILE_SIZE)
        elif lower == TUNE_FILE_SIZES.lower():
            found.append(TUNE_FILE_SIZES)
        elif lower == AUTO_COMPACT.lower() and value.lower() in ("auto", "legacy"):
            found.append(AUTO_COMPACT)
        elif lower == ISOLATION_LEVEL.lower() and value.lower() == "writeserializable":
            found.append(ISOLATION_LEVEL)
    return found


def of_plan(spark, plan):
    """The table properties a parsed statement sets."""
    kind = plan.kind
    if kind == "SetTableProperties":
        return to_dict(spark, plan.properties())
    if kind in CREATES:
        return to_dict(spark, plan.tableSpec().properties())
    return {}


def _check_size(value):
    if not _SIZE.match(value.strip()):
        raise StatementError(
            "INVALID_CONF_VALUE.DEFAULT",
            "The value '%s' in the config \"%s\" is invalid. It is a number of bytes or of a higher unit, "
            "for example 104857600 or 100mb." % (value, TARGET_FILE_SIZE),
            "22022",
        )


def _register(spark):
    configs = scala_object(spark, "org.apache.spark.sql.delta.DeltaConfigs")
    for field in configs.getClass().getDeclaredFields():
        if field.getName().endswith("$entries"):
            field.setAccessible(True)
            return field.get(configs)
    raise RuntimeError("this Delta keeps its table properties elsewhere: pin another version or adapt properties.py")


def _add(known, naming, reading):
    (key, help_text), (from_string, like) = naming, reading
    fields = [getattr(like, "copy$default$%d" % index)() for index in range(1, 8)]
    fields[0], fields[1], fields[2], fields[4] = key, None, from_string, help_text
    known.put(key[len("delta.") :].lower(), like.copy(*fields))


def _widen_auto_compact(spark, config):
    some_true = spark.sparkContext._jvm.scala.Some("true")
    names = ("auto", "Auto", "AUTO", "legacy", "Legacy", "LEGACY")
    reading = _function(spark, dict.fromkeys(names, some_true)).withDefault(config.fromString())
    _replace(config, "fromString", reading)


def _function(spark, results):
    """A Scala map, which is a Scala function: no class of ours is needed in the JVM."""
    jvm = spark.sparkContext._jvm
    values = jvm.java.util.HashMap()
    for key, value in results.items():
        values.put(key, value)
    return jvm.scala.jdk.javaapi.CollectionConverters.asScala(values)


def _widen_isolation(spark, config):
    jvm = spark.sparkContext._jvm
    levels = jvm.java.util.HashSet()
    for name in ("Serializable", "WriteSerializable"):
        levels.add(scala_object(spark, "org.apache.spark.sql.delta." + name))
    accepted = jvm.scala.jdk.javaapi.CollectionConverters.asScala(levels)
    _replace(config, "validationFunction", accepted)


def _replace(config, field_name, value):
    field = config.getClass().getDeclaredField(field_name)
    field.setAccessible(True)
    field.set(config, value)
