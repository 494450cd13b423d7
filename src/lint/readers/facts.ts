import type { Place } from "../../rules/place.ts";
import type {
  AccessMode,
  ClusterSubject,
  ConfEntry,
  IdleSubject,
  MaterializedViewSubject,
  StatementSubject,
  TableSubject,
} from "../../rules/subject.ts";

/** What one place of a text says, before it is put together with what the other places say. */
export type Fact =
  | ConfFact
  | { readonly kind: "table"; readonly table: TableFact }
  | { readonly kind: "statement"; readonly statement: StatementFact }
  | {
      readonly kind: "view";
      readonly view: Pick<MaterializedViewSubject, "name" | "cluster"> & {
        readonly at: Place;
        readonly materialized: boolean;
      };
    }
  | { readonly kind: "cluster"; readonly cluster: ClusterSubject }
  | {
      readonly kind: "idle";
      readonly idle: IdleSubject;
      /** A name that another part of the file would use it by. @default none could */
      readonly unless?: string;
    }
  /** Names that a part of the file uses. */
  | { readonly kind: "mentions"; readonly names: ReadonlySet<string> }
  | { readonly kind: "acceptance"; readonly at: Place; readonly text: string };

export interface ConfFact {
  readonly kind: "conf";
  /** A builder's keys reach a session that is there already, where there is one. */
  readonly setAt: "launch" | "session" | "builder";
  /** What is set together has the same; within a file. */
  readonly group: string;
  /** Without a value where only a run fills it in. */
  readonly entry: Omit<ConfEntry, "value" | "at"> & {
    readonly value: string | undefined;
    readonly at: Place;
  };
  /** What runs it, where the text says so. @default what the caller says */
  readonly on?: "spark" | undefined;
  /** As the cluster that the conf belongs to names it. @default what the caller says */
  readonly runtime?: string | undefined;
  /** That of the cluster that the conf belongs to. @default not known */
  readonly accessMode?: AccessMode | undefined;
}

export type TableFact = Omit<TableSubject, "at" | "on" | "runtime" | "size" | "declared"> & {
  readonly at: Place;
  /** Puts a table in the place of one of the same name, of which nothing stays. @default false */
  readonly anew?: boolean;
};

type WithoutCompute<T> = T extends unknown ? Omit<T, "on"> : never;
export type StatementFact = WithoutCompute<StatementSubject>;
