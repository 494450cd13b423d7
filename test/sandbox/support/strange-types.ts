import fc, { type GeneratorValue } from "fast-check";
import { type DataType, type StructField, writeDataType } from "../../../src/model/data-type.ts";
import { literal } from "../../../src/plan/sql.ts";

/** Choices that a seed makes. */
export class Draw {
  readonly #next: GeneratorValue;

  constructor(next: GeneratorValue) {
    this.#next = next;
  }

  /** A whole number from 0 to `most`. */
  upTo(most: number): number {
    return this.#next(evenly, most);
  }

  /** True so many times of a hundred. */
  chance(percent: number): boolean {
    return this.upTo(99) < percent;
  }

  pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.upTo(choices.length - 1)];
    if (chosen === undefined) throw new Error("there is nothing to choose from");
    return chosen;
  }

  /** Some of them, in another order. */
  some<T>(choices: readonly T[], most: number): readonly T[] {
    const left = [...choices];
    const count = Math.min(left.length, this.upTo(most));
    return Array.from({ length: count }, () => left.splice(this.upTo(left.length - 1), 1)).flat();
  }
}

/** Without it, small numbers come more often. */
function evenly(most: number): fc.Arbitrary<number> {
  return fc.noBias(fc.nat({ max: most }));
}

const NAMES =
  "id a B Mixed select 1 2nd größe 表 a_b element key value _x from a`b x.y d.e.f naïve order `tick".split(
    " ",
  );
/** Delta takes these with column mapping alone. */
const MAPPED_NAMES = ["a b", "p,q", "(r)", "s=t", "u;v", "{w}", " lead"];

/** A name that is none of these, whatever its case. */
export function drawName(draw: Draw, taken: readonly string[], isMapped: boolean): string {
  const free = [...NAMES, ...(isMapped ? [...MAPPED_NAMES, ...MAPPED_NAMES] : [])].filter(
    (name) => !taken.some((other) => other.toLowerCase() === name.toLowerCase()),
  );
  return free.length === 0 ? `more_${taken.length}` : draw.pick(free);
}

const PLAIN =
  "tinyint smallint int bigint float double string boolean date timestamp timestamp_ntz binary variant".split(
    " ",
  );

export function drawLeaf(draw: Draw, depth = 0): DataType {
  const kind = draw.upTo(9);
  // Spark reads few of those within another type.
  if (kind === 0 && (depth === 0 || draw.chance(20)))
    return { kind: draw.pick(["char", "varchar"] as const), length: 3 + draw.upTo(9) };
  if (kind <= 2) {
    const precision = 1 + draw.upTo(37);
    return { kind: "decimal", precision, scale: draw.upTo(Math.min(precision, 12)) };
  }
  return { kind: "plain", name: draw.pick(PLAIN) };
}

export function drawType(draw: Draw, isMapped: boolean, depth = 0): DataType {
  const kind = depth >= 3 ? 9 : draw.upTo(depth === 0 ? 9 : 7);
  if (kind === 0) return { kind: "array", element: drawType(draw, isMapped, depth + 1) };
  if (kind === 1) {
    const key = { kind: "plain", name: draw.pick(["string", "int", "date"]) } as const;
    return { kind: "map", key, value: drawType(draw, isMapped, depth + 1) };
  }
  if (kind <= 3) return { kind: "struct", fields: drawFields(draw, isMapped, depth) };
  return drawLeaf(draw, depth);
}

function drawFields(draw: Draw, isMapped: boolean, depth: number): readonly StructField[] {
  const fields: StructField[] = [];
  for (let count = 1 + draw.upTo(2); count > 0; count -= 1) {
    fields.push(
      drawField(
        draw,
        fields.map(({ name }) => name),
        { isMapped, depth },
      ),
    );
  }
  return fields;
}

export function drawField(
  draw: Draw,
  taken: readonly string[],
  { isMapped, depth }: { readonly isMapped: boolean; readonly depth: number },
): StructField {
  return {
    name: drawName(draw, taken, isMapped),
    type: drawType(draw, isMapped, depth + 1),
    // Delta takes no NOT NULL within an array or a map, and this may stand in one.
    nullable: depth > 0 || !draw.chance(10),
    ...(draw.chance(10) ? { comment: drawText(draw) } : {}),
  };
}

const TEXTS = ["", "x", "it's", "12", "2024-02-29", "ä\\n", "true", "-7", '"q"', "a\nb"];

export function drawText(draw: Draw): string {
  return draw.pick(TEXTS);
}

const DATES = ["2024-02-29", "1970-01-01", "1582-10-04", "9999-12-31"];
const MOMENTS = ["2024-02-29 12:34:56.789", "1970-01-01 00:00:00", "2001-01-01 00:00:00"];

/** A SQL expression of that type. */
export function drawValue(draw: Draw, type: DataType, nullable = true): string {
  if (nullable && draw.chance(15)) return `CAST(NULL AS ${writeDataType(storedAs(type))})`;
  switch (type.kind) {
    case "plain":
      return plainValue(draw, type.name);
    case "decimal": {
      const digits = draw.chance(50) ? Math.min(3, type.precision) : type.precision;
      const number = "1234567890".repeat(4).slice(0, digits);
      const point = Math.max(0, number.length - type.scale);
      return `CAST('${number.slice(0, point) || "0"}.${number.slice(point).padStart(type.scale, "0") || "0"}' AS ${writeDataType(type)})`;
    }
    case "char":
    case "varchar":
      return literal(drawText(draw).slice(0, type.length));
    case "array": {
      const values = draw.some([1, 2, 3], 3).map(() => drawValue(draw, type.element));
      return values.length === 0
        ? `CAST(array() AS ${writeDataType(storedAs(type))})`
        : `array(${values.join(", ")})`;
    }
    case "map":
      return `map(${drawValue(draw, type.key, false)}, ${drawValue(draw, type.value)})`;
    case "struct": {
      const parts = type.fields.map(
        (field) => `${literal(field.name)}, ${drawValue(draw, field.type, field.nullable)}`,
      );
      return `named_struct(${parts.join(", ")})`;
    }
  }
}

function plainValue(draw: Draw, name: string): string {
  switch (name) {
    case "string":
      return literal(drawText(draw));
    case "boolean":
      return draw.pick(["true", "false"]);
    case "date":
      return `DATE'${draw.pick(DATES)}'`;
    case "timestamp":
    case "timestamp_ntz":
      return `${name.toUpperCase()}'${draw.pick(MOMENTS)}'`;
    case "binary":
      return draw.pick(["X''", "X'00FF'", "X'4142'"]);
    case "variant":
      return `parse_json('${draw.pick(['{"a":1}', "[1,2]", "null", '"x"', "3"])}')`;
    case "float":
    case "double":
      return `CAST(${draw.pick(["1.5", "-0.25", "0", "1024"])} AS ${name})`;
    default:
      return `CAST(${draw.pick(["0", "7", "-128", "127"])} AS ${name})`;
  }
}

/** The type of its values: CAST knows no length of a text, and no NOT NULL within. */
function storedAs(type: DataType): DataType {
  switch (type.kind) {
    case "char":
    case "varchar":
      return { kind: "plain", name: "string" };
    case "array":
      return { ...type, element: storedAs(type.element) };
    case "map":
      return { ...type, key: storedAs(type.key), value: storedAs(type.value) };
    case "struct":
      return {
        ...type,
        fields: type.fields.map(({ name, type: inner }) => ({ name, type: storedAs(inner), nullable: true })),
      };
    case "plain":
    case "decimal":
      return type;
  }
}
