import { accessChanges } from "./access.ts";
import { judgeField, type KindBehaviour, type Verdict } from "./behaviour/behaviour.ts";
import { propertyBehaviour } from "./behaviour/table-properties.ts";
import { type FieldChange, fieldChanges } from "./preview/fields.ts";
import type { Step } from "./preview/preview.ts";
import { record } from "./preview/value.ts";
import { NOT_KNOWN } from "./preview/values.ts";
import { byRank, type Effect, type Operation } from "./report.ts";
import type { Secrets } from "./secrets.ts";
import { taskChanges } from "./tasks.ts";

/** An effect, with what undoes it where that is more than to revert. */
export interface Judged extends Effect {
  readonly undo?: string;
}

/** Lists that are compared by name, since their places say nothing. */
const BY_NAME: Readonly<Record<string, string>> = {
  "databricks:index/job:Job": "tasks",
  "databricks:index/permissions:Permissions": "accessControls",
};

export interface EffectsRequest {
  readonly step: Step;
  readonly operation: Operation;
  readonly behaviour: KindBehaviour;
  readonly secrets: Secrets;
}

/** What a step does, the worst first. */
export function effectsOf(request: EffectsRequest): readonly Judged[] {
  return [...whole(request), ...fields(request), ...protection(request)].sort(byRank);
}

/** A layout that was declared to go with its declaration. */
function isTakenAway({ type, old }: Step): boolean {
  return type === "lakewright:index:TableLayout" && old?.inputs["onRemoval"] === "unset";
}

/** Permissions of something that is created with them take nobody's access away. */
function isForNew(step: Step): boolean {
  return isAccess(step) && Object.values(step.new?.inputs ?? {}).includes(NOT_KNOWN);
}

const FOR_NEW: Verdict = {
  rank: "metadata",
  why: "who may use what is created with it",
  source: "Databricks REST API, Permissions: Set",
};

function whole({ step, operation, behaviour }: EffectsRequest): readonly Judged[] {
  const of = (verdict: Verdict): readonly Judged[] => [{ ...signed(verdict), field: "" }];
  switch (operation) {
    case "create":
      return of(isForNew(step) ? FOR_NEW : behaviour.created);
    case "delete":
      return of(behaviour.deletedAs?.(step.old?.inputs ?? {}) ?? behaviour.deleted);
    case "replace": {
      const verdict = behaviour.replaced ?? behaviour.deleted;
      return of({ ...verdict, why: `it is made anew: ${verdict.why}` });
    }
    case "forget":
      return of({
        rank: "metadata",
        why: "it stays as it is, and is nobody's from now on",
        source: "Pulumi: retainOnDelete",
      });
    case "adopt":
      return of({
        rank: "metadata",
        why: "it is there already, and becomes this stack's",
        source: "Pulumi: import",
      });
    case "read":
      return of({ rank: "metadata", why: "it is looked at and left as it is", source: "Pulumi: read" });
    case "update":
      return [];
  }
}

function fields({ step, operation, behaviour, secrets }: EffectsRequest): readonly Judged[] {
  if (operation === "create") return created(step, secrets);
  if (operation === "delete" && isTakenAway(step)) {
    return Object.entries(record(step.old?.outputs["properties"])).map(([key, from]) => {
      const change: FieldChange = { path: ["properties", key], from };
      return judged(change, propertyBehaviour(change), secrets);
    });
  }
  if (operation === "delete" || operation === "forget" || operation === "read") return [];
  const changes = fieldChanges(step);
  const compared = byName(step, secrets);
  // Where the declarations are alike, it is the workspace that differs: then field by field.
  const rest = changes.filter(({ path }) => compared.length === 0 || path[0] !== BY_NAME[step.type]);
  return [...rest.map((change) => judged(change, judgeField(behaviour, change), secrets)), ...compared];
}

/** What a new resource brings with it that is worth a look before it is there. */
function created(step: Step, secrets: Secrets): readonly Judged[] {
  if (step.type === "lakewright:index:TableLayout") return createdLayout(step, secrets);
  return step.type === "databricks:index/job:Job" ? byName(step, secrets) : [];
}

function createdLayout({ new: next }: Step, secrets: Secrets): readonly Judged[] {
  // A table that the stack creates has nothing yet that could be hurt.
  if (next?.inputs["columns"] !== undefined) return [];
  const { kind } = record(next?.inputs["clustering"]);
  const clustering: FieldChange = { path: ["clustering"], to: next?.inputs["clustering"] };
  return [
    ...Object.entries(record(next?.inputs["properties"])).map(([key, value]) => {
      const change: FieldChange = { path: ["properties", key], to: value };
      return judged(change, propertyBehaviour(change), secrets);
    }),
    ...(kind === "columns" || kind === "auto"
      ? [
          judged(
            clustering,
            {
              rank: "rewrite",
              why: "where the table is not clustered so already, OPTIMIZE orders what is new, and OPTIMIZE FULL, by hand, the whole table",
              source: "Databricks, Use liquid clustering for tables",
            },
            secrets,
          ),
        ]
      : []),
  ];
}

function isAccess({ type }: Step): boolean {
  return type === "databricks:index/permissions:Permissions";
}

function byName(step: Step, secrets: Secrets): readonly Judged[] {
  const { old, new: next } = step;
  const tasks = step.type === "databricks:index/job:Job" ? taskChanges(old?.inputs, next?.inputs) : [];
  const access = isAccess(step) ? accessChanges(old?.inputs, next?.inputs) : [];
  return [
    ...tasks.map(({ path, verdict, ...values }) =>
      judged({ path: ["tasks", ...path], ...values }, verdict, secrets),
    ),
    ...access.map(({ principal, verdict, ...values }) =>
      judged({ path: [`access of ${principal}`], ...values }, verdict, secrets),
    ),
  ];
}

function judged(change: FieldChange, verdict: Verdict, secrets: Secrets): Judged {
  const { path, from, to } = change;
  return {
    ...signed(verdict),
    field: path.join("."),
    ...(from === undefined ? {} : { from: secrets.value(from, path) }),
    ...(to === undefined ? {} : { to: secrets.value(to, path) }),
  };
}

/** An entry of a table of behaviour carries more than its verdict. */
function signed({ rank, why, source, undo }: Verdict): Verdict {
  return { rank, why, source, ...(undo === undefined ? {} : { undo }) };
}

/** Pulumi keeps protection in its state and shows no change of it. */
function protection({ step: { old, new: next } }: EffectsRequest): readonly Judged[] {
  if (old === undefined || next === undefined || old.protect === next.protect) return [];
  return [
    {
      field: "protect",
      rank: "metadata",
      why: next.protect ? "Pulumi refuses to delete it from now on" : "Pulumi no longer refuses to delete it",
      source: "Pulumi: protect",
      from: String(old.protect),
      to: String(next.protect),
    },
  ];
}
