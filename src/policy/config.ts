import { defined } from "../model/defined.ts";
import { nearest } from "../model/nearest.ts";
import { UserError } from "../model/user-error.ts";
import type { Value, Values } from "../pulumi-rpc/value.ts";
import type { Acceptance } from "../rules/acceptance.ts";
import { type EnforcementLevel, policies } from "./policies.ts";
import { knownList, knownMap, knownText } from "./resources/known.ts";

/** What `--policy-pack-config` says of one policy, completed by the engine with the pack's own levels. */
export interface PolicySettings {
  readonly level: EnforcementLevel;
  readonly properties: Values;
}

export interface PackConfig {
  /** By policy. */
  readonly levels: ReadonlyMap<string, EnforcementLevel>;
  readonly accepted: readonly ResourceAcceptance[];
}

/** Findings of a rule about one resource that may stay. */
export interface ResourceAcceptance extends Acceptance {
  /** The resource's name in the program. */
  readonly resource: string;
}

/** The levels of the rules themselves, and nothing accepted. */
export const DEFAULT_CONFIG: PackConfig = {
  levels: new Map(policies.map(({ name, level }) => [name, level])),
  accepted: [],
};

/** JSON schema of `accept`, by which the engine refuses a configuration before the pack sees it. */
export const ACCEPT_SCHEMA = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["resource", "reason", "until"],
    properties: {
      resource: { type: "string", minLength: 1, description: "the resource's name in the program" },
      where: { type: "string", minLength: 1, description: "what of it, as the finding says; default all" },
      reason: { type: "string", minLength: 1, description: "why it may stay" },
      until: { type: "string", format: "date", description: "last day it holds, in UTC" },
    },
  },
} as const;

/** @throws UserError that names every policy the pack does not have */
export function readConfig(settings: ReadonlyMap<string, PolicySettings>): PackConfig {
  const byName = new Map(policies.map((policy) => [policy.name, policy]));
  // The engine hands "all" on beside the policies, to which it has applied it.
  const unknown = [...settings.keys()].filter((name) => name !== "all" && !byName.has(name));
  if (unknown.length > 0) {
    const faults = unknown.map((name) => {
      const meant = nearest(name, [...byName.keys()]);
      return `there is no policy "${name}"${meant === undefined ? "" : `; did you mean "${meant}"?`}`;
    });
    throw new UserError(faults.join("\n"));
  }
  return {
    levels: new Map([...settings].map(([name, { level }]) => [name, level])),
    accepted: [...settings].flatMap(([name, { properties }]) => {
      const rule = byName.get(name)?.rule;
      return rule === undefined
        ? []
        : knownList(properties["accept"]).map((entry) => acceptance(rule, entry));
    }),
  };
}

/** The engine has checked the shape. */
function acceptance(rule: string, entry: Value): ResourceAcceptance {
  const { resource, where, reason, until } = knownMap(entry);
  const of = knownText(where);
  return {
    ...{ rule, resource: knownText(resource) ?? "", reason: knownText(reason) ?? "" },
    until: (knownText(until) ?? "") as Acceptance["until"],
    ...defined({ where: of }),
  };
}
