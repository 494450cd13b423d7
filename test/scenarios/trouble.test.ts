import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Fault, FaultFront } from "../../sandbox/faults/front.ts";
import { LayoutProgram } from "./support/layouts.ts";

const STATEMENTS = "/api/2.0/sql/statements";

/** What the workspace says of a statement while its warehouse starts, and after. */
const cold = (state: string) => ({ statement_id: "cold", status: { state } });

const EXPIRED = { error_code: "403", message: "Invalid access token." };

const endedAs = (state: string, message: string) => ({
  statement_id: "s",
  status: { state, error: { message } },
});

/** A workspace between which and us things go wrong; each test starts with two tables that want one statement each. */
describe("trouble on the way to the workspace", () => {
  let program: LayoutProgram;
  let front: FaultFront;
  let interval = 10;

  beforeAll(async () => {
    program = await LayoutProgram.open("trouble");
    front = await FaultFront.open(program.sandbox.url);
    await program.sandbox.sql("CREATE SCHEMA dev.gold");
    for (const name of ["a", "b"])
      await program.sandbox.sql(`CREATE TABLE dev.gold.${name} (id BIGINT) USING DELTA`);
    declare();
    await program.up();
    return async () => {
      await front.close();
      await program.sandbox.stop();
    };
  });

  beforeEach(() => {
    interval += 1;
    declare();
    front.set();
  });

  function declare(): void {
    const properties = { "delta.checkpointInterval": String(interval) };
    program.declare({ a: { table: "dev.gold.a", properties }, b: { table: "dev.gold.b", properties } });
  }

  async function recorded(name: string): Promise<number> {
    const { properties } = (await program.recorded(name)) as { properties: Record<string, string> };
    return Number(properties["delta.checkpointInterval"]);
  }

  const wanted = () =>
    ["a", "b"].map(
      (name) =>
        `ALTER TABLE \`dev\`.\`gold\`.\`${name}\` SET TBLPROPERTIES ('delta.checkpointInterval' = '${interval}')`,
    );

  function upThrough(...faults: readonly Fault[]) {
    front.set(...faults);
    // One after the other, so that the second table comes after the first has failed.
    const alone = ["--parallel", "1", "--continue-on-error"];
    return program.pulumiWith({ DATABRICKS_HOST: front.url }, "up", "--yes", "--skip-preview", ...alone);
  }

  test.each<{ name: string; faults: readonly Fault[] }>([
    {
      name: "throttling, with and without a time to come back",
      faults: [
        { path: STATEMENTS, status: 429, headers: { "retry-after": "1" } },
        { path: "/api/2.1/unity-catalog", status: 429, times: 2 },
      ],
    },
    {
      name: "a gateway without its server, with and without a time to come back",
      faults: [
        { path: STATEMENTS, status: 503 },
        { path: STATEMENTS, after: 1, status: 503, headers: { "retry-after": "1" } },
      ],
    },
    {
      name: "a gateway that gives up on its server, before and once the statement has run",
      faults: [
        { path: STATEMENTS, status: 502 },
        { path: STATEMENTS, after: 1, status: 504, heard: true },
      ],
    },
    {
      name: "a warehouse that starts",
      faults: [
        { method: "POST", path: STATEMENTS, heard: true, status: 200, body: cold("PENDING") },
        { path: `${STATEMENTS}/cold`, status: 429 },
        { path: `${STATEMENTS}/cold`, times: 2, status: 200, body: cold("PENDING") },
        { path: `${STATEMENTS}/cold`, status: 200, body: cold("SUCCEEDED") },
      ],
    },
    {
      name: "a warehouse that starts, and goes with what it was to run",
      faults: [
        { method: "POST", path: STATEMENTS, status: 200, body: cold("PENDING") },
        { path: `${STATEMENTS}/cold`, times: 2, status: 200, body: cold("PENDING") },
        {
          path: `${STATEMENTS}/cold`,
          status: 404,
          body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "cold" },
        },
      ],
    },
    { name: "a late answer", faults: [{ path: STATEMENTS, delay: 3_000, times: 2 }] },
    {
      name: "a connection that breaks before the statement arrives",
      faults: [{ path: STATEMENTS, drop: "before" }],
    },
    {
      name: "a connection that breaks once the statement has run",
      faults: [{ path: STATEMENTS, drop: "after" }],
    },
    {
      name: "another commit that wins, as engines of today and of yesterday say it",
      faults: [
        "[DELTA_CONCURRENT_APPEND] Files were added.",
        "com.databricks.sql.transaction.tahoe.ConcurrentAppendException: Files were added.",
      ].map((message) => ({ path: STATEMENTS, status: 200, body: endedAs("FAILED", message) })),
    },
  ])("is waited out: $name", async ({ faults }) => {
    let ended: Awaited<ReturnType<typeof upThrough>> | undefined;
    const sent = await program.statementsOf(async () => {
      ended = await upThrough(...faults);
    });
    expect(ended?.code, `${ended?.stdout}${ended?.stderr}`).toBe(0);
    expect(front.left).toEqual([]);
    // Each once: what had run is not sent again, what had not is.
    expect(sent.toSorted()).toEqual(wanted());
    await program.ok("preview", "--refresh", "--expect-no-changes");
  });

  test.each<{ name: string; faults: readonly Fault[]; says: RegExp }>([
    {
      name: "a statement that fails",
      faults: [{ path: STATEMENTS, status: 200, body: endedAs("FAILED", "[DELTA_TABLE_NOT_FOUND] gone") }],
      says: /dev\.gold\.[ab]: a statement failed with DELTA_TABLE_NOT_FOUND on warehouse/,
    },
    {
      name: "a statement that somebody cancels",
      faults: [{ path: STATEMENTS, status: 200, body: endedAs("CANCELED", "cancelled by ana") }],
      says: /dev\.gold\.[ab]: a statement ended CANCELED on warehouse/,
    },
    {
      name: "a result that is closed",
      faults: [{ path: STATEMENTS, status: 200, body: endedAs("CLOSED", "") }],
      says: /dev\.gold\.[ab]: a statement ended CLOSED on warehouse/,
    },
    {
      name: "a warehouse that is gone",
      faults: [
        {
          path: STATEMENTS,
          status: 404,
          body: { error_code: "RESOURCE_DOES_NOT_EXIST", message: "SQL warehouse w does not exist." },
        },
      ],
      says: /dev\.gold\.[ab]: a statement was not taken by warehouse .*\n.*ALTER TABLE.*\n.*RESOURCE_DOES_NOT_EXIST/,
    },
    {
      name: "a token that has expired",
      faults: [{ path: STATEMENTS, status: 403, body: EXPIRED }],
      says: /dev\.gold\.[ab]: a statement was not taken by warehouse .*\n.*ALTER TABLE.*\n.*token refused by http:\/\/127\.0\.0\.1/,
    },
    {
      name: "a token that expires while a statement runs",
      faults: [
        { method: "POST", path: STATEMENTS, status: 200, body: cold("PENDING") },
        { path: `${STATEMENTS}/cold`, status: 403, body: EXPIRED },
      ],
      says: /dev\.gold\.[ab]: a statement was lost sight of on warehouse .*\n.*ALTER TABLE.*\n.*token refused by http:\/\/127\.0\.0\.1/,
    },
  ])(
    "is told in one message, stops no other table, and the next up does the rest: $name",
    async ({ faults, says }) => {
      let failed: Awaited<ReturnType<typeof upThrough>> | undefined;
      const done = await program.statementsOf(async () => {
        failed = await upThrough(...faults);
      });
      const text = (failed?.stdout ?? "") + (failed?.stderr ?? "");
      expect(failed?.code, text).not.toBe(0);
      expect(front.left).toEqual([]);
      // Pulumi prints every message twice: as it comes, and again under this heading.
      const messages = text.slice(text.lastIndexOf("Diagnostics:"));
      expect(messages.match(new RegExp(says, "g")), text).toHaveLength(1);
      expect(text).not.toMatch(/^\s+at .*:\d+:\d+/m);
      expect(done).toHaveLength(1);
      expect([await recorded("a"), await recorded("b")].toSorted()).toEqual([interval - 1, interval]);
      const rest = await program.statementsOf(() => program.up());
      expect([...done, ...rest].toSorted()).toEqual(wanted());
      await program.ok("preview", "--refresh", "--expect-no-changes");
    },
  );
});
