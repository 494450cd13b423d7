import data from "./databricks-warehouses.json" with { type: "json" };

/**
 * Bytes that the disk cache of one cluster of a warehouse holds at most.
 * @returns undefined for serverless, whose machines are not published, and for a size that is not in the table
 */
export function cacheCapacity(warehouse: {
  readonly size: string;
  readonly serverless: boolean;
}): number | undefined {
  const workers: Readonly<Record<string, number>> = data.workers;
  const count = warehouse.serverless ? undefined : workers[warehouse.size];
  return count === undefined ? undefined : count * data.worker.localSsdGB * 1e9 * data.cacheShare.value;
}

const { dbuPerHour } = data;

/** Where the rates were read, and when. */
export const WAREHOUSE_RATES = `${dbuPerHour.source} (${dbuPerHour.read})`;

/** DBU that one cluster uses in an hour. @returns undefined for a size that is not in the table */
export function warehouseDbuPerHour(size: string): number | undefined {
  const rates: Readonly<Record<string, number>> = dbuPerHour.bySize;
  return Object.hasOwn(rates, size) ? rates[size] : undefined;
}
