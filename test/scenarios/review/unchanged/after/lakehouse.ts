export { estate } from "../../base/lakehouse.ts";
