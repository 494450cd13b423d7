import { defined } from "../model/defined.ts";
import { NoWorkspaceError, WorkspaceError } from "../databricks/errors.ts";
import type { DriftedResource, SettledChange, UnreadableResource } from "./report.ts";
import type { Compared } from "./sides.ts";

/** What one resource adds to the report. */
export interface Part {
  readonly drifted?: DriftedResource;
  readonly waiting?: string;
  readonly settled?: readonly SettledChange[];
  readonly unreadable?: readonly UnreadableResource[];
  readonly notes?: readonly string[];
  /** What was not checked, because no warehouse was to be asked. */
  readonly notAsked?: "tags" | "refresh";
}

/** What both sides of one resource changed alike. */
export function settledIn(name: string, { settled }: Compared): readonly SettledChange[] {
  return settled.map(({ path, deployed, declared: now }) => ({
    ...{ name, path },
    ...defined({ deployed, now }),
  }));
}

/** It was waited for, or deleted, and is there as it is declared: the next up records it. */
export function seenAgain(name: string, deployed: "waiting" | "deleted"): SettledChange {
  return { name, path: "status", deployed, now: "applied" };
}

interface Named {
  readonly name: string;
}

interface Checks<Declared, Deployed> {
  readonly kind: UnreadableResource["kind"];
  readonly check: (declared: Declared, deployed: Deployed) => Promise<Part>;
  readonly notDeployed: (declared: Declared) => DriftedResource;
  readonly notDeclared: (deployed: Deployed) => DriftedResource;
}

/** Checks all resources of one kind, which the files and the state know by the same names. */
export async function checkAll<Declared extends Named, Deployed extends Named>(
  declaration: readonly Declared[],
  deployment: readonly Deployed[],
  { kind, check, notDeployed, notDeclared }: Checks<Declared, Deployed>,
): Promise<readonly Part[]> {
  const declared = new Map(declaration.map((one) => [one.name, one]));
  const known = new Set(deployment.map(({ name }) => name));
  const ofState = deployment.map(async (deployed): Promise<Part> => {
    const { name } = deployed;
    const wanted = declared.get(name);
    return wanted === undefined
      ? { drifted: notDeclared(deployed) }
      : await checkedOrUnreadable({ kind, name }, () => check(wanted, deployed));
  });
  const isNew = declaration.filter(({ name }) => !known.has(name));
  return [...(await Promise.all(ofState)), ...isNew.map((one) => ({ drifted: notDeployed(one) }))];
}

/** One resource that cannot be read does not hide the others. */
async function checkedOrUnreadable(
  { kind, name }: Pick<UnreadableResource, "kind" | "name">,
  check: () => Promise<Part>,
): Promise<Part> {
  try {
    return await check();
  } catch (error) {
    return { unreadable: [{ kind, name, reason: unreadableReason(error) }] };
  }
}

/** @throws what is no matter of one resource: the workspace is out of reach, or the fault is ours */
export function unreadableReason(error: unknown): string {
  if (error instanceof NoWorkspaceError) throw error;
  if (error instanceof WorkspaceError) return error.message;
  throw error;
}
