// Publishes a folder as a start would: publish-child.ts FOLDER LOG GATE. Appends to LOG what happens, and is not done
// before the file GATE exists.
import { appendFileSync, existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { readPrograms } from "../../../dev/toolchain/cache.ts";
import { publish } from "../../../dev/toolchain/publish.ts";
import { PROVIDER, writePrograms } from "../../unit/toolchain/programs.ts";

const [folder = "", log = "", gate = ""] = process.argv.slice(2);

await publish({
  folder,
  stale: 2_000,
  read: readPrograms,
  report: (line) => {
    appendFileSync(log, `${line}\n`);
  },
  make: async ({ out }) => {
    writePrograms(out);
    appendFileSync(log, "making\n");
    while (!existsSync(gate)) await sleep(20);
    appendFileSync(log, "made\n");
    return { pulumi: "3.259.0", provider: PROVIDER };
  },
});
appendFileSync(log, "ready\n");
