import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EngineHealth } from "../spark/engine.ts";

/** `address.json` of a home: where its server answers, or, without `pid`, where it did. */
export interface Address {
  readonly url: string;
  readonly catalog: string;
  /** Absent when the server was stopped. */
  readonly pid?: number;
  /** ISO time of the last start. */
  readonly started: string;
}

/** A server that answers. */
export interface Running extends Address {
  readonly pid: number;
  readonly spark?: EngineHealth;
}

const FILE = "address.json";

export function readAddress(home: string): Address | undefined {
  try {
    return JSON.parse(readFileSync(join(home, FILE), "utf8")) as Address;
  } catch {
    // Absent, or cut short by a crash of the machine: either way nobody can be reached through it.
    return undefined;
  }
}

export function writeAddress(home: string, address: Address): void {
  const path = join(home, FILE);
  writeFileSync(`${path}.new`, `${JSON.stringify(address, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

interface Health {
  readonly spark?: EngineHealth;
  readonly home: string;
  readonly pid: number;
  readonly catalog: string;
}

const ANSWER_MS = 3_000;

/**
 * The address of the server that runs for this home, if one does. A file alone proves nothing: its process
 * may have died and its port may now be another's, or the home may be a copy of one that runs elsewhere.
 */
export async function runningAt(home: string): Promise<Running | undefined> {
  const address = readAddress(home);
  if (address?.pid === undefined) return undefined;
  const { pid } = address;
  const health = await askHealth(address.url);
  if (health?.home !== home || health.pid !== pid) return undefined;
  return { ...address, pid, ...(health.spark === undefined ? {} : { spark: health.spark }) };
}

async function askHealth(url: string): Promise<Health | undefined> {
  try {
    const answer = await fetch(`${url}/sandbox/health`, { signal: AbortSignal.timeout(ANSWER_MS) });
    return (await answer.json()) as Health;
  } catch {
    return undefined;
  }
}
