import { defined } from "../model/defined.ts";
import type { KindImpact } from "./impact/impact.ts";
import { impactOfKind } from "./impact/index.ts";
import { type ReviewContext, declaredSizes } from "./context.ts";
import { effectsOf, type Judged } from "./effects.ts";
import type { Preview, Step } from "./preview/preview.ts";
import { type Json, text } from "../model/json.ts";
import { nameKey } from "../model/full-name.ts";
import { rebuildsOf } from "./rebuilds.ts";
import { byRank, type Change, type Effect, type Operation, worst } from "./report.ts";
import { scheduled, sent, reclusterRuns } from "./runs.ts";
import { type Announced, announcedIn, judgeStatement } from "./statements.ts";
import { takesOf, warehouseNames } from "./takes.ts";

/** Every resource of a preview that will not stay as it is, the worst first. */
export function changesOf(preview: Preview, context: ReviewContext): readonly Change[] {
  const sizes = declaredSizes(context);
  const said = saidBy(preview);
  const names = warehouseNames(preview, context);
  const steps = mergeReplacements(preview.steps);
  const heirs = heirsIn(steps);
  const changes = steps
    .flatMap(({ step, operation }) => {
      if (operation === undefined || !isThing(step)) return [];
      const heir = operation === "delete" ? heirs.get(ownedName(step.old?.outputs, step) ?? "") : undefined;
      return heir === undefined
        ? [{ step, operation, said: both(released({ step, operation }, context), said.get(step.urn)) }]
        : [inherited({ step, operation }, heir)];
    })
    .map((part) => changeOf(part, { context, sizes, names }))
    .filter(({ effects, runs }) => effects.length > 0 || runs.length > 0);
  const shown = new Set(changes.map(({ name }) => name));
  return [...changes, ...rebuildsOf(context, shown)].sort(
    (a, b) => byRank(a, b) || (a.name < b.name ? -1 : 1),
  );
}

const NOTHING: Announced = { statements: [], notes: [], idle: false };

/** In the order in which the plugin does it. */
function both(before: Announced, said: Announced = NOTHING): Announced {
  return {
    statements: [...before.statements, ...said.statements],
    notes: [...before.notes, ...said.notes],
    idle: said.idle,
  };
}

interface Part {
  readonly step: Step;
  readonly operation: Operation;
  readonly said: Announced;
}

interface Known {
  readonly context: ReviewContext;
  readonly sizes: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

/** What the plugin sends for what leaves the stack: the engine asks no plugin about a deletion in a preview. */
function released({ step, operation }: Pick<Part, "step" | "operation">, context: ReviewContext): Announced {
  const { old, urn } = step;
  const leaves = old !== undefined && operation === "delete";
  return { ...NOTHING, statements: leaves ? (context.released?.(urn, old) ?? []) : [] };
}

/** Resources by the table or view that they manage once the change is made. */
function heirsIn(steps: readonly { readonly step: Step; readonly operation?: Operation | undefined }[]) {
  return new Map(
    steps.flatMap(({ step, operation }) => {
      const name = operation === "delete" ? undefined : ownedName(step.new?.inputs, step);
      return name === undefined ? [] : [[name, step.name] as const];
    }),
  );
}

function ownedName(values: Json | undefined, { type }: Step): string | undefined {
  const { named } = impactOfKind(type);
  const name = named === undefined ? undefined : text(values?.[named]);
  return name === undefined ? undefined : nameKey(name);
}

/** A renamed resource: its new name keeps what the table or view has, whatever the old one was to do on its removal. */
function inherited({ step, operation }: Pick<Part, "step" | "operation">, heir: string): Part {
  const { old } = step;
  const inputs = Object.fromEntries(
    Object.entries(old?.inputs ?? {}).filter(([name]) => name !== "onRemoval"),
  );
  const notes = [`the resource "${heir}" manages it from now on; nothing is taken away`];
  return {
    ...{ operation, said: { ...NOTHING, notes } },
    step: old === undefined ? step : { ...step, old: { ...old, inputs } },
  };
}

const REVERT = "revert the edit and deploy again";

function changeOf({ step, operation, said }: Part, { context, sizes, names }: Known): Change {
  const impact = impactOfKind(step.type);
  const { redactor } = context;
  const judged = effectsOf({ step, operation, impact, redactor });
  const effects = said.idle ? judged.map(withoutEffect).sort(byRank) : judged;
  const where = nameOf(step, impact);
  const runs = [
    ...sent(said, { step, sizes }),
    ...scheduled(step, sizes),
    ...reclusterRuns(step, { effects, plan: context.after, sizes }),
  ];
  const outlived = operation === "delete" && impact.outlived?.(step.old?.inputs ?? {}) === true;
  return {
    rank: worst([
      ...effects.map(({ rank }) => rank),
      ...runs
        .filter(({ when }) => when === "during up")
        .map(({ statement }) => judgeStatement(statement).rank),
    ]),
    what: impact.what,
    type: step.type,
    name: redactor.text(step.name),
    ...(where === undefined ? {} : { where: redactor.text(where) }),
    operation: outlived ? "forget" : operation,
    effects: effects.map(withoutMore),
    runs: runs.map((run) => ({ ...run, statement: redactor.text(run.statement) })),
    takes: takesOf({
      ...{ step, operation, impact, effects, runs, names },
      size: where === undefined ? undefined : sizes.get(where),
    }),
    undo: undoOf(effects, operation),
    notes: said.notes.map((note) => redactor.text(note)),
  };
}

function withoutMore({ field, rank, why, source, ...values }: Judged): Effect {
  const { from, to } = values;
  return {
    ...{ rank, field, why, source },
    ...defined({ from, to }),
  };
}

/** Reverting the edit is part of every other way; of something new only the whole can be undone. */
function undoOf(effects: readonly Judged[], operation: Operation): string {
  const told = operation === "create" ? effects.filter(({ field }) => field === "") : effects;
  const ways = [...new Set(told.flatMap(({ undo }) => undo ?? []))];
  return ways.length === 0 ? REVERT : ways.join("; ");
}

/** What is not there yet, or is as declared already, takes nothing on; a table that is left for another still does. */
function withoutEffect(effect: Judged): Judged {
  return effect.elsewhere === true ? effect : { ...effect, rank: "metadata" };
}

function nameOf({ old, new: next }: Step, { named }: KindImpact): string | undefined {
  if (named === undefined) return undefined;
  return text(next?.inputs[named]) ?? text(old?.inputs[named]) ?? text(old?.outputs[named]);
}

function saidBy({ messages }: Preview): ReadonlyMap<string, Announced> {
  const texts = new Map<string, string[]>();
  for (const { urn, severity, text: said } of messages) {
    if (urn === undefined || severity !== "info") continue;
    texts.set(urn, [...(texts.get(urn) ?? []), said]);
  }
  return new Map([...texts].map(([urn, all]) => [urn, announcedIn(all)]));
}

/** Components group others; a provider is how the engine reaches the workspace. Neither is anything there. */
function isThing({ custom, type, op }: Step): boolean {
  if (!custom) return false;
  return !type.startsWith("pulumi:providers:") || !["create", "delete"].includes(op);
}

/** The engine makes several steps of one replacement. */
function mergeReplacements(
  steps: readonly Step[],
): readonly { step: Step; operation: Operation | undefined }[] {
  const replaced = new Set(steps.filter(({ op }) => op === "replace").map(({ urn }) => urn));
  const made = new Set(steps.filter(({ op }) => op === "create-replacement").map(({ urn }) => urn));
  return steps.flatMap((step) => {
    if (step.op === "delete-replaced" && (replaced.has(step.urn) || made.has(step.urn))) return [];
    if (step.op === "replace" && made.has(step.urn)) return [];
    return [{ step, operation: operationOf(step) }];
  });
}

const OPERATIONS: Readonly<Record<string, Operation>> = {
  create: "create",
  update: "update",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  delete: "delete",
  "discard-replaced": "replace",
  import: "adopt",
  "import-replacement": "replace",
  read: "read",
  "read-replacement": "read",
  discard: "forget",
  "remove-pending-replace": "replace",
};

/** Pulumi says "same" of a resource whose protection alone changes; a refresh only reads. */
function operationOf({ op, old, new: next }: Step): Operation | undefined {
  if (op === "same" && old !== undefined && next !== undefined && old.protect !== next.protect)
    return "update";
  if (op === "same" || op === "refresh") return undefined;
  // A word that a later engine has is taken for the worst there is.
  return OPERATIONS[op] ?? "replace";
}
