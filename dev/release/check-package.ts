import { readFile } from "node:fs/promises";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { formatMessage } from "publint/utils";

/** Ways of looking for types that know no `exports`, or that an ES module is not for. */
const OTHERS = ["node10", "node16-cjs"];

/**
 * Holds a tarball against what Node, bundlers and TypeScript make of its package.json.
 * @throws Error with everything that is wrong
 */
export async function checkTarball(archive: string, folder: string): Promise<void> {
  const bytes = await readFile(archive);
  const faults = [...(await publintFaults(folder)), ...(await typeFaults(bytes))];
  if (faults.length > 0) throw new Error(`${archive}:\n${faults.join("\n")}`);
}

async function publintFaults(folder: string): Promise<readonly string[]> {
  const { messages, pkg } = await publint({ pkgDir: folder, pack: "npm", strict: true });
  return messages
    .filter(({ type }) => type !== "suggestion")
    .map((message) => `publint: ${formatMessage(message, pkg) ?? message.code}`);
}

async function typeFaults(bytes: Uint8Array): Promise<readonly string[]> {
  const result = await checkPackage(createPackageFromTarballData(new Uint8Array(bytes)), {
    excludeEntrypoints: ["./package.json"],
  });
  if (result.types === false) return ["attw: the package has no types"];
  return result.problems
    .filter((problem) => !("resolutionKind" in problem && OTHERS.includes(problem.resolutionKind)))
    .map((problem) => `attw: ${JSON.stringify(problem)}`);
}
