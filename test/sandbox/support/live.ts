import { execFile } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

export const REPOSITORY = join(import.meta.dirname, "..", "..", "..");
const MAIN = join(REPOSITORY, "sandbox", "main.ts");

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end, whatever comes of it. */
export function run(
  program: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    const settings = {
      cwd: options.cwd ?? REPOSITORY,
      env: { ...process.env, ...options.env },
      maxBuffer: 64 * 1024 * 1024,
    };
    execFile(program, [...args], settings, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/** Runs `node sandbox/main.ts …`. */
export function sandboxCommand(...args: readonly string[]): Promise<Ended> {
  return run(process.execPath, [MAIN, ...args]);
}

/** An empty home under `.sandbox/test`; what an earlier run left there is stopped and removed. */
export async function freshHome(name: string): Promise<string> {
  const home = join(REPOSITORY, ".sandbox", "test", name);
  if (existsSync(home)) await sandboxCommand("stop", "--home", home);
  rmSync(home, { recursive: true, force: true });
  return home;
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A sandbox in a process of its own, with Spark behind it. */
export class LiveSandbox {
  readonly home: string;
  readonly url: string;
  readonly pid: number;
  readonly token: string;

  private constructor(home: string, url: string, pid: number) {
    this.home = home;
    this.url = url;
    this.pid = pid;
    this.token = readFileSync(join(home, "token"), "utf8").trim();
  }

  static async start(home: string, catalog: string): Promise<LiveSandbox> {
    const args = ["start", "--home", home, "--catalog", catalog, "--idle-minutes", "15", "--json"];
    const { code, stdout, stderr } = await sandboxCommand(...args);
    if (code !== 0) throw new Error(`the sandbox does not start: ${stderr}`);
    const { url, pid } = JSON.parse(stdout) as { url: string; pid: number };
    return new LiveSandbox(home, url, pid);
  }

  stop(): Promise<Ended> {
    return sandboxCommand("stop", "--home", this.home);
  }

  async send(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(new URL(path, this.url), {
      method,
      headers: { authorization: `Bearer ${this.token}` },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** As `send`, for what must succeed: gives the body alone. */
  async ok(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
    const answer = await this.send(method, path, body);
    if (answer.status !== 200)
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Runs one statement to its end, whatever the time, and gives its rows. */
  async sql(warehouse_id: string, statement: string): Promise<unknown> {
    const path = "/api/2.0/sql/statements";
    const begun = await this.ok("POST", path, { warehouse_id, statement, wait_timeout: "50s" });
    const { status, result } =
      statusOf(begun) === "RUNNING"
        ? await until(
            () => this.ok("GET", `${path}/${String(begun["statement_id"])}`),
            (answer) => statusOf(answer) !== "RUNNING",
          )
        : begun;
    if (statusOf({ status }) !== "SUCCEEDED") throw new Error(`${statement}: ${JSON.stringify(status)}`);
    return (result as { data_array?: unknown } | undefined)?.data_array ?? [];
  }
}

const statusOf = ({ status }: Readonly<Record<string, unknown>>): string =>
  (status as { readonly state: string }).state;

/** Asks until the answer satisfies. */
export async function until<T>(
  ask: () => Promise<T>,
  satisfied: (answer: T) => boolean,
  seconds = 100,
): Promise<T> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (satisfied(answer)) return answer;
    if (Date.now() > end) throw new Error(`never satisfied: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
