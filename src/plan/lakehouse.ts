import { defined } from "../model/defined.ts";
import { checkLakehouse } from "../config/declarations/check.ts";
import type { Settings } from "../config/settings.ts";
import type { LakehouseDeclaration } from "../model/index.ts";
import { examine } from "../rules/index.ts";
import type { Finding } from "../rules/finding.ts";
import { type ComputePlan, planCompute } from "./compute.ts";
import { planLayout, type TablePlan } from "./layout.ts";
import { type MaintenancePlan, planMaintenance } from "./maintenance.ts";
import { type MaterializedViewPlan, planMaterializedViews } from "./materialized-views.ts";
import { freeze } from "./freeze.ts";
import { type JoinPlan, planJoins } from "./joins.ts";
import { PlanError } from "./plan-error.ts";
import { acceptedIn, subjectOf } from "./subject.ts";
import type { Target } from "./target.ts";

/** Everything a deployment will ask for, as JSON-able data in a stable order. */
export interface LakehousePlan {
  /** Raised when a field changes its meaning. */
  readonly version: 1;
  readonly stack: string;
  readonly catalog: string;
  readonly compute: ComputePlan;
  readonly tables: readonly TablePlan[];
  /** Each behind those that it reads. */
  readonly materializedViews: readonly MaterializedViewPlan[];
  readonly maintenance: MaintenancePlan;
  readonly joins: JoinPlan;
  /** What reviews reckon costs by. @default not stated */
  readonly usage?: NonNullable<Settings["usage"]>;
  /** What the rules have to say short of an error. */
  readonly findings: readonly Finding[];
}

/**
 * Decides everything, creates nothing.
 * @throws DeclarationError with every fault of the declarations at once
 * @throws PlanError with every error finding at once
 */
export function planLakehouse(given: LakehouseDeclaration, target: Target): LakehousePlan {
  const checked = checkLakehouse(given);
  const byName = [...checked.tables].sort((a, b) => (a.name < b.name ? -1 : 1));
  const lakehouse = { ...checked, tables: byName };
  const maintenance = planMaintenance(lakehouse, target);
  const findings = examine(subjectOf(lakehouse, target, maintenance), {
    accepted: acceptedIn(lakehouse, target),
    today: target.today ?? new Date(),
  });
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new PlanError(target.stack, errors);
  return freeze({
    version: 1,
    stack: target.stack,
    catalog: target.settings.catalog,
    compute: planCompute(lakehouse, target),
    tables: byName.map((table) => planLayout(table, target.settings.catalog)),
    materializedViews: planMaterializedViews(lakehouse, target),
    maintenance,
    joins: planJoins(lakehouse),
    ...defined({ usage: target.settings.usage }),
    findings,
  });
}
