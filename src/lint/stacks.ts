import { SettingsError } from "../config/parse.ts";
import { readStackSettings, stacksIn } from "../config/stack-file.ts";
import { UserError } from "../model/user-error.ts";
import type { Project } from "../project/project.ts";
import { acceptedIn, subjectOf } from "../plan/subject.ts";
import type { Finding } from "../rules/finding.ts";
import { examine } from "../rules/index.ts";
import { UsageError } from "../model/usage-error.ts";

/**
 * What the rules say of one stack of a project, or of all, each finding once.
 * @throws UserError with the faults of every stack's file
 */
export function lintStacks(
  { folder, lakehouse }: Project,
  { stack, today }: { readonly stack: string | undefined; readonly today: Date },
): readonly Finding[] {
  const stacks = stack === undefined ? stacksIn(folder) : [known(stack, folder)];
  const faults: string[] = [];
  const targets = stacks.flatMap((name) => {
    try {
      return [{ stack: name, settings: readStackSettings(folder, name) }];
    } catch (error) {
      if (!(error instanceof SettingsError)) throw error;
      faults.push(error.message);
      return [];
    }
  });
  if (faults.length > 0) throw new UserError(faults.join("\n"));
  const found = targets.map((target) =>
    examine(subjectOf(lakehouse, target), { accepted: acceptedIn(lakehouse, target), today }),
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

function known(stack: string, folder: string): string {
  if (stacksIn(folder).includes(stack)) return stack;
  try {
    readStackSettings(folder, stack);
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message);
    throw error;
  }
  return stack;
}
