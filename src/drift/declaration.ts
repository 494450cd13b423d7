import type { DeclaredTable } from "./layouts/detect.ts";
import type { Side } from "./sides.ts";
import type { DeclaredView } from "./views/detect.ts";

/** What the files of a program declare, by Pulumi name. */
export interface Declaration {
  readonly objects: readonly Side[];
  readonly tables: readonly DeclaredTable[];
  readonly views: readonly DeclaredView[];
}
