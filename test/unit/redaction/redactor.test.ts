import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { secretsOf } from "../../../src/redaction/environment-secrets.ts";
import { reviewMarkdown } from "../../../src/review/markdown/markdown.ts";
import { readPreviews } from "../../../src/review/preview/read.ts";
import { reviewOf } from "../../../src/review/review.ts";
import { HIDDEN } from "../../../src/redaction/known-secrets.ts";
import { Redactor } from "../../../src/redaction/redactor.ts";
import { digest, step } from "../review/previews.ts";

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
    const clean = new Redactor().text(`failed: ${text} end`);
    expect(clean).toContain(HIDDEN);
    expect(clean).not.toMatch(/0123456789abcdef|abc\.def|s3cretPass|IOSFODNN|eyJzdWIi|abcdef123/);
  });

  const hex = "0123456789abcdef0123456789abcdef";
  const base64 = "abcdEFGH0123456789+/".repeat(5).slice(0, 86);

  /** Each with the part that must be gone. */
  test.each([
    ["a storage key as Spark conf", `fs.azure.account.key.acme.dfs.core.windows.net=${base64}==`, base64],
    [
      "the same as a line of a conf file",
      `spark.hadoop.fs.azure.account.key.acme.dfs.core.windows.net ${base64}==`,
      base64,
    ],
    [
      "the same in a program",
      `spark.conf.set("fs.azure.account.key.acme.dfs.core.windows.net", "short-key")`,
      "short-key",
    ],
    ["the same in SQL", `SET fs.azure.account.key.acme.dfs.core.windows.net = short-key;`, "short-key"],
    [
      "a connection string",
      `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${base64}==;EndpointSuffix=x`,
      base64,
    ],
    [
      "a shared access signature",
      `https://acme.blob.core.windows.net/c?sv=2022&sig=aBcD%2Fefgh12345%3D&se=1`,
      "aBcD%2Fefgh12345",
    ],
    ["GitHub's classic token", "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8", "a1B2c3D4e5F6"],
    [
      "GitHub's fine-grained token",
      `github_pat_11ABCDEFG0abcdefghijkl_${"mnopqrstuvwx".repeat(5)}`,
      "11ABCDEFG0",
    ],
    ["GitLab's token", "glpat-abcdefghij0123456789", "abcdefghij"],
    ["Pulumi's token", `pul-${hex}01234567`, hex],
    ["Slack's token", "xoxb-123456789012-1234567890123-abcdefghijklmnopqrstuvwx", "abcdefghijkl"],
    [
      "Slack's webhook",
      "https://hooks.slack.com/services/T00000000/B00000000/abcdefghijklmnopqrstuvwx",
      "abcdefghijkl",
    ],
    ["AWS' secret key", "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI"],
    [
      "a private key",
      "-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0Z3VS5JJcds3\n-----END RSA PRIVATE KEY-----",
      "MIIEpAIB",
    ],
    [
      "a private key in one line, cut off",
      String.raw`"-----BEGIN PRIVATE KEY-----\nMIIEpAIBAAKCAQEA0Z3VS5JJcds3`,
      "MIIEpAIB",
    ],
    [
      "a password in JDBC",
      "jdbc:sqlserver://h:1433;database=d;user=u;password=hunter2x;encrypt=true",
      "hunter2x",
    ],
    ["a password among parameters", "jdbc:postgresql://h/db?user=a&password=hunter2x&ssl=true", "hunter2x"],
    ["basic authentication in an address", "fetching https://user:hunter2x@host/x", "hunter2x"],
    ["an option of a program", "psql --password hunter2x --host h", "hunter2x"],
    ["JSON within JSON", String.raw`{"body":"{\"client_secret\":\"hunter2x\"}"}`, "hunter2x"],
    ["an option of Scala", `.option("dbtable", "t").option("password", "hunter2x")`, "hunter2x"],
    ["a map of Scala", `Map("password" -> "hunter2x")`, "hunter2x"],
    ["a Databricks token with its suffix", `dapi${hex}-2`, hex],
    ["an OAuth secret", `dose${hex}`, hex],
    ["Kafka's login", `sasl.jaas.config = required username="u" password="ab\\"hunter2x";`, "hunter2x"],
    ["JSON with a quote in it", String.raw`{"password":"ab\"hunter2x"}`, "hunter2x"],
    ["SQL with a doubled quote", "OPTIONS (user 'u', password 'ab''hunter2x')", "hunter2x"],
    ["a list", `{"password": ["hunter2x"]}`, "hunter2x"],
    ["a quote that was cut off", `got "password='abcdefgh hunter2x`, "hunter2x"],
    ["a block of YAML", "password: |\n  hunter2x\nnext: 1", "hunter2x"],
    ["a name and its value apart", `{"key":"db.password","value":"hunter2x"}`, "hunter2x"],
    ["an option in quotes", `psql --password "hunter2x y"`, "hunter2x"],
    ["arguments in a list", `["--password", "hunter2x"]`, "hunter2x"],
    ["Python's format", `spark.conf.set(f"fs.azure.account.key.{a}.dfs", "hunter2x")`, "hunter2x"],
    ["a password with signs of an address", "postgres://u:a/hunter2x@h/d", "hunter2x"],
    ["a token for a user", "https://aBcDeFgHiJkLmNoPqRsTuVwX@github.com/x", "aBcDeFgHiJ"],
    ["Oracle's", "jdbc:oracle:thin:scott/hunter2x@//h:1521/s", "hunter2x"],
    ["short words for it", "DB_PASS=hunter2x", "hunter2x"],
    ["a vendor's that only the kept list has", `hf_aBcDeFgHiJkLmNoPqRsTuVwXyZabcdefgh`, "aBcDeFgHiJ"],
  ])("by its form, or by what stands around it: %s", (_, text, secret) => {
    for (const whole of [text, `a ${text}`, `${text} z`, `(${text})`, `"${text}"`]) {
      const clean = new Redactor().text(whole);
      expect(clean).not.toContain(secret);
      expect(clean).toContain(HIDDEN);
    }
  });

  test("known, in every form in which a text may hold it", () => {
    const known = new Redactor(['it\'s <a> "secret"\nof ${two} lines', "ab"]);
    const forms = [
      String.raw`COMMENT ON TABLE t IS 'it\'s <a> "secret"\nof \u0024{two} lines'`,
      JSON.stringify({ a: 'it\'s <a> "secret"\nof ${two} lines' }),
      "it&#39;s &lt;a&gt; &quot;secret&quot;",
      '  it\'s <a> "secret"\n    of ${two} lines',
      "x = 'ab'",
    ];
    for (const form of forms) expect(known.text(form)).not.toMatch(/secret(?!\))|two|'ab'/);
    expect(known.text("abc about")).toBe("abc about");
  });

  test("known, whatever stands around it", () => {
    const secret = fc.stringMatching(/^[A-Z]{6,20}$/);
    const around = fc.string().map((text) => text.replaceAll(/[A-Z]/g, "x"));
    fc.assert(
      fc.property(around, secret, around, (before, known, after) => {
        expect(new Redactor([known]).text(`${before}${known}${after}`)).not.toContain(known);
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
    expect(new Redactor().text(text)).toBe(text);
  }
  expect(new Redactor().value("{{secrets/scope/key}}", ["sparkConf", "fs.secret"])).toBe(
    "{{secrets/scope/key}}",
  );
});

test("names of columns are no secrets, and neither is what they are compared with", () => {
  const redactor = new Redactor();
  for (const text of [
    "SELECT a.token_id FROM a JOIN b ON a.token_id = b.token_id AND `a`.`api_key` = `b`.`api_key`",
    'clustering: ["token_id","customer_id"]',
    "PARTITIONED BY (password_reset, secret_santa)",
    "spark.sql.shuffle.partitions=200",
    "gold-user_tokens-optimize: OPTIMIZE `dev`.`gold`.`user_tokens`",
    'tables/gold/user_tokens.ts: size.bytes: got "blah"',
    "sales.t: properties.token: unknown key; known here: delta.appendOnly",
    "Basic authentication, bearer credentials and basic statistics",
    "spark.hadoop.fs.s3a.aws.credentials.provider=org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
    "max_tokens=100, token_count = 5, payload:token::string, CASE WHEN token = other THEN 1 END",
    "gold.user_password: not applied yet",
    "a column dose0123456789abcdef and a secretary: Ana",
    "spark.redaction.regex",
  ]) {
    expect(redactor.text(text)).toBe(text);
  }
  const names = {
    columnTags: { password_hash: "x" },
    credential_name: "c",
    secretScope: "s",
    tokens: "CAN_USE",
  };
  expect(redactor.data(names)).toEqual(names);
  expect(redactor.data({ columns: { token_id: "BIGINT" }, tags: { owner: "finance" } })).toEqual({
    columns: { token_id: "BIGINT" },
    tags: { owner: "finance" },
  });
});

test("no text makes it slow: where time grew with the square of the length, these would take hours", () => {
  const parts = [
    "a",
    "a:",
    "://a:",
    "password=",
    'password="',
    "password='",
    "set('password',",
    "a.b-",
    "/",
    " ",
  ];
  const more = [
    "-----BEGIN PRIVATE KEY-----",
    "eyJ",
    "0123456789abcdef",
    "--a-token ",
    ".token\t",
    "\n\n",
    "sig=",
    "bearer ",
  ];
  for (const part of [...parts, ...more]) {
    expect(new Redactor().text(part.repeat(Math.ceil(1_000_000 / part.length)))).toBeTypeOf("string");
  }
});

test("a line of a file, whatever the value is", () => {
  expect(new Redactor().text("a: 1\ndb_pw: hunter\nb: 2")).toBe("a: 1\ndb_pw: (secret)\nb: 2");
});

test("what was hidden stays as it is when it comes again, and JSON stays JSON", () => {
  const some = new Redactor(["hunter2-known"]);
  for (const text of [
    '{"password":"x1","a":["hunter2-known"]}',
    "password = 'x1'",
    "password: (secret)",
    "AccountKey=(secret); b",
  ]) {
    const once = some.text(text);
    expect(some.text(once)).toBe(once);
    if (text.startsWith("{")) expect(JSON.parse(once)).toEqual({ password: "(secret)", a: ["(secret)"] });
  }
});

test("a field's value under its name, wherever the name stands", () => {
  const some = new Redactor();
  const job = [{ name: "password", default: "hunter" }];
  expect(some.value(JSON.stringify(job), ["parameters"])).toBe('[{"name":"password","default":"(secret)"}]');
  expect(some.value("hunter", ["definition", "spark_conf.fs.s3a.secret.key", "value"])).toBe("(secret)");
  expect(some.value("hunter", ["definition", "spark_env_vars.PIN", "value"])).toBe("(secret)");
  expect(some.value(Buffer.from("export DB_PASSWORD=hunter2").toString("base64"), ["contentBase64"])).toBe(
    "export DB_PASSWORD=(secret)",
  );
  expect(some.data({ sparkEnvVars: { columns: { PIN: 123456 } } })).toEqual({
    sparkEnvVars: { columns: { PIN: "(secret)" } },
  });
});
