import { stringMap } from "../../databricks/json.ts";
import { list, object, text } from "../../model/json.ts";
import type { Kind } from "../report.ts";
import type { Fields } from "../sides.ts";
import { SECRET_SIGNATURE } from "../../redaction/envelope.ts";
import { byKey, flatten } from "../../model/flatten.ts";

export type ObjectKind = Exclude<Kind, "table" | "materializedView">;

/**
 * An object of the REST API as values by path. Declared and recorded inputs come in the same spelling, so that all
 * three sides are read by this one function.
 */
export function fieldsOf(kind: ObjectKind, sent: Readonly<Record<string, unknown>>): Fields {
  const whole = Object.keys(sent).filter((field) => sent[field] === SECRET_SIGNATURE);
  const open = Object.fromEntries(Object.entries(sent).filter(([field]) => !whole.includes(field)));
  const secret = whole.map((field) => [RENAMED[field] ?? field, SECRET_SIGNATURE] as const);
  return { ...flatten(SHAPES[kind](open)), ...Object.fromEntries(secret) };
}

/** Under which path a field's values stand, where that is not its name; the permissions of an object are all of it. */
const RENAMED: Readonly<Record<string, string>> = { content_base64: "content", access_controls: "" };

const SHAPES: Readonly<Record<ObjectKind, (sent: Readonly<Record<string, unknown>>) => unknown>> = {
  cluster: (sent) => sent,
  clusterPolicy: ({ definition, ...rest }) => ({ ...rest, definition: parsed(definition) }),
  warehouse: ({ tags, ...rest }) => ({ ...rest, tags: tagMap(object(tags)["custom_tags"]) }),
  job: ({ settings, ...sent }) => {
    // The API keeps what was declared under `settings`; inputs have it at the top.
    const { tasks, job_clusters, ...rest } = { ...sent, ...object(settings) };
    return {
      ...rest,
      tasks: byKey(tasks, "task_key"),
      job_clusters: byKey(job_clusters, "job_cluster_key"),
    };
  },
  workspaceFile: ({ path, content_base64, content }) => ({
    path,
    content: decoded(content_base64 ?? content),
  }),
  notebook: ({ path, content_base64, content }) => ({
    path,
    content: notebookText(decoded(content_base64 ?? content)),
  }),
  permissions: (sent) => ({
    ...byPrincipal(sent["access_controls"]),
    ...direct(sent["access_control_list"]),
  }),
};

/** A definition is JSON in a text. One that is no JSON is compared as it stands. */
function parsed(definition: unknown): unknown {
  try {
    return JSON.parse(text(definition) ?? "") as unknown;
  } catch {
    return definition;
  }
}

function decoded(content: unknown): string | undefined {
  return typeof content === "string" ? Buffer.from(content, "base64").toString() : undefined;
}

const NOTEBOOK_HEADER = /^(--|#|\/\/) Databricks notebook source[^\S\n]*\n?/;
const CELL_END = /\s*\n(?:--|#|\/\/) COMMAND -+[^\S\n]*(?:\n\s*|$)/;

/** A workspace keeps cells, and writes the header and what stands between cells anew when it is asked for the source. */
function notebookText(source: string | undefined): string | undefined {
  return source
    ?.replaceAll("\r\n", "\n")
    .replace(NOTEBOOK_HEADER, "")
    .split(CELL_END)
    .map((cell) => cell.trim())
    .join("\n\n-- COMMAND ----------\n\n");
}

function tagMap(tags: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    list(tags)
      .map(object)
      .map((tag) => [text(tag["key"]) ?? "", text(tag["value"]) ?? ""]),
  );
}

const PRINCIPALS = ["user_name", "group_name", "service_principal_name"] as const;

/** `group engineers`: one entry a principal, whatever the order. */
function principal(entry: Readonly<Record<string, unknown>>): string {
  const kind = PRINCIPALS.find((field) => (text(entry[field]) ?? "") !== "") ?? "user_name";
  return `${kind.replace(/_name$/, "").replace("_", " ")} ${text(entry[kind]) ?? ""}`;
}

function byPrincipal(declared: unknown): Readonly<Record<string, string>> {
  const entries = list(declared).map(object);
  return Object.fromEntries(
    entries.map((entry) => [principal(entry), text(entry["permission_level"]) ?? ""]),
  );
}

/** The permissions that somebody gave; inherited ones are not set here. */
function direct(live: unknown): Readonly<Record<string, string>> {
  const entries = list(live).map(object);
  return Object.fromEntries(
    entries.flatMap((entry) => {
      const levels = list(entry["all_permissions"])
        .map(object)
        .filter((permission) => permission["inherited"] !== true)
        .map((permission) => stringMap(permission)["permission_level"] ?? "");
      return levels.length === 0 ? [] : [[principal(entry), levels.sort().join(", ")]];
    }),
  );
}
