import type { Fact } from "./facts.ts";
import type { Fragment } from "./fragment.ts";
import type { PythonScope } from "./python-scopes.ts";
import type { PythonToken } from "./python-tokens.ts";

/** A Python text, taken apart. */
export interface Program {
  readonly from: Fragment;
  /** Without comments. */
  readonly tokens: readonly PythonToken[];
  readonly scopes: readonly PythonScope[];
  /** Names that stand anywhere but where they are defined, or given a value. */
  readonly mentioned: ReadonlySet<string>;
}

/** What a place of a program says, and where that is. */
export interface PlacedFact {
  readonly offset: number;
  readonly fact: Fact;
}
