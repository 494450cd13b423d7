import type { Table } from "../../../src/model/index.ts";
import { acceptedIn, subjectOf } from "../../../src/plan/subject.ts";
import type { Finding } from "../../../src/rules/finding.ts";
import { examine } from "../../../src/rules/index.ts";
import { targetOf } from "../../../dev/start/kineo.ts";

export const TODAY = new Date("2026-11-24");

/** What the rules say of tables in the stack `prod`. */
export function findingsOf(...tables: readonly Table[]): readonly Finding[] {
  const lakehouse = { name: "kineo", tables, sparkConf: [] };
  const target = targetOf("prod");
  return examine(subjectOf(lakehouse, target), { accepted: acceptedIn(lakehouse, target), today: TODAY });
}
