/**
 * What Delta's own Z-order does to rows whose columns are uniform and independent of each other. Databricks'
 * implementation is closed; the tendency is that of any bit interleaving.
 */
export interface ZorderedRows {
  readonly rows: number;
  readonly files: number;
  /** Distinct values of each key, in the keys' order. */
  readonly distinct: readonly number[];
}

/** `spark.databricks.io.skipping.mdc.rangeId.max`: each column is cut into at most so many ranges, by rank. */
const RANGES = 1000;

/** Enough for a file's smallest and largest value to settle. */
const ROWS_PER_FILE = 256;

/**
 * How many files an equality filter on each key reads on average: those between whose smallest and largest value
 * the wanted one lies.
 *
 * Delta interleaves the bits of range numbers as they are, not scaled: the numbers of a column with four values
 * fill the lowest two bits, which decide nothing before those of a column with a thousand ranges are used up.
 */
export function filesRead(table: ZorderedRows): readonly number[] {
  const sample = sampleOf(table).sort(alongTheCurve);
  const files = Array.from({ length: table.files }, (_, at) =>
    sample.slice(share(sample.length, at, table.files), share(sample.length, at + 1, table.files)),
  );
  return table.distinct.map((values, key) => {
    const spans = files
      .filter((file) => file.length > 0)
      .map((file) => {
        const [least, most] = bounds(file, key);
        return most - least + 1;
      });
    // Over all values, a file is read once for each value in its span.
    return spans.reduce((sum, span) => sum + span, 0) / values;
  });
}

function share(length: number, at: number, parts: number): number {
  return Math.floor((length * at) / parts);
}

/** A row as its values' ranks and, what the order is made of, their ranges. */
interface Row {
  readonly ranks: readonly number[];
  readonly ranges: readonly number[];
}

function sampleOf({ rows, files, distinct }: ZorderedRows): Row[] {
  const random = generator();
  return Array.from({ length: Math.min(rows, files * ROWS_PER_FILE) }, () => {
    const ranks = distinct.map((values) => Math.floor(random() * values));
    const ranges = ranks.map((rank, key) => {
      const values = distinct[key] ?? 1;
      return values <= RANGES ? rank : Math.floor((rank * RANGES) / values);
    });
    return { ranks, ranges };
  });
}

/** The same numbers every time, so that a finding does not change by itself (mulberry32). */
function generator(): () => number {
  let state = 42;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Order of the interleaved bits without interleaving: the key with the highest differing bit decides, the first of equals. */
function alongTheCurve(a: Row, b: Row): number {
  let [decides, highest] = [0, 0];
  for (const [key, range] of a.ranges.entries()) {
    const differing = range ^ (b.ranges[key] ?? 0);
    // Whether the highest bit of `differing` is above that of `highest`.
    if (highest < differing && highest < (highest ^ differing)) [decides, highest] = [key, differing];
  }
  return (a.ranges[decides] ?? 0) - (b.ranges[decides] ?? 0);
}

function bounds(file: readonly Row[], key: number): readonly [number, number] {
  const ranks = file.map(({ ranks: values }) => values[key] ?? 0);
  return [
    ranks.reduce((least, rank) => Math.min(least, rank), Infinity),
    ranks.reduce((most, rank) => Math.max(most, rank), -Infinity),
  ];
}
