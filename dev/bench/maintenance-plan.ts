import { bigint, type Bytes, date, type Table } from "../../src/model/index.ts";
import { type LakehousePlan, planLakehouse } from "../../src/plan/lakehouse.ts";
import type { Target } from "../../src/plan/target.ts";
import { targetOf } from "../start/kineo.ts";

const SIZES: readonly Bytes[] = ["10 MB", "5 GB", "200 GB"];

/**
 * So many tables, a third of each size class, each with OPTIMIZE, ANALYZE and VACUUM once a week.
 * @param maintained whether they have any. @default true
 */
export function argumentsOfMany(
  count: number,
  maintained = true,
): { readonly tables: readonly Table[] } & Target {
  const tables = Array.from({ length: count }, (_, at): Table => ({
    ...{ name: `gold.t_${String(at).padStart(4, "0")}`, about: "A table for the benchmark." },
    ...{ managedBy: "pipeline", columns: { id: bigint, day: date } },
    size: { rows: 1_000_000, bytes: SIZES[at % SIZES.length] ?? "1 GB" },
    layout: "unordered",
    maintenance: {
      ...(maintained ? { optimize: "weekly", analyze: "weekly", vacuum: "weekly" } : {}),
      keep: "14 days",
    },
  }));
  return { tables, ...targetOf("prod") };
}

export function planOfMany(count: number): LakehousePlan {
  const { tables, ...target } = argumentsOfMany(count);
  return planLakehouse({ name: "bench", tables }, target);
}
