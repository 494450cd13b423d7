import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { findPython } from "../../sandbox/spark/prerequisites.ts";
import { PLACES } from "../../sandbox/spark/setup.ts";
import { ensureVenv } from "../../sandbox/spark/venv.ts";

/** Of a project that has the package, and no script of this repository. */
const SANDBOX = "ci/github/sandbox.yml";

const FILES = [
  { schema: "github-workflows", file: "ci/github/review.yml" },
  { schema: "github-workflows", file: "ci/github/deploy.yml" },
  { schema: "github-workflows", file: "ci/github/drift.yml" },
  { schema: "github-workflows", file: SANDBOX },
  { schema: "github-workflows", file: "ci/github/audit.yml" },
  { schema: "gitlab-ci", file: "ci/gitlab/.gitlab-ci.yml" },
  { schema: "azure-pipelines", file: "ci/azure/azure-pipelines.yml" },
];

let venv: string;
beforeAll(async () => {
  const python = await findPython();
  if (python.kind !== "found") throw new Error("there is no Python");
  venv = await ensureVenv({
    ...{ python: python.value, requirements: "ci/requirements.txt", places: PLACES },
    report: () => undefined,
  });
});

test("every pipeline file is one that its platform reads", () => {
  const check = (schema: string, file: string) => {
    // One pattern of Azure's schema is no regular expression of JavaScript's.
    const args = ["--regex-variant", "python", "--builtin-schema", `vendor.${schema}`];
    const gitlab = schema === "gitlab-ci" ? ["--data-transform", "gitlab-ci"] : [];
    const { status, stdout } = spawnSync(
      join(venv, "bin", "python"),
      ["-m", "check_jsonschema", ...args, ...gitlab, file],
      {
        encoding: "utf8",
      },
    );
    return { file, status, stdout };
  };
  const clean = FILES.map(({ file }) => ({ file, status: 0, stdout: "ok -- validation done\n" }));
  expect(FILES.map(({ schema, file }) => check(schema, file))).toEqual(clean);
  // The check can fail.
  expect(check("azure-pipelines", "ci/github/review.yml").status).toBe(1);
});

test("zizmor finds no hole in GitHub's workflows", () => {
  const zizmor = (...files: readonly string[]) =>
    spawnSync(
      join(venv, "bin", "zizmor"),
      ["--offline", "--no-config", "--no-ignores", "--format", "json", ...files],
      {
        encoding: "utf8",
      },
    );
  const { status, stdout } = zizmor(
    ...FILES.filter(({ schema }) => schema === "github-workflows").map(({ file }) => file),
  );
  expect([JSON.parse(stdout), status]).toEqual([[], 0]);
  // The check can fail.
  const folder = mkdtempSync(join(tmpdir(), "lakewright-workflow-"));
  try {
    const file = join(folder, "open.yml");
    writeFileSync(
      file,
      readFileSync("ci/github/review.yml", "utf8").replace("on: pull_request", "on: pull_request_target"),
    );
    expect(zizmor(file).stdout).toContain("dangerous-triggers");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("no file is left unchecked, and every shell step is a script of this repository", () => {
  const found = FILES.map(({ file }) => dirname(file)).flatMap((folder) =>
    readdirSync(folder).map((name) => join(folder, name)),
  );
  expect([...new Set(found)].sort()).toEqual(FILES.map(({ file }) => file).sort());
  const stepsOf = (file: string) => shellSteps(parse(readFileSync(file, "utf8")));
  expect(
    stepsOf(SANDBOX).filter((step) => !/^(npm ci --ignore-scripts$|npx lakewright )/.test(step)),
  ).toEqual([]);
  const steps = FILES.filter(({ file }) => file !== SANDBOX).flatMap(({ file }) => stepsOf(file));
  const scripts = readdirSync("ci/steps").map((name) => `ci/steps/${name}`);
  expect(steps.length).toBeGreaterThan(10);
  expect(steps.filter((step) => !scripts.includes(step.split(" ")[0] ?? ""))).toEqual([]);
});

/** Everything under `run` and `script`. */
function shellSteps(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(shellSteps);
  if (typeof part !== "object" || part === null) return [];
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) =>
    key === "run" || key === "script" ? [value].flat().map(String) : shellSteps(value),
  );
}
