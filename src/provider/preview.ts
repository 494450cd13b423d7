import { UNKNOWN, type Unknown } from "../pulumi-rpc/value.ts";
import { NoWorkspaceError } from "../databricks/errors.ts";

/** A preview names a workspace out of reach once, not resource by resource. */
export async function orUnknown<T>(preview: () => Promise<T>): Promise<T | Unknown> {
  try {
    return await preview();
  } catch (error) {
    if (error instanceof NoWorkspaceError && error.repeated) return UNKNOWN;
    throw error;
  }
}

/** @param statements as SQL; lines behind the first are indented as the first is */
export function willRun(statements: readonly string[]): string {
  const count = statements.length === 1 ? "1 statement" : `${statements.length} statements`;
  return [
    `will run ${count}:`,
    ...statements.map((statement) => `  ${statement.replaceAll("\n", "\n  ")}`),
  ].join("\n");
}

/** As `willRun`, of a table or view that is there and may be as declared. */
export function willChange(name: string, statements: readonly string[]): string {
  return statements.length === 0
    ? `${name} is already as declared; nothing will be sent.`
    : willRun(statements);
}
