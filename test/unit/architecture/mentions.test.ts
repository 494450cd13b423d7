import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, posix } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const exclude = ["**/node_modules/**", ".sandbox/**", "**/dist/**"];
const files = globSync("{**/*.*,.*}", { exclude });
const byName = Map.groupBy(files, (file) => basename(file));

/** Files of others' projects, or of a run, that a text speaks of. */
const ELSEWHERE = [
  "jobs/nightly.py",
  "tables/gold/t.ts",
  "tables/gold/mv_completions.ts",
  "warehouse/catalog.json",
  "review.md",
];

/** What a file says to its readers: all of a page, the comments of a program. */
function texts(file: string): readonly string[] {
  const content = readFileSync(file, "utf8").replaceAll(/https?:\/\/[^\s)"'`>]+/g, "");
  if (file.endsWith(".md")) return [content];
  if (!file.endsWith(".ts")) return [...content.matchAll(/^\s*#.*$/gm)].map(([line]) => line);
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, content);
  const found: string[] = [];
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    if (kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia)
      found.push(scanner.getTokenText());
  }
  return found;
}

const MENTION =
  /(?<![\w/.:@*$<>{}-])((?:\.{1,2}\/)*(?:[\w.-]+\/)*\w[\w.-]*\.(?:ts|mjs|js|md|py|sh|sql|json|ya?ml))(?![\w*/-])/g;

/** A name alone may be any file's of that name; data, which runs leave everywhere, is named with its folder. */
function exists(file: string, mention: string): boolean {
  const named = byName.get(basename(mention)) ?? [];
  if (!mention.includes("/")) return named.length > 0 || !/\.(ts|mjs|py|sh|md)$/.test(mention);
  const places = [posix.normalize(mention), posix.join(posix.dirname(file), mention)];
  return named.some((other) => places.includes(other) || other.endsWith(`/${mention}`));
}

test("a file that a comment or a page names is there", () => {
  const readers = files.filter(
    (file) =>
      /\.(ts|md|py|sh)$/.test(file) && !/^test\/(scenarios\/review\/.+\/|unit\/cli\/kineo\/)/.test(file),
  );
  const mentions = readers.flatMap((file) =>
    texts(file).flatMap((text) => [...text.matchAll(MENTION)].map(([, mention = ""]) => ({ file, mention }))),
  );
  expect(mentions.length).toBeGreaterThan(200);
  const missing = mentions.filter(
    ({ file, mention }) => !ELSEWHERE.includes(mention) && !exists(file, mention),
  );
  expect(missing.map(({ file, mention }) => `${file}: ${mention}`)).toEqual([]);
});

test("a link of a page leads to a file", () => {
  const links = files
    .filter((file) => file.endsWith(".md") && !file.startsWith("test/scenarios/review/"))
    .flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\]\((?!\w+:)([^)#\s]+)[^)]*\)/g)].map(([, link = ""]) => ({
        file,
        link,
      })),
    );
  expect(links.length).toBeGreaterThan(20);
  const broken = links.filter(({ file, link }) => !existsSync(posix.join(posix.dirname(file), link)));
  expect(broken.map(({ file, link }) => `${file}: ${link}`)).toEqual([]);
});

test("decisions are numbered one by one, each by its file's name", () => {
  const decisions = files.filter((file) => file.startsWith("docs/decisions/")).sort();
  const titles = decisions.map((file) => /^# (\d+)\./.exec(readFileSync(file, "utf8"))?.[1] ?? "");
  expect(titles).toEqual(decisions.map((_, at) => String(at + 1)));
  expect(decisions.map((file) => Number(basename(file).slice(0, 4)))).toEqual(
    decisions.map((_, at) => at + 1),
  );
});
