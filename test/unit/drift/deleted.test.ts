import { describe, expect, test } from "vitest";
import { defineTable, bigint } from "../../../src/declarations.ts";
import type { StackContext } from "../../../src/drift/context.ts";
import { type DeployedTable, readDeployment } from "../../../src/drift/deployment.ts";
import { deletedTable } from "../../../src/drift/layouts/deleted.ts";
import { droppedColumn } from "../../../src/drift/layouts/dropped-column.ts";
import { readDropped } from "../../../src/drift/layouts/history.ts";
import type { DriftReport } from "../../../src/drift/report.ts";
import { headline, whoSays } from "../../../src/drift/sentences.ts";

const table = defineTable("gold.orders", {
  ...{ about: "Orders, one row each.", managedBy: "pipeline", size: { rows: 1, bytes: "1 MB" } },
  ...{ columns: { id: bigint }, layout: "unordered" },
  maintenance: { optimize: "weekly", vacuum: "weekly", keep: "14 days" },
});
const context: StackContext = { stack: "prod", up: "pulumi up", declaredBy: "plan", tables: [table] };
const URN = "urn:pulumi:prod::shop::lakewright:index:Lakehouse$lakewright:index:TableLayout::gold.orders";
const deployed: DeployedTable = {
  ...{
    name: "gold.orders",
    urn: URN,
    status: "deleted",
    layout: { table: "prod.gold.orders", properties: {} },
  },
  ...{ ours: [], ourTags: [], ourColumns: [], ourConstraints: [] },
};
const view = (name: string, ...sources: readonly string[]) => ({
  name: `gold.${name}`,
  view: { view: `prod.gold.${name}`, query: "SELECT 1 AS one", sources },
});

describe("a table that was dropped", () => {
  const views = [view("revenue", "PROD.gold.orders"), view("people", "prod.gold.people")];

  test("says when, what hangs on it, whom to ask, and how it comes back for how long", () => {
    const at = "2026-11-25T22:04:05.000Z";
    const { differences, revert } = deletedTable({ deployed, views, at }, context);
    expect(differences).toHaveLength(1);
    const [{ who, impact } = { who: undefined, impact: "" }] = differences;
    expect(impact).toBe(
      "what reads it fails; so does its maintenance (optimize, vacuum); so does the refresh of prod.gold.revenue, which reads it",
    );
    expect(who && whoSays(who)).toBe(
      "not known, at 2026-11-25 22:04 UTC: a table that is gone has no history; the audit logs tell, where they are kept",
    );
    expect(who).toMatchObject({
      ask: expect.stringMatching(/system\.access\.audit.*'prod\.gold\.orders'/) as string,
    });
    expect(revert.statements).toEqual(["UNDROP TABLE `prod`.`gold`.`orders`"]);
    expect(revert.manual).toMatch(/^works for 7 days after .* pipeline has to make it again/);
  });

  test("of ours warns of the empty table that an up would put in its place", () => {
    const layout = { ...deployed.layout, columns: {}, primaryKey: ["id"] };
    const { revert } = deletedTable({ deployed: { ...deployed, layout }, views: [] }, context);
    expect(revert.manual).toMatch(
      /an empty table stands in the way of the old one\. Its primary key is not restored\./,
    );
  });

  test("with its schema is not put back by a statement", () => {
    const place = { kind: "schema", name: "prod.gold", others: [] } as const;
    const { differences, revert } = deletedTable({ deployed, views: [], place }, context);
    expect(differences[0]?.impact).toMatch(/^the schema prod\.gold is gone with all that was in it; /);
    expect(revert.statements).toBeUndefined();
    expect(revert.manual).toMatch(
      /^no statement restores a schema: .* within 7 days, before anything is created/,
    );
  });
});

test("a list of dropped tables tells when each was dropped last", () => {
  const columns = ["catalogName", "schemaName", "tableName", "tableId", "deletedAt"];
  const row = (name: string, at: string) => ["prod", "gold", name, "id", at];
  const rows = [
    row("orders", "2026-11-25 22:04:05"),
    row("orders", "2026-11-24 01:00:00"),
    row("Users", "2026-11-23 01:00:00"),
  ];
  expect(readDropped({ columns, rows }, "prod.gold")).toEqual(
    new Map([
      ["prod.gold.users", "2026-11-23T01:00:00.000Z"],
      ["prod.gold.orders", "2026-11-25T22:04:05.000Z"],
    ]),
  );
});

describe("a column that was dropped", () => {
  const gone = {
    ...{ path: 'columns["amount"].type', declared: "INT", deployed: "INT" },
    cause: "changedOutside",
  } as const;
  const commit = (version: number, operation: string, parameters = {}) => ({
    ...{ version, operation, parameters, at: "2026-11-25T22:04:05.000Z" },
  });
  const history = [
    commit(9, "WRITE"),
    commit(8, "WRITE"),
    commit(7, "DROP COLUMNS", { columns: '["amount"]' }),
    commit(6, "WRITE"),
  ];

  test("comes back as NULL, and with its values from the version before", () => {
    expect(droppedColumn(gone, "prod.gold.t", history)).toEqual({
      impact: "the column is gone with its values: an up adds it again with NULL in every row",
      revert: {
        manual:
          "before the up, where the values of amount are needed: restore the version before the drop, which also takes back the 2 versions after the drop",
        statements: ["RESTORE TABLE `prod`.`gold`.`t` TO VERSION AS OF 6"],
      },
    });
  });

  test("without a history is to be looked for in it", () => {
    expect(droppedColumn(gone, "prod.gold.t", []).revert?.manual).toContain(
      "find the version before the drop",
    );
  });

  test("is no column that is only pending, changed, or no column", () => {
    for (const other of [
      { ...gone, cause: "pendingDeployment" },
      { ...gone, live: "BIGINT" },
      { ...gone, path: 'properties["amount"].type' },
      { ...gone, path: 'columns["amount"].comment' },
    ] as const) {
      expect(droppedColumn(other, "prod.gold.t", history)).toEqual({});
    }
  });
});

test("a headline counts what was checked", () => {
  const report: Omit<DriftReport, "checked"> = {
    ...{ version: 1, stack: "prod", checkedAt: "2026-11-26T06:00:00.000Z", declaredBy: "plan" },
    ...{ resources: [], waiting: [], settled: [], unreadable: [], notes: [], total: 56 },
  };
  const { differences, ...resource } = deletedTable({ deployed, views: [] }, context);
  const resources = [{ ...resource, differences }];
  expect(
    [
      { ...report, checked: 56 },
      { ...report, checked: 16 },
      { ...report, checked: 0 },
      { ...report, checked: 56, resources },
      { ...report, checked: 16, resources },
    ].map((each) => headline(each)),
  ).toEqual([
    "prod: no drift in 56 resources",
    "prod: no drift in the 16 resources that could be checked; 40 of 56 could not be checked in full",
    "prod: nothing is known of drift; 56 of 56 could not be checked",
    "prod: 1 difference in 1 of 56 resources",
    "prod: 1 difference in 1 of 56 resources; 40 of 56 could not be checked in full",
  ]);
});

describe("what else a program declares", () => {
  const under = (parent: string, type: string, name: string) => ({
    ...{ type, custom: true, id: name, inputs: {}, parent },
    urn: `urn:pulumi:prod::shop::${type}::${name}`,
  });
  const root = "urn:pulumi:prod::shop::pulumi:pulumi:Stack::shop-prod";
  const lakehouse = (name: string) => `urn:pulumi:prod::shop::lakewright:index:Lakehouse::${name}`;
  const cluster = "urn:pulumi:prod::shop::lakewright:index:Lakehouse$lakewright:index:Cluster::shop-cluster";
  const exported = {
    deployment: {
      resources: [
        { type: "pulumi:pulumi:Stack", urn: root },
        { type: "lakewright:index:Lakehouse", urn: lakehouse("shop"), parent: root },
        { type: "lakewright:index:Cluster", urn: cluster, parent: lakehouse("shop") },
        under(cluster, "databricks:index/cluster:Cluster", "shop-cluster"),
        under(lakehouse("shop"), "databricks:index/job:Job", "ours"),
        under(lakehouse("other"), "databricks:index/job:Job", "another-lakehouse"),
        under(root, "databricks:index/job:Job", "beside"),
        under(root, "databricks:index/cluster:Cluster", "theirs"),
        under(root, "databricks:index/sqlEndpoint:SqlEndpoint", "theirs"),
        under(root, "lakewright:index:TableLayout", "silver.theirs"),
        under(root, "pulumi:providers:databricks", "default"),
      ],
    },
  };

  test("is left alone where the lakehouse's files are compared", () => {
    const { objects, tables, beside } = readDeployment(exported, "shop");
    expect(objects.map(({ name }) => name)).toEqual(["shop-cluster", "ours"]);
    expect(tables).toEqual([]);
    expect(beside).toEqual([
      "2 databricks:index/job:Job",
      "1 databricks:index/cluster:Cluster",
      "1 databricks:index/sqlEndpoint:SqlEndpoint",
      "1 lakewright:index:TableLayout",
    ]);
  });

  test("is compared where the state says what is declared", () => {
    const { objects, tables, beside } = readDeployment(exported);
    expect([objects.length, tables.length, beside]).toEqual([6, 1, []]);
  });
});
