import { ToolchainError } from "./error.ts";

/** The three ways to Pulumi: one that is installed already, Pulumi's own download, and Go modules. */
export type Way = "path" | "installer" | "build";

const WAYS: readonly Way[] = ["path", "installer", "build"];

export const FORCE_VARIABLE = "LAKEWRIGHT_TOOLCHAIN";

/** @throws ToolchainError when the variable is set to something else than a way */
export function forcedWay(value: string | undefined): Way | undefined {
  if (value === undefined || value === "") return undefined;
  const way = WAYS.find((known) => known === value);
  if (way !== undefined) return way;
  throw new ToolchainError(
    `${FORCE_VARIABLE} is "${value}"; it can be ${WAYS.join(", ")}, or unset to choose by itself.`,
  );
}

/**
 * The ways to try, in order. What lies finished in the cache goes before what must be fetched first, so that a machine
 * that built once does not ask the network at every start.
 */
export function waysToTry(
  forced: Way | undefined,
  cached: { readonly installer: boolean; readonly build: boolean },
): readonly Way[] {
  if (forced !== undefined) return [forced];
  if (!cached.installer && cached.build) return ["path", "build", "installer"];
  return WAYS;
}
