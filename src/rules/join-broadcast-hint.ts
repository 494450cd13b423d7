import { propertyMeaning } from "../catalog/property-values.ts";
import { effective } from "./conf.ts";
import type { Breach, Rule } from "./finding.ts";
import { BROADCAST_THRESHOLD, LARGEST_BROADCAST } from "./join-broadcast-threshold.ts";
import type { Compute, Subject } from "./subject.ts";
import { bytesText, finder } from "./table-facts.ts";

const GiB = 1024 ** 3;

/** More than an executor's memory has room for beside its work. */
const LARGE = GiB;

const hint = (name: string, bytes: number): Partial<Subject> => ({
  statements: [{ kind: "broadcast hint", on: "cluster", tables: [name] }],
  tables: [{ name, layout: {}, size: { rows: 1e6, bytes } }],
});

export const joinBroadcastHint: Rule = {
  id: "join/broadcast-hint",
  severity: "warning",
  reason:
    "A hint outvotes Spark's look at the sizes: over 8 GB the query fails, over 1 GB it fills every executor; under the threshold it says what happens anyway.",
  source: "Spark 4.0, BroadcastExchangeExec and JoinSelectionHelper",
  example: { wrong: hint("gold.fact_sales", 20 * GiB), right: hint("gold.dim_product", GiB / 4) },
  check(subject) {
    const find = finder(subject.tables, ({ name }) => name);
    return subject.statements.flatMap((statement) =>
      statement.kind === "broadcast hint"
        ? statement.tables.flatMap((name) =>
            judge(find(name)[0]?.size?.bytes, statement.on, subject).map((breach) => ({
              where: name,
              at: statement.at,
              ...breach,
            })),
          )
        : [],
    );
  },
};

function judge(
  bytes: number | undefined,
  on: Compute,
  subject: Subject,
): readonly Pick<Breach, "message" | "instead">[] {
  if (bytes === undefined) return [];
  const size = `${bytesText(bytes)} (the declared size)`;
  if (bytes > LARGEST_BROADCAST) {
    return [{ message: `broadcasts ${size}; Spark broadcasts 8 GB at most, and fails`, instead: "no hint" }];
  }
  if (bytes > LARGE) {
    return [{ message: `broadcasts ${size} to every executor`, instead: "no hint" }];
  }
  const threshold = thresholdOn(on, subject);
  if (bytes > threshold) return [];
  const message = `broadcasts ${size}, which is under the threshold of ${bytesText(threshold)} and broadcast anyway`;
  return [{ message, instead: "no hint" }];
}

/** The smallest of what confs for this compute set, or Spark's default. */
function thresholdOn(on: Compute, { confs }: Subject): number {
  const own = confs.filter((conf) => conf.on === on);
  const asked = own.length > 0 ? own : [{ setAt: "launch", on, entries: [] } as const];
  return Math.min(
    ...asked.map((conf) => Number(propertyMeaning("bytes", effective(conf, BROADCAST_THRESHOLD) ?? "") ?? 0)),
  );
}
