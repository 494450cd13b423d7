import { deltaPropertyDefault } from "../../catalog/delta-properties.ts";
import {
  needsFeature,
  PROPERTIES_REFERENCE,
  tableProperty,
  writes,
} from "../../catalog/fields/table-property.ts";
import { intervalMicroseconds } from "../../catalog/interval.ts";
import type { FieldChange } from "../preview/fields.ts";
import type { Verdict } from "./impact.ts";

/** What a property does to a table when it changes. */
export function judgeProperty(change: FieldChange): Verdict {
  const key = (change.path[1] ?? "").toLowerCase();
  const known = tableProperty(key);
  if (known?.shorter !== undefined) return retention(key, known.shorter, change);
  if (known?.change !== undefined) return known.change;
  if (!key.startsWith("delta.")) {
    return {
      rank: "metadata",
      why: "a note on the table; the engine does not read it",
      source: PROPERTIES_REFERENCE,
    };
  }
  return needsFeature("nothing is known here of what it does, so the worst of its kind is taken");
}

/** What is shorter goes with the next VACUUM or clean-up of the log, and nothing brings it back. */
function retention(key: string, lost: string, { from, to }: FieldChange): Verdict {
  const before = length(from) ?? length(deltaPropertyDefault(key));
  const after = length(to) ?? length(deltaPropertyDefault(key));
  if (before !== undefined && before === after) {
    return { rank: "metadata", why: "kept as long as before", source: PROPERTIES_REFERENCE };
  }
  if (before !== undefined && after !== undefined && after > before) {
    return writes("deleted files and history are kept longer, and paid for");
  }
  return {
    rank: "data",
    why: `kept shorter: ${lost}`,
    source: "Databricks SQL reference, VACUUM (read 2026-11)",
    undo: "revert the edit and deploy again before the next VACUUM or checkpoint; what those deleted stays deleted",
  };
}

function length(value: unknown): bigint | undefined {
  return typeof value === "string" ? intervalMicroseconds(value) : undefined;
}
