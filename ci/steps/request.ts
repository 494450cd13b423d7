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
 * One call of a platform's API.
 * @throws StepError with method, path, status and the platform's own words; never with a header
 */
export async function request<T>(url: string, { method = "GET", headers, body }: Call): Promise<T> {
  const place = `${method} ${new URL(url).origin}${new URL(url).pathname}`;
  const form = body instanceof URLSearchParams;
  const init = {
    method,
    headers: { ...(body === undefined || form ? {} : { "content-type": "application/json" }), ...headers },
    ...(body === undefined ? {} : { body: form ? body : JSON.stringify(body) }),
  };
  for (let attempt = 1; ; attempt += 1) {
    // A read may be asked again; a write whose answer was lost may have been taken.
    const last = attempt === TRIES || method !== "GET";
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
      (error: unknown) => {
        if (last)
          throw new StepError(
            `${place} was not answered: ${error instanceof Error ? error.message : String(error)}`,
          );
        return undefined;
      },
    );
    if (answer?.ok === true) return (answer.status === 204 ? undefined : await answer.json()) as T;
    if (answer !== undefined && (last || answer.status < 500)) {
      throw new StepError(`${place} answered ${answer.status}: ${(await answer.text()).slice(0, 500)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, attempt * 1_000));
  }
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
