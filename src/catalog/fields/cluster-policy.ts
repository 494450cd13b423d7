import type { ResourceField } from "./field.ts";

export const POLICIES = "Databricks REST API, Cluster policies";
export const POLICIES_UPDATE = `${POLICIES}: Update (read 2026-11)`;

const SHAPES = "changes what clusters under this policy are, or how many";

/** https://docs.databricks.com/api/workspace/clusterpolicies/edit */
export const CLUSTER_POLICY_FIELDS: readonly ResourceField[] = [
  {
    fields: ["definition"],
    impact: "bounds what people may start by hand, and so what that costs",
    notAdopted: "the plan writes it from tables and settings; change those",
    change: {
      rank: "interruption",
      why: "clusters made with it go on, and may be against it from now on: they are held to it when they are next edited or made",
      source: POLICIES_UPDATE,
    },
  },
  {
    fields: ["name"],
    impact: "people choose the policy by its name",
    change: { rank: "metadata", why: "what people choose it by", source: POLICIES },
  },
  {
    fields: ["description"],
    impact: SHAPES,
    change: { rank: "metadata", why: "a text", source: POLICIES },
  },
  { fields: ["max_clusters_per_user", "libraries", "policy_family_*"], impact: SHAPES },
  {
    fields: ["policy_id", "creator_user_name", "created_at_timestamp", "is_default"],
    byBackend: { why: "says which policy it is, and whose" },
  },
];
