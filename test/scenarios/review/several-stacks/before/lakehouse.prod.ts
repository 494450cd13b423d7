import { without } from "../../base/edit.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

/** Without the table of the stack's own: the workspace of the scenarios has no catalog to create it in. */
export const lakehouse = without(base, "ops.load_status");
