import { SettingsError } from "../config/parse.ts";
import { UserError } from "../model/user-error.ts";
import type { LakehouseDeclaration } from "../model/index.ts";
import type { Project } from "../project/find.ts";
import { readStackSettings, stacksIn } from "../project/stack-settings.ts";
import { acceptedIn, subjectOf } from "../plan/subject.ts";
import type { Finding } from "../rules/finding.ts";
import { examine } from "../rules/index.ts";
import { UsageError } from "../model/usage-error.ts";

interface Options {
  readonly lakehouse: LakehouseDeclaration;
  /** @default every stack that has a file */
  readonly stack: string | undefined;
  readonly today: Date;
}

/**
 * What the rules say of one stack of a project, or of all, each finding once.
 * @throws UserError with the faults of every stack's file
 */
export function lintStacks(project: Project, { lakehouse, stack, today }: Options): readonly Finding[] {
  const stacks = stack === undefined ? stacksIn(project) : [known(stack, project)];
  if (stacks.length === 0) {
    throw new UserError(
      `${project.stackFiles} has no Pulumi.<stack>.yaml; without settings there is no stack to judge`,
    );
  }
  const faults: string[] = [];
  const targets = stacks.flatMap((name) => {
    try {
      return [{ project: project.name, stack: name, settings: readStackSettings(project, name) }];
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

function known(stack: string, project: Project): string {
  if (stacksIn(project).includes(stack)) return stack;
  try {
    readStackSettings(project, stack);
  } catch (error) {
    if (error instanceof SettingsError) throw new UsageError(error.message);
    throw error;
  }
  return stack;
}
