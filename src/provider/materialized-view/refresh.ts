import type { RefreshDeclaration } from "../../model/materialized-view.ts";
import { refreshFault } from "../../model/refresh-faults.ts";
import type { Fail } from "../inputs.ts";
import { hasUnknown, isValues, UNKNOWN, type Unknown, type Value } from "../../pulumi-rpc/value.ts";

const CHOICES =
  `{ kind: "manual" }, { kind: "every", count: 6, unit: "HOUR" }, ` +
  `{ kind: "cron", cron: "0 0 5 * * ?", timezone: "UTC" } or { kind: "onUpdate" }`;

const FIELDS = {
  manual: ["kind"],
  every: ["kind", "count", "unit"],
  cron: ["kind", "cron", "timezone"],
  onUpdate: ["kind", "atMostEverySeconds"],
} as const satisfies Readonly<Record<RefreshDeclaration["kind"], readonly string[]>>;

/** Reads the input `refresh`. */
export function readRefresh(value: Value | undefined, fail: Fail): RefreshDeclaration | Unknown | undefined {
  if (value === undefined || value === null) return undefined;
  if (hasUnknown(value)) return UNKNOWN;
  const refresh = asDeclaration(value);
  if (refresh === undefined) {
    fail("refresh", `${JSON.stringify(value)} is no refresh; write ${CHOICES}`);
    return undefined;
  }
  const fault = refreshFault(refresh);
  if (fault !== undefined) fail("refresh", `${fault.message}; write ${fault.instead}`);
  return refresh;
}

function asDeclaration(value: Value): RefreshDeclaration | undefined {
  if (!isValues(value)) return undefined;
  const { kind, count, unit, cron, timezone, atMostEverySeconds } = value;
  if (typeof kind !== "string" || !(kind in FIELDS)) return undefined;
  const fields: readonly string[] = FIELDS[kind as keyof typeof FIELDS];
  if (Object.keys(value).some((field) => !fields.includes(field))) return undefined;
  switch (kind) {
    case "manual":
      return { kind };
    case "every":
      return typeof count === "number" && (unit === "HOUR" || unit === "DAY" || unit === "WEEK")
        ? { kind, count, unit }
        : undefined;
    case "cron":
      return typeof cron === "string" && typeof timezone === "string" ? { kind, cron, timezone } : undefined;
    default:
      if (atMostEverySeconds === undefined || atMostEverySeconds === null) return { kind: "onUpdate" };
      return typeof atMostEverySeconds === "number" ? { kind: "onUpdate", atMostEverySeconds } : undefined;
  }
}

const EVERY = /^EVERY (\d+) (HOUR|DAY|WEEK)S?$/i;
const CRON = /^CRON '(.*)' AT TIME ZONE '(.*)'$/i;
const ON_UPDATE = /^TRIGGER ON UPDATE(?: AT MOST EVERY INTERVAL '?(\d+)'? (SECOND|MINUTE|HOUR)S?)?$/i;
const SECONDS = { SECOND: 1, MINUTE: 60, HOUR: 3600 } as const;

/**
 * Reads the row `Refresh Schedule` of DESCRIBE EXTENDED: `MANUAL`, `EVERY 2 HOURS`, `CRON '0 0 5 * * ?' AT TIME ZONE
 * 'Etc/UTC'`, `TRIGGER ON UPDATE AT MOST EVERY INTERVAL 900 SECOND`.
 * @returns `undefined` for a text of another form
 */
export function parseRefresh(text: string): RefreshDeclaration | undefined {
  const schedule = text.trim().replace(/^SCHEDULE /i, "");
  if (schedule.toUpperCase() === "MANUAL") return { kind: "manual" };
  const [, count, unit] = EVERY.exec(schedule) ?? [];
  if (count !== undefined && unit !== undefined) {
    return { kind: "every", count: Number(count), unit: unit.toUpperCase() as "HOUR" | "DAY" | "WEEK" };
  }
  const [, cron, timezone] = CRON.exec(schedule) ?? [];
  if (cron !== undefined && timezone !== undefined) return { kind: "cron", cron, timezone };
  const trigger = ON_UPDATE.exec(schedule);
  if (trigger === null) return undefined;
  const [, amount, each] = trigger;
  if (amount === undefined || each === undefined) return { kind: "onUpdate" };
  const seconds = Number(amount) * SECONDS[each.toUpperCase() as keyof typeof SECONDS];
  return { kind: "onUpdate", atMostEverySeconds: seconds };
}

/** Whether the engine refreshes alike: it writes UTC by another name than most people do. */
export function sameRefresh(a: RefreshDeclaration, b: RefreshDeclaration): boolean {
  switch (a.kind) {
    case "manual":
      return b.kind === "manual";
    case "every":
      return b.kind === "every" && a.count === b.count && a.unit === b.unit;
    case "cron":
      return b.kind === "cron" && a.cron === b.cron && zone(a.timezone) === zone(b.timezone);
    case "onUpdate":
      return b.kind === "onUpdate" && a.atMostEverySeconds === b.atMostEverySeconds;
  }
}

function zone(name: string): string {
  const upper = name.toUpperCase();
  return upper === "ETC/UTC" ? "UTC" : upper;
}
