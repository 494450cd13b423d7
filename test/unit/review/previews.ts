/** Parts of a step that a test cares about. */
export interface StepParts {
  /** @default update, or create without an old state */
  readonly op?: string;
  readonly old?: object;
  readonly new?: object;
  /** Paths that differ. */
  readonly diff?: readonly string[];
}

/** One step as the engine's document has it. */
export function step(type: string, name: string, { op, old, new: next, diff = [] }: StepParts = {}) {
  const urn = `urn:pulumi:dev::shop::${type}::${name}`;
  const state = (inputs: object | undefined) =>
    inputs === undefined ? undefined : { urn, custom: true, type, inputs, outputs: inputs };
  return {
    op: op ?? (old === undefined ? "create" : "update"),
    urn,
    oldState: state(old),
    newState: state(next),
    detailedDiff: Object.fromEntries(diff.map((path) => [path, { kind: "update", inputDiff: false }])),
  };
}

/** A preview as one document, as the engine lays it out. */
export function digest(steps: readonly object[], more: object = {}): string {
  return JSON.stringify(
    { config: {}, steps, duration: 1, changeSummary: { same: 0 }, ...more },
    undefined,
    4,
  );
}

const TABLE = "lakewright:index:TableLayout";

/** A change of a table's property, and what the plugin says it would send. */
export function layoutChange(table: string, key = "delta.appendOnly") {
  const layout = (value: string) => ({ table, properties: { [key]: value }, warehouseId: "w" });
  const changed = step(TABLE, table.slice(table.indexOf(".") + 1), {
    old: layout("true"),
    new: layout("false"),
    diff: [`properties["${key}"]`],
  });
  const statement = `ALTER TABLE ${table
    .split(".")
    .map((part) => `\`${part}\``)
    .join(".")} SET TBLPROPERTIES ('${key}' = 'false')`;
  return {
    step: changed,
    statement,
    diagnostic: { urn: changed.urn, severity: "info", message: `will run 1 statement:\n  ${statement}\n` },
  };
}

/** A preview in which every table changes. */
export function manyChanges(count: number, key?: string): string {
  const changes = Array.from({ length: count }, (_, at) => layoutChange(`dev.gold.table_${at}`, key));
  return digest(
    changes.map((change) => change.step),
    { diagnostics: changes.map(({ diagnostic }) => diagnostic) },
  );
}
