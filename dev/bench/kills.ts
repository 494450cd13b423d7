import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { main } from "../start/steps.ts";
import { Campaign, type Kill, type Victim } from "../../test/sandbox/support/kills.ts";
import { testFolder } from "../../test/sandbox/support/workspace.ts";
import { table } from "./rounds.ts";

const VICTIMS: readonly Victim[] = ["jvm", "worker", "server"];

// npm run bench:kills -- [--kills 100] [--seed 1]: kills Spark's JVM, the process above it and the server in turn, at
// random moments of statements that write, and looks after each whether the next start works, every row that was
// acknowledged is there and nothing is half-made. Ends with 1 when anything is not as it must be.
await main(async () => {
  const { values } = parseArgs({ options: { kills: { type: "string" }, seed: { type: "string" } } });
  const seed = Number(values.seed ?? 1);
  const folder = testFolder("kills");
  const campaign = new Campaign(join(folder, "home"), seed);
  const done: Kill[] = [];
  try {
    await campaign.start();
    while (done.length < Number(values.kills ?? 100)) {
      const kill = await campaign.kill(VICTIMS[done.length % VICTIMS.length] ?? "jvm");
      done.push(kill);
      process.stderr.write(
        `${done.length} ${kill.victim}, ${kill.startSeconds.toFixed(1)} s, during ${kill.during.join("; ")}: ${kill.faults.join("; ") || "well"}\n`,
      );
    }
  } finally {
    await campaign.stop();
  }
  const faults = done.flatMap((kill) => kill.faults);
  const rows = VICTIMS.map((victim) => {
    const these = done.filter((kill) => kill.victim === victim);
    const seconds = these.map((kill) => kill.startSeconds).sort((a, b) => a - b);
    const wrong = these.filter((kill) => kill.faults.length > 0).length;
    const at = (share: number): string => (seconds[Math.floor(share * (seconds.length - 1))] ?? 0).toFixed(1);
    return [victim, these.length, wrong, at(0.5), at(1)];
  });
  process.stdout.write(
    table([["killed", "times", "not as it must be", "seconds to start, median", "longest"], ...rows]),
  );
  if (faults.length > 0) process.exitCode = 1;
  // What went wrong is worth keeping.
  else rmSync(folder, { recursive: true });
});
