import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Log } from "sarif";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acceptanceRules } from "../../../src/rules/acceptance.ts";
import { rules } from "../../../src/rules/index.ts";
import { lintFiles } from "../../../src/lint/files.ts";
import { knownTables } from "../../../src/plan/subject.ts";
import type { TableSubject } from "../../../src/rules/subject.ts";
import { lakehouse } from "../../../dev/start/kineo.ts";
import { run } from "./in-process.ts";

const TODAY = new Date("2026-11-24");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lakewright-lint-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const lint = (...args: readonly string[]) => run("lint", ...args);

const found = (path: string) =>
  lintFiles([path], { on: "cluster", runtime: "17.3", today: TODAY }).findings.map(
    ({ rule, where, at }) => `${rule} ${where} @${at?.line ?? 0}`,
  );

test("nothing is found in nothing", async () => {
  expect(await lint("--spark-conf", file("empty.conf", ""))).toEqual({
    status: 0,
    stdout: "0 errors, 0 warnings, 0 info\n",
    stderr: "",
  });
  for (const name of ["e.json", "e.yaml", "e.py", "e.sql", "e.md"]) expect(found(file(name, ""))).toEqual([]);
});

test("an error is exit code 1, with place, message, what to write instead and the rule", async () => {
  const path = file("bad.conf", "\nspark.executor.memoryFraction 0.8\n");
  expect(await lint("--spark-conf", path, "--on", "spark")).toEqual({
    status: 1,
    stdout: `${path}
  ${path}:2: error: Spark has no "spark.executor.memoryFraction"
    instead: spark.memory.fraction  [spark-conf/unknown-key]

1 error, 0 warnings, 0 info
`,
    stderr: "",
  });
});

test("sizes and columns of the tables that tables/ declares are known, unless they are not to be", async () => {
  const path = file("optimize.sql", "OPTIMIZE prod.gold.dim_user ZORDER BY (user_name);\n");
  const judged = (known: readonly TableSubject[]) =>
    lintFiles([path], { on: "cluster", today: TODAY, known }).findings.map(({ message }) => message);
  expect(judged(knownTables(lakehouse))).toEqual([
    'has no column "user_name"',
    "Z-orders 512 KB (the declared size): it fits into one file of 1 GB",
  ]);
  expect(await lint("--spark-conf", path, "--no-tables")).toEqual({
    status: 0,
    stdout: "0 errors, 0 warnings, 0 info\n",
    stderr: "",
  });
});

test("a warning alone is exit code 0", async () => {
  const path = file(
    "old.py",
    'spark.conf.set("spark.sql.adaptive.coalescePartitions.minPartitionNum", "1")\n',
  );
  const { status, stdout } = await lint("--spark-conf", path, "--format", "json");
  const { version, findings } = JSON.parse(stdout) as { version: number; findings: { rule: string }[] };
  expect([status, version]).toEqual([0, 1]);
  expect(findings.find(({ rule }) => rule === "spark-conf/outdated")).toEqual({
    rule: "spark-conf/outdated",
    severity: "warning",
    where: "spark.sql.adaptive.coalescePartitions.minPartitionNum",
    message:
      "is deprecated since Spark 3.2: Use 'spark.sql.adaptive.coalescePartitions.minPartitionSize' instead.",
    instead: "spark.sql.adaptive.coalescePartitions.minPartitionSize",
    at: { file: path, line: 1 },
  });
  expect((await lint("--spark-conf", path, "--json")).stdout).toBe(stdout);
});

test("SARIF names every rule once and points to the line", async () => {
  const path = file("bad.sql", "\n\nSET spark.sql.suffle.partitions = 1;\n");
  const { status, stdout } = await lint("--spark-conf", path, "--format", "sarif");
  const { version, runs } = JSON.parse(stdout) as Log;
  expect([status, version, runs.length]).toEqual([1, "2.1.0", 1]);
  const described = runs[0]?.tool.driver.rules?.map(({ id }) => id) ?? [];
  expect(described).toEqual([...rules.map(({ id }) => id), ...acceptanceRules.map(({ rule }) => rule)]);
  expect(runs[0]?.results).toEqual([
    {
      ruleId: "spark-conf/unknown-key",
      ruleIndex: described.indexOf("spark-conf/unknown-key"),
      level: "error",
      message: {
        text: 'spark.sql.suffle.partitions: Spark has no "spark.sql.suffle.partitions". Instead: spark.sql.shuffle.partitions',
      },
      locations: [
        {
          logicalLocations: [{ fullyQualifiedName: "spark.sql.suffle.partitions" }],
          physicalLocation: { artifactLocation: { uri: path }, region: { startLine: 3 } },
        },
      ],
    },
  ]);
});

test.each([
  [
    ["--spark-conf", "a.conf", "--runtime", "99.1"],
    '--runtime: there is no Databricks Runtime "99.1"; known: ',
  ],
  [
    ["--spark-conf", "none-1.conf", "none-2.py"],
    "--spark-conf none-1.conf: there is no such file; name files that can be read\n--spark-conf none-2.py: there is no such file",
  ],
  [["--spark-conf", "src"], "--spark-conf src: is a folder"],
  [["--format", "xml"], "Allowed choices are text, json, sarif."],
  [["--on", "moon", "--spark-conf", "a.conf"], "Allowed choices are cluster, serverless, warehouse, spark."],
  [["--runtime", "17.3"], "--runtime says what runs foreign files, and there are none"],
  [["--stack", "dev", "--spark-conf", "a.conf"], "cannot be used with option"],
  [["--max"], "unknown option '--max'"],
  [["extra"], "too many arguments"],
  [["--stack", "prd"], 'no such file; stacks here: dev, prod, sandbox (did you mean "prod"?)'],
])("%j is called wrongly: exit code 2, and what is allowed", async (args, message) => {
  const { status, stdout, stderr } = await lint(...args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("what cannot be read is named, and the rest is judged", async () => {
  const broken = file("rest.json", '{\n  "spark.a": [\n}');
  const program = file("index.ts", 'new databricks.Cluster("a");');
  const good = file("good.sql", "VACUUM t;");
  const args = ["--spark-conf", good, broken, program] as const;
  const { status, stdout, stderr } = await lint(...args);
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toBe(`not read: ${broken}:3: ${/3: ([^\n]*)/.exec(stdout)?.[1] ?? ""}
${program}: not read: a Pulumi program is judged by the policy pack when it is deployed

0 errors, 0 warnings, 0 info, 2 files not read
`);
  expect((await lint(...args, "--strict")).status).toBe(2);
  expect((await lint("--spark-conf", good, "--strict")).status).toBe(0);
  const json = JSON.parse((await lint(...args, "--json")).stdout) as { notRead: { file: string }[] };
  expect(json.notRead.map(({ file: path }) => path)).toEqual([broken, program]);
  const { runs } = JSON.parse((await lint(...args, "--format", "sarif")).stdout) as Log;
  expect(runs[0]?.invocations?.[0]?.toolExecutionNotifications).toHaveLength(2);
});

test("broken JSON alone is exit code 2 with the line", async () => {
  const path = file("broken.json", '{\n  "spark.a": [\n}');
  const { status, stderr } = await lint("--spark-conf", path);
  expect([status, stderr.startsWith(`${path}:3: `)]).toEqual([2, true]);
});

test("the stacks of this repository have no error, each and together", async () => {
  expect((await lint("--stack", "prod")).status).toBe(0);
  const { status, stdout } = await lint();
  expect(status).toBe(0);
  expect(stdout).toMatch(/^0 errors, \d+ warnings?, \d+ info/m);
});

test("a program escaped in JSON in a page is found on the line of its string, and prose is not", () => {
  expect(found("test/unit/cli/kineo/miniature.txt").filter((text) => text.includes("unknown-key"))).toEqual([
    "spark-conf/unknown-key spark.executor.memoryFraction @6",
    "spark-conf/unknown-key spark.sql.made.up @11",
  ]);
});

test("an acceptance covers its own line and the next, of its rule, in its file", () => {
  const accept = (rule: string, until = "2027-03-31") => `lakewright: accept ${rule} until ${until}: it goes`;
  const key = "spark.made.up.key";
  const unknown = "spark-conf/unknown-key";
  expect(found(file("a.sql", `-- ${accept(unknown)}\nSET ${key} = 1;\n`))).toEqual([]);
  expect(found(file("a.py", `spark.conf.set("${key}", "1")  # ${accept(unknown)}\n`))).toEqual([]);
  expect(found(file("a.conf", `# ${accept(unknown)}\n${key} 1\n`))).toEqual([]);
  expect(found(file("a.yaml", `# ${accept(unknown)}\n${key}: 1\n`))).toEqual([]);
  // Two lines below, it is neither covered nor of use.
  expect(found(file("b.sql", `-- ${accept(unknown)}\n\nSET ${key} = 1;\n`))).toEqual([
    expect.stringMatching(/^acceptance\/unused .*b\.sql @1$/),
    `${unknown} ${key} @3`,
  ]);
  expect(found(file("c.sql", `-- ${accept("spark-conf/value")}\nSET ${key} = 1;\n`))).toHaveLength(2);
  expect(found(file("d.sql", `-- ${accept(unknown, "2026-11-23")}\nSET ${key} = 1;\n`))).toEqual([
    expect.stringMatching(/^acceptance\/expired .*d\.sql @1$/),
    `${unknown} ${key} @2`,
  ]);
  const incomplete = `-- lakewright: accept ${unknown}\n-- ${accept(unknown, "2027-02-30")}\n`;
  expect(found(file("e.sql", incomplete))).toEqual([
    expect.stringMatching(/^acceptance\/incomplete .*e\.sql @1$/),
    expect.stringMatching(/^acceptance\/incomplete .*e\.sql @2$/),
  ]);
});
