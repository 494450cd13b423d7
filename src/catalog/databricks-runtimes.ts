import data from "./databricks-runtimes.json" with { type: "json" };
import type { Engine } from "./engine.ts";

/** One release of Databricks Runtime. Dates are ISO days. */
export interface DatabricksRuntime {
  /** `17.3`; since 18 a release has no minor number. */
  readonly version: string;
  /** The Apache Spark version it is built on. */
  readonly spark: string;
  /** Whose entries come nearest to its own. */
  readonly catalogue: Engine;
  /** Under long-term support. */
  readonly lts: boolean;
  readonly released: string;
  /** Last day of support; left out where Databricks has not set it. */
  readonly endOfSupport?: string;
  /** Scala versions that it is offered with; left out where it was not read. */
  readonly scala?: readonly string[];
  readonly source: string;
  readonly read: string;
}

// Kept by hand; a test holds the shape.
const runtimes = data.entries as Readonly<Record<string, Omit<DatabricksRuntime, "version">>>;

/**
 * What is known of a runtime.
 * @param runtime as a cluster names it, `17.3.x-scala2.13`, or as the documentation does, `17.3 LTS` or `18`
 */
export function databricksRuntime(runtime: string): DatabricksRuntime | undefined {
  const [, major, minor] = /^(\d+)(?:\.(\d+))?(?:\.x)?(?![\d.])/.exec(runtime.trim()) ?? [];
  if (major === undefined) return undefined;
  // A release of 18 and later is kept under its major number: minors come as maintenance of it.
  const version = [`${major}.${minor ?? "0"}`, major].find((name) => Object.hasOwn(runtimes, name));
  const found = version === undefined ? undefined : runtimes[version];
  return version === undefined || found === undefined ? undefined : { version, ...found };
}

/** Versions in the table, oldest first. */
export function databricksRuntimeVersions(): readonly string[] {
  return Object.keys(runtimes).sort((a, b) => Number(a) - Number(b));
}

/**
 * The catalogue that is nearest to a Databricks Runtime's own Spark: 13.3 is built on 3.4 and read by 3.5's,
 * 18 on 4.1 and read by 4.0's; {@link databricksRuntime} has the exact version.
 * @param runtime as a cluster names it, `17.3.x-scala2.13` or `15.4.x-photon-scala2.12`, or its number alone
 * @returns `undefined` for a runtime that the table of runtimes does not have
 */
export function engineOf(runtime: string): Engine | undefined {
  return databricksRuntime(runtime)?.catalogue;
}
