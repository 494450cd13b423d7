import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { type Initialized, initProject, nameFor } from "../init/init.ts";
import type { Template } from "../init/template.ts";
import { UsageError } from "../model/usage-error.ts";
import { print, printJson } from "./print.ts";

const HELP = `
Writes Pulumi.yaml, Pulumi.dev.yaml, Pulumi.sandbox.yaml, pulumi.js, index.ts, lakehouse.ts, tables/ with one example,
tsconfig.json and .gitignore, and the fields that package.json lacks. A file that is there is never written over.`;

export function initCommand(): Command {
  return new Command("init")
    .description("make this folder, new or in use, a project with a lakehouse")
    .argument("[folder]", "where", ".")
    .option("--name <name>", "name of the project and of the lakehouse (default: the folder's)")
    .option("--json", "what was written, as JSON")
    .addHelpText("after", HELP)
    .action((folder: string, { name, json }: { name?: string; json?: true }) => {
      const root = resolve(folder);
      if (name !== undefined && !/^[A-Za-z][A-Za-z0-9-]{0,62}$/.test(name)) {
        throw new UsageError(
          `--name ${name}: letters, digits and hyphens, starting with a letter, at most 63`,
        );
      }
      mkdirSync(root, { recursive: true });
      const done = initProject(root, { name: name ?? nameFor(root), ...dependencies() });
      if (json === true) printJson(done);
      else print(text(done, folder));
    });
}

interface Manifest {
  readonly version: string;
  /** In a package; a clone has them among what it develops with. */
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

function ownManifest(): Manifest {
  const file = join(import.meta.dirname, "..", "..", "package.json");
  return JSON.parse(readFileSync(file, "utf8")) as Manifest;
}

export function ownVersion(): string {
  return ownManifest().version;
}

/** The program has the SDKs of its own, in the one copy that this package uses too. */
function dependencies(): Pick<Template, "dependencies" | "devDependencies"> {
  const { version, peerDependencies = {} } = ownManifest();
  const those = (isWanted: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(peerDependencies).filter(([name]) => isWanted(name)));
  return {
    dependencies: { ...those((name) => name.startsWith("@pulumi/")), lakewright: `^${version}` },
    devDependencies: those((name) => ["prettier", "typescript"].includes(name)),
  };
}

function text({ written, kept, added }: Initialized, folder: string): string {
  const list = (title: string, of: readonly string[]) =>
    of.length === 0 ? [] : [title, ...of.map((one) => `  ${one}`), ""];
  return [
    ...list("Written:", written),
    ...list("Were there, and stay as they are:", kept),
    ...list("Added to package.json:", added),
    "Next:",
    ...(folder === "." ? [] : [`  cd ${folder}`]),
    "  npm install",
    "  npx lakewright doctor            what is still missing for preview and up",
    "  npx lakewright plan --stack dev  everything the stack asks for, from the files alone",
    "  npx lakewright sandbox start     a workspace on this machine, with real Spark and Delta",
    "  npm run up                       the lakehouse on it; npm run preview has nothing to do then",
    "",
  ].join("\n");
}
