import { execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { API_REPORT, writeApiReport } from "../../../dev/release/api-report.ts";
import { ROOT } from "../../../dev/release/compile.ts";
import { packNpm } from "../../../dev/release/npm-package.ts";
import packageJson from "../../../package.json" with { type: "json" };
import { fetchNode, npmInstall, thisNode, writeProject } from "./install.ts";

const SETUP_MS = 900_000;
const TEST_MS = 300_000;

const folder = realpathSync(mkdtempSync(join(tmpdir(), "lakewright-package-")));
// In the repository, where what reads its declarations finds the packages that they import.
const dist = join(ROOT, "dist");
mkdirSync(dist, { recursive: true });
const out = mkdtempSync(join(dist, "test-"));
const shop = join(folder, "shop");
const installed = join(shop, "node_modules", "lakewright");
let packed: Awaited<ReturnType<typeof packNpm>>;

beforeAll(async () => {
  packed = await packNpm(out);
  writeProject(shop);
  await npmInstall(shop, packed.archive);
}, SETUP_MS);

afterAll(() => {
  for (const each of [folder, out]) rmSync(each, { recursive: true });
}, SETUP_MS);

const files = () => globSync("**/*", { cwd: installed, withFileTypes: true }).filter((each) => each.isFile());

test("the tarball holds what runs and what is public, nothing of this repository's own", () => {
  const paths = files().map(({ parentPath, name }) => join(parentPath, name).slice(installed.length + 1));
  expect([...new Set(paths.map((path) => path.split("/")[0]))].sort()).toEqual(
    [
      "LICENSE",
      "README.md",
      "components",
      "docs",
      "package.json",
      "plugin",
      "policy-pack",
      "sandbox",
      "src",
    ].sort(),
  );
  expect(paths.filter((path) => /\.test\.|(?<!\.d)\.ts$|__pycache__/.test(path))).toEqual([]);
  expect(paths).toContain("docs/reference/settings.schema.json");
  const named = paths.filter((path) => /kineo/i.test(path + readFileSync(join(installed, path), "utf8")));
  expect(named).toEqual([]);
});

test("its package.json names what runs it and nothing that develops it", () => {
  const written = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as Record<string, object>;
  for (const field of ["scripts", "devDependencies", "private"]) expect(written).not.toHaveProperty(field);
  expect(Object.keys(written["dependencies"] ?? {})).not.toContain("node");
  expect(packed.bytes).toBeLessThan(2_000_000);
});

test("the API is as docs/api reports it", { timeout: TEST_MS }, async () => {
  const report = join(folder, "report.md");
  await writeApiReport(packed.folder, report);
  expect(
    readFileSync(report, "utf8"),
    'the public API differs from docs/api/; "npm run api" writes it anew',
  ).toBe(readFileSync(API_REPORT, "utf8"));
});

test("a project compiles against its declarations", { timeout: TEST_MS }, () => {
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", shop], { encoding: "utf8" });
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

describe("the example of a company's lakehouse, outside the repository", () => {
  const lakehouse = join(folder, "lakehouse");

  beforeAll(() => {
    cpSync(join(ROOT, "examples", "lakehouse"), lakehouse, { recursive: true });
    symlinkSync(join(shop, "node_modules"), join(lakehouse, "node_modules"));
  });

  const npmRun = async (...args: readonly string[]) =>
    (await promisify(execFile)("npm", ["run", "--silent", ...args], { cwd: lakehouse })).stdout;

  test("has five tables in its plan", { timeout: TEST_MS }, async () => {
    const { tables, materializedViews } = JSON.parse(await npmRun("plan", "--", "--json")) as {
      tables: readonly { name: string }[];
      materializedViews: readonly { name: string }[];
    };
    expect([...tables, ...materializedViews].map(({ name }) => name)).toEqual([
      ...["gold.customers", "gold.thresholds", "silver.orders", "silver.visits"],
      "gold.revenue_by_country",
    ]);
  });

  test("has no finding of an error", { timeout: TEST_MS }, async () => {
    expect(await npmRun("lint")).toMatch(/\b0 errors/);
  });
});

describe.each([["this Node"], ["22.18.0"]])("with %s", (version) => {
  let PATH: string;

  beforeAll(async () => {
    const node = version === "this Node" ? thisNode(join(folder, "node")) : await fetchNode(version);
    PATH = [node, process.env["PATH"]].join(delimiter);
  }, SETUP_MS);

  const npx = async (...args: readonly string[]) =>
    await promisify(execFile)("npx", ["lakewright", ...args], { cwd: shop, env: { ...process.env, PATH } });

  test("the command says its version and what it can do", { timeout: TEST_MS }, async () => {
    expect((await npx("--version")).stdout).toBe(`${packageJson.version}\n`);
    expect((await npx("--help")).stdout).toContain("Usage: lakewright [options] [command]");
  });

  test("the command plans a project of TypeScript files", { timeout: TEST_MS }, async () => {
    const { stdout, stderr } = await npx("plan", "--stack", "dev");
    expect(stdout).toContain("sales.orders: clustered by customer_id, order_date");
    expect(stdout).toContain("cluster shop-dev-analytics");
    expect(stderr).toBe("");
  });

  test("a command names the packages that it needs and does not find", { timeout: TEST_MS }, async () => {
    await expect(npx("drift", "--stack", "dev", "--adopt")).rejects.toMatchObject({
      stderr:
        'drift --adopt needs typescript, prettier, not installed in this project; run npm install --save-dev "typescript@>=5.8 <7" "prettier@^3.0.0"\n',
    });
    await expect(npx("sandbox", "start")).rejects.toMatchObject({
      stderr: expect.stringContaining(
        "the sandbox needs fastify, @fastify/multipart, proper-lockfile, ",
      ) as string,
    });
  });

  test.each(["plugin/pulumi-resource-lakewright", "policy-pack/pulumi-analyzer-lakewright"])(
    "the engine can start %s",
    { timeout: TEST_MS },
    async (program) => {
      const child = spawn(join(installed, program), ["127.0.0.1:9"], { env: { ...process.env, PATH } });
      try {
        const [port] = (await once(child.stdout, "data")) as [Buffer];
        expect(Number(port.toString())).toBeGreaterThan(0);
      } finally {
        child.kill("SIGKILL");
      }
    },
  );
});
