"""What Spark knows of its configuration keys, and what each takes for a value.

An entry keeps no record of its type: what its own parser makes of a few texts, and what it says of the others, tells
it.
"""

import os
import re

import pyspark
from py4j.java_gateway import JavaObject
from py4j.protocol import Py4JJavaError

DECLARING = (
    [f"org.apache.spark.sql.internal.{name}$" for name in ("SQLConf", "StaticSQLConf")]
    + ["org.apache.spark.sql.hive.HiveUtils$", "org.apache.spark.sql.delta.sources.DeltaSQLConf$"]
    + [
        f"org.apache.spark.internal.config.{name}$"
        for name in (
            "package",
            "Deploy",
            "History",
            "Kryo",
            "Network",
            "Python",
            "R",
            "Status",
            "Streaming",
            "UI",
            "Worker",
        )
    ]
    + ["org.apache.spark.streaming.StreamingConf$"]
)
# Came with Spark 4.0 into what PySpark installs.
DECLARING_SINCE_4 = ["org.apache.spark.sql.connect.config.Connect$"]

# One unit of an entry, by what "1g" and "1h" come to in it.
SIZE_UNITS = {2**30: "B", 2**20: "KiB", 2**10: "MiB", 1: "GiB"}
TIME_UNITS = {3_600_000_000_000: "ns", 3_600_000_000: "us", 3_600_000: "ms", 3_600: "s", 60: "min", 1: "h"}

# What the compiler calls the method that computes a lazy value.
LAZY = "$lzycompute"

INTEGERS = {"int": 2**31, "long": 2**63}


def known_entries(singleton):
    """Every registered entry by key; what registers them is loaded first."""
    since_4 = DECLARING_SINCE_4 if pyspark.__version__ >= "4" else []
    for name in [*DECLARING, *since_4]:
        ask_lazy_entries(singleton(name))
    return singleton("org.apache.spark.internal.config.ConfigEntry$").knownConfigs()


def ask_lazy_entries(declaring) -> None:
    """A lazy value of Scala registers its entry when somebody first asks for it."""
    for method in declaring.getClass().getDeclaredMethods():
        if method.getName().endswith(LAZY):
            getattr(declaring, method.getName().removesuffix(LAZY))()


def spark_conf(jvm, singleton) -> dict:
    known = known_entries(singleton)
    sql_conf = singleton("org.apache.spark.sql.internal.SQLConf$")
    facts = {}
    for key in known.keySet():
        entry = known.get(key)
        facts[key] = {
            "about": first_sentence(entry.doc()),
            "default": portable(entry.defaultValueString()),
            "scope": scope(key, sql_conf),
            "since": entry.version(),
            **({} if entry.isPublic() else {"internal": True}),
            **Parser(key, entry.valueConverter()).facts(),
        }
    core = singleton("org.apache.spark.SparkConf$")
    for key, found in as_map(jvm, field(core, "allAlternatives")).items():
        facts.setdefault(key, {})["renamed"] = case_class(found)[0]
    for current in known.keySet():
        for key in as_list(jvm, known.get(current).alternatives()):
            facts.setdefault(key, {})["renamed"] = current
    for deprecated in (field(core, "deprecatedConfigs"), sql_conf.deprecatedSQLConfigs()):
        for key, said in as_map(jvm, deprecated).items():
            _, since, note = case_class(said)
            facts.setdefault(key, {})["deprecated"] = {"since": since, "note": one_line(note)}
    for key, gone in as_map(jvm, sql_conf.removedSQLConfigs()).items():
        _, since, default, note = case_class(gone)
        facts[key] = {"removed": {"since": since, "default": default, "note": one_line(note)}}
    return {"entries": facts}


def scope(key: str, sql_conf) -> str:
    if sql_conf.isStaticConfigKey(key):
        return "static"
    return "session" if sql_conf.containsConfigKey(key) else "core"


class Refused(Exception):
    """The engine's parser does not take the text; says why."""


class Parser:
    """One key's parser of values."""

    def __init__(self, key: str, converter):
        self.key = key
        self.converter = converter

    def parse(self, text: str):
        try:
            value = self.converter.apply(text)
        except Py4JJavaError as error:
            cause = error.java_exception
            while cause.getCause() is not None:
                cause = cause.getCause()
            raise Refused(one_line(cause.getMessage() or cause.toString())) from None
        if isinstance(value, JavaObject) and value.getClass().getName() == "scala.Some":
            return value.get()
        return value

    def takes(self, text: str) -> bool:
        try:
            self.parse(text)
        except Refused:
            return False
        return True

    def facts(self) -> dict:
        try:
            value = self.parse("true")
        except Refused as refused:
            return self.after(str(refused))
        return {"type": "boolean"} if isinstance(value, bool) else self.text(value)

    def after(self, refusal: str) -> dict:
        """The type, by what the parser says of `true`."""
        number = re.search(r"should be (int|long|double)\b", refusal)
        choice = re.search(r"should be one of (.+), but was", refusal)
        if number and number[1] == "double":
            return {"type": "double", **self.limits([-1.0, 0.0, 0.5, 1.0, 1.5, 1e9])}
        if number:
            half = INTEGERS[number[1]]
            return {"type": number[1], **self.range(-half, half - 1)}
        if refusal.startswith("Size must be"):
            unit = SIZE_UNITS[self.parse("1g")] if self.takes("1g") else "B"
            return {"type": "size", "unit": unit, **self.range(-(2**53), 2**53)}
        if refusal.startswith("Time must be"):
            unit = TIME_UNITS[self.parse("1h")] if self.takes("1h") else "ms"
            return {"type": "time", "unit": unit, **self.range(-(2**53), 2**53)}
        if choice:
            return {"type": "word", "values": sorted(choice[1].split(", ")), **self.case(choice[1].split(", ")[0])}
        return {"type": "text", "rule": rule(refusal)}

    def text(self, value) -> dict:
        name = value.getClass().getName() if isinstance(value, JavaObject) else ""
        return {"type": "list" if "collection" in name else "regex" if "Regex" in name else "text"}

    def case(self, value: str) -> dict:
        """Whether another case of a listed value is refused."""
        return {} if self.takes(value.swapcase()) else {"caseSensitive": True}

    def range(self, least: int, most: int) -> dict:
        """The smallest and the largest number taken, where the parser draws a line between; both ends are found by halving."""
        inside = next((n for n in (1, 7, 0, 2, 16, 100, 1024, 2**20, 2**26, 2**31) if self.takes(str(n))), None)
        if inside is None:
            # A few numbers and nothing between them; the engine's sentence names them.
            sentence = self.why("1")
            return {"rule": sentence, "values": [n for n in re.findall(r"\d+", sentence) if self.takes(n)]}
        facts = {}
        if not self.takes(str(least)):
            facts |= {"minimum": self.edge(inside, least), "rule": self.why(str(least))}
        if not self.takes(str(most)):
            facts |= {"maximum": self.edge(inside, most), "rule": self.why(str(most))}
        return facts

    def edge(self, inside: int, outside: int) -> int:
        while abs(outside - inside) > 1:
            middle = (inside + outside) // 2
            if self.takes(str(middle)):
                inside = middle
            else:
                outside = middle
        return inside

    def limits(self, numbers: list) -> dict:
        """For doubles: which of a few telling numbers are refused, and why."""
        refused = [number for number in numbers if not self.takes(str(number))]
        return {"refuses": refused, "rule": self.why(str(refused[0]))} if refused else {}

    def why(self, text: str) -> str:
        try:
            self.parse(text)
        except Refused as refused:
            return rule(str(refused))
        return ""


def rule(refusal: str) -> str:
    """The engine's sentence without the key and the value that it was said of."""
    return re.sub(r"^.*? is invalid\. ", "", refusal)


# Scala 2.13 calls these deprecated, and they are the only ones that Scala 2.12, below Spark 3.5, has too.
def as_map(jvm, scala_map):
    return jvm.scala.collection.JavaConverters.mapAsJavaMap(scala_map)


def as_list(jvm, scala_seq):
    return jvm.scala.collection.JavaConverters.seqAsJavaList(scala_seq)


def case_class(found) -> list:
    """The fields of a Scala case class or tuple."""
    return [found.productElement(at) for at in range(found.productArity())]


def field(singleton, name: str):
    """A private value of a Scala object."""
    declared = singleton.getClass().getDeclaredField(name)
    declared.setAccessible(True)
    return declared.get(singleton)


def one_line(text: str) -> str:
    return " ".join(text.split())


def first_sentence(doc: str) -> str:
    text = portable(one_line(doc))
    end = re.search(r"(?<![ei]\.[ge])\.(\s|$)", text)
    return text if end is None else text[: end.start() + 1]


def portable(text: str) -> str:
    """A text as it is on every machine: no working folder, and no address of a download site."""
    return re.sub(r"https?://\S+", "<address>", text.replace(os.getcwd(), "<working folder>"))
