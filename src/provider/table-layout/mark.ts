import { sameFullName } from "../../model/full-name.ts";

/**
 * The property by which a table says who manages its layout: `<project>/<stack>/<resource> on <catalog.schema.table>`.
 * Written by this plugin only, so that two stacks cannot undo each other's layout without a word. Properties travel
 * with every CLONE and LIKE, and with a catalog that is renamed: the mark names its table, and says nothing on another.
 */
export const MARK = "lakewright.managedBy";

/** A resource of a stack, as the mark names it. */
export interface Manager {
  /** `<project>/<stack>` */
  readonly stack: string;
  readonly resource: string;
}

/** What may bear a mark. */
export interface Marked {
  /** Full name. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** Who a resource is, from its URN: `urn:pulumi:<stack>::<project>::<types>::<name>`. */
export function managerOf(urn: string): Manager {
  const [head = "", project = "", , ...name] = urn.split("::");
  return { stack: `${project}/${head.replace(/^urn:pulumi:/, "")}`, resource: name.join("::") };
}

export function managerName({ stack, resource }: Manager): string {
  return `${stack}/${resource}`;
}

export function markOf(manager: Manager, name: string): string {
  return `${managerName(manager)}${ON}${name}`;
}

/** Who a live table or view says manages it. */
export function markedManager({ name, properties }: Marked): Manager | undefined {
  const mark = properties[MARK] ?? "";
  const at = mark.lastIndexOf(ON);
  if (at < 0 || !sameFullName(mark.slice(at + ON.length), name)) return undefined;
  const [project, stack, ...resource] = mark.slice(0, at).split("/");
  if (project === undefined || stack === undefined || resource.length === 0) return undefined;
  return { stack: `${project}/${stack}`, resource: resource.join("/") };
}

/** Another stack than that of `manager` which a live table or view says manages it. */
export function conflictingManager(marked: Marked, { stack }: Manager): Manager | undefined {
  const other = markedManager(marked);
  return other?.stack === stack ? undefined : other;
}

const ON = " on ";
