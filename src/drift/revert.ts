import { RefusedLayout } from "../pulumi-rpc/resource.ts";
import type { Revert } from "./report.ts";

/**
 * What an up does about a table or view, or a person where it is refused.
 * @param command the up
 * @param plan the statements that it sends
 */
export function revertBy(command: string, plan: () => readonly string[]): Revert {
  try {
    const statements = plan();
    return statements.length === 0 ? {} : { command, statements };
  } catch (error) {
    if (!(error instanceof RefusedLayout)) throw error;
    return { manual: error.message };
  }
}

/** Whether an up has nothing to do. */
export function isNothing(revert: Revert): boolean {
  return Object.keys(revert).length === 0;
}
