import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { findOwn, markerOf } from "./marker.ts";
import { forge, step } from "./platform.ts";

const LABEL = "lakewright-drift";

// node ci/steps/issue.ts --title TITLE [--settled] FILE: keeps one open issue for what the file says, and
// closes it once that is settled.
await step(async () => {
  const { values, positionals } = parseArgs({
    options: { title: { type: "string", default: "Drift" }, settled: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const text = readFileSync(positionals[0] ?? "", "utf8");
  const marker = markerOf(text);
  const platform = forge(process.env);
  const open = await findOwn(await platform.issues(LABEL), marker, platform);
  if (open === undefined) {
    if (values.settled) return "no issue is open, and none is needed";
    await platform.openIssue({ title: values.title, text, label: LABEL });
    return "issue opened";
  }
  if (values.settled) {
    await platform.closeIssue(open.id);
    return `issue ${open.id} closed`;
  }
  if (open.text === text) return `issue ${open.id} unchanged`;
  await platform.editIssue(open.id, text);
  return `issue ${open.id} updated`;
});
