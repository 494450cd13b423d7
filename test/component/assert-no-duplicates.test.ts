import * as pulumi from "@pulumi/pulumi";
import { beforeEach, expect, test } from "vitest";
import { assertNoDuplicates } from "../../components/assert-no-duplicates.ts";
import type { LakehouseTransform } from "../../components/lakehouse-arguments.ts";
import { LakewrightProvider } from "../../components/provider.ts";
import { planOf } from "../../dev/start/kineo.ts";

const plan = planOf("prod");
const URN = "urn:pulumi:prod::kineo::lakewright:index:Lakehouse$";

let asked: readonly { kind: string; name: string }[];
let recorded: readonly string[];
let left: Readonly<Record<string, string>>;

beforeEach(() => {
  [asked, recorded, left] = [[], [], {}];
});

/** Runs the check as an `up` does, or as a preview, in a workspace where objects of the names in `left` were left. */
async function check(transform: LakehouseTransform = {}, { isPreview = false } = {}): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ name, inputs }) => ({ id: name, state: inputs as object }),
      call: ({ token, inputs }) => {
        if (token.endsWith("readStackResourceOutputs")) {
          return { outputs: Object.fromEntries(recorded.map((resource) => [`${URN}${resource}`, {}])) };
        }
        const { kind, name } = inputs as { kind: string; name: string };
        asked = [...asked, { kind, name }];
        return { ids: left[name] === undefined ? [] : [left[name]] };
      },
    },
    "kineo",
    "prod",
    isPreview,
  );
  const provider = new LakewrightProvider("lakewright", { host: "http://workspace.test" });
  await assertNoDuplicates("kineo", { plan, transform, provider });
}

test("what an interrupted up left behind is refused, with the command that takes it over", async () => {
  left = { [plan.compute.cluster.name]: "c1" };
  await expect(check()).rejects.toThrow(
    `  cluster "${plan.compute.cluster.name}" (c1)\nNot creating a second one. An interrupted up leaves this behind:\n` +
      '"npx lakewright recover --stack prod" takes it over with --import, or deletes it with --delete.',
  );
  recorded = ["databricks:index/cluster:Cluster::kineo-cluster"];
  await expect(check()).resolves.toBeUndefined();
});

test("a preview asks the workspace for nothing", async () => {
  left = { [plan.compute.cluster.name]: "c1" };
  await check({}, { isPreview: true });
  expect(asked).toEqual([]);
});

const RENAMED: Readonly<Record<string, LakehouseTransform>> = {
  "laid over": { cluster: { clusterName: "other" } },
  "by a function": {
    clusterPolicy: (args) => {
      args.name = "other";
    },
  },
  "by an Output": {
    warehouse: (args) => {
      args.name = pulumi.interpolate`other`;
    },
  },
  "by a promise": {
    cluster: (args) => {
      args.clusterName = Promise.resolve("other");
    },
  },
};

test.each(Object.entries(RENAMED))(
  "an object that a transform renames is looked for by that name: %s",
  async (_, transform) => {
    left = { other: "1" };
    await expect(check(transform)).rejects.toThrow(/ "other" \(1\)\nNot creating/);
    const [kind] = Object.keys(transform);
    const names = asked.filter((one) => one.kind === kind).map(({ name }) => name);
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !name.startsWith("other"))).toEqual([]);
  },
);

test.each([true, false])(
  "two objects of one name are refused before anything is made: preview %s",
  async (isPreview) => {
    await expect(check({ job: { jobName: "maintenance" } }, { isPreview })).rejects.toThrow(
      /^a transform gives objects of one kind the same name:\n {2}job "maintenance": "kineo-[\w-]+" and "kineo-[\w-]+"\n/,
    );
    expect(asked).toEqual([]);
  },
);
