import { columnType, type Table } from "../../src/model/index.ts";

/**
 * What a nightly pipeline would have loaded: rows that are the same on every machine, with keys that join.
 * Values come from the row's number by hashing, so no table depends on another's rows.
 */

/** How many of each there are, by the column that refers to them. */
const ENTITIES: Readonly<Record<string, number>> = {
  user_id: 3_057,
  employee_id: 3_057,
  assigned_by: 412,
  manager_id: 412,
  organization_id: 1_001,
  parent_id: 1_001,
  position_id: 889,
  course_id: 640,
  cert_id: 300,
  program_id: 84,
};

/** Keys that do not start at 1: the two course lists make one. */
const FIRST_KEY: Readonly<Record<string, number>> = { "silver.courses_elearning": 261 };

const WORDS: Readonly<Record<string, readonly string[]>> = {
  completion_status: ["completed", "in progress", "not started", "failed"],
  status: ["active", "completed", "in progress", "expired"],
  assignment_status: ["Assigned", "Completed", "Expired", "Waived"],
  relationship_type: ["line", "functional", "interim"],
  course_category: ["safety", "compliance", "leadership", "product", "skills"],
  delivery: ["in person", "e-learning"],
  region: ["Americas", "EMEA", "APAC"],
  job_family: ["operations", "sales", "engineering", "finance", "people"],
};

const SMALL_NUMBERS: Readonly<Record<string, number>> = {
  attempt: 3,
  credits: 40,
  courses_required: 12,
  courses_completed: 12,
  direct_reports: 30,
  duration_minutes: 240,
  seats: 24,
  valid_months: 36,
  position_in_program: 12,
};

const DAY_ONE = "DATE'2012-01-01'";
const DAYS = 9_132; // 2012-01-01 to 2036-12-31
const CALENDAR_TABLES = ["gold.dim_fy_began", "gold.dim_fy_completed"];

/**
 * The SQL expression, over the row number `id`, that fills a column.
 * @throws Error for a column that nothing here knows how to fill
 */
export function columnExpression(table: Table, column: string): string {
  const details = table.columns[column];
  const type = details === undefined ? undefined : columnType(details);
  if (CALENDAR_TABLES.includes(table.name)) return calendar(column, `date_add(${DAY_ONE}, CAST(id AS INT))`);
  if (table.name === "silver.fiscal_years") {
    return column === "fiscal_year"
      ? "CAST(2012 + id AS INT)"
      : calendar(column, "make_date(CAST(2012 + id AS INT), 1, 1)");
  }
  if (column === Object.keys(table.columns)[0] && isKey(table, column)) {
    return `${FIRST_KEY[table.name] ?? 1} + id`;
  }
  const entities = ENTITIES[column];
  if (entities !== undefined) return `CAST(1 + ${random(column, entities)} AS BIGINT)`;
  const words = WORDS[column];
  if (words !== undefined) {
    return `element_at(array(${words.map((word) => `'${word}'`).join(", ")}), CAST(1 + ${random(column, words.length)} AS INT))`;
  }
  const most = SMALL_NUMBERS[column];
  if (most !== undefined) return `CAST(1 + ${random(column, most)} AS INT)`;
  if (column === "fiscal_year") return `CAST(2012 + ${random(column, 25)} AS INT)`;
  if (column.endsWith("_key"))
    return `CAST(date_format(${moment(column.slice(0, -"_key".length))}, 'yyyyMMdd') AS INT)`;
  if (type === "TIMESTAMP") return moment(column);
  if (type === "DATE") return `CAST(${moment(column)} AS DATE)`;
  if (type === "BOOLEAN") return `${random(column, 10)} > 0`;
  if (column === "email") return "concat('learner', id, '@kineo.example')";
  if (column.endsWith("name")) return `concat('${title(column)} ', ${nameNumber(table, column)})`;
  throw new Error(`${table.name}: nothing fills the column ${column}`);
}

/** A table has as many rows as there are of the things its first column names: then that is its key. */
function isKey(table: Table, column: string): boolean {
  const own = ["session_id", "enrolment_id", "assignment_id"];
  return (
    own.includes(column) ||
    ENTITIES[column] === table.size.rows ||
    ["silver.courses_in_person", "silver.courses_elearning"].includes(table.name)
  );
}

/** 0 to `below` − 1, the same for the same row and column. */
function random(column: string, below: number): string {
  return `pmod(xxhash64(id, '${column}'), ${below})`;
}

/** A moment since 2012; what is due or expires reaches to 2036, everything else has happened by October 2026. */
function moment(column: string): string {
  const days = /due|expires|valid_to/.test(column) ? DAYS : 5_400;
  return `timestamp_seconds(1325376000 + ${random(column, days * 86_400)})`;
}

function calendar(column: string, day: string): string {
  switch (column) {
    case "date_key":
      return `CAST(date_format(${day}, 'yyyyMMdd') AS INT)`;
    case "calendar_date":
      return day;
    case "fiscal_year":
      return `CAST(year(${day}) AS INT)`;
    case "fy_start_date":
      return `make_date(year(${day}), 1, 1)`;
    case "fy_end_date":
      return `make_date(year(${day}), 12, 31)`;
    default:
      throw new Error(`a calendar has no column ${column}`);
  }
}

/** The name of what a row refers to is that thing's name everywhere. */
function nameNumber(table: Table, column: string): string {
  const key = column.replace(/_(full)?name$/, "_id");
  return Object.hasOwn(table.columns, key) ? columnExpression(table, key) : "id";
}

function title(column: string): string {
  const words = column.replace(/_?(full)?name$/, "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
