import { pack, type Packed } from "./pack.ts";

/**
 * The plugin as `pulumi plugin install --file` takes it. An executable and no `PulumiPlugin.yaml`: with that the engine
 * would run `npm install` at installation, and start a language host before the plugin.
 */
export function packPlugin(out: string): Promise<Packed> {
  return pack(out, {
    source: "src/provider",
    folder: "resource-lakewright",
    archive: "pulumi-resource-lakewright",
    program: "pulumi-resource-lakewright",
  });
}
