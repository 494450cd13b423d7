import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { startWorkspace, type Workspace } from "./workspace.ts";

export type Victim = "jvm" | "worker" | "server";

/** What one kill came to. */
export interface Kill {
  readonly victim: Victim;
  /** The first words of what ran at that moment. */
  readonly during: readonly string[];
  readonly startSeconds: number;
  /** What is not as it must be; empty when all is well. */
  readonly faults: readonly string[];
}

/** A table or materialized view of a lane, or that there is none. */
interface Content {
  readonly kind: "table" | "view" | "none";
  readonly rows: readonly string[];
  readonly mark: string;
}

interface Step {
  readonly sql: string;
  readonly after: Content;
}

const CATALOG = "dev";
const SCHEMA = `${CATALOG}.kills`;
const LANES = ["a", "b", "c"];
/** Before a kill so many statements at most have ended, and then so long at most is waited. */
const MOST_ENDED = 6;
const LATEST_MS = 1_500;
const NONE: Content = { kind: "none", rows: [], mark: "" };
const QUERY = "SELECT id, id * 3 AS v FROM range(40)";

/**
 * Statements in several lanes, each with one table of its own, and kills at random moments. What was acknowledged is kept
 * here; a statement that was under way has happened whole or not at all.
 */
export class Campaign {
  readonly #home: string;
  readonly #random: () => number;
  readonly #known = new Map<string, Content>(LANES.map((lane) => [lane, NONE]));
  #workspace: Workspace | undefined;
  #marks = 0;

  constructor(home: string, seed: number) {
    this.#home = home;
    this.#random = randomFrom(seed);
  }

  async start(): Promise<void> {
    this.#workspace = await startWorkspace(this.#home, CATALOG);
    await this.#workspace.rows(`CREATE SCHEMA IF NOT EXISTS ${SCHEMA}`);
  }

  async stop(): Promise<void> {
    await this.#workspace?.stop();
  }

  async kill(victim: Victim): Promise<Kill> {
    const workspace = this.#running();
    const pid = await pidOf(victim, workspace);
    const running = new Map<string, Step>();
    const enough = Math.floor(this.#random() * (MOST_ENDED + 1));
    const moment = this.#random() * LATEST_MS;
    const ended = Promise.withResolvers<undefined>();
    if (enough === 0) ended.resolve(undefined);
    let over = false;
    let acknowledgments = 0;
    const lanes = LANES.map(async (lane) => {
      while (!over) {
        const step = this.#next(lane);
        running.set(lane, step);
        const acknowledged = await succeeds(workspace, step.sql);
        if (!acknowledged) return;
        this.#known.set(lane, step.after);
        running.delete(lane);
        acknowledgments += 1;
        if (acknowledgments === enough) ended.resolve(undefined);
      }
    });
    await Promise.race([ended.promise, Promise.all(lanes)]);
    await new Promise((resolve) => setTimeout(resolve, moment));
    const during = [...running.values()].map(({ sql }) => sql.split(/\s+/).slice(0, 3).join(" "));
    process.kill(pid, "SIGKILL");
    over = true;
    await Promise.all(lanes);
    const began = performance.now();
    const again = await startWorkspace(this.#home, CATALOG);
    this.#workspace = again;
    const startSeconds = (performance.now() - began) / 1000;
    return { victim, during, startSeconds, faults: await this.#check(again, running) };
  }

  async #check(workspace: Workspace, running: ReadonlyMap<string, Step>): Promise<readonly string[]> {
    const faults: string[] = [];
    for (const lane of LANES) {
      const before = this.#known.get(lane) ?? NONE;
      const allowed = [before, running.get(lane)?.after ?? before];
      try {
        const found = await contentOf(workspace, `${SCHEMA}.${lane}`);
        if (!allowed.some((content) => isDeepStrictEqual(content, found))) {
          faults.push(`${lane} is ${text(found)}, not ${allowed.map(text).join(" or ")}`);
        }
        this.#known.set(lane, found);
        await asUp(workspace, `${SCHEMA}.${lane}`, found);
      } catch (error) {
        faults.push(`${lane}: ${String(error)} (was: ${running.get(lane)?.sql ?? "nothing"})`);
      }
    }
    const expected = LANES.filter((lane) => this.#known.get(lane)?.kind !== "none");
    const listed = await workspace.call(
      "GET",
      `/api/2.1/unity-catalog/tables?catalog_name=${CATALOG}&schema_name=kills`,
    );
    const names = (listed.body["tables"] as readonly { name: string }[] | undefined)?.map(({ name }) => name);
    if (!isDeepStrictEqual(names ?? [], expected)) faults.push(`listed are ${JSON.stringify(listed.body)}`);
    const folders = readdirSync(join(this.#home, "warehouse", "kills.db")).sort();
    if (!isDeepStrictEqual(folders, expected)) faults.push(`folders are ${folders.join(", ")}`);
    return faults;
  }

  #next(lane: string): Step {
    const table = `${SCHEMA}.${lane}`;
    const known = this.#known.get(lane) ?? NONE;
    this.#marks += 1;
    const steps = stepsOf(table, known, this.#marks);
    const step = steps[Math.floor(this.#random() * steps.length)];
    if (step === undefined) throw new Error("there is always a next statement");
    return step;
  }

  #running(): Workspace {
    if (this.#workspace === undefined) throw new Error("the campaign has not started");
    return this.#workspace;
  }
}

/** Every statement that the content allows. */
function stepsOf(table: string, known: Content, mark: number): readonly Step[] {
  const made = (ids: number): readonly string[] =>
    Array.from({ length: ids }, (_, id) => `${id},${id * 3}`).sort();
  const with_ = (rows: readonly string[]): Content => ({
    ...known,
    rows: [...new Set([...known.rows, ...rows])].sort(),
  });
  if (known.kind === "none") {
    return [
      {
        sql: `CREATE TABLE ${table} (id BIGINT, v BIGINT) CLUSTER BY (id)`,
        after: { kind: "table", rows: [], mark: "" },
      },
      { sql: `CREATE TABLE ${table} AS ${QUERY}`, after: { kind: "table", rows: made(40), mark: "" } },
      {
        sql: `CREATE MATERIALIZED VIEW ${table} CLUSTER BY (id) AS ${QUERY}`,
        after: { kind: "view", rows: made(40), mark: "" },
      },
    ];
  }
  if (known.kind === "view") {
    return [
      { sql: `REFRESH MATERIALIZED VIEW ${table}`, after: known },
      { sql: `CREATE OR REPLACE MATERIALIZED VIEW ${table} AS ${QUERY}`, after: known },
      { sql: `DROP MATERIALIZED VIEW ${table}`, after: NONE },
    ];
  }
  const id = 1_000 + mark;
  return [
    { sql: `INSERT INTO ${table} VALUES (${id}, ${mark})`, after: with_([`${id},${mark}`]) },
    {
      sql: `MERGE INTO ${table} t USING (SELECT id + ${id} AS id, id AS v FROM range(5)) s ON t.id = s.id WHEN NOT MATCHED THEN INSERT *`,
      after: with_(missing(known.rows, id)),
    },
    { sql: `OPTIMIZE ${table}`, after: known },
    { sql: `VACUUM ${table}`, after: known },
    {
      sql: `ALTER TABLE ${table} SET TBLPROPERTIES ('kills.mark' = '${mark}')`,
      after: { ...known, mark: String(mark) },
    },
    {
      sql: `CREATE OR REPLACE TABLE ${table} AS ${QUERY}`,
      after: { kind: "table", rows: made(40), mark: "" },
    },
    { sql: `DROP TABLE ${table}`, after: NONE },
  ];
}

/** What the MERGE adds: rows whose id is not there. */
function missing(rows: readonly string[], from: number): readonly string[] {
  const ids = new Set(rows.map((row) => row.split(",")[0]));
  return Array.from({ length: 5 }, (_, at) => `${from + at},${at}`).filter(
    (row) => !ids.has(row.split(",")[0]),
  );
}

async function contentOf(workspace: Workspace, table: string): Promise<Content> {
  const { status, body } = await workspace.call("GET", `/api/2.1/unity-catalog/tables/${table}`);
  if (status === 404) return NONE;
  if (status !== 200) throw new Error(`GET ${table}: ${status} ${JSON.stringify(body)}`);
  const rows = (await workspace.rows(`SELECT id, v FROM ${table}`)).map((row) => row.join(",")).sort();
  const properties = body["properties"] as Readonly<Record<string, string>>;
  const kind = body["table_type"] === "MATERIALIZED_VIEW" ? "view" : "table";
  return { kind, rows, mark: properties["kills.mark"] ?? "" };
}

/** What a deployment asks and sends: a table that answers this converges. */
async function asUp(workspace: Workspace, table: string, { kind }: Content): Promise<void> {
  if (kind === "none") return;
  await workspace.rows(`DESCRIBE DETAIL ${table}`);
  await workspace.rows(`DESCRIBE HISTORY ${table} LIMIT 1`);
  if (kind === "view") return;
  await workspace.rows(`ALTER TABLE ${table} SET TBLPROPERTIES ('delta.targetFileSize' = '16mb')`);
}

async function succeeds(workspace: Workspace, sql: string): Promise<boolean> {
  try {
    const { status } = await workspace.sql(sql);
    if (status.state === "SUCCEEDED") return true;
    const said = status.error?.message ?? status.state;
    if (!said.includes("SANDBOX_ENGINE_LOST")) throw new Unexpected(`${sql}: ${said}`);
    return false;
  } catch (error) {
    if (error instanceof Unexpected) throw error;
    // The server is gone.
    return false;
  }
}

class Unexpected extends Error {}

async function pidOf(victim: Victim, workspace: Workspace): Promise<number> {
  if (victim === "server") return workspace.pid;
  const { body } = await workspace.call("GET", "/sandbox/health");
  const jvm = (body["spark"] as { pid: number }).pid;
  return victim === "jvm" ? jvm : parentOf(jvm);
}

/** On Linux. */
function parentOf(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[1]);
}

const text = ({ kind, rows, mark }: Content): string => `${kind} of ${rows.length} rows, mark "${mark}"`;

/** Numbers from 0 to 1, the same for a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
