export const ROUNDS = 3;

/** The least of each side's figures; they take turns, so that a slow minute of the machine is everybody's. */
export async function least(sides: readonly (() => number | Promise<number>)[]): Promise<readonly number[]> {
  const figures = sides.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, side] of sides.entries()) figures[at] = Math.min(figures[at] ?? 0, await side());
  }
  return figures;
}

/** A table in Markdown. */
export function table([head = [], ...rows]: readonly (readonly (string | number)[])[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  return `${[line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n")}\n`;
}
