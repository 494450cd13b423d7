import { ApiError, invalid, malformed, notServed } from "../http/errors.ts";
import { notebookHeader } from "./notebook.ts";
import type { WorkspaceObject } from "./tree.ts";

/** One import, however it was sent. */
export interface Import {
  readonly path: string;
  readonly content: Buffer;
  readonly format: string;
  readonly language: string | undefined;
  readonly overwrite: boolean;
}

/** The workspace's own limit on what is imported. */
const MOST_BYTES = 10 * 1024 * 1024;

const LANGUAGES: Readonly<Record<string, string>> = { sql: "SQL", py: "PYTHON", scala: "SCALA", r: "R" };
/** The first line by which Databricks tells a notebook's source from a plain file. */
const NOTEBOOK_HEADER = /^(--|#|\/\/) Databricks notebook source/;

/** What the import makes of its content: `RAW` a file, `SOURCE` a notebook, `AUTO` what it looks like. */
export function imported(
  request: Import,
): Pick<WorkspaceObject, "object_type" | "path" | "content" | "language"> {
  const size = request.content.byteLength;
  if (size > MOST_BYTES) {
    const message = `File size imported is (${size} bytes), exceeded max size (${MOST_BYTES} bytes)`;
    throw new ApiError(400, "MAX_NOTEBOOK_SIZE_EXCEEDED", message);
  }
  const content = request.content.toString("base64");
  const file = { object_type: "FILE", path: request.path, content } as const;
  switch (request.format) {
    case "RAW":
      return file;
    case "AUTO": {
      const [, stem, ending = ""] = /^(.*)\.(\w+)$/.exec(request.path) ?? [];
      const language = LANGUAGES[ending.toLowerCase()];
      const isNotebook = NOTEBOOK_HEADER.test(request.content.toString("utf8"));
      if (!isNotebook || language === undefined || stem === undefined) return file;
      return { object_type: "NOTEBOOK", path: stem, content, language };
    }
    case "SOURCE": {
      const { language } = request;
      if (language === undefined || !Object.values(LANGUAGES).includes(language)) {
        throw invalid(
          `language: format SOURCE needs one of ${Object.values(LANGUAGES).join(", ")}, got ${language ?? "none"}`,
        );
      }
      return { object_type: "NOTEBOOK", path: request.path, content, language };
    }
    case "HTML":
    case "JUPYTER":
    case "DBC":
    case "R_MARKDOWN":
      throw notServed(`workspace imports in format ${request.format}`);
    default:
      throw invalid(`format '${request.format}' is not valid. Allowed: AUTO, RAW, SOURCE`);
  }
}

/** What a notebook's file ends in, as an export names it. */
export function endingOf(language: string): string {
  return Object.entries(LANGUAGES).find(([, name]) => name === language)?.[0] ?? "file";
}

/** A notebook's source as an export has it: with the line that makes it a notebook first. Base64, as is `content`. */
export function notebookSource(content: string, language: string): string {
  const source = Buffer.from(content, "base64").toString("utf8");
  if (NOTEBOOK_HEADER.test(source)) return content;
  return Buffer.from(`${notebookHeader(language)}\n${source}`).toString("base64");
}

/** Content as the API takes it. Node decodes anything; a caller that forgot to encode must be told. */
export function fromBase64(content: string): Buffer {
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(content)) throw malformed("content must be base64");
  return Buffer.from(content, "base64");
}
