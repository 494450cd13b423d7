import type { Engine } from "../spark/engine.ts";
import type { MetadataStore } from "./metadata.ts";
import type { Names } from "./names.ts";

/** What the endpoints of Unity Catalog share. */
export interface UnityCatalog {
  readonly names: Names;
  readonly metadata: MetadataStore;
  readonly engine: Engine;
}
