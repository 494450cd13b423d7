import type { Access, Signed } from "./access.ts";
import { type Clock, systemClock } from "./clock.ts";
import {
  LostAnswerError,
  ResponseError,
  TokenRefusedError,
  UnreachableError,
  type WorkspaceError,
} from "./errors.ts";
import { type Json, object, text } from "../model/json.ts";
import { Limiter } from "./limiter.ts";
import { sentOnTo } from "./redirect.ts";
import { type Failure, networkFailure, reasonOf, retryAfter, waitBefore } from "./retry.ts";

export interface ConnectionOptions {
  readonly access: Access;
  /** @default the system's */
  readonly clock?: Clock;
}

export interface Request {
  readonly method: "DELETE" | "GET" | "POST" | "PUT";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: Json;
  /** Sent even after `cancel`. @default false */
  readonly last?: boolean;
  /** Never sent twice: where its answer is lost, somebody has to check. @default false */
  readonly once?: boolean;
  /** Answered when something has happened and limited by its sender, so that others need not wait for it. @default false */
  readonly lingers?: boolean;
}

/** Answers that mean "later": throttled, starting, or a gateway without its server. */
const BUSY = new Set([429, 502, 503, 504]);

/** Answers of a gateway that had none from its server: what it passed on may have been carried out. */
const UNANSWERED = new Set([502, 504]);

/** Longer than the longest wait that the workspace is asked for in one request. */
const REQUEST_TIMEOUT = 120_000;

/** As many requests at once as a workspace's rate limits bear from one client. */
const REQUESTS_AT_ONCE = 16;

/**
 * A Databricks workspace over REST. Throttling and connections that were not made are waited out here and
 * nowhere else; a request whose connection broke is repeated, unless it asks to be sent once.
 */
export class Connection {
  readonly #access: Access;
  readonly #clock: Clock;
  readonly #limiter = new Limiter(REQUESTS_AT_ONCE);
  /** Once the workspace was given up, further requests try once and do not each wait as long again. */
  #unreachable = false;
  #tokenRefused = false;
  /** Where the last request went. */
  #host: string | undefined;
  readonly #cancelled = new AbortController();

  constructor({ access, clock = systemClock }: ConnectionOptions) {
    this.#access = access;
    this.#clock = clock;
  }

  /** Ends every request and every wait; what is called from now on fails at once. */
  cancel(): void {
    this.#cancelled.abort();
  }

  get isCancelled(): boolean {
    return this.#cancelled.signal.aborted;
  }

  /** Where the workspace is; not known before the first request. */
  get host(): string | undefined {
    return this.#host;
  }

  /** Waits, unless `cancel` comes first. */
  async sleep(ms: number): Promise<void> {
    await this.#clock.sleep(ms, this.#cancelled.signal);
  }

  /** @throws {UnreachableError} @throws {ResponseError} @throws {LostAnswerError} for what is sent once */
  async send(request: Request): Promise<Json> {
    const send = () => this.#sendUntilAnswered(request);
    return request.lingers === true ? await send() : await this.#limiter.run(send);
  }

  /** As `send`, with `undefined` for what does not exist. */
  async find(request: Request): Promise<Json | undefined> {
    try {
      return await this.send(request);
    } catch (error) {
      if (error instanceof ResponseError && error.status === 404) return undefined;
      throw error;
    }
  }

  async #sendUntilAnswered(request: Request): Promise<Json> {
    const started = this.#clock.now();
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#attempt(request);
      if (answer.kind === "answered") {
        this.#unreachable = false;
        return answer.body;
      }
      if (answer.kind === "broken" && request.once === true) {
        throw new LostAnswerError(
          `the connection to ${this.#host ?? "the workspace"} broke (${answer.reason}) before ${request.method} ${request.path} was answered`,
        );
      }
      const elapsed = this.#clock.now() - started;
      const wait = waitBefore(answer, { attempt, elapsed, random: Math.random() });
      if (wait === undefined || (this.#unreachable && answer.kind !== "busy")) {
        const repeated = this.#unreachable;
        this.#unreachable = true;
        throw new UnreachableError(this.#host, { reason: reasonOf(answer), repeated });
      }
      await this.sleep(wait);
    }
  }

  async #attempt(
    request: Request,
    { again = false } = {},
  ): Promise<Failure | { readonly kind: "answered"; readonly body: Json }> {
    try {
      const signed = await this.#access.sign();
      this.#host = signed.host;
      const response = await fetch(urlOf(request, signed.host), {
        method: request.method,
        headers: { ...signed.headers, accept: "application/json", "content-type": "application/json" },
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal: AbortSignal.any([
          AbortSignal.timeout(REQUEST_TIMEOUT),
          ...(request.last === true ? [] : [this.#cancelled.signal]),
        ]),
        redirect: "manual",
      });
      if (BUSY.has(response.status)) {
        await response.body?.cancel();
        if (request.once === true && UNANSWERED.has(response.status)) {
          return { kind: "broken", reason: `a gateway answered ${response.status}` };
        }
        const after = retryAfter(response.headers.get("retry-after"), Date.now());
        return { kind: "busy", status: response.status, after };
      }
      const elsewhere = sentOnTo(response);
      if (elsewhere !== undefined) {
        await response.body?.cancel();
        throw new ResponseError(
          `${signed.host} answered ${response.status} to ${request.method} ${request.path} and sends on to ${elsewhere}, ` +
            "where no token goes; is this a Databricks workspace?",
          { status: response.status, code: "" },
        );
      }
      const body = parse(await response.text());
      if (response.ok && body !== undefined) return { kind: "answered", body };
      const answer = { status: response.status, body };
      // A token may end before its time: it was withdrawn, or the clocks differ.
      if (refusesToken(answer) && !again && this.#access.renew(signed)) {
        return await this.#attempt(request, { again: true });
      }
      throw this.#refusal(request, { signed, ...answer });
    } catch (error) {
      const failure = networkFailure(error);
      if (failure === undefined) throw error;
      return failure;
    }
  }

  #refusal(
    { method, path }: Request,
    { signed: { host, from }, status, body }: Answer & { readonly signed: Signed },
  ): WorkspaceError {
    const code = text(body?.["error_code"]) ?? "";
    const message = text(body?.["message"]) ?? "";
    const detail = [code, message].filter((part) => part !== "").join(": ");
    const said = detail === "" ? "" : ` (${detail})`;
    if (refusesToken({ status, body })) {
      const repeated = this.#tokenRefused;
      this.#tokenRefused = true;
      return new TokenRefusedError(host, { detail: said, from, repeated });
    }
    if (status === 403) {
      return new ResponseError(
        `token refused by ${host} for ${method} ${path}${said}. ` +
          `The token is wrong, or its principal lacks the permission.`,
        { status, code },
      );
    }
    const answer =
      body === undefined
        ? "something that is not JSON; is this a Databricks workspace?"
        : detail || "no message";
    return new ResponseError(`${host} answered ${status} to ${method} ${path}: ${answer}`, {
      status,
      code,
    });
  }
}

interface Answer {
  readonly status: number;
  /** Undefined when it is no JSON. */
  readonly body: Json | undefined;
}

/** Databricks answers an unknown token with 401 on one cloud and 403 on another. */
function refusesToken({ status, body }: Answer): boolean {
  return status === 401 || (status === 403 && /invalid access token/i.test(text(body?.["message"]) ?? ""));
}

function parse(body: string): Json | undefined {
  if (body.trim() === "") return {};
  try {
    return object(JSON.parse(body));
  } catch {
    return undefined;
  }
}

function urlOf({ path, query = {} }: Request, host: string): URL {
  const url = new URL(path, host);
  for (const [key, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(key, value);
  }
  return url;
}
