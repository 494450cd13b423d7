import { expect, test } from "vitest";
import notEmulated from "../../sandbox/spark/not_emulated.json" with { type: "json" };
import daily from "./daily.json" with { type: "json" };
import { sharedWorkspace } from "./support/shared-workspace.ts";

const workspace = sharedWorkspace("daily");

/** One statement and what comes of it; without a failure it succeeds. */
interface Daily {
  readonly sql: string;
  /** The mark of what was answered in Databricks' place. */
  readonly emulated?: string;
  readonly rows?: readonly (readonly (string | null)[])[];
  /** Where rows tell of times and places: the names of the columns alone. */
  readonly columns?: readonly string[];
  /** How the message starts: `[CLASS] …`. */
  readonly fails?: string;
}

/** What came of it, in the fields that are expected. */
async function outcome({ sql, rows, columns }: Daily): Promise<Daily> {
  const { status, manifest, result } = await workspace.sql(sql);
  if (status.state !== "SUCCEEDED") {
    const { error_code = "", message = "" } = status.error ?? {};
    return { sql, fails: error_code === "BAD_REQUEST" ? message : `${error_code}: ${message}` };
  }
  return {
    sql,
    ...(manifest?.emulated === undefined ? {} : { emulated: manifest.emulated }),
    ...(rows === undefined ? {} : { rows: result?.data_array ?? [] }),
    ...(columns === undefined ? {} : { columns: manifest?.schema.columns.map(({ name }) => name) ?? [] }),
  };
}

const meets = (expected: Daily, { fails, ...rest }: Daily): Daily =>
  fails !== undefined && expected.fails !== undefined && fails.startsWith(expected.fails)
    ? expected
    : { ...rest, ...(fails === undefined ? {} : { fails }) };

/** Several at once where none of them changes what another reads. */
async function inOrder<T, R>(all: readonly T[], atOnce: number, run: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += atOnce) {
    results.push(...(await Promise.all(all.slice(at, at + atOnce).map(run))));
  }
  return results;
}

const AT_ONCE = 8;
const STATEMENTS = daily.flatMap(({ statements }) => statements as readonly Daily[]);

test("what people run every day is answered right, marked, or refused by its name", async () => {
  expect(STATEMENTS.length).toBeGreaterThan(150);
  const found: Daily[] = [];
  for (const { statements, together } of daily) {
    const run = async (expected: Daily) => meets(expected, await outcome(expected));
    found.push(...(await inOrder(statements as readonly Daily[], together ? AT_ONCE : 1, run)));
  }
  expect(found).toEqual(STATEMENTS);
}, 900_000);

test("every function that Databricks has and Spark has not is refused by its name", async () => {
  const names = notEmulated.functions.names;
  const refused = async (name: string): Promise<string> => {
    const { status } = await workspace.sql(`SELECT 1 AS one, ${name}()`);
    return status.error?.message ?? `${name}: ${status.state}`;
  };
  const messages = await inOrder(names, AT_ONCE, refused);
  expect(messages).toEqual(
    names.map(
      (name) =>
        `[SANDBOX_NOT_EMULATED] The function ${name} is not emulated; sandbox/README.md lists what is. SQLSTATE: 0A000`,
    ),
  );
}, 600_000);
