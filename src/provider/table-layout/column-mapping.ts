import { needsMapping } from "../../model/column-faults.ts";
import { RefusedLayout } from "../../pulumi-rpc/resource.ts";
import { entryOf } from "./keys.ts";
import type { LiveLayout } from "./live.ts";

const MODE = "delta.columnMapping.mode";

/**
 * @param then the table once properties are set and unset
 * @throws {RefusedLayout} for a change of column mapping that the engine would refuse
 * (DELTA_UNSUPPORTED_COLUMN_MAPPING_MODE_CHANGE, DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES), when other statements have run
 */
export function refuseColumnMapping(live: LiveLayout, then: LiveLayout): void {
  const [from, to] = [modeOf(live), modeOf(then)];
  if (from === to) return;
  const refuse = (why: string) => {
    throw new RefusedLayout(
      `${live.table}: "${MODE}" is "${from}" and to be "${to}", ${why}. Nothing was sent.`,
    );
  };
  if (to === "id" || (from === "id" && to === "name")) {
    refuse(`which Delta changes in CREATE TABLE only; declare "${from === "none" ? "name" : from}"`);
  }
  const strange = (then.columns ?? []).filter(needsMapping).map(({ name }) => `"${name}"`);
  if (to === "none" && strange.length > 0) {
    refuse(`and without it Delta does not take the names in ${strange.join(", ")}; rename them first`);
  }
}

function modeOf({ properties }: LiveLayout): string {
  return entryOf(properties, MODE)?.value.toLowerCase() ?? "none";
}
