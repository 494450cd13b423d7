import { acceptanceIn } from "./acceptance-comment.ts";
import type { Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";

/** Lines of `spark-defaults.conf`, as `java.util.Properties` reads them; Spark leaves other keys than its own alone. */
export function readConfFile(from: Fragment): readonly Fact[] {
  return [...from.text.matchAll(/^[^\S\n]*([^\n]*)$/gm)].flatMap(
    ({ index, 1: line = "" }): readonly Fact[] => {
      if (/^[#!]/.test(line)) return acceptanceIn(from, line, index);
      const [, key, value = ""] = /^(spark\.[^\s=:]+)(?:\s*[=:]\s*|\s+)?(.*)$/.exec(line) ?? [];
      if (key === undefined) return [];
      const known = /\$\{|\{\{/.test(value) ? undefined : value.trim();
      const entry = { key, value: known, at: placeAt(from, index) };
      return [{ kind: "conf", setAt: "launch", group: "file", entry }];
    },
  );
}
