import fc from "fast-check";
import { readDataType } from "../../../src/model/read-data-type.ts";
import { identifier } from "../../../src/model/identifier.ts";
import { changed } from "./strange-changes.ts";
import { drawHistory } from "./strange-history.ts";
import { type Columns, drawLayout, type StrangeLayout } from "./strange-layout.ts";
import { Draw, drawValue } from "./strange-types.ts";

/** What happens to one table; `<T>` in a statement is its name. JSON, so that it can be run again. */
export interface StrangeCase {
  /** Who creates it; a pipeline's table declares no columns later. */
  readonly owner: "stack" | "pipeline";
  readonly first: StrangeLayout;
  readonly rows: readonly string[];
  /** What others do to it meanwhile; the engine may refuse any of it. */
  readonly history: readonly string[];
  readonly second: StrangeLayout;
  /** Which of the scripts that a refusal prints is pasted; none where it is negative. */
  readonly script: number;
}

const anyCase: fc.Arbitrary<StrangeCase> = fc.gen().map((next) => drawCase(new Draw(next)));

/** The cases of a seed; the first ones are the same whatever their number. */
export function strangeCases(seed: number, count: number): readonly StrangeCase[] {
  return fc.sample(anyCase, { seed, numRuns: count });
}

function drawCase(draw: Draw): StrangeCase {
  const isMapped = draw.chance(45);
  const owner = draw.chance(70) ? "stack" : "pipeline";
  const first = drawLayout(draw, isMapped);
  const rows = draw.chance(85) ? [insertion(draw, first.columns)] : [];
  const history = drawHistory(draw, first);
  return { owner, first, rows, history, second: changed(draw, first, isMapped), script: draw.upTo(9) - 3 };
}

function insertion(draw: Draw, columns: Columns): string {
  const given = Object.entries(columns).filter(
    ([, { identity, generatedAs }]) => identity === undefined && generatedAs === undefined,
  );
  if (given.length === 0) return "INSERT INTO <T> DEFAULT VALUES";
  const row = () =>
    given.map(([, { type, nullable }]) => drawValue(draw, readDataType(type), nullable !== false)).join(", ");
  const rows = Array.from({ length: 1 + draw.upTo(2) }, () => `SELECT ${row()}`);
  return `INSERT INTO <T> (${given.map(([name]) => identifier(name)).join(", ")}) ${rows.join(" UNION ALL ")}`;
}
