import { join, relative, resolve } from "node:path";

/** The clone this runs in. */
export const REPOSITORY = join(import.meta.dirname, "..", "..");

/** Another folder for all that a run writes, so that a trial leaves the clone's own workspace alone. */
export const SANDBOX_VARIABLE = "LAKEWRIGHT_SANDBOX";

const elsewhere = process.env[SANDBOX_VARIABLE] ?? "";

/** Everything a run writes; inside the clone it is ignored by git. */
export const SANDBOX = elsewhere === "" ? join(REPOSITORY, ".sandbox") : resolve(elsewhere);

/** Home of the workspace that stack `sandbox` is deployed to. */
export const HOME = join(SANDBOX, "kineo");

/** Pulumi's state of stack `sandbox`. */
export const STATE = join(SANDBOX, "state");

export const STACK = "sandbox";

/** Where the local workspace answers, and the token it asks for. */
export interface SandboxAddress {
  readonly url: string;
  readonly token: string;
}

/** A path as a user in the clone writes it. */
export function shown(path: string): string {
  const inside = relative(REPOSITORY, path);
  return inside.startsWith("..") ? path : inside;
}
