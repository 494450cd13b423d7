import { defined } from "../../model/defined.ts";
import type { Acceptance } from "../../rules/acceptance.ts";
import { incompleteAcceptance } from "../../rules/acceptance.ts";
import type { Finding } from "../../rules/finding.ts";
import {
  type ColumnSubject,
  type Compute,
  type ConfEntry,
  type ConfSubject,
  type IdleSubject,
  type StatementSubject,
  subject,
  type Subject,
} from "../../rules/subject.ts";
import { ACCEPTANCE_FORM, parseAcceptance } from "./acceptance-comment.ts";
import type { Place } from "../../rules/place.ts";
import type { ConfFact, Fact, TableFact } from "./facts.ts";

/** What the caller knows of a text and the text does not say. */
export interface Surroundings {
  readonly on: Compute;
  /** Databricks Runtime, where the text names none. */
  readonly runtime?: string | undefined;
}

export interface Gathered {
  readonly subject: Subject;
  readonly accepted: readonly Acceptance[];
  /** Comments that were meant as acceptances. */
  readonly findings: readonly Finding[];
}

/** Puts together what the places of one file say. */
export function gather(facts: readonly Fact[], surroundings: Surroundings): Gathered {
  const comments = facts
    .filter((fact) => fact.kind === "acceptance")
    .map((fact) => ({ fact, read: parseAcceptance(fact) }));
  const rename = fullNames(facts);
  const views = facts.flatMap((fact) =>
    fact.kind === "view" ? [{ ...fact.view, name: rename(fact.view.name) }] : [],
  );
  const viewNames = new Set(views.flatMap(({ name, materialized }) => (materialized ? [] : [name])));
  return {
    subject: subject({
      confs: confs(
        facts.filter((fact) => fact.kind === "conf"),
        surroundings,
      ),
      tables: tables(
        facts.flatMap((fact) => (fact.kind === "table" ? [fact.table] : [])).toSorted(byLine),
        rename,
      ).map((table) => ({ ...table, ...defined(surroundings) })),
      clusters: facts.flatMap((fact) => (fact.kind === "cluster" ? [fact.cluster] : [])),
      statements: facts.flatMap((fact) =>
        fact.kind === "statement"
          ? [ofView(renamed({ ...fact.statement, on: surroundings.on }, rename), viewNames)]
          : [],
      ),
      materializedViews: views.flatMap(({ materialized, ...view }) =>
        materialized ? [{ ...view, query: "", reads: [], on: surroundings.on }] : [],
      ),
      idle: idle(facts),
    }),
    accepted: comments.flatMap(({ read }) => (read === undefined ? [] : [read])),
    findings: comments.flatMap(({ fact, read }) =>
      read === undefined
        ? [incompleteAcceptance(fact.at, { given: fact.text.trim(), form: ACCEPTANCE_FORM })]
        : [],
    ),
  };
}

function confs(facts: readonly ConfFact[], { on: given, runtime }: Surroundings): readonly ConfSubject[] {
  const groups = Map.groupBy(facts, ({ setAt, group, on = given }) =>
    // A launch's, where there is nothing before the program.
    setAt === "builder" && on === "spark" ? "launch launch" : `${setAt} ${group}`,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { accessMode, on = given } = first;
    // On Databricks the session is there before the program, and a builder's keys come too late for a launch.
    const late = first.setAt === "builder" && on !== "spark";
    const setAt = late || first.setAt === "session" ? "session" : "launch";
    const pinned = /^\d+\.\d+/.exec(first.runtime ?? "")?.[0] ?? runtime;
    const entries = group.flatMap(({ entry: { key, value, at } }) =>
      value === undefined ? [] : [{ key, value, at }],
    );
    const unvalued = group.flatMap(({ entry: { key, value, at } }) =>
      value === undefined ? [{ key, at }] : [],
    );
    const unknown = unvalued.map(({ key }) => key);
    return [
      {
        ...{ setAt, on, entries },
        ...defined({ runtime: pinned, accessMode }),
        ...(late ? { byBuilder: true } : {}),
        ...(unvalued.length === 0 ? {} : { unvalued, unknown }),
      },
    ];
  });
}

function byLine(a: { readonly at: Place }, b: { readonly at: Place }): number {
  return (a.at.line ?? 0) - (b.at.line ?? 0);
}

function ofView(statement: StatementSubject, views: ReadonlySet<string>): StatementSubject {
  switch (statement.kind) {
    case "analyze":
    case "optimize":
    case "vacuum":
      return views.has(statement.table) ? { ...statement, view: true } : statement;
    case "broadcast hint":
    case "cache":
    case "query":
    case "set properties":
      return statement;
  }
}

/** The setting, where its value is known. */
export function valued({ entry: { key, value, at } }: ConfFact): readonly ConfEntry[] {
  return value === undefined ? [] : [{ key, value, at }];
}

/** What no other part of the file uses either. */
function idle(facts: readonly Fact[]): readonly IdleSubject[] {
  const used = facts.flatMap((fact) => (fact.kind === "mentions" ? [fact.names] : []));
  return facts.flatMap((fact) => {
    if (fact.kind !== "idle") return [];
    const { unless } = fact;
    return unless !== undefined && used.some((names) => names.has(unless)) ? [] : [fact.idle];
  });
}

type Rename = (name: string) => string;

/** A name without its schema means the one table with a schema that ends in it; names differ by more than case. */
function fullNames(facts: readonly Fact[]): Rename {
  // What a variable stands for has no other name.
  const all = facts.flatMap(namesOf).filter((name) => !name.includes("{"));
  const names = new Set(all.map((name) => name.toLowerCase()));
  const endings = new Map<string, Set<string>>();
  for (const name of names) {
    const parts = name.split(".");
    for (let from = 1; from < parts.length; from += 1) {
      const ending = parts.slice(from).join(".");
      endings.set(ending, (endings.get(ending) ?? new Set()).add(name));
    }
  }
  return function full(name): string {
    if (name.includes("{")) return name;
    const longer = [...(endings.get(name.toLowerCase()) ?? [])];
    // `t`, `gold.t` and `main.gold.t` are one where nothing else ends in `t`.
    const longest = longer.filter((one) => !endings.has(one));
    return (longest.length === 1 ? longest[0] : undefined) ?? name.toLowerCase();
  };
}

function namesOf(fact: Fact): readonly string[] {
  if (fact.kind === "table") return [fact.table.name];
  if (fact.kind === "view") return [fact.view.name];
  if (fact.kind !== "statement") return [];
  const { statement } = fact;
  if (statement.kind === "cache" && statement.frame === true) return [];
  switch (statement.kind) {
    case "broadcast hint":
      return statement.tables;
    case "query":
      return [...statement.filters, ...statement.joins.flat()].map(({ table }) => table);
    case "analyze":
    case "cache":
    case "optimize":
    case "set properties":
    case "vacuum":
      return [statement.table];
  }
}

function renamed(statement: StatementSubject, rename: Rename): StatementSubject {
  const column = ({ table, column: name }: ColumnSubject) => ({ table: rename(table), column: name });
  // A variable is no table's name.
  if (statement.kind === "cache" && statement.frame === true) return statement;
  switch (statement.kind) {
    case "broadcast hint":
      return { ...statement, tables: statement.tables.map(rename) };
    case "query": {
      const joins = statement.joins.map(([a, b]) => [column(a), column(b)] as const);
      return { ...statement, filters: statement.filters.map(column), joins };
    }
    case "analyze":
    case "cache":
    case "optimize":
    case "set properties":
    case "vacuum":
      return { ...statement, table: rename(statement.table) };
  }
}

/**
 * One subject a table, and one more each time that it is made anew; where places disagree the later one holds, as it
 * does when they run.
 */
function tables(facts: readonly TableFact[], rename: Rename): readonly Omit<TableFact, "anew">[] {
  const before: Omit<TableFact, "anew">[] = [];
  const merged = new Map<string, Omit<TableFact, "anew">>();
  for (const { anew = false, ...fact } of facts) {
    const name = rename(fact.name);
    const known = merged.get(name);
    if (known !== undefined && anew && isMade(known)) {
      before.push(known);
      merged.delete(name);
    }
    const still = merged.get(name);
    merged.set(name, still === undefined ? { ...fact, name } : merge(still, fact));
  }
  return [...before, ...merged.values()];
}

/** Whether what is known is more than that a query reads it. */
function isMade({ layout, columns, properties, format }: Omit<TableFact, "anew">): boolean {
  return [columns, properties, format].some((part) => part !== undefined) || Object.keys(layout).length > 0;
}

function merge(before: Omit<TableFact, "anew">, after: Omit<TableFact, "anew">): Omit<TableFact, "anew"> {
  const filteredBy = [...new Set([...(before.filteredBy ?? []), ...(after.filteredBy ?? [])])];
  const layout = { ...before.layout, ...after.layout };
  // What was Z-ordered before it was clustered is so no longer.
  if (after.layout.cluster !== undefined && after.layout.zorder === undefined) delete layout.zorder;
  const propertyPlaces = { ...before.propertyPlaces, ...after.propertyPlaces };
  return {
    ...before,
    ...after,
    name: before.name,
    // A reader looks for the layout first.
    at: speaksOfLayout(after) ? after.at : before.at,
    layout,
    ...together("computed", before, after),
    ...together("properties", before, after),
    ...(Object.keys(propertyPlaces).length === 0 ? {} : { propertyPlaces }),
    ...(filteredBy.length === 0 ? {} : { filteredBy }),
  };
}

function speaksOfLayout({ layout }: Omit<TableFact, "anew">): boolean {
  return Object.keys(layout).length > 0;
}

function together(
  key: "computed" | "properties",
  before: Omit<TableFact, "anew">,
  after: Omit<TableFact, "anew">,
) {
  const both: Record<string, string> = { ...before[key], ...after[key] };
  return Object.keys(both).length === 0 ? {} : { [key]: both };
}
