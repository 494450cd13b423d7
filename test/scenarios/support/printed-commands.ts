import type { DriftedResource } from "../../../src/drift/report.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Bench } from "./workbench.ts";

const DELETE = /^databricks workspace delete '([^']+)'$/;
const API = /^databricks api (post|put) (\S+) --json '((?:[^']|'\\'')*)'$/;
const UP = /^pulumi up --stack \S+ --refresh(?: --target '([^']+)')?$/;

/** What a shell would run of one command: the requests of the Databricks CLI, and the up. */
interface Printed {
  readonly requests: readonly (readonly [method: "POST" | "PUT", path: string, body: object])[];
  /** Empty for all of the stack. */
  readonly targets: readonly string[];
}

function printedIn(command: string): Printed {
  const parts = command.split(" && ");
  const [, target] = UP.exec(parts.at(-1) ?? "") ?? unread(command);
  const requests = parts.slice(0, -1).map((part) => {
    const [, deleted] = DELETE.exec(part) ?? [];
    if (deleted !== undefined) return ["POST", "/api/2.0/workspace/delete", { path: deleted }] as const;
    const [, method = "", path = "", json = ""] = API.exec(part) ?? unread(command);
    const body = JSON.parse(json.replaceAll(String.raw`'\''`, "'")) as object;
    return [method === "put" ? "PUT" : "POST", path, body] as const;
  });
  return { requests, targets: target === undefined ? [] : [target] };
}

function unread(command: string): never {
  throw new Error(`no command of a known form: ${command}`);
}

/**
 * Runs the printed commands of drifted resources as they stand; the ups of single resources in one go, which takes a
 * fraction of the time, before those of all of the stack.
 */
export async function runPrinted(
  bench: Bench,
  hand: Sandbox,
  resources: readonly Pick<DriftedResource, "revert">[],
): Promise<void> {
  const commands = resources.flatMap(({ revert }) => revert.command ?? []).map(printedIn);
  for (const [method, path, body] of commands.flatMap(({ requests }) => requests)) {
    await hand.send(method, path, body);
  }
  const targets = commands.flatMap((command) => command.targets);
  if (targets.length > 0) await bench.up("--refresh", ...targets.flatMap((urn) => ["--target", urn]));
  if (commands.some((command) => command.targets.length === 0)) await bench.up("--refresh");
}
