import { clusterMemory } from "./cluster-memory.ts";
import { clusterNodeType } from "./cluster-node-type.ts";
import type { Finding, Rule, RuleInput } from "./finding.ts";
import { layoutAcknowledgedRepartition } from "./layout-acknowledged-repartition.ts";
import { layoutColumns } from "./layout-columns.ts";
import { layoutKeysHaveStatistics } from "./layout-keys-have-statistics.ts";
import { layoutZorderOnPartition } from "./layout-zorder-on-partition.ts";
import { sparkConfOutdated } from "./spark-conf-outdated.ts";
import { sparkConfUnknownKey } from "./spark-conf-unknown-key.ts";
import { sparkConfValue } from "./spark-conf-value.ts";
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

/** Everything every rule has to say, by place and then by rule. */
export function examine(input: RuleInput): readonly Finding[] {
  return rules
    .flatMap(({ id, severity, check }) => check(input).map((breach) => ({ rule: id, severity, ...breach })))
    .sort((a, b) => compare(a.where, b.where) || compare(a.rule, b.rule));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
