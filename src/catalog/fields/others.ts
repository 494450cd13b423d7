import type { ResourceField } from "./field.ts";

const GENERATED = "the plan writes it from tables and settings; change those";

export const WORKSPACE_FILE_FIELDS: readonly ResourceField[] = [
  {
    fields: ["content", "path"],
    impact: "every task of the maintenance jobs runs this file",
    notAdopted: GENERATED,
  },
];

export const NOTEBOOK_FIELDS: readonly ResourceField[] = [
  {
    fields: ["content", "path"],
    impact: "maintenance jobs on clusters, and sessions that fill a cluster's cache, run this notebook",
    notAdopted: GENERATED,
  },
];

/** Entries of the list, by whom they are for. */
export const PERMISSIONS_FIELDS: readonly ResourceField[] = [
  {
    fields: ['["user *"]', '["service principal *"]'],
    byBackend: {
      values: ["CAN_MANAGE", "IS_OWNER", "CAN_MANAGE, IS_OWNER"],
      onlyFor: "makers",
      why: "whoever makes an object owns it, and the Databricks provider keeps whoever deploys from shutting itself out",
    },
  },
  { fields: ["object_id", "object_type"], byBackend: { why: "says which object it is about" } },
  {
    fields: ["[*"],
    impact: "who may use, restart, change or delete the object",
    notAdopted: "the stack owns the whole list; its settings name the groups (principals)",
  },
];
