import { type Acceptance, settle } from "./acceptance.ts";
import { clusterMemory } from "./cluster-memory.ts";
import { clusterNodeType } from "./cluster-node-type.ts";
import type { Finding, Rule } from "./finding.ts";
import { layoutAcknowledgedRepartition } from "./layout-acknowledged-repartition.ts";
import { layoutColumns } from "./layout-columns.ts";
import { layoutKeysHaveStatistics } from "./layout-keys-have-statistics.ts";
import { layoutZorderOnPartition } from "./layout-zorder-on-partition.ts";
import { sparkConfOutdated } from "./spark-conf-outdated.ts";
import { sparkConfUnknownKey } from "./spark-conf-unknown-key.ts";
import { sparkConfValue } from "./spark-conf-value.ts";
import type { Subject } from "./subject.ts";
import { tableColumns } from "./table-columns.ts";
import { tableName } from "./table-name.ts";
import { tableTags } from "./table-tags.ts";

export const rules: readonly Rule[] = [
  clusterMemory,
  clusterNodeType,
  layoutAcknowledgedRepartition,
  layoutColumns,
  layoutKeysHaveStatistics,
  layoutZorderOnPartition,
  sparkConfOutdated,
  sparkConfUnknownKey,
  sparkConfValue,
  tableColumns,
  tableName,
  tableTags,
];

/**
 * Everything every rule has to say and nobody accepted, by place and then by rule.
 * @param accepted what may stay as it is, by rule, with its reason and its last day
 */
export function examine(
  subject: Subject,
  { accepted = [], today }: { readonly accepted?: readonly Acceptance[]; readonly today: Date },
): readonly Finding[] {
  const found = rules.flatMap(({ id, severity, check }) =>
    check(subject).map((breach): Finding => ({ rule: id, severity, ...breach })),
  );
  return [...settle(found, accepted, today)].sort(
    (a, b) => compare(a.where, b.where) || (a.at?.line ?? 0) - (b.at?.line ?? 0) || compare(a.rule, b.rule),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
