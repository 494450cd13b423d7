import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { InputError, read } from "../src/config/faults.ts";
import { endingTheRun } from "../src/config/load.ts";
import { redactText } from "../src/redaction/redact-text.ts";

/** A fault of what a program gave ends it with its message alone. */
export function decided<T>(decision: () => T): T {
  try {
    return decision();
  } catch (error) {
    throw endingTheRun(error);
  }
}

/**
 * Holds a component's arguments against their schema, before any resource is registered.
 * @param component what to call it, such as `Cluster "etl"`
 * @throws pulumi.RunError naming every fault by its path
 */
export function requireArguments(component: string, schema: z.ZodType, args: unknown): void {
  const { faults } = read(schema, args);
  if (faults.length === 0) return;
  const lines = faults.map(({ path, message }) => `${path || "(arguments)"}: ${message}`);
  throw new pulumi.RunError(redactText(new InputError(component, "its arguments", lines).message));
}
