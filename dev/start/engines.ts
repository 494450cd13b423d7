import { join } from "node:path";
import { type EnginePins, PINS } from "../../sandbox/spark/setup.ts";
import { REPOSITORY } from "./places.ts";

/** Where the program stands that asks an engine what it accepts. */
export const GENERATE = join(REPOSITORY, "src", "catalog", "generate");

/** The engines that `src/catalog/` has a catalogue of; the sandbox's own is the one that every test run has at hand. */
export const ENGINE_PINS: Readonly<Record<string, EnginePins>> = {
  "4.0": PINS,
  "3.5": {
    requirements: join(GENERATE, "spark-3.5", "requirements.txt"),
    jars: join(GENERATE, "spark-3.5", "jars.json"),
  },
};
