import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { isSame } from "../http/auth.ts";
import { PRINCIPAL, type Identity } from "./user.ts";

/** Its file within a home folder; made at the first start, readable by its owner only. */
export const PRINCIPAL_FILE = "service-principal.json";

/** Seconds that a granted token lives, as on Databricks. */
const TOKEN_LIVES = 3600;

/** The sandbox's one service principal: it signs in by OAuth and may do what the user may. */
export class ServicePrincipal {
  readonly clientId: string;
  readonly #secret: string;
  /** When each granted token ends, in milliseconds since 1970; a restart forgets them all. */
  readonly #granted = new Map<string, number>();

  constructor(home: string) {
    const path = join(home, PRINCIPAL_FILE);
    if (!existsSync(path)) {
      const made = { client_id: randomUUID(), client_secret: `dose${randomBytes(16).toString("hex")}` };
      writeFileSync(path, `${JSON.stringify(made, undefined, 2)}\n`, { mode: 0o600 });
    }
    const kept = JSON.parse(readFileSync(path, "utf8")) as { client_id: string; client_secret: string };
    this.clientId = kept.client_id;
    this.#secret = kept.client_secret;
  }

  /** @returns a token for whoever sends id and secret in the `Authorization` header; undefined for others. */
  grant(header: string | undefined): string | undefined {
    const sent = /^Basic (.+)$/i.exec(header ?? "")?.[1] ?? "";
    const known = Buffer.from(`${this.clientId}:${this.#secret}`).toString("base64");
    if (!isSame(sent, known)) return undefined;
    const token = randomBytes(24).toString("base64url");
    this.#granted.set(token, Date.now() + TOKEN_LIVES * 1000);
    return token;
  }

  get identity(): Identity {
    return { userId: PRINCIPAL.id, userName: this.clientId };
  }

  /** Whether the token was granted and has not ended. */
  knows(token: string): boolean {
    return (this.#granted.get(token) ?? 0) > Date.now();
  }
}

export function oauthRoutes(app: FastifyInstance, principal: ServicePrincipal): void {
  app.get("/oidc/.well-known/oauth-authorization-server", (request) => ({
    issuer: `http://${request.host}/oidc`,
    authorization_endpoint: `http://${request.host}/oidc/v1/authorize`,
    token_endpoint: `http://${request.host}/oidc/v1/token`,
    grant_types_supported: ["client_credentials"],
    token_endpoint_auth_methods_supported: ["client_secret_basic"],
  }));
  app.post("/oidc/v1/token", (request, reply) => {
    const { grant_type: type } = request.body as { readonly grant_type?: string };
    if (type !== "client_credentials") {
      return reply.code(400).send({
        error: "unsupported_grant_type",
        error_description: `The sandbox grants by client_credentials only, got ${String(type)}`,
      });
    }
    const token = principal.grant(request.headers.authorization);
    if (token === undefined) {
      const description = "Client authentication failed";
      return reply.code(401).send({ error: "invalid_client", error_description: description });
    }
    return { access_token: token, token_type: "Bearer", expires_in: TOKEN_LIVES, scope: "all-apis" };
  });
}
