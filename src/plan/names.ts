import type { Target } from "./target.ts";

/** Pulumi project of the stack; part of the tags that tell whose an object is. */
export const PROJECT = "kineo-lakehouse";

/** Physical name of an object: one workspace may hold several stacks. */
export function physicalName(lakehouse: string, { stack }: Target, what: string): string {
  return `${lakehouse}-${stack}-${what}`;
}

/** Tags by which an object is found again when its id is not known. */
export function ownerTags({ stack, settings }: Target): Readonly<Record<string, string>> {
  return { ...settings.tags, managed_by: "lakewright", stack: `${PROJECT}/${stack}` };
}
