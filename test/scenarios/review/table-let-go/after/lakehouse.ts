import { without } from "../../base/edit.ts";
import { estate as base } from "../../base/lakehouse.ts";

export const estate = without(base, "gold.fact_visits");
