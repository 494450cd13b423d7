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

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as "03:00"');

/** When maintenance may begin, and how long it may take. */
const window = {
  /** When it begins, by the clock of `maintenance.timezone`. */
  at: time,
  /** Length in hours; planned jobs that take longer are a finding. */
  hours: z.int().min(1).max(23),
};

const range = (what: string, least: number) =>
  z
    .strictObject({
      /** The fewest; what there is before anything scales. */
      min: z.int().min(least),
      /** The most; as many as `min`, or more. */
      max: z.int().min(least),
    })
    .refine(({ min, max }) => min <= max, {
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
  /** The interactive cluster, and the policy that keeps clusters made by hand inside its bounds. */
  cluster: z.strictObject({
    /** Node type of workers and driver. */
    nodeType: z.string().min(1),
    /** Autoscaling bounds, in workers; the driver comes on top. */
    workers: range("workers", 1),
    /** Memory the workers must have together, and at which size of the cluster. */
    memory: z.strictObject({
      /** Memory of the workers together, at least; the driver's does not count. */
      total: bytes,
      /** Whether the fewest workers reach it already, or only the most. */
      at: z.enum(["min", "max"]),
    }),
    /** Databricks Runtime, pinned. */
    runtime: z.string().regex(/^\d+\.\d+\.x-scala2\.\d+$/, 'a pinned runtime key such as "17.3.x-scala2.13"'),
    /** Minutes without work until the cluster ends itself; 10 is the least Databricks takes. */
    autoTerminationMinutes: z.int().min(10).max(10_000),
  }),
  /** The SQL warehouse of dashboards, layout statements and maintenance. */
  warehouse: z.strictObject({
    /** Size of each of its clusters, in Databricks' own words. */
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
    /** Which versions of Databricks SQL it gets: released ones, or those before their release. */
    channel: z.enum(["current", "preview"]).default("current"),
    /** Layout statements that run on it at once. @default 8 */
    statementsAtOnce: z.int().min(1).max(64).optional(),
  }),
  /** When and on what the jobs run that keep the tables in shape. */
  maintenance: z.strictObject({
    /** IANA time zone of the windows. */
    timezone: z.string().refine(isTimeZone, 'an IANA time zone, such as "America/New_York"'),
    /** The window of what tables ask for `"daily"`. */
    daily: z.strictObject(window).default({ at: "01:00", hours: 2 }),
    /** The window of what tables ask for `"weekly"`. */
    weekly: z
      .strictObject({
        /** Day of the week on which it begins. */
        day: z.enum(["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"]),
        ...window,
      })
      .default({ day: "SUN", at: "03:00", hours: 6 }),
    /** The window of what tables ask for `"monthly"`. */
    monthly: z
      .strictObject({
        /** A day that every month has, also where the window goes past midnight. */
        day: z.int().min(1).max(27),
        ...window,
      })
      .default({ day: 1, at: "20:00", hours: 5 }),
    /**
     * When hot data is read into the warehouse's disk cache, every day.
     * @default after each update of the tables it is read from, once they have been quiet for a while
     */
    warmUp: z
      .strictObject({
        /** When the reading begins, by the clock of `maintenance.timezone`. */
        at: time,
      })
      .optional(),
    /** What runs the statements: the stack's warehouse, or a cluster that each run starts and ends. */
    runsOn: z.enum(["warehouse", "job cluster"]).default("warehouse"),
    /** Jobs are deployed but do not run by themselves. */
    paused: z.boolean().default(false),
    /**
     * Whether Databricks keeps the catalog's tables in shape by itself. Set on the account, the catalog or a schema,
     * not here; said here, so that the planned jobs can be judged by it.
     * @default not known, and not judged
     */
    predictiveOptimization: z.boolean().optional(),
  }),
  /** Groups or users of the workspace, and what each may do. */
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
  /** What reviews reckon costs by. @default reviews name no costs that depend on it */
  usage: z
    .strictObject({
      /** Hours a month that the cluster runs. */
      clusterHours: z.number().min(0).max(744).optional(),
      /** Hours a month that the warehouse runs. */
      warehouseHours: z.number().min(0).max(744).optional(),
      /**
       * Price of a DBU as it was agreed with Databricks, which publishes none that holds for everybody.
       * @default costs are told in DBU
       */
      pricePerDbu: z
        .strictObject({
          /** Of a DBU of the cluster and of clusters of jobs. */
          cluster: z.number().positive().optional(),
          /** Of a DBU of the warehouse. */
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

/** What differs between environments, checked and with its defaults. */
export type Settings = Readonly<z.output<typeof settingsSchema>>;

/** Settings as they are written: what has a default may be left out. */
export type SettingsInput = Readonly<z.input<typeof settingsSchema>>;

/** A Quartz schedule: seconds minutes hours day-of-month month day-of-week, in a time zone. */
export interface Schedule {
  /** Seconds minutes hours day-of-month month day-of-week, such as `0 0 3 ? * SUN`. */
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
