import { givenLevels, type Principal, principalOf } from "../../databricks/access-list.ts";
import { type Json, list, object, text } from "../../model/json.ts";
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
    ...direct(sent),
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

/** `group engineers`: one entry a principal, whatever the order. */
function said({ kind, name }: Principal): string {
  return `${kind} ${name}`;
}

function byPrincipal(declared: unknown): Readonly<Record<string, string>> {
  const entries = list(declared).map(object);
  return Object.fromEntries(
    entries.map((entry) => [said(principalOf(entry)), text(entry["permission_level"]) ?? ""]),
  );
}

/** The permissions that somebody gave. */
function direct(live: Json): Readonly<Record<string, string>> {
  const levels = Map.groupBy(givenLevels(live), ({ principal }) => said(principal));
  return Object.fromEntries(
    [...levels].map(([principal, all]) => [
      principal,
      all
        .map(({ level }) => level)
        .sort()
        .join(", "),
    ]),
  );
}
