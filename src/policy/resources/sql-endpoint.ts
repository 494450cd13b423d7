import { defined } from "../../model/defined.ts";
import type { Values } from "../../pulumi-rpc/value.ts";
import type { Subject, WarehouseSubject } from "../../rules/subject.ts";
import { isSet, knownNumber, knownText } from "./known.ts";
import type { PulumiResource } from "./resource.ts";

/** A SQL warehouse. */
export function readSqlEndpoint({ name, urn, inputs }: PulumiResource): Partial<Subject> {
  const [min, max] = [knownNumber(inputs["minNumClusters"]), knownNumber(inputs["maxNumClusters"])];
  return {
    warehouses: [
      {
        ...{ where: name, at: { file: urn }, ...readType(inputs) },
        ...defined({
          autoStopMinutes: knownNumber(inputs["autoStopMins"]),
          clusters: min === undefined || max === undefined ? undefined : { min, max },
        }),
      },
    ],
  };
}

/** A serverless warehouse is pro. Where neither is said, the workspace decides whether it is serverless. */
function readType(inputs: Values): Pick<WarehouseSubject, "type" | "serverless"> {
  const { warehouseType, enableServerlessCompute } = inputs;
  const type = knownText(warehouseType)?.toUpperCase();
  const isClassic = type === "CLASSIC" || (!isSet(warehouseType) && enableServerlessCompute === false);
  if (isClassic && !isSet(enableServerlessCompute)) return { type: "classic", serverless: false };
  return defined({
    type: isClassic ? ("classic" as const) : type === "PRO" ? ("pro" as const) : undefined,
    serverless: typeof enableServerlessCompute === "boolean" ? enableServerlessCompute : undefined,
  });
}
