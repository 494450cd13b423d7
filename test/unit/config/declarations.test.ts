import { expect, test } from "vitest";
import { checkLakehouse, DeclarationError } from "../../../src/config/declarations/check.ts";
import {
  bigint,
  date,
  defineMaterializedView,
  defineTable,
  sql,
  string,
  type Table,
} from "../../../src/model/index.ts";
import { planLakehouse } from "../../../src/plan/lakehouse.ts";
import { PlanError } from "../../../src/plan/plan-error.ts";
import { lakehouse, targetOf } from "../../../dev/start/kineo.ts";

const target = targetOf("prod");

const table = defineTable("gold.dim_user", {
  about: "One row per learner.",
  managedBy: "pipeline",
  size: { rows: 3057, bytes: "512 KB" },
  columns: { user_id: bigint, email: string, hired_on: date },
  layout: "unordered",
});

const own = defineTable("gold.own", {
  ...{ about: "One row per learner.", managedBy: "stack", size: table.size, layout: "unordered" },
  columns: { id: { type: bigint, nullable: false }, email: string },
});

const view = defineMaterializedView("gold.mv_user", {
  about: "Learners.",
  query: sql`SELECT count(*) AS users FROM ${table}`,
  layout: "unordered",
  refresh: "manual",
});

const conf = {
  group: "memory",
  about: "Memory.",
  entries: [{ key: "spark.sql.ansi.enabled", value: "true", why: "errors are seen" }],
};

/** What is said of a lakehouse that no compiler has seen. */
function faultsOf(given: unknown): readonly string[] {
  try {
    planLakehouse(given as typeof lakehouse, target);
    return [];
  } catch (error) {
    if (error instanceof DeclarationError) return error.faults;
    if (!(error instanceof PlanError)) throw error;
    return error.findings.map(({ where, message, instead }) => `${where}: ${message}; instead: ${instead}`);
  }
}

const of = (more: object) => ({ name: "kineo", tables: [table], sparkConf: [], ...more });
const ofTable = (more: object) => of({ tables: [{ ...table, ...more }] });
const ofOwn = (more: object) => of({ tables: [{ ...own, ...more }] });
const ofView = (more: object) => of({ materializedViews: [{ ...view, ...more }] });
const ofConf = (more: object) => of({ sparkConf: [{ ...conf, ...more }] });
const ofEntry = (more: object) => ofConf({ entries: [{ ...conf.entries[0], ...more }] });

test("what they start from has no fault", () => {
  expect(faultsOf(of({ tables: [table, own], materializedViews: [view], sparkConf: [conf] }))).toEqual([]);
  expect(checkLakehouse(lakehouse)).toBe(lakehouse);
});

test.each<[given: unknown, fault: string]>([
  [
    ofTable({ maintenence: { optimize: "weekly" } }),
    'tables/gold/dim_user.ts: maintenence: unknown key; did you mean "maintenance"?',
  ],
  [
    ofTable({ location: "s3://bucket/dim_user" }),
    "tables/gold/dim_user.ts: location: where a table's files lie is settled when it is created, and another place would be another table; create an external table elsewhere, and declare its layout without it",
  ],
  [
    ofTable({ maintenance: { optimize: "fortnightly" } }),
    'tables/gold/dim_user.ts: maintenance.optimize: got "fortnightly"; allowed: "daily", "weekly", "monthly"',
  ],
  [
    ofTable({ maintenance: { optimise: "weekly" } }),
    'tables/gold/dim_user.ts: maintenance.optimise: unknown key; did you mean "optimize"?',
  ],
  [
    ofTable({ maintenance: "weekly" }),
    'tables/gold/dim_user.ts: maintenance: got "weekly"; allowed: "databricks", an object with optimize, analyze, vacuum or reorg',
  ],
  [
    ofTable({ maintenance: { keep: "1 month" } }),
    'tables/gold/dim_user.ts: maintenance.keep: got "1 month"; expected a time such as "14 days" (hours, days or weeks)',
  ],
  [
    ofTable({ maintenance: { recent: { column: "hired", last: "7 days" } } }),
    'tables/gold/dim_user.ts: maintenance.recent.column: got "hired"; allowed: "user_id", "email", "hired_on"',
  ],
  [
    ofTable({ maintenance: { recent: { column: "hired_on", last: 7 } } }),
    'tables/gold/dim_user.ts: maintenance.recent.last: got 7; expected a span such as "7 days" (days or years)',
  ],
  [
    ofTable({ properties: { "delta.apendOnly": true } }),
    'tables/gold/dim_user.ts: properties.delta.apendOnly: unknown key; did you mean "delta.appendOnly"?',
  ],
  [
    ofTable({ properties: { "delta.appendOnly": "yes" } }),
    'tables/gold/dim_user.ts: properties.delta.appendOnly: got "yes"; expected boolean',
  ],
  [
    ofTable({ properties: { "delta.checkpointInterval": "10" } }),
    'tables/gold/dim_user.ts: properties.delta.checkpointInterval: got "10"; expected number',
  ],
  [
    ofTable({ properties: { "delta.logRetentionDuration": "interval 14 days" } }),
    'tables/gold/dim_user.ts: properties.delta.logRetentionDuration: got "interval 14 days"; expected a time such as "14 days" (hours, days or weeks)',
  ],
  [
    ofTable({ properties: { "delta.autoOptimize.autoCompact": "automatic" } }),
    'tables/gold/dim_user.ts: properties.delta.autoOptimize.autoCompact: got "automatic"; allowed: "auto", "legacy", true, false',
  ],
  [
    ofTable({ properties: { "delta.checkpointPolicy": "v3" } }),
    'tables/gold/dim_user.ts: properties.delta.checkpointPolicy: got "v3"; allowed: "classic", "v2" (did you mean "v2"?)',
  ],
  [
    ofTable({ properties: { "delta.universalFormat.enabledFormats": ["delta"] } }),
    'tables/gold/dim_user.ts: properties.delta.universalFormat.enabledFormats.0: got "delta"; allowed: "hudi", "iceberg"',
  ],
  [
    ofTable({ properties: { quality: 1 } }),
    "tables/gold/dim_user.ts: properties.quality: got 1; expected a text",
  ],
  [
    ofTable({ properties: { "delta.targetFileSize": 128 } }),
    'tables/gold/dim_user.ts: properties.delta.targetFileSize: got 128; expected a size such as "128 MB" (KB, MB, GB or TB, one space)',
  ],
  [
    ofTable({ properties: { "delta.dataSkippingStatsColumns": "user_id" } }),
    'tables/gold/dim_user.ts: properties.delta.dataSkippingStatsColumns: got "user_id"; expected a list of columns',
  ],
  [
    ofTable({ size: { rows: 1, bytes: 100 } }),
    'tables/gold/dim_user.ts: size.bytes: got 100; expected a size such as "128 MB" (KB, MB, GB or TB, one space)',
  ],
  [
    ofTable({ size: { rows: "1", bytes: "1 GB" } }),
    'tables/gold/dim_user.ts: size.rows: got "1"; expected number',
  ],
  [
    ofTable({ size: { rows: 1, bytes: "1GB" } }),
    'tables/gold/dim_user.ts: size.bytes: got "1GB"; expected a size such as "128 MB" (KB, MB, GB or TB, one space)',
  ],
  [
    ofTable({ size: { rows: 1n, bytes: "1 GB" } }),
    "tables/gold/dim_user.ts: size.rows: got 1n; expected number",
  ],
  [
    ofTable({ size: { rows: 1, bytes: "1 GB", distinct: { userid: 3 } } }),
    'tables/gold/dim_user.ts: size.distinct.userid: got "userid"; allowed: "user_id", "email", "hired_on" (did you mean "user_id"?)',
  ],
  [
    ofTable({ size: undefined }),
    "tables/gold/dim_user.ts: size: missing; expected an object with rows and bytes",
  ],
  [
    ofTable({ managedBy: "terraform" }),
    'tables/gold/dim_user.ts: managedBy: got "terraform"; allowed: "pipeline", "stack"',
  ],
  [
    ofTable({ managedBy: undefined }),
    'tables/gold/dim_user.ts: managedBy: missing; allowed: "pipeline", "stack"',
  ],
  [
    ofTable({ columns: { ...table.columns, city: "VARCHAR" } }),
    'tables/gold/dim_user.ts: columns.city: got "VARCHAR"; VARCHAR takes its greatest length, as in VARCHAR(20); allowed: a type as SQL spells it, such as BIGINT or ARRAY<STRING>',
  ],
  [
    ofTable({ columns: { ...table.columns, city: undefined } }),
    "tables/gold/dim_user.ts: columns.city: missing; allowed: a type as SQL spells it, such as BIGINT or ARRAY<STRING>, an object with type",
  ],
  [
    ofTable({ columns: { ...table.columns, price: "DECIMAL(40,2)" } }),
    'tables/gold/dim_user.ts: columns.price: got "DECIMAL(40,2)"; DECIMAL(40,2): a precision of 1 to 38 and a scale of at most as much; allowed: a type as SQL spells it, such as BIGINT or ARRAY<STRING>',
  ],
  [
    ofTable({ columns: { ...table.columns, city: { type: string, nullable: false } } }),
    'gold.dim_user: declares details of column "city", and its columns are its pipeline\'s; instead: the type alone, or managedBy: "stack"',
  ],
  [
    ofTable({ columns: ["user_id"] }),
    'tables/gold/dim_user.ts: columns: got ["user_id"]; expected an object of columns by name',
  ],
  [
    ofTable({ layout: "clustered" }),
    'tables/gold/dim_user.ts: layout: got "clustered"; allowed: "unordered", an object with cluster, partition or zorder',
  ],
  [
    ofTable({ layout: {} }),
    'tables/gold/dim_user.ts: layout: says nothing; allowed: cluster, partition, partition with zorder, zorder, or "unordered"',
  ],
  [
    ofTable({ layout: { cluster: ["user_id"], zorder: ["email"] } }),
    'tables/gold/dim_user.ts: layout: has cluster and zorder; allowed: cluster, partition, partition with zorder, zorder, or "unordered"',
  ],
  [
    ofTable({ layout: { clusterBy: ["user_id"] } }),
    'tables/gold/dim_user.ts: layout.clusterBy: unknown key; did you mean "cluster"?',
  ],
  [
    ofTable({ layout: { cluster: "user_id" } }),
    'tables/gold/dim_user.ts: layout.cluster: got "user_id"; allowed: "auto", a list of columns',
  ],
  [
    ofTable({ layout: { cluster: [] } }),
    "tables/gold/dim_user.ts: layout.cluster: got []; at least 1 in the list",
  ],
  [
    ofTable({ layout: { zorder: ["usr_id"] } }),
    'tables/gold/dim_user.ts: layout.zorder.0: got "usr_id"; allowed: "user_id", "email", "hired_on" (did you mean "user_id"?)',
  ],
  [
    ofTable({ layout: { zorder: "user_id" } }),
    'tables/gold/dim_user.ts: layout.zorder: got "user_id"; expected a list of columns',
  ],
  [
    ofTable({
      columns: { a: bigint, b: bigint, c: bigint, d: bigint, e: bigint },
      layout: { cluster: ["a", "b", "c", "d", "e"] },
    }),
    'tables/gold/dim_user.ts: layout.cluster: got ["a","b","c","d","e"]; at most 4 in the list',
  ],
  [
    ofTable({ statistics: "all" }),
    'tables/gold/dim_user.ts: statistics: got "all"; allowed: "all columns", "row count", a list of columns',
  ],
  [
    ofTable({ statistics: ["e_mail"] }),
    'tables/gold/dim_user.ts: statistics.0: got "e_mail"; allowed: "user_id", "email", "hired_on" (did you mean "email"?)',
  ],
  [
    ofTable({ filteredBy: ["region"] }),
    'tables/gold/dim_user.ts: filteredBy.0: got "region"; allowed: "user_id", "email", "hired_on"',
  ],
  [ofTable({ filteredBy: [] }), "tables/gold/dim_user.ts: filteredBy: got []; at least 1 in the list"],
  [
    ofTable({ hot: { columns: ["mail"] } }),
    'tables/gold/dim_user.ts: hot.columns.0: got "mail"; allowed: "user_id", "email", "hired_on" (did you mean "email"?)',
  ],
  [
    ofTable({ hot: { column: ["email"], columns: ["email"] } }),
    'tables/gold/dim_user.ts: hot.column: unknown key; did you mean "columns"?',
  ],
  [
    ofTable({ cache: "MEMORY" }),
    'tables/gold/dim_user.ts: cache: got "MEMORY"; allowed: "DISK_ONLY", "MEMORY_ONLY", "MEMORY_ONLY_SER", "MEMORY_AND_DISK", "MEMORY_AND_DISK_SER", "OFF_HEAP"',
  ],
  [ofTable({ join: "shuffle" }), 'tables/gold/dim_user.ts: join: got "shuffle"; allowed: "broadcast"'],
  [
    ofTable({ tags: { pii: true } }),
    'tables/gold/dim_user.ts: tags.pii: got true; expected a text, in quotes: "true"',
  ],
  [ofTable({ tags: ["pii"] }), 'tables/gold/dim_user.ts: tags: got ["pii"]; expected an object'],
  [
    ofTable({ onRemoval: "drop" }),
    'tables/gold/dim_user.ts: onRemoval: got "drop"; allowed: "forget", "unset"',
  ],
  [
    ofTable({ accept: [{ rule: "zorder", reason: "known", until: "2027-03-31" }] }),
    'tables/gold/dim_user.ts: accept.0.rule: got "zorder"; expected a rule\'s id, such as cluster/memory',
  ],
  [
    ofTable({ accept: [{ rule: "layout/columns", reason: "known", until: "31.03.2027" }] }),
    'tables/gold/dim_user.ts: accept.0.until: got "31.03.2027"; expected a day such as 2027-03-31',
  ],
  [
    ofTable({ accept: { rule: "layout/columns", reason: "known", until: "2027-03-31" } }),
    'tables/gold/dim_user.ts: accept: got {"rule":"layout/columns","reason":"known","until":"2027-03-31"}; expected a list',
  ],
  [
    ofTable({ acknowledge: { repartition: { from: ["day"], to: ["hired"] } } }),
    'tables/gold/dim_user.ts: acknowledge.repartition.to.0: got "hired"; allowed: "user_id", "email", "hired_on"',
  ],
  [
    ofTable({ primaryKey: ["user_id"] }),
    'gold.dim_user: declares a primary key, and its columns are its pipeline\'s; instead: no primary key, or managedBy: "stack"',
  ],
  [ofTable({ about: undefined }), "tables/gold/dim_user.ts: about: missing; expected a text"],
  [ofTable({ comment: 5 }), 'tables/gold/dim_user.ts: comment: got 5; expected a text, in quotes: "5"'],
  [
    ofTable({ name: "dim_user" }),
    'tables.0: name: got "dim_user"; expected schema.table, such as "gold.dim_user"',
  ],
  [
    ofTable({ name: "Gold.dim-user" }),
    "Gold.dim-user: is not a schema and a table in lower-case letters, digits and underscores; instead: schema.table, such as gold.dim_user",
  ],
  [ofTable({ name: undefined }), 'tables.0: name: missing; expected schema.table, such as "gold.dim_user"'],
  [of({ tables: [table, table] }), "gold.dim_user: is declared twice; instead: keep one of the two files"],
  [of({ tables: [table, undefined] }), "tables.1: missing; expected what defineTable makes"],
  [
    of({ tables: [table, "gold.dim_course"] }),
    'tables.1: got "gold.dim_course"; expected what defineTable makes',
  ],
  [of({ tables: [() => table] }), "tables.0: got a function; expected what defineTable makes"],
  [
    of({ tables: table }),
    'tables: got {"name":"gold.dim_user","about":"One row per learner.","managedBy":"pipeline","size":{"rows":3057,"b…; expected a list of tables',
  ],
  [
    of({ tables: [view] }),
    "tables/gold/mv_user.ts: is a materialized view; it belongs into materializedViews",
  ],
  [of({ table: [] }), 'table: unknown key; did you mean "tables"?'],
  [
    of({ name: "my lakehouse" }),
    'name: got "my lakehouse"; expected letters, digits, hyphens and underscores, starting with a letter',
  ],
  [
    of({ name: undefined }),
    "name: missing; expected letters, digits, hyphens and underscores, starting with a letter",
  ],
  [of({ sparkConf: "none" }), 'sparkConf: got "none"; expected a list of Spark conf groups'],
  [
    of({ sparkConf: { "spark.sql.ansi.enabled": "true" } }),
    'sparkConf: got {"spark.sql.ansi.enabled":"true"}; expected a list of Spark conf groups',
  ],
  [undefined, "missing; expected a lakehouse"],
  [
    ofOwn({ primaryKey: ["email"] }),
    'gold.own: the primary key has "email", which a row may lack; instead: nullable: false on column "email"',
  ],
  [
    ofOwn({ primaryKey: ["idd"] }),
    'tables/gold/own.ts: primaryKey.0: got "idd"; allowed: "id", "email" (did you mean "id"?)',
  ],
  [ofOwn({ primaryKey: "id" }), 'tables/gold/own.ts: primaryKey: got "id"; expected a list of columns'],
  [
    ofOwn({ acknowledge: { repartition: { from: ["email"], to: [] } } }),
    "gold.own: acknowledges that its pipeline rebuilds it, and has no pipeline; instead: leave acknowledge out; the refusal says how to rebuild the table by hand",
  ],
  [
    ofOwn({ columns: { id: { nullable: false } } }),
    "tables/gold/own.ts: columns.id.type: missing; expected a type as SQL spells it, such as BIGINT or ARRAY<STRING>",
  ],
  [
    ofOwn({ columns: { id: { type: bigint, notNull: true } } }),
    "tables/gold/own.ts: columns.id.notNull: unknown key; known here: type, nullable, comment, default, generatedAs, identity",
  ],
  [
    ofOwn({ columns: { id: { type: bigint, identity: true } } }),
    "tables/gold/own.ts: columns.id.identity: got true; expected an object",
  ],
  [
    ofOwn({ columns: { id: { type: bigint, identity: { generated: "sometimes" } } } }),
    'tables/gold/own.ts: columns.id.identity.generated: got "sometimes"; allowed: "always", "byDefault"',
  ],
  [
    ofOwn({ columns: { id: { type: bigint, default: 0 } } }),
    'tables/gold/own.ts: columns.id.default: got 0; expected a text, in quotes: "0"',
  ],
  [
    ofOwn({ columns: { id: { type: bigint, default: "0", generatedAs: "1" } } }),
    'gold.own: column "id" has default and generatedAs; instead: one of them: a value comes from one place',
  ],
  [
    ofView({ query: "SELECT 1 AS one" }),
    'tables/gold/mv_user.ts: query: got "SELECT 1 AS one"; expected a query such as sql`SELECT …`',
  ],
  [
    ofView({ query: sql`SELECT id FROM ${undefined as unknown as Table}` }),
    "tables/gold/mv_user.ts: query.tables.0: missing; expected a table of the lakehouse, such as ${dimUser}",
  ],
  [
    ofView({ query: sql`SELECT id FROM ${"gold.dim_user" as unknown as Table}` }),
    "tables/gold/mv_user.ts: query.tables.0: missing; expected a table of the lakehouse, such as ${dimUser}",
  ],
  [
    ofView({ refresh: "daily" }),
    'tables/gold/mv_user.ts: refresh: got "daily"; allowed: "manual", an object with every, cron or onUpdate',
  ],
  [
    ofView({ refresh: { every: "1 month" } }),
    'tables/gold/mv_user.ts: refresh.every: got "1 month"; expected a time such as "6 hours" (hours, days or weeks)',
  ],
  [
    ofView({ refresh: { cron: "0 0 5 * * ?" } }),
    'tables/gold/mv_user.ts: refresh: has cron; allowed: every, cron with timezone, onUpdate, or "manual"',
  ],
  [
    ofView({ refresh: { every: "3 hours", onUpdate: "always" } }),
    'tables/gold/mv_user.ts: refresh: has every and onUpdate; allowed: every, cron with timezone, onUpdate, or "manual"',
  ],
  [
    ofView({ refresh: { onUpdate: { atMostEvery: 60 } } }),
    'tables/gold/mv_user.ts: refresh.onUpdate.atMostEvery: got 60; expected a time such as "30 minutes" (minutes or hours)',
  ],
  [ofView({ refrehs: "manual" }), 'tables/gold/mv_user.ts: refrehs: unknown key; did you mean "refresh"?'],
  [
    ofView({ onRemoval: "unset" }),
    'tables/gold/mv_user.ts: onRemoval: got "unset"; allowed: "forget", "drop"',
  ],
  [ofConf({ entires: [] }), 'sparkConf."memory": entires: unknown key; did you mean "entries"?'],
  [
    ofConf({ entries: { "spark.sql.ansi.enabled": "true" } }),
    'sparkConf."memory": entries: got {"spark.sql.ansi.enabled":"true"}; expected a list',
  ],
  [
    ofEntry({ value: true }),
    'sparkConf."memory": entries.0.value: got true; expected a text, in quotes: "true"',
  ],
  [ofEntry({ key: "" }), 'sparkConf."memory": entries.0.key: got ""; at least 1 character'],
  [
    ofEntry({ key: "spark.sql.ansi.enable" }),
    'spark.sql.ansi.enable: Spark has no "spark.sql.ansi.enable"; instead: spark.sql.ansi.enabled',
  ],
  [
    ofEntry({ reason: "errors are seen" }),
    'sparkConf."memory": entries.0.reason: unknown key; known here: key, value, why, accept',
  ],
])("%#: a bad declaration is one clear fault", (given, fault) => {
  expect(faultsOf(given)).toEqual([fault]);
});

test("all faults come at once, each with its file", () => {
  const tables = [
    { ...table, maintenence: {}, layout: { zorder: ["mail"] } },
    { ...own, size: { rows: 1, bytes: 100 } },
  ];
  const given = of({ tables, materializedViews: [{ ...view, refresh: "daily" }], conf: [] });
  expect(() => checkLakehouse(given)).toThrow(
    [
      "the lakehouse kineo: 5 faults in its declarations",
      "  - conf: unknown key; known here: name, tables, materializedViews, sparkConf",
      '  - tables/gold/dim_user.ts: maintenence: unknown key; did you mean "maintenance"?',
      '  - tables/gold/dim_user.ts: layout.zorder.0: got "mail"; allowed: "user_id", "email", "hired_on" (did you mean "email"?)',
      '  - tables/gold/own.ts: size.bytes: got 100; expected a size such as "128 MB" (KB, MB, GB or TB, one space)',
      '  - tables/gold/mv_user.ts: refresh: got "daily"; allowed: "manual", an object with every, cron or onUpdate',
    ].join("\n"),
  );
});

test("a property that holds nothing is not there", () => {
  const given = ofTable({ properties: { "delta.appendOnly": undefined } });
  expect(planLakehouse(given as typeof lakehouse, target).tables[0]?.layout.properties).toEqual({});
});
