import { edit } from "../../base/edit.ts";
import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = edit(base, "ops.load_status", {
  columns: {
    table_name: { type: "STRING", nullable: false },
    loaded_at: { type: "TIMESTAMP" },
    rows_loaded: { type: "BIGINT" },
    source: { type: "STRING", comment: "Job that wrote it." },
  },
});
