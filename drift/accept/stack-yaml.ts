import { parseDocument } from "yaml";
import type { Edit } from "../report.ts";

/**
 * A stack's file with other settings; comments, order and style stay.
 * @param key under which the file holds the settings, such as `kineo-lakehouse:settings`
 */
export function editSettings(
  text: string,
  edits: readonly Extract<Edit, { readonly in: "settings" }>[],
  key: string,
): string {
  const document = parseDocument(text);
  for (const { path, value } of edits) document.setIn(["config", key, ...path], value);
  return document.toString({ lineWidth: 0 });
}
