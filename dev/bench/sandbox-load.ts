import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { join, resolve } from "node:path";
import { REPOSITORY, SANDBOX } from "../start/places.ts";
import { main } from "../start/steps.ts";
import { table } from "./rounds.ts";

/** npm run bench:sandbox -- --small 600 --results 1000 --checkout ../before */
const RESULTS = Number(option("--results") ?? 100);
const MAIN = join(resolve(option("--checkout") ?? REPOSITORY), "sandbox", "main.ts");

const AT_ONCE = 200;
const SMALL = Number(option("--small") ?? 3_000);
const HALF_SENT = 50;
/** Clients that send the small statements, each one after the other. */
const CLIENTS = 16;
/** Rows of 1,000 bytes. */
const LARGE_ROWS = 24_000;
const KEPT_ROWS = 20_000;
/** No more at once: what Spark holds of them is not what is measured. */
const LARGE_CLIENTS = 2;

interface Started {
  readonly url: string;
  readonly token: string;
  readonly node: number;
  readonly warehouse: string;
}

function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}

async function start(home: string): Promise<Started> {
  const args = [MAIN, "start", "--home", home, "--catalog", "dev", "--json"];
  const printed = execFileSync(process.execPath, args, { encoding: "utf8" });
  const { url, token_file, pid } = JSON.parse(printed) as { url: string; token_file: string; pid: number };
  const sandbox = { url, token: readFileSync(token_file, "utf8").trim(), node: pid, warehouse: "" };
  const { id } = await call(sandbox, "POST /api/2.0/sql/warehouses", {
    name: "bench",
    cluster_size: "Small",
    max_num_clusters: 1,
  });
  return { ...sandbox, warehouse: String(id) };
}

async function call({ url, token }: Started, route: string, body?: object): Promise<Record<string, unknown>> {
  const [method = "", path = ""] = route.split(" ");
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${route}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Record<string, unknown>;
}

interface Answer {
  readonly statement_id: string;
  readonly status: { readonly state: string; readonly error?: { readonly message: string } };
  readonly manifest?: { readonly total_chunk_count: number };
}

/** Runs to the end. */
async function run(sandbox: Started, statement: string): Promise<Answer> {
  const path = "/api/2.0/sql/statements";
  const body = { statement, warehouse_id: sandbox.warehouse, wait_timeout: "50s" };
  let answer = (await call(sandbox, `POST ${path}`, body)) as unknown as Answer;
  while (["PENDING", "RUNNING"].includes(answer.status.state)) {
    await new Promise((wake) => setTimeout(wake, 100));
    answer = (await call(sandbox, `GET ${path}/${answer.statement_id}`)) as unknown as Answer;
  }
  if (answer.status.state !== "SUCCEEDED") throw new Error(`${statement}: ${JSON.stringify(answer.status)}`);
  return answer;
}

/** Runs it and reads the result to its end. */
async function fetchAll(sandbox: Started, statement: string): Promise<void> {
  const { statement_id, manifest } = await run(sandbox, statement);
  for (let index = 1; index < (manifest?.total_chunk_count ?? 0); index += 1)
    await call(sandbox, `GET /api/2.0/sql/statements/${statement_id}/result/chunks/${index}`);
}

async function shared(count: number, clients: number, work: (index: number) => Promise<unknown>) {
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: clients }, client));
}

const text = (rows: number): string => `SELECT repeat('x', 994) FROM range(${rows})`;

/** Requests that stop in the middle of their body, and stay. @returns what lets go of them */
async function halfSent({ url, token }: Started): Promise<() => void> {
  const { port } = new URL(url);
  const head = `POST /api/2.0/sql/statements HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAuthorization: Bearer ${token}\r\nContent-Length: 1000\r\n\r\n{"state`;
  const sockets = await Promise.all(
    Array.from(
      { length: HALF_SENT },
      () =>
        new Promise<ReturnType<typeof connect>>((open, failed) => {
          const socket = connect(Number(port), "127.0.0.1", () => {
            socket.write(head);
            open(socket);
          });
          socket.once("error", failed);
        }),
    ),
  );
  return () => {
    for (const socket of sockets) socket.destroy();
  };
}

/** Megabytes of the process that are in memory, now or at its most. */
function memory(pid: number, field: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
}

const childrenOf = (pid: number): readonly number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((one) => {
      try {
        return Number(readFileSync(`/proc/${one}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]) === pid;
      } catch {
        return false;
      }
    });

// npm run bench:sandbox: what a sandbox takes at once, and what it keeps in memory. Each line is one load; memory is in
// MB, after it, and at the most of its process so far.
await main(async () => {
  mkdirSync(SANDBOX, { recursive: true });
  const home = mkdtempSync(join(SANDBOX, "bench-load-"));
  const rows: (readonly string[])[] = [
    ["load", "seconds", "a second", "server MB", "at most", "Spark's Python MB", "JVM MB", "at most"],
  ];
  try {
    const sandbox = await start(home);
    const [python = 0] = childrenOf(sandbox.node);
    const [jvm = 0] = childrenOf(python);
    const measure = async (name: string, count: number, load: () => Promise<unknown>): Promise<void> => {
      const began = performance.now();
      const failed = await load().then(
        () => undefined,
        (error: unknown) => String(error),
      );
      const seconds = (performance.now() - began) / 1000;
      const alive = (pid: number, field: "VmRSS" | "VmHWM"): string => {
        try {
          return String(memory(pid, field));
        } catch {
          return "gone";
        }
      };
      rows.push([
        failed === undefined ? name : `${name}: ${failed.slice(0, 120)}`,
        seconds.toFixed(1),
        (count / seconds).toFixed(1),
        ...[alive(sandbox.node, "VmRSS"), alive(sandbox.node, "VmHWM"), alive(python, "VmRSS")],
        ...[alive(jvm, "VmRSS"), alive(jvm, "VmHWM")],
      ]);
      process.stderr.write(`${rows.at(-1)?.join(" | ") ?? ""}\n`);
    };
    await measure("nothing, after the first statement", 1, () => run(sandbox, "SELECT 1"));
    await measure(`${AT_ONCE} statements at once`, AT_ONCE, () =>
      shared(AT_ONCE, AT_ONCE, (index) =>
        run(sandbox, `SELECT id % 7, count(*) FROM range(${1_000 + index}) GROUP BY 1`),
      ),
    );
    await measure(`${SMALL} small statements from ${CLIENTS} clients`, SMALL, () =>
      shared(SMALL, CLIENTS, (index) => run(sandbox, `SELECT ${index}`)),
    );
    const release = await halfSent(sandbox);
    await measure(`100 small statements beside ${HALF_SENT} half-sent requests`, 100, () =>
      shared(100, CLIENTS, (index) => run(sandbox, `SELECT ${index}`)),
    );
    release();
    await measure("a result of 24 MB", 1, () => fetchAll(sandbox, text(LARGE_ROWS)));
    await measure(`${RESULTS} results of 20 MB`, RESULTS, () =>
      shared(RESULTS, LARGE_CLIENTS, () => run(sandbox, text(KEPT_ROWS))),
    );
    await measure("a small statement afterwards", 1, () => run(sandbox, "SELECT 1"));
  } finally {
    execFileSync(process.execPath, [MAIN, "stop", "--home", home]);
    rmSync(home, { recursive: true });
  }
  process.stdout.write(table(rows));
});
