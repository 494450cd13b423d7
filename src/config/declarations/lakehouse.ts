import { z } from "zod";
import { acceptedSchema } from "../accepted.ts";
import { textOf } from "./values.ts";

/** Which keys there are and which values they take is for the rules to say. */
export const sparkConfSchema = z
  .strictObject({
    group: z.string(),
    about: z.string(),
    entries: z.array(
      z.strictObject({
        key: z.string().min(1),
        value: z.string(),
        why: z.string(),
        accept: z.array(acceptedSchema).optional(),
      }),
    ),
  })
  .describe("a group of Spark conf entries");

/** What a lakehouse consists of; each part is held against a schema of its own, under its file. */
export const lakehouseSchema = z
  .strictObject({
    name: textOf(
      /^[A-Za-z][A-Za-z0-9_-]*$/,
      "letters, digits, hyphens and underscores, starting with a letter",
    ),
    tables: z.array(z.unknown()).describe("a list of tables"),
    materializedViews: z.array(z.unknown()).describe("a list of materialized views").optional(),
    sparkConf: z.array(z.unknown()).describe("a list of Spark conf groups").optional(),
  })
  .describe("a lakehouse");
