import { invalid } from "../http/errors.ts";

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/** A field of a Quartz expression: its bounds, the names it takes for numbers, the forms only it has. */
interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
  readonly special?: RegExp;
}

const FIELDS: readonly Field[] = [
  { name: "seconds", least: 0, most: 59 },
  { name: "minutes", least: 0, most: 59 },
  { name: "hours", least: 0, most: 23 },
  { name: "day of month", least: 1, most: 31, special: /^(\?|L(-\d{1,2})?W?|\d{1,2}W)$/ },
  { name: "month", least: 1, most: 12, names: MONTHS },
  { name: "day of week", least: 1, most: 7, names: DAYS, special: /^(\?|L|(\d|[A-Z]{3})(L|#[1-5]))$/ },
  { name: "year", least: 1970, most: 2199 },
];

/**
 * What is wrong with a Quartz cron expression, as a sentence; undefined when nothing is. Six fields or, with
 * the year, seven. Quartz wants `?` in exactly one of the two day fields.
 */
export function cronProblem(expression: string): string | undefined {
  const parts = expression.trim().toUpperCase().split(/\s+/);
  if (parts.length < 6 || parts.length > 7) {
    return `it has ${expression.trim() === "" ? 0 : parts.length} fields, and needs seconds, minutes, hours, day of month, month, day of week and, if wanted, year`;
  }
  for (const [index, part] of parts.entries()) {
    const field = FIELDS[index];
    if (field !== undefined && !part.split(",").every((item) => isItem(item, field))) {
      return `'${part}' is not a valid ${field.name}`;
    }
  }
  if ((parts[3] === "?") === (parts[5] === "?")) {
    return "exactly one of day of month and day of week must be '?'";
  }
  return undefined;
}

/** @throws ApiError naming the field when the expression is not a Quartz cron expression. */
export function expectCron(expression: string, field: string): void {
  const problem = cronProblem(expression);
  if (problem !== undefined) throw invalid(`Invalid ${field} '${expression}': ${problem}.`);
}

/** @throws ApiError naming the field when the time zone is unknown. */
export function expectTimezone(zone: string, field: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw invalid(
      `Invalid ${field} '${zone}': not a time zone of the IANA database, such as UTC or Europe/Berlin.`,
    );
  }
}

/** `*`, `5`, `MON`, `1-5`, `0/15`, `*\/10`, or a form of the field's own. */
function isItem(item: string, field: Field): boolean {
  if (field.special?.test(item) === true) return true;
  const [range = "", step, ...more] = item.split("/");
  if (more.length > 0 || (step !== undefined && !/^[1-9]\d*$/.test(step))) return false;
  if (range === "*") return true;
  const ends = range.split("-");
  return ends.length <= 2 && ends.every((end) => isValue(end, field));
}

function isValue(value: string, { least, most, names }: Field): boolean {
  if (names?.includes(value) === true) return true;
  return /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
}
