import type { KindImpact } from "./impact.ts";

const API = "Databricks REST API, Permissions: Set";

export const permissionsImpact: KindImpact = {
  what: "permissions",
  created: {
    rank: "interruption",
    why: "it owns the whole list: who was given access by hand loses it",
    source: API,
    undo: "revert the edit and deploy again; access given by hand is not given back",
  },
  deleted: {
    rank: "interruption",
    why: "all but the owner and workspace admins lose access",
    source: "terraform-provider-databricks 1.128, permissions/resource_permissions.go",
  },
  // Entries of the list are compared by who they are for, in `access.ts`.
  fields: [],
  other: {
    rank: "interruption",
    why: "not among the fields that are known to do less: somebody may lose access",
    source: API,
  },
  takes: "a moment; one request",
};
