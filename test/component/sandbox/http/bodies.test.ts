import { rmSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createServer, type SandboxServer } from "../../../../sandbox/server.ts";
import type { Engine } from "../../../../sandbox/spark/engine.ts";
import { sqlServices } from "../../../../sandbox/process/sql-services.ts";
import { validRequests } from "../../../unit/sandbox/support/requests.ts";
import { scratchHome } from "../../../unit/sandbox/support/workspace.ts";

/** Every endpoint, those on Spark too: a schema `gold` with a table `t`, and statements without rows. */
let server: SandboxServer;
let home: string;

beforeAll(async () => {
  home = scratchHome();
  const table = { schema: "gold", name: "t", table_type: "MANAGED", columns: [], properties: {} } as const;
  const engine: Engine = {
    run: () => Promise.resolve({ columns: [], rows: [], truncated: false }),
    schemas: () => Promise.resolve({ gold: { comment: "", properties: {} } }),
    tables: (schema) => Promise.resolve(schema === "gold" ? [table] : undefined),
    table: (schema, name) => Promise.resolve(schema === "gold" && name === "t" ? table : undefined),
    close: () => Promise.resolve(),
  };
  server = await createServer({
    ...{ home, catalog: "dev", token: "t" },
    sql: (sandbox, warehouses) => sqlServices({ engine, home }, sandbox, warehouses),
  });
});
afterAll(async () => {
  await server.close();
  rmSync(join(home, "objects"), { recursive: true, force: true });
});

interface Sent {
  readonly status: number;
  readonly body: unknown;
}

async function send(route: string, payload: string, type = "application/json"): Promise<Sent> {
  const [method = "", url = ""] = route.split(" ");
  const { statusCode, body } = await server.app.inject({
    method: method as "POST",
    url,
    headers: { authorization: "Bearer t", "content-type": type },
    ...(method === "GET" ? {} : { payload }),
  });
  return { status: statusCode, body: body === "" ? {} : (JSON.parse(body) as unknown) };
}

/** What code trips over: names every object has, text that is no name of a file, numbers that are no date. */
const NASTY: readonly unknown[] = [
  ...[null, true, 0, -1, 0.5, 1e308, Number.MAX_SAFE_INTEGER, 2 ** 53, -(2 ** 31), 8.64e15 + 1],
  ...[
    "",
    " ",
    "__proto__",
    "constructor",
    "toString",
    "\0",
    "\ud800",
    "/",
    "..",
    "../../x",
    "%zz",
    "a".repeat(5_000),
  ],
  ...[
    "`",
    "'",
    "dev.gold.t",
    "0",
    "-1",
    "1e9",
    "NaN",
    "2026-13-45T99:99:99Z",
    "{{job.id}}",
    "🦀".repeat(300),
  ],
  ...[[], [null], [[]], [1, "a"], {}, { ["__proto__"]: {} }, { constructor: null }, { a: { b: [{}] } }],
];

const nasty = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...NASTY) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
);

/** Names of fields that some endpoint reads. */
const FIELDS = (
  "name id path url catalog schema comment properties description tags custom_tags settings changes principal add remove " +
  "job_id run_id job_parameters tasks task_key sql_task warehouse_id file parameters depends_on schedule " +
  "quartz_cron_expression timezone_id trigger queue max_concurrent_runs job_clusters new_cluster cluster_id " +
  "spark_version node_type_id num_workers autoscale min_workers max_workers spark_conf policy_id libraries " +
  "cluster_size auto_stop_mins min_num_clusters max_num_clusters channel statement wait_timeout row_limit " +
  "byte_limit disposition format on_wait_timeout value type content language overwrite recursive object_type " +
  "definition access_control_list user_name group_name permission_level query query_text display_name alert " +
  "condition evaluation threshold update_mask serialized_dashboard etag config email generic_webhook " +
  "context contextId clusterId commandId command grant_type scope __proto__ constructor new_settings " +
  "fields_to_remove storage_root owner full_name table_type version limit offset page_token page_size"
).split(" ");

/** A value at a field as it is, in a list, or in an object in a list. */
const value = fc.oneof(
  nasty,
  nasty.map((inner) => [inner]),
  fc.dictionary(fc.constantFrom(...FIELDS), nasty, { maxKeys: 4 }),
  fc.dictionary(fc.constantFrom(...FIELDS), nasty, { maxKeys: 4 }).map((inner) => [inner]),
);
const body = fc.dictionary(fc.constantFrom(...FIELDS), value, { maxKeys: 6 });

/** Every place of a JSON value, itself first. */
function places(of: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  const inner = typeof of === "object" && of !== null ? Object.entries(of) : [];
  return [at, ...inner.flatMap(([key, one]) => places(one, [...at, key]))];
}

/** The value with another one at a place, or without it. */
function changed(of: unknown, [key, ...rest]: readonly string[], to: unknown): unknown {
  if (key === undefined) return to;
  if (Array.isArray(of))
    return of.map((item: unknown, index) => (String(index) === key ? changed(item, rest, to) : item));
  const pairs = Object.entries(of as Readonly<Record<string, unknown>>).map(([name, one]) => [
    name,
    name === key ? changed(one, rest, to) : one,
  ]);
  return Object.fromEntries(pairs) as unknown;
}

const LISTS = [
  "GET /api/2.2/jobs/list?expand_tasks=true&limit=100",
  "GET /api/2.1/clusters/list",
  "GET /api/2.0/sql/warehouses",
  "GET /api/2.0/policies/clusters/list",
];

const SEGMENTS = [
  "dev",
  "dev.gold.t",
  "gold",
  "1",
  "0",
  "-1",
  "__proto__",
  "%00",
  "%F0%9F%A6%80",
  "..%2F..",
  "x".repeat(900),
];
/** The route with something in the places of its parameters, and a query. */
const filled = (route: string, segment: string, query: readonly (readonly [string, string])[]): string => {
  const path = route.replaceAll(/:\w+|\*/g, () => segment);
  return query.length === 0 ? path : `${path}?${new URLSearchParams(Object.fromEntries(query)).toString()}`;
};
const segment = fc.constantFrom(...SEGMENTS);
const query = fc.array(
  fc.tuple(
    fc.constantFrom(...FIELDS),
    fc.constantFrom(...NASTY.filter((one) => typeof one === "string"), "1"),
  ),
  { maxLength: 3 },
);

const POSTS = (): readonly string[] => server.routes.filter((route) => !route.startsWith("GET "));

test.each([
  ["null"],
  ["[]"],
  ["[{}]"],
  ["7"],
  ['"text"'],
  ["true"],
  ["[".repeat(100_000)],
  ['{"a":'.repeat(100_000)],
  [`{"name":${"[".repeat(50_000)}${"]".repeat(50_000)}}`],
  ["{"],
  ["\0"],
])("a body of %.20s is refused by every endpoint", async (payload) => {
  const answers = await Promise.all(
    POSTS().map(async (route) => [route, (await send(route, payload)).status] as const),
  );
  // Of a stranger nothing long is read at all.
  const refused = (route: string) => (payload.length > 16_384 && route === "POST /oidc/v1/token" ? 413 : 400);
  expect(answers.filter(([route, status]) => status !== refused(route))).toEqual([]);
});

test("the token endpoint takes a form, and refuses everything else in the words of OAuth", async () => {
  const route = "POST /oidc/v1/token";
  const FORM = "application/x-www-form-urlencoded";
  for (const form of ["", "null", "&&&", "%zz=%", "__proto__=1", "grant_type", "grant_type=password"])
    expect(await send(route, form, FORM)).toMatchObject({
      status: 400,
      body: { error: expect.any(String) as string },
    });
  expect((await send(route, "grant_type=client_credentials", FORM)).status).toBe(401);
  expect((await send(route, `{"a":"${"x".repeat(20_000)}"}`)).status).toBe(413);
});

const runs = (usual: number): number => Number(process.env["BODIES"] ?? usual);

test(
  "no body and no path makes an endpoint fail by its own fault",
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.constantFrom(...server.routes), body, segment, query),
        async ([route, sent, at, asked]) => {
          const url = filled(route, at, asked);
          const answer = await send(url, JSON.stringify(sent));
          expect({ url, sent, ...answer }).not.toMatchObject({ status: 500 });
        },
      ),
      { numRuns: runs(1_000) },
    );
  },
  Math.max(60_000, runs(0) * 30),
);

test(
  "nor does one that is right but for a value or a field",
  async () => {
    const valid = await validRequests(async (route, sent) => {
      const answer = await send(route, JSON.stringify(sent));
      expect({ route, ...answer }).toMatchObject({ status: 200 });
      return answer.body as Record<string, unknown>;
    });
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(fc.constantFrom(...valid), fc.nat(), value, body),
        async ([request, place, to, more]) => {
          const all = places(request.body);
          const other = changed(request.body, all[place % all.length] ?? [], to);
          const sent = JSON.stringify(
            place % 3 === 0 && !Array.isArray(other) ? { ...(other as object), ...more } : other,
          );
          const answer = await send(request.route, sent);
          expect({ ...request, sent, ...answer }).not.toMatchObject({ status: 500 });
        },
      ),
      { numRuns: runs(1_000) },
    );
    // What was taken is shown again.
    for (const route of LISTS) expect({ route, ...(await send(route, "")) }).toMatchObject({ status: 200 });
  },
  Math.max(60_000, runs(0) * 30),
);
