import { LAKEHOUSE_FILE } from "../../model/index.ts";
import { manual } from "../adoption.ts";
import type { StackContext } from "../context.ts";
import type { Adoption, Scalar } from "../report.ts";
import type { DeployedSide, Deviation } from "../sides.ts";
import { knownField } from "./known-fields.ts";
import type { ObjectKind } from "./shapes.ts";

/** The edit that makes the live value the declared one, or what a person does where no file says just that. */
export function adoptObject(
  { kind }: DeployedSide,
  { path, declared, live }: Deviation,
  { stack, sparkConfFile = LAKEHOUSE_FILE }: StackContext,
): Adoption {
  const field = knownField(kind as ObjectKind, path);
  if (field?.notAdopted !== undefined) return manual(field.notAdopted);
  const confKey = sparkConfKey(kind, path);
  if (confKey !== undefined && declared !== undefined && live !== undefined) {
    return {
      kind: "edit",
      file: sparkConfFile,
      says: `${confKey} = ${live}, in every environment`,
      edit: { in: "sparkConf", key: confKey, value: live },
    };
  }
  if (confKey !== undefined)
    return manual(`edit ${sparkConfFile}, where each key has its reason: ${confKey}`);
  const setting = field?.setting;
  if (setting === undefined || live === undefined)
    return manual("this library does not declare it; revert it");
  const value = settingValue(live);
  return {
    kind: "edit",
    file: `Pulumi.${stack}.yaml`,
    says: `${setting.join(".")}: ${String(value)}`,
    edit: { in: "settings", path: setting, value },
  };
}

function sparkConfKey(kind: DeployedSide["kind"], path: string): string | undefined {
  const key = /^spark_conf\[(".+")\]$/.exec(path)?.[1];
  return kind === "cluster" && key !== undefined ? (JSON.parse(key) as string) : undefined;
}

/** The API's words in the settings' own. */
function settingValue(live: string): Scalar {
  if (live === "true" || live === "false") return live === "true";
  if (/^-?\d+$/.test(live)) return Number(live);
  return /^CHANNEL_NAME_(\w+)$/.exec(live)?.[1]?.toLowerCase() ?? live;
}
