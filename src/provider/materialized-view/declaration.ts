import { recordedStatus, type Status } from "../table-layout/recorded.ts";
import type { MaterializedViewDeclaration } from "../../model/materialized-view.ts";
import { queryFaults } from "../../model/query-text.ts";
import { collectFailures, type Fail, readComment, readOnRemoval, readWarehouse, shown } from "../inputs.ts";
import { isFullName } from "../../model/full-name.ts";
import { readClustering, type Declared } from "../table-layout/declaration.ts";
import {
  hasUnknown,
  isList,
  UNKNOWN,
  type Unknown,
  type Value,
  type Values,
} from "../../pulumi-rpc/value.ts";
import { readRefresh } from "./refresh.ts";
import type { CheckFailure } from "../../pulumi-rpc/resource.ts";

/** A declaration as far as it is known: at preview any part may still be open. */
export type DeclaredView = {
  readonly [Key in keyof MaterializedViewDeclaration]: MaterializedViewDeclaration[Key] | Unknown;
} & {
  /** Absent after an import, which cannot know it; needed as soon as a statement is to run. */
  readonly warehouseId?: Declared["warehouseId"];
};

const INPUTS = [
  "view",
  "warehouseId",
  "query",
  "sources",
  "clustering",
  "refresh",
  "comment",
  "onRemoval",
] as const satisfies readonly (keyof DeclaredView)[];

/** Reads the inputs of a MaterializedView; every fault at once. */
export function readViewDeclaration(inputs: Values): {
  readonly declared: DeclaredView;
  readonly failures: readonly CheckFailure[];
} {
  const { failures, fail } = collectFailures("MaterializedView", inputs, INPUTS);
  const optional = {
    sources: readSources(inputs["sources"], fail),
    clustering: readClustering(inputs["clustering"], fail),
    refresh: readRefresh(inputs["refresh"], fail),
    comment: readComment(inputs["comment"], fail),
    onRemoval: readOnRemoval(inputs["onRemoval"], "drop", fail),
    warehouseId: readWarehouse(inputs["warehouseId"], fail),
  };
  const given = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  const declared: DeclaredView = {
    view: readName(inputs["view"], fail),
    query: readQuery(inputs["query"], fail),
    ...(given as Omit<DeclaredView, "view" | "query">),
  };
  return { declared, failures };
}

function readName(value: Value | undefined, fail: Fail): string | Unknown {
  if (value === UNKNOWN) return value;
  if (typeof value === "string" && isFullName(value)) return value;
  fail("view", `${shown(value)} is no full name; write catalog.schema.view`);
  return "";
}

function readQuery(value: Value | undefined, fail: Fail): string | Unknown {
  if (value === UNKNOWN) return value;
  if (typeof value !== "string") {
    fail("query", `${shown(value)} is no text; write one SELECT statement`);
    return "";
  }
  for (const { message, instead } of queryFaults(value)) fail("query", `${message}; write ${instead}`);
  return value;
}

function readSources(value: Value | undefined, fail: Fail): readonly string[] | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  if (hasUnknown(value)) return UNKNOWN;
  const names: readonly Value[] = isList(value) ? value : [value];
  const wrong = names.filter((name) => typeof name !== "string" || !isFullName(name));
  if (wrong.length > 0) fail("sources", `${JSON.stringify(wrong)}: write a list of catalog.schema.table`);
  return names.filter((name) => typeof name === "string");
}

/** The declaration when all of it is known, the warehouse apart. */
export function knownView(declared: DeclaredView): MaterializedViewDeclaration | undefined {
  const parts = Object.entries(declared).filter(([name]) => name !== "warehouseId");
  if (parts.some(([, value]) => value === UNKNOWN)) return undefined;
  return Object.fromEntries(parts) as unknown as MaterializedViewDeclaration;
}

/**
 * `applied`: the view existed when it was last read. `waiting`: it was never there, since a table that it reads was not.
 * `deleted`: it was there and is gone, and cannot be made again while such a table is missing.
 */
export type ViewStatus = Status;

export interface RecordedView extends MaterializedViewDeclaration {
  readonly status: ViewStatus;
  /** The query as the engine kept it once it had taken ours. */
  readonly definition?: string;
}

/** What is recorded beside the declared words. */
export interface Reached {
  readonly status?: ViewStatus | Unknown | undefined;
  readonly definition?: string | Unknown | undefined;
}

/** Reads recorded outputs, which this plugin wrote itself. */
export function readRecordedView({ status, definition, ...inputs }: Values): RecordedView {
  const view = knownView(readViewDeclaration(inputs).declared);
  return {
    ...(view ?? { view: "", query: "" }),
    status: recordedStatus({ status: status ?? null }),
    ...(typeof definition === "string" ? { definition } : {}),
  };
}

/** Outputs as the state file keeps them: the declared words, with what was reached. */
export function viewOutputs(declared: DeclaredView, reached: Reached = {}): Values {
  const given = Object.entries({ ...declared, ...reached }).filter((entry) => entry[1] !== undefined);
  return Object.fromEntries(given) as Values;
}
