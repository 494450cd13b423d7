import { expect, test } from "vitest";
import { findProject } from "../../../src/project/find.ts";
import { loadLakehouse } from "../../../src/project/lakehouse.ts";
import { folderWith, LAKEHOUSE, PULUMI, table } from "./folder.ts";

const load = (files: Readonly<Record<string, string>>) =>
  loadLakehouse(findProject(folderWith({ ...PULUMI, ...files })));

const faultsOf = async (files: Readonly<Record<string, string>>): Promise<string> => {
  const error: unknown = await load(files).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : "no fault";
};

test("the folder is the index: every table and view of tables/<schema>/, sorted", async () => {
  const { name, tables, materializedViews, sparkConfFile } = await load({
    ...LAKEHOUSE,
    "tables/shared.ts": "export const unused = 1;\n",
    "tables/silver/visits.ts": table("silver.visits"),
    "tables/gold/orders.ts": table("gold.orders"),
    "tables/gold/mv_orders.ts": `import { defineMaterializedView, sql } from "lakewright";
import { it as orders } from "./orders.ts";
export const mvOrders = defineMaterializedView("gold.mv_orders", {
  about: "a view", query: sql\`SELECT count(*) AS n FROM \${orders}\`, layout: "unordered", refresh: "manual",
});
`,
  });
  expect(name).toBe("shop");
  expect(tables.map((one) => one.name)).toEqual(["gold.orders", "silver.visits"]);
  expect((materializedViews ?? []).map((one) => one.name)).toEqual(["gold.mv_orders"]);
  expect(sparkConfFile).toBe("lakehouse.ts");
});

test("a lakehouse may have no table yet", async () => {
  expect((await load(LAKEHOUSE)).tables).toEqual([]);
});

test("what is no table file, no table, two tables or another's name is named, all at once", async () => {
  const faults = await faultsOf({
    ...LAKEHOUSE,
    "tables/gold/notes.md": "notes",
    "tables/gold/deep/orders.ts": table("gold.orders"),
    "tables/gold/nothing.ts": "export {};\n",
    "tables/gold/two.ts":
      table("gold.two") +
      table("gold.three")
        .replace(/^import.*\n/, "")
        .replace("it =", "other ="),
    "tables/gold/old_name.ts": table("gold.new_name"),
  });
  for (const fault of [
    "5 faults in its declarations",
    "tables/gold/notes.md: it is no table file; a table stands in tables/<schema>/<table>.ts",
    "tables/gold/deep: it is no table file",
    "tables/gold/nothing.ts: it exports no table; a table file exports one defineTable or defineMaterializedView",
    "tables/gold/two.ts: it exports gold.two and gold.three",
    'tables/gold/old_name.ts: it declares "gold.new_name"; name and path must agree: name it "gold.old_name", or move the file to tables/gold/new_name.ts',
  ]) {
    expect(
      faults
        .replace("gold.three and gold.two", "gold.two and gold.three")
        .replace("it exports gold.two and gold.three", "it exports gold.two and gold.three"),
    ).toContain(fault);
  }
});

test("a file that fails when it runs is named once, without a stack", async () => {
  const faults = await faultsOf({
    ...LAKEHOUSE,
    "tables/gold/broken.ts": 'import { gone } from "./gone.ts";\nexport const it = gone;\n',
    "tables/gold/throws.ts": 'throw new TypeError("no such thing");\n',
  });
  expect(faults).toContain("2 faults in its declarations");
  expect(faults).toMatch(/tables\/gold\/broken\.ts(:1)?: .*gone\.ts/);
  expect(faults).toContain("tables/gold/throws.ts:1: TypeError: no such thing");
  expect(faults).not.toMatch(/\n\s+at /);
});

test("a lakehouse that is missing, not exported or misspelt says what to write", async () => {
  expect(await faultsOf({})).toContain(
    'has no lakehouse.ts; it says export default defineLakehouse({ name: "…" })',
  );
  expect(await faultsOf({ "lakehouse.ts": "export const name = 1;\n" })).toContain(
    "lakehouse.ts: it must export its lakehouse by default",
  );
  expect(await faultsOf({ "lakehouse.ts": 'export default { name: "shop", sparkconf: [] };\n' })).toContain(
    'sparkconf: unknown key; did you mean "sparkConf"?',
  );
});

test("a faulty table is named by its file, with the nearest right word", async () => {
  expect(
    await faultsOf({
      ...LAKEHOUSE,
      "tables/gold/orders.ts": table("gold.orders", 'maintenence: { optimize: "weekly" },'),
    }),
  ).toContain('tables/gold/orders.ts: maintenence: unknown key; did you mean "maintenance"?');
});

test("a table that stands among what tables share is refused, and told where it goes", async () => {
  const faults = await faultsOf({
    ...LAKEHOUSE,
    "tables/orders.ts": table("gold.orders"),
    "tables/odd.ts": table("orders"),
    "tables/shared.ts": "export const weekly = { optimize: 'weekly' };\n",
  });
  expect(faults).toContain(
    'tables/orders.ts: it exports "gold.orders", and directly in tables/ stands what several tables share; move it to tables/gold/orders.ts',
  );
  expect(faults).toContain("tables/odd.ts: ");
  expect(faults).toContain("2 faults");
});

test("a file that fails says at which line, and what helps", async () => {
  const faults = await faultsOf({
    ...LAKEHOUSE,
    "tables/gold/unknown.ts": "const a = 1;\n\nexport const b = timestamp;\n",
    "tables/gold/lost.ts": 'import { it } from "./orders";\nexport const b = it;\n',
  });
  expect(faults).toContain(
    'tables/gold/unknown.ts:3: ReferenceError: timestamp is not defined; import it, from "lakewright" or from the file that has it',
  );
  expect(faults).toMatch(
    /tables\/gold\/lost\.ts(:1)?: Error: Cannot find module .*; an import names a file whole, such as "\.\/orders\.ts"/,
  );
});
