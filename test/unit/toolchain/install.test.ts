import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { checksumOf } from "../../../dev/toolchain/download.ts";
import { findRelease, install, pinnedChecksums } from "../../../dev/toolchain/install.ts";
import { readVersions } from "../../../dev/toolchain/versions.ts";
import { temporaryFolder } from "./folder.ts";
import { writeProgram } from "./programs.ts";

const VERSIONS = { pulumi: "3.259.0", languageHost: "3.66.0", provider: "1.110.0", builtProvider: "1.110.0" };
const PLATFORM = "linux-x64";
const ARCHIVE = "pulumi-v3.259.0-linux-x64.tar.gz";

/** A site with one release, as Pulumi's own lays it out; its `pulumi` installs the plugin asked of it. */
function release(): { readonly archive: Buffer; readonly sha256: string } {
  const folder = temporaryFolder();
  const install = 'd="$PULUMI_HOME/plugins/$3-$4-v$5"; mkdir -p "$d"; cp "$0" "$d/pulumi-$3-$4"';
  writeProgram(join(folder, "pulumi", "pulumi"), install);
  writeProgram(join(folder, "pulumi", "pulumi-language-nodejs"), "");
  execFileSync("tar", ["-czf", join(folder, ARCHIVE), "-C", folder, "pulumi"]);
  const archive = readFileSync(join(folder, ARCHIVE));
  return { archive, sha256: createHash("sha256").update(archive).digest("hex") };
}

async function serve(files: Readonly<Record<string, string | Buffer>>): Promise<string> {
  const server = createServer((request, response) => {
    const content = files[request.url ?? ""];
    response.writeHead(content === undefined ? 404 : 200).end(content);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const sums = (sha256: string): Record<string, string> => ({
  "/pulumi-3.259.0-checksums.txt": `${"0".repeat(64)}  pulumi-v3.259.0-darwin-arm64.tar.gz\n${sha256}  ${ARCHIVE}\n`,
});

test("downloads, checks and unpacks a release, and lets it install the plugin", async () => {
  const { archive, sha256 } = release();
  const site = await serve({ ...sums(sha256), [`/${ARCHIVE}`]: archive });
  const found = await findRelease(
    { platform: PLATFORM, versions: VERSIONS, site },
    `${sha256}  ${ARCHIVE}\n`,
  );
  expect(found).toEqual({ url: `${site}/${ARCHIVE}`, sha256 });
  const folder = join(temporaryFolder(), "official");
  const options = { folder, platform: PLATFORM, versions: VERSIONS, report: () => undefined, site };
  const programs = await install({ url: `${site}/${ARCHIVE}`, sha256 }, options);
  expect(programs).toEqual({
    bin: join(folder, "bin"),
    home: join(folder, "home"),
    manifest: { pulumi: "3.259.0", provider: "1.110.0" },
  });
  expect(
    existsSync(join(folder, "home/plugins/resource-databricks-v1.110.0/pulumi-resource-databricks")),
  ).toBe(true);
});

test("refuses an archive that is not what this repository expects, whatever its server says of it", async () => {
  const { archive, sha256 } = release();
  const site = await serve({ ...sums(sha256), [`/${ARCHIVE}`]: archive });
  const folder = join(temporaryFolder(), "official");
  const options = { folder, platform: PLATFORM, versions: VERSIONS, report: () => undefined, site };
  const found = await findRelease({ platform: PLATFORM, versions: VERSIONS, site });
  if ("unreachable" in found) throw new Error(found.unreachable);
  await expect(install(found, options)).rejects.toThrow("is not what this repository's checksum says");
  expect(existsSync(folder)).toBe(false);
});

test("says why a site is out of reach", async () => {
  const closed = await findRelease({ platform: PLATFORM, versions: VERSIONS, site: "http://127.0.0.1:9" });
  expect(closed).toEqual({ unreachable: expect.stringMatching(/ECONNREFUSED|bad port/) as string });
  const empty = await findRelease({ platform: PLATFORM, versions: VERSIONS, site: await serve({}) });
  expect(empty).toEqual({ unreachable: "it answers 404" });
});

test("says that nobody vouches for the archive of this platform", async () => {
  const site = await serve(sums("a".repeat(64)));
  const found = await findRelease({ platform: "linux-riscv64", versions: VERSIONS, site });
  expect(found).toEqual({
    unreachable: "dev/toolchain/pulumi-checksums.txt has no pulumi-v3.259.0-linux-riscv64.tar.gz",
  });
});

test("the version that is installed has a checksum on every platform", () => {
  const { pulumi } = readVersions();
  for (const platform of ["darwin-x64", "darwin-arm64", "linux-arm64", "linux-x64"]) {
    expect(checksumOf(pinnedChecksums(), `pulumi-v${pulumi}-${platform}.tar.gz`)).toMatch(/^[0-9a-f]{64}$/);
  }
});

test("reads both forms of a checksum list", () => {
  const sum = "ab".repeat(32);
  expect(checksumOf(`${sum}  a.tar.gz\n`, "a.tar.gz")).toBe(sum);
  expect(checksumOf(`${sum} *a.tar.gz\n`, "a.tar.gz")).toBe(sum);
  expect(checksumOf(`nonsense  a.tar.gz\n`, "a.tar.gz")).toBeUndefined();
});
