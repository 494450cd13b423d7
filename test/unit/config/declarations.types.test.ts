import { expectTypeOf, test } from "vitest";
import type { z } from "zod";
import type { acceptedSchema } from "../../../src/config/accepted.ts";
import type { lakehouseSchema, sparkConfSchema } from "../../../src/config/declarations/lakehouse.ts";
import type {
  materializedViewSchema,
  refreshFields,
} from "../../../src/config/declarations/materialized-view.ts";
import type {
  columnFields,
  layoutFields,
  propertiesSchema,
  tableSchema,
} from "../../../src/config/declarations/table.ts";
import type { DELTA_PROPERTY_KINDS } from "../../../src/model/properties.ts";
import type {
  Accepted,
  Bytes,
  ColumnDetails,
  DeltaProperties,
  Interval,
  LakehouseDeclaration,
  Layout,
  View,
  Refresh,
  SparkConfEntry,
  SparkConfGroup,
  Table,
  TableProperties,
} from "../../../src/model/index.ts";

/** Without what zod has no word for: `readonly`, and whether an optional field may hold `undefined`. */
type Plain<T> = T extends object ? { -readonly [Key in keyof T]: Plain<Exclude<T[Key], undefined>> } : T;
/** The fields of any member of a union, each with what any member lets it hold. */
type Fields<T> = {
  [Key in T extends T ? keyof T : never]?: T extends Partial<Record<Key, infer V>> ? V : never;
};
type Held<Kind> = Kind extends keyof Plainly
  ? Plainly[Kind]
  : Kind extends { readonly listOf: readonly (infer Word)[] }
    ? Word[]
    : Kind extends readonly (infer Word)[]
      ? Word
      : never;
interface Plainly {
  boolean: boolean;
  bytes: Bytes;
  columns: string[];
  integer: number;
  interval: Interval;
  text: string;
}
type Out<Schema extends z.ZodType> = Plain<z.output<Schema>>;

test("schemas and types say the same", () => {
  expectTypeOf<Out<typeof tableSchema>>().toEqualTypeOf<Plain<Table>>();
  expectTypeOf<Out<typeof materializedViewSchema>>().toEqualTypeOf<Plain<View>>();
  expectTypeOf<Out<typeof acceptedSchema>>().toEqualTypeOf<Plain<Accepted>>();
  expectTypeOf<Out<typeof propertiesSchema>>().toEqualTypeOf<Plain<TableProperties>>();
  expectTypeOf<keyof z.output<typeof lakehouseSchema>>().toEqualTypeOf<
    Exclude<keyof LakehouseDeclaration, "sparkConfFile">
  >();
  expectTypeOf<keyof z.output<typeof sparkConfSchema>>().toEqualTypeOf<keyof SparkConfGroup>();
  expectTypeOf<keyof z.output<typeof sparkConfSchema>["entries"][number]>().toEqualTypeOf<
    keyof SparkConfEntry
  >();
});

test("what a property holds is said once as a type and once as data, alike", () => {
  type Kinds = typeof DELTA_PROPERTY_KINDS;
  expectTypeOf<{ -readonly [Key in keyof Kinds]: Held<Kinds[Key]> }>().toEqualTypeOf<
    Required<Plain<DeltaProperties>>
  >();
});

test("so do those of which only some fields go together", () => {
  type ObjectOf<T> = Exclude<T, string>;
  expectTypeOf<Plain<Partial<z.output<typeof columnFields>>>>().toEqualTypeOf<Plain<Fields<ColumnDetails>>>();
  expectTypeOf<Plain<z.output<typeof layoutFields>>>().toEqualTypeOf<
    Plain<Fields<ObjectOf<Layout<string>>>>
  >();
  expectTypeOf<Plain<z.output<typeof refreshFields>>>().toEqualTypeOf<Plain<Fields<ObjectOf<Refresh>>>>();
});
