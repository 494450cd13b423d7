import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { setGlobalProxyFromEnv } from "node:http";
import { pipeline } from "node:stream/promises";
import { ToolchainError, messageOf } from "./error.ts";
import type { Report } from "./progress.ts";

/** A site that does not answer within this many milliseconds is taken as out of reach. */
const PROBE_MS = 3_000;
const STALL_MS = 30_000;
const REPORT_MS = 1_000;

/** Uses HTTPS_PROXY and its like for what `action` fetches, and for nothing else of this process. */
export async function throughProxy<T>(action: () => Promise<T>): Promise<T> {
  const restore = setGlobalProxyFromEnv();
  try {
    return await action();
  } finally {
    restore();
  }
}

/** A small text from `url`, or why it is out of reach. */
export async function probe(
  url: string,
): Promise<{ readonly text: string } | { readonly unreachable: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PROBE_MS) });
    if (!response.ok) return { unreachable: `it answers ${response.status}` };
    return { text: await response.text() };
  } catch (error) {
    return { unreachable: reason(error) };
  }
}

/** Node says only "fetch failed"; what failed is in the cause. */
function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `no answer in ${PROBE_MS / 1000} s`;
  return error.cause instanceof Error && error.cause.message !== "" ? error.cause.message : error.message;
}

export interface Download {
  readonly url: string;
  readonly file: string;
  /** What the content must hash to, in hex. */
  readonly sha256: string;
  readonly report: Report;
}

/** @throws ToolchainError when the content does not come, stops coming, or is not what was expected */
export async function download({ url, file, sha256, report }: Download): Promise<void> {
  const stalled = new AbortController();
  const hash = createHash("sha256");
  let timer = setTimeout(() => undefined, 0);
  const alive = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      stalled.abort(new Error(`nothing came for ${STALL_MS / 1000} s`));
    }, STALL_MS);
  };
  alive();
  let received = 0;
  let told = Date.now();
  try {
    const response = await fetch(url, { signal: stalled.signal });
    if (!response.ok || response.body === null) throw new Error(`it answers ${response.status}`);
    const total = Number(response.headers.get("content-length") ?? 0);
    const watch = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        alive();
        hash.update(chunk);
        received += chunk.length;
        if (Date.now() - told >= REPORT_MS) {
          report(`  ${megabytes(received)}${total > 0 ? ` of ${megabytes(total)}` : ""}`, "progress");
          told = Date.now();
        }
        yield chunk;
      }
    };
    await pipeline(response.body, watch, createWriteStream(file));
  } catch (error) {
    throw new ToolchainError(`${url} could not be downloaded: ${messageOf(stalled.signal.reason ?? error)}`);
  } finally {
    clearTimeout(timer);
  }
  report(`Downloaded ${megabytes(received)}`);
  const found = hash.digest("hex");
  if (found !== sha256) {
    throw new ToolchainError(`${url} is not what this repository's checksum says (${found}, not ${sha256}).`);
  }
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}

/** The hash of one file in a list of `sha256sum`. */
export function checksumOf(list: string, file: string): string | undefined {
  for (const line of list.split("\n")) {
    const [sum, name] = line.trim().split(/\s+\*?/);
    if (name === file && sum !== undefined && /^[0-9a-f]{64}$/.test(sum)) return sum;
  }
  return undefined;
}
