import { describe, expect, test } from "vitest";
import { driftMarkdown } from "../../../src/drift/markdown.ts";
import {
  type Difference,
  type DriftedResource,
  type DriftReport,
  exitCode,
} from "../../../src/drift/report.ts";
import { driftText } from "../../../src/drift/text.ts";

const none: DriftReport = {
  ...{ version: 1, stack: "prod", workspace: "https://w.test", declaredBy: "plan", checked: 45, total: 45 },
  ...{ checkedAt: "2026-11-26T06:00:00.000Z", deployedAt: "2026-11-25T14:26:34.483Z" },
  ...{ resources: [], waiting: [], settled: [], unreadable: [], notes: [] },
};

const difference: Difference = {
  ...{
    what: "value",
    path: 'properties["delta.appendOnly"]',
    declared: "false",
    deployed: "false",
    live: "true",
  },
  cause: "changedOutside",
  who: {
    ...{
      known: true,
      user: "ana@kineo.test",
      at: "2026-11-25T22:04:05.000Z",
      operation: "SET TBLPROPERTIES",
    },
    ...{ version: 12, job: { id: "7", name: "tune", run: "9" } },
  },
  impact: "the pipeline's updates and deletes fail while it is true",
  adopt: {
    ...{ kind: "edit", file: "tables/gold/t.ts", says: "delta.appendOnly: true" },
    edit: { in: "table", table: "gold.t", field: "properties", key: "delta.appendOnly", value: true },
  },
};

const resource = (name: string): DriftedResource => ({
  ...{ kind: "table", name, object: `prod.${name}`, differences: [difference] },
  revert: { command: "pulumi up", statements: ["ALTER TABLE t\n  SET x"] },
});

describe("the exit code", () => {
  const unreadable = [{ kind: "job", name: "j", reason: "403" }] as const;
  test.each([
    [none, 0],
    [{ ...none, waiting: ["a"], settled: [{ name: "a", path: "b" }], notes: ["c"] }, 0],
    [{ ...none, resources: [resource("gold.t")] }, 2],
    [{ ...none, unreadable }, 1],
    [{ ...none, unreadable, resources: [resource("gold.t")] }, 1],
  ])("of report %#: %d", (report, code) => {
    expect(exitCode(report)).toBe(code);
  });
});

test("a report as text", () => {
  expect(driftText({ ...none, resources: [resource("gold.t")], waiting: ["prod.gold.new"] })).toBe(
    `prod at https://w.test: 1 difference in 1 of 45 resources
last deployed 2026-11-25 14:26 UTC

table gold.t (prod.gold.t)
  changed outside: properties["delta.appendOnly"] is true, declared false
    who: ana@kineo.test, 2026-11-25 22:04 UTC, SET TBLPROPERTIES (version 12), by the job "tune" (7), run 9
    impact: the pipeline's updates and deletes fail while it is true
    adopt: tables/gold/t.ts: delta.appendOnly: true
  revert: pulumi up
    sends: ALTER TABLE t
      SET x

waiting for their pipelines, as agreed
  prod.gold.new
`,
  );
  expect(driftText(none)).toBe(
    "prod at https://w.test: no drift in 45 resources\nlast deployed 2026-11-25 14:26 UTC\n",
  );
});

describe("a report as Markdown", () => {
  test("begins with the mark by which a pipeline finds its issue", () => {
    expect(driftMarkdown(none)).toBe(
      "<!-- lakewright drift prod -->\n## `prod` at `https://w.test`: no drift in 45 resources\n" +
        "Checked at 2026-11-26 06:00 UTC, last deployed 2026-11-25 14:26 UTC.\n",
    );
  });

  test("of 2,000 tables fits an issue, and counts what it leaves out", () => {
    const resources = Array.from({ length: 2_000 }, (_, at) => resource(`gold.t${at}`));
    const notes = Array.from({ length: 500 }, (_, at) => `note ${at}`);
    const text = driftMarkdown({ ...none, resources, notes });
    expect(text.length).toBeLessThanOrEqual(64_000);
    const shown = text.match(/^### /gm)?.length ?? 0;
    expect(shown).toBeGreaterThan(50);
    expect(text).toContain(`… and ${2_000 - shown} differences more in ${2_000 - shown} resources`);
    expect(text).toContain("… and 460 more");
  });

  test("tells commands from statements, whatever is in them", () => {
    const odd = {
      ...resource("gold.t"),
      revert: { statements: ["SELECT '```'"], manual: "soon, *please*" },
    };
    const text = driftMarkdown({ ...none, resources: [resource("gold.t"), odd] });
    expect(text).toContain(
      "Revert:\n\n```sh\npulumi up\n```\n\nsends\n\n```sql\nALTER TABLE t\n  SET x\n```\n",
    );
    expect(text).toContain("Revert: soon, \\*please\\*\n\n````sql\nSELECT '```'\n````\n");
  });

  test("of one resource with very many differences has room for the others", () => {
    const long = { ...difference, live: "x".repeat(10_000), impact: "m".repeat(10_000) };
    const large: DriftedResource = {
      ...{ kind: "job", name: "weekly", object: "weekly" },
      differences: Array.from({ length: 500 }, () => long),
      revert: { statements: Array.from({ length: 100 }, () => "s".repeat(100_000)) },
    };
    const text = driftMarkdown({ ...none, resources: [large, resource("gold.t")] });
    expect(text.length).toBeLessThanOrEqual(64_000);
    expect(text).toContain("### table `gold.t`");
    expect(text).toMatch(/… and (460|500) (more|differences more)/);
  });

  test("shows values as they are, whatever is in them", () => {
    const odd = {
      ...difference,
      live: 'a|b\n<img src="x">`*_c_*`',
      who: { known: false, why: "<b>" } as const,
    };
    const text = driftMarkdown({ ...none, resources: [{ ...resource("gold.t"), differences: [odd] }] });
    const row = text.split("\n").find((line) => line.startsWith("| changed outside"));
    expect(row).toContain('is `` a¦b <img src="x">`*_c_*` ``, declared');
    expect(row).toContain("not known: \\<b\\>");
  });
});
