import { defined } from "../model/defined.ts";
import { accessChanges } from "./access.ts";
import { judgeField, type KindImpact, type Verdict } from "./impact/impact.ts";
import { judgeProperty } from "./impact/table-properties.ts";
import { type FieldChange, fieldChanges } from "./preview/fields.ts";
import type { Step } from "./preview/preview.ts";
import { object } from "../model/json.ts";
import { NOT_KNOWN } from "./preview/values.ts";
import { byRank, type Effect, type Operation } from "./report.ts";
import type { Redactor } from "../redaction/redactor.ts";
import { tagChanges } from "./tags.ts";
import { isJob, rawJobInputs } from "./jobs.ts";
import { taskChanges } from "./tasks.ts";
import { inWords } from "./words.ts";

/** An effect, with what undoes it where that is more than to revert, and what it takes where that is more. */
export interface Judged extends Effect {
  readonly undo?: string;
  readonly takes?: string;
  /** It happens to a table that the resource leaves for another. */
  readonly elsewhere?: true;
}

/** Lists that are compared by name, since their places say nothing. */
const BY_NAME: Readonly<Record<string, string>> = {
  "databricks:index/job:Job": "tasks",
  "lakewright:index:MaintenanceJob": "tables",
  "databricks:index/permissions:Permissions": "accessControls",
  "databricks:index/sqlEndpoint:SqlEndpoint": "tags",
};

export interface EffectsRequest {
  readonly step: Step;
  readonly operation: Operation;
  readonly impact: KindImpact;
  readonly redactor: Redactor;
}

/** What a step does, the worst first. */
export function effectsOf(request: EffectsRequest): readonly Judged[] {
  return [...whole(request), ...fields(request), ...protection(request)].sort(byRank);
}

/** What a table loses whose layout was declared to go with its declaration. */
function takenAway({ type, old }: Step, redactor: Redactor): readonly Judged[] {
  if (type !== "lakewright:index:TableLayout" || old?.inputs["onRemoval"] !== "unset") return [];
  return Object.entries(object(old.outputs["properties"])).map(([key, from]) => {
    const change: FieldChange = { path: ["properties", key], from };
    return judged(change, judgeProperty(change), redactor);
  });
}

/** What another table under the same name in Pulumi means for the one before. */
function left(step: Step, redactor: Redactor): readonly Judged[] {
  const { old, new: next } = step;
  if (old?.outputs["table"] === next?.inputs["table"]) return [];
  const table = String(old?.outputs["table"]);
  return takenAway(step, redactor).map((effect) => ({
    ...effect,
    field: `${table}: ${effect.field}`,
    elsewhere: true,
  }));
}

/** Permissions of something that is created with them take no access away. */
function isForNew(step: Step): boolean {
  return isAccess(step) && Object.values(step.new?.inputs ?? {}).includes(NOT_KNOWN);
}

const FOR_NEW: Verdict = {
  rank: "metadata",
  why: "who may use what is created with it",
  source: "Databricks REST API, Permissions: Set",
};

function whole({ step, operation, impact }: EffectsRequest): readonly Judged[] {
  const of = (verdict: Verdict): readonly Judged[] => [{ ...signed(verdict), field: "" }];
  switch (operation) {
    case "create":
      return of(isForNew(step) ? FOR_NEW : created(impact, step));
    case "delete":
      return of(impact.deletedAs?.(step.old?.inputs ?? {}) ?? impact.deleted);
    case "replace": {
      const verdict = impact.replaced ?? impact.deleted;
      return of({ ...verdict, why: `it is made anew: ${verdict.why}` });
    }
    case "forget":
      return of({
        rank: "metadata",
        why: "it stays as it is, and is no longer managed",
        source: "Pulumi: retainOnDelete",
      });
    case "adopt":
      return of({
        rank: "metadata",
        why: "it is there already, and becomes this stack's",
        source: "Pulumi: import",
      });
    case "read":
      return of({ rank: "metadata", why: "it is read and left as it is", source: "Pulumi: read" });
    case "update":
      return [];
  }
}

function fields({ step, operation, impact, redactor }: EffectsRequest): readonly Judged[] {
  if (operation === "create") return broughtAlong({ impact, step, redactor });
  if (operation === "delete") return takenAway(step, redactor);
  if (operation === "forget" || operation === "read") return [];
  const changes = fieldChanges(step);
  const compared = byName({ impact, step, redactor });
  // Where the declarations are alike, it is the workspace that differs: then field by field.
  const rest = changes.filter(({ path }) => compared.length === 0 || path[0] !== BY_NAME[step.type]);
  return [
    ...rest.map((change) => judged(change, judgeField(impact, change), redactor)),
    ...compared,
    ...left(step, redactor),
  ];
}

function created({ created: verdict, createdAs }: KindImpact, { new: next }: Step): Verdict {
  return next === undefined ? verdict : (createdAs?.(next.inputs) ?? verdict);
}

/** What a new resource brings with it that is worth knowing before it is there. */
function broughtAlong(request: Omit<EffectsRequest, "operation">): readonly Judged[] {
  const { step, redactor } = request;
  if (step.type === "lakewright:index:TableLayout") return createdLayout(step, redactor);
  return isJob(step.type) ? byName(request) : [];
}

function createdLayout({ new: next }: Step, redactor: Redactor): readonly Judged[] {
  // A table that the stack creates has nothing yet that could be hurt.
  if (next?.inputs["columns"] !== undefined) return [];
  const { kind } = object(next?.inputs["clustering"]);
  const clustering: FieldChange = { path: ["clustering"], to: next?.inputs["clustering"] };
  return [
    ...Object.entries(object(next?.inputs["properties"])).map(([key, value]) => {
      const change: FieldChange = { path: ["properties", key], to: value };
      return judged(change, judgeProperty(change), redactor);
    }),
    ...(kind === "columns" || kind === "auto"
      ? [
          judged(
            clustering,
            {
              rank: "rewrite",
              why: "where the table is not clustered so already, OPTIMIZE orders what is new, and OPTIMIZE FULL, by maintenance or by hand, the whole table",
              source: "Databricks, Use liquid clustering for tables",
            },
            redactor,
          ),
        ]
      : []),
  ];
}

function isAccess({ type }: Step): boolean {
  return type === "databricks:index/permissions:Permissions";
}

function byName({ impact, step, redactor }: Omit<EffectsRequest, "operation">): readonly Judged[] {
  const { old, new: next } = step;
  const tasks = isJob(step.type)
    ? taskChanges(rawJobInputs(step.type, old?.inputs), rawJobInputs(step.type, next?.inputs))
    : [];
  const access = isAccess(step) ? accessChanges(old?.inputs, next?.inputs) : [];
  const tags = BY_NAME[step.type] === "tags" ? tagChanges(old?.inputs, next?.inputs) : [];
  return [
    ...tasks.map(({ path, verdict, ...values }) =>
      judged({ path: ["tasks", ...path], ...values }, verdict, redactor),
    ),
    ...access.map(({ principal, verdict, ...values }) =>
      judged({ path: [`access of ${principal}`], ...values }, verdict, redactor),
    ),
    ...tags.map(({ key, ...values }) => {
      const change = { path: ["tags", key], ...values };
      return judged(change, judgeField(impact, change), redactor);
    }),
  ];
}

function judged(change: FieldChange, verdict: Verdict, redactor: Redactor): Judged {
  const { path, from, to } = change;
  return {
    ...signed(verdict),
    field: path.join("."),
    ...(from === undefined ? {} : { from: redactor.value(inWords(from, path), path) }),
    ...(to === undefined ? {} : { to: redactor.value(inWords(to, path), path) }),
  };
}

/** An entry of a table of impacts carries more than its verdict. */
function signed({ rank, why, source, undo, takes }: Verdict): Verdict {
  return { rank, why, source, ...defined({ undo, takes }) };
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
