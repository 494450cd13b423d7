import { beforeAll, expect, test } from "vitest";
import { strangeCases } from "./support/strange-cases.ts";
import { runCase, STRANGE_SCHEMA } from "./support/strange-run.ts";
import { sharedWorkspace } from "./support/shared-workspace.ts";

const workspace = sharedWorkspace("strange-tables");

beforeAll(async () => {
  await workspace.rows(`CREATE SCHEMA ${STRANGE_SCHEMA}`);
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
