import type { DataType } from "../model/data-type.ts";

/** Plain types whose values have no smallest and largest in a file's statistics. */
const UNORDERED = /^(boolean|binary|variant|void|interval .*|geo(graphy|metry)\b.*)$/;

/** Whether Delta clusters by columns of this type (DELTA_CLUSTERING_COLUMNS_DATATYPE_NOT_SUPPORTED); a test asks the engine. */
export function isClusterable(type: DataType): boolean {
  switch (type.kind) {
    case "plain":
      return !UNORDERED.test(type.name);
    case "decimal":
    case "char":
    case "varchar":
      return true;
    case "array":
    case "map":
    case "struct":
      return false;
  }
}
