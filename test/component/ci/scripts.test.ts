import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakePlatform, fakePlatform, writeText } from "./fake-platform.ts";

/** The pipeline's own Node first. */
const PATH = [dirname(process.execPath), process.env["PATH"] ?? ""].join(delimiter);

async function bash(
  args: readonly string[],
  { cwd, env }: { readonly cwd?: string; readonly env: Readonly<Record<string, string>> },
): Promise<string> {
  const { stdout } = await promisify(execFile)("bash", [...args], {
    ...(cwd && { cwd }),
    env: { PATH, ...env },
  });
  return stdout;
}

describe("steps that run the lakehouse", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lakewright-steps-"));
    cpSync("ci/steps", join(folder, "ci/steps"), { recursive: true });
    put("package.json", '{ "type": "module" }');
    put("dev/toolchain/main.ts", "");
    put("node_modules/.bin/pulumi", "#!/bin/sh\n");
    chmodSync(join(folder, "node_modules/.bin/pulumi"), 0o755);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function put(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }

  test("keep what vouches for the run for the sign-in, and from programs that a branch may have changed", async () => {
    const vouchers = {
      ...{ ACTIONS_ID_TOKEN_REQUEST_URL: "u", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t" },
      ...{ DATABRICKS_OIDC_TOKEN: "o", SYSTEM_ACCESSTOKEN: "s" },
    };
    const names = JSON.stringify(Object.keys(vouchers));
    put(
      "ci/steps/sign-in.ts",
      `process.stdout.write(${names}.map((name) => process.env[name] ?? "-").join(""));`,
    );
    const said = await bash(["-c", "source ci/steps/environment.sh; sign_in prod; env"], {
      ...{ cwd: folder, env: { ...vouchers, DATABRICKS_HOST_PROD: "https://prod.example.test" } },
    });
    const seen = said.split("\n").filter((line) => /^(ACTIONS|DATABRICKS|SYSTEM)_/.test(line));
    expect(seen.sort()).toEqual([
      "DATABRICKS_HOST=https://prod.example.test",
      "DATABRICKS_HOST_PROD=https://prod.example.test",
      "DATABRICKS_TOKEN=utos",
    ]);
  });

  test("drift is kept by what it found, and nothing where not everything could be read", async () => {
    put("src/cli/lakewright.js", 'console.log("found"); process.exitCode = Number(process.env.FOUND);');
    const drift = (FOUND: string) =>
      bash(["ci/steps/drift.sh", "prod"], { cwd: folder, env: { FOUND, DATABRICKS_TOKEN: "t" } });
    const kept = () => readdirSync(join(folder, ".lakewright"));
    await drift("2");
    expect(kept()).toEqual(["drift.prod.md"]);
    await drift("0");
    expect(kept()).toEqual(["settled.prod.md"]);
    expect(readFileSync(join(folder, ".lakewright/settled.prod.md"), "utf8")).toBe("found\n");
    await expect(drift("1")).rejects.toMatchObject({ code: 1 });
    expect(kept()).toEqual([]);
  });
});

describe("steps that write to the platform need Node alone", () => {
  let platform: FakePlatform;
  afterEach(() => {
    platform.stop();
  });
  const issues = "/repos/kineo/lakehouse/issues";
  const run = (script: string, ...args: readonly string[]) =>
    bash([`ci/steps/${script}.sh`, ...args], {
      env: {
        ...{ GITHUB_ACTIONS: "true", GITHUB_API_URL: platform.url, GITHUB_REPOSITORY: "kineo/lakehouse" },
        ...{ GITHUB_TOKEN: "ghs", GITHUB_GRAPHQL_URL: `${platform.url}/graphql` },
        GITHUB_EVENT_PATH: writeText(platform.folder, "event.json", '{"pull_request":{"number":7}}'),
        LAKEWRIGHT_OUT: platform.folder,
      },
    });

  test("a review is put under the pull request, and where there is none nothing is", async () => {
    platform = await fakePlatform({ [`GET ${issues}/7/comments`]: [], [`POST ${issues}/7/comments`]: {} });
    expect(await run("comment")).toBe("");
    expect(platform.requests).toEqual([]);
    writeText(platform.folder, "review.md", "<!-- lakewright-review -->\n");
    expect(await run("comment")).toBe("comment written\n");
  });

  test("drift opens an issue, its end needs none, and what could not be read changes none", async () => {
    platform = await fakePlatform({ [`GET ${issues}`]: [], [`POST ${issues}`]: {} });
    writeText(platform.folder, "drift.prod.md", "<!-- lakewright drift prod -->\n");
    writeText(platform.folder, "settled.dev.md", "<!-- lakewright drift dev -->\n");
    expect(await run("issue", "prod")).toBe("issue opened\n");
    expect(await run("issue", "dev")).toBe("no issue is open, and none is needed\n");
    expect(await run("issue", "test")).toBe(
      "drift.sh could not read all of test; its issue stays as it is\n",
    );
    await expect(run("issue")).rejects.toMatchObject({ code: 2, stderr: "usage: issue.sh STACK\n" });
  });
});
