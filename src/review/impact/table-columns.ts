import { lostWithout } from "../../catalog/property-features.ts";
import { featuresOfType } from "../../catalog/type-features.ts";
import { dataTypeOf } from "../../model/read-data-type.ts";
import { changeOfType } from "../../plan/type-change.ts";
import type { FieldChange } from "../preview/fields.ts";
import type { Verdict } from "./impact.ts";

const PLUGIN = "src/provider/README.md";

const inTheLog = (undo: string): Verdict => ({
  rank: "metadata",
  why: "in the log only; files stay",
  source: PLUGIN,
  undo,
});

const again = "revert the edit and deploy again";
const dropColumn = "a column that was added is dropped by hand";
const dropField = "a field that was added is dropped by hand";
const gone: Verdict = {
  rank: "data",
  why: "a column that is no longer declared; dropping it would lose its values, so the plugin refuses",
  source: PLUGIN,
  undo: "declare the column again",
};

/** What a change of a stack's own columns does. */
export function judgeColumn({ path, from, to }: FieldChange): Verdict {
  if (path.length === 2) return to === undefined ? gone : judgeNew(typeIn(to));
  if (path.at(-1) === "type") return judgeType(String(from), String(to));
  return inTheLog(again);
}

function typeIn(column: unknown): string {
  const type =
    typeof column === "object" && column !== null ? (column as { type?: unknown }).type : undefined;
  return typeof type === "string" ? type : "";
}

function judgeNew(type: string): Verdict {
  return withFeatures(featuresIn(type), dropColumn) ?? inTheLog(dropColumn);
}

function judgeType(from: string, to: string): Verdict {
  const [old, wanted] = [dataTypeOf(from), dataTypeOf(to)];
  if (old === undefined || wanted === undefined) return widened;
  const { added, needsWidening, refused } = changeOfType("", old, wanted);
  if (refused.length > 0) {
    return {
      rank: "data",
      why: "a type that does not hold every value of the one before, so the plugin refuses, and prints how it is done by hand",
      source: PLUGIN,
      undo: "declare the type that the table has",
    };
  }
  if (needsWidening) return widened;
  const features = featuresIn(to).filter((feature) => !featuresIn(from).includes(feature));
  const undo = added.length > 0 ? dropField : "a shorter limit is made by hand";
  return withFeatures(features, undo) ?? inTheLog(undo);
}

function featuresIn(type: string): readonly string[] {
  const read = dataTypeOf(type);
  return read === undefined ? [] : featuresOfType(read);
}

const widened: Verdict = {
  rank: "interruption",
  why: "files stay and are widened as they are read; readers without Delta's type widening can no longer read the table",
  source: "Delta, Type widening",
  undo: "a narrower type has to be copied by hand; the table feature leaves with ALTER TABLE … DROP FEATURE",
};

/** What a type brings to a table that had none of it; nothing for most. */
function withFeatures(features: readonly string[], undo: string): Verdict | undefined {
  if (features.length === 0) return undefined;
  return {
    rank: "interruption",
    why: `in the log only; ${lostWithout(features)}, unless it had it before`,
    source: "Delta, How does Delta Lake manage feature compatibility?",
    undo: `${undo}; the table feature stays until ALTER TABLE … DROP FEATURE`,
  };
}
