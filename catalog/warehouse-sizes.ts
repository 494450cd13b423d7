import data from "./warehouse-sizes.json" with { type: "json" };

/** Where the rates were read, and when. */
export const WAREHOUSE_RATES = `${data.source} (${data.read})`;

const rates: Readonly<Record<string, number>> = data.dbuPerHour;

/** DBU that one cluster of a SQL warehouse uses in an hour; the same for classic, pro and serverless, whose DBU differ in price. */
export function warehouseDbuPerHour(size: string): number | undefined {
  return Object.hasOwn(rates, size) ? rates[size] : undefined;
}
