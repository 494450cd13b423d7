import { readFileSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { binFolder, homeFolder, readPrograms, type Manifest, type Programs } from "./cache.ts";
import { checksumOf, download, probe, throughProxy } from "./download.ts";
import { Interrupted, messageOf, ToolchainError } from "./error.ts";
import { publish } from "./publish.ts";
import { run } from "./run.ts";
import type { Versions } from "./versions.ts";

/** Pulumi's own site, the one its install script downloads from. */
export const PULUMI_SITE = "https://get.pulumi.com/releases/sdk";

export interface InstallOptions {
  readonly folder: string;
  readonly platform: string;
  readonly versions: Versions;
  readonly report: (line: string) => void;
  /** @default PULUMI_SITE */
  readonly site?: string;
}

export interface Release {
  readonly url: string;
  readonly sha256: string;
}

/** What each archive must hash to: who serves an archive must not be who vouches for it. */
export function pinnedChecksums(): string {
  return readFileSync(join(import.meta.dirname, "pulumi-checksums.txt"), "utf8");
}

/**
 * Where the release for this platform lies and what it hashes to, or why it cannot be had.
 * @param checksums hashes as `sha256sum` writes them. @default those of this repository
 */
export async function findRelease(
  options: Pick<InstallOptions, "platform" | "versions" | "site">,
  checksums = pinnedChecksums(),
): Promise<Release | { readonly unreachable: string }> {
  const { platform, versions, site = PULUMI_SITE } = options;
  const archive = `pulumi-v${versions.pulumi}-${platform}.tar.gz`;
  const sha256 = checksumOf(checksums, archive);
  if (sha256 === undefined) return { unreachable: `dev/toolchain/pulumi-checksums.txt has no ${archive}` };
  const answer = await throughProxy(() => probe(`${site}/pulumi-${versions.pulumi}-checksums.txt`));
  return "unreachable" in answer ? answer : { url: `${site}/${archive}`, sha256 };
}

/** Downloads Pulumi and the official Databricks plugin into `folder`, unless they lie there. */
export function install(release: Release, options: InstallOptions): Promise<Programs> {
  const { folder, report, versions } = options;
  const make = async ({ out, work }: { out: string; work: string }): Promise<Manifest> => {
    await unpack(release, { out, work, report });
    report(`Installing the Databricks plugin ${versions.provider} …`);
    await installPlugin(join(binFolder(out), "pulumi"), homeFolder(out), versions.provider);
    return { pulumi: versions.pulumi, provider: versions.provider };
  };
  return publish({ folder, report, make, read: readPrograms });
}

async function unpack(
  release: Release,
  { out, work, report }: { out: string; work: string; report: (line: string) => void },
): Promise<void> {
  const archive = join(work, "pulumi.tar.gz");
  report(`Downloading ${release.url} …`);
  await throughProxy(() => download({ ...release, file: archive, report }));
  const unpacked = join(out, "unpacked");
  await mkdir(unpacked);
  await run("tar", ["-xzf", archive, "-C", unpacked]);
  await rename(join(unpacked, "pulumi"), binFolder(out));
  await rm(unpacked, { recursive: true });
  await rm(archive);
}

/** @throws ToolchainError when the plugin cannot be fetched */
export async function installPlugin(pulumi: string, home: string, version: string): Promise<void> {
  const env = { ...process.env, PULUMI_HOME: home, PULUMI_SKIP_UPDATE_CHECK: "true" };
  await mkdir(home, { recursive: true });
  const args = ["plugin", "install", "resource", "databricks", version, "--exact"];
  await run(pulumi, args, { env, timeout: 600_000 }).catch((error: unknown) => {
    if (error instanceof Interrupted) throw error;
    throw new ToolchainError(`The Databricks plugin ${version} could not be installed.\n${messageOf(error)}`);
  });
}
