import * as grpc from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import status from "@pulumi/pulumi/proto/status_pb.js";
import { describe, expect, test, vi } from "vitest";
import { UNKNOWN, type Values } from "../../../src/pulumi-rpc/value.ts";
import { inputs, mark, outputs, URN, usePlugin } from "./plugin-under-test.ts";
import type { Fault } from "./fake-workspace.ts";

const INFO = 1;
const WAITING =
  "dev.gold.t does not exist yet; its layout waits, and the first up after the table appears applies it.";
const WARNING = 2;
const DELETED =
  "dev.gold.t was deleted; nothing is sent until it is back. For 7 days, where nobody chose otherwise, this restores it with its rows: UNDROP TABLE `dev`.`gold`.`t`";
const set =
  "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('a' = '1', 'lakewright.managedBy' = 'kineo/dev/gold.t on dev.gold.t')";
const unset = "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('a')";

const plugin = usePlugin();

describe("check", () => {
  test("gives the inputs back, without what is not set", async () => {
    expect(await plugin.check({ ...inputs, clustering: null })).toEqual({ inputs, failures: [] });
  });

  test("names every fault with its property", async () => {
    expect((await plugin.check({ table: "t", properties: { a: true } })).failures).toEqual([
      { property: "table", reason: '"t" is no full table name; write catalog.schema.table' },
      {
        property: 'properties["a"]',
        reason: 'true is no text; table properties are text, such as "true" or "14"',
      },
    ]);
  });

  test("hands unknown values through as the engine wrote them", async () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect((await plugin.check({ ...inputs, warehouseId: UNKNOWN })).inputs).toEqual({
      ...inputs,
      warehouseId: unknown,
    });
  });

  test("opens secrets and gives them back marked", async () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "dev.gold.t",
    };
    expect((await plugin.check({ ...inputs, table: secret })).inputs).toEqual({ ...inputs, table: secret });
  });
});

describe("diff", () => {
  test("is empty without a difference, and asks nobody", async () => {
    expect(await plugin.diff(outputs, inputs)).toEqual({ changes: 1, diffs: [], detailed: {} });
    expect(plugin.workspace.received).toEqual([]);
  });

  test("names each property, and never a replacement", async () => {
    const news = { ...inputs, table: "dev.gold.u", properties: { a: "2", "b.c": "1" } };
    expect(await plugin.diff(outputs, news)).toEqual({
      changes: 2,
      diffs: ["table", "properties"],
      detailed: { table: 4, 'properties["a"]': 4, 'properties["b.c"]': 0 },
    });
  });

  test("of a waiting table is empty until the table is there", async () => {
    const waiting = { ...outputs, status: "waiting" };
    expect(await plugin.diff(waiting, inputs)).toEqual({ changes: 1, diffs: [], detailed: {} });
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    expect(await plugin.diff(waiting, inputs)).toEqual({
      changes: 2,
      diffs: ["status"],
      detailed: { status: 4 },
    });
  });
});

describe("create", () => {
  test("reads the table once and sends the fewest statements", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { foreign: "x" } });
    expect(await plugin.create(inputs)).toEqual({ id: "dev.gold.t", properties: outputs });
    expect(plugin.workspace.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /api/2.1/unity-catalog/tables/dev.gold.t",
      "POST /api/2.0/sql/statements",
    ]);
    expect(plugin.workspace.statements).toEqual([set]);
    expect(plugin.engine.said).toEqual([]);
  });

  test("at preview says what it would send, and sends nothing", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect((await plugin.create({ ...inputs, warehouseId: UNKNOWN }, { preview: true })).properties).toEqual({
      ...outputs,
      warehouseId: unknown,
    });
    expect(plugin.engine.said).toEqual([
      { severity: INFO, urn: URN, message: `will run 1 statement:\n  ${set}` },
    ]);
    expect(plugin.workspace.statements).toEqual([]);
  });

  test("at preview with a layout not known yet reads nothing", async () => {
    const { properties } = await plugin.create({ ...inputs, properties: UNKNOWN }, { preview: true });
    expect(properties?.["status"]).toBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    expect(plugin.workspace.received).toEqual([]);
  });

  test("of a table that does not exist waits, without a failure", async () => {
    expect((await plugin.create(inputs)).properties).toEqual({ ...outputs, status: "waiting" });
    expect(plugin.engine.said).toEqual([{ severity: INFO, urn: URN, message: WAITING }]);
    expect(plugin.workspace.statements).toEqual([]);
  });

  test("refuses what is in a schema or a catalog that does not exist, and says it once", async () => {
    const api = "/api/2.1/unity-catalog";
    plugin.workspace.lists.set(`${api}/schemas`, [{ schemas: [{ name: "golden" }, { name: "silver" }] }]);
    plugin.workspace.lists.set(`${api}/catalogs`, [{ catalogs: [{ name: "dev" }] }]);
    plugin.workspace.lists.set(`${api}/catalogs/dev`, [{ name: "dev" }]);
    const missing = { status: 404, body: { error_code: "SCHEMA_DOES_NOT_EXIST", message: "Schema" } };
    const asked = { on: `GET ${api}/schemas/`, ...missing };
    plugin.workspace.faults.push(asked, asked, { on: `GET ${api}/catalogs/dve`, ...missing });
    const declare = (table: string) => plugin.create({ ...inputs, table }, { preview: true });
    await expect(declare("dev.gold.t")).rejects.toMatchObject({
      details:
        "dev.gold.t: the schema dev.gold does not exist. Did you mean golden? Found in dev: golden, silver. Nothing was sent for what is declared in it: correct the name, or create the schema. " +
        "Where this program creates it, build the table's name from its output, such as `${schema.id}.t`.",
    });
    expect((await declare("dev.gold.u")).properties?.["status"]).toBe("04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    await expect(declare("dve.gold.t")).rejects.toMatchObject({
      details: expect.stringMatching(
        /^dve\.gold\.t: the catalog dve does not exist\. Did you mean dev\?/,
      ) as string,
    });
  });

  test("refuses a table partitioned otherwise, and a view", async () => {
    const measured = ["SELECT count(*) FROM `dev`.`gold`.`t`", "DESCRIBE DETAIL `dev`.`gold`.`t`"];
    plugin.workspace.results.set(measured[0] ?? "", { columns: ["count(1)"], rows: [["92000"]] });
    plugin.workspace.results.set(measured[1] ?? "", {
      columns: ["format", "numFiles", "sizeInBytes"],
      rows: [["delta", "4", "6100000"]],
    });
    plugin.workspace.tables.set("dev.gold.t", { properties: {}, partitionedBy: ["day"] });
    await expect(plugin.create({ ...inputs, partitionedBy: [] })).rejects.toMatchObject({
      code: grpc.status.FAILED_PRECONDITION,
      details: [
        "dev.gold.t is partitioned by (day) and declared not partitioned.",
        "Nothing was sent: no ALTER TABLE changes partitions. The pipeline that owns the table writes all of it anew (92,000 rows, 6,100,000 bytes in 4 files):",
        "  CREATE OR REPLACE TABLE `dev`.`gold`.`t` AS SELECT * FROM `dev`.`gold`.`t`",
        "Rows and comments on columns come along; NOT NULL, defaults, generated and identity columns, lengths of texts, CHECK constraints and properties do not; up --refresh sets what is declared here again.",
        'If that is planned, acknowledge this very change, and the rest of the layout goes on: acknowledge: { repartition: { from: ["day"], to: [] } } in the table\'s file (partitionedUntilRebuilt: ["day"] on the resource). If it is not, declare the partitions the table has.',
      ].join("\n"),
    });
    expect(plugin.workspace.statements).toEqual(measured);

    const gone = { on: "POST", status: 404, body: { error_code: "NOT_FOUND", message: "no w1" } };
    plugin.workspace.faults.push(gone, gone);
    await expect(plugin.create({ ...inputs, partitionedBy: [] })).rejects.toMatchObject({
      details: expect.stringContaining("writes all of it anew:\n  CREATE OR REPLACE") as string,
    });
    measured.push(...measured);

    plugin.workspace.tables.set("dev.gold.t", { properties: {}, type: "VIEW", format: "UNKNOWN" });
    await expect(plugin.create(inputs)).rejects.toMatchObject({
      details: expect.stringContaining("dev.gold.t is a view; a TableLayout is for Delta tables.") as string,
    });
    expect(plugin.workspace.statements).toEqual(measured);
  });

  test("sends as many statements at once as the settings say", async () => {
    await plugin.configure({ host: plugin.host, token: "t", statementsAtOnce: "2" });
    const answers: (() => void)[] = [];
    plugin.workspace.hold = (answer) => answers.push(answer);
    const tables = ["a", "b", "c", "d"].map((name) => `dev.gold.${name}`);
    for (const table of tables) plugin.workspace.tables.set(table, { properties: {} });
    const creating = tables.map((table) => plugin.create({ ...inputs, table }));
    for (const sent of [2, 4]) {
      await vi.waitFor(() => {
        expect(answers).toHaveLength(2);
      });
      expect(plugin.workspace.statements).toHaveLength(sent);
      for (const answer of answers.splice(0)) answer();
    }
    await Promise.all(creating);
  });

  test("plans anew when somebody else's commit came in between", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    plugin.workspace.faults.push({
      on: "POST",
      body: {
        statement_id: "s",
        status: { state: "FAILED", error: { message: "[DELTA_METADATA_CHANGED] changed" } },
      },
    });
    expect((await plugin.create(inputs)).properties).toEqual(outputs);
    expect(plugin.workspace.statements).toEqual([set, set]);
  });
});

describe("a change of several statements that fails half-way", () => {
  const news: Values = { ...inputs, properties: { b: "1" } };

  test("records what was reached, so that nothing of ours is forgotten", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1" } });
    plugin.workspace.expectStatement(
      { kind: "unsetProperties", table: "dev.gold.t", keys: ["a"] },
      (table) => {
        delete table.properties["a"];
      },
    );
    const failed = { state: "FAILED", error: { message: "[DELTA_X] no" } };
    plugin.workspace.faults.push(
      { on: "POST", body: { statement_id: "s1", status: { state: "SUCCEEDED" } } },
      { on: "POST", body: { statement_id: "s2", status: failed } },
    );
    const error = (await plugin
      .update(outputs, news)
      .catch((thrown: unknown) => thrown)) as grpc.ServiceError;
    const sql =
      "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('b' = '1', 'lakewright.managedBy' = 'kineo/dev/gold.t on dev.gold.t')";
    const message =
      `dev.gold.t: a statement failed with DELTA_X on warehouse w1\n  ${sql}\n  [DELTA_X] no\n` +
      "  What ran is recorded; the next up goes on from there.";
    expect(error.details).toBe(message);
    expect(plugin.workspace.statements).toEqual([unset, sql]);

    const [bytes] = error.metadata.get("grpc-status-details-bin");
    const [detail] = status.Status.deserializeBinary(bytes as Buffer).getDetailsList();
    expect(detail?.getTypeName()).toBe("pulumirpc.ErrorResourceInitFailed");
    const reached = provider.ErrorResourceInitFailed.deserializeBinary(
      detail?.getValue_asU8() ?? new Uint8Array(),
    );
    expect(reached.getId()).toBe("dev.gold.t");
    expect(reached.getReasonsList()).toEqual([message]);
    expect(reached.getProperties()?.toJavaScript()).toEqual({ ...outputs, properties: {} });
  });

  test("that fails at its first statement leaves the record as it was", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1" } });
    plugin.workspace.states = [{ state: "FAILED", error: { message: "[DELTA_X] no" } }];
    const error = (await plugin
      .update(outputs, news)
      .catch((thrown: unknown) => thrown)) as grpc.ServiceError;
    expect(error.code).toBe(grpc.status.FAILED_PRECONDITION);
    expect(error.metadata.get("grpc-status-details-bin")).toEqual([]);
  });
});

describe("update", () => {
  test("unsets what is no longer declared, and says so at preview", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", foreign: "x" } });
    const news = { ...inputs, properties: {} };
    await plugin.update(outputs, news, { preview: true });
    expect(plugin.said()).toEqual([`will run 1 statement:\n  ${unset}`]);
    expect(await plugin.update(outputs, news)).toEqual({ ...outputs, properties: {} });
    expect(plugin.workspace.statements).toEqual([unset]);
  });

  test("takes nothing away from a table that was waiting, since nothing there is ours", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1" } });
    await plugin.update({ ...outputs, status: "waiting" }, { ...inputs, properties: {} });
    expect(plugin.workspace.statements).toEqual([]);
  });

  test("of a table that is gone sends nothing, says how it comes back, and records that", async () => {
    const news = { ...inputs, properties: { a: "2" } };
    for (const state of [outputs, { ...outputs, status: "deleted" }]) {
      expect((await plugin.update(state, news, { preview: true }))?.["status"]).toBe("deleted");
      expect(await plugin.update(state, news)).toEqual({ ...outputs, status: "deleted" });
    }
    expect(plugin.engine.said).toEqual(Array(4).fill({ severity: WARNING, urn: URN, message: DELETED }));
    expect(plugin.workspace.statements).toEqual([]);
  });

  test("of a table that is back lays it out", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    expect((await plugin.diff({ ...outputs, status: "deleted" }, inputs)).detailed).toEqual({ status: 4 });
    await plugin.update({ ...outputs, status: "deleted" }, inputs);
    expect(plugin.workspace.statements).toEqual([set]);
  });

  test("of nothing warns of a table that is gone", async () => {
    expect((await plugin.diff({ ...outputs, status: "deleted" }, inputs)).detailed).toEqual({});
    expect(plugin.said()).toEqual([DELETED]);
  });

  test("of the table's name forgets the old table and takes over the new one, aloud", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", ...mark } });
    plugin.workspace.tables.set("dev.gold.u", { properties: { a: "2" } });
    await plugin.update(outputs, { ...inputs, table: "dev.gold.u" });
    expect(plugin.workspace.statements).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('lakewright.managedBy')",
      "ALTER TABLE `dev`.`gold`.`u` SET TBLPROPERTIES ('a' = '1', 'lakewright.managedBy' = 'kineo/dev/gold.t on dev.gold.u')",
    ]);
    expect(plugin.said()).toEqual([
      "dev.gold.t keeps its layout and is no longer managed. This resource is dev.gold.u's layout from now on.",
    ]);
  });

  test("of the table's name takes away what was declared to go with the declaration, and says that", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", ...mark } });
    plugin.workspace.tables.set("dev.gold.u", {
      properties: { a: "1", "lakewright.managedBy": "kineo/dev/gold.t on dev.gold.u" },
    });
    const unset = { ...inputs, onRemoval: "unset" };
    await plugin.update(
      { ...outputs, onRemoval: "unset" },
      { ...unset, table: "dev.gold.u" },
      { oldInputs: unset },
    );
    expect(plugin.workspace.statements).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('a', 'lakewright.managedBy')",
    ]);
    expect(plugin.said()).toEqual([
      "dev.gold.t loses what this stack set on it. This resource is dev.gold.u's layout from now on.",
    ]);
  });

  test("of the table's name to one that is refused leaves the old table as it is recorded", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", ...mark } });
    plugin.workspace.tables.set("dev.gold.u", {
      properties: { "lakewright.managedBy": "b/prod/u on dev.gold.u" },
    });
    await expect(plugin.update(outputs, { ...inputs, table: "dev.gold.u" })).rejects.toMatchObject({
      details: expect.stringContaining("managed by the stack b/prod") as string,
    });
    expect(plugin.workspace.statements).toEqual([]);
  });

  test("needs a warehouse only when there is something to send", async () => {
    const news = { table: "dev.gold.t", properties: { a: "1" } };
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", ...mark } });
    await plugin.update(outputs, news);
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    await expect(plugin.update(outputs, news)).rejects.toMatchObject({
      code: grpc.status.INVALID_ARGUMENT,
      details: 'dev.gold.t: no SQL warehouse to run statements on; give "warehouseId"',
    });
  });
});

describe("read", () => {
  const declared = { ...inputs, clustering: { kind: "none" }, partitionedBy: [] };

  test("reports the live values of what is declared", async () => {
    plugin.workspace.tables.set("dev.gold.t", {
      properties: { foreign: "x", clusteringColumns: '[["a"]]' },
      partitionedBy: ["day"],
    });
    expect(
      await plugin.read("dev.gold.t", { inputs: declared, state: { ...declared, status: "applied" } }),
    ).toEqual({
      id: "dev.gold.t",
      inputs: declared,
      state: {
        ...outputs,
        properties: {},
        clustering: { kind: "columns", columns: ["a"] },
        partitionedBy: ["day"],
      },
    });
  });

  test("of a table that was never there keeps the resource, waiting", async () => {
    const state = { ...outputs, status: "waiting" };
    expect(await plugin.read("dev.gold.t", { inputs, state })).toEqual({ id: "dev.gold.t", inputs, state });
  });

  test("of a table that is gone keeps what it had, deleted; and once it is back, that it is", async () => {
    const had = { ...outputs, properties: { a: "1", b: "2" } };
    const { state } = await plugin.read("dev.gold.t", { inputs, state: had });
    expect(state).toEqual({ ...had, status: "deleted" });
    expect((await plugin.read("dev.gold.t", { inputs, state: state as Values })).state).toEqual(state);
    expect((await plugin.diff(state as Values, inputs)).detailed).toEqual({ 'properties["b"]': 2 });
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", ...mark } });
    expect((await plugin.read("dev.gold.t", { inputs, state: state as Values })).state).toEqual(outputs);
  });

  test("with nothing but an id imports the table as it is", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { "delta.appendOnly": "true", owner: "x" } });
    const layout = {
      table: "dev.gold.t",
      properties: { "delta.appendOnly": "true" },
      clustering: { kind: "none" },
      partitionedBy: [],
    };
    expect(await plugin.read("dev.gold.t")).toEqual({
      id: "dev.gold.t",
      inputs: layout,
      state: { ...layout, status: "applied" },
    });
    expect((await plugin.read("dev.gold.missing")).id).toBe("");
    await expect(plugin.read("t")).rejects.toMatchObject({
      details: '"t" is no full table name; import with catalog.schema.table as the id',
    });
  });
});

describe("delete", () => {
  const unmark = "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('lakewright.managedBy')";

  test("takes the mark off and leaves everything else", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", ...mark } });
    await plugin.remove({ inputs, state: outputs });
    expect(plugin.workspace.statements).toEqual([unmark]);
    expect(plugin.said()).toEqual(["dev.gold.t keeps its layout and is no longer managed."]);
  });

  test("takes away what was set, where the declaration asks for it", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", foreign: "x", ...mark } });
    await plugin.remove({ inputs: { ...inputs, onRemoval: "unset" }, state: outputs });
    expect(plugin.workspace.statements).toEqual([
      "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('a', 'lakewright.managedBy')",
    ]);
    expect(plugin.said()).toEqual(["dev.gold.t loses what this stack set on it."]);
  });

  test("of a table that is gone or another's sends nothing", async () => {
    await plugin.remove({ inputs, state: outputs });
    plugin.workspace.tables.set("dev.gold.t", {
      properties: { "lakewright.managedBy": "b/prod/t on dev.gold.t" },
    });
    await plugin.remove({ inputs, state: outputs });
    expect(plugin.workspace.statements).toEqual([]);
  });

  test("is not held up by a mark that cannot be taken off", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: mark });
    plugin.workspace.faults.push({
      on: "POST",
      status: 404,
      body: { error_code: "NOT_FOUND", message: "no w1" },
    });
    await plugin.remove({ inputs, state: outputs });
    expect(plugin.said()[1]).toMatch(
      /^dev\.gold\.t keeps its property lakewright\.managedBy, by which this stack had marked it: .*w1.*no w1$/s,
    );
  });
});

describe("a statement whose answer was lost", () => {
  test("is looked for before it is sent again", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    plugin.workspace.faults.push({ on: "POST", reset: true });
    expect((await plugin.create(inputs)).properties).toEqual(outputs);
    expect(plugin.workspace.received.map(({ method }) => method)).toEqual(["GET", "POST", "GET", "POST"]);
  });

  test.each<Omit<Fault, "on">>([{ reset: true }, { status: 504 }])(
    "is not sent again when it had its effect: %o",
    async (fault) => {
      plugin.workspace.tables.set("dev.gold.t", { properties: {} });
      plugin.workspace.faults.push({
        ...fault,
        on: "POST",
        effect: () => plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", ...mark } }),
      });
      expect((await plugin.create(inputs)).properties).toEqual(outputs);
      expect(plugin.workspace.received.map(({ method }) => method)).toEqual(["GET", "POST", "GET"]);
    },
  );

  test("is looked for when it, or its warehouse, is gone before it ended", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    plugin.workspace.states = [{ state: "RUNNING" }, { state: "RUNNING" }];
    plugin.workspace.faults.push({
      on: "GET /api/2.0/sql/statements/s1",
      status: 404,
      body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "no s1" },
      effect: () => plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1", ...mark } }),
    });
    expect((await plugin.create(inputs)).properties).toEqual(outputs);
    expect(plugin.workspace.statements).toEqual([set]);
  });
});

describe("another stack's table", () => {
  test("is refused, at preview already", async () => {
    plugin.workspace.tables.set("dev.gold.t", {
      properties: { "lakewright.managedBy": "billing/prod/t on dev.gold.t" },
    });
    await expect(plugin.create(inputs, { preview: true })).rejects.toMatchObject({
      code: grpc.status.FAILED_PRECONDITION,
      details: expect.stringContaining("managed by the stack billing/prod") as string,
    });
  });
});

describe("what this library does not know", () => {
  test("is not taken over by an import, which says so", async () => {
    plugin.workspace.tables.set("dev.gold.t", {
      properties: { "delta.appendOnly": "true", "delta.newThing": "1" },
    });
    const { state } = await plugin.read("dev.gold.t");
    expect(state?.["properties"]).toEqual({ "delta.appendOnly": "true" });
    expect(plugin.said()).toEqual([
      "dev.gold.t has the property delta.newThing, which this version of lakewright does not know; it is left alone.",
    ]);
  });

  test("is left alone, and said once", async () => {
    const properties = { "delta.feature.teleport": "supported", "delta.newThing": "1", ...mark };
    plugin.workspace.tables.set("dev.gold.t", { properties });
    await plugin.create(inputs, { preview: true });
    await plugin.create(inputs, { preview: true });
    expect(plugin.said().filter((line) => line.includes("does not know"))).toEqual([
      "dev.gold.t has the table feature teleport, which this version of lakewright does not know; it is left alone.",
      "dev.gold.t has the property delta.newThing, which this version of lakewright does not know; it is left alone.",
    ]);
  });
});
