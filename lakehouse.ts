import { defineLakehouse } from "lakewright";
import { sparkConf } from "./tables/spark-conf.ts";

/** Kineo's lakehouse, the same in every environment; its tables and views are the files of `tables/`. */
export default defineLakehouse({ name: "kineo", sparkConf });
