import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compareSides, type Fields, UNDECIDED } from "../../../src/drift/sides.ts";

const at = (value: string | undefined): Fields => (value === undefined ? {} : { path: value });

describe("three sides of one value", () => {
  test.each<{
    declared?: string;
    deployed?: string;
    live?: string;
    says: "pendingDeployment" | "changedOutside" | "both" | "settled" | "undeclared" | "nothing";
  }>([
    { declared: "a", deployed: "a", live: "a", says: "nothing" },
    { declared: "a", deployed: "a", live: "b", says: "changedOutside" },
    { declared: "a", deployed: "a", says: "changedOutside" },
    { declared: "b", deployed: "a", live: "a", says: "pendingDeployment" },
    { declared: "b", live: "a", says: "both" },
    { declared: "b", says: "pendingDeployment" },
    { deployed: "a", live: "a", says: "pendingDeployment" },
    { deployed: "a", live: "b", says: "both" },
    { declared: "b", deployed: "a", live: "c", says: "both" },
    { declared: "b", deployed: "a", says: "both" },
    { declared: "b", deployed: "a", live: "b", says: "settled" },
    { declared: "b", live: "b", says: "settled" },
    { deployed: "a", says: "settled" },
    { live: "a", says: "undeclared" },
    { says: "nothing" },
  ])("declared $declared, deployed $deployed, live $live: $says", ({ declared, deployed, live, says }) => {
    const compared = compareSides({ declared: at(declared), deployed: at(deployed), live: at(live) });
    const found = [
      ...compared.deviations.map(({ cause }) => cause),
      ...compared.settled.map(() => "settled"),
      ...compared.undeclared.map(() => "undeclared"),
    ];
    expect(found).toEqual(says === "nothing" ? [] : [says]);
    const values = compared.deviations[0] ?? compared.settled[0];
    if (values !== undefined) {
      expect([values.declared, values.deployed, values.live]).toEqual([declared, deployed, live]);
    }
  });

  test("what only a deployment gives is no difference", () => {
    const compared = compareSides({
      declared: at(UNDECIDED),
      deployed: at("w1"),
      live: at("w1"),
    });
    expect(compared).toEqual({ deviations: [], settled: [], undeclared: [] });
  });

  test("values that mean the same are no difference", () => {
    const same = (_: string, a: string, b: string) => a.toLowerCase() === b.toLowerCase();
    const { deviations, settled } = compareSides(
      { declared: at("TRUE"), deployed: at("true"), live: at("True") },
      same,
    );
    expect([deviations, settled]).toEqual([[], []]);
  });

  test("every path on which declared and live disagree is found, and no other", () => {
    const fields = fc.dictionary(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom("1", "2", "3"));
    fc.assert(
      fc.property(fields, fields, fields, (declared, deployed, live) => {
        const { deviations, undeclared } = compareSides({ declared, deployed, live });
        const paths = [...new Set([declared, deployed, live].flatMap((side) => Object.keys(side)))];
        const wanted = paths.filter((path) => declared[path] !== live[path]).sort();
        expect([...deviations.map(({ path }) => path), ...undeclared].sort()).toEqual(wanted);
      }),
    );
  });
});
