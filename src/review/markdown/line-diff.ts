import { comparedParts } from "../../text/compared-parts.ts";

/** The lines of two texts, those that only one has with `-` or `+` before them: the longest common sequence stays. */
export function lineDiff(from: string, to: string): readonly string[] {
  return comparedParts(from.split("\n"), to.split("\n")).map(({ side, text }) => `${MARKS[side]}${text}`);
}

const MARKS = { both: " ", from: "-", to: "+" } as const;
