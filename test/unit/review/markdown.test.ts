import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MARKER, reviewMarkdown } from "../../../src/review/markdown/markdown.ts";
import { readPreviews } from "../../../src/review/preview/read.ts";
import { reviewOf } from "../../../src/review/review.ts";
import { digest, layoutChange, manyChanges, step } from "./previews.ts";

const review = (preview: string) => reviewOf({ previews: readPreviews(preview, "preview") });

describe("a comment", () => {
  test("of a thousand changes fits, tells the worst of them, and counts and links the rest", () => {
    const drop = step("databricks:index/sqlTable:SqlTable", "zz_dropped", {
      op: "delete",
      old: { name: "zz" },
    });
    const many = JSON.parse(manyChanges(1_000)) as { steps: object[] };
    const text = reviewMarkdown(review(JSON.stringify({ ...many, steps: [...many.steps, drop] })), {
      link: "https://ci.example.test/7",
    });
    expect(text.length).toBeLessThanOrEqual(64_000);
    expect(text.length).toBeGreaterThan(50_000);
    expect(text).toContain("could lose data 1, metadata only 1,000");
    expect(text.indexOf("zz_dropped")).toBeLessThan(text.indexOf("table_0"));
    const shown = [...text.matchAll(/^- \*\*`gold\.table_\d+`\*\*/gm)].length;
    const left = Number(/\*\*and (\d+) more changes\*\*/.exec(text)?.[1]);
    expect(shown + left).toBe(1_000);
    expect(text).toContain("(https://ci.example.test/7)");
  });

  test("is never longer than asked, has its marker, and closes its blocks", () => {
    const large = review(manyChanges(120));
    fc.assert(
      fc.property(fc.integer({ min: 600, max: 30_000 }), (longest) => {
        const text = reviewMarkdown(large, { longest });
        expect(text.length).toBeLessThanOrEqual(longest);
        expect(text.startsWith(MARKER)).toBe(true);
        expect([...text.matchAll(/^\s*```/gm)].length % 2).toBe(0);
      }),
      { numRuns: 15 },
    );
  });

  test("of hundreds of stacks and of one long error fits as well", () => {
    const failed = (at: number) =>
      digest([step("databricks:index/job:Job", "j", { op: "same" })], {
        diagnostics: [
          { urn: `urn:pulumi:s${at}::shop::a:b:C::x`, severity: "error", message: "`x`\n".repeat(5_000) },
        ],
      }).replaceAll("urn:pulumi:dev", `urn:pulumi:s${at}`);
    const text = reviewMarkdown(review(Array.from({ length: 300 }, (_, at) => failed(at)).join("\n")));
    expect(text.length).toBeLessThanOrEqual(64_000);
    expect(text).toContain("cut here");
  });

  test("shows foreign text as it is: no markup, no mention, no comment, no cell of a table", () => {
    const hostile = "x` @everyone <!-- lakewright-review --> | **b** \n# head";
    const { step: change, diagnostic } = layoutChange("dev.gold.t", "note");
    const text = reviewMarkdown(
      review(
        digest([{ ...change, newState: { ...change.newState, inputs: { properties: { note: hostile } } } }], {
          diagnostics: [diagnostic],
        }),
      ),
    );
    expect(text).toContain("``x` @everyone <!-- lakewright-review --> ¦ **b** ⏎ # head``");
    expect(text).not.toMatch(/^# head/m);
  });
});

test("one statement of a hundred thousand characters leaves room for the other changes", () => {
  const { steps, diagnostics } = JSON.parse(manyChanges(3)) as {
    steps: object[];
    diagnostics: { message: string }[];
  };
  const [first, ...others] = diagnostics;
  const long = `${first?.message.trimEnd() ?? ""}\n${"    AND a = 1\n".repeat(10_000)}`;
  const text = reviewMarkdown(
    review(digest(steps, { diagnostics: [{ ...first, message: long }, ...others] })),
  );
  expect(text).toContain("… and 8");
  for (const { statement } of [1, 2].map((at) => layoutChange(`dev.gold.table_${at}`))) {
    expect(text).toContain(statement);
  }
});

test("changes that are alike and send nothing stand in one item", () => {
  const permissions = (name: string) =>
    step("databricks:index/permissions:Permissions", name, {
      old: { accessControls: [] },
      new: { accessControls: [{ groupName: "bi", permissionLevel: "CAN_USE" }] },
      diff: ["accessControls[0]"],
    });
  const text = reviewMarkdown(review(digest([permissions("a"), permissions("b")])));
  expect(text).toContain("- **`a`**, **`b`** (permissions) are updated");
  expect(text).toContain("  - `access of bi`: none → `CAN_USE`: gets access");
});
