import { beforeEach, describe, expect, test } from "vitest";
import { PartialChange } from "../../../src/pulumi-rpc/resource.ts";
import type { TableWorkspace } from "../../../src/provider/table-layout/live-tables.ts";
import { TableLayoutResource } from "../../../src/provider/table-layout/table-layout.ts";
import { LostAnswerError, StatementError } from "../../../src/databricks/errors.ts";
import { inputs, mark, outputs, URN } from "./plugin-under-test.ts";

const set =
  "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('a' = '1', 'lakewright.managedBy' = 'kineo/dev/gold.t on dev.gold.t')";
const unset = "ALTER TABLE `dev`.`gold`.`t` UNSET TBLPROPERTIES IF EXISTS ('a', 'lakewright.managedBy')";
const cluster = "ALTER TABLE `dev`.`gold`.`t` CLUSTER BY (`id`)";

let properties: Record<string, string>;
let sent: string[];
let slept: number[];
/** What becomes of each statement in turn; without an entry it succeeds. */
let fates: (() => void)[];

const workspace: TableWorkspace = {
  findTable: (table) =>
    Promise.resolve({ table, format: "DELTA", properties, partitionedBy: [], columns: [] }),
  findTags: () => Promise.resolve({}),
  missingPlace: () => Promise.resolve(undefined),
  run: ({ sql }) => {
    sent.push(sql);
    fates.shift()?.();
    return Promise.resolve({ columns: [], rows: [] });
  },
  sleep: (ms) => {
    slept.push(ms);
    return Promise.resolve();
  },
};
const resource = new TableLayoutResource(() => workspace);
const context = {
  urn: URN,
  preview: false,
  console: { info: () => Promise.resolve(), warn: () => Promise.resolve() },
};

const conflict = () => {
  throw new StatementError("another commit won", "DELTA_CONCURRENT_WRITE");
};
const lost = () => {
  throw new LostAnswerError("nobody knows");
};

beforeEach(() => {
  properties = {};
  sent = [];
  slept = [];
  fates = [];
});

describe("what another commit or a lost answer undid", () => {
  test("is begun anew when a table is released, too", async () => {
    properties = { a: "1", ...mark };
    fates = [conflict, lost];
    await resource.delete({ ...context, inputs: { ...inputs, onRemoval: "unset" }, state: outputs });
    expect(sent).toEqual([unset, unset, unset]);
    expect(slept).toEqual([500, 1_000]);
  });

  test("is begun anew seven times, within half a minute", async () => {
    fates = Array.from({ length: 7 }, () => conflict);
    await expect(resource.create({ ...context, inputs })).rejects.toThrow("another commit won");
    expect(sent).toEqual(Array.from({ length: 7 }, () => set));
    expect(slept.reduce((sum, ms) => sum + ms)).toBe(31_500);
  });

  test("is recorded as the table shows it when the answer stays lost", async () => {
    const last = () => {
      properties = { a: "1", ...mark };
      lost();
    };
    fates = [...Array.from({ length: 6 }, () => lost), last];
    const error: unknown = await resource.create({ ...context, inputs }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PartialChange);
    expect(error).toMatchObject({
      message: "nobody knows\n  What ran is recorded; the next up goes on from there.",
      reached: outputs,
    });
  });

  test("keeps what had run before it, whatever comes after", async () => {
    const done = () => {
      properties = { a: "1", ...mark };
    };
    const gone = () => {
      throw new StatementError("no such column", "DELTA_COLUMN_NOT_FOUND");
    };
    fates = [done, conflict, gone];
    const clustering = { kind: "columns", columns: ["id"] };
    const error: unknown = await resource
      .create({ ...context, inputs: { ...inputs, clustering } })
      .catch((thrown: unknown) => thrown);
    expect(sent).toEqual([set, cluster, cluster]);
    expect(error).toMatchObject({ reached: { ...outputs, clustering: { kind: "none" } } });
  });
});
