import { expect, test } from "vitest";
import { bigint, string, type Table } from "../../../src/model/index.ts";
import { subjectOf } from "../../../src/plan/subject.ts";
import { acceptanceRules } from "../../../src/rules/acceptance.ts";
import { examine, rules } from "../../../src/rules/index.ts";
import { subject } from "../../../src/rules/subject.ts";
import { findingsOf, TODAY } from "./find.ts";
import { settingsOf } from "../../../dev/start/kineo.ts";

const settings = settingsOf("prod");
const plain: Table = {
  name: "gold.t",
  about: "A table for tests.",
  managedBy: "pipeline",
  // Large enough for partitions and for a Z-order of more than one file.
  size: { rows: 1, bytes: "2 TB" },
  columns: { id: bigint, status: string },
  layout: "unordered",
};

function find(...tables: readonly Table[]) {
  return findingsOf(...tables).map(({ rule, where, message, instead }) => [rule, where, message, instead]);
}

test("rule ids are unique and read subject/fault", () => {
  const ids = rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z-]+\/[a-z-]+$/.test(id))).toEqual([]);
});

test.each(rules)("$id finds its example, and nothing in the case next to it", ({ id, example }) => {
  const found = (parts: typeof example.wrong) =>
    examine(subject(parts), { today: TODAY }).map(({ rule }) => rule);
  expect(found(example.wrong)).toContain(id);
  expect(found(example.right)).not.toContain(id);
});

test("an accepted finding is not reported until its day is over; one that holds nothing is", () => {
  const columns = { layout: { zorder: ["idd"] } } as const;
  const accept = (until: "2026-11-24" | "2026-11-23") =>
    [{ rule: "layout/columns", reason: "the pipeline adds it tonight", until }] as const;
  expect(find({ ...plain, ...columns, accept: accept("2026-11-24") })).toEqual([]);
  expect(find({ ...plain, ...columns, accept: accept("2026-11-23") }).map(([rule]) => rule)).toEqual([
    "acceptance/expired",
    "layout/columns",
  ]);
  expect(find({ ...plain, accept: accept("2026-11-24") })).toEqual([
    [
      "acceptance/unused",
      "gold.t",
      "accepts layout/columns, which finds nothing here",
      "take the acceptance away, or correct the rule's id",
    ],
  ]);
  expect(acceptanceRules.map(({ severity }) => severity)).toEqual(["warning", "warning", "warning"]);
});

test("a table without a fault has no finding", () => {
  expect(
    find(plain, { ...plain, name: "gold.u", layout: { partition: ["status"], zorder: ["id"] } }),
  ).toEqual([]);
});

test("a partition column among the Z-order keys is an error that gives the keys to keep", () => {
  expect(find({ ...plain, layout: { partition: ["status"], zorder: ["id", "status"] } })).toEqual([
    [
      "layout/zorder-on-partition-column",
      "gold.t",
      "status is both a partition column and a Z-order key",
      'zorder: ["id"]',
    ],
  ]);
});

test("unknown and repeated columns are found where the compiler was passed by", () => {
  expect(find({ ...plain, layout: { zorder: ["idd"] }, statistics: ["id", "id"] })).toEqual([
    ["layout/columns", "gold.t", 'has no column "idd"', "id"],
    ["layout/columns", "gold.t", 'names "id" twice', "name it once"],
  ]);
});

test("layout keys without statistics are an error", () => {
  const keyed: Table = { ...plain, layout: { cluster: ["id"] } };
  expect(find({ ...keyed, properties: { "delta.dataSkippingStatsColumns": ["ID"] } })).toEqual([]);
  const breach = [
    "layout/keys-without-statistics",
    "gold.t",
    "orders its files by id and declares statistics for other columns only",
    "statistics that include id, or neither delta.dataSkippingStatsColumns nor delta.dataSkippingNumIndexedCols",
  ];
  expect(find({ ...keyed, properties: { "delta.dataSkippingStatsColumns": ["status"] } })).toEqual([breach]);
  expect(find({ ...keyed, properties: { "delta.dataSkippingNumIndexedCols": 0 } })).toEqual([breach]);
  expect(find({ ...keyed, properties: { "delta.dataSkippingNumIndexedCols": -1 } })).toEqual([]);
});

test("an acknowledged repartition holds for the change it names and for no other", () => {
  const from = ["status"];
  const acknowledge = { repartition: { from, to: [] } };
  expect(find({ ...plain, acknowledge })).toEqual([]);
  expect(find({ ...plain, layout: { partition: ["id"] }, acknowledge })).toEqual([
    [
      "layout/acknowledged-repartition",
      "gold.t",
      "acknowledges partitions (status) becoming (), and declares (id)",
      'acknowledge: { repartition: { from: ["status"], to: ["id"] } }',
    ],
  ]);
  expect(find({ ...plain, layout: { partition: ["status"] }, acknowledge })[0]?.[3]).toBe(
    "no acknowledge: there is nothing left to rebuild",
  );
});

test("tags that Databricks would refuse are errors, all at once", () => {
  expect(find({ ...plain, tags: { cost_center: "bi", pii: "", "class.email": "x" } })).toEqual([]);
  expect(find({ ...plain, tags: { "cost-center": "bi", pii: " yes" } })).toEqual([
    ["table/tags", "gold.t", 'the tag name "cost-center" holds -', "a name without , - = :"],
    ["table/tags", "gold.t", 'the value of the tag "pii" begins or ends with white space', '"yes"'],
  ]);
  const many = Object.fromEntries(Array.from({ length: 51 }, (_, at) => [`k${at}`, "v"]));
  expect(find({ ...plain, tags: many })).toEqual([["table/tags", "gold.t", "51 tags", "at most 50"]]);
});

test("a name outside Unity Catalog's rules, or declared twice, is an error", () => {
  expect(find({ ...plain, name: "Gold.t" }, plain, plain).map(([rule, where]) => [rule, where])).toEqual([
    ["table/name", "Gold.t"],
    ["table/name", "gold.t"],
  ]);
});

test("an unknown node type is answered with the nearest real one", () => {
  const lakehouse = { name: "kineo", tables: [], sparkConf: [] };
  const cluster = { ...settings.cluster, nodeType: "r6id.2xlrage" };
  const target = { project: "kineo", stack: "prod", settings: { ...settings, cluster } };
  expect(examine(subjectOf(lakehouse, target), { today: TODAY })).toEqual([
    {
      rule: "cluster/node-type",
      severity: "error",
      where: "cluster.nodeType",
      message: 'no cloud has a node type "r6id.2xlrage"',
      instead: "r6id.2xlarge",
      at: { file: "Pulumi.prod.yaml" },
    },
  ]);
});
