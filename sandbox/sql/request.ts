import { invalid, notServed } from "../http/errors.ts";
import { number, objects, text, type JsonObject } from "../http/json.ts";
import { expectOnly } from "../http/shape.ts";
import type { Parameter } from "../spark/engine.ts";
import type { Submission } from "./statements.ts";

export interface ExecuteRequest {
  readonly submission: Submission;
  /** How long the call waits for the statement to end; 0 not at all. */
  readonly waitMs: number;
  readonly cancelOnTimeout: boolean;
}

const USUAL_WAIT_S = 10;
const SHORTEST_WAIT_S = 5;
const LONGEST_WAIT_S = 50;
const LONGEST_STATEMENT = 16 * 1024 * 1024;

const EXECUTE = {
  "statement!": "string",
  "warehouse_id!": "string",
  catalog: "string",
  schema: "string",
  parameters: [{ "name!": "string", value: "string", type: "string" }],
  row_limit: "integer",
  byte_limit: "integer",
  disposition: "string",
  format: "string",
  wait_timeout: "string",
  on_wait_timeout: "string",
} as const;

/** @throws ApiError for everything the workspace would refuse before it runs anything. */
export function executeRequest(body: JsonObject): ExecuteRequest {
  expectOnly(body, EXECUTE, "sql/statements");
  const statement = text(body, "statement") ?? "";
  if (Buffer.byteLength(statement) > LONGEST_STATEMENT) {
    throw invalid("The statement is longer than 16 MiB.");
  }
  expectDelivery(body);
  const rowLimit = positive(body, "row_limit");
  const byteLimit = positive(body, "byte_limit");
  const wait = waitMs(text(body, "wait_timeout"));
  const cancel = cancels(text(body, "on_wait_timeout"));
  return {
    submission: {
      statement,
      warehouse_id: text(body, "warehouse_id") ?? "",
      source: "api",
      parameters: parameters(body),
      ...optional("catalog", text(body, "catalog")),
      ...optional("schema", text(body, "schema")),
      ...(rowLimit === undefined ? {} : { rowLimit }),
      ...(byteLimit === undefined ? {} : { byteLimit }),
    },
    waitMs: wait,
    // Who does not wait has no time to run out: the API then ignores the field.
    cancelOnTimeout: wait > 0 && cancel,
  };
}

/** `0s`, or `5s` to `50s`. @returns milliseconds */
export function waitMs(wait: string | undefined): number {
  if (wait === undefined || wait === "") return USUAL_WAIT_S * 1000;
  const seconds = Number(/^(\d+)s$/.exec(wait)?.[1]);
  if (seconds === 0 || (seconds >= SHORTEST_WAIT_S && seconds <= LONGEST_WAIT_S)) return seconds * 1000;
  throw invalid(
    `Invalid wait_timeout: ${wait}. It must be 0s, or between ${SHORTEST_WAIT_S}s and ${LONGEST_WAIT_S}s.`,
  );
}

function cancels(on: string | undefined): boolean {
  if (on === undefined || on === "CONTINUE") return false;
  if (on === "CANCEL") return true;
  throw invalid(`Invalid on_wait_timeout: ${on}. It must be CONTINUE or CANCEL.`);
}

function expectDelivery(body: JsonObject): void {
  const disposition = text(body, "disposition") ?? "INLINE";
  const format = text(body, "format") ?? "JSON_ARRAY";
  if (disposition === "EXTERNAL_LINKS" || format === "ARROW_STREAM" || format === "CSV") {
    throw notServed(`results with disposition ${disposition} and format ${format}`);
  }
  if (disposition !== "INLINE") {
    throw invalid(`Invalid disposition: ${disposition}. It must be INLINE or EXTERNAL_LINKS.`);
  }
  if (format !== "JSON_ARRAY") {
    throw invalid(`Invalid format: ${format}. It must be JSON_ARRAY, ARROW_STREAM or CSV.`);
  }
}

function parameters(body: JsonObject): readonly Parameter[] {
  const given = objects(body, "parameters").map((parameter) => ({
    name: text(parameter, "name") ?? "",
    value: text(parameter, "value") ?? null,
    ...optional("type", text(parameter, "type")),
  }));
  const names = given.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`Parameter ${twice} is given twice.`);
  return given;
}

function positive(body: JsonObject, field: string): number | undefined {
  const value = number(body, field);
  if (value !== undefined && value < 1) throw invalid(`Invalid ${field}: ${value}. It must be at least 1.`);
  return value;
}

/** The field with that value, or no field: what a client did not send is not to look sent. */
function optional<K extends string>(field: K, value: string | undefined): { readonly [P in K]?: string } {
  return value === undefined || value === "" ? {} : ({ [field]: value } as { readonly [P in K]: string });
}
