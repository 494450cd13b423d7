import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { faultOf } from "../../../dev/start/trial.ts";

/** Time enough for what is answered, on a machine that has other work too. */
const LIMITS = { engine: 300, answer: 20_000 };
const WAREHOUSES = { warehouses: [{ id: "w1" }] };

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A workspace that answers the end of a path with a status and a body; undefined never answers. */
async function workspace(answers: Readonly<Record<string, readonly [number, unknown] | undefined>>) {
  server = createServer((request, response) => {
    const path = Object.keys(answers).find((end) => request.url?.split("?")[0]?.endsWith(end));
    const answer = path === undefined ? [404, {}] : answers[path];
    if (answer === undefined) return;
    response.statusCode = Number(answer[0]);
    response.end(JSON.stringify(answer[1]));
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server?.once("listening", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: "t" };
}

const up = [200, { catalog: "sandbox", spark: { state: "up" } }] as const;

test.each<[string, Parameters<typeof workspace>[0], string | undefined]>([
  [
    "a statement succeeds",
    {
      health: up,
      warehouses: [200, WAREHOUSES],
      statements: [200, { status: { state: "SUCCEEDED" } }],
    },
    undefined,
  ],
  [
    "there is no warehouse yet, and the schemas can be listed",
    { health: up, warehouses: [200, {}], schemas: [200, {}] },
    undefined,
  ],
  [
    "the schemas cannot be listed",
    { health: up, warehouses: [200, {}], schemas: [500, {}] },
    "answers 500 when asked for its schemas",
  ],
  [
    "a statement fails",
    {
      health: up,
      warehouses: [200, WAREHOUSES],
      statements: [200, { status: { state: "FAILED", error: { message: "Java is gone" } } }],
    },
    "cannot run SELECT count(*) FROM range(1): Java is gone",
  ],
  [
    "the engine does not come up",
    { health: [200, { catalog: "sandbox", spark: { state: "starting" } }] },
    "has no engine after 0 s",
  ],
])("where %s", async (_when, answers, fault) => {
  expect(await faultOf(await workspace(answers), LIMITS)).toBe(fault);
});

test("where nothing is answered", async () => {
  const address = await workspace({ health: undefined });
  expect(await faultOf(address, { ...LIMITS, answer: 300 })).toBe("does not answer within 0 s");
});

test("where nobody listens", async () => {
  const address = await workspace({});
  server?.close();
  expect(await faultOf(address, LIMITS)).toMatch(/^does not answer: connect ECONNREFUSED/);
});
