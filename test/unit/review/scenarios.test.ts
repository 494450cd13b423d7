import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { KIND_IMPACTS } from "../../../src/review/impact/index.ts";
import { MARKER } from "../../../src/review/markdown/markdown.ts";
import { RANKS } from "../../../src/review/report.ts";
import {
  optionsOf,
  recorded,
  reviewScenario,
  scenarioNames,
  SCENARIOS,
} from "../../scenarios/support/review-scenario.ts";

const names = scenarioNames();

/** Each is read and reviewed once, for all tests. */
const reviews = new Map(
  await Promise.all(names.map(async (name) => [name, await reviewScenario(name, recorded(name))] as const)),
);

/** Stands in the program of the scenario `secrets`, in its environment, its inputs and what it prints. */
const PASSWORD = "correct-horse-battery-staple";

describe("what the real engine printed for an edit is reviewed as", () => {
  test.each(names)("%s", async (name) => {
    const markdown = reviews.get(name)?.markdown ?? "";
    expect(markdown.startsWith(MARKER)).toBe(true);
    expect(markdown).not.toContain(PASSWORD);
    expect(markdown.length).toBeLessThanOrEqual(optionsOf(name).longest ?? 64_000);
    await expect(markdown).toMatchFileSnapshot(join(SCENARIOS, name, "expected.md"));
  });
});

test("the recordings show every rank, every kind that the stack makes, and every end of a preview", () => {
  const stacks = [...reviews.values()].flatMap(({ review }) => review.stacks);
  const changes = stacks.flatMap((stack) => stack.changes);
  expect(names.length).toBeGreaterThanOrEqual(25);
  expect(new Set(changes.map(({ rank }) => rank))).toEqual(new Set(RANKS));
  expect(new Set(stacks.map(({ outcome }) => outcome))).toEqual(new Set(["changes", "unchanged", "failed"]));
  const shown = new Set(changes.map(({ type }) => type));
  // The sandbox serves neither of these.
  const without = new Set(["databricks:index/catalog:Catalog", "databricks:index/volume:Volume"]);
  expect(Object.keys(KIND_IMPACTS).filter((type) => !shown.has(type) && !without.has(type))).toEqual([]);
  expect([...reviews.values()].some(({ review }) => review.stacks.length > 1)).toBe(true);
  expect(new Set(changes.map(({ operation }) => operation))).toEqual(
    new Set(["create", "update", "replace", "delete", "forget"]),
  );
});

test("the whole review is JSON, and says the same after a journey", () => {
  const review = reviews.get("several-stacks")?.review;
  expect(JSON.parse(JSON.stringify(review))).toEqual(review);
  expect(review?.stacks.map(({ stack, outcome }) => [stack, outcome])).toEqual([
    ["new", "changes"],
    ["dev", "changes"],
    ["prod", "unchanged"],
  ]);
});
