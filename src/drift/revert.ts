import { RefusedLayout } from "../pulumi-rpc/resource.ts";
import type { PutBack } from "./report.ts";

/**
 * What an up does about a table or view, or a person where it is refused.
 * @param command the up
 * @param plan the statements that it sends
 */
export function putBackBy(command: string, plan: () => readonly string[]): PutBack {
  try {
    const statements = plan();
    return statements.length === 0 ? {} : { command, statements };
  } catch (error) {
    if (!(error instanceof RefusedLayout)) throw error;
    return { byHand: error.message };
  }
}

/** Whether an up has nothing to do. */
export function isNothing(putBack: PutBack): boolean {
  return Object.keys(putBack).length === 0;
}
