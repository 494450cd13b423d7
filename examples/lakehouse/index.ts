import { deployLakehouse } from "lakewright";

export const { catalog, clusterId, warehouseId, jobIds, nextRuns, tables } = await deployLakehouse();
