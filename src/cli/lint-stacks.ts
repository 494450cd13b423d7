import { join } from "node:path";
import { SettingsError } from "../config/parse.ts";
import { readStackSettings, stacksIn } from "../config/stack-file.ts";
import { UserError } from "../model/user-error.ts";
import { acceptedIn, subjectOf } from "../plan/subject.ts";
import type { Finding } from "../rules/finding.ts";
import { examine } from "../rules/index.ts";
import { estate } from "../../tables/estate.ts";
import { UsageError } from "./usage-error.ts";

const REPOSITORY = join(import.meta.dirname, "..", "..");

/**
 * What the rules say of one stack of this repository, or of all, each finding once.
 * @throws UserError with the faults of every stack's file
 */
export function lintStacks(stack: string | undefined, today: Date): readonly Finding[] {
  const stacks = stack === undefined ? stacksIn(REPOSITORY) : [known(stack)];
  const faults: string[] = [];
  const targets = stacks.flatMap((name) => {
    try {
      return [{ stack: name, settings: readStackSettings(REPOSITORY, name) }];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) throw new UserError(faults.join("\n"));
  const found = targets.map((target) =>
    examine(subjectOf(estate, target), { accepted: acceptedIn(estate, target), today }),
  );
  const same = new Map<string, Finding[]>();
  for (const finding of found.flat()) {
    const key = JSON.stringify(finding);
    same.set(key, [...(same.get(key) ?? []), finding]);
  }
  return [...same.values()].flatMap(([finding, ...others]) => {
    // An acceptance in a table's file is of use when one stack needs it.
    const needed =
      finding?.rule === "acceptance/unused" && isShared(finding) && others.length + 1 < stacks.length;
    return finding === undefined || needed ? [] : [finding];
  });
}

function isShared({ at }: Finding): boolean {
  return at?.file.startsWith("Pulumi.") !== true;
}

function known(stack: string): string {
  if (stacksIn(REPOSITORY).includes(stack)) return stack;
  try {
    readStackSettings(REPOSITORY, stack);
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message);
    throw error;
  }
  return stack;
}
