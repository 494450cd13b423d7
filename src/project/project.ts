import { join } from "node:path";
import { lakehouse } from "../../tables/lakehouse.ts";
import type { LakehouseDeclaration } from "../model/lakehouse.ts";

/** What the command works on: declarations, and the folder of the stacks' files. */
export interface Project {
  readonly folder: string;
  readonly lakehouse: LakehouseDeclaration;
}

/** The project of this repository. */
export function thisProject(): Project {
  return { folder: join(import.meta.dirname, "..", ".."), lakehouse };
}
