import { join } from "node:path";

/** The clone this runs in. */
export const REPOSITORY = join(import.meta.dirname, "..", "..");

/** Everything a run writes inside the clone; ignored by git. */
export const SANDBOX = join(REPOSITORY, ".sandbox");

/** Home of the workspace that stack `sandbox` is deployed to. */
export const HOME = join(SANDBOX, "kineo");

/** Pulumi's state of stack `sandbox`. */
export const STATE = join(SANDBOX, "state");

export const STACK = "sandbox";
