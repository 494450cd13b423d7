import * as pulumi from "@pulumi/pulumi";
import { parseSettings } from "../src/config/parse.ts";
import type { LakehouseDeclaration } from "../src/model/index.ts";
import { type LakehousePlan, planLakehouse } from "../src/plan/lakehouse.ts";
import { withErrorLines } from "../src/project/lines.ts";
import type { LakehouseArgs } from "./lakehouse-arguments.ts";
import { decided } from "./run-error.ts";

const PLANS = new WeakMap<LakehouseArgs, { readonly name: string; readonly plan: LakehousePlan }>();

/**
 * What a lakehouse of these arguments will be, planned once however often it is asked for.
 * @param folder of the project, whose files errors are found in. @default they are not looked for
 * @throws pulumi.RunError with every fault of the settings, of the declarations or of the plan
 */
export function planned(name: string, args: LakehouseArgs, folder?: string): LakehousePlan {
  const known = PLANS.get(args);
  if (known?.name === name) return known.plan;
  const plan = decided(() => {
    const { project = pulumi.getProject(), stack = pulumi.getStack() } = args;
    const settings = parseSettings(args.settings, `Lakehouse "${name}"`, "settings");
    const plan = () => planLakehouse({ name, ...declaredIn(args) }, { project, stack, settings });
    return folder === undefined ? plan() : withErrorLines(folder, plan);
  });
  PLANS.set(args, { name, plan });
  return plan;
}

/** With whatever nobody knows, so that it is named as a fault. */
function declaredIn(args: LakehouseArgs): Omit<LakehouseDeclaration, "name"> {
  const others: readonly string[] = OTHERS;
  return Object.fromEntries(Object.entries(args).filter(([key]) => !others.includes(key))) as Omit<
    LakehouseArgs,
    (typeof OTHERS)[number]
  >;
}

const OTHERS = ["settings", "project", "stack", "provider", "transform"] as const;

/** The arguments, with the plan of others that differ in nothing that is planned. */
export function withPlanOf(others: LakehouseArgs, args: LakehouseArgs): LakehouseArgs {
  const known = PLANS.get(others);
  if (known !== undefined) PLANS.set(args, known);
  return args;
}
