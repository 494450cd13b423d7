import type { NamedLayout } from "./layouts/detect.ts";
import type { Side } from "./sides.ts";
import type { NamedView } from "./views/detect.ts";

/** What the files of a program declare, by Pulumi name. */
export interface Declaration {
  readonly objects: readonly Side[];
  readonly tables: readonly NamedLayout[];
  readonly views: readonly NamedView[];
}
