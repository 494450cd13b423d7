import { RefusedLayout } from "../provider/layout/plan.ts";
import { NoWorkspaceError, WorkspaceError } from "../provider/workspace/errors.ts";
import type { DriftedResource, SettledChange, UnseenResource } from "./report.ts";
import type { Compared } from "./sides.ts";

/** What one resource adds to the report. */
export interface Part {
  readonly drifted?: DriftedResource;
  readonly waiting?: string;
  readonly settled?: readonly SettledChange[];
  readonly unseen?: readonly UnseenResource[];
  readonly notes?: readonly string[];
  /** What nobody looked at because nobody was to ask a warehouse. */
  readonly notAsked?: "tags" | "refresh";
}

/** What both sides of one resource changed alike. */
export function settledIn(name: string, { settled }: Compared): readonly SettledChange[] {
  return settled.map(({ path, deployed, declared: now }) => ({
    ...{ name, path },
    ...(deployed === undefined ? {} : { deployed }),
    ...(now === undefined ? {} : { now }),
  }));
}

/** It was waited for, and is there as it is declared: the next up records it. */
export function noLongerWaiting(name: string): SettledChange {
  return { name, path: "status", deployed: "waiting", now: "applied" };
}

/** One resource that cannot be looked at keeps nobody from the others. */
export async function seen(
  { kind, name }: Pick<UnseenResource, "kind" | "name">,
  look: () => Promise<Part>,
): Promise<Part> {
  try {
    return await look();
  } catch (error) {
    return { unseen: [{ kind, name, reason: reasonOf(error) }] };
  }
}

/** @throws what is no matter of one resource: the workspace is out of reach, or the fault is ours */
export function reasonOf(error: unknown): string {
  if (error instanceof NoWorkspaceError) throw error;
  if (error instanceof WorkspaceError || error instanceof RefusedLayout) return error.message;
  throw error;
}
