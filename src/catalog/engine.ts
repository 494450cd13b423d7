import features35 from "./spark-3.5/delta-features.json" with { type: "json" };
import properties35 from "./spark-3.5/delta-properties.json" with { type: "json" };
import reserved35 from "./spark-3.5/delta-reserved.json" with { type: "json" };
import sparkConf35 from "./spark-3.5/spark-conf.json" with { type: "json" };
import features40 from "./spark-4.0/delta-features.json" with { type: "json" };
import properties40 from "./spark-4.0/delta-properties.json" with { type: "json" };
import reserved40 from "./spark-4.0/delta-reserved.json" with { type: "json" };
import sparkConf40 from "./spark-4.0/spark-conf.json" with { type: "json" };
import type { DeltaFeature, SparkConfRecord, DeltaPropertyEntry, ReservedProperty } from "./entries.ts";

/** A Spark release line, with the Delta release made for it, that `src/catalog/` has a catalogue of. */
export type Engine = "3.5" | "4.0";

export const ENGINES: readonly Engine[] = ["3.5", "4.0"];

/** Stands where nothing is pinned: it is the engine that the sandbox runs. */
export const DEFAULT_ENGINE: Engine = "4.0";

/** What one engine accepts, as it says itself; `npm run catalog` asks it. */
export interface Catalogue {
  readonly sparkConf: Readonly<Record<string, SparkConfRecord>>;
  readonly deltaProperties: Readonly<Record<string, DeltaPropertyEntry>>;
  readonly deltaFeatures: Readonly<Record<string, DeltaFeature>>;
  /** Names that SET TBLPROPERTIES refuses, whatever the value. */
  readonly deltaReserved: Readonly<Record<string, ReservedProperty>>;
  /** In a session conf's key it stands for `delta.`: what follows is a property's value for new tables. */
  readonly sessionDefaultPrefix: string;
}

// The files are generated; a test compares the newer ones with the engine, so their shape holds.
const catalogues: Readonly<Record<Engine, Catalogue>> = {
  "3.5": {
    sparkConf: sparkConf35.entries as Catalogue["sparkConf"],
    deltaProperties: properties35.entries as Catalogue["deltaProperties"],
    deltaFeatures: features35.entries,
    deltaReserved: reserved35.entries,
    sessionDefaultPrefix: properties35.sessionDefaultPrefix,
  },
  "4.0": {
    sparkConf: sparkConf40.entries as Catalogue["sparkConf"],
    deltaProperties: properties40.entries as Catalogue["deltaProperties"],
    deltaFeatures: features40.entries,
    deltaReserved: reserved40.entries,
    sessionDefaultPrefix: properties40.sessionDefaultPrefix,
  },
};

export function catalogueFor(engine: Engine): Catalogue {
  return catalogues[engine];
}
