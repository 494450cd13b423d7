import { without } from "../../base/edit.ts";
import { estate as base } from "../../base/lakehouse.ts";

/** Without the table of the stack's own: the workspace of the scenarios has no catalog to create it in. */
export const estate = without(base, "ops.load_status");
