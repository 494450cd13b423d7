import { expect, test } from "vitest";
import { confs, statements, tables } from "./say.ts";

test("Python's settings are told by what sets them; comments, docstrings and f-strings are not settings", () => {
  const program = `"""spark.conf.set("spark.doc.string", "1")"""
# spark.conf.set("spark.in.comment", "1")
spark = (SparkSession.builder
    .config("spark.built", "1")
    .getOrCreate())
spark.conf.set("spark.sql.adaptive.enabled", True)
spark.conf.set(
    'spark.sql.shuffle.partitions',  # by hand
    200)
spark.conf.set(f"spark.{name}", "1")
spark.conf.set("spark.value", f"{n}m")
spark.conf.set("spark.computed", str(n))
print("spark.conf.set('spark.printed', '1')")
conf = SparkConf().set("spark.executor.memory", "8g").setAll([("spark.paired", "x")])
`;
  const session = ["spark.sql.adaptive.enabled=true @6", "spark.sql.shuffle.partitions=200 @8"];
  const launch = ["spark.executor.memory=8g @14", "spark.paired=x @14"];
  expect(confs("a.py", program, { on: "spark" })).toEqual([
    ["launch", "spark.built=1 @4", ...launch],
    ["session", ...session],
  ]);
  // On Databricks the session is there before the builder.
  expect(confs("a.py", program)).toEqual([
    ["session", "spark.built=1 @4"],
    ["session", ...session],
    ["launch", ...launch],
  ]);
});

test("a dict of keys is a conf, set in the session where a loop sets it", () => {
  const program = `
a = {
    # "spark.commented": "1",
    "spark.a.b": "1",  # "spark.c.d": "2"
    "spark.x": "y" + z,
    "spark.n": -1, "other": "2"}
aqe: dict = {"spark.e.f": False}
for key, value in aqe.items():
    spark.conf.set(key, value)
s = {"spark.in.a.set", "x"}
t = "{'spark.in.a.string': '1'}"
`;
  expect(confs("a.py", program)).toEqual([
    ["launch", "spark.a.b=1 @4", "spark.n=-1 @6"],
    ["session", "spark.e.f=false @7"],
  ]);
});

test("dicts whose name says so are layouts, and a table with and without its schema is one", () => {
  const program = `
z_order_strategies = {
    'gold.fact': ['a', 'b'],
    'gold.other': [column],
}
partitioning = {
    'fact': {'partition_columns': ['year(d)'], 'rationale': 'x'},
    'alone': {'partition_columns': ['y']},
}
names = {'gold.third': ['not', 'a layout']}
`;
  expect(tables("a.py", program)).toEqual([
    { name: "gold.fact", layout: { zorder: ["a", "b"], partition: ["year(d)"] }, line: 7 },
    { name: "alone", layout: { partition: ["y"] }, line: 8 },
  ]);
  // Two schemas end in the same name: it is neither.
  const both = `zorder = {'a.t': ['x'], 'b.t': ['x'], 't': ['y']}`;
  expect(tables("a.py", both).map(({ name }) => name)).toEqual(["a.t", "b.t", "t"]);
});

test("frames: caching, broadcasting and writing, as long as the frame is the table", () => {
  const program = `
users = spark.table("gold.dim_user")
users.cache()
spark.table("gold.t").filter("x > 1").cache()
spark.catalog.cacheTable("gold.u")
orders.join(F.broadcast(users), "id")
orders.join(broadcast(spark.table("gold.v")), "id")
df.write.partitionBy("year", "month").saveAsTable("gold.w")
DeltaTable.forName(spark, "gold.x").optimize().executeZOrderBy("a", "b")
`;
  expect(statements("a.py", program)).toEqual([
    { on: "cluster", kind: "cache", table: "gold.dim_user", line: 3 },
    // What was computed is not the table.
    { on: "cluster", kind: "cache", table: "a frame", frame: true, line: 4 },
    { on: "cluster", kind: "cache", table: "gold.u", line: 5 },
    { on: "cluster", kind: "broadcast hint", tables: ["gold.dim_user"], line: 6 },
    { on: "cluster", kind: "broadcast hint", tables: ["gold.v"], line: 7 },
    { on: "cluster", kind: "optimize", table: "gold.x", zorder: ["a", "b"], line: 9 },
  ]);
  expect(tables("a.py", program)).toEqual([
    { name: "gold.w", layout: { partition: ["year", "month"] }, line: 8 },
    { name: "gold.x", layout: { zorder: ["a", "b"] }, line: 9 },
  ]);
});

const inF = { on: "cluster", within: "f" } as const;

test("SQL in a program keeps the program's lines; a variable in it stands for a table of its function's own", () => {
  const program = `
def f(name):
    """
    OPTIMIZE gold.in_docstring ZORDER BY (a)
    """
    spark.sql("""
        OPTIMIZE gold.t
        ZORDER BY (a, b)
    """)
    spark.sql(f"OPTIMIZE {name} ZORDER BY ({', '.join(keys)})")
    spark.sql(f"VACUUM {names[0]}")
    spark.sql(f"VACUUM gold.{name}")
    spark.sql("VACUUM gold.u "
              "RETAIN 12 HOURS")
    log("OPTIMIZE gold.logged")
# MAGIC %sql
# MAGIC VACUUM gold.v
`;
  expect(statements("a.py", program)).toEqual([
    { ...inF, kind: "optimize", table: "gold.t", zorder: ["a", "b"], line: 7 },
    { ...inF, kind: "optimize", table: "{name} in f", zorder: [], line: 10 },
    { ...inF, kind: "vacuum", table: "gold.{name} in f", line: 12 },
    { ...inF, kind: "vacuum", table: "gold.u", retainHours: 12, line: 13 },
    { on: "cluster", kind: "vacuum", table: "gold.v", line: 17 },
  ]);
});

test("a loop over texts that are written down runs its query with each of them", () => {
  const program = `
names = ["gold.a", "gold.b"]
for name in names:
    spark.sql(f"""
        ANALYZE TABLE {name}
        COMPUTE STATISTICS""")
for name, keys in {"gold.c": ["x"]}.items():
    spark.sql(f"OPTIMIZE {name}")
for name in sorted(names):
    spark.sql(f"VACUUM {name}")
spark.sql(f"VACUUM {name}")
for other in names + more:
    spark.sql(f"VACUUM {other}")
`;
  const run = { on: "cluster", within: "" } as const;
  expect(statements("a.py", program)).toEqual([
    { ...run, kind: "analyze", table: "gold.a", columns: "none", line: 5 },
    { ...run, kind: "analyze", table: "gold.b", columns: "none", line: 5 },
    { ...run, kind: "optimize", table: "{name}", zorder: [], line: 8 },
    { ...run, kind: "vacuum", table: "{name}", line: 10 },
    { ...run, kind: "vacuum", table: "{name}", line: 11 },
    { ...run, kind: "vacuum", table: "{other}", line: 13 },
  ]);
  expect(statements("a.py", program.replace('{"gold.c": ["x"]}', "layouts"))).toHaveLength(6);
  const dict = `layouts = {"gold.c": ["x"]}\n${program.replace('{"gold.c": ["x"]}', "layouts")}`;
  expect(statements("a.py", dict)[2]).toMatchObject({ table: "gold.c", line: 9 });
});

test("a storage level is asked for by a dict, or taken by the call", () => {
  const program = `
levels = {'dim_user': 'MEMORY_ONLY - small', 'fact': 'kept on DISK_ONLY', 'gold.x': 'DISK_ONLY_2'}
spark.table("gold.dim_user").persist(StorageLevel.MEMORY_ONLY)
spark.sql("CACHE TABLE gold.x OPTIONS ('storageLevel' = 'disk_only')")
`;
  expect(tables("a.py", program)).toEqual([
    { name: "gold.dim_user", layout: {}, storageLevel: "MEMORY_ONLY", line: 2 },
    { name: "gold.x", layout: {}, storageLevel: "DISK_ONLY_2", line: 2 },
  ]);
  expect(statements("a.py", program).map((one) => ("level" in one ? one.level : undefined))).toEqual([
    "MEMORY_ONLY",
    "DISK_ONLY",
  ]);
});
