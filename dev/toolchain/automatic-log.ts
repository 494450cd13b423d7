import { rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Keeps Pulumi from its automatic log: a compressed copy of all debug messages of a week, up to 500 MB, which takes a
 * quarter of the engine's work in a preview of many tables. Pulumi has no switch for it, but goes on without where it
 * cannot make the folder. `pulumi -v=9 --logtostderr` still says everything.
 * @param home Pulumi's own folder, as `PULUMI_HOME` names it
 */
export function keepNoAutomaticLog(home: string): void {
  const logs = join(home, "logs");
  if (statSync(logs, { throwIfNoEntry: false })?.isFile() === true) return;
  rmSync(logs, { recursive: true, force: true });
  writeFileSync(
    logs,
    "This file takes the place of the folder in which Pulumi would keep its automatic log.\n",
  );
}
