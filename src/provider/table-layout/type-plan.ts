import type { ColumnPath } from "../../model/column-path.ts";
import { writeDataType } from "../../model/data-type.ts";
import type { ColumnDeclaration } from "../../model/layout.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";
import type { LiveColumn } from "../../databricks/columns.ts";
import type { AddedColumn, Statement } from "../../plan/sql.ts";
import { changeOfType, type TypeChange } from "../../plan/type-change.ts";
import { freeing, migrationOf } from "./column-migrations.ts";
import { sameType } from "./column-types.ts";
import { entryOf } from "./keys.ts";
import type { ManualMigration, MigrationRequest } from "./manual-migration.ts";
import { whyFieldsStay } from "./noted-lengths.ts";
import { rebuilding } from "./rebuild.ts";

/** What one column takes to become as declared. */
export interface OnePlan {
  readonly added?: readonly AddedColumn[];
  readonly properties?: Readonly<Record<string, string>>;
  readonly altered?: readonly Statement[];
  readonly refused?: readonly ManualMigration[];
}

const WIDENING = { "delta.enableTypeWidening": "true" };

/** Fields are added and types widened; what else a type takes to be as declared is refused. */
export function planType(request: MigrationRequest, live: LiveColumn, { type }: ColumnDeclaration): OnePlan {
  const { table } = request.declared;
  const [from, to] = [dataTypeOf(live.type), dataTypeOf(type)];
  if (from === undefined || to === undefined) {
    if (sameType(live.type, type)) return {};
    const what = `column "${live.name}" is ${live.type} and declared ${type}, and one of them is not known here`;
    return { refused: [{ what, instead: `To keep the type, declare ${live.type}.`, ways: [] }] };
  }
  const change = changeOfType(live.name, from, to);
  const { added, widened, nullable, commented } = change;
  const stays = whyFieldsStay(live, change);
  if (stays !== undefined) {
    const what = `column "${live.name}" is ${live.type} and declared ${type}; ${stays}`;
    return { refused: [rebuilding(request, what)] };
  }
  return {
    added: added.map(({ type: added, ...rest }) => ({ ...rest, type: writeDataType(added) })),
    properties: change.needsWidening ? WIDENING : {},
    refused: [
      ...change.refused.map((each) => migrationOf(request, each)),
      ...refusedWidening(request, change),
    ],
    altered: [
      ...widened.map(({ path, type: wider }) => alterType({ table, path, type: writeDataType(wider) })),
      ...nullable.map((column) => ({ kind: "dropNotNull", table, column }) as const),
      ...commented.map(
        ({ path, comment }) => ({ kind: "commentColumn", table, column: path, comment }) as const,
      ),
    ],
  };
}

function alterType({
  table,
  path,
  type,
}: {
  readonly table: string;
  readonly path: ColumnPath;
  readonly type: string;
}) {
  return { kind: "alterType", table, column: path, type } as const;
}

/** What keeps the engine from widening a type that it widens otherwise. */
function refusedWidening(
  request: MigrationRequest,
  { widened, needsWidening }: TypeChange,
): readonly ManualMigration[] {
  const { declared } = request;
  const forbids = entryOf(declared.properties, "delta.enableTypeWidening")?.value.toLowerCase() === "false";
  return widened.flatMap(({ path, from, type }) => {
    const texts = { from: writeDataType(from), to: writeDataType(type) };
    if (forbids && needsWidening) {
      return [
        {
          what: `column "${path}" is ${texts.from} and declared ${texts.to}, and the property delta.enableTypeWidening is declared "false"`,
          instead: "Leave the property out; it is switched on with the first widening.",
          ways: [],
        },
      ];
    }
    return freeing(request, { path, ...texts }) ?? [];
  });
}
