import { writeSql } from "../plan/sql.ts";
import { known, readDeclaration } from "../provider/layout/declaration.ts";
import { managerOf, MARK, markOf } from "../provider/layout/mark.ts";
import { owns, planRelease } from "../provider/layout/plan.ts";
import { readRecorded } from "../provider/layout/recorded.ts";
import type { Values } from "../provider/value.ts";
import type { Released } from "../review/context.ts";

/** What the plugin sends when a layout leaves the stack, as long as the table is as the state has it. */
export const releasedBy: Released = (urn, { inputs, outputs }) => {
  if (!urn.includes("lakewright:index:TableLayout::") || outputs["status"] === "waiting") return [];
  const declared = known(readDeclaration(inputs as Values).declared);
  if (declared === undefined) return [];
  const recorded = readRecorded(outputs as Values);
  const manager = managerOf(urn);
  const mark = owns(recorded) ? { [MARK]: markOf(manager) } : {};
  const { clustering = { kind: "none" }, partitionedBy = [], properties, table, tags } = recorded;
  const live = {
    ...{ table, clustering, partitionedBy, properties: { ...properties, ...mark } },
    ...(tags === undefined ? {} : { tags }),
  };
  const ours = { ours: Object.keys(properties), ourTags: Object.keys(tags ?? {}) };
  return planRelease({ ...ours, declared, live, manager }).statements.map(writeSql);
};
