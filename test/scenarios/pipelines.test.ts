import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { type FakePlatform, fakePlatform, writeText } from "../component/ci/fake-platform.ts";
import { run } from "./support/process.ts";
import { REPOSITORY } from "./support/sandbox.ts";
import { Bench } from "./support/workbench.ts";

const THREAD = "/repos/kineo/lakehouse/issues/7/comments";
const ISSUES = "/repos/kineo/lakehouse/issues";
const FILE = "tables/gold/dim_user.ts";

describe("the steps of a pipeline", () => {
  let bench: Bench;
  let platform: FakePlatform | undefined;

  beforeAll(async () => {
    bench = await Bench.open({ name: "pipelines", stack: "sandbox" });
    for (const part of ["ci", join("dev", "toolchain")]) {
      cpSync(join(REPOSITORY, part), join(bench.directory, part), { recursive: true });
    }
    symlinkSync(join(REPOSITORY, "node_modules"), join(bench.directory, "node_modules"));
    writeFileSync(join(bench.directory, ".gitignore"), ".lakewright\nhome\nnode_modules\nstate\n");
    await git("init", "--quiet");
    await git("add", "--all");
    await git(
      "-c",
      "user.name=test",
      "-c",
      "user.email=test@kineo.test",
      "commit",
      "--quiet",
      "-m",
      "before",
    );
    return () => bench.sandbox.stop();
  });

  afterEach(() => {
    platform?.stop();
    platform = undefined;
  });

  async function git(...args: readonly string[]) {
    const { code, stderr } = await run("git", args, { cwd: bench.directory, env: bench.env });
    if (code !== 0) throw new Error(`git ${args.join(" ")} ended with ${code}: ${stderr}`);
  }

  /** Runs a step as GitHub does. */
  function step(name: string, ...args: readonly string[]) {
    return stepFrom("", name, ...args);
  }

  /** @param base commit before the change */
  function stepFrom(base: string, name: string, ...args: readonly string[]) {
    const { url = "http://127.0.0.1:9", folder = "" } = platform ?? {};
    const event = folder === "" ? "" : writeText(folder, "event.json", '{"pull_request":{"number":7}}');
    return run("bash", [`ci/steps/${name}.sh`, ...args], {
      cwd: bench.directory,
      env: {
        ...bench.env,
        ...{ GITHUB_ACTIONS: "true", GITHUB_API_URL: url, GITHUB_REPOSITORY: "kineo/lakehouse" },
        ...{ GITHUB_TOKEN: "ghs", GITHUB_EVENT_PATH: event, LAKEWRIGHT_BASE: base },
        GITHUB_GRAPHQL_URL: `${url}/graphql`,
        ...{ GITHUB_SERVER_URL: "https://github.example.test", GITHUB_RUN_ID: "12" },
      },
    });
  }

  const written = (file: string) => readFileSync(join(bench.directory, ".lakewright", file), "utf8");
  const posted = () =>
    platform?.requests.filter(({ method, path }) => method !== "GET" && path !== "/graphql") ?? [];

  test("a step that is called wrongly says how, and ends with 2", async () => {
    for (const name of ["plan", "deploy", "drift", "issue"]) {
      const { code, stderr } = await step(name);
      expect([code, stderr]).toEqual([2, expect.stringContaining("usage: ")]);
    }
  });

  test("a plan is saved and reviewed, and its deployment does just that", async () => {
    // What a platform says of the first push of a branch.
    const planned = await stepFrom("0".repeat(40), "plan", "sandbox");
    expect(planned.code, planned.stderr).toBe(0);
    expect(planned.stderr).toContain("the review does without the plans before the change");
    expect(written("review.md")).toMatch(/^<!-- lakewright-review -->\n/);
    expect(existsSync(join(bench.directory, ".lakewright", "sandbox.update-plan.json"))).toBe(true);
    const deployed = await step("deploy", "sandbox", ".lakewright/sandbox.update-plan.json");
    expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0);
    await bench.ok("preview", "--expect-no-changes");
  });

  test("a pull request gets one comment with the statement that will run, and the plan lets nothing else through", async () => {
    bench.edit(
      FILE,
      "properties: optimizedWrites,",
      'properties: { ...optimizedWrites, "delta.appendOnly": true },',
    );
    platform = await fakePlatform({ [`GET ${THREAD}`]: [], [`POST ${THREAD}`]: {} });
    const ended = await stepFrom("HEAD", "plan", "sandbox");
    expect(ended.code, ended.stderr).toBe(0);
    expect((await step("comment")).stdout).toBe("comment written\n");
    const planned = (side: string) => written(`sandbox.${side}.json`).includes('"delta.appendOnly": "true"');
    expect([planned("before"), planned("after")]).toEqual([false, true]);
    const [comment] = posted();
    expect([posted().length, comment?.path]).toEqual([1, THREAD]);
    const statement =
      "ALTER TABLE `sandbox`.`gold`.`dim_user` SET TBLPROPERTIES ('delta.appendOnly' = 'true')";
    const { body } = comment?.body as { body: string };
    expect(body).toContain(statement);
    expect(body).toContain("[All of it](https://github.example.test/kineo/lakehouse/actions/runs/12)");
    expect((await step("summary")).code).toBe(0);

    const plan = ".lakewright/sandbox.update-plan.json";
    const sent = await bench.statementsOf(async () => {
      bench.edit("tables/gold/dim_course.ts", "properties: optimizedWrites,", "");
      expect((await step("deploy", "sandbox", plan)).code).not.toBe(0);
      bench.edit("tables/gold/dim_course.ts", "layout: {", "properties: optimizedWrites,\n  layout: {");
      const deployed = await step("deploy", "sandbox", plan);
      expect(deployed.code, deployed.stdout + deployed.stderr).toBe(0);
    });
    expect(sent.filter((text) => text.includes("dim_course"))).toEqual([]);
    expect(sent).toContain(statement);
  });

  test("drift opens an issue, and its end closes it", async () => {
    platform = await fakePlatform({ [`GET ${ISSUES}`]: [], [`POST ${ISSUES}`]: {} });
    await bench.sandbox.sql(
      "ALTER TABLE sandbox.gold.dim_user SET TBLPROPERTIES ('delta.appendOnly' = 'false')",
    );
    const ended = await step("drift", "sandbox");
    expect(ended.code, ended.stderr).toBe(0);
    expect((await step("issue", "sandbox")).stdout).toBe("issue opened\n");
    const [issue] = posted();
    expect(issue?.body).toMatchObject({ title: "Drift in sandbox", labels: ["lakewright-drift"] });
    const { body } = issue?.body as { body: string };
    expect(body).toContain("delta.appendOnly");
    platform.stop();

    await bench.up("--refresh");
    platform = await fakePlatform({
      "POST /graphql": { data: { viewer: { databaseId: 1 } } },
      [`GET ${ISSUES}`]: [{ number: 4, body, user: { id: 1 } }],
      [`PATCH ${ISSUES}/4`]: {},
    });
    const settled = await step("drift", "sandbox");
    expect(settled.code, settled.stderr).toBe(0);
    expect((await step("issue", "sandbox")).stdout).toBe("issue 4 closed\n");
    expect(posted().map(({ path, body: sent }) => [path, sent])).toEqual([
      [`${ISSUES}/4`, { state: "closed", state_reason: "completed" }],
    ]);
  });
});
