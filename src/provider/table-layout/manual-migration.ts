import type { LayoutDeclaration } from "../../model/layout.ts";
import type { LiveLayout } from "./live.ts";

/** A change that is not made, and how a person makes it. */
export interface ManualMigration {
  /** What is wanted, and why it is refused. */
  readonly what: string;
  /** What to write instead of the declaration, or what else to do. */
  readonly instead: string;
  /** Ways to make it by hand; none where no statements do. */
  readonly ways: readonly Way[];
}

/** A script that makes a change by hand, whole or, up to where it ends, nothing that could not go on. */
export interface Way {
  /** What comes of it, where there is more than one way. */
  readonly title?: string;
  /** Lines as they are pasted into a SQL editor. */
  readonly script: readonly string[];
}

export interface MigrationRequest {
  readonly declared: LayoutDeclaration;
  readonly live: LiveLayout;
  /** Columns that earlier runs declared. */
  readonly ours: readonly string[];
}

/** As a person reads it, line by line. */
export function writeManualWays({ what, instead, ways }: ManualMigration): readonly string[] {
  return [
    `- ${what}. ${instead}${ways.length > 0 && ways[0]?.title === undefined ? " By hand:" : ""}`,
    ...ways.flatMap(({ title, script }) => [
      ...(title === undefined ? [] : [`  ${title}:`]),
      ...script.map((line) => `    ${line}`),
    ]),
  ];
}
