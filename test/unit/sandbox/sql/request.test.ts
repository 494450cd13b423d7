import { expect, test } from "vitest";
import { executeRequest, waitMs } from "../../../../sandbox/sql/request.ts";

const MINIMAL = { statement: "SELECT 1", warehouse_id: "0123456789abcdef" };

test.each([
  [undefined, 10_000],
  ["0s", 0],
  ["5s", 5_000],
  ["50s", 50_000],
])("waits as wait_timeout %s says", (wait, ms) => {
  expect(waitMs(wait)).toBe(ms);
});

test.each(["4s", "51s", "1s", "10", "10m", "-5s", "5.5s", "s"])("refuses wait_timeout %s", (wait) => {
  expect(() => waitMs(wait)).toThrow(`Invalid wait_timeout: ${wait}. It must be 0s, or between 5s and 50s.`);
});

test("reads a request with everything in it", () => {
  expect(
    executeRequest({
      ...MINIMAL,
      catalog: "dev",
      schema: "gold",
      parameters: [{ name: "a", value: "1", type: "INT" }, { name: "b" }],
      row_limit: 10,
      byte_limit: 1000,
      wait_timeout: "5s",
      on_wait_timeout: "CANCEL",
      disposition: "INLINE",
      format: "JSON_ARRAY",
    }),
  ).toEqual({
    submission: {
      ...MINIMAL,
      source: "api",
      catalog: "dev",
      schema: "gold",
      parameters: [
        { name: "a", value: "1", type: "INT" },
        { name: "b", value: null },
      ],
      rowLimit: 10,
      byteLimit: 1000,
    },
    waitMs: 5_000,
    cancelOnTimeout: true,
  });
});

test("takes no notice of on_wait_timeout where nothing is waited for", () => {
  const request = { ...MINIMAL, wait_timeout: "0s", on_wait_timeout: "CANCEL" };
  expect(executeRequest(request)).toMatchObject({ waitMs: 0, cancelOnTimeout: false });
});

test.for([
  ["no statement", { warehouse_id: "x" }, 400, "INVALID_PARAMETER_VALUE"],
  ["no warehouse", { statement: "SELECT 1" }, 400, "INVALID_PARAMETER_VALUE"],
  ["a number for a statement", { ...MINIMAL, statement: 1 }, 400, "MALFORMED_REQUEST"],
  [
    "a parameter without a name",
    { ...MINIMAL, parameters: [{ value: "1" }] },
    400,
    "INVALID_PARAMETER_VALUE",
  ],
  [
    "a parameter given twice",
    { ...MINIMAL, parameters: [{ name: "a" }, { name: "a" }] },
    400,
    "INVALID_PARAMETER_VALUE",
  ],
  ["a row limit of 0", { ...MINIMAL, row_limit: 0 }, 400, "INVALID_PARAMETER_VALUE"],
  ["an unknown action on timeout", { ...MINIMAL, on_wait_timeout: "WAIT" }, 400, "INVALID_PARAMETER_VALUE"],
  ["an unknown format", { ...MINIMAL, format: "XML" }, 400, "INVALID_PARAMETER_VALUE"],
  [
    "external links, which are not served",
    { ...MINIMAL, disposition: "EXTERNAL_LINKS" },
    501,
    "NOT_IMPLEMENTED",
  ],
] as const)("refuses %s", ([, body, status, code]) => {
  expect(() => executeRequest(body)).toThrow(expect.objectContaining({ status, code }));
});
