import { writePath } from "../../../src/model/column-path.ts";
import { readDataType } from "../../../src/model/read-data-type.ts";
import { identifier } from "../../../src/model/identifier.ts";
import { columnSql } from "../../../src/plan/sql.ts";
import type { StrangeLayout } from "./strange-layout.ts";
import { type Draw, drawValue } from "./strange-types.ts";

/** What others do to a table; each is one or more statements in their order. */
export function drawHistory(draw: Draw, layout: StrangeLayout): readonly string[] {
  return draw
    .some(
      Object.keys(EVENTS).map((_, at) => at),
      draw.chance(30) ? 0 : 3,
    )
    .flatMap((at) => EVENTS[at]?.(draw, layout) ?? []);
}

type Event = (draw: Draw, layout: StrangeLayout) => readonly string[];

const anyColumn = (draw: Draw, { columns }: StrangeLayout): string =>
  columnSql(writePath([draw.pick(Object.keys(columns))]));

const EVENTS: readonly Event[] = [
  // The table of that name is a clone from now on.
  () => ["ALTER TABLE <T> RENAME TO <T>_src", "CREATE TABLE <T> SHALLOW CLONE <T>_src"],
  () => ["ALTER TABLE <T> RENAME TO <T>_away", "ALTER TABLE <T>_away RENAME TO <T>"],
  (draw) => [`RESTORE TABLE <T> TO VERSION AS OF ${draw.upTo(3)}`],
  () => ["CREATE OR REPLACE TABLE <T> AS SELECT * FROM <T>"],
  () => [
    "CREATE OR REPLACE TABLE <T> (id STRING, b TIMESTAMP_NTZ, others INT) USING DELTA",
    "INSERT INTO <T> VALUES ('x', NULL, 1)",
  ],
  (draw) => [
    `ALTER TABLE <T> SET TBLPROPERTIES ('delta.columnMapping.mode' = '${draw.pick(["name", "none"])}')`,
  ],
  () => ["ALTER TABLE <T> UNSET TBLPROPERTIES IF EXISTS ('delta.columnMapping.mode')"],
  () => ["OPTIMIZE <T>"],
  (draw) => [
    `ALTER TABLE <T> DROP FEATURE ${draw.pick(["columnMapping", "deletionVectors", "typeWidening", "clustering", "checkConstraints", "appendOnly"])}`,
  ],
  () => ["ALTER TABLE <T> ADD COLUMNS (theirs INT)", "UPDATE <T> SET theirs = 7"],
  (draw, layout) => {
    const column = anyColumn(draw, layout);
    return [`ALTER TABLE <T> ADD CONSTRAINT c CHECK (${column} IS NULL OR ${column} IS NOT NULL)`];
  },
  (draw, layout) => [`ALTER TABLE <T> ALTER COLUMN ${anyColumn(draw, layout)} SET NOT NULL`],
  (draw, layout) => [`ALTER TABLE <T> ALTER COLUMN ${anyColumn(draw, layout)} DROP NOT NULL`],
  (draw, layout) => [`ALTER TABLE <T> ALTER COLUMN ${anyColumn(draw, layout)} FIRST`],
  (draw, layout) => [
    "ALTER TABLE <T> SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')",
    `ALTER TABLE <T> RENAME COLUMN ${anyColumn(draw, layout)} TO ${identifier("renamed")}`,
  ],
  (draw, layout) => [
    "ALTER TABLE <T> SET TBLPROPERTIES ('delta.columnMapping.mode' = 'name')",
    `ALTER TABLE <T> DROP COLUMN ${anyColumn(draw, layout)}`,
  ],
  (draw, layout) => {
    const [name, { type }] = draw.pick(Object.entries(layout.columns));
    return [
      "ALTER TABLE <T> SET TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')",
      `ALTER TABLE <T> ALTER COLUMN ${identifier(name)} SET DEFAULT ${drawValue(draw, readDataType(type))}`,
    ];
  },
  (draw, layout) => [
    "ALTER TABLE <T> SET TBLPROPERTIES ('delta.enableTypeWidening' = 'true')",
    `ALTER TABLE <T> ALTER COLUMN ${anyColumn(draw, layout)} TYPE ${draw.pick(["BIGINT", "STRING", "DOUBLE"])}`,
  ],
  (draw, layout) => [`ALTER TABLE <T> CLUSTER BY (${anyColumn(draw, layout)})`],
  () => ["ALTER TABLE <T> CLUSTER BY NONE"],
  (draw, layout) => [`DELETE FROM <T> WHERE ${anyColumn(draw, layout)} IS NULL`],
  () => ["INSERT INTO <T> SELECT * FROM <T>"],
  () => ["ALTER TABLE <T> SET TBLPROPERTIES ('delta.appendOnly' = 'true')"],
  () => ["ALTER TABLE <T> SET TBLPROPERTIES ('lakewright.managedBy' = 'other/prod/gold.t')"],
];
