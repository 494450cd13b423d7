import type { LiveLayout } from "./live.ts";

/**
 * The property by which a table says who manages its layout: `<project>/<stack>/<resource>`. Written by this
 * plugin only, so that two stacks cannot undo each other's layout without a word.
 */
export const MARK = "lakewright.managedBy";

/** A resource of a stack, as the mark names it. */
export interface Manager {
  /** `<project>/<stack>` */
  readonly stack: string;
  readonly resource: string;
}

/** Who a resource is, from its URN: `urn:pulumi:<stack>::<project>::<types>::<name>`. */
export function managerOf(urn: string): Manager {
  const [head = "", project = "", , ...name] = urn.split("::");
  return { stack: `${project}/${head.replace(/^urn:pulumi:/, "")}`, resource: name.join("::") };
}

export function markOf({ stack, resource }: Manager): string {
  return `${stack}/${resource}`;
}

/** Who the live table says manages it. */
export function markedManager({ properties }: Pick<LiveLayout, "properties">): Manager | undefined {
  const [project, stack, ...resource] = (properties[MARK] ?? "").split("/");
  if (project === undefined || stack === undefined || resource.length === 0) return undefined;
  return { stack: `${project}/${stack}`, resource: resource.join("/") };
}

/** Another stack than that of `manager` which the live table says manages it. */
export function conflictingManager(
  live: Pick<LiveLayout, "properties">,
  { stack }: Manager,
): Manager | undefined {
  const marked = markedManager(live);
  return marked?.stack === stack ? undefined : marked;
}
