import { beforeEach, expect, test } from "vitest";
import { MaterializedViewResource } from "../../../src/provider/materialized-view/materialized-view.ts";
import { PartialChange } from "../../../src/pulumi-rpc/resource.ts";
import { UNKNOWN, type Values } from "../../../src/pulumi-rpc/value.ts";
import { parseRefresh, sameRefresh } from "../../../src/provider/materialized-view/refresh.ts";
import { LostAnswerError, StatementError } from "../../../src/databricks/errors.ts";
import type { QueryResult, SqlRequest } from "../../../src/databricks/statements.ts";
import type { LiveTable } from "../../../src/databricks/tables.ts";

const urn = "urn:pulumi:dev::kineo::lakewright:index:MaterializedView::gold.v";
const MARK = { "lakewright.managedBy": "kineo/dev/gold.v on dev.gold.v" };
const NAME = "`dev`.`gold`.`v`";
const QUERY = "SELECT 1 AS one";
const inputs: Values = {
  view: "dev.gold.v",
  warehouseId: "w1",
  query: QUERY,
  refresh: { kind: "every", count: 1, unit: "DAY" },
};
/** The same with nothing said of its refresh. */
const unscheduled: Values = { view: "dev.gold.v", warehouseId: "w1", query: QUERY };
const state: Values = { ...inputs, status: "applied", definition: QUERY };

/** Tables by full name, what runs, and what is said. SQL is not parsed; what it does is proved on the real engine. */
let live: Record<string, LiveTable>;
let schedule: string;
let ran: string[];
let said: string[];
let onRun: (sql: string) => void;

const liveView = (more: Partial<LiveTable> = {}): LiveTable => ({
  ...{ table: "dev.gold.v", type: "MATERIALIZED_VIEW", definition: QUERY, properties: MARK },
  ...{ partitionedBy: [], columns: [], ...more },
});

const resource = new MaterializedViewResource(() => ({
  findTable: (table) => Promise.resolve(live[table]),
  findTags: () => Promise.reject(new Error("nobody asks for tags")),
  missingPlace: () => Promise.resolve(undefined),
  run: ({ sql, asks = false }: SqlRequest): Promise<QueryResult> => {
    if (!asks) {
      onRun(sql);
      ran.push(sql);
    }
    return Promise.resolve({ columns: [], rows: asks ? [["Refresh Schedule", schedule, ""]] : [] });
  },
  sleep: () => Promise.resolve(),
}));
const console = {
  info: (message: string) => Promise.resolve(void said.push(message)),
  warn: (message: string) => Promise.resolve(void said.push(message)),
};
const context = { urn, console, preview: false };
const update = (olds: Values, news: Values, preview = false) =>
  resource.update({ ...context, preview, olds, oldInputs: inputs, news });

beforeEach(() => {
  live = {};
  schedule = "EVERY 1 DAYS";
  ran = [];
  said = [];
  onRun = (sql) => {
    if (/^CREATE/.test(sql)) live["dev.gold.v"] = liveView();
  };
});

test("a new view is created with its mark, and what the engine keeps of the query is recorded", async () => {
  onRun = () => {
    live["dev.gold.v"] = liveView({ definition: "(SELECT 1 AS `one`)" });
  };
  const { id, outputs } = await resource.create({ ...context, inputs });
  expect([id, outputs]).toEqual(["dev.gold.v", { ...state, definition: "(SELECT 1 AS `one`)" }]);
  expect(ran).toEqual([
    `CREATE MATERIALIZED VIEW IF NOT EXISTS ${NAME} TBLPROPERTIES ('lakewright.managedBy' = 'kineo/dev/gold.v on dev.gold.v') SCHEDULE EVERY 1 DAY AS ${QUERY}`,
  ]);
  // The engine's own words for the query are no drift, as long as they stay what they were.
  const read = await resource.read({ id, inputs, state: outputs, console });
  expect(read?.state).toEqual(outputs);
  live["dev.gold.v"] = liveView({ definition: "SELECT 2 AS `one`" });
  expect((await resource.read({ id, inputs, state: outputs, console }))?.state["query"]).toBe(
    "SELECT 2 AS `one`",
  );
});

test("a creation that met somebody else's view goes on with what is there", async () => {
  onRun = (sql) => {
    if (/IF NOT EXISTS/.test(sql))
      live["dev.gold.v"] = liveView({ properties: {}, definition: "SELECT 2 AS two" });
    else live["dev.gold.v"] = liveView();
  };
  await resource.create({ ...context, inputs });
  expect(ran.map((sql) => sql.split(" `")[0])).toEqual([
    "CREATE MATERIALIZED VIEW IF NOT EXISTS",
    "CREATE OR REPLACE MATERIALIZED VIEW",
  ]);
});

test("a lost answer is followed by a read, not by the same statement", async () => {
  onRun = (sql) => {
    live["dev.gold.v"] = liveView();
    ran.push(sql);
    throw new LostAnswerError("the connection broke");
  };
  await resource.create({ ...context, inputs });
  expect(ran).toHaveLength(1);
});

test("a view waits while a source is missing, and a diff checks whether it is there by now", async () => {
  const waits = { ...inputs, sources: ["dev.gold.t"] };
  const preview = await resource.create({ ...context, preview: true, inputs: waits });
  expect(preview.outputs["status"]).toBe("waiting");
  const { outputs } = await resource.create({ ...context, inputs: waits });
  expect(outputs).toEqual({ ...waits, status: "waiting" });
  expect(new Set(said)).toEqual(
    new Set([
      "dev.gold.t does not exist yet; dev.gold.v waits, and the first up after it appears creates it.",
    ]),
  );
  const diff = () => resource.diff({ olds: outputs, oldInputs: waits, news: waits });
  expect(await diff()).toEqual({});
  expect(await resource.read({ id: "dev.gold.v", inputs: waits, state: outputs, console })).toMatchObject({
    state: { status: "waiting" },
  });
  live["dev.gold.t"] = liveView({ table: "dev.gold.t", type: "MANAGED" });
  expect(await diff()).toEqual({ status: "update" });
  expect(ran).toEqual([]);
});

test("a view that was there and is gone is no waiting one while a source is missing, and is made again after", async () => {
  const reads = { ...inputs, sources: ["dev.gold.t"] };
  const request = { id: "dev.gold.v", inputs: reads, state: { ...reads, status: "applied" }, console };
  const gone = (await resource.read(request))?.state ?? {};
  expect(gone["status"]).toBe("deleted");
  const again = { ...context, olds: gone, oldInputs: reads, news: { ...reads, comment: "c" } };
  expect((await resource.update(again))["status"]).toBe("deleted");
  live["dev.gold.t"] = liveView({ table: "dev.gold.t", type: "MANAGED" });
  expect(await resource.diff({ olds: gone, oldInputs: reads, news: reads })).toEqual({ status: "update" });
  expect(await resource.read({ ...request, state: gone })).toBeUndefined();
});

test("neither the warehouse nor the sources nor how a query is written are a difference", async () => {
  const news = { ...inputs, warehouseId: "w2", sources: ["dev.gold.t"], query: "select 1 as one -- one" };
  expect(await resource.diff({ olds: state, oldInputs: inputs, news })).toEqual({});
  const others: Values = { ...inputs, query: "SELECT 2 AS one", comment: "c", clustering: { kind: "auto" } };
  expect(await resource.diff({ olds: state, oldInputs: inputs, news: others })).toEqual({
    query: "update",
    comment: "add",
    clustering: "add",
  });
  expect(await resource.diff({ olds: state, oldInputs: inputs, news: unscheduled })).toEqual({});
});

test("a schedule is added, altered or dropped by what the view has", async () => {
  live["dev.gold.v"] = liveView();
  const to = async (now: string, refresh: Values) => {
    schedule = now;
    ran = [];
    await update(state, { ...inputs, refresh });
    return ran;
  };
  const manual = { kind: "manual" };
  const alter = `ALTER MATERIALIZED VIEW ${NAME}`;
  expect(await to("EVERY 1 DAYS", { kind: "onUpdate" })).toEqual([`${alter} ALTER TRIGGER ON UPDATE`]);
  expect(await to("MANUAL", { kind: "onUpdate" })).toEqual([`${alter} ADD TRIGGER ON UPDATE`]);
  expect(await to("TRIGGER ON UPDATE", manual)).toEqual([`${alter} DROP SCHEDULE`]);
  expect(await to("MANUAL", manual)).toEqual([]);
  expect(await to("EACH FULL MOON", manual)).toEqual([]);
  expect(said.at(-1)).toContain('its refresh schedule is "EACH FULL MOON", which this version of lakewright');
});

test("a replaced view says why and keeps what nothing declares", async () => {
  live["dev.gold.v"] = liveView({
    comment: "by hand",
    properties: { ...MARK, clusteringColumns: '[["one"]]' },
  });
  const query = "SELECT 2 AS one";
  await update(state, { ...unscheduled, query }, true);
  const sql =
    `CREATE OR REPLACE MATERIALIZED VIEW ${NAME} CLUSTER BY (\`one\`) COMMENT 'by hand' ` +
    `TBLPROPERTIES ('lakewright.managedBy' = 'kineo/dev/gold.v on dev.gold.v') AS ${query}`;
  expect(said).toEqual([
    `will run 1 statement:\n  ${sql}\ndev.gold.v is replaced and computed anew from its sources, since its query changed. ` +
      "It holds no rows of its own, so that none is lost; the run is paid for as serverless compute.",
  ]);
  expect(ran).toEqual([]);
});

test("a view that tells nothing of its clustering is not replaced for it, and one that tells another is", async () => {
  const clustered: Values = { ...unscheduled, clustering: { kind: "columns", columns: ["one"] } };
  const recorded = { ...clustered, status: "applied", definition: QUERY };
  live["dev.gold.v"] = liveView();
  const read = () => resource.read({ id: "dev.gold.v", inputs: clustered, state: recorded, console });
  expect((await read())?.state).toEqual(recorded);
  await update(recorded, { ...clustered, comment: "c" });
  expect(ran).toEqual([`COMMENT ON TABLE ${NAME} IS 'c'`]);
  live["dev.gold.v"] = liveView({ properties: { ...MARK, clusteringColumns: "[]" } });
  expect((await read())?.state["clustering"]).toEqual({ kind: "none" });
  ran = [];
  await update(recorded, clustered);
  expect(ran[0]).toContain("CREATE OR REPLACE MATERIALIZED VIEW `dev`.`gold`.`v` CLUSTER BY (`one`)");
});

test("what fails behind a first statement is recorded as far as it came", async () => {
  live["dev.gold.v"] = liveView();
  onRun = (sql) => {
    if (sql.startsWith("COMMENT")) throw new StatementError("no", "PERMISSION_DENIED");
  };
  const news: Values = { ...inputs, refresh: { kind: "manual" }, comment: "c" };
  const failure = await update(state, news).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PartialChange);
  expect((failure as PartialChange).reached).toMatchObject({ refresh: { kind: "manual" }, comment: "" });
});

test("what ran before another writer's commit counts, whatever the attempt after it comes to", async () => {
  live["dev.gold.v"] = liveView();
  let comments = 0;
  onRun = (sql) => {
    if (sql.includes("DROP SCHEDULE")) schedule = "MANUAL";
    if (!sql.startsWith("COMMENT")) return;
    comments += 1;
    throw comments === 1
      ? new StatementError("another commit won", "DELTA_CONCURRENT_WRITE")
      : new StatementError("no", "PERMISSION_DENIED");
  };
  const news: Values = { ...inputs, refresh: { kind: "manual" }, comment: "c" };
  const failure = await update(state, news).catch((error: unknown) => error);
  expect(ran).toHaveLength(1);
  expect(comments).toBe(2);
  expect(failure).toBeInstanceOf(PartialChange);
  expect((failure as PartialChange).reached).toMatchObject({ refresh: { kind: "manual" }, comment: "" });
});

test("an answer that stays lost is followed by a last read, and what it finds is recorded", async () => {
  live["dev.gold.v"] = liveView();
  onRun = () => {
    throw new LostAnswerError("the connection broke");
  };
  const failure = await update(state, { ...inputs, comment: "c" }).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PartialChange);
  expect((failure as PartialChange).message).toContain("the connection broke");
  expect((failure as PartialChange).reached).toMatchObject({ comment: "" });
});

test("a table, and a view of another stack, are refused", async () => {
  live["dev.gold.v"] = liveView({ type: "MANAGED" });
  await expect(update(state, inputs)).rejects.toThrow(
    "dev.gold.v is a Delta table; a MaterializedView is for one that this stack creates.",
  );
  live["dev.gold.v"] = liveView({
    properties: { "lakewright.managedBy": "kineo/prod/gold.v on dev.gold.v" },
  });
  await expect(update(state, inputs)).rejects.toThrow(`DROP MATERIALIZED VIEW IF EXISTS ${NAME}`);
});

test("a view stays when its resource goes, unless its newest declaration says drop and it is ours", async () => {
  live["dev.gold.v"] = liveView();
  await resource.delete({ urn, inputs, state, console });
  expect([ran, said]).toEqual([
    [],
    [
      "dev.gold.v stays as it is and goes on being refreshed, which costs; it is no longer managed. To drop it is left to you.",
    ],
  ]);
  const drops: Values = { ...inputs, onRemoval: "drop" };
  await resource.delete({ urn, inputs: drops, state, console });
  expect(ran).toEqual([`DROP MATERIALIZED VIEW IF EXISTS ${NAME}`]);
  live["dev.gold.v"] = liveView({
    properties: { "lakewright.managedBy": "kineo/prod/gold.v on dev.gold.v" },
  });
  await resource.delete({ urn, inputs: drops, state, console });
  expect(ran).toHaveLength(1);
});

test("another name is a new view, and the old one goes its own way", async () => {
  live["dev.gold.v"] = liveView();
  const moved = { ...inputs, view: "dev.gold.w" };
  onRun = (sql) => {
    if (sql.startsWith("CREATE")) live["dev.gold.w"] = liveView({ table: "dev.gold.w" });
  };
  await resource.update({
    ...context,
    olds: { ...state, onRemoval: "drop" },
    oldInputs: { ...inputs, onRemoval: "drop" },
    news: moved,
  });
  expect(ran.map((sql) => sql.split("`.").at(0))).toEqual([
    "DROP MATERIALIZED VIEW IF EXISTS `dev",
    "CREATE MATERIALIZED VIEW IF NOT EXISTS `dev",
  ]);
});

test("an import writes down what the view is, and one that is gone is created again", async () => {
  live["dev.gold.v"] = liveView({ comment: "c", properties: {} });
  const nothing = { inputs: {}, state: {} };
  const { inputs: imported } = (await resource.read({ id: "dev.gold.v", ...nothing, console })) ?? {};
  expect(imported).toEqual({ view: "dev.gold.v", query: QUERY, comment: "c" });
  live = {};
  expect(await resource.read({ id: "dev.gold.v", inputs, state, console })).toBeUndefined();
  await expect(resource.read({ id: "v", ...nothing, console })).rejects.toThrow('"v" is no full name');
});

test("every fault of the inputs is told at once", () => {
  const { failures } = resource.check(
    {
      ...{ view: "v", query: "DROP TABLE t", refresh: { kind: "every", count: 9, unit: "WEEK" } },
      ...{ sources: ["t"], onRemoval: "unset", clustering: { kind: "columns", columns: [] }, colour: "red" },
    },
    urn,
  );
  expect(failures.map(({ property }) => property).sort()).toEqual([
    "clustering.columns",
    "colour",
    "onRemoval",
    "query",
    "refresh",
    "sources",
    "view",
  ]);
  const open: Values = { view: UNKNOWN, query: UNKNOWN, refresh: { kind: UNKNOWN } };
  expect(resource.check(open, urn).failures).toEqual([]);
});

test.each([
  ["EVERY 2 HOURS", { kind: "every", count: 2, unit: "HOUR" }],
  ["SCHEDULE EVERY 1 WEEK", { kind: "every", count: 1, unit: "WEEK" }],
  ["CRON '0 0 5 * * ?' AT TIME ZONE 'Etc/UTC'", { kind: "cron", cron: "0 0 5 * * ?", timezone: "UTC" }],
  ["TRIGGER ON UPDATE", { kind: "onUpdate" }],
  ["TRIGGER ON UPDATE AT MOST EVERY INTERVAL 900 SECOND", { kind: "onUpdate", atMostEverySeconds: 900 }],
  ["TRIGGER ON UPDATE AT MOST EVERY INTERVAL '2' HOUR", { kind: "onUpdate", atMostEverySeconds: 7200 }],
] as const)("the engine's %s is read as declared", (text, declared) => {
  const read = parseRefresh(text);
  expect(read !== undefined && sameRefresh(read, declared)).toBe(true);
  expect(read !== undefined && sameRefresh(read, { kind: "manual" })).toBe(false);
});
