import { valueNamed } from "../../model/any-case.ts";
import { constraintFaults, type Constraints } from "../../model/constraint-faults.ts";
import type { LayoutDeclaration } from "../../model/layout.ts";
import type { Statement } from "../../plan/sql.ts";
import type { ChangeKind, Changes } from "../../pulumi-rpc/resource.ts";
import { hasUnknown, isValues, UNKNOWN, type Unknown, type Value } from "../../pulumi-rpc/value.ts";
import { type Fail, shown } from "../inputs.ts";
import { sameExpression } from "./column-types.ts";
import { constraintsOf } from "./dependents.ts";
import type { LiveLayout } from "./live.ts";

/** Reads the input `constraints`; every fault at once. */
export function readConstraints(value: Value | undefined, fail: Fail): Constraints | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  if (hasUnknown(value)) return UNKNOWN;
  if (!isValues(value)) {
    fail("constraints", `${shown(value)} is no map of constraints; write { name: "condition" }`);
    return undefined;
  }
  const read = Object.entries(value).flatMap(([name, condition]) => {
    if (typeof condition === "string") return [[name, condition] as const];
    fail(path(name), `${shown(condition)} is no text; write a condition, such as "amount > 0"`);
    return [];
  });
  const constraints = Object.fromEntries(read);
  for (const { name, message, instead } of constraintFaults(constraints)) {
    fail(path(name), `${message}; write ${instead}`);
  }
  return constraints;
}

/** A declaration that goes leaves no constraint behind that is ours. */
export function diffConstraints(recorded: Constraints = {}, declared: Constraints | Unknown = {}): Changes {
  if (declared === UNKNOWN) return { constraints: "update" };
  const gone = Object.keys(recorded).filter((name) => valueNamed(declared, name) === undefined);
  const changes = Object.entries(declared).flatMap(([name, condition]): [string, ChangeKind][] => {
    const old = valueNamed(recorded, name);
    if (old === undefined) return [[path(name), "add"]];
    return sameExpression(old, condition) ? [] : [[path(name), "update"]];
  });
  return Object.fromEntries([...changes, ...gone.map((name) => [path(name), "delete"] as const)]);
}

export interface ConstraintRequest {
  readonly declared: LayoutDeclaration;
  readonly live: LiveLayout;
  /** Names that earlier runs declared for this very table. */
  readonly ourConstraints?: readonly string[];
}

/** Constraints that go, before the columns that they name change; and those that come, once these have. */
export function planConstraints({ declared, live, ourConstraints = [] }: ConstraintRequest): {
  readonly dropped: readonly Statement[];
  readonly added: readonly Statement[];
} {
  const { table, constraints: wanted = {} } = declared;
  const there = liveConstraints(live);
  const stays = (name: string) => {
    const [condition, live] = [valueNamed(wanted, name), valueNamed(there, name)];
    return condition !== undefined && live !== undefined && sameExpression(condition, live);
  };
  const ours = [...Object.keys(wanted), ...ourConstraints].map((name) => name.toLowerCase());
  return {
    dropped: Object.keys(there)
      .filter((name) => ours.includes(name.toLowerCase()) && !stays(name))
      .map((name) => ({ kind: "dropConstraint", table, name })),
    added: Object.entries(wanted)
      .filter(([name]) => !stays(name))
      .map(([name, expression]) => ({ kind: "addConstraint", table, name, expression })),
  };
}

/** The live conditions of our constraints and of no others, in the declared words where they say the same. */
export function reportConstraints({ declared, live, ourConstraints = [] }: ConstraintRequest): {
  readonly constraints?: Constraints;
} {
  const { constraints: wanted } = declared;
  if (wanted === undefined && ourConstraints.length === 0) return {};
  const there = liveConstraints(live);
  const names = [
    ...Object.keys(wanted ?? {}),
    ...ourConstraints.filter((name) => valueNamed(wanted ?? {}, name) === undefined),
  ];
  const found = names.flatMap((name) => {
    const [condition, declaredAs] = [valueNamed(there, name), valueNamed(wanted ?? {}, name)];
    if (condition === undefined) return [];
    const isSame = declaredAs !== undefined && sameExpression(declaredAs, condition);
    return [[name, isSame ? declaredAs : condition] as const];
  });
  return wanted === undefined && found.length === 0 ? {} : { constraints: Object.fromEntries(found) };
}

function liveConstraints(live: LiveLayout): Constraints {
  return Object.fromEntries(constraintsOf(live).map(({ name, expression }) => [name, expression]));
}

function path(name: string): string {
  return `constraints[${JSON.stringify(name)}]`;
}
