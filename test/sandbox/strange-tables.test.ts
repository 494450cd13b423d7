import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { strangeCases } from "./support/strange-cases.ts";
import { runCase, STRANGE_SCHEMA } from "./support/strange-run.ts";
import { startWorkspace, testFolder, type Workspace } from "./support/workspace.ts";

const folder = testFolder("strange-tables");
let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace(join(folder, "home"), "dev");
  await workspace.rows(`CREATE SCHEMA ${STRANGE_SCHEMA}`);
});

afterAll(async () => {
  await workspace.stop();
  rmSync(folder, { recursive: true });
});

const SEED = 1;
const CASES = 12;

// Hundreds more: npm run bench:strange-tables.
test("tables of any type, name and history become as declared or are refused, and lose nothing", async () => {
  const cases = strangeCases(SEED, CASES);
  const verdicts = await Promise.all(
    cases.map(async (strange, at) => ({ at, ...(await runCase(workspace, `t${at}`, strange)) })),
  );
  expect(verdicts.filter(({ faults }) => faults.length > 0)).toEqual([]);
  expect(verdicts.filter(({ came }) => came === "converged").length).toBeGreaterThan(CASES / 3);
});
