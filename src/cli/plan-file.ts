import { readFileSync } from "node:fs";
import type { LakehousePlan } from "../plan/lakehouse.ts";
import { UserError } from "../model/user-error.ts";

const WANTED = 'give what "lakewright plan --stack NAME --json" prints';

/** @throws UserError where the file is not there or holds no plan */
export function readPlan(file: string): LakehousePlan {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw error instanceof SyntaxError
      ? new UserError(`${file}: it is not JSON; ${WANTED}`)
      : readError(error, file);
  }
  // Plans of this version are written by this library alone, so the fields that tell one are enough.
  const { version, stack, compute, tables } = (value ?? {}) as Partial<Record<keyof LakehousePlan, unknown>>;
  if (version === 1 && typeof stack === "string" && compute !== undefined && Array.isArray(tables)) {
    return value as LakehousePlan;
  }
  throw new UserError(`${file}: it is no plan; ${WANTED}`);
}

/** What the system says of a file that could not be read, in one line; anything else as it is. */
export function readError(error: unknown, file: string): unknown {
  if (!(error instanceof Error && "code" in error && typeof error.code === "string")) return error;
  return new UserError(`${file}: ${error.code === "ENOENT" ? "there is no such file" : error.message}`);
}
