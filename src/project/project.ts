import { join } from "node:path";
import { lakehouse } from "../../tables/lakehouse.ts";
import { checkLakehouse } from "../config/declarations/check.ts";
import type { LakehouseDeclaration } from "../model/lakehouse.ts";

/** What the command works on: declarations, and the folder of the stacks' files. */
export interface Project {
  readonly folder: string;
  readonly lakehouse: LakehouseDeclaration;
}

/**
 * The project of this repository.
 * @throws DeclarationError with every fault of its declarations at once
 */
export function thisProject(): Project {
  return { folder: join(import.meta.dirname, "..", ".."), lakehouse: checkLakehouse(lakehouse) };
}
