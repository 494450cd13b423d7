import { expect, test } from "vitest";
import { Claims } from "../../../src/provider/claims.ts";

const urn = (name: string, type = "TableLayout") => `urn:pulumi:dev::shop::lakewright:index:${type}::${name}`;
const claim = (claims: Claims, resource: string, name: string) =>
  claims.claim(resource, { property: "table", name });

test("a table is declared by one resource of a run, whatever the letters and whatever the kind", () => {
  const claims = new Claims();
  expect(claim(claims, urn("a"), "dev.gold.t")).toEqual([]);
  expect(claim(claims, urn("a"), "dev.gold.t")).toEqual([]);
  expect(claim(claims, urn("b"), "Dev.Gold.T")).toMatchObject([
    {
      property: "table",
      reason: expect.stringContaining('declared by the resource "a" of this stack') as string,
    },
  ]);
  expect(claim(claims, urn("a", "MaterializedView"), "dev.gold.T")).toHaveLength(1);
  expect(claims.conflict(urn("a"), "DEV.gold.t")).toContain('by the resource "b" of this stack');
});

test("a resource that is checked with another table lets go of the one before", () => {
  const claims = new Claims();
  claim(claims, urn("a"), "dev.gold.t");
  claim(claims, urn("a"), "dev.gold.u");
  expect(claim(claims, urn("b"), "dev.gold.t")).toEqual([]);
  expect(claims.holder("dev.gold.t")?.resource).toBe("b");
  expect(claims.holder("dev.gold.v")).toBeUndefined();
});

test("changes of one table come one after another, in whatever letters, and a failed one holds up none", async () => {
  const claims = new Claims();
  const order: string[] = [];
  const first = Promise.withResolvers<undefined>();
  const failing = claims.inTurn("dev.gold.t", async () => {
    await first.promise;
    order.push("first");
    throw new Error("refused");
  });
  const second = claims.inTurn("Dev.Gold.T", () => Promise.resolve(order.push("second")));
  await claims.inTurn("dev.gold.u", () => Promise.resolve(order.push("another table")));
  first.resolve(undefined);
  await expect(failing).rejects.toThrow("refused");
  await second;
  expect(order).toEqual(["another table", "first", "second"]);
});
