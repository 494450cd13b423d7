import type { Item, Page, TableRow, Tone } from "../../page/model.ts";

const TONE: readonly Tone[] = ["bad", "warn", "info"];
const GROUP = ["Could lose data", "Rewrites data", "Metadata only"];

/** A page of so many tables, every tenth of them changed. */
export function manyTables(tables: number): Page {
  const rows = Array.from({ length: tables }, (_, at) => table(at));
  return {
    title: "Drift of prod",
    about: "https://kineo.cloud.test, deployed 2026-11-20",
    made: "2026-11-25T06:00:00.000Z",
    figures: [
      { label: "tables", value: String(tables), tone: "info" },
      { label: "differences", value: String(Math.ceil(tables / 10)), tone: "warn" },
    ],
    items: {
      heading: "Differences",
      none: "Nothing differs.",
      items: rows.filter((_, at) => at % 10 === 0).map(({ name }, at) => item(name, at)),
    },
    tables: rows,
    compute: [
      {
        name: "cluster",
        detail: "r6id.2xlarge, 2 to 8 workers",
        perHour: [6.1, 18.4],
        perMonth: [1_000, 3_000],
      },
      { name: "warehouse", detail: "Small, serverless" },
    ],
    computeNote: "DBU as of 2026-01; what the cloud takes for machines is not in it.",
    windows: [
      {
        job: "optimize",
        about: "OPTIMIZE of 15 tables",
        starts: [6 * 1440 + 180],
        minutes: 45,
        timezone: "America/New_York",
        paused: false,
      },
      {
        job: "refresh",
        about: "every six hours",
        starts: [0, 360, 720, 1080],
        minutes: 5,
        timezone: "UTC",
        paused: true,
      },
    ],
  };
}

function table(at: number): TableRow {
  const marked = at % 10 === 0;
  return {
    name: `${at % 2 === 0 ? "gold" : "silver"}.table_${String(at).padStart(4, "0")}`,
    layout: at % 3 === 0 ? "partition by fiscal_year, Z-order by user_id" : "cluster by user_id, course_id",
    rows: at * 1_000,
    bytes: at * 1_000_000,
    upkeep: {
      optimize: { cadence: "weekly", last: "2026-11-22T08:03:00.000Z" },
      analyze: { cadence: "weekly" },
      vacuum: undefined,
    },
    marks: marked ? [{ tone: "warn", text: "drift" }] : [],
  };
}

function item(name: string, at: number): Item {
  return {
    tone: TONE[at % 3] ?? "info",
    group: GROUP[at % 3] ?? "",
    what: "table layout",
    where: name,
    fields: [
      {
        field: 'properties["delta.appendOnly"]',
        from: "true",
        to: "<script>alert(1)</script>",
        why: "Why it matters.",
      },
    ],
    facts: [["Who", "jo@kineo.example, SET TBLPROPERTIES at 2026-11-24 17:03"]],
    code: [{ label: "Put it back", text: "pulumi up --stack prod --target …" }],
  };
}
