import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { releasedBy } from "../../../src/cli/released.ts";
import { readStackSettings } from "../../../src/project/stack-settings.ts";
import type { LakehouseDeclaration } from "../../../src/model/index.ts";
import { type LakehousePlan, planLakehouse } from "../../../src/plan/lakehouse.ts";
import { PlanError } from "../../../src/plan/plan-error.ts";
import { reviewMarkdown } from "../../../src/review/markdown/markdown.ts";
import type { Preview } from "../../../src/review/preview/preview.ts";
import { readPreviews } from "../../../src/review/preview/read.ts";
import type { Review } from "../../../src/review/report.ts";
import { reviewOf } from "../../../src/review/review.ts";

/** Holds a folder for each scenario of a review, and `base`, which says what a scenario does not say. */
export const SCENARIOS = join(import.meta.dirname, "..", "review");

/** What one side of a scenario consists of. */
export interface Side {
  /** Module that exports `lakehouse`. */
  readonly lakehouse: string;
  /** Module that exports `extra`, which makes what the program has beside the lakehouse. */
  readonly extra: string;
  /** The stack's file. */
  readonly settings: string;
}

/** A scenario's `scenario.json`, where it needs one. */
export interface ScenarioOptions {
  /** Stacks to preview. @default dev */
  readonly stacks: readonly string[];
  /** Stacks that are deployed before, beside dev. @default none */
  readonly deployed: readonly string[];
  /** Statements that somebody runs on the workspace between the deployment and the preview. @default none */
  readonly "changed-outside": readonly string[];
  /** Arguments of the preview. @default none */
  readonly arguments: readonly string[];
  /** The engine prints events instead of one document. */
  readonly streamed: boolean;
  /** Characters that the review may have. */
  readonly longest?: number;
  readonly link?: string;
}

export function scenarioNames(): readonly string[] {
  return readdirSync(SCENARIOS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== "base")
    .map(({ name }) => name)
    .sort();
}

export function optionsOf(scenario: string): ScenarioOptions {
  const file = join(SCENARIOS, scenario, "scenario.json");
  const stated = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<ScenarioOptions>) : {};
  return { stacks: ["dev"], deployed: [], "changed-outside": [], arguments: [], streamed: false, ...stated };
}

/** What a folder lacks is as in the one before it: `after/`, `before/`, `base/`; a file with the stack's name comes first. */
export function sideOf(scenario: string, side: "before" | "after", stack = "dev"): Side {
  const folders = [
    ...(side === "after" ? [join(scenario, "after")] : []),
    join(scenario, "before"),
    "base",
  ].map((folder) => join(SCENARIOS, folder));
  const find = (...names: readonly string[]) => {
    const found = folders
      .flatMap((folder) => names.map((name) => join(folder, name)))
      .find((path) => existsSync(path));
    return found ?? "";
  };
  return {
    lakehouse: find(`lakehouse.${stack}.ts`, "lakehouse.ts"),
    extra: find(`extra.${stack}.ts`, "extra.ts"),
    settings: find(`Pulumi.${stack}.yaml`),
  };
}

/** The project of the recorded previews. */
const PROJECT = "shop";

/** Of a deployment: any day does, since findings are no part of a review. */
const TODAY = new Date("2026-11-25");

/** The plan of one side; `undefined` where the rules refuse it, or the stack is new. */
export async function planOf(side: Side, stack: string): Promise<LakehousePlan | undefined> {
  if (side.settings === "") return undefined;
  const { lakehouse } = (await import(side.lakehouse)) as { lakehouse: LakehouseDeclaration };
  const folder = join(side.settings, "..");
  const settings = readStackSettings({ root: folder, name: PROJECT, stackFiles: folder }, stack);
  try {
    return planLakehouse(lakehouse, { project: PROJECT, stack, settings, today: TODAY });
  } catch (error) {
    if (error instanceof PlanError) return undefined;
    throw error;
  }
}

/** The file that holds what the engine printed for a stack. */
export function recordingOf(scenario: string, stack: string): string {
  return join(SCENARIOS, scenario, `preview.${stack}.json`);
}

export function recorded(scenario: string): readonly Preview[] {
  return optionsOf(scenario).stacks.flatMap((stack) => {
    const file = recordingOf(scenario, stack);
    return readPreviews(readFileSync(file, "utf8"), file);
  });
}

/** The review of previews of a scenario, with the plans of its sides. */
export async function reviewScenario(
  scenario: string,
  previews: readonly Preview[],
): Promise<{ review: Review; markdown: string }> {
  const { stacks, longest, link } = optionsOf(scenario);
  const plans = async (side: "before" | "after") =>
    (await Promise.all(stacks.map((stack) => planOf(sideOf(scenario, side, stack), stack)))).filter(
      (plan) => plan !== undefined,
    );
  const review = reviewOf({
    previews,
    before: await plans("before"),
    after: await plans("after"),
    released: releasedBy,
  });
  const markdown = reviewMarkdown(review, {
    ...(longest === undefined ? {} : { longest }),
    ...(link === undefined ? {} : { link }),
  });
  return { review, markdown };
}
