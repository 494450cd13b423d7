import { deployLakehouse } from "lakewright";

export const { catalog, clusterId, warehouseId, jobIds } = await deployLakehouse();
