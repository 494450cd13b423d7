import ts from "typescript";
import type { Edit } from "../report.ts";
import { objectsWith, parseSource, propertyOf, splice } from "./source.ts";
import { NotEditable } from "./table-source.ts";

/**
 * The file of Spark conf with other values; the reasons stay, for a person to look at.
 * @throws NotEditable where a key does not stand there as `{ key, value, why }`
 */
export function editSparkConf(
  text: string,
  edits: readonly Extract<Edit, { readonly in: "sparkConf" }>[],
): string {
  const source = parseSource(text);
  return splice(
    text,
    edits.map(({ key, value }) => {
      const [entry] = objectsWith(source, "key", key);
      const old = entry === undefined ? undefined : propertyOf(entry, "value")?.initializer;
      if (old === undefined || !ts.isExpression(old)) {
        throw new NotEditable(`the file of Spark conf has no { key: "${key}", value: … }`);
      }
      return { from: old.getStart(), to: old.end, text: JSON.stringify(value) };
    }),
  );
}
