import { Cron } from "croner";
import { z } from "zod";
import { isTimeZone } from "../model/refresh-faults.ts";
import { acceptedSchema } from "./accepted.ts";

const name = (what: string) =>
  z
    .string()
    .regex(
      /^[a-z][a-z0-9_]*$/,
      `${what}: lower-case letters, digits and underscores, starting with a letter`,
    );

const bytes = z
  .string()
  .regex(/^[1-9][0-9]* (MB|GB|TB)$/, 'a size such as "128 GB" (MB, GB or TB, one space)')
  .transform((text) => text as `${number} GB`);

const principal = z.string().min(1, "the name of a group or user of the workspace");

/** A time of day, by the clock of `maintenance.timezone`. */
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "03:00"');

/** When maintenance may begin, and how long it may take. */
const window = {
  at: time,
  /** Length in hours; planned jobs that take longer are a finding. */
  hours: z.int().min(1).max(23),
};

const range = (what: string, least: number) =>
  z.strictObject({ min: z.int().min(least), max: z.int().min(least) }).refine(({ min, max }) => min <= max, {
    error: ({ input }) => {
      const { min, max } = input as { min: number; max: number };
      return `min (${min}) is over max (${max}): ${what} scale from min up to max`;
    },
  });

const accepted = z.strictObject({
  ...acceptedSchema.shape,
  /** The finding's place, such as cluster.nodeType. */
  where: z.string().min(1),
});

/**
 * What differs between environments, and nothing else: tables, layouts and Spark conf are the same
 * everywhere. Strict: a key that is not here is an error, never ignored.
 */
export const settingsSchema = z.strictObject({
  /** Unity Catalog catalog that holds the schemas of `tables/`. */
  catalog: name("a catalog name"),
  cluster: z.strictObject({
    /** Node type of workers and driver. */
    nodeType: z.string().min(1),
    /** Autoscaling bounds, in workers; the driver comes on top. */
    workers: range("workers", 1),
    /** Memory the workers must have together, and at which size of the cluster. */
    memory: z.strictObject({ total: bytes, at: z.enum(["min", "max"]) }),
    /** Databricks Runtime, pinned. */
    runtime: z.string().regex(/^\d+\.\d+\.x-scala2\.\d+$/, 'a pinned runtime key such as "17.3.x-scala2.13"'),
    /** Minutes without work until the cluster ends itself; 10 is the least Databricks takes. */
    autoTerminationMinutes: z.int().min(10).max(10_000),
  }),
  warehouse: z.strictObject({
    size: z.enum([
      "2X-Small",
      "X-Small",
      "Small",
      "Medium",
      "Large",
      "X-Large",
      "2X-Large",
      "3X-Large",
      "4X-Large",
    ]),
    /** Clusters the warehouse scales between as queries queue. */
    clusters: range("clusters", 1),
    /** Minutes without a query until the warehouse stops; the API takes 10 or more. */
    autoStopMinutes: z.int().min(10),
    /** Pro either way; serverless starts in seconds and must be enabled in the workspace. */
    serverless: z.boolean().default(false),
    channel: z.enum(["current", "preview"]).default("current"),
    /** Layout statements that run on it at once; 8 unless set. */
    statementsAtOnce: z.int().min(1).max(64).optional(),
  }),
  maintenance: z.strictObject({
    /** IANA time zone of the windows. */
    timezone: z.string().refine(isTimeZone, 'an IANA time zone, such as "America/New_York"'),
    daily: z.strictObject(window).default({ at: "01:00", hours: 2 }),
    weekly: z
      .strictObject({ day: z.enum(["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]), ...window })
      .default({ day: "SUN", at: "03:00", hours: 6 }),
    /** A day that every month has, also where the window goes past midnight. */
    monthly: z
      .strictObject({ day: z.int().min(1).max(27), ...window })
      .default({ day: 1, at: "20:00", hours: 5 }),
    /**
     * When hot data is read into the warehouse's disk cache, every day. Left out: after each update of the tables it
     * is read from, once they have been quiet for a while.
     */
    warmUp: z.strictObject({ at: time }).optional(),
    /** What runs the statements: the stack's warehouse, or a cluster that each run starts and ends. */
    runsOn: z.enum(["warehouse", "job cluster"]).default("warehouse"),
    /** Jobs are deployed but do not run by themselves. */
    paused: z.boolean().default(false),
    /**
     * Whether Databricks keeps the catalog's tables in shape by itself. Set on the account, the catalog or a schema,
     * not here; said here, so that the planned jobs can be judged by it.
     */
    predictiveOptimization: z.boolean().optional(),
  }),
  principals: z.strictObject({
    /** May manage compute and jobs. */
    admins: principal,
    /** May start and attach to the cluster, use its policy, and run the jobs. */
    engineers: principal,
    /** May query on the warehouse. */
    analysts: principal,
    /** Mail addresses that hear of maintenance that failed or takes too long; a group has none. */
    notify: z.array(z.email("a mail address")).default([]),
  }),
  /** What reviews reckon costs by. */
  usage: z
    .strictObject({
      /** Hours a month that the cluster runs. */
      clusterHours: z.number().min(0).max(744).optional(),
      /** Hours a month that the warehouse runs. */
      warehouseHours: z.number().min(0).max(744).optional(),
      /** Price of a DBU as it was agreed with Databricks, which publishes none that holds for everybody. */
      pricePerDbu: z
        .strictObject({
          cluster: z.number().positive().optional(),
          warehouse: z.number().positive().optional(),
          /** ISO 4217. */
          currency: z.string().regex(/^[A-Z]{3}$/, "a currency such as USD"),
        })
        .optional(),
    })
    .optional(),
  /** Whether compute and jobs are protected from deletion; lifting it is a deployment of its own. */
  protect: z.boolean(),
  /** Put on compute and jobs, for cost reports. */
  tags: z.record(z.string().regex(/^[\w.+\-=:/@]{1,127}$/), z.string().max(255)).default({}),
  /** Findings about these settings that may stay for a while. */
  accept: z.array(accepted).default([]),
});

export type Settings = Readonly<z.output<typeof settingsSchema>>;

/** Settings as they are written: what has a default may be left out. */
export type SettingsInput = Readonly<z.input<typeof settingsSchema>>;

/** A Quartz schedule: seconds minutes hours day-of-month month day-of-week, in a time zone. */
export interface Schedule {
  readonly cron: string;
  /** IANA time zone. */
  readonly timezone: string;
}

// Numeric weekdays count from Sunday = 1 in Quartz, where cron counts from Monday = 1.
const quartz = { paused: true, alternativeWeekdays: true } as const;

/** When a schedule fires next after `now`, in ISO 8601 and UTC; undefined when it never does. */
export function nextRun({ cron, timezone }: Schedule, now: Date): string | undefined {
  return new Cron(cron, { ...quartz, timezone }).nextRun(now)?.toISOString();
}
