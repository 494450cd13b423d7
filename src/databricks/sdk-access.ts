import type { Config } from "@databricks/sdk-experimental/dist/config/index.js";
import { setTimeout } from "node:timers/promises";
import { type Access, type Signed, unsafe } from "./access.ts";
import { SignInError } from "./errors.ts";
import { sentOnTo } from "./redirect.ts";
import { networkFailure, reasonOf, signInFailure, SignInInterrupted } from "./retry.ts";
import { checkSettings, isFixed, reasonFor, SignInFault, tried } from "./sign-in.ts";

type Values = Readonly<Partial<Record<string, string>>>;

/** Longest wait for a signature, in milliseconds; the SDK sets no limit. */
const LONGEST_SIGNING = 60_000;

/**
 * Signs with Databricks' SDK for JavaScript: profiles, OAuth, the clouds' own logins. The SDK reads settings,
 * environment and profile and renews its tokens; every other request is the connection's.
 */
export class SdkAccess implements Access {
  readonly #given: Values;
  readonly #env: Values;
  /** Once it has signed. */
  #config: Config | undefined;
  #latest: Signed | undefined;
  #underWay: Promise<Signed> | undefined;
  /** Only the first failure says so at length: the others would repeat it table by table. */
  #told = false;

  /**
   * @param given settings by name
   * @param env variables of the environment; neither holds anything empty
   */
  constructor(given: Values, env: Values) {
    this.#given = given;
    this.#env = env;
  }

  /** Requests that come together share a signature: the SDK would ask for a token once for each of them. */
  sign(): Promise<Signed> {
    this.#underWay ??= this.#sign().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  renew(refused: Signed): boolean {
    if (isFixed(this.#config?.authType)) return false;
    // Of requests that were refused together the first renews, and the others take what it got.
    if (this.#latest?.headers["authorization"] === refused.headers["authorization"]) this.#config = undefined;
    return true;
  }

  async #sign(): Promise<Signed> {
    // The narrowest part that the package has: the clients for its whole API would load with the rest.
    const sdk = await import("@databricks/sdk-experimental/dist/config/index.js");
    const config =
      this.#config ?? sendingNowhereElse(new sdk.Config({ ...this.#given, env: this.#env, fetch: DISCOVER }));
    try {
      if (this.#config === undefined) {
        await config.ensureResolved();
        checkSettings(config);
        const fault = config.host === undefined ? undefined : unsafe(new URL(config.host));
        if (fault !== undefined) throw new SignInFault(fault);
      }
      const headers = new Headers();
      await inTime(config.authenticate(headers));
      if (config.host === undefined) throw new SignInFault("Azure names no URL for azureWorkspaceResourceId");
      this.#config = config;
      this.#told = false;
      this.#latest = {
        host: config.host,
        headers: Object.fromEntries(headers),
        from: `what ${config.authType ?? "the SDK"} signs in with${tried(config)}`,
      };
      return this.#latest;
    } catch (error) {
      const reason = await reasonFor(error, config, sdk.loadConfigFile);
      const failure = error instanceof SignInFault ? undefined : signInFailure(reason);
      if (failure !== undefined) throw new SignInInterrupted(failure);
      const repeated = this.#told;
      this.#told = true;
      throw new SignInError(`not signed in to Databricks: ${reason}${tried(config)}`, { repeated });
    }
  }
}

/**
 * A request of the SDK's, without the way it has with redirects: it sends the client's secret along, into a promise
 * that nobody holds, so that it never answers and its failure would end the process.
 */
async function send(url: string, init: RequestInit): Promise<Response> {
  // A workspace names where it grants tokens, and the client's secret goes there.
  const fault = unsafe(new URL(url));
  if (fault !== undefined) throw new SignInFault(fault);
  const response = await fetch(url, { ...init, redirect: "manual" }).catch((error: unknown) => {
    const failure = networkFailure(error);
    throw failure === undefined ? error : new Error(`${reasonOf(failure)} at ${url}`);
  });
  const elsewhere = sentOnTo(response);
  if (elsewhere === undefined) return response;
  await response.body?.cancel();
  throw new Error(`${url} answered ${response.status}, sending on to ${elsewhere}`);
}

/** Asks a workspace where it grants tokens. */
async function discover(url: string): Promise<Response> {
  const response = await send(url, {});
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  return response;
}

/** The SDK declares a class of its own for answers, and uses of them what every answer has. */
const DISCOVER = discover as unknown as Config["fetch"];

/** Tokens are asked for by a client that the SDK makes, which has a `fetch` of its own. */
function sendingNowhereElse(config: Config): Config {
  const found = config.getOidcEndpoints.bind(config);
  config.getOidcEndpoints = async () => {
    const endpoints = await found();
    if (endpoints === undefined) return undefined;
    const clientFor = endpoints.getClient.bind(endpoints);
    endpoints.getClient = (options) => Object.assign(clientFor(options), { fetch: send });
    return endpoints;
  };
  return config;
}

async function inTime(signing: Promise<void>): Promise<void> {
  const over = new AbortController();
  const late = setTimeout(LONGEST_SIGNING, undefined, { signal: over.signal, ref: false }).then(() => {
    throw new SignInFault(`no answer within ${LONGEST_SIGNING / 1000} seconds`);
  });
  try {
    await Promise.race([signing, late]);
  } finally {
    over.abort();
  }
}
