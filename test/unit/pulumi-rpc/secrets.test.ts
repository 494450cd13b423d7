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

test("without secrets nothing is marked", async () => {
  plugin.workspace.tables.set("dev.gold.t", { properties: {} });
  expect(JSON.stringify(await plugin.create(inputs, { preview: true }))).not.toContain(SIGNATURE);
});
