import { LostAnswerError, StatementError } from "../databricks/errors.ts";

/** How far a change came. */
export interface Progress<Live> {
  /** Statements that ran, or may have. */
  done: number;
  /** What is there after them. */
  live?: Live;
}

/** Often enough for a table that a stream commits to; each attempt plans anew. */
const ATTEMPTS = 7;

/** Before the second attempt, in milliseconds; doubled before each further one, half a minute in all. */
const FIRST_WAIT = 500;

/** Begins anew, on what is there then, after another writer's commit or a lost answer. */
export async function retryConflicts<T>(
  attempt: () => Promise<T>,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || attempts === ATTEMPTS) throw error;
      await sleep(FIRST_WAIT * 2 ** (attempts - 1));
    }
  }
}

/** What a change that ends for good before it is done still needs to know and say. */
export interface Ending<Live> {
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** What is there at this moment. */
  readonly read: () => Promise<Live | undefined>;
  /** The failure of a change that came half-way. */
  readonly halfWay: (live: Live, error: Error) => Error;
}

/** Reads, plans and sends, until it is done or can only fail. What ran in one attempt counts in the next. */
export async function applyWithRetry<Live, T>(
  attempt: (progress: Progress<Live>) => Promise<T>,
  { sleep, read, halfWay }: Ending<Live>,
): Promise<T> {
  const progress: Progress<Live> = { done: 0 };
  try {
    return await retryConflicts(() => attempt(progress), sleep);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof LostAnswerError) await readOnce(read, progress);
    // Nothing changed, so what was recorded before is still true.
    if (progress.done === 0 || progress.live === undefined) throw error;
    throw halfWay(progress.live, error);
  }
}

/** A statement whose answer was lost for good may have run: what is there now is what counts. */
async function readOnce<Live>(
  read: () => Promise<Live | undefined>,
  progress: Progress<Live>,
): Promise<void> {
  const live = await read().catch(() => undefined);
  if (live === undefined) return;
  progress.live = live;
  progress.done += 1;
}

/** Another commit won and nothing was written, or nobody knows whether the statement ran: worth another attempt. */
function isPassing(error: unknown): boolean {
  if (error instanceof LostAnswerError) return true;
  return (
    error instanceof StatementError &&
    /^(DELTA_(CONCURRENT_|METADATA_CHANGED|PROTOCOL_CHANGED|VERSIONS?_NOT_CONTIGUOUS)|Concurrent\w+Exception$|(Metadata|Protocol)ChangedException$)/.test(
      error.errorClass ?? "",
    )
  );
}
