import type { KindBehaviour } from "./behaviour/behaviour.ts";
import { behaviourOf } from "./behaviour/index.ts";
import { type Context, declaredSizes } from "./context.ts";
import { effectsOf, type Judged } from "./effects.ts";
import type { Preview, Step } from "./preview/preview.ts";
import { record, text } from "./preview/value.ts";
import { NOT_KNOWN } from "./preview/values.ts";
import { rebuildsOf } from "./rebuilds.ts";
import { byRank, type Change, type Effect, type Operation, type Run, worst } from "./report.ts";
import { judgeStatement, readSaid, type Said, tableOf } from "./statements.ts";
import { taskChanges } from "./tasks.ts";

/** Every resource of a preview that will not stay as it is, the worst first. */
export function changesOf(preview: Preview, context: Context): readonly Change[] {
  const sizes = declaredSizes(context);
  const said = saidBy(preview);
  const names = warehouseNames(preview, context);
  const changes = mergeReplacements(preview.steps)
    .flatMap(({ step, operation }) =>
      operation === undefined || !isThing(step)
        ? []
        : [{ step, operation, said: said.get(step.urn) ?? released({ step, operation }, context) }],
    )
    .map((part) => changeOf(part, { context, sizes, names }))
    .filter(({ effects, runs }) => effects.length > 0 || runs.length > 0);
  const shown = new Set(changes.map(({ name }) => name));
  return [...changes, ...rebuildsOf(context, shown)].sort(
    (a, b) => byRank(a, b) || (a.name < b.name ? -1 : 1),
  );
}

interface Part {
  readonly step: Step;
  readonly operation: Operation;
  readonly said: Said;
}

interface Known {
  readonly context: Context;
  readonly sizes: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

/** The engine asks no plugin about a deletion in a preview; what it then sends follows from the state. */
function released({ step, operation }: Pick<Part, "step" | "operation">, { released: of }: Context): Said {
  const statements = operation === "delete" && step.old !== undefined ? (of?.(step.urn, step.old) ?? []) : [];
  return { statements, notes: [] };
}

const REVERT = "revert the edit and deploy again";

function changeOf({ step, operation, said }: Part, { context, sizes, names }: Known): Change {
  const behaviour = behaviourOf(step.type);
  const { secrets } = context;
  const judged = effectsOf({ step, operation, behaviour, secrets });
  const { effects, notes } = asSaid(judged, said);
  const runs = [...sent(said, sizes), ...scheduled(step, { sizes })].map((run) => ({
    ...run,
    statement: secrets.text(run.statement),
  }));
  const where = nameOf(step, behaviour);
  return {
    rank: worst([
      ...effects.map(({ rank }) => rank),
      ...runs
        .filter(({ when }) => when === "during up")
        .map(({ statement }) => judgeStatement(statement).rank),
    ]),
    what: behaviour.what,
    type: step.type,
    name: secrets.text(step.name),
    ...(where === undefined ? {} : { where: secrets.text(where) }),
    operation,
    effects: effects.map(withoutUndo),
    runs,
    takes: takes(
      operation === "create" ? { ...behaviour, takes: behaviour.takesNew ?? behaviour.takes } : behaviour,
      {
        step,
        runs,
        names,
      },
    ),
    undo: undoOf(effects),
    notes: notes.map((note) => secrets.text(note)),
  };
}

function withoutUndo({ field, rank, why, source, ...values }: Judged): Effect {
  const { from, to } = values;
  return {
    ...{ rank, field, why, source },
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  };
}

/** Reverting the edit is part of every other way. */
function undoOf(effects: readonly Judged[]): string {
  const ways = [...new Set(effects.flatMap(({ undo }) => undo ?? []))];
  return ways.length === 0 ? REVERT : ways.join("; ");
}

/** A table that is not there yet takes nothing on, whatever is declared. */
function asSaid(
  judged: readonly Judged[],
  { notes }: Said,
): { effects: readonly Judged[]; notes: readonly string[] } {
  const waits = notes.some((note) => note.includes("does not exist yet; its layout waits"));
  const done = notes.some((note) => note.endsWith("is already as declared; nothing will be sent."));
  if (!waits && !done) return { effects: judged, notes };
  return { effects: judged.map((effect) => ({ ...effect, rank: "metadata" as const })), notes };
}

function sent({ statements }: Said, sizes: ReadonlyMap<string, string>): readonly Run[] {
  return statements.map((statement) => ({ statement, when: "during up", ...size(statement, sizes) }));
}

/** Statements of a job's tasks that are new or changed. */
function scheduled({ type, old, new: next }: Step, { sizes }: Pick<Known, "sizes">): readonly Run[] {
  if (type !== "databricks:index/job:Job" || next === undefined) return [];
  const schedule = record(next.inputs["schedule"]);
  const cron = text(schedule["quartzCronExpression"]);
  const when = {
    schedule: cron === undefined ? "on demand" : `${cron} (${text(schedule["timezoneId"]) ?? "UTC"})`,
    paused: cron === undefined || schedule["pauseStatus"] === "PAUSED",
  };
  const job = text(next.inputs["name"]);
  return taskChanges(old?.inputs, next.inputs).flatMap(({ statement }) =>
    statement === undefined
      ? []
      : [{ statement, when, ...(job === undefined ? {} : { job }), ...size(statement, sizes) }],
  );
}

function size(statement: string, sizes: ReadonlyMap<string, string>): { upTo?: string } {
  const { rank } = judgeStatement(statement);
  const upTo = rank === "metadata" ? undefined : sizes.get(tableOf(statement) ?? "");
  return upTo === undefined ? {} : { upTo };
}

function takes(
  behaviour: KindBehaviour,
  { step, runs, names }: { step: Step; runs: readonly Run[]; names: ReadonlyMap<string, string> },
): string {
  const id = text(step.new?.inputs["warehouseId"] ?? step.old?.inputs["warehouseId"]);
  if (step.type !== "lakewright:index:TableLayout") return behaviour.takes;
  if (runs.length === 0) return "nothing is sent";
  const warehouse = id === undefined || id === NOT_KNOWN ? undefined : (names.get(id) ?? id);
  return `${behaviour.takes}${warehouse === undefined ? "" : `, on warehouse ${warehouse}`}`;
}

/** Names of warehouses by their ids, where the preview tells both, or there is but one. */
function warehouseNames({ steps }: Preview, { after }: Context): ReadonlyMap<string, string> {
  const layouts = steps.flatMap(
    ({ new: next, old }) => text(next?.inputs["warehouseId"] ?? old?.inputs["warehouseId"]) ?? [],
  );
  const named = after?.compute.warehouse.name;
  return new Map(named === undefined ? [] : layouts.map((id) => [id, named]));
}

function nameOf({ old, new: next }: Step, { named }: KindBehaviour): string | undefined {
  if (named === undefined) return undefined;
  return text(next?.inputs[named]) ?? text(old?.inputs[named]) ?? text(old?.outputs[named]);
}

function saidBy({ messages }: Preview): ReadonlyMap<string, Said> {
  const texts = new Map<string, string[]>();
  for (const { urn, severity, text: said } of messages) {
    if (urn === undefined || severity !== "info") continue;
    texts.set(urn, [...(texts.get(urn) ?? []), said]);
  }
  return new Map([...texts].map(([urn, all]) => [urn, readSaid(all)]));
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

/** Pulumi says "same" of a resource whose protection alone changes; a refresh only looks. */
function operationOf({ op, old, new: next }: Step): Operation | undefined {
  if (op === "same" && old !== undefined && next !== undefined && old.protect !== next.protect)
    return "update";
  if (op === "same" || op === "refresh") return undefined;
  // A word that a later engine has is taken for the worst there is.
  return OPERATIONS[op] ?? "replace";
}
