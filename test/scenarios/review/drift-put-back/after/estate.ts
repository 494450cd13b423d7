export { estate } from "../../base/estate.ts";
