import { expect, test } from "vitest";
import { pulumiErrors } from "../../../src/cli/pulumi-errors.ts";

const digest = {
  config: { "lakewright:catalog": "dev" },
  steps: Array.from({ length: 100 }, (_, at) => ({ op: "same", urn: `urn:pulumi:dev::p::t::r${at}` })),
  diagnostics: [
    { severity: "warning", message: "beside the point" },
    { severity: "error", message: "<{%fg 1%}>gold.t: the workspace does not answer<{%reset%}>\n" },
    { severity: "error", message: "preview failed" },
  ],
};

test("says the errors of a digest, and nothing of the rest", () => {
  const stdout = `${JSON.stringify(digest, undefined, 4)}\nerror: preview failed\n`;
  expect(pulumiErrors(stdout, "")).toBe("gold.t: the workspace does not answer\npreview failed");
});

test("says what stands before a digest as well", () => {
  const stdout = `warning: an old passphrase\n${JSON.stringify(digest, undefined, 4)}\n`;
  expect(pulumiErrors(stdout, "").split("\n")).toEqual([
    "warning: an old passphrase",
    "gold.t: the workspace does not answer",
    "preview failed",
  ]);
});

test("says the errors among events, one a line", () => {
  const events = [
    { sequence: 1, preludeEvent: {} },
    ...digest.diagnostics.map((diagnosticEvent) => ({ diagnosticEvent })),
  ];
  const stdout = events.map((event) => JSON.stringify(event)).join("\n");
  expect(pulumiErrors(stdout, "")).toBe("gold.t: the workspace does not answer\npreview failed");
});

test("shows no JSON that ends in the middle", () => {
  const stdout = JSON.stringify(digest, undefined, 4).slice(0, 3000);
  expect(pulumiErrors(stdout, "error: killed")).toBe("error: killed");
  expect(pulumiErrors(stdout, "")).toBe("pulumi gave no reason");
});

test.each([
  { what: "text, after what came on the other channel", stdout: "out\n", stderr: "err\n", said: "err\nout" },
  { what: "JSON of another kind as it is", stdout: "{ broken", stderr: "", said: "{ broken" },
  { what: "that there is no reason", stdout: "", stderr: "", said: "pulumi gave no reason" },
  { what: "one reason once", stdout: "no\n", stderr: "no\n", said: "no" },
])("says $what", ({ stdout, stderr, said }) => {
  expect(pulumiErrors(stdout, stderr)).toBe(said);
});

test("cuts what is longer than a screen", () => {
  expect(pulumiErrors("line\n".repeat(170), "").split("\n").at(-1)).toBe("… and 150 lines more");
});
