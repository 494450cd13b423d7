import { defined } from "../model/defined.ts";
import { writeViewSql } from "../plan/materialized-view-sql.ts";
import { writeSql } from "../plan/sql.ts";
import { knownLayout, readDeclaration } from "../provider/table-layout/declaration.ts";
import { managerOf, MARK, markOf } from "../provider/table-layout/mark.ts";
import { owns, planRelease } from "../provider/table-layout/plan.ts";
import { readRecorded } from "../provider/table-layout/recorded.ts";
import type { Values } from "../pulumi-rpc/value.ts";
import {
  knownView,
  readRecordedView,
  readViewDeclaration,
} from "../provider/materialized-view/declaration.ts";
import { planViewRelease } from "../provider/materialized-view/plan.ts";
import type { Released } from "../review/context.ts";
import { readUrn, type State } from "../review/preview/preview.ts";

/** What the plugin sends when a layout or a view leaves the stack, as long as the workspace is as the state has it. */
export const releasedBy: Released = (urn, state) => {
  if (state.outputs["status"] === "waiting") return [];
  switch (readUrn(urn).type) {
    case "lakewright:index:TableLayout":
      return releasedTable(urn, state);
    case "lakewright:index:MaterializedView":
      return releasedView(urn, state);
    default:
      return [];
  }
};

function releasedTable(urn: string, { inputs, outputs }: State): readonly string[] {
  const declared = knownLayout(readDeclaration(inputs as Values).declared);
  if (declared === undefined) return [];
  const recorded = readRecorded(outputs as Values);
  const manager = managerOf(urn);
  const mark = owns(recorded) ? { [MARK]: markOf(manager, recorded.table) } : {};
  const { clustering = { kind: "none" }, partitionedBy = [], properties, table, tags } = recorded;
  const live = {
    ...{ table, clustering, partitionedBy, properties: { ...properties, ...mark } },
    ...defined({ tags }),
  };
  const ours = { ours: Object.keys(properties), ourTags: Object.keys(tags ?? {}) };
  return planRelease({ ...ours, declared, live, manager }).statements.map(writeSql);
}

function releasedView(urn: string, { inputs, outputs }: State): readonly string[] {
  const declared = knownView(readViewDeclaration(inputs as Values).declared);
  if (declared === undefined) return [];
  const manager = managerOf(urn);
  const { view, query } = readRecordedView(outputs as Values);
  const live = { view, query, properties: { [MARK]: markOf(manager, view) } };
  return planViewRelease({ declared, live, manager }).map(writeViewSql);
}
