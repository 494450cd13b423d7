import { bigint, type Bytes, date, type Table } from "../../src/model/index.ts";
import { type LakehousePlan, planLakehouse } from "../../src/plan/lakehouse.ts";
import { targetOf } from "../start/kineo.ts";

const SIZES: readonly Bytes[] = ["10 MB", "5 GB", "200 GB"];

/** The plan of so many tables, a third of each size class, each with OPTIMIZE, ANALYZE and VACUUM once a week. */
export function planOfMany(count: number): LakehousePlan {
  const tables = Array.from({ length: count }, (_, at): Table => ({
    ...{ name: `gold.t_${String(at).padStart(4, "0")}`, about: "A table for the benchmark." },
    ...{ managedBy: "pipeline", columns: { id: bigint, day: date } },
    size: { rows: 1_000_000, bytes: SIZES[at % SIZES.length] ?? "1 GB" },
    layout: "unordered",
    maintenance: { optimize: "weekly", analyze: "weekly", vacuum: "weekly", keep: "14 days" },
  }));
  const target = targetOf("prod");
  return planLakehouse({ name: "bench", tables, sparkConf: [] }, target);
}
