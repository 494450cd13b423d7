import { acceptanceIn } from "./acceptance-comment.ts";
import type { Fact } from "./facts.ts";
import { type Fragment, placeAt } from "./fragment.ts";

/** The keys that a script launches Spark with: `--conf key=value`. */
export function readShell(from: Fragment): readonly Fact[] {
  const comments = [...from.text.matchAll(/(?:^|\s)#[^\n]*/g)].flatMap(({ index, 0: text }) =>
    acceptanceIn(from, text, index),
  );
  const lines = [...from.text.matchAll(/^(?![^\S\n]*#)[^\n]+$/gm)];
  const confs = lines.flatMap((line) =>
    [...line[0].matchAll(ARGUMENT)].flatMap(({ index, 1: double, 2: single, 3: bare }): readonly Fact[] => {
      const argument = double ?? single ?? (bare ?? "").replaceAll(/["']/g, "");
      const [, key, value = ""] = /^(spark\.[\w.-]+)=(.*)$/.exec(argument) ?? [];
      if (key === undefined) return [];
      // In single quotes a dollar is one.
      const known = single === undefined && /[$`]/.test(value) ? undefined : value;
      const entry = { key, value: known, at: placeAt(from, line.index + index) };
      return [{ kind: "conf", setAt: "launch", group: "script", entry }];
    }),
  );
  return [...comments, ...confs];
}

const ARGUMENT = /--conf[=\s]+(?:"([^"\n]*)"|'([^'\n]*)'|((?:"[^"\n]*"|'[^'\n]*'|[^\s"'\\])+))/g;
