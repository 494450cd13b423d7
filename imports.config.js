/**
 * Who may import whom. ESLint enforces it and a test compares it with the folders that exist, so a new
 * top-level folder must be entered here first. `packages` lists npm packages; Node's own modules are free
 * except in `pure` folders, which must run without a machine under them.
 */
export const FOLDERS = {
  model: { folders: [], packages: [], pure: true },
  tables: { folders: ["model"], packages: [], pure: true },
  config: { folders: ["model"], packages: ["zod", "yaml", "croner", "@pulumi/pulumi"] },
  catalog: { folders: ["model"], packages: [] },
  rules: { folders: ["model", "catalog", "config"], packages: [], pure: true },
  page: { folders: [], packages: [], pure: true },
  read: { folders: ["model", "rules"], packages: ["yaml"], pure: true },
  plan: { folders: ["model", "config", "catalog", "rules"], packages: [], pure: true },
  review: { folders: ["model", "config", "catalog", "rules", "plan"], packages: [], pure: true },
  components: { folders: ["plan", "model"], packages: [/^@pulumi\//] },
  provider: {
    folders: ["model", "catalog", "plan"],
    packages: [/^@pulumi\/pulumi(\/|$)/, "@grpc/grpc-js", /^google-protobuf(\/|$)/, /^@databricks\//],
  },
  policy: {
    folders: ["model", "rules", "read", "provider"],
    packages: [/^@pulumi\/pulumi\/proto\//, "@grpc/grpc-js", /^google-protobuf(\/|$)/],
  },
  drift: {
    folders: ["model", "config", "catalog", "plan", "provider"],
    packages: ["yaml", "typescript"],
  },
  cli: {
    folders: [
      "model",
      "tables",
      "config",
      "catalog",
      "rules",
      "read",
      "plan",
      "provider",
      "review",
      "drift",
      "page",
    ],
    packages: ["commander", "env-paths", "prettier", "sarif", "yaml"],
  },
  sandbox: {
    folders: [],
    packages: ["fastify", "@fastify/multipart", "commander", "env-paths", "proper-lockfile"],
  },
  toolchain: { folders: [], packages: ["env-paths", "proper-lockfile"] },
  pipelines: { folders: [], packages: [] },
  release: { folders: [], packages: ["rolldown"] },
  start: {
    folders: ["model", "tables", "config", "plan", "provider", "sandbox", "toolchain"],
    packages: ["yaml"],
  },
};
