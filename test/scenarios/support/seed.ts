import { seededHome } from "./sandbox.ts";

/** Runs once before all scenarios: files that run side by side must not write the template at the same time. */
export async function setup(): Promise<void> {
  await seededHome();
}
