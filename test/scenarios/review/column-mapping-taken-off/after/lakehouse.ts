import { lakehouse as base } from "../../base/lakehouse.ts";

export const lakehouse = base;
