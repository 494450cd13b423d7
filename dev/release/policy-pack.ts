import { pack, type Packed } from "./pack.ts";

/**
 * The rules as `--policy-pack` takes them: the path of an executable. A folder with a `PulumiPolicy.yaml` would need
 * `node_modules` beside it and a language host to start it.
 */
export function packPolicyPack(out: string): Promise<Packed> {
  return pack(out, {
    source: "src/policy",
    folder: "policy-pack-lakewright",
    archive: "pulumi-policy-pack-lakewright",
    program: "pulumi-analyzer-lakewright",
  });
}
