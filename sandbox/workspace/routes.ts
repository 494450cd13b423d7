import multipart, { type Multipart } from "@fastify/multipart";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { invalid, notServed } from "../http/errors.ts";
import { isObject, text, type JsonObject } from "../http/json.ts";
import { serve } from "../http/route.ts";
import { expectShape } from "../http/shape.ts";
import type { Permissions } from "../permissions/permissions.ts";
import { USER } from "../identity/user.ts";
import type { Sandbox } from "../sandbox.ts";
import { endingOf, fromBase64, imported, notebookSource, type Import } from "./import.ts";
import { likeAsked } from "./paths.ts";
import type { ObjectType, WorkspaceObject, WorkspaceTree } from "./tree.ts";

const BASE = "/api/2.0/workspace";
/** As much as the server takes of any request; an import's own limit is told in the workspace's words. */
const MOST_SENT = 64 * 1024 * 1024;

const PERMISSION_KINDS: Readonly<Record<ObjectType, string>> = {
  DIRECTORY: "directories",
  NOTEBOOK: "notebooks",
  FILE: "files",
  DASHBOARD: "dashboards",
};

export async function workspaceRoutes(
  app: FastifyInstance,
  { permissions }: Sandbox,
  tree: WorkspaceTree,
): Promise<void> {
  await app.register(multipart, { limits: { fileSize: MOST_SENT, fieldSize: MOST_SENT } });
  for (const type of ["DIRECTORY", "NOTEBOOK", "FILE"] as const) {
    permissions.know(PERMISSION_KINDS[type], (id) => tree.byId(id)?.object_type === type);
  }

  app.post(`${BASE}/import`, async (request) => {
    const given = request.isMultipart() ? await fromMultipart(request) : fromJson(request.body);
    const { overwrite } = given;
    return { object_id: tree.write(imported(given), { by: request.caller.userName, overwrite }).object_id };
  });

  serve(app, `POST ${BASE}/mkdirs`, ({ body, caller }) => {
    expectShape(body, { "path!": "string" });
    tree.makeFolders(text(body, "path") ?? "", caller.userName);
    return {};
  });

  serve(app, `POST ${BASE}/delete`, ({ body }) => {
    expectShape(body, { "path!": "string", recursive: "boolean" });
    const gone = tree.delete(text(body, "path") ?? "", body["recursive"] === true);
    forget(permissions, gone);
    return {};
  });

  serve(app, `GET ${BASE}/get-status`, ({ query }) => described(tree.known(query["path"]), query["path"]));

  serve(app, `GET ${BASE}/list`, ({ query }) => {
    const object = tree.known(query["path"]);
    const since = Number(query["notebooks_modified_after"] ?? 0);
    const there = object.object_type === "DIRECTORY" ? tree.children(object.path) : [object];
    const listed = there.filter(
      ({ object_type, modified_at }) => object_type !== "NOTEBOOK" || modified_at > since,
    );
    return listed.length === 0 ? {} : { objects: listed.map((each) => described(each, query["path"])) };
  });

  app.get<{ Querystring: Record<string, string> }>(`${BASE}/export`, (request, reply) => {
    const { content, language } = exported(
      tree.known(request.query["path"]),
      request.query["format"] ?? "SOURCE",
    );
    if (request.query["direct_download"] === "true") {
      return reply.type("application/octet-stream").send(Buffer.from(content, "base64"));
    }
    return reply.send({ content, file_type: language === undefined ? "file" : endingOf(language) });
  });
}

function forget(permissions: Permissions, gone: readonly WorkspaceObject[]): void {
  for (const { object_type, object_id } of gone) {
    permissions.forget(PERMISSION_KINDS[object_type], String(object_id));
  }
}

function described(object: WorkspaceObject, asked: string | undefined): JsonObject {
  const { content, path, language, ...rest } = object;
  return {
    ...rest,
    path: likeAsked(path, asked),
    resource_id: rest.resource_id ?? String(rest.object_id),
    ...(language === undefined ? {} : { language }),
    ...(content === undefined || object.object_type !== "FILE"
      ? {}
      : { size: Buffer.byteLength(content, "base64") }),
    created_by: object.created_by ?? USER.name,
  };
}

function exported(object: WorkspaceObject, format: string): { content: string; language?: string } {
  if (["DBC", "HTML", "JUPYTER", "R_MARKDOWN"].includes(format))
    throw notServed(`exports in format ${format}`);
  if (!["AUTO", "RAW", "SOURCE"].includes(format)) {
    throw invalid(`format '${format}' is not valid. Allowed: AUTO, RAW, SOURCE`);
  }
  if (object.content === undefined)
    throw invalid(`${object.path} is a ${object.object_type}: it has no content`);
  const { content, language } = object;
  return language === undefined ? { content } : { content: notebookSource(content, language), language };
}

function fromJson(body: unknown): Import {
  const sent = isObject(body) ? body : {};
  expectShape(sent, {
    "path!": "string",
    format: "string",
    language: "string",
    overwrite: "boolean",
    content: "string",
  });
  return {
    path: text(sent, "path") ?? "",
    content: fromBase64(text(sent, "content") ?? ""),
    format: text(sent, "format") ?? "SOURCE",
    language: text(sent, "language"),
    overwrite: sent["overwrite"] === true,
  };
}

async function fromMultipart(request: FastifyRequest): Promise<Import> {
  const parts = new Map<string, Buffer>();
  for await (const part of request.parts()) parts.set(part.fieldname, await bytes(part));
  const field = (name: string): string | undefined => parts.get(name)?.toString("utf8");
  const content = parts.get("content");
  if (content === undefined) throw invalid("Missing required field: content");
  return {
    path: field("path") ?? "",
    content,
    format: field("format") ?? "SOURCE",
    language: field("language"),
    overwrite: field("overwrite") === "true",
  };
}

async function bytes(part: Multipart): Promise<Buffer> {
  return part.type === "file" ? await part.toBuffer() : Buffer.from(String(part.value), "utf8");
}
