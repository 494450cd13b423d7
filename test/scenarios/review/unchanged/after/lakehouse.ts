export { lakehouse } from "../../base/lakehouse.ts";
