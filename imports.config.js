/**
 * Who may import whom. ESLint enforces it and a test compares it with the folders that exist, so a new folder of the
 * top, of `src/` or of `dev/` must be entered here first. `packages` lists npm packages; Node's own modules are free
 * except in `pure` folders, which must run without a machine under them.
 */
export const FOLDERS = {
  "src/model": { folders: ["src/text"], packages: [], pure: true },
  tables: { folders: [], packages: ["lakewright"], pure: true },
  "src/config": { folders: ["src/model", "src/redaction"], packages: ["zod", "croner", "@pulumi/pulumi"] },
  "src/catalog": { folders: ["src/model"], packages: [] },
  "src/text": { folders: [], packages: [], pure: true },
  "src/redaction": { folders: ["src/text"], packages: [/^@secretlint\//], pure: true },
  "src/rules": {
    folders: ["src/model", "src/catalog", "src/config", "src/redaction"],
    packages: [],
    pure: true,
  },
  "src/plan": {
    folders: ["src/model", "src/config", "src/catalog", "src/rules", "src/text"],
    packages: [],
    pure: true,
  },
  "src/review": {
    folders: ["src/model", "src/config", "src/catalog", "src/rules", "src/plan", "src/text", "src/redaction"],
    packages: [],
    pure: true,
  },
  "src/project": { folders: ["src/model", "src/config", "src/plan"], packages: ["yaml"] },
  "src/init": { folders: ["src/model", "src/project"], packages: [] },
  "src/lint": {
    folders: ["src/model", "src/config", "src/rules", "src/plan", "src/project"],
    packages: ["yaml", "sarif"],
  },
  components: {
    folders: ["src/model", "src/config", "src/rules", "src/plan", "src/project", "src/redaction"],
    packages: [/^@pulumi\//, "zod"],
  },
  "src/databricks": { folders: ["src/model", "src/plan"], packages: [/^@databricks\//] },
  "src/pulumi-rpc": {
    folders: ["src/databricks", "src/text", "src/redaction"],
    packages: [/^@pulumi\/pulumi\/proto\//, "@grpc/grpc-js", /^google-protobuf(\/|$)/],
  },
  "src/provider": {
    folders: ["src/model", "src/catalog", "src/plan", "src/databricks", "src/pulumi-rpc"],
    packages: [],
  },
  "src/policy": {
    folders: ["src/model", "src/rules", "src/plan", "src/lint", "src/redaction", "src/pulumi-rpc"],
    packages: [/^@pulumi\/pulumi\/proto\//, "@grpc/grpc-js", /^google-protobuf(\/|$)/],
  },
  "src/drift": {
    folders: [
      "src/model",
      "src/config",
      "src/catalog",
      "src/plan",
      "src/project",
      "src/text",
      "src/redaction",
      "src/databricks",
      "src/pulumi-rpc",
      "src/provider",
    ],
    packages: ["yaml", "typescript", "prettier"],
  },
  "src/recover": { folders: ["src/model", "src/databricks"], packages: [], pure: true },
  "src/html": {
    folders: [
      "src/model",
      "src/config",
      "src/rules",
      "src/plan",
      "src/text",
      "src/redaction",
      "src/review",
      "src/drift",
    ],
    packages: [],
    pure: true,
  },
  "src/cli": {
    folders: [
      "src/model",
      "src/config",
      "src/catalog",
      "src/rules",
      "src/plan",
      "src/project",
      "src/lint",
      "src/text",
      "src/redaction",
      "src/databricks",
      "src/pulumi-rpc",
      "src/provider",
      "src/review",
      "src/drift",
      "src/recover",
      "src/html",
      "src/init",
    ],
    packages: ["commander", "env-paths"],
  },
  sandbox: {
    folders: [],
    packages: ["fastify", "@fastify/multipart", "commander", "env-paths", "proper-lockfile"],
  },
  ci: { folders: [], packages: [] },
  "dev/toolchain": { folders: [], packages: ["env-paths", "proper-lockfile"] },
  "dev/release": {
    folders: [],
    packages: [
      "rolldown",
      "typescript",
      /^publint(\/|$)/,
      "@arethetypeswrong/core",
      "@microsoft/api-extractor",
    ],
  },
  "dev/start": {
    folders: [
      "src/model",
      "src/config",
      "src/plan",
      "src/project",
      "src/databricks",
      "sandbox",
      "dev/toolchain",
    ],
    packages: ["yaml"],
  },
};
