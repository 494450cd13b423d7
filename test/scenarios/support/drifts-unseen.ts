import type { Deployed } from "./drifts.ts";
import { editCluster } from "./drifts-over-rest.ts";
import type { Sandbox } from "./sandbox.ts";

/** Fields that come and go by hand on one object, none of which the provider's refresh sees. */
export interface UnseenDrift {
  readonly resource: string;
  readonly by: (hand: Sandbox, deployed: Deployed) => Promise<unknown>;
  /** Fields at the top that are found to differ. */
  readonly fields: readonly string[];
}

const PERIODIC = { pause_status: "UNPAUSED", periodic: { interval: 1, unit: "DAYS" } };
const NIGHTLY = { quartz_cron_expression: "0 0 3 ? * SUN", timezone_id: "UTC", pause_status: "UNPAUSED" };

const job = (id: string, change: object, gone: readonly string[]) => (hand: Sandbox) =>
  hand.send("POST", "/api/2.2/jobs/update", {
    ...{ job_id: Number(id), new_settings: change },
    fields_to_remove: gone,
  });

export const UNSEEN_DRIFTS: readonly UnseenDrift[] = [
  {
    resource: "kineo-cluster",
    by: (hand, deployed) =>
      editCluster(hand, deployed, () => ({
        ...{ autoscale: undefined, num_workers: 3, data_security_mode: undefined },
        ...{ spark_conf: undefined, custom_tags: undefined, spark_env_vars: { A: "b" } },
        ...{ runtime_engine: "PHOTON", init_scripts: [{ workspace: { destination: "/Shared/a.sh" } }] },
      })),
    fields: [
      ...["autoscale", "custom_tags", "data_security_mode", "init_scripts", "num_workers", "runtime_engine"],
      ...["spark_conf", "spark_env_vars"],
    ],
  },
  {
    resource: "kineo-cluster-policy",
    by: async (hand, { policy }) => {
      const path = `/api/2.0/policies/clusters/get?policy_id=${policy}`;
      const { name, definition } = await hand.send<{ name: string; definition: string }>("GET", path);
      await hand.send("POST", "/api/2.0/policies/clusters/edit", {
        ...{ policy_id: policy, name, definition },
        ...{ description: "Ask Ana.", max_clusters_per_user: 1 },
      });
    },
    fields: ["description", "max_clusters_per_user"],
  },
  {
    resource: "kineo-warehouse",
    by: (hand, { warehouse }) =>
      hand.send("POST", `/api/2.0/sql/warehouses/${warehouse}/edit`, {
        channel: { name: "CHANNEL_NAME_CURRENT", dbsql_version: "2026.40" },
        instance_profile_arn: "arn:aws:iam::123456789012:instance-profile/x",
      }),
    fields: ["channel", "instance_profile_arn"],
  },
  {
    resource: "kineo-weekly-small",
    by: (hand, { jobs }) =>
      job(
        jobs["weekly-small"],
        {
          ...{ trigger: PERIODIC, timeout_seconds: 600, parameters: [{ name: "a", default: "b" }] },
          email_notifications: { on_failure: ["ana@sandbox.test"] },
          git_source: { git_url: "https://git.test/a/b", git_provider: "gitHub", git_branch: "main" },
        },
        ["schedule", "tags"],
      )(hand),
    fields: [
      ...[
        "email_notifications",
        "git_source",
        "parameters",
        "schedule",
        "tags",
        "timeout_seconds",
        "trigger",
      ],
    ],
  },
  {
    resource: "kineo-warm-up",
    by: (hand, { jobs }) => job(jobs["warm-up"], { schedule: NIGHTLY }, ["trigger"])(hand),
    fields: ["schedule", "trigger"],
  },
];
