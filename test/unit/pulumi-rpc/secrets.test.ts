import { describe, expect, test } from "vitest";
import { SECRET_SIGNATURE, SIGNATURE } from "../../../src/redaction/envelope.ts";
import type { Value, Values } from "../../../src/pulumi-rpc/value.ts";
import { inputs, usePlugin } from "../provider/plugin-under-test.ts";

const plugin = usePlugin();

const secret = (value: Value): Values => ({ [SIGNATURE]: SECRET_SIGNATURE, value });

const PLAIN = 'it\'s "hunter2"\nand ${more} of it';
const FORMS = [PLAIN, "hunter2", "and ${more}", "of it"];

/** All that a person or a state file that is not encrypted would show. */
function told(...values: unknown[]): string {
  const open = JSON.stringify(values, (_, value: unknown) =>
    typeof value === "object" && value !== null && SIGNATURE in value ? "encrypted" : value,
  );
  return `${open}\n${plugin.said().join("\n")}`;
}

function expectNothingOf(text: string): void {
  for (const form of FORMS) expect(text).not.toContain(form);
}

describe("a secret comment and a secret property", () => {
  const news = { ...inputs, comment: secret(PLAIN), properties: { a: "1", "x.password": secret(PLAIN) } };

  test("are marked in inputs, in a preview and in outputs, and told nowhere; the warehouse gets them", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    const checked = await plugin.check(news);
    expect(checked).toMatchObject({ inputs: news, failures: [] });
    const preview = await plugin.create(news, { preview: true });
    expect(preview.properties).toMatchObject({ comment: secret(PLAIN) });
    expect(plugin.said().join("\n")).toContain("'x.password' = '(secret)'");
    const created = await plugin.create(news).catch((error: unknown) => error);
    expectNothingOf(told(checked, preview, created));
    expect(plugin.workspace.statements.join("\n")).toContain("hunter2");
  });

  test("whole maps too, and what a refresh finds at their place", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: { a: "changed by hand" } });
    const state = { ...inputs, properties: secret({ a: PLAIN }), status: "applied" };
    const read = await plugin.read("dev.gold.t", {
      inputs: { ...inputs, properties: secret({ a: PLAIN }) },
      state,
    });
    expect(read.state).toMatchObject({ properties: secret({ a: "changed by hand" }) });
    expectNothingOf(told(read));
  });

  test("in the engine's error, and in what a change that came half-way records", async () => {
    plugin.workspace.tables.set("dev.gold.t", { properties: {} });
    plugin.workspace.states = [
      {
        state: "FAILED",
        error: { error_code: "BAD_REQUEST", message: `[PARSE_SYNTAX_ERROR] near '${PLAIN}'` },
      },
    ];
    const error: unknown = await plugin.create(news).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ details: expect.stringContaining("PARSE_SYNTAX_ERROR") as string });
    const { details, metadata } = error as { details: string; metadata: { get(key: string): unknown[] } };
    const recorded = metadata.get("grpc-status-details-bin").map(String).join("");
    expectNothingOf(told(details, recorded));
  });

  test("in the reason of a refused input, however short it is", async () => {
    const { failures } = await plugin.check({
      ...inputs,
      comment: secret(7331),
      clustering: secret(["q9", "q9"]),
    });
    expect(failures.map(({ property }) => property).sort()).toEqual(["clustering", "comment"]);
    expect(JSON.stringify(failures)).toContain("(secret) is no text");
    expect(JSON.stringify(failures)).not.toMatch(/7331|q9/);
  });
});

test("the keys of a map that is secret as a whole are told neither in a preview nor in a diff", async () => {
  plugin.workspace.tables.set("dev.gold.t", { properties: {} });
  const properties = secret({ "hunter2.key": "1" });
  await plugin.create({ ...inputs, properties }, { preview: true });
  const diff = await plugin.diff({ ...inputs, status: "applied" }, { ...inputs, properties });
  expect(Object.keys(diff.detailed)).toEqual(["properties"]);
  expectNothingOf(told(diff));
});

test("what is declared openly again is recorded openly", async () => {
  plugin.workspace.tables.set("dev.gold.t", { properties: { a: "1" } });
  const before = { ...inputs, comment: secret("once a secret") };
  const after = await plugin.update(
    { ...before, status: "applied" },
    { ...inputs, comment: "open now" },
    { oldInputs: before },
  );
  expect(JSON.stringify(after)).not.toContain(SIGNATURE);
});

test("words of the workspace reach a terminal without what works on it, and without what looks like a secret", async () => {
  plugin.workspace.tables.set("dev.gold.t", { properties: {} });
  const message =
    "near \u001b]52;c;ZXZpbA==\u0007\u001b[2K\u202e password='hunter2'\n##vso[task.setvariable variable=PATH]x";
  plugin.workspace.states = [{ state: "FAILED", error: { error_code: "BAD_REQUEST", message } }];
  const { details } = (await plugin.create(inputs).catch((error: unknown) => error)) as { details: string };

  expect(details).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202e]|hunter2|##vso\[/);
  expect(details).toContain("\\u{1b}]52");
});

test("a name of JavaScript's own is no type and no function of the plugin", async () => {
  await expect(
    plugin.create({}, { preview: true, urn: "urn:pulumi:dev::p::constructor::t" }),
  ).rejects.toMatchObject({
    details: expect.stringContaining("unknown resource type constructor") as string,
  });
});

test("without secrets nothing is marked", async () => {
  plugin.workspace.tables.set("dev.gold.t", { properties: {} });
  expect(JSON.stringify(await plugin.create(inputs, { preview: true }))).not.toContain(SIGNATURE);
});
