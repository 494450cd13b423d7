import { defined } from "../model/defined.ts";
import { UNKNOWN, type Value } from "../pulumi-rpc/value.ts";
import { settle } from "../rules/acceptance.ts";
import type { Finding } from "../rules/finding.ts";
import { aboutFinding } from "../rules/finding-text.ts";
import { examine } from "../rules/index.ts";
import { subject, type Subject } from "../rules/subject.ts";
import { DEFAULT_CONFIG, type PackConfig, type ResourceAcceptance } from "./config.ts";
import { type EnforcementLevel, policyName } from "./policies.ts";
import { isJudged, readResource, WAREHOUSE } from "./resources/index.ts";
import type { Neighbours, PulumiResource } from "./resources/resource.ts";

/** A finding that goes to the engine. */
export interface Violation {
  readonly policy: string;
  readonly level: Exclude<EnforcementLevel, "disabled" | "remediate">;
  readonly message: string;
  /** @default the stack */
  readonly urn?: string;
}

/** What the engine says of a resource once all are registered. */
export interface StackResource {
  readonly urn: string;
  /** In the workspace. @default not created yet */
  readonly id?: string;
  /** Resources whose outputs an input was made of, by input. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
}

/** Holds the resources of one preview or update against the rules: each as it comes, then all together. */
export class PolicyPack {
  readonly #today: () => Date;
  #config = DEFAULT_CONFIG;
  /** What came so far, with what was said of it. */
  readonly #seen = new Map<
    string,
    { readonly resource: PulumiResource; readonly told: ReadonlySet<string> }
  >();

  constructor(today: () => Date = () => new Date()) {
    this.#today = today;
  }

  configure(config: PackConfig): void {
    this.#config = config;
  }

  /** What is wrong with a resource by itself, before anything is done to it. */
  analyze(resource: PulumiResource): readonly Violation[] {
    if (!isJudged(resource.type)) return [];
    const found = examine(this.#subjectOf([readResource(resource, ALONE)]), {
      accepted: this.#acceptedFor(resource),
      today: this.#today(),
    })
      // Only with all resources in sight is it known that nothing needs an acceptance.
      .filter(({ rule }) => rule !== "acceptance/unused");
    this.#seen.set(resource.urn, { resource, told: new Set(found.map(keyOf)) });
    return found.flatMap((finding) => this.#violation(finding, resource.urn));
  }

  /** What is wrong with resources beside each other, and which acceptances hold nothing. */
  analyzeStack(stack: readonly StackResource[]): readonly Violation[] {
    const present = stack.flatMap(({ urn }) => this.#seen.get(urn) ?? []);
    const neighbours = new Warehouses(
      stack,
      present.map(({ resource }) => resource),
    );
    const whole = this.#subjectOf(present.map(({ resource }) => readResource(resource, neighbours)));
    const found = Map.groupBy(examine(whole, { today: this.#today() }), ({ at }) => at?.file);
    return [
      ...present.flatMap(({ resource, told }) =>
        settle(found.get(resource.urn) ?? [], this.#acceptedFor(resource), this.#today())
          .filter((finding) => !told.has(keyOf(finding)))
          .filter(({ rule }) => rule !== "acceptance/unused" || !resource.pending)
          .flatMap((finding) => this.#violation(finding, resource.urn)),
      ),
      ...this.#config.accepted
        .filter(({ resource }) => !present.some((other) => other.resource.name === resource))
        .flatMap((acceptance) => this.#violation(ofNoResource(acceptance))),
    ];
  }

  #subjectOf(parts: readonly Partial<Subject>[]): Subject {
    return subject({
      today: this.#today().toISOString().slice(0, 10),
      confs: parts.flatMap(({ confs = [] }) => confs),
      tables: parts.flatMap(({ tables = [] }) => tables),
      clusters: parts.flatMap(({ clusters = [] }) => clusters),
      warehouses: parts.flatMap(({ warehouses = [] }) => warehouses),
      jobs: parts.flatMap(({ jobs = [] }) => jobs),
    });
  }

  #acceptedFor({ name }: PulumiResource): readonly ResourceAcceptance[] {
    return this.#config.accepted.filter(({ resource }) => resource === name);
  }

  #violation(finding: Finding, urn?: string): readonly Violation[] {
    const policy = policyName(finding.rule);
    const level = this.#config.levels.get(policy) ?? "disabled";
    if (level === "disabled") return [];
    return [
      {
        ...{ policy, message: messageOf(finding) },
        level: level === "remediate" ? "mandatory" : level,
        ...defined({ urn }),
      },
    ];
  }
}

const ALONE: Neighbours = { warehouse: () => undefined };

/** The warehouses of a stack, as its jobs refer to them. */
class Warehouses implements Neighbours {
  /** The one name of each, by URN; two of the same name cannot be told apart. */
  readonly #names = new Map<string, string>();
  readonly #stack: ReadonlyMap<string, StackResource>;

  constructor(stack: readonly StackResource[], resources: readonly PulumiResource[]) {
    this.#stack = new Map(stack.map((resource) => [resource.urn, resource]));
    const warehouses = resources.filter(({ type }) => type === WAREHOUSE);
    for (const { urn, name } of warehouses) {
      if (warehouses.filter((other) => other.name === name).length === 1) this.#names.set(urn, name);
    }
  }

  /** By its id, and where that is not known yet by being the only warehouse that the job's tasks are made of. */
  warehouse(job: PulumiResource, id: Value | undefined): string | undefined {
    if (id === UNKNOWN) {
      const made = this.#stack.get(job.urn)?.dependencies["tasks"]?.filter((urn) => this.#names.has(urn));
      return made?.length === 1 ? this.#names.get(made[0] ?? "") : undefined;
    }
    const [urn] = [...this.#names.keys()].filter(
      (one) => id !== undefined && this.#stack.get(one)?.id === id,
    );
    return urn === undefined ? undefined : this.#names.get(urn);
  }
}

function ofNoResource({ rule, resource }: ResourceAcceptance): Finding {
  return {
    ...{ rule: "acceptance/unused", severity: "warning", where: resource },
    message: `accepts ${rule} of a resource that this stack does not have`,
    instead: "take the acceptance away, or correct the resource's name",
  };
}

function messageOf(finding: Finding): string {
  const { rule, instead, at } = finding;
  const about = aboutFinding(finding);
  const part = at?.part === undefined || about.includes(at.part) ? "" : `${at.part}: `;
  return `${part}${about}\ninstead: ${instead}  [${rule}]`;
}

function keyOf(finding: Finding): string {
  return JSON.stringify(finding);
}
