import { z } from "zod";
import {
  type ColumnDetails,
  type ColumnType,
  DELTA_PROPERTY_KINDS,
  type DeltaProperties,
  type Layout,
  type PropertyValueKind,
  type RecentPartitions,
  type TableProperties,
} from "../../model/index.ts";
import { whyNoDataType } from "../../model/read-data-type.ts";
import { acceptedSchema } from "../accepted.ts";
import {
  bytes,
  keysToClusterBy,
  columnList,
  interval,
  keysOf,
  someColumns,
  nameOfTable,
  textOf,
} from "./values.ts";

const cadence = z.enum(["daily", "weekly", "monthly"]);

const recent = z.strictObject({
  column: z.string(),
  last: textOf<RecentPartitions<string>["last"]>(
    /^\d+ (day|year)s?$/,
    'a span such as "7 days" (days or years)',
  ),
});

const DATA_TYPE = "a type as SQL spells it, such as BIGINT or ARRAY<STRING>";

/** Any type that Delta keeps, in any of SQL's spellings. */
const dataType = z
  .string()
  .superRefine((text, context) => {
    const why = whyNoDataType(text);
    if (why !== undefined) {
      context.addIssue(`${why}; allowed: ${DATA_TYPE}`);
    }
  })
  .describe(DATA_TYPE)
  .transform((type) => type as ColumnType);

/** Which of them go together is for the rules to say. */
export const columnFields = z.strictObject({
  type: dataType,
  nullable: z.boolean().optional(),
  comment: z.string().optional(),
  default: z.string().optional(),
  generatedAs: z.string().optional(),
  identity: z
    .strictObject({
      generated: z.enum(["always", "byDefault"]),
      start: z.int().optional(),
      step: z.int().optional(),
    })
    .optional(),
});

const column = z.union([
  dataType,
  columnFields.describe("an object with type").transform((details) => details as ColumnDetails),
]);

export const layoutFields = z.strictObject({
  cluster: z.union([z.literal("auto"), keysToClusterBy]).optional(),
  partition: someColumns.optional(),
  zorder: someColumns.optional(),
});

const LAYOUTS: readonly string[] = ["cluster", "partition", "zorder", "partition,zorder"];

const layout = z.union([
  z.literal("unordered"),
  layoutFields
    .describe("an object with cluster, partition or zorder")
    .superRefine((given, context) => {
      // A key too many or too few comes of one that is misspelt.
      if (context.issues.length > 0) return;
      const kinds = keysOf(given);
      if (LAYOUTS.includes([...kinds].sort().join(","))) return;
      const has = kinds.length === 0 ? "says nothing" : `has ${kinds.join(" and ")}`;
      context.addIssue(`${has}; allowed: cluster, partition, partition with zorder, zorder, or "unordered"`);
    })
    .transform((given) => given as Layout<string>),
]);

/** What Delta's properties hold; which values the engine takes is for the rules to say. */
const deltaProperties = Object.fromEntries(
  Object.entries(DELTA_PROPERTY_KINDS).map(([key, kind]) => [key, propertyValue(kind).optional()]),
) as { readonly [Key in keyof DeltaProperties]-?: z.ZodOptional<z.ZodType<DeltaProperties[Key]>> };

function propertyValue(kind: PropertyValueKind): z.ZodType {
  switch (kind) {
    case "boolean":
      return z.boolean();
    case "bytes":
      return bytes;
    case "columns":
      return columnList;
    case "integer":
      return z.int();
    case "interval":
      return interval;
    case "text":
      return z.string();
    default:
      return "listOf" in kind ? z.array(z.enum(kind.listOf)) : z.literal(kind);
  }
}

export const propertiesSchema = z
  .object(deltaProperties)
  .catchall(z.unknown())
  .superRefine((given, context) => {
    for (const [key, input] of Object.entries(given)) {
      if (input === undefined || Object.hasOwn(deltaProperties, key)) continue;
      if (/^delta\.(?!feature\.)/i.test(key)) {
        const message = Object.keys(deltaProperties).join(", ");
        context.addIssue({ code: "unrecognized_keys", keys: [key], input: given, message });
      } else if (typeof input !== "string") {
        context.addIssue({ code: "custom", path: [key], input, message: "expected a text" });
      }
    }
  })
  .transform((given) => given as TableProperties);

/** What a table file says, without what only its columns tell. */
export const tableSchema = z
  .strictObject({
    name: nameOfTable,
    about: z.string(),
    managedBy: z.enum(["pipeline", "stack"]),
    size: z
      .strictObject({
        rows: z.number().min(0),
        bytes,
        distinct: z.record(z.string(), z.number().min(0).optional()).optional(),
      })
      .describe("an object with rows and bytes"),
    columns: z.record(z.string(), column).describe("an object of columns by name"),
    primaryKey: columnList.optional(),
    constraints: z.record(z.string(), z.string()).optional(),
    layout,
    properties: propertiesSchema.optional(),
    statistics: z.union([z.enum(["all columns", "row count"]), someColumns]).optional(),
    filteredBy: someColumns.optional(),
    maintenance: z
      .union([
        z.literal("databricks"),
        z
          .strictObject({
            optimize: cadence.optional(),
            analyze: cadence.optional(),
            vacuum: cadence.optional(),
            reorg: cadence.optional(),
            keep: interval.optional(),
            recent: recent.optional(),
          })
          .describe("an object with optimize, analyze, vacuum or reorg"),
      ])
      .optional(),
    hot: z.strictObject({ columns: someColumns, recent: recent.optional() }).optional(),
    cache: z
      .enum([
        "DISK_ONLY",
        "MEMORY_ONLY",
        "MEMORY_ONLY_SER",
        "MEMORY_AND_DISK",
        "MEMORY_AND_DISK_SER",
        "OFF_HEAP",
      ])
      .optional(),
    join: z.literal("broadcast").optional(),
    comment: z.string().optional(),
    tags: z.record(z.string(), z.string()).optional(),
    onRemoval: z.enum(["forget", "unset"]).optional(),
    accept: z.array(acceptedSchema).optional(),
    acknowledge: z
      .strictObject({ repartition: z.strictObject({ from: columnList, to: columnList }) })
      .optional(),
  })
  .describe("what defineTable makes");
