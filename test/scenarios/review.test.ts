import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readPreviews } from "../../src/review/preview/read.ts";
import type { Run } from "../../src/review/report.ts";
import { reviewScenario, SCENARIOS, sideOf } from "./support/review-scenario.ts";
import { ReviewProgram } from "./support/reviews.ts";

/** Recordings made anew, so that they cannot lie, and what a review promises held against what then runs. */
describe("a review of the real engine's preview", () => {
  let program: ReviewProgram;

  beforeAll(async () => {
    program = await ReviewProgram.open("review");
    return () => program.close();
  });

  const review = async (name: string) =>
    await reviewScenario(name, readPreviews(await program.preview(name, "dev"), name));

  test.each([
    "access-changed",
    "partitions-refused",
    "secrets",
    "streamed",
    "table-replaced",
    "unchanged",
    "warehouse-resized",
  ])("is today what was recorded of it: %s", async (name) => {
    const { markdown } = await review(name);
    expect(markdown).toBe(readFileSync(join(SCENARIOS, name, "expected.md"), "utf8"));
  });

  // The last one widens a type, which nothing takes back.
  test.each([
    { name: "views-created", count: 1 },
    { name: "views-changed", count: 6 },
    { name: "many-tables", count: 11 },
  ])("says which statements run, and exactly those ran: $name", async ({ name, count }) => {
    await program.deploy(sideOf(name, "before"), "dev");
    const before = await program.sandbox.lastStatement();
    const { review: promised, markdown } = await review(name);
    expect(markdown).toBe(readFileSync(join(SCENARIOS, name, "expected.md"), "utf8"));
    const runs = promised.stacks.flatMap(({ changes }) => changes.flatMap((change) => change.runs));
    const of = (when: (run: Run) => boolean) => runs.filter(when).map(({ statement }) => statement);
    const now = of(({ when }) => when === "during up");
    expect(now).toHaveLength(count);
    // A preview reads and sends nothing that changes a table.
    const reads = (statement: string) => /^(SELECT|DESCRIBE) /.test(statement);
    const sentSince = async (seq: number) =>
      (await program.sandbox.statementsSince(seq))
        .map(({ statement }) => statement)
        .filter((statement) => !reads(statement));
    expect(await sentSince(before)).toEqual([]);

    await program.deploy(sideOf(name, "after"), "dev");
    expect((await sentSince(before)).sort()).toEqual([...now].sort());

    const scheduled = of(({ when }) => when !== "during up");
    expect(await statementsOfJobs(program)).toEqual(expect.arrayContaining(scheduled));
  });
});

async function statementsOfJobs({ sandbox }: ReviewProgram): Promise<readonly string[]> {
  const { jobs } = await sandbox.send<{ jobs: readonly { job_id: number }[] }>("GET", "/api/2.2/jobs/list");
  const all = await Promise.all(
    jobs.map(({ job_id }) =>
      sandbox.send<{ settings: { tasks?: readonly Task[] } }>("GET", `/api/2.2/jobs/get?job_id=${job_id}`),
    ),
  );
  return all.flatMap(({ settings }) =>
    (settings.tasks ?? []).flatMap(({ sql_task }) => sql_task?.parameters?.["statement"] ?? []),
  );
}

interface Task {
  readonly sql_task?: { readonly parameters?: Readonly<Record<string, string>> };
}
