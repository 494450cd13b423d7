import { StepError } from "./forge.ts";

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH";
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; a form as it is. */
  readonly body?: object;
}

const TIMEOUT_MS = 30_000;
const TRIES = 3;

/**
 * One call of a platform's API. It ends where it was sent to: a redirect would take the token to another host.
 * @throws StepError with method, path, status and the platform's own words; never with what was sent to prove who we are
 */
export async function request<T>(url: string, { method = "GET", headers, body }: Call): Promise<T> {
  const place = `${method} ${placeOf(url)}`;
  const secrets = secretsOf(headers, body);
  const fault = (said: string) =>
    new StepError(secrets.reduce((text, secret) => text.replaceAll(secret, "***"), `${place} ${said}`));
  const form = body instanceof URLSearchParams;
  const init = {
    method,
    redirect: "manual" as const,
    headers: { ...(body === undefined || form ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  };
  for (let attempt = 1; ; attempt += 1) {
    // A read may be asked again; a write whose answer was lost may have been taken.
    const last = attempt === TRIES || method !== "GET";
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      (error: unknown) => {
        if (last) throw fault(`was not answered: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      },
    );
    if (answer?.ok === true) {
      if (answer.status === 204) return undefined as T;
      return (await answer.json().catch(() => {
        throw fault(`answered ${answer.status} with something that is not JSON`);
      })) as T;
    }
    const location = answer?.headers.get("location") ?? undefined;
    if (answer !== undefined && answer.status < 400 && location !== undefined) {
      throw fault(
        `answered ${answer.status} and sends on to ${placeOf(location, url)}, where no token is taken`,
      );
    }
    if (answer !== undefined && (last || answer.status < 500)) {
      throw fault(`answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, attempt * 1_000));
  }
}

/**
 * Where an address leads, without what it may hold besides: user, password, query and fragment.
 * @param base the address that led there
 * @throws StepError where it is none, or one that we would be asked to sign in by
 */
function placeOf(address: string, base?: string): string {
  if (!URL.canParse(address, base)) {
    throw new StepError(
      "the address of a request is not a URL; ci/README.md says what a pipeline has to set",
    );
  }
  const { protocol, host, pathname, username, password } = new URL(address, base);
  const place = `${protocol}//${host}${pathname}`;
  if (base === undefined && username + password !== "") {
    throw new StepError(`${place} is given with a user or a password; it has to be without`);
  }
  return place;
}

function secretsOf(headers: Call["headers"], body: Call["body"]): readonly string[] {
  const subject = body instanceof URLSearchParams ? body.get("subject_token") : null;
  const signed = headers["authorization"]?.replace(/^Bearer /, "");
  return [signed, headers["private-token"], subject].filter(
    (secret) => secret !== undefined && secret !== null && secret !== "",
  ) as string[];
}

/** All pages of a list; the first that is not full is the last. */
export async function pages<T>(
  page: (number: number) => Promise<readonly T[]>,
  size: number,
): Promise<readonly T[]> {
  const all: T[] = [];
  for (let number = 1; ; number += 1) {
    const found = await page(number);
    all.push(...found);
    if (found.length < size) return all;
  }
}
