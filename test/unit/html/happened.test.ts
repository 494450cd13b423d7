import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { driftPage } from "../../../src/html/pages/drift-page.ts";
import { reviewPage } from "../../../src/html/pages/review-page.ts";
import type {
  Cause,
  Difference,
  DifferenceKind,
  DriftedResource,
  DriftReport,
  Revert,
} from "../../../src/drift/report.ts";
import { readPreviews } from "../../../src/review/preview/read.ts";
import { reviewOf } from "../../../src/review/review.ts";
import { planOf } from "../../../dev/start/kineo.ts";

const NOW = new Date("2026-11-25T06:00:00.000Z");
const plan = planOf("prod");

test("drift: tiles, filters and marks say what happened, and count the same resources as the headline", () => {
  const difference = (what: DifferenceKind, cause: Cause): Difference => ({
    ...{ what, path: "", cause, who: { known: false, why: "nobody knows" }, impact: "it is gone" },
    adopt: { kind: "manual", says: "by hand" },
  });
  const resource = (
    name: string,
    revert: Revert,
    ...differences: readonly Difference[]
  ): DriftedResource => ({ ...{ kind: "table", name, object: `prod.${name}` }, differences, revert });
  const command = { command: "pulumi up" };
  const report: DriftReport = {
    ...{ version: 1, stack: "prod", checkedAt: NOW.toISOString(), declaredBy: "plan", total: 9, checked: 8 },
    ...{ waiting: [], settled: [], notes: [] },
    // Two texts of one resource.
    unreadable: ["tags", "history"].map((reason) => ({ kind: "table", name: "silver.users", reason })),
    resources: [
      resource("gold.dim_user", { statements: ["UNDROP TABLE t"] }, difference("missing", "changedOutside")),
      resource("gold.dim_course", command, difference("recreated", "changedOutside")),
      resource(
        "gold.dim_fy_began",
        command,
        difference("value", "changedOutside"),
        difference("value", "both"),
      ),
      resource("gold.dim_manager", command, difference("notDeployed", "pendingDeployment")),
    ],
  };
  const page = driftPage(report, { plan, runs: new Map() });
  expect(page.figures.map(({ value, label, tone }) => `${value} ${label}: ${tone}`)).toEqual([
    ...["4 with drift: warn", "1 deleted: bad", "1 changed outside: warn", "1 changed on both sides: warn"],
    ...["1 pending deployment: info", "1 could not be checked: bad", "8 of 9 checked: info"],
    "0 maintenance failed: ok",
  ]);
  expect(page.about).toContain("in 4 of 9 resources; 1 of 9 could not be checked in full");
  expect(page.items.heading).toBe("Drift (4)");
  expect(page.items.items.map(({ group, state, tone, where }) => [group, state, tone, where])).toEqual([
    ["could not be checked", undefined, "bad", "silver.users"],
    ["deleted", undefined, "bad", "prod.gold.dim_user"],
    ["changed outside", "created anew", "bad", "prod.gold.dim_course"],
    ["changed on both sides", undefined, "warn", "prod.gold.dim_fy_began"],
    ["pending deployment", "not deployed yet", "info", "prod.gold.dim_manager"],
  ]);
  expect(page.items.items[1]?.code).toEqual([{ label: "Run this", text: "UNDROP TABLE t", open: true }]);
  expect(page.tables.find(({ name }) => name === "gold.dim_user")?.marks[0]).toEqual({
    ...{ tone: "bad", text: "deleted" },
  });
});

test("drift: nothing found where not all was looked at is not green", () => {
  const report: DriftReport = {
    ...{
      version: 1,
      stack: "prod",
      checkedAt: NOW.toISOString(),
      declaredBy: "plan",
      total: 56,
      checked: 16,
    },
    ...{ waiting: [], settled: [], notes: [], resources: [], unreadable: [] },
  };
  const tones = (checked: number) =>
    driftPage({ ...report, checked }, { runs: new Map() }).figures.map(
      ({ value, tone }) => `${value} ${tone}`,
    );
  expect(tones(16)).toEqual(["0 info", "40 bad", "16 of 56 info"]);
  expect(tones(56)).toEqual(["0 ok", "56 info"]);
});

test("review: what is deleted or made is said to be, and when statements run is said in words", () => {
  const itemsOf = (preview: string) => {
    const file = `test/scenarios/review/${preview}.json`;
    return reviewPage(reviewOf({ previews: readPreviews(readFileSync(file, "utf8"), file) }), [], NOW).items;
  };
  const deleted = itemsOf("table-released/preview.dev");
  expect(deleted.heading).toBe(`Changes (${deleted.items.length})`);
  expect(deleted.items.map(({ where, state }) => [where, state])).toContainEqual([
    ...["dev.gold.fact_visits", "no longer managed"],
  ]);
  const labels = itemsOf("first-deployment/preview.new").items.flatMap(({ code }) =>
    code.map(({ label }) => label),
  );
  expect(labels.find((label) => label.startsWith("Runs by schedule"))).toMatch(
    /^Runs by schedule [A-Z][a-z]+days \d\d:\d\d [A-Z]/,
  );
});
