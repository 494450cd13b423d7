import { readSaid, writeOutlook } from "../plan/preview-message.ts";
import type { Verdict } from "./impact/impact.ts";

/** What a resource's plugin announced that an up does. */
export interface Announced {
  readonly statements: readonly string[];
  /** Sentences for people. */
  readonly notes: readonly string[];
  /** Nothing happens: all is as declared, or what is needed is not there yet. */
  readonly idle: boolean;
}

/** All that was said of one resource, in the order in which it was said. */
export function announcedIn(texts: readonly string[]): Announced {
  const all = texts.map(readSaid);
  return {
    statements: all.flatMap(({ outlook }) => (outlook?.kind === "statements" ? outlook.statements : [])),
    notes: all.flatMap(({ outlook, notes }) => [
      ...(outlook === undefined || outlook.kind === "statements" ? [] : [writeOutlook(outlook)]),
      ...notes,
    ]),
    idle: all.some(({ outlook }) => outlook !== undefined && outlook.kind !== "statements"),
  };
}

const REFERENCE = "Databricks SQL reference";
const CREATE_VIEW = `${REFERENCE}, CREATE MATERIALIZED VIEW`;

const verdict = (rank: Verdict["rank"], why: string, source = REFERENCE): Verdict => ({ rank, why, source });

/** What a statement does, by how it begins; the first that fits. */
const BEGINNINGS: readonly (readonly [RegExp, Verdict])[] = [
  [
    /^OPTIMIZE\b.*\bZORDER\b/is,
    verdict(
      "rewrite",
      "every file of the table is rewritten with each run",
      `${REFERENCE}, OPTIMIZE: Z-ordering is not idempotent`,
    ),
  ],
  [
    /^OPTIMIZE\b.*\bFULL\b/is,
    verdict("rewrite", "every file of the table is rewritten", `${REFERENCE}, OPTIMIZE`),
  ],
  [
    /^OPTIMIZE\b/i,
    verdict("rewrite", "small files, and those not yet ordered, are rewritten", `${REFERENCE}, OPTIMIZE`),
  ],
  [/^REORG\b/i, verdict("rewrite", "files with deleted rows are rewritten", `${REFERENCE}, REORG TABLE`)],
  [/^VACUUM\b.*\bDRY RUN\b/is, verdict("cost", "lists files and deletes none", `${REFERENCE}, VACUUM`)],
  [
    /^VACUUM\b/i,
    verdict(
      "data",
      "versions older than the retention of deleted files can no longer be read",
      `${REFERENCE}, VACUUM`,
    ),
  ],
  [
    /^ANALYZE\b.*\bFOR (ALL )?COLUMNS\b/is,
    verdict("cost", "reads the table's columns; writes statistics only", `${REFERENCE}, ANALYZE TABLE`),
  ],
  [
    /^ANALYZE\b/i,
    verdict("cost", "reads the table's log or rows; writes statistics only", `${REFERENCE}, ANALYZE TABLE`),
  ],
  [
    /^CREATE\s+OR\s+REPLACE\s+MATERIALIZED\s+VIEW\b/i,
    verdict("rewrite", "the view is computed in full from its sources", CREATE_VIEW),
  ],
  [
    /^CREATE\s+MATERIALIZED\s+VIEW\b/i,
    verdict("cost", "the view is computed for the first time, from its sources", CREATE_VIEW),
  ],
  [
    /^DROP\s+MATERIALIZED\s+VIEW\b/i,
    verdict("interruption", "queries of it fail; its rows can be computed again", `${REFERENCE}, DROP VIEW`),
  ],
  [
    /^REFRESH\s+MATERIALIZED\b/i,
    verdict("cost", "computes the view, in full or what is new", `${REFERENCE}, REFRESH`),
  ],
  [/^(SELECT|WITH|SHOW|DESCRIBE|EXPLAIN|CACHE)\b/i, verdict("cost", "reads only")],
  [
    /^(CREATE\s+TABLE\s+IF\s+NOT\s+EXISTS|CREATE\s+SCHEMA\s+IF\s+NOT\s+EXISTS)\b/i,
    verdict("metadata", "creates what is not there yet"),
  ],
  [/^COMMENT\s+ON\b/i, verdict("metadata", "a text")],
  [
    /^ALTER\s+(TABLE|MATERIALIZED\s+VIEW)\b(?!.*\b(DROP\s+COLUMN|DROP\s+PARTITION|DROP\s+FEATURE|REPLACE\s+COLUMNS)\b)/is,
    verdict("metadata", "a commit to the table's log"),
  ],
];

/** What nobody has listed may do anything. */
const UNLISTED = verdict("data", "a statement that may delete or overwrite rows, for all that is known here");

export function judgeStatement(statement: string): Verdict {
  return BEGINNINGS.find(([beginning]) => beginning.test(statement.trim()))?.[1] ?? UNLISTED;
}

/** The table that a statement names first, `catalog.schema.table`. */
export function tableOf(statement: string): string | undefined {
  const found = /(`(?:[^`]|``)+`(?:\.`(?:[^`]|``)+`){2})/.exec(statement)?.[1];
  return found
    ?.slice(1, -1)
    .split("`.`")
    .map((part) => part.replaceAll("``", "`"))
    .join(".");
}
