import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secretsOf } from "../../../src/model/environment-secrets.ts";
import { reviewMarkdown } from "../../../src/review/markdown/markdown.ts";
import { readPreviews } from "../../../src/review/preview/read.ts";
import { reviewOf } from "../../../src/review/review.ts";
import { HIDDEN, Secrets } from "../../../src/review/secrets.ts";
import { digest, step } from "./previews.ts";

const PASSWORD = "correct-horse-battery-staple";

/** Both forms of the whole review. */
function written(preview: string, secrets: readonly string[] = []): string {
  const review = reviewOf({ previews: readPreviews(preview, "preview"), secrets });
  return JSON.stringify(review) + reviewMarkdown(review);
}

const job = "databricks:index/job:Job";
const cluster = "databricks:index/cluster:Cluster";
const marked = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

describe("a secret is found nowhere", () => {
  test("marked in an input, as events have it and as --show-secrets shows it, and then in any other text", () => {
    const inputs = {
      name: "upload",
      tasks: { ...marked, plaintext: JSON.stringify([{ password: PASSWORD }]) },
    };
    const error = {
      urn: step(job, "upload").urn,
      severity: "error",
      message: `cannot sign in with ${PASSWORD}`,
    };
    const text = written(
      digest([step(job, "upload", { op: "create", new: inputs })], { diagnostics: [error] }),
    );
    expect(text).toContain(HIDDEN);
    expect(text).not.toContain(PASSWORD);
  });

  test("in an environment or under a telling name, whether it is marked or not", () => {
    const text = written(
      digest([
        step(cluster, "c", {
          old: { clusterName: "c", sparkEnvVars: { A: "old-value" }, sparkConf: {} },
          new: {
            clusterName: "c",
            sparkEnvVars: { A: PASSWORD },
            sparkConf: { "fs.azure.account.oauth2.client.secret": PASSWORD },
          },
          diff: ["sparkEnvVars.A", 'sparkConf["fs.azure.account.oauth2.client.secret"]'],
        }),
      ]),
    );
    expect(text).toContain("sparkEnvVars.A");
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain("old-value");
  });

  test("printed by the program, and known from the reviewer's environment in an error", () => {
    const printed = { severity: "warning", message: `the password is ${PASSWORD}` };
    const failed = {
      severity: "error",
      message: `Running program '/home/x/index.ts' failed:\nError: no access with ${PASSWORD}\n    at main (/home/x/index.ts:3:1)`,
    };
    const preview = digest([step(job, "j", { op: "same" })], { diagnostics: [printed, failed] });
    const text = written(preview, secretsOf({ DATABRICKS_CLIENT_SECRET: PASSWORD, HOME: "/root" }));
    expect(text).toContain(`no access with ${HIDDEN}`);
    expect(text).not.toContain(PASSWORD);
    expect(text).not.toContain("/home/x");
  });

  test.each([
    ["a Databricks token", "dapi0123456789abcdef0123456789abcdef"],
    ["a bearer token", "Authorization: Bearer abc.def-ghi_jkl"],
    ["a password in an address", "jdbc:postgresql://etl:s3cretPass@host/db"],
    ["an AWS key", "AKIAIOSFODNN7EXAMPLE"],
    ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl"],
    ["an assignment", "client_secret=abcdef123"],
  ])("by its form: %s", (_, text) => {
    const clean = new Secrets().text(`failed: ${text} end`);
    expect(clean).toContain(HIDDEN);
    expect(clean).not.toMatch(/0123456789abcdef|abc\.def|s3cretPass|IOSFODNN|eyJzdWIi|abcdef123/);
  });

  test("known, whatever stands around it", () => {
    const secret = fc.stringMatching(/^[A-Z]{6,20}$/);
    const around = fc.string().map((text) => text.replaceAll(/[A-Z]/g, "x"));
    fc.assert(
      fc.property(around, secret, around, (before, known, after) => {
        expect(new Secrets([known]).text(`${before}${known}${after}`)).not.toContain(known);
      }),
    );
  });
});

test("statements and ordinary values stay as they are", () => {
  for (const text of [
    "ALTER TABLE `dev`.`gold`.`t` SET TBLPROPERTIES ('delta.appendOnly' = 'true')",
    "OPTIMIZE `dev`.`gold`.`passwords` ZORDER BY (`token_id`)",
    "{{secrets/scope/key}}",
  ]) {
    expect(new Secrets().text(text)).toBe(text);
  }
  expect(new Secrets().value("{{secrets/scope/key}}", ["sparkConf", "fs.secret"])).toBe(
    "{{secrets/scope/key}}",
  );
});
