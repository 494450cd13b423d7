import { readFileSync } from "node:fs";
import { forge, step } from "./platform.ts";
import { findOwn, markerOf } from "./marker.ts";

// node ci/steps/comment.ts FILE: writes the file under the pull request, over the comment of an earlier run.
await step(async () => {
  const text = readFileSync(process.argv[2] ?? "", "utf8");
  const marker = markerOf(text);
  const platform = forge(process.env);
  const before = await findOwn(await platform.comments(), marker, platform);
  if (before === undefined) {
    await platform.comment(text);
    return "comment written";
  }
  if (before.text === text) return "comment unchanged";
  await platform.editComment(before.id, text);
  return "comment edited";
});
