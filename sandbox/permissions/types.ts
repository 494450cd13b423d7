/** How the permissions of one kind of object are asked for, answered and limited. */
export interface PermissionType {
  /** In the path: `/api/2.0/permissions/{request}/{id}`. May hold a slash. */
  readonly request: string;
  /** Another name for it there, which the SDKs use. */
  readonly alias?: string;
  /** In the answer; the provider refuses another. */
  readonly answer: string;
  /** From least to most. */
  readonly levels: readonly string[];
  /** Whether exactly one principal must be the owner, and the creator is unless somebody else is named. */
  readonly owned?: true;
}

const WORKSPACE_LEVELS = ["CAN_READ", "CAN_RUN", "CAN_EDIT", "CAN_MANAGE"] as const;

export const PERMISSION_TYPES: readonly PermissionType[] = [
  { request: "clusters", answer: "cluster", levels: ["CAN_ATTACH_TO", "CAN_RESTART", "CAN_MANAGE"] },
  { request: "cluster-policies", answer: "cluster-policy", levels: ["CAN_USE"] },
  {
    request: "jobs",
    answer: "job",
    levels: ["CAN_VIEW", "CAN_MANAGE_RUN", "CAN_MANAGE", "IS_OWNER"],
    owned: true,
  },
  {
    request: "sql/warehouses",
    alias: "warehouses",
    answer: "warehouses",
    levels: ["CAN_VIEW", "CAN_MONITOR", "CAN_USE", "CAN_MANAGE", "IS_OWNER"],
    owned: true,
  },
  { request: "sql/queries", alias: "queries", answer: "query", levels: [...WORKSPACE_LEVELS, "CAN_VIEW"] },
  { request: "sql/alerts", alias: "alerts", answer: "alert", levels: [...WORKSPACE_LEVELS, "CAN_VIEW"] },
  { request: "alertsv2", answer: "alertv2", levels: WORKSPACE_LEVELS },
  { request: "dashboards", answer: "dashboard", levels: WORKSPACE_LEVELS },
  { request: "notebooks", answer: "notebook", levels: WORKSPACE_LEVELS },
  { request: "directories", answer: "directory", levels: WORKSPACE_LEVELS },
  { request: "files", answer: "file", levels: WORKSPACE_LEVELS },
];

/** Kinds of objects that a workspace has and the sandbox has none of. */
export const NOT_SERVED: ReadonlySet<string> = new Set([
  "apps",
  "authorization",
  "database-instances",
  "database-projects",
  "dbsql-dashboards",
  "experiments",
  "genie",
  "instance-pools",
  "knowledge-assistants",
  "pipelines",
  "registered-models",
  "repos",
  "serving-endpoints",
  "sql/dashboards",
  "supervisor-agents",
  "vector-search-endpoints",
]);
