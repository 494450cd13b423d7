import type { RefreshDeclaration } from "./materialized-view.ts";

/** What is wrong with a refresh, and what to write instead. */
export interface RefreshFault {
  readonly message: string;
  readonly instead: string;
}

/**
 * The largest number before each unit:
 * https://docs.databricks.com/aws/en/sql/language-manual/sql-ref-syntax-ddl-create-materialized-view
 */
const MOST = { HOUR: 72, DAY: 31, WEEK: 8 } as const;

/** https://docs.databricks.com/aws/en/ldp/dbsql/schedule-refreshes */
const LEAST_SECONDS = 60;

/** The first fault of a refresh as Databricks takes it; `undefined` where there is none. */
export function refreshFault(refresh: RefreshDeclaration): RefreshFault | undefined {
  switch (refresh.kind) {
    case "manual":
      return undefined;
    case "every": {
      const { count, unit } = refresh;
      const most = MOST[unit];
      if (Number.isInteger(count) && count >= 1 && count <= most) return undefined;
      const units = unit.toLowerCase();
      return { message: `is refreshed every ${count} ${units}s`, instead: `1 to ${most} ${units}s` };
    }
    case "cron":
      if (!isQuartz(refresh.cron)) {
        return {
          message: `is refreshed by the schedule ${JSON.stringify(refresh.cron)}`,
          instead: 'a Quartz schedule of six or seven fields with one "?", such as "0 0 5 * * ?"',
        };
      }
      return isTimeZone(refresh.timezone)
        ? undefined
        : {
            message: `is refreshed in the time zone ${JSON.stringify(refresh.timezone)}`,
            instead: 'an IANA time zone, such as "America/New_York"',
          };
    case "onUpdate": {
      const { atMostEverySeconds: seconds = LEAST_SECONDS } = refresh;
      if (Number.isInteger(seconds) && seconds >= LEAST_SECONDS) return undefined;
      return {
        message: `is refreshed on update, at most every ${seconds} seconds`,
        instead: "a minute or more",
      };
    }
  }
}

/** As many fields as Quartz has, and no day-of-week beside a day-of-month; the engine has the last word on each field. */
function isQuartz(cron: string): boolean {
  const fields = cron.trim().split(/\s+/);
  return (
    (fields.length === 6 || fields.length === 7) &&
    fields.every((field) => /^[\w*?,/#-]+$/.test(field)) &&
    [fields[3], fields[5]].filter((field) => field === "?").length === 1
  );
}

export function isTimeZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}
