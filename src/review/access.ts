import { defined } from "../model/defined.ts";
import type { Verdict } from "./impact/impact.ts";
import { type Json, list, object, text } from "../model/json.ts";

/** Somebody whose access changes. */
export interface AccessChange {
  readonly principal: string;
  readonly from?: string;
  readonly to?: string;
  readonly verdict: Verdict;
}

const API = "Databricks REST API, Permissions: Set";

/** Compares lists of access by whom they are for; the order means nothing. */
export function accessChanges(old: Json | undefined, next: Json | undefined): readonly AccessChange[] {
  const before = levels(old);
  const after = levels(next);
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((principal) => {
    const [from, to] = [before.get(principal), after.get(principal)];
    if (from === to) return [];
    return [
      {
        principal,
        verdict: judgeAccess(from, to),
        ...defined({ from, to }),
      },
    ];
  });
}

export function judgeAccess(from: string | undefined, to: string | undefined): Verdict {
  if (from === undefined) return { rank: "metadata", why: "gets access", source: API };
  return {
    rank: "interruption",
    why: to === undefined ? "loses access with the next request" : "has other rights with the next request",
    source: API,
  };
}

function levels(values: Json | undefined): ReadonlyMap<string, string> {
  return new Map(
    list(values?.["accessControls"]).map((item) => {
      const entry = object(item);
      const principal =
        text(entry["groupName"]) ?? text(entry["userName"]) ?? text(entry["servicePrincipalName"]) ?? "";
      return [principal, text(entry["permissionLevel"]) ?? ""];
    }),
  );
}
