import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { settingsSchema } from "../src/config/settings.ts";
import { clusterNodeType } from "../src/rules/cluster-node-type.ts";
import { subject } from "../src/rules/subject.ts";

/** A schema for each argument, and for no other. */
export type Shape<Args> = Readonly<Record<keyof Args, z.ZodType>>;

/** A text that may be known later. */
export const input = z.custom<pulumi.Input<string>>(
  (value) =>
    (typeof value === "string" && value !== "") ||
    pulumi.Output.isInstance(value) ||
    value instanceof Promise,
  "a text, or an Output of one",
);

export const inputs = z.record(z.string(), input);

/** At least 1, and no more than there are at the most. */
export const workers = settingsSchema.shape.cluster.shape.workers;

export const nodeType = z.string().superRefine((id, context) => {
  const [fault] = clusterNodeType.check(
    subject({ clusters: [{ where: "cluster", kind: "all-purpose", nodeType: id }] }),
  );
  if (fault !== undefined) {
    context.addIssue({ code: "custom", message: `${fault.message}; allowed: ${fault.instead}`, input: id });
  }
});

/** Images for machine learning and of one's own have other keys than the settings know. */
export const runtime = z
  .string()
  .regex(
    /^(custom:.+|\d+\.\d+\.x-([a-z0-9]+-)*scala2\.\d+)$/,
    'a pinned runtime key such as "17.3.x-scala2.13"',
  );

export function permissions(levels: readonly [string, ...string[]]) {
  return z
    .array(z.strictObject({ group: input, level: z.enum(levels) }))
    .refine(
      (list) => new Set(list.map(({ group }) => group)).size === list.length,
      "a group stands in it twice; Databricks keeps one permission a group: give the strongest",
    )
    .optional();
}

/** The transforms of a component's children, by the child's name. */
export function transforms(children: readonly string[]) {
  const change = z.custom(
    (value) => typeof value === "function" || (typeof value === "object" && value !== null),
    "an object of arguments, or a function that changes them",
  );
  return z.strictObject(Object.fromEntries(children.map((child) => [child, change.optional()]))).optional();
}
