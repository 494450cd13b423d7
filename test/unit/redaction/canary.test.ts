import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { run } from "../cli/in-process.ts";
import { folderWith } from "../project/folder.ts";
import { digest, step } from "../review/previews.ts";

const HEX = "0123456789abcdef0123456789abcdef";
const LONG = "cAnArY0123456789+/".repeat(5).slice(0, 86);

/** One secret of each kind, told by its look or by its name. */
const SECRETS = {
  databricks: `dapi${HEX}`,
  github: "ghp_cAnArY0aBcDeFgHiJkLmNoPqRsTuVwXyZ012",
  gitlab: "glpat-cAnArYabcdefghij01",
  pulumi: `pul-${HEX}abcdef01`,
  slack: "https://hooks.slack.com/services/T00000000/B00000000/cAnArYabcdefghijklmnop12",
  aws: "AKIACANARYCANARYCANA",
  jdbc: "jdbc:postgresql://etl:cAnArY-jdbc@host/db",
  azure: `AccountKey=${LONG}==`,
  sas: "https://acme.blob.core.windows.net/c?sv=2022&sig=cAnArYaBcDefgh12345",
} as const;
const NAMED = "cAnArY-named";

/** Parts that stand in no output; what stands around them may. */
const PARTS = [HEX, NAMED, LONG, "cAnArY", "CANARYCANARY"];

const KINDS = Object.entries(SECRETS);

function project(): string {
  const root = folderWith({});
  cpSync("examples/lakehouse", root, { recursive: true });
  const edit = (file: string, from: string, to: string) => {
    const text = readFileSync(join(root, file), "utf8");
    expect(text).toContain(from);
    writeFileSync(join(root, file), text.replace(from, to));
  };
  const conf = KINDS.map(
    ([name, value]) =>
      `{ key: "spark.hadoop.shop.${name}", value: ${JSON.stringify(value)}, why: "a secret" },`,
  );
  const named = `{ key: "spark.hadoop.fs.azure.account.key.acme.dfs.core.windows.net", value: "${NAMED}", why: "a secret" },`;
  edit("lakehouse.ts", "entries: [", `entries: [\n${conf.join("\n")}\n${named}`);
  const texts = KINDS.map(([, value]) => value).join(" ");
  edit("tables/gold/customers.ts", "columns: {", `comment: ${JSON.stringify(texts)},\n  columns: {`);
  edit(
    "tables/gold/revenue_by_country.ts",
    "GROUP BY ALL",
    `WHERE c.country <> '${SECRETS.databricks}' GROUP BY ALL`,
  );
  for (const stack of ["dev", "sandbox"]) {
    edit(`Pulumi.${stack}.yaml`, "tags: {", `tags: { api_token: ${NAMED}, pat: ${SECRETS.github},`);
  }
  return root;
}

/** The same as a preview shows it: inputs, what the plugin says, what the engine says. */
function preview(): string {
  const values = Object.fromEntries(KINDS);
  const cluster = step("databricks:index/cluster:Cluster", "c", {
    old: {
      clusterName: "c",
      sparkEnvVars: { A: NAMED },
      sparkConf: { "spark.password": NAMED },
      customTags: values,
    },
    new: {
      clusterName: "c",
      sparkEnvVars: { A: `${NAMED}2` },
      sparkConf: values,
      customTags: { token: NAMED },
    },
    diff: ["sparkEnvVars.A", "sparkConf", "customTags"],
  });
  const layout = step("lakewright:index:TableLayout", "gold.t", {
    old: { table: "dev.gold.t", comment: "", properties: {} },
    new: { table: "dev.gold.t", comment: SECRETS.jdbc, properties: { ...values, "x.secret": NAMED } },
    diff: ["comment", "properties"],
  });
  const statement = `will run 1 statement:\n  ALTER TABLE t SET TBLPROPERTIES ('x.secret' = '${NAMED}', 'y' = '${SECRETS.gitlab}')`;
  const diagnostics = [
    { urn: layout.urn, severity: "info", message: statement },
    { urn: layout.urn, severity: "warning", message: KINDS.map(([, value]) => value).join("\n") },
    { urn: cluster.urn, severity: "error", message: `password: ${NAMED}; ${SECRETS.databricks} is refused` },
  ];
  return digest([cluster, layout], { diagnostics });
}

const FOREIGN = {
  "conf.txt":
    KINDS.map(([name, value]) => `spark.shop.${name} ${value}`).join("\n") +
    `\nspark.sql.shuffle.partition ${SECRETS.databricks}\nspark.hadoop.fs.azure.account.key.a ${NAMED}\n`,
  "job.py": `spark.conf.set("spark.sql.shuffle.partition", "${SECRETS.github}")\nspark.conf.set("spark.sql.adaptive.enabled", "${SECRETS.gitlab}")\nspark.conf.set("fs.azure.account.key.a", "${NAMED}")\n`,
  "ddl.sql": `ALTER TABLE t SET TBLPROPERTIES ('delta.appendOnly' = '${SECRETS.databricks}', 'delta.password' = '${NAMED}');\n`,
};

describe("a canary in every place is in no output", () => {
  let root: string;
  const call = async (...args: readonly string[]) => await run("-C", root, ...args);

  beforeEach(() => {
    root = project();
    writeFileSync(join(root, "preview.json"), preview());
    for (const [file, text] of Object.entries(FOREIGN)) writeFileSync(join(root, file), text);
  });

  const at = (file: string) => join(root, file);
  const read = (file: string) => readFileSync(at(file), "utf8");

  test.each<readonly [name: string, needs: string, args: () => readonly string[]]>([
    ["plan", "(secret)", () => ["plan", "--stack", "dev"]],
    ["plan as JSON", "(secret)", () => ["plan", "--stack", "dev", "--json"]],
    ["lint", "", () => ["lint"]],
    ["lint as JSON", "findings", () => ["lint", "--json"]],
    ["lint as SARIF", "runs", () => ["lint", "--format", "sarif"]],
    ["lint of files", "(secret)", () => ["lint", "--all", "--spark-conf", ...Object.keys(FOREIGN).map(at)]],
    [
      "lint of files as JSON",
      "(secret)",
      () => ["lint", "--json", "--spark-conf", ...Object.keys(FOREIGN).map(at)],
    ],
    [
      "lint of files as SARIF",
      "(secret)",
      () => ["lint", "--format", "sarif", "--spark-conf", ...Object.keys(FOREIGN).map(at)],
    ],
    ["diff", "", () => ["diff", "dev", "sandbox", "--all"]],
    ["diff as JSON", "", () => ["diff", "dev", "sandbox", "--json"]],
    ["review", "(secret)", () => ["review", at("preview.json")]],
    ["review as JSON", "(secret)", () => ["review", at("preview.json"), "--json"]],
  ])("%s", async (_, needs, args) => {
    const { stdout, stderr } = await call(...args());
    expect(stdout, stderr).not.toBe("");
    expect(stdout).toContain(needs);
    for (const part of PARTS) expect(stdout + stderr).not.toContain(part);
    if (args().includes("--json")) expect(() => JSON.parse(stdout) as unknown).not.toThrow();
  });

  test("the page of a review with its plans, also where these were written by somebody who hid nothing", async () => {
    const { stdout } = await call("plan", "--stack", "dev", "--json");
    writeFileSync(at("plan.json"), stdout.replaceAll('"(secret)"', JSON.stringify(SECRETS.databricks)));
    await call(
      "review",
      at("preview.json"),
      "--after",
      at("plan.json"),
      "--html",
      at("page.html"),
      "--out",
      at("review.md"),
    );
    for (const part of PARTS) expect(read("page.html") + read("review.md")).not.toContain(part);
    expect(read("page.html")).toContain("(secret)");
  });

  test("a refused declaration, whose fault shows the value", async () => {
    writeFileSync(
      at("tables/gold/thresholds.ts"),
      read("tables/gold/thresholds.ts").replace("size:", `owner: "${NAMED}", size: `),
    );
    const text = read("Pulumi.dev.yaml").replace("timezone: UTC", `timezone: ${SECRETS.github}`);
    writeFileSync(at("Pulumi.dev.yaml"), text);
    const { stdout, stderr, status } = await call("plan", "--stack", "dev");
    expect(status).not.toBe(0);
    for (const part of PARTS) expect(stdout + stderr).not.toContain(part);
  });
});
