import { describe, expect, test } from "vitest";
import { segments } from "../../../src/review/preview/fields.ts";
import { readPreviews } from "../../../src/review/preview/read.ts";
import { recorded } from "../../scenarios/support/review-scenario.ts";
import { digest, step } from "./previews.ts";

const read = (text: string) => readPreviews(text, "p.json");
const one = digest([step("a:b:C", "x", { op: "same" })]);

describe("a preview is read", () => {
  test("as one document, on one line or on many, with what npm prints around it", () => {
    const [whole] = read(`> lakewright@0.1.0 pulumi\n> node\n\n${one}\n`);
    expect(whole).toMatchObject({ stack: "dev", project: "shop", same: 0 });
    expect(read(JSON.stringify(JSON.parse(one)))).toEqual([whole]);
    expect(read(one.replaceAll("\n", "\r\n"))).toEqual([whole]);
  });

  test("several in a row, as stacks come one after the other", () => {
    const other = one.replaceAll("urn:pulumi:dev", "urn:pulumi:prod");
    expect(read(`${one}\n${other}`).map(({ stack }) => stack)).toEqual(["dev", "prod"]);
  });

  test("as a stream of events, with the same steps and messages as in a document", () => {
    const [streamed] = recorded("streamed");
    expect(streamed?.stack).toBe("dev");
    expect(streamed?.steps.find(({ name }) => name === "gold.fact_visits")).toMatchObject({
      op: "update",
      custom: true,
      diff: [{ path: "clustering.columns", kind: "update", inputDiff: false }],
    });
    expect(streamed?.messages.filter(({ severity }) => severity === "info")).toHaveLength(1);
  });

  test.each([
    ["", "p.json: it holds no preview"],
    ["nothing of the kind", "p.json: it holds no preview"],
    ["{ not json }", "p.json: it is not JSON"],
    ['{"version":3}', "p.json: it is JSON, but no preview"],
    [one.slice(0, one.length / 2), "p.json: it ends in the middle of a preview"],
    [
      '{"steps":[],"diagnostics":[{"severity":"error","message":"no stack selected\\nmore"}]}',
      "p.json: the preview did not come to a stack: no stack selected",
    ],
  ])("or refused: %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});

test("property paths are read as the engine writes them", () => {
  expect(segments('tasks[1].sqlTask.parameters["a.b \\"c\\""]')).toEqual([
    "tasks",
    1,
    "sqlTask",
    "parameters",
    'a.b "c"',
  ]);
  expect(segments('properties["delta.appendOnly"]')).toEqual(["properties", "delta.appendOnly"]);
});
