import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";

// Whoever may push a branch may write its workflows; what holds them is set on the platform, by what ci/README.md says.
// These files must not need less than that.

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
}

interface Job {
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

interface Workflow {
  readonly on: string | Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly jobs: Readonly<Record<string, Job>>;
}

const DEPLOYING = ["dev", "prod"];
/** What a review may be kept as: files that have been redacted, and the plan that a deployment follows. */
const KEPT =
  /^\.lakewright\/(review\.(md|html|json)|prod\.update-plan\.json|(drift|settled)\.(\$STACK|\$\{\{ matrix\.stack \}\})\.md)$/;
const README = readFileSync("ci/README.md", "utf8");

describe("GitHub's workflows", () => {
  const files = globSync("ci/github/*.yml").map((file) => {
    const text = readFileSync(file, "utf8");
    return { file, text, workflow: parse(text) as Workflow };
  });
  const triggersOf = ({ on }: Workflow) => (typeof on === "string" ? [on] : Object.keys(on));
  const jobs = files.flatMap(({ file, workflow }) =>
    Object.entries(workflow.jobs).map(([name, job]) => ({
      ...{ name: `${basename(file)} ${name}`, triggers: triggersOf(workflow), job },
    })),
  );
  const steps = jobs.flatMap(({ name, job }) => job.steps.map((step) => ({ name, step })));

  test("who signs in, where, and when", () => {
    const signing = jobs.filter(({ job }) => job.permissions?.["id-token"] === "write");
    expect(signing.map(({ name, triggers, job }) => [name, job.environment, triggers]).sort()).toEqual([
      ["deploy.yml dev", "dev", ["push"]],
      ["deploy.yml plan-prod", "lakewright-plan", ["push"]],
      ["deploy.yml prod", "prod", ["push"]],
      ["drift.yml drift", "lakewright-plan", ["schedule", "workflow_dispatch"]],
      ["review.yml review", "lakewright-review", ["pull_request"]],
    ]);
    expect(files.map(({ workflow }) => workflow.on)).toContainEqual({ push: { branches: ["main"] } });
  });

  test("each job may do what it does, and the workflow as such nothing", () => {
    expect(files.map(({ workflow }) => workflow.permissions)).toEqual(files.map(() => ({})));
    const reads = { contents: "read" };
    expect(Object.fromEntries(jobs.map(({ name, job }) => [name, job.permissions]))).toEqual({
      "audit.yml audit": reads,
      "deploy.yml dev": { ...reads, "id-token": "write" },
      "deploy.yml plan-prod": { ...reads, "id-token": "write" },
      "deploy.yml prod": { ...reads, "id-token": "write" },
      "drift.yml drift": { ...reads, "id-token": "write" },
      "drift.yml issue": { ...reads, issues: "write" },
      "review.yml review": { ...reads, "id-token": "write" },
      "review.yml comment": { ...reads, "pull-requests": "write" },
      "sandbox.yml sandbox": reads,
    });
  });

  test("a pull request's job has no environment but its own, and none runs it in another's name", () => {
    expect(jobs.flatMap(({ triggers }) => triggers)).not.toContain("pull_request_target");
    expect(jobs.flatMap(({ triggers }) => triggers)).not.toContain("workflow_run");
    const of = (asked: boolean) =>
      jobs
        .filter(({ triggers }) => triggers.includes("pull_request") === asked)
        .flatMap(({ job }) => job.environment ?? []);
    expect(of(true)).toEqual(["lakewright-review"]);
    expect(of(false)).not.toContain("lakewright-review");
  });

  test("who deploys prod has its plan from its own run, made where only main is", () => {
    const prod = jobs.find(({ name }) => name === "deploy.yml prod");
    const taken = prod?.job.steps.filter(
      ({ uses }) => uses?.startsWith("actions/download-artifact@") === true,
    );
    expect(taken?.map((step) => step.with)).toEqual([{ name: "plan-prod", path: ".lakewright" }]);
    expect(prod?.job).toMatchObject({ needs: "plan-prod" });
    expect(prod?.job.steps.at(-1)?.run).toBe("ci/steps/deploy.sh prod .lakewright/prod.update-plan.json");
  });

  test("who comments has the steps of the branch that is merged into", () => {
    const comment = jobs.find(({ name }) => name === "review.yml comment");
    expect(comment?.job.steps[0]?.with?.["ref"]).toBe("${{ github.event.pull_request.base.sha }}");
  });

  test("actions are pinned by commit, each to one, with the version beside it", () => {
    const used = files.flatMap(({ text }) => [...text.matchAll(/uses: (.*)/g)].map(([, what = ""]) => what));
    expect(used.length).toBeGreaterThan(15);
    expect(used.filter((what) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(what))).toEqual([]);
    const names = new Set(used.map((what) => what.split("@")[0]));
    expect(new Set(used).size).toBe(names.size);
  });

  test("a checkout leaves no token behind", () => {
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith("actions/checkout@") === true);
    expect(checkouts.map(({ step }) => step.with?.["persist-credentials"])).toEqual(
      checkouts.map(() => false),
    );
  });

  test("secrets are in the step that needs them, and a write token where no branch's program runs", () => {
    for (const { workflow } of files) {
      const without = JSON.stringify(workflow, (key, value: unknown) => (key === "env" ? undefined : value));
      expect(without).not.toMatch(/secrets\.|github\.token/);
      expect(Object.keys(workflow)).not.toContain("env");
      expect(Object.values(workflow.jobs).filter((job) => "env" in job)).toEqual([]);
    }
    const with_ = (pattern: RegExp) =>
      steps
        .filter(({ step }) => pattern.test(JSON.stringify(step.env ?? {})))
        .map(({ step }) => step.run?.split(" ")[0]?.replace("ci/steps/", ""));
    expect(new Set(with_(/secrets\./))).toEqual(new Set(["plan.sh", "deploy.sh", "drift.sh"]));
    expect(new Set(with_(/github\.token/))).toEqual(new Set(["comment.sh", "issue.sh"]));
  });

  test("artifacts are listed files", () => {
    const kept = steps.flatMap(({ step }) =>
      step.uses?.startsWith("actions/upload-artifact@") === true
        ? String(step.with?.["path"]).trim().split("\n")
        : [],
    );
    expect(kept.length).toBeGreaterThan(6);
    expect(kept.filter((path) => !KEPT.test(path))).toEqual([]);
  });
});

describe("GitLab's pipeline", () => {
  interface GitLabJob {
    readonly extends?: string;
    readonly environment?: string | { readonly name: string; readonly action: string };
    readonly rules?: readonly { readonly if: string }[];
    readonly artifacts?: { readonly paths: readonly string[] };
    readonly needs?: readonly string[];
    readonly variables?: Readonly<Record<string, string>>;
  }
  const file = parse(readFileSync("ci/gitlab/.gitlab-ci.yml", "utf8")) as Readonly<Record<string, GitLabJob>>;
  const jobs = Object.entries(file).filter(([, { rules }]) => Array.isArray(rules));
  const environmentOf = ({ environment }: GitLabJob) =>
    typeof environment === "string" ? environment : `${environment?.action ?? ""} ${environment?.name ?? ""}`;
  const MERGE_REQUEST =
    '$CI_PIPELINE_SOURCE == "merge_request_event" && $CI_MERGE_REQUEST_SOURCE_PROJECT_ID == $CI_PROJECT_ID';
  const onMain = (source: string) =>
    `$CI_PIPELINE_SOURCE == "${source}" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH`;

  test("who signs in, where, and when", () => {
    const who = jobs.map(([name, job]) => [
      ...[name, job.extends === ".databricks", environmentOf(job), job.rules?.map((rule) => rule.if)],
    ]);
    expect(who).toEqual([
      ["review", true, "access lakewright-review", [MERGE_REQUEST]],
      ["comment", false, "access lakewright-comment", [MERGE_REQUEST]],
      ["dev", true, "dev", [onMain("push")]],
      ["plan-prod", true, "access lakewright-plan", [onMain("push")]],
      ["prod", true, "prod", [onMain("push")]],
      ["drift", true, "access lakewright-plan", [onMain("schedule")]],
      ["issue", false, "access lakewright-issue", [onMain("schedule")]],
    ]);
    expect(file["prod"]?.needs).toEqual(["plan-prod"]);
  });

  test("no secret stands in it, and artifacts are listed files", () => {
    expect(JSON.stringify(file)).not.toMatch(/PULUMI_|LAKEWRIGHT_GITLAB_TOKEN/);
    const kept = jobs.flatMap(([, { artifacts }]) => artifacts?.paths ?? []);
    expect(kept.length).toBeGreaterThan(6);
    expect(kept.filter((path) => !KEPT.test(path))).toEqual([]);
  });
});

describe("Azure's pipeline", () => {
  interface AzureStep {
    readonly script?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly publish?: string;
    readonly download?: string;
  }
  interface AzureJob {
    readonly job?: string;
    readonly deployment?: string;
    readonly environment?: string;
    readonly variables: readonly { readonly group: string }[];
    readonly steps?: readonly AzureStep[];
    readonly strategy?: { readonly runOnce?: { readonly deploy: { readonly steps: readonly AzureStep[] } } };
  }
  const file = parse(readFileSync("ci/azure/azure-pipelines.yml", "utf8")) as {
    readonly stages: readonly {
      readonly stage: string;
      readonly condition: string;
      readonly jobs: readonly AzureJob[];
    }[];
  };
  const jobs = file.stages.flatMap(({ stage, condition, jobs: all }) =>
    all.map((job) => {
      const steps = job.steps ?? job.strategy?.runOnce?.deploy.steps ?? [];
      return { stage, condition, job, steps };
    }),
  );
  const script = ({ script: line = "" }: AzureStep) => line.split(" ")[0]?.replace("ci/steps/", "");

  test("whose variables a job has, and when", () => {
    expect(jobs.map(({ stage, job }) => [stage, job.environment, job.variables])).toEqual([
      ["review", undefined, [{ group: "lakewright-review" }]],
      ["dev", "dev", [{ group: "lakewright-deploy-dev" }]],
      ["plan_prod", undefined, [{ group: "lakewright-plan" }]],
      ["prod", "prod", [{ group: "lakewright-deploy-prod" }]],
      ["drift", undefined, [{ group: "lakewright-plan" }]],
    ]);
    const [review, ...others] = jobs.map(({ condition }) => condition);
    expect(review).toBe("eq(variables['Build.Reason'], 'PullRequest')");
    expect(
      others.filter((said) => !said.includes("eq(variables['Build.SourceBranch'], 'refs/heads/main')")),
    ).toEqual([]);
  });

  test("who deploys has a secret behind checks, since any branch's run has the pipeline's token", () => {
    const signing = jobs.map(({ stage, steps }) => [
      stage,
      ...steps.flatMap((step) =>
        Object.keys(step.env ?? {}).flatMap((name) =>
          /^(SYSTEM_ACCESSTOKEN|DATABRICKS_CLIENT_SECRET)$/.test(name)
            ? [`${script(step) ?? ""} ${name}`]
            : [],
        ),
      ),
    ]);
    expect(signing).toEqual([
      ["review", "plan.sh SYSTEM_ACCESSTOKEN", "comment.sh SYSTEM_ACCESSTOKEN"],
      ["dev", "deploy.sh DATABRICKS_CLIENT_SECRET"],
      ["plan_prod", "plan.sh SYSTEM_ACCESSTOKEN"],
      ["prod", "deploy.sh DATABRICKS_CLIENT_SECRET"],
      ["drift", "drift.sh SYSTEM_ACCESSTOKEN", "issue.sh SYSTEM_ACCESSTOKEN"],
    ]);
  });

  test("artifacts are listed files, and a plan is of this run", () => {
    const steps = jobs.flatMap((job) => job.steps);
    const kept = steps.flatMap(({ publish }) => publish ?? []);
    expect(kept.length).toBeGreaterThan(2);
    expect(kept.filter((path) => !KEPT.test(path))).toEqual([]);
    expect(steps.flatMap(({ download }) => download ?? [])).toEqual(["current"]);
  });
});

describe("what a platform has to be told", () => {
  test("the page names every environment and group", () => {
    const named = globSync("ci/{github,gitlab,azure}/{*,.*}.yml").flatMap((file) => {
      const text = readFileSync(file, "utf8");
      return [...text.matchAll(/(?:environment|group|name): (lakewright-[\w-]+)/g)].map(
        ([, name = ""]) => name,
      );
    });
    expect(new Set(named).size).toBeGreaterThan(5);
    expect([...named, ...DEPLOYING].filter((name) => !README.includes(`\`${name}\``))).toEqual([]);
  });

  test("the page says whom each of GitHub's environments is as a subject", () => {
    for (const environment of [...DEPLOYING, "lakewright-plan", "lakewright-review"]) {
      expect(README).toContain(`:environment:${environment}\``);
    }
  });
});

test("no package's script runs in a pipeline, and those that have one are known", () => {
  const installs = globSync("ci/{github,gitlab,azure,steps}/{*,.*}.{yml,sh}").flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/\bnpm (?:ci|i|install|rebuild)\b.*/g)].map(([line]) => line),
  );
  expect(installs.length).toBeGreaterThan(1);
  expect(installs.filter((line) => !line.includes("--ignore-scripts"))).toEqual([]);
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as {
    readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
  };
  const scripted = Object.entries(lock.packages).flatMap(([path, { hasInstallScript }]) =>
    hasInstallScript === true ? [path.replace(/^.*node_modules\//, "")] : [],
  );
  const named = readFileSync("ci/steps/environment.sh", "utf8").match(
    /(?<=")[\w-]+(?=" (?:would|compares))/g,
  );
  expect(scripted).toEqual(named);
});
