import type { Settings } from "../../src/config/settings.ts";
import { type LakehousePlan, planLakehouse } from "../../src/plan/lakehouse.ts";
import type { Target } from "../../src/plan/target.ts";
import { findProject } from "../../src/project/find.ts";
import { loadLakehouse } from "../../src/project/lakehouse.ts";
import { readStackSettings } from "../../src/project/stack-settings.ts";
import { REPOSITORY } from "./places.ts";

/** The project of this repository, as the command loads it. */
export const project = findProject(REPOSITORY);

export const lakehouse = await loadLakehouse(project);

export const { tables, materializedViews = [] } = lakehouse;

/** Settings of one of its stacks. */
export function settingsOf(stack: string): Settings {
  return readStackSettings(project, stack);
}

export function targetOf(stack: string): Target {
  return { project: project.name, stack, settings: settingsOf(stack) };
}

export function planOf(stack: string): LakehousePlan {
  return planLakehouse(lakehouse, targetOf(stack));
}
