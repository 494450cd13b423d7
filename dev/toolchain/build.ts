import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { binFolder, homeFolder, pluginFolder, readPrograms, type Manifest, type Programs } from "./cache.ts";
import { checkServes, checkVersion } from "./check.ts";
import { compilePrograms, goEnvironment, type GoProgram } from "./go.ts";
import { publish } from "./publish.ts";
import { run } from "./run.ts";
import type { Versions } from "./versions.ts";

/** Measured: module cache, build cache and temporary files of one build, in bytes. */
const DISK_NEEDED = 10e9;

const PULUMI_VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** What the three are built of, below `go/`. */
export const MODULES: readonly string[] = ["databricks", "engine", "language"];

/** What is built. The engine comes first: it is by far the longest, and the others use what it compiled. */
function goPrograms(versions: Versions, out: string): readonly GoProgram[] {
  return [
    {
      name: "pulumi",
      module: "engine",
      package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      version: { variable: PULUMI_VERSION_VARIABLE, value: versions.pulumi },
      target: join(binFolder(out), "pulumi"),
    },
    {
      name: "pulumi-language-nodejs",
      module: "language",
      package: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
      version: { variable: PULUMI_VERSION_VARIABLE, value: versions.languageHost },
      target: join(binFolder(out), "pulumi-language-nodejs"),
    },
    {
      name: "pulumi-resource-databricks",
      module: "databricks",
      package: ".",
      version: { variable: "main.version", value: versions.builtProvider },
      target: join(pluginFolder(homeFolder(out), versions.builtProvider), "pulumi-resource-databricks"),
    },
  ];
}

export interface BuildOptions {
  readonly folder: string;
  readonly versions: Versions;
  readonly report: (line: string) => void;
}

/** Builds the three programs into `folder`, unless they lie there. */
export function build({ folder, versions, report }: BuildOptions): Promise<Programs> {
  const keepWork = process.env["LAKEWRIGHT_KEEP_GO_CACHE"] === "1";
  const make = async ({ out, work }: { out: string; work: string }): Promise<Manifest> => {
    const programs = goPrograms(versions, out);
    await compilePrograms(programs, { work, disk: DISK_NEEDED, report });
    await writeSchema(programs, goEnvironment(work));
    await checkPrograms(programs, versions);
    return { pulumi: versions.pulumi, provider: versions.builtProvider };
  };
  return publish({ folder, report, make, keepWork, read: readPrograms });
}

async function writeSchema(programs: readonly GoProgram[], env: NodeJS.ProcessEnv): Promise<void> {
  const plugin = find(programs, "pulumi-resource-databricks");
  const folder = dirname(plugin);
  await run(plugin, ["--write-schema", folder], { cwd: folder, env, timeout: 120_000 });
  // The generator leaves a project file for the SDK it believes it makes.
  await rm(join(folder, "Pulumi.yaml"), { force: true });
}

/** A program that does not start, or says another version, must not get into the cache. */
async function checkPrograms(programs: readonly GoProgram[], versions: Versions): Promise<void> {
  const plugin = find(programs, "pulumi-resource-databricks");
  await checkVersion(find(programs, "pulumi"), ["version"], versions.pulumi);
  await checkVersion(plugin, ["--version"], versions.builtProvider);
  await checkServes(plugin);
}

function find(programs: readonly GoProgram[], name: string): string {
  const program = programs.find((candidate) => candidate.name === name);
  if (program === undefined) throw new Error(`${name} is not among the programs built`);
  return program.target;
}
