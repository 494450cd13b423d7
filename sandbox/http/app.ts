import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { ADMIN, type Identity, WORKSPACE_ID } from "../identity/user.ts";
import { refusal, tokenIn } from "./auth.ts";
import { ApiError, errorBody, malformed, notServed } from "./errors.ts";
import type { RequestLog } from "./request-log.ts";

/** Paths that need no token: where to get one is asked before, one tells whose sandbox this is. */
const OPEN = new Set([
  "/.well-known/databricks-config",
  "/oidc/.well-known/oauth-authorization-server",
  "/oidc/v1/token",
  "/sandbox/health",
]);
/** Does not count as use: whoever watches a sandbox must not keep it awake. */
const WATCHING = "/sandbox/health";

declare module "fastify" {
  interface FastifyRequest {
    caller: Identity;
  }
}

const MOST_JSON_BYTES = 64 * 1024 * 1024;

/** The HTTP side without its routes: who may ask, how a body is read, how errors are answered. */
export function createApp(whose: (token: string) => Identity | undefined, log: RequestLog): FastifyInstance {
  const app = fastify({
    bodyLimit: MOST_JSON_BYTES,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 1_000 },
    frameworkErrors: (error, request, reply) => {
      answerError(error, request, reply);
    },
  });
  // Clients send JSON under several names, and an empty body where there is nothing to say.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? {} : JSON.parse(body.toString()));
    } catch (error) {
      const why = error instanceof Error ? error.message : "";
      done(malformed(`Could not parse request object: the body is not JSON. ${why}`));
    }
  });

  // OAuth asks by form.
  app.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(body.toString())));
    },
  );

  app.decorateRequest("caller");
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("X-Databricks-Org-Id", WORKSPACE_ID);
    const path = pathOf(request);
    if (path !== WATCHING) log.touch();
    const sender = whose(tokenIn(request.headers.authorization) ?? "");
    request.caller = sender ?? ADMIN;
    const refused = OPEN.has(path) ? undefined : refusal(request.headers.authorization, sender !== undefined);
    if (refused !== undefined) await reply.code(refused.status).send(refused.body);
    // Before the body is read: whatever it is, it is not what was wrong.
    else if (request.is404) throw notServed(`${request.method} ${path}`);
  });
  app.addHook("onResponse", (request, reply, done) => {
    if (pathOf(request) !== WATCHING) {
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      log.add({ method: request.method, path: request.url, status: reply.statusCode, ms });
    }
    done();
  });
  app.setErrorHandler(answerError);
  return app;
}

function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = error instanceof ApiError ? error : fromFramework(error);
  // The SQL connectors read no body: they show this header.
  if (known?.status === 501) void reply.header("x-thriftserver-error-message", inHeader(known.message));
  if (known !== undefined) return reply.code(known.status).send(errorBody(known));
  // A fault of the sandbox itself: the caller gets the message, the log gets the place.
  const fault = error instanceof Error ? error : new Error(String(error));
  console.error(
    `${new Date().toISOString()} ${request.method} ${request.url} failed: ${fault.stack ?? fault.message}`,
  );
  return reply.code(500).send(errorBody(new ApiError(500, "INTERNAL_ERROR", fault.message)));
}

/** Fastify's own refusals (body too large, bad content length, …) carry a 4xx status. */
function fromFramework(error: unknown): ApiError | undefined {
  if (!(error instanceof Error) || !("statusCode" in error)) return undefined;
  const status = Number(error.statusCode);
  return status >= 400 && status < 500 ? new ApiError(status, "MALFORMED_REQUEST", error.message) : undefined;
}

/** A header takes printable ASCII only. */
const inHeader = (text: string): string => text.replaceAll(/[^ -~]/g, "?");

function pathOf(request: FastifyRequest): string {
  return request.url.split("?")[0] ?? "";
}
