import type { LiveTable } from "../databricks/tables.ts";
import { RefusedLayout } from "../pulumi-rpc/resource.ts";

/** A name under which the workspace keeps something else than the resource is for. */
export class OtherKind extends RefusedLayout {
  /** What is there, with its article. */
  readonly now: string;

  constructor(now: string, message: string) {
    super(message);
    this.now = now;
  }
}

/** A refresh, a diff and a removal go on over what is of another kind by now; only what would change it fails. */
export async function orOtherKind<T, Other>(
  found: () => Promise<T>,
  other: (kind: OtherKind) => Promise<Other>,
): Promise<T | Other> {
  try {
    return await found();
  } catch (error) {
    if (error instanceof OtherKind) return await other(error);
    throw error;
  }
}

type Found = Pick<LiveTable, "table" | "type" | "format" | "definition">;

/** What is there where a TableLayout is declared; `undefined` for a Delta table. */
export function otherThanTable(found: Found): OtherKind | undefined {
  const kind = kindOf(found);
  if (kind === undefined) return undefined;
  const { now, instead } = kind;
  return new OtherKind(now, `${found.table} is ${now}; a TableLayout is for Delta tables. ${instead}`);
}

/** What is there where a MaterializedView is declared; `undefined` for one. */
export function otherThanView(found: Found): OtherKind | undefined {
  if (found.type === "MATERIALIZED_VIEW" && found.definition !== undefined) return undefined;
  const now =
    found.type === "MATERIALIZED_VIEW"
      ? "a materialized view whose query the workspace does not tell"
      : (kindOf(found)?.now ?? "a Delta table");
  return new OtherKind(
    now,
    `${found.table} is ${now}; a MaterializedView is for one that this stack creates. ` +
      `Remove this resource, or drop what is there, and the next up creates the view.`,
  );
}

interface Kind {
  readonly now: string;
  /** Who keeps its layout, and what to do. */
  readonly instead: string;
}

const OR_AGAIN = "Remove this resource, or make it a Delta table again.";

/** By `table_type` of the tables API; what is none of these is told by its format. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ["VIEW", { now: "a view", instead: `A view has no layout: the tables that it reads have. ${OR_AGAIN}` }],
  ["METRIC_VIEW", { now: "a metric view", instead: `A view has no layout. ${OR_AGAIN}` }],
  [
    "MATERIALIZED_VIEW",
    {
      now: "a materialized view",
      instead: `Its statement or pipeline sets its clustering and properties. Remove this resource, and declare a MaterializedView where no pipeline makes it.`,
    },
  ],
  [
    "STREAMING_TABLE",
    {
      now: "a streaming table",
      instead: `Its pipeline or CREATE STREAMING TABLE statement sets its clustering and properties with every update: declare them there, and remove this resource.`,
    },
  ],
  [
    "FOREIGN",
    {
      now: "a foreign table",
      instead: `The system behind its connection keeps its layout: change it there, and remove this resource.`,
    },
  ],
]);

/** Delta tables, also those that others read as Iceberg or Hudi. */
const DELTA = /^DELTA(_UNIFORM_\w+)?$/i;

function kindOf({ type = "", format = "DELTA" }: Found): Kind | undefined {
  const known = KINDS.get(type.toUpperCase());
  if (known !== undefined) return known;
  if (DELTA.test(format)) return undefined;
  if (format.toUpperCase() === "ICEBERG") {
    const instead = `Its properties begin with iceberg. and its keys are partitions to other readers: its CREATE statement sets both. ${OR_AGAIN}`;
    return { now: "an Iceberg table", instead };
  }
  return {
    now: `a table in the format ${format}`,
    instead: `Only Delta tables have these properties. ${OR_AGAIN}`,
  };
}
