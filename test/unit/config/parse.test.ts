import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { describe, expect, test } from "vitest";
import { parseSettings, SettingsError, settingsKey } from "../../../src/config/parse.ts";
import { nextRun } from "../../../src/config/settings.ts";
import { readStackSettings, stacksIn } from "../../../src/project/stack-settings.ts";
import { project } from "../../../dev/start/kineo.ts";

type Loose = Record<string, unknown>;

function prod(): Loose & { cluster: Loose; warehouse: Loose; maintenance: Loose } {
  const file = parse(readFileSync("Pulumi.prod.yaml", "utf8")) as { config: Record<string, unknown> };
  return file.config[settingsKey("kineo")] as ReturnType<typeof prod>;
}

function faultsOf(change: (settings: ReturnType<typeof prod>) => void): readonly string[] {
  const settings = prod();
  change(settings);
  try {
    parseSettings(settings, "Pulumi.prod.yaml", "kineo:settings");
  } catch (error) {
    if (error instanceof SettingsError) return error.faults;
    throw error;
  }
  return [];
}

describe("settings", () => {
  test("every stack of the repository has settings without a fault", () => {
    expect(stacksIn(project)).toEqual(["dev", "prod", "sandbox"]);
    const catalogs = stacksIn(project).map((stack) => readStackSettings(project, stack).catalog);
    expect(catalogs).toEqual(["dev", "prod", "sandbox"]);
  });

  test("a misspelt key is named with its path and the nearest right spelling", () => {
    expect(faultsOf((s) => (s.cluster["nodetype"] = "x"))).toEqual([
      'cluster.nodetype: unknown key; did you mean "nodeType"?',
    ]);
  });

  test("a key that resembles none is answered with the known ones", () => {
    expect(faultsOf((s) => (s.maintenance["colour"] = "x"))).toEqual([
      "maintenance.colour: unknown key; known here: timezone, daily, weekly, monthly, warmUp, runsOn, paused, predictiveOptimization",
    ]);
    expect(faultsOf((s) => (s.maintenance["monthly"] = { dya: 1, day: 1, at: "03:00", hours: 6 }))).toEqual([
      'maintenance.monthly.dya: unknown key; did you mean "day"?',
    ]);
  });

  test("a minimum over the maximum is one fault that names both", () => {
    expect(faultsOf((s) => (s.cluster["workers"] = { min: 9, max: 8 }))).toEqual([
      "cluster.workers: min (9) is over max (8): workers scale from min up to max",
    ]);
  });

  test("statements at once may be left out, and have bounds", () => {
    expect(faultsOf((s) => (s.warehouse["statementsAtOnce"] = 64))).toEqual([]);
    expect(faultsOf((s) => (s.warehouse["statementsAtOnce"] = 65))).toEqual([
      "warehouse.statementsAtOnce: got 65; at most 64",
    ]);
  });

  test("all faults come at once, each with what was given and what is allowed", () => {
    const faults = faultsOf((s) => {
      s.warehouse["size"] = "Smal";
      s.cluster["runtime"] = "latest";
      s.cluster["autoTerminationMinutes"] = 5;
      s.cluster["memory"] = { total: "128GB", at: "min" };
      s.maintenance["timezone"] = "Mars/Base";
      s.maintenance["weekly"] = { day: "SUNDAY", at: "3:00", hours: 24 };
      delete s["protect"];
    });
    expect(faults).toEqual([
      'cluster.memory.total: got "128GB"; expected a size such as "128 GB" (MB, GB or TB, one space)',
      'cluster.runtime: got "latest"; expected a pinned runtime key such as "17.3.x-scala2.13"',
      "cluster.autoTerminationMinutes: got 5; at least 10",
      'warehouse.size: got "Smal"; allowed: "2X-Small", "X-Small", "Small", "Medium", "Large", "X-Large", "2X-Large", "3X-Large", "4X-Large" (did you mean "Small"?)',
      'maintenance.timezone: got "Mars/Base"; an IANA time zone, such as "America/New_York"',
      'maintenance.weekly.day: got "SUNDAY"; allowed: "MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"',
      'maintenance.weekly.at: got "3:00"; expected a time of day such as "03:00"',
      "maintenance.weekly.hours: got 24; at most 23",
      "protect: missing; expected boolean",
    ]);
  });

  test("the message names the file and counts the faults", () => {
    expect(() => parseSettings({}, "Pulumi.x.yaml", "kineo:settings")).toThrow(
      /^Pulumi\.x\.yaml: 6 faults in kineo:settings\n {2}- /,
    );
  });

  test("a stack without a file is answered with the stacks there are", () => {
    expect(() => readStackSettings(project, "prd")).toThrow(
      'no such file; stacks here: dev, prod, sandbox (did you mean "prod"?)',
    );
  });
});

describe("the next run", () => {
  test("follows Quartz, where Sunday is 1, in the schedule's time zone", () => {
    const now = new Date("2026-11-25T00:00:00Z");
    const byName = nextRun({ cron: "0 0 3 ? * SUN", timezone: "America/New_York" }, now);
    expect(byName).toBe("2026-11-29T08:00:00.000Z");
    expect(nextRun({ cron: "0 0 3 ? * 1", timezone: "America/New_York" }, now)).toBe(byName);
  });
});
