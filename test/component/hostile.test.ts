import fc from "fast-check";
import type { Node, Parents } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";
import { describe, expect, test, vi } from "vitest";
import { print, printJson } from "../../src/cli/print.ts";
import { driftMarkdown } from "../../src/drift/markdown.ts";
import type { Difference, DriftReport } from "../../src/drift/report.ts";
import { driftText } from "../../src/drift/text.ts";
import { driftPage } from "../../src/html/pages/drift-page.ts";
import { reviewPage } from "../../src/html/pages/review-page.ts";
import { renderPage } from "../../src/html/render.ts";
import { lintSarif } from "../../src/lint/sarif.ts";
import { lintText } from "../../src/lint/text.ts";
import { reviewMarkdown } from "../../src/review/markdown/markdown.ts";
import { readPreviews } from "../../src/review/preview/read.ts";
import { reviewOf } from "../../src/review/review.ts";
import { code, inert } from "../../src/text/markdown.ts";
import { digest, step } from "../unit/review/previews.ts";

/** What people have tried in names, comments and properties, and what they did not. */
const TRICKS = [
  ...[
    "\r# heading",
    "\n# heading",
    "\r\n\r\n- item",
    "| a | b |",
    "\n---\n",
    "> quote",
    "1. one",
    "```\nout\n```",
  ],
  ...[
    "@everyone",
    "x @octocat y",
    "#1",
    "!7",
    "GH-1",
    "octo/cat#1",
    "https://evil.test/x",
    "www.evil.test",
    "a@evil.test",
  ],
  ...[
    "![i](https://evil.test/i.png)",
    "[l](https://evil.test)",
    "[l]: https://evil.test",
    "<https://evil.test>",
  ],
  ...[
    "<img src=x onerror=alert(1)>",
    "<!-- lakewright-review -->",
    "<script>alert(1)</script>",
    "</details>",
    "&lt;b&gt;",
  ],
  ...["\u001b]52;c;ZXZpbA==\u0007", "\u001b[2K", "\u009b31m", "\u0008\u0008", "\u0000", "\u2028", "\u0085"],
  ...[
    "\u202eevil",
    "\u2066x\u2069",
    "\u200b",
    "\ufeff",
    "\u{e0041}",
    "**b**",
    "_e_",
    "~~s~~",
    "`c`",
    "``",
    "\\",
    "$x$",
    "[^1]",
    "[x]",
  ],
];
const hostile = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom(...TRICKS) },
      fc.string({ unit: "binary", maxLength: 8 }),
      fc.string({ maxLength: 8 }),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(""));

/** Ours, and nothing else: a report links to nothing that others name, and holds no markup of theirs. */
const OURS = new Set([
  "root",
  "heading",
  "paragraph",
  "text",
  "list",
  "listItem",
  "strong",
  "inlineCode",
  "code",
  "table",
  "tableRow",
  "tableCell",
  "html",
]);
const OUR_HTML = /^<!-- lakewright[\w -]*-->$|^<\/?details>$|^<details><summary>[\w ,]+<\/summary>$/;
const OUR_HEADING =
  /^(Lakewright review: |: the preview failed|: [\d,]+ changes?, |( at )?: (no drift|\d+ differences?) in |[a-z ]+( \(\))?$)/;

function expectOnlyOurs(markdown: string, known: string): void {
  const tree = fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
  for (const node of nodesOf(tree)) {
    expect(OURS, `${node.type} in:\n${known}`).toContain(node.type);
    if (node.type === "html") expect((node as { value: string } & Node).value).toMatch(OUR_HTML);
    if (node.type === "heading") expect(textOf(node)).toMatch(OUR_HEADING);
    if (node.type !== "text") continue;
    const { value } = node as { value: string } & Node;
    // A mention, a reference or an address in what is no code becomes one on GitHub, GitLab and Azure DevOps.
    expect(value).not.toMatch(/(^|\W)[@#!%][A-Za-z0-9]|:\/\/|\bwww\.|\bGH-\d/i);
  }

  expect(markdown).not.toMatch(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/,
  );
}

function nodesOf(node: Node): readonly Node[] {
  return [node, ...((node as Partial<Parents>).children ?? []).flatMap(nodesOf)];
}

function textOf(node: Node): string {
  return nodesOf(node)
    .filter(({ type }) => type === "text")
    .map((each) => (each as { value: string } & Node).value)
    .join("");
}

function reportWith(text: () => string): DriftReport {
  const difference = (cause: "changedOutside" | "both"): Difference => ({
    ...({ what: "value", cause } as const),
    ...{ path: text(), declared: text(), deployed: text(), live: text() },
    who: {
      ...{ known: true, user: text(), at: "2026-11-26T06:00:00Z", operation: text(), version: 1 },
      ...{ job: { id: text(), name: text(), run: text() } },
    },
    ...{ impact: text(), adopt: { kind: "manual", says: text() }, revert: { manual: text() } },
  });
  return {
    ...{
      version: 1,
      stack: "prod",
      checkedAt: "2026-11-26T06:00:00Z",
      declaredBy: "plan",
      checked: 2,
      total: 3,
    },
    resources: [
      {
        ...{
          kind: "table",
          name: text(),
          object: text(),
          differences: [difference("both"), difference("changedOutside")],
        },
        revert: { command: text(), statements: [text(), text()], manual: text() },
      },
    ],
    waiting: [text()],
    settled: [{ name: text(), path: text(), now: text() }],
    unreadable: [{ kind: "table", name: text(), reason: text() }],
    notes: [text(), text()],
  };
}

function previewWith(text: () => string): string {
  const layout = (properties: object) => ({ table: `dev.gold.${text()}`, comment: text(), properties });
  const table = step("lakewright:index:TableLayout", text().replaceAll("::", ""), {
    old: layout({ [text()]: text() }),
    new: layout({ [text()]: text() }),
    diff: ["comment", "properties", "table"],
  });
  const cluster = step("databricks:index/cluster:Cluster", "c", {
    old: { clusterName: text(), sparkConf: { [text()]: text() }, nodeTypeId: text(), numWorkers: 2 },
    new: { clusterName: text(), sparkConf: { [text()]: text() }, nodeTypeId: text(), numWorkers: 3 },
    diff: ["clusterName", "sparkConf", "nodeTypeId", "numWorkers"],
  });
  const job = step("databricks:index/job:Job", text().replaceAll("::", ""), {
    old: {
      name: text(),
      tasks: [{ taskKey: text(), description: text(), sqlTask: { parameters: { statement: text() } } }],
    },
    new: {
      name: text(),
      schedule: { quartzCronExpression: text(), timezoneId: text() },
      tasks: [{ taskKey: text() }],
    },
    diff: ["name", "tasks", "schedule"],
  });
  const said = `will run 1 statement:\n  ALTER TABLE t ${text()}\n${text()}`;
  return digest([table, cluster, job], {
    diagnostics: [
      { urn: table.urn, severity: "info", message: said },
      { urn: table.urn, severity: "warning", message: text() },
      { urn: job.urn, severity: "error", message: text() },
    ],
  });
}

/** Deals out the given texts, over and over. */
function dealer(texts: readonly string[]): () => string {
  let at = 0;
  return () => texts[at++ % texts.length] ?? "";
}

const texts = fc.array(hostile, { minLength: 5, maxLength: 12 });
const RUNS = { numRuns: 100 };

describe("what others write into a report works on nobody who reads it", () => {
  test("a drift report as Markdown", () => {
    fc.assert(
      fc.property(texts, (some) => {
        expectOnlyOurs(driftMarkdown(reportWith(dealer(some))), JSON.stringify(some));
      }),
      RUNS,
    );
  });

  test("a review as Markdown", () => {
    fc.assert(
      fc.property(texts, (some) => {
        const review = reviewOf({ previews: readPreviews(previewWith(dealer(some)), "preview") });
        expectOnlyOurs(reviewMarkdown(review), JSON.stringify(some));
      }),
      RUNS,
    );
  });

  test("a page: no element that another one lacks, and no other script, address or handler", () => {
    const parts = (page: string) =>
      new Set(
        (page.match(/<\/?[a-z](?:"[^"]*"|'[^']*'|[^>"'])*>/gi) ?? []).flatMap((tag) => [
          tag.replaceAll(/"[^"]*"|'[^']*'/g, "").replaceAll(/\s+/g, " "),
          ...(tag.match(/\b(?:href|src)="(?!#)[^"]*/g) ?? []),
        ]),
      );
    const pages = (text: () => string) => [
      renderPage(driftPage(reportWith(text), { runs: new Map() })),
      renderPage(reviewPage(reviewOf({ previews: readPreviews(previewWith(text), "p") }), [], new Date(0))),
    ];
    // Texts that are nothing alike, and versions of one, whose words are marked.
    const harmless = [
      ["a", "b\nc", "d"],
      ["one two three\nfour", "one two five\nfour", "one six five\nfour"],
    ];
    const known = new Set(
      harmless.flatMap((some) => pages(dealer(some))).flatMap((page) => [...parts(page)]),
    );
    fc.assert(
      fc.property(texts, (some) => {
        for (const page of pages(dealer(some))) for (const part of parts(page)) expect(known).toContain(part);
      }),
      { numRuns: 50 },
    );
  });

  test("a terminal gets no escape sequence, and JSON says the same without one", () => {
    fc.assert(
      fc.property(texts, (some) => {
        const finding = (text: () => string) =>
          ({
            rule: "spark-conf/unknown-key",
            severity: "error",
            where: text(),
            message: text(),
            instead: text(),
            at: { file: text(), line: 1 },
          }) as const;
        const findings = [finding(dealer(some))];
        const report = reportWith(dealer(some));
        const said = captured(() => {
          print(driftText(report));
          print(lintText({ findings, notRead: [] }, { all: true }));
          printJson({ some });
          printJson(lintSarif({ findings, notRead: [] }));
        });

        expect(said).not.toMatch(
          /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200b-\u200f]/,
        );
      }),
      RUNS,
    );
    const odd = { a: ["\u009b2J\u202e\u{e0041}\u001b", "plain"] };
    expect(
      JSON.parse(
        captured(() => {
          printJson(odd);
        }),
      ),
    ).toEqual(odd);
  });

  test("a value in a line and a sentence, 10,000 of them", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 100, maxLength: 100 }), (some) => {
        const items = some.map((text) => `- ${code(text)}: ${inert(text)}`);
        const rows = some.map((text) => `| ${inert(text)} ${code(text)} |`);
        expectOnlyOurs([...items, "", "| a |", "| --- |", ...rows, ""].join("\n"), JSON.stringify(some));
      }),
      { numRuns: 100 },
    );
  });
});

function captured(write: () => void): string {
  let said = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    said += String(text);
    return true;
  });
  try {
    write();
  } finally {
    spy.mockRestore();
  }
  return said;
}
