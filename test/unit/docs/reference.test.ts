import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { exampleOf, settingsIn } from "../../../docs/generate/reference/settings.ts";
import type { Node } from "../../../docs/generate/reference/settings-schema.ts";
import { SETTINGS_EXAMPLE } from "../../../docs/generate/reference/settings-example.ts";
import { dailyRevenue } from "../../../docs/reference/example/tables/sales/daily_revenue.ts";
import { orderEvents } from "../../../docs/reference/example/tables/sales/order_events.ts";
import { orders } from "../../../docs/reference/example/tables/sales/orders.ts";
import example from "../../../docs/reference/example/lakehouse.ts";
import { checkLakehouse } from "../../../src/config/declarations/check.ts";
import { sparkConfSchema } from "../../../src/config/declarations/lakehouse.ts";
import { materializedViewSchema, refreshFields } from "../../../src/config/declarations/materialized-view.ts";
import { columnFields, layoutFields, tableSchema } from "../../../src/config/declarations/table.ts";
import { planLakehouse } from "../../../src/plan/lakehouse.ts";
import { lakewright } from "../../../src/cli/program.ts";
import { DELTA_PROPERTY_KINDS } from "../../../src/model/properties.ts";
import { parseSettings } from "../../../src/config/parse.ts";

const schema: unknown = JSON.parse(readFileSync("docs/reference/settings.schema.json", "utf8"));
const stackFile = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
const settings = settingsIn(
  (schema as { properties: { config: { patternProperties: Record<string, Node> } } }).properties.config
    .patternProperties["^[^:]+:settings$"] ?? {},
);

test("the example of the settings is whole, and valid", () => {
  expect(() => parseSettings(SETTINGS_EXAMPLE, "Pulumi.prod.yaml", "acme:settings")).not.toThrow();
  expect(settings.map(({ path }) => path).filter((path) => exampleOf(path) === undefined)).toEqual([]);
});

test("every setting says what it does", () => {
  expect(settings.length).toBeGreaterThan(40);
  const silent = settings.filter(({ node }) => node.description === undefined);
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test.each(["dev", "prod", "sandbox"])("an editor finds nothing wrong in Pulumi.%s.yaml", (stack) => {
  const result = stackFile.safeParse(parse(readFileSync(`Pulumi.${stack}.yaml`, "utf8")));
  expect(result.error?.issues).toBeUndefined();
});

test("an editor leaves alone what others keep in the file", () => {
  const file = {
    secretsprovider: "awskms://alias/acme",
    encryptedkey: "AQ==",
    config: { "databricks:host": "https://acme.example", "acme:settings": SETTINGS_EXAMPLE },
  };
  expect(stackFile.safeParse(file).error?.issues).toBeUndefined();
  expect(stackFile.safeParse({}).success).toBe(true);
});

const BAD: Readonly<Record<string, (given: Record<string, unknown>) => object>> = {
  "a key that there is not": (given) => ({ ...given, clusters: {} }),
  "a key that there is not, further in": (given) => ({
    ...given,
    cluster: { ...SETTINGS_EXAMPLE.cluster, nodetype: "i3.xlarge" },
  }),
  "a key that is missing": (given) => ({ ...given, catalog: undefined }),
  "a word that is not allowed": (given) => ({
    ...given,
    warehouse: { ...SETTINGS_EXAMPLE.warehouse, size: "Smal" },
  }),
  "a number out of its bounds": (given) => ({
    ...given,
    cluster: { ...SETTINGS_EXAMPLE.cluster, autoTerminationMinutes: 5 },
  }),
  "a text of another form": (given) => ({
    ...given,
    cluster: { ...SETTINGS_EXAMPLE.cluster, memory: { total: "128GB", at: "min" } },
  }),
  "a text for a number": (given) => ({
    ...given,
    warehouse: { ...SETTINGS_EXAMPLE.warehouse, autoStopMinutes: "10" },
  }),
  "a tag that is no text": (given) => ({ ...given, tags: { team: 7 } }),
  "a list for an object": (given) => ({ ...given, principals: [] }),
};

test.each(Object.keys(BAD))("an editor marks %s", (what) => {
  const bad = BAD[what]?.({ ...SETTINGS_EXAMPLE });
  const file: unknown = parse(stringify({ config: { "acme:settings": bad } }));
  expect(stackFile.safeParse(file).success).toBe(false);
});

test("every command says what its exit codes mean, and every option what it does", () => {
  const page = readFileSync("docs/reference/commands.md", "utf8");
  for (const command of lakewright().commands) {
    const [, section = ""] = page.split(new RegExp(`^## lakewright ${command.name()}$`, "m"));
    expect(section.split(/^## /m, 1)[0], command.name()).toContain("Exit codes: 0 ");
  }
  expect(page).not.toMatch(/^\| `[^`]*` \| +\|$/m);
});

test("the example of the declarations is in order, and plans", () => {
  const lakehouse = checkLakehouse({
    ...example,
    tables: [orders, orderEvents],
    materializedViews: [dailyRevenue],
  });
  const settings = parseSettings({ ...SETTINGS_EXAMPLE, accept: [] }, "Pulumi.prod.yaml", "acme:settings");
  const plan = planLakehouse(lakehouse, { project: "acme", stack: "prod", settings });
  expect(plan.findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test.each([
  ["a table", tableSchema],
  ["a materialized view", materializedViewSchema],
  ["a column", columnFields],
  ["a layout", layoutFields],
  ["properties", { shape: DELTA_PROPERTY_KINDS }],
  ["a refresh", refreshFields],
  ["a group of Spark conf", sparkConfSchema],
])("the declarations' page has every field of %s", (_, { shape }) => {
  const page = readFileSync("docs/reference/declarations.md", "utf8");
  const missing = Object.keys(shape).filter(
    (field) => field !== "name" && !page.includes(`| \`${field}\` |`),
  );
  expect(missing).toEqual([]);
});

test.each(["declarations", "components", "commands"])(
  "nothing on the page of %s lacks its sentence",
  (name) => {
    const page = readFileSync(`docs/reference/${name}.md`, "utf8");
    expect(page.split("\n").filter((line) => /^\| `[^`]*` .*\|  \|$/.test(line))).toEqual([]);
    expect(page).not.toMatch(/\bany\b`|\[object|undefined/);
  },
);

test("nothing that the package exports lacks its sentence", () => {
  const report = readFileSync("docs/api/lakewright.api.md", "utf8").split("\n");
  expect(report.filter((_, at) => report[at - 1]?.includes("(undocumented)"))).toEqual([]);
});
