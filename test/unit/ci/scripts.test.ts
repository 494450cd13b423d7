import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
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

test("what vouches for the run reaches the sign-in, and no program that a branch may have changed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "lakewright-steps-"));
  try {
    for (const part of ["ci/steps", "dev/toolchain", "node_modules"]) {
      mkdirSync(join(folder, part), { recursive: true });
    }
    cpSync("ci/steps/environment.sh", join(folder, "ci/steps/environment.sh"));
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
    writeFileSync(join(folder, "dev/toolchain/main.ts"), "");
    const vouchers = {
      ...{ ACTIONS_ID_TOKEN_REQUEST_URL: "u", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t" },
      ...{ DATABRICKS_OIDC_TOKEN: "o", SYSTEM_ACCESSTOKEN: "s" },
    };
    const names = JSON.stringify(Object.keys(vouchers));
    writeFileSync(
      join(folder, "ci/steps/sign-in.ts"),
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
  } finally {
    rmSync(folder, { recursive: true });
  }
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
