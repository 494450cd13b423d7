import { join, relative } from "node:path";
import { packNpm } from "./npm-package.ts";
import type { Packed } from "./pack.ts";
import { packPlugin } from "./plugin.ts";
import { packPolicyPack } from "./policy-pack.ts";

const shown = (path: string) => relative(process.cwd(), path);

const PARTS: Readonly<
  Record<string, { pack: (out: string) => Promise<Packed>; next?: (packed: Packed) => string }>
> = {
  npm: { pack: packNpm },
  plugin: {
    pack: packPlugin,
    next: ({ version, archive }) =>
      `Install it on a machine with\n  pulumi plugin install resource lakewright ${version} --file ${shown(archive)}`,
  },
  "policy-pack": {
    pack: packPolicyPack,
    next: ({ program }) =>
      `Unpacked, it holds any Pulumi program against the rules with\n  pulumi preview --policy-pack ${program}`,
  },
};

const part = PARTS[process.argv[2] ?? ""];
if (part === undefined) {
  console.error(`name what to pack: ${Object.keys(PARTS).join(" or ")}`);
  process.exitCode = 2;
} else {
  const packed = await part.pack(join(import.meta.dirname, "..", "..", "dist"));
  const size = `${Math.round(packed.bytes / 1000)} kB`;
  if (part.next === undefined) {
    // For other programs: nothing else goes to standard output.
    console.error(size);
    console.log(packed.archive);
  } else console.log(`${shown(packed.archive)}, ${size}\n\n${part.next(packed)}`);
}
