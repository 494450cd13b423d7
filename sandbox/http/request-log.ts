/** One answered request. */
export interface LoggedRequest {
  /** Counts from 1, without gaps, from the start of the server. */
  readonly seq: number;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly status: number;
  readonly ms: number;
}

/** Requests that are kept; older ones are only counted. */
const KEPT = 20_000;
/** Of a path; whoever has no token can send longer ones too. */
const LONGEST_PATH = 2_000;

/** What was asked of the sandbox, in memory: a test reads it to see which calls a client made. */
export class RequestLog {
  readonly #requests: LoggedRequest[] = [];
  #count = 0;
  #last = Date.now();

  /** When the last request came; milliseconds since the epoch. */
  get lastActivity(): number {
    return this.#last;
  }

  touch(): void {
    this.#last = Date.now();
  }

  add(request: Omit<LoggedRequest, "seq">): void {
    this.#count += 1;
    this.#requests.push({ seq: this.#count, ...request, path: request.path.slice(0, LONGEST_PATH) });
    // Cut in blocks: a shift for each request would move the whole list each time.
    if (this.#requests.length >= KEPT + 1_000) this.#requests.splice(0, this.#requests.length - KEPT);
  }

  /** Those after `seq`, and how many there were in all. */
  since(seq: number): { readonly count: number; readonly requests: readonly LoggedRequest[] } {
    return { count: this.#count, requests: this.#requests.filter((request) => request.seq > seq) };
  }
}
