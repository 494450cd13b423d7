import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  optionsOf,
  recorded,
  recordingOf,
  reviewScenario,
  scenarioNames,
  SCENARIOS,
  sideOf,
} from "./review-scenario.ts";
import { ReviewProgram } from "./reviews.ts";

// npm run record:reviews [-- NAME …]: deploys what is before the scenarios to a workspace of its own, keeps what the
// real engine then prints for each, and writes the review of it; both are read in the diff before they are committed.
const wanted = process.argv.slice(2);
const names = scenarioNames().filter((name) => wanted.length === 0 || wanted.includes(name));
const base = sideOf("base", "before");
const program = await ReviewProgram.open("record-reviews");
try {
  let before = base;
  for (const name of names) {
    const { stacks, deployed, "changed-outside": changes } = optionsOf(name);
    const own = sideOf(name, "before");
    if (JSON.stringify(own) !== JSON.stringify(before)) await program.deploy((before = own), "dev");
    for (const stack of deployed) await program.deploy(sideOf(name, "before", stack), stack);
    for (const statement of changes) await program.sandbox.sql(statement);
    for (const stack of stacks) writeFileSync(recordingOf(name, stack), await program.preview(name, stack));
    if (changes.length > 0) await program.deploy(before, "dev", "--refresh");
    const { markdown } = await reviewScenario(name, recorded(name));
    writeFileSync(join(SCENARIOS, name, "expected.md"), markdown);
    process.stderr.write(`${name}\n`);
  }
} finally {
  await program.close();
}
