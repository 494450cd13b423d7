import { join, relative } from "node:path";
import { packNpm } from "./npm-package.ts";
import type { Packed } from "./pack.ts";
import { packPlugin } from "./plugin.ts";
import { packPolicyPack } from "./policy-pack.ts";

const shown = (path: string) => relative(process.cwd(), path);

interface Part {
  readonly packed: Packed;
  /** What to do with it; where there is none, the path is for other programs. */
  readonly next?: string;
}

const PARTS: Readonly<Record<string, (out: string) => Promise<Part>>> = {
  npm: async (out) => ({ packed: await packNpm(out) }),
  plugin: async (out) => {
    const packed = await packPlugin(out);
    const { version, archive, published } = packed;
    const next = [
      `Install it on a machine with\n  pulumi plugin install resource lakewright ${version} --file ${shown(archive)}`,
      `The release v${version} has it under the names that Pulumi asks for:`,
      ...published.map((path) => `  ${shown(path)}`),
    ];
    return { packed, next: next.join("\n") };
  },
  "policy-pack": async (out) => {
    const packed = await packPolicyPack(out);
    const next = `Unpacked, it holds any Pulumi program against the rules with\n  pulumi preview --policy-pack ${packed.program}`;
    return { packed, next };
  },
};

const make = PARTS[process.argv[2] ?? ""];
if (make === undefined) {
  console.error(`name what to pack: ${Object.keys(PARTS).join(" or ")}`);
  process.exitCode = 2;
} else {
  const { packed, next } = await make(join(import.meta.dirname, "..", "..", "dist"));
  const size = `${Math.round(packed.bytes / 1000)} kB`;
  if (next === undefined) {
    // For other programs: nothing else goes to standard output.
    console.error(size);
    console.log(packed.archive);
  } else console.log(`${shown(packed.archive)}, ${size}\n\n${next}`);
}
