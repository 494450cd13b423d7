import { z } from "zod";
import type { Refresh } from "../../model/index.ts";
import { acceptedSchema } from "../accepted.ts";
import { keysToClusterBy, keysOf, queriedTable, nameOfTable, textOf } from "./values.ts";

export const refreshFields = z.strictObject({
  every: textOf<Extract<Refresh, { every: string }>["every"]>(
    /^\d+ (hour|day|week)s?$/,
    'a time such as "6 hours" (hours, days or weeks)',
  ).optional(),
  cron: z.string().optional(),
  timezone: z.string().optional(),
  onUpdate: z
    .union([
      z.literal("always"),
      z
        .strictObject({
          atMostEvery: textOf<`${bigint} ${"minute" | "hour"}${"" | "s"}`>(
            /^\d+ (minute|hour)s?$/,
            'a time such as "30 minutes" (minutes or hours)',
          ),
        })
        .describe("an object with atMostEvery"),
    ])
    .optional(),
});

const REFRESHES: readonly string[] = ["every", "cron,timezone", "onUpdate"];

const refresh = z.union([
  z.literal("manual"),
  refreshFields
    .describe("an object with every, cron or onUpdate")
    .superRefine((given, context) => {
      // A key too many or too few comes of one that is misspelt.
      if (context.issues.length > 0) return;
      const kinds = keysOf(given);
      if (REFRESHES.includes([...kinds].sort().join(","))) return;
      const has = kinds.length === 0 ? "says nothing" : `has ${kinds.join(" and ")}`;
      context.addIssue(`${has}; allowed: every, cron with timezone, onUpdate, or "manual"`);
    })
    .transform((given) => given as Refresh),
]);

/** What a file of a materialized view says. */
export const materializedViewSchema = z
  .strictObject({
    name: nameOfTable,
    about: z.string(),
    query: z
      .strictObject({ parts: z.array(z.string()), tables: z.array(queriedTable) })
      .describe("a query such as sql`SELECT …`")
      .refine(
        ({ parts, tables }) => parts.length === tables.length + 1,
        "a query is written as sql`SELECT …`",
      ),
    layout: z.union([
      z.literal("unordered"),
      z
        .strictObject({ cluster: z.union([z.literal("auto"), keysToClusterBy]) })
        .describe("an object with cluster"),
    ]),
    refresh,
    comment: z.string().optional(),
    onRemoval: z.enum(["forget", "drop"]).optional(),
    accept: z.array(acceptedSchema).optional(),
  })
  .describe("what defineMaterializedView makes");
