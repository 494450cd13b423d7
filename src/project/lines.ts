import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PlanError } from "../plan/plan-error.ts";

/**
 * A plan whose errors name the lines that they are about.
 * @param root the project's folder
 */
export function withErrorLines<Plan>(root: string, plan: () => Plan): Plan {
  try {
    return plan();
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    throw new PlanError(error.stackName, withLines(error.findings, root));
  }
}

/** What a finding has that tells where it stands. */
interface Located {
  /** `subject/fault` */
  readonly rule: string;
  /** A table's name, or a path of the settings. */
  readonly where: string;
  readonly message: string;
  readonly at?: { readonly file: string; readonly line?: number } | undefined;
}

/**
 * Findings about files of a project, each with the line that it is about: that of the key or of the field that it names,
 * or of the object. What stands in no file, or nowhere in it, stays as it is.
 */
function withLines<Finding extends Located>(findings: readonly Finding[], root: string): readonly Finding[] {
  const texts = new Map<string, readonly string[]>();
  const linesOf = (file: string) => {
    const known = texts.get(file) ?? read(join(root, file));
    texts.set(file, known);
    return known;
  };
  return findings.map((finding) => {
    const { at } = finding;
    if (at === undefined || at.line !== undefined) return finding;
    const line = lineOf(linesOf(at.file), finding);
    return line === undefined ? finding : { ...finding, at: { ...at, line } };
  });
}

function read(path: string): readonly string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch {
    return [];
  }
}

function lineOf(lines: readonly string[], { rule, where, message }: Located): number | undefined {
  const [subject = "", fault = ""] = rule.split("/");
  const keys = [where, message].flatMap((text) => text.match(/\b(?:delta|spark)\.[\w.]*\w/g) ?? []);
  const own = where.split(".").at(-1) ?? "";
  const fields = [...keys, camel(fault), camel(subject)].map(
    (word) => new RegExp(`(?:^|[\\s{,"'])${escaped(word)}\\w*["']?\\s*:`, "i"),
  );
  const object = new RegExp(`["'(]${escaped(where)}["']|^\\s*${escaped(own)}\\s*:`);
  const found = [...fields, object]
    .map((pattern) => lines.findIndex((line) => pattern.test(line)))
    .find((at) => at >= 0);
  return found === undefined ? undefined : found + 1;
}

/** `auto-stop` is `autoStop` in a file. */
function camel(words: string): string {
  return words.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
