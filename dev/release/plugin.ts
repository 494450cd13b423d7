import { copyFile } from "node:fs/promises";
import { pack, type Packed } from "./pack.ts";

/** In the words of Go, as Pulumi asks a server for them. */
const PLATFORMS = ["darwin-amd64", "darwin-arm64", "linux-amd64", "linux-arm64"];

export interface PackedPlugin extends Packed {
  /** The same archive under the names by which Pulumi downloads it, one a platform: what a release has. */
  readonly published: readonly string[];
}

/**
 * The plugin as `pulumi plugin install --file` takes it. An executable and no `PulumiPlugin.yaml`: with that the engine
 * would run `npm install` at installation, and start a language host before the plugin.
 */
export async function packPlugin(out: string): Promise<PackedPlugin> {
  const packed = await pack(out, {
    source: "src/provider",
    folder: "resource-lakewright",
    archive: "pulumi-resource-lakewright",
    program: "pulumi-resource-lakewright",
  });
  const published = PLATFORMS.map((platform) => packed.archive.replace(/\.tar\.gz$/, `-${platform}.tar.gz`));
  for (const path of published) await copyFile(packed.archive, path);
  return { ...packed, published };
}
