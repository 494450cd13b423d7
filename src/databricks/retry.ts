/** What became of one attempt to get an answer. */
export type Failure =
  /** No connection was made, so nothing was sent. */
  | { readonly kind: "refused"; readonly reason: string }
  /** A connection broke; the request may have been carried out. */
  | { readonly kind: "broken"; readonly reason: string }
  /** The workspace asks to come back later. `after` in milliseconds, when it said. */
  | { readonly kind: "busy"; readonly status: number; readonly after: number | undefined };

/** Who grants tokens was not reached; of the request itself nothing was sent. */
export class SignInInterrupted extends Error {
  override readonly name = "SignInInterrupted";
  readonly failure: Failure;

  constructor(failure: Failure) {
    super("not signed in");
    this.failure = failure;
  }
}

/** How long each kind of failure is borne, in milliseconds since the first attempt. */
const PATIENCE = {
  refused: 15_000, // a workspace that is starting; longer than that it is not there
  broken: 60_000, // a load balancer or a gateway restarting
  busy: 20 * 60_000, // throttling, and a warehouse that starts while the cloud is short of machines
} as const satisfies Record<Failure["kind"], number>;

const FIRST_WAIT = 500;
const LONGEST_WAIT = 30_000;

/**
 * How long to wait before the next attempt; `undefined` to give up. `random` in [0, 1) spreads the attempts
 * of many resources, which all failed in the same moment.
 */
export function waitBefore(
  failure: Failure,
  { attempt, elapsed, random }: { attempt: number; elapsed: number; random: number },
): number | undefined {
  const left = PATIENCE[failure.kind] - elapsed;
  if (failure.kind === "busy" && failure.after !== undefined) {
    return left > 0 ? Math.min(failure.after, left) : undefined;
  }
  const backoff = Math.min(FIRST_WAIT * 2 ** (attempt - 1), LONGEST_WAIT) * (0.75 + random / 2);
  return backoff > left ? undefined : backoff;
}

/** What fetch says of the ports that no browser may use; it has no code. */
const BAD_PORT = "bad port";

const NOT_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  BAD_PORT,
]);

const NOT_SIGNED = new RegExp(
  `\\b(${[...NOT_CONNECTED, "ECONNRESET", "EPIPE", "ETIMEDOUT", "UND_ERR_SOCKET"].join("|")})\\b|socket hang up`,
);

/**
 * Tells trouble on the way to who grants tokens from a refusal. The SDK keeps the words of an error and
 * drops the error.
 */
export function signInFailure(said: string): Failure | undefined {
  const status = /(?:^Failed to retrieve token:| answered) (429|502|503|504)\b/.exec(said)?.[1];
  if (status !== undefined) return { kind: "busy", status: Number(status), after: undefined };
  return NOT_SIGNED.test(said) ? { kind: "refused", reason: `signing in: ${said}` } : undefined;
}

/** Turns what `fetch` threw into a failure; `undefined` for anything that is not the network's. */
export function networkFailure(error: unknown): Failure | undefined {
  if (error instanceof SignInInterrupted) return error.failure;
  if (error instanceof DOMException && error.name === "TimeoutError") {
    return { kind: "broken", reason: "no answer in time" };
  }
  if (!(error instanceof TypeError)) return undefined;
  const { cause } = error;
  const code = causeCode(cause);
  if (code === undefined) return undefined;
  return { kind: NOT_CONNECTED.has(code) ? "refused" : "broken", reason: code };
}

/** A host with several addresses fails with one error for each; the first tells enough. */
function causeCode(cause: unknown): string | undefined {
  if (cause instanceof AggregateError) return causeCode(cause.errors[0]);
  if (!(cause instanceof Error)) return undefined;
  if (cause.message === BAD_PORT) return BAD_PORT;
  return "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
}

/** `Retry-After`: seconds, or a date. */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Why the workspace was given up, for people. */
export function reasonOf(failure: Failure): string {
  switch (failure.kind) {
    case "refused":
    case "broken":
      return failure.reason;
    case "busy":
      return `it has answered ${failure.status} for ${PATIENCE.busy / 60_000} minutes`;
  }
}
