import type { LakehouseDeclaration } from "../src/model/index.ts";
import { materializedViews, tables } from "./index.ts";
import { sparkConf } from "./spark-conf.ts";

/** Kineo's lakehouse, the same in every environment. */
export const lakehouse: LakehouseDeclaration = { name: "kineo", tables, materializedViews, sparkConf };
