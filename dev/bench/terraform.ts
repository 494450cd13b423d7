import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { SANDBOX } from "../start/places.ts";
import { cacheFolder } from "../toolchain/cache.ts";
import { run } from "../toolchain/run.ts";

/** OpenTofu and the Databricks provider for it, over the same upstream as the Pulumi plugin that is built here. */
export interface Terraform {
  readonly tofu: string;
  /** Holds `terraform-provider-databricks`. */
  readonly providers: string;
}

const PROGRAMS = [
  { module: "tofu", package: "github.com/opentofu/opentofu/cmd/tofu", name: "tofu" },
  {
    module: "databricks",
    package: "github.com/databricks/terraform-provider-databricks",
    name: "terraform-provider-databricks",
  },
] as const;

/** Everything Go writes stays in the cache folder. */
const GO = {
  CGO_ENABLED: "0",
  GOWORK: "off",
  GOMODCACHE: join(cacheFolder(), "bench", "modules"),
  GOCACHE: join(cacheFolder(), "bench", "compiled"),
};

/** Builds both from Go modules into the user's cache, in about ten minutes; Go builds nothing twice. */
export async function ensureTerraform(report: (line: string) => void): Promise<Terraform> {
  const bin = join(cacheFolder(), "bench", "bin");
  mkdirSync(bin, { recursive: true });
  for (const program of PROGRAMS) {
    report(`building ${program.name} from Go modules, minutes the first time …`);
    const cwd = fileURLToPath(new URL(`terraform/${program.module}`, import.meta.url));
    const args = [
      "build",
      "-mod=readonly",
      "-modcacherw",
      "-buildvcs=false",
      "-trimpath",
      "-ldflags",
      "-s -w",
    ];
    const env = { ...process.env, ...GO };
    await run("go", [...args, "-o", join(bin, program.name), program.package], { cwd, env });
  }
  return { tofu: join(bin, "tofu"), providers: bin };
}

export interface TerraformProjectOptions {
  /** Folder under `.sandbox/bench`. */
  readonly name: string;
  readonly terraform: Terraform;
  /** Full names of the tables. */
  readonly tables: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
  readonly url: string;
}

/** A Terraform configuration with one `databricks_sql_table` a table. */
export class TerraformProject {
  readonly #directory: string;
  readonly #terraform: Terraform;
  readonly #env: NodeJS.ProcessEnv;

  constructor({ name, terraform, tables, properties, url }: TerraformProjectOptions) {
    this.#terraform = terraform;
    this.#directory = join(SANDBOX, "bench", name);
    rmSync(this.#directory, { recursive: true, force: true });
    mkdirSync(this.#directory, { recursive: true });
    const settings = join(this.#directory, "cli.tfrc");
    writeFileSync(settings, cliSettings(terraform.providers));
    writeFileSync(
      join(this.#directory, "main.tf"),
      [PROVIDER, ...tables.map(sqlTable(properties))].join("\n"),
    );
    this.#env = {
      ...process.env,
      TF_CLI_CONFIG_FILE: settings,
      DATABRICKS_HOST: url,
      DATABRICKS_TOKEN: "bench",
    };
  }

  /**
   * @param env variables beside those of the process
   * @returns seconds of wall time
   */
  async plan(env: NodeJS.ProcessEnv = {}): Promise<number> {
    const started = performance.now();
    const args = ["plan", "-input=false", "-no-color"];
    await run(this.#terraform.tofu, args, {
      cwd: this.#directory,
      env: { ...this.#env, ...env },
    });
    return (performance.now() - started) / 1000;
  }
}

/** With an override no provider is looked up or installed, so that `plan` runs without `init`. */
function cliSettings(providers: string): string {
  return `provider_installation {
  dev_overrides { "databricks/databricks" = ${JSON.stringify(providers)} }
  direct {}
}
`;
}

const PROVIDER = `terraform {
  required_providers { databricks = { source = "databricks/databricks" } }
}
`;

function sqlTable(properties: Readonly<Record<string, string>>): (table: string) => string {
  return (table) => {
    const [catalog = "", schema = "", name = ""] = table.split(".");
    return `resource "databricks_sql_table" "${name}" {
  catalog_name       = "${catalog}"
  schema_name        = "${schema}"
  name               = "${name}"
  table_type         = "MANAGED"
  data_source_format = "DELTA"
  properties         = ${JSON.stringify(properties)}
  column {
    name = "id"
    type = "bigint"
  }
}
`;
  };
}
