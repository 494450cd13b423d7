"""Turns what Spark throws into what Databricks prints: `[CLASS] text SQLSTATE: state`, the workspace's names, no plan, no stack."""

import re
import uuid

from py4j.protocol import Py4JJavaError
from pyspark.errors.exceptions.captured import CapturedException

_PLAN = re.compile(r";\s*\n\s*['+!A-Z].*\Z", re.DOTALL)
# As Guard.java throws it: whole, with class and state.
_GUARDED = re.compile(r"\[([A-Z_.]+)\] .* SQLSTATE: (\w{5})", re.DOTALL)
# Delta 4.0 has this class and Spark looks for it among its own; its parameters are lost on the way.
_UNRESOLVED_MERGE = "Cannot find main error class 'DELTA_MERGE_UNRESOLVED_EXPRESSION'"
_FOREIGN = re.compile(r"requires a single-part namespace, but got (`(?:[^`]|``)+`)\.")


class StatementError(Exception):
    def __init__(self, error_class, message, sql_state):
        super().__init__(message)
        self.error_class = error_class
        self.sql_state = sql_state

    def as_json(self):
        text = "[%s] %s SQLSTATE: %s" % (self.error_class, self, self.sql_state)
        return {"message": text, "errorClass": self.error_class, "sqlState": self.sql_state}


class UnityCatalogError(StatementError):
    """What Unity Catalog refuses behind the engine, as it says so: with the request's id beside the class."""

    def __init__(self, message):
        super().__init__("INVALID_PARAMETER_VALUE.INVALID_PARAMETER_VALUE", message, "22023")

    def as_json(self):
        text = "[RequestId=%s ErrorClass=%s] %s" % (uuid.uuid4(), self.error_class, self)
        return {"message": text, "errorClass": self.error_class, "sqlState": self.sql_state}


def no_such_catalog(name):
    return StatementError(
        "NO_SUCH_CATALOG_EXCEPTION",
        "Catalog '%s' was not found. Please verify the catalog name and then retry the query or command again." % name,
        "42704",
    )


def not_emulated(what):
    return StatementError("SANDBOX_NOT_EMULATED", "%s; sandbox/README.md lists what is." % what, "0A000")


def workspace_names(text, catalog):
    return text.replace("spark_catalog", catalog)


def describe(error, catalog):
    """The error as the client reads it: message, errorClass, sqlState."""
    if isinstance(error, StatementError):
        return error.as_json()
    throwable = _java(error)
    if throwable is None:
        return {"message": "%s: %s" % (type(error).__name__, error)}
    chosen = _with_class(error) or throwable
    message = _message(chosen) or _message(throwable) or chosen.getClass().getName()
    foreign = _FOREIGN.search(message)
    if foreign:
        return no_such_catalog(foreign.group(1)[1:-1].replace("``", "`")).as_json()
    if _UNRESOLVED_MERGE in message:
        return StatementError(
            "DELTA_MERGE_UNRESOLVED_EXPRESSION",
            "Cannot resolve an expression of the MERGE: every column it names, and with INSERT * or UPDATE SET * every column "
            "of the target, must be in the source.",
            "42601",
        ).as_json()
    guarded = _GUARDED.fullmatch(message)
    if guarded and chosen.getClass().getName() == "java.lang.IllegalStateException":
        return {"message": message, "errorClass": guarded.group(1), "sqlState": guarded.group(2)}
    error_class, sql_state = _class_of(chosen), _call(chosen, "getSqlState")
    if error_class and not message.startswith("["):
        message = "[%s] %s" % (error_class, message)
    if sql_state and "SQLSTATE:" not in message:
        message = "%s SQLSTATE: %s" % (message.rstrip(), sql_state)
    described = {"message": workspace_names(message, catalog)}
    if error_class:
        described["errorClass"] = error_class
    if sql_state:
        described["sqlState"] = sql_state
    return described


def _java(error):
    if isinstance(error, CapturedException):
        return error._origin
    if isinstance(error, Py4JJavaError):
        return error.java_exception
    return None


def causes(error):
    """What was thrown in the JVM and what lies behind it, outermost first; nothing for an error of Python's."""
    throwable, seen = _java(error), 0
    while throwable is not None and seen < 20:
        yield throwable
        throwable = throwable.getCause()
        seen += 1


def _with_class(error):
    """The outermost exception of the chain that carries an error class: wrappers do not."""
    return next((throwable for throwable in causes(error) if _class_of(throwable)), None)


def _class_of(throwable):
    found = _call(throwable, "getCondition") or _call(throwable, "getErrorClass")
    return None if found is None or found.startswith("_LEGACY") else found


def _message(throwable):
    text = _call(throwable, "getSimpleMessage") or throwable.getMessage()
    return _PLAN.sub("", text).strip() if text else None


def _call(throwable, method):
    try:
        return getattr(throwable, method)()
    except Exception:
        return None  # not every exception has these methods
