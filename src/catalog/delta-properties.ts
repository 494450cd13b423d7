import databricks from "./databricks-properties.json" with { type: "json" };
import { catalogueFor, DEFAULT_ENGINE, type Engine } from "./engine.ts";
import type { ReservedProperty, PropertyValues } from "./entries.ts";
import { defined } from "../model/defined.ts";

/** One table property that Delta or Databricks knows. */
export interface DeltaPropertyFact extends PropertyValues {
  /** Its own spelling; the engine looks keys up without regard to case. */
  readonly key: string;
  /** What values are accepted, in the engine's words. */
  readonly rule: string;
  /** `false`: Delta writes it, and refuses it from anybody else. @default true */
  readonly editable?: boolean;
}

/** What Databricks adds, and where it takes other values than Delta, what it takes; by hand. */
const DATABRICKS = databricks.entries as Readonly<Record<string, PropertyValues & { readonly rule: string }>>;

type Facts = Readonly<Record<Engine, ReadonlyMap<string, DeltaPropertyFact>>>;

const openFacts: Facts = { "3.5": factsOf("3.5"), "4.0": factsOf("4.0") };
const facts: Facts = { "3.5": factsOf("3.5", DATABRICKS), "4.0": factsOf("4.0", DATABRICKS) };

function factsOf(
  engine: Engine,
  more: Readonly<Record<string, PropertyValues & { readonly rule: string }>> = {},
): ReadonlyMap<string, DeltaPropertyFact> {
  const entries = { ...catalogueFor(engine).deltaProperties, ...more };
  return new Map(Object.entries(entries).map(([key, entry]) => [key.toLowerCase(), { key, ...entry }]));
}

/** What open-source Delta knows of a property by itself. */
export function openDeltaProperty(
  key: string,
  engine: Engine = DEFAULT_ENGINE,
): DeltaPropertyFact | undefined {
  return openFacts[engine].get(key.toLowerCase());
}

/** What is known of a property; `undefined` for one that neither Delta nor Databricks declares. */
export function deltaProperty(key: string, engine: Engine = DEFAULT_ENGINE): DeltaPropertyFact | undefined {
  return facts[engine].get(key.toLowerCase());
}

/** What holds where a table does not say; `undefined` for nothing, and for a property that Delta does not declare. */
export function deltaPropertyDefault(key: string, engine: Engine = DEFAULT_ENGINE): string | undefined {
  const entries = Object.entries(catalogueFor(engine).deltaProperties);
  return entries.find(([known]) => known.toLowerCase() === key.toLowerCase())?.[1].default ?? undefined;
}

/** Keys in the engine's spelling. */
export function deltaPropertyKeys(engine: Engine = DEFAULT_ENGINE): readonly string[] {
  return [...facts[engine].values()].map(({ key }) => key);
}

/** Any name after one of these is a CHECK constraint's, an option's or Spark's. */
const RESERVED_PREFIXES = ["delta.constraints.", "option.", "spark.sql."];

/** What to write in place of a reserved property; without an entry there is nothing. */
const RESERVED_INSTEAD: Readonly<Record<string, string>> = {
  clusteringColumns: "the table's clustering",
  collation: "DEFAULT COLLATION in the statement that creates the table",
  comment: "the table's comment",
  EXTERNAL: "LOCATION in the statement that creates the table",
  external: "LOCATION in the statement that creates the table",
  location: "LOCATION in the statement that creates the table",
  "option.c": "OPTIONS in the statement that creates the table",
  owner: "ALTER TABLE … SET OWNER TO",
  path: "LOCATION in the statement that creates the table",
};

/** The engine takes it in a statement, and does with it something else than keep a property. */
export const NOT_A_PROPERTY = "NOT_A_PROPERTY";

export interface Reserved extends ReservedProperty {
  /** What to write instead. @default nothing */
  readonly instead?: string;
}

/** Why a user may not set a property of this name, whatever the value; `undefined` where he may. */
export function reservedProperty(key: string, engine: Engine = DEFAULT_ENGINE): Reserved | undefined {
  const reserved: Readonly<Record<string, ReservedProperty>> = {
    ...databricks.reserved,
    ...catalogueFor(engine).deltaReserved,
  };
  const prefix = RESERVED_PREFIXES.find((each) => folded(key).startsWith(each));
  const name = prefix === undefined ? key : `${prefix}c`;
  const found = Object.keys(reserved).find((known) => folded(known) === folded(name));
  const fact = found === undefined ? undefined : reserved[found];
  return fact === undefined || found === undefined
    ? undefined
    : { ...fact, ...defined({ instead: RESERVED_INSTEAD[found] }) };
}

/** Only keys that begin with `delta.` are looked up without regard to case. */
function folded(key: string): string {
  return /^delta\./i.test(key) ? key.toLowerCase() : key;
}

/**
 * The table property whose value for new tables a session conf sets:
 * `spark.databricks.delta.properties.defaults.appendOnly` sets `delta.appendOnly`.
 * @returns `undefined` for a session conf of another kind; the property itself may be unknown
 */
export function sessionDefaultOf(conf: string, engine: Engine = DEFAULT_ENGINE): string | undefined {
  const { sessionDefaultPrefix } = catalogueFor(engine);
  return conf.startsWith(sessionDefaultPrefix)
    ? `delta.${conf.slice(sessionDefaultPrefix.length)}`
    : undefined;
}
