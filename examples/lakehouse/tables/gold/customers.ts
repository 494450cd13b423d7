import { bigint, date, defineTable, string } from "lakewright";
import { weekly } from "../shared.ts";

export const customers = defineTable("gold.customers", {
  about: "One row per customer; the stack creates it and adds its columns.",
  managedBy: "stack",
  size: { rows: 900_000, bytes: "120 MB" },
  columns: { customer_id: { type: bigint, nullable: false }, country: string, since: date },
  primaryKey: ["customer_id"],
  layout: { cluster: ["country"] },
  maintenance: weekly,
});
