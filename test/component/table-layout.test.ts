import * as pulumi from "@pulumi/pulumi";
import { expect, test } from "vitest";
import { TableLayout } from "../../components/table-layout.ts";
import { record } from "./record.ts";

test("a layout's outputs are its arguments, and what was left out is known to be nothing", async () => {
  const given = { table: "dev.gold.t", warehouseId: "w1", properties: {}, comment: "ours" };
  const { stackTraceLimit } = Error;
  let read: Promise<unknown> | undefined;
  const seen = await record(() => {
    const { table, comment, tags, clustering } = new TableLayout("gold.t", given);
    read = new Promise((resolve) => pulumi.all([table, comment, tags, clustering]).apply(resolve));
  });
  expect(seen.map(({ inputs }) => inputs)).toEqual([given]);
  expect(await read).toEqual(["dev.gold.t", "ours", undefined, undefined]);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
});
