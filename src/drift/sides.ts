import type { Json } from "../model/json.ts";
import type { Difference, Kind } from "./report.ts";

/** Values by path, in the words of the REST API or of a layout. */
export type Fields = Readonly<Record<string, string>>;

/** A resource as one of the three sides has it. */
export interface Side {
  readonly kind: Kind;
  /** Pulumi name. */
  readonly name: string;
  readonly fields: Fields;
}

/** A resource as the stack's state has it. */
export interface DeployedSide extends Side {
  readonly urn: string;
  readonly id: string;
  /** Its inputs as the REST API is sent them. @default nothing but `fields` is known */
  readonly sent?: Json;
  /** Its inputs with what the provider added to them: all that an up compares. @default `fields` */
  readonly recorded?: Fields;
  /** Its refresh reads all of it, so that an up sees every difference. @default the Databricks provider's, which does not */
  readonly readWhole?: true;
}

/** A value that the plan does not know: what only a deployment gives. */
export const UNDECIDED = "\u0000undecided";

/** One path on which sides differ, before anybody says why. */
export type Deviation = Pick<Difference, "path" | "declared" | "deployed" | "live" | "cause">;

export interface Compared {
  readonly deviations: readonly Deviation[];
  /** Both sides moved to the same value. */
  readonly settled: readonly Omit<Deviation, "cause">[];
  /** Paths of the live side that neither other side has. */
  readonly undeclared: readonly string[];
}

/** A resource as all three sides have it. */
export type Sides = Readonly<Record<"declared" | "deployed" | "live", Fields>>;

type Same = (path: string, a: string, b: string) => boolean;

/** Compares three sides, path by path. @param same whether two values mean the same; equal texts always do */
export function compareSides({ declared, deployed, live }: Sides, same: Same = () => false): Compared {
  const sides = { declared, deployed, live };
  const equal = (path: string, a: string | undefined, b: string | undefined) =>
    a === b || a === UNDECIDED || b === UNDECIDED || (a !== undefined && b !== undefined && same(path, a, b));
  const ours = [...new Set([...Object.keys(declared), ...Object.keys(deployed)])].sort();
  const deviations: Deviation[] = [];
  const settled: Omit<Deviation, "cause">[] = [];
  for (const path of ours) {
    const isPending = !equal(path, declared[path], deployed[path]);
    const isChangedOutside = !equal(path, live[path], deployed[path]);
    const values = valuesAt(path, sides);
    if (equal(path, declared[path], live[path])) {
      if (isPending && isChangedOutside) settled.push({ path, ...values });
      continue;
    }
    deviations.push({
      path,
      ...values,
      cause: isPending && isChangedOutside ? "both" : isPending ? "pendingDeployment" : "changedOutside",
    });
  }
  const known = new Set(ours);
  return {
    deviations,
    settled,
    undeclared: Object.keys(live)
      .filter((path) => !known.has(path))
      .sort(),
  };
}

function valuesAt(path: string, sides: Sides): Pick<Deviation, "declared" | "deployed" | "live"> {
  const known = Object.entries(sides)
    .map(([side, fields]) => [side, fields[path]] as const)
    .filter(([, value]) => value !== undefined && value !== UNDECIDED);
  return Object.fromEntries(known);
}
