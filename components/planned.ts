import * as pulumi from "@pulumi/pulumi";
import { parseSettings } from "../src/config/parse.ts";
import { type LakehousePlan, planLakehouse } from "../src/plan/lakehouse.ts";
import type { LakehouseArgs } from "./lakehouse-arguments.ts";
import { decided } from "./run-error.ts";

const PLANS = new WeakMap<LakehouseArgs, { readonly name: string; readonly plan: LakehousePlan }>();

/**
 * What a lakehouse of these arguments will be, planned once however often it is asked for.
 * @throws pulumi.RunError with every fault of the settings, of the declarations or of the plan
 */
export function planned(name: string, args: LakehouseArgs): LakehousePlan {
  const known = PLANS.get(args);
  if (known?.name === name) return known.plan;
  const plan = decided(() => {
    const { project = pulumi.getProject(), stack = pulumi.getStack(), settings: given, ...others } = args;
    const { provider: _provider, transform: _transform, ...declared } = others;
    const settings = parseSettings(given, `Lakehouse "${name}"`, "settings");
    return planLakehouse({ name, ...declared }, { project, stack, settings });
  });
  PLANS.set(args, { name, plan });
  return plan;
}

/** The arguments, with the plan of others that differ in nothing that is planned. */
export function withPlanOf(others: LakehouseArgs, args: LakehouseArgs): LakehouseArgs {
  const known = PLANS.get(others);
  if (known !== undefined) PLANS.set(args, known);
  return args;
}
