import type { ResourceField, Verdict } from "./field.ts";
import { SHARED_TAGS } from "./field.ts";

export const JOBS_RESET =
  "Databricks REST API, Jobs: Reset (read 2026-11): only timeout_seconds reaches active runs";

const WINDOWS =
  "the settings place all jobs of a cadence at once (maintenance.daily, .weekly, .monthly, .warmUp and .timezone)";
const ENDS = "runs may overlap, be dropped, or be cut short";
const HEARS = "who hears of failures";

const metadata = (why: string): Verdict => ({ rank: "metadata", why, source: JOBS_RESET });
const cost = (why: string): Verdict => ({ rank: "cost", why, source: JOBS_RESET });
const interrupts = (why: string): Verdict => ({ rank: "interruption", why, source: JOBS_RESET });

const runs = cost("when and how often it runs");

/** The more particular ones first: https://docs.databricks.com/api/workspace/jobs/reset */
export const JOB_FIELDS: readonly ResourceField[] = [
  {
    fields: ["schedule.pause_status", "trigger.pause_status", "continuous.pause_status"],
    impact: "a paused job does no maintenance: small files pile up and statistics grow old without a word",
    notAdopted: "the settings pause all jobs of a stack or none (maintenance.paused)",
    byBackend: { values: ["UNPAUSED"], why: "a job is not paused unless somebody pauses it" },
  },
  {
    fields: ["schedule.quartz_cron_expression", "schedule.timezone_id"],
    impact: "maintenance at another time meets the loads and the dashboards",
    notAdopted: WINDOWS,
  },
  {
    fields: ["schedule", "trigger", "continuous"],
    impact: "the job runs at other times than declared",
    notAdopted: WINDOWS,
    change: runs,
    judge: ({ path, to }) => {
      if (path.at(-1) !== "pauseStatus") return runs;
      return cost(to === "PAUSED" ? "it no longer runs by itself" : "it runs by itself from now on");
    },
  },
  // In a review tasks are compared one by one.
  {
    fields: ["tasks"],
    impact: "maintenance of a table is done otherwise, or not at all",
    notAdopted: "the plan writes it from tables and settings; change those",
  },
  {
    fields: ["tags.lakewright"],
    byBackend: { why: "by which an interrupted up is found again" },
  },
  {
    fields: ["tags"],
    impact: "cost reports and recovery find the job by its tags",
    notAdopted: SHARED_TAGS,
    change: metadata("for cost reports, from its next run on"),
  },
  {
    fields: ["name"],
    impact: "people and recovery find the job by its name",
    change: metadata("its id stays"),
  },
  {
    fields: ["max_concurrent_runs"],
    impact: ENDS,
    change: cost("how many runs go on at once, from the next one on"),
    byBackend: { values: ["1"], why: "the default of a job" },
  },
  {
    fields: ["timeout_seconds"],
    impact: ENDS,
    change: interrupts("reaches active runs as well: one that has taken longer ends"),
  },
  {
    fields: ["queue"],
    impact: ENDS,
    change: metadata("whether a run waits or is skipped while others go on"),
    byBackend: { why: "on or off by the version of the API that made the job, where nobody says" },
  },
  { fields: ["health"], impact: ENDS, change: metadata("what is told about slow runs") },
  { fields: ["parameters", "environments", "git_source", "budget_policy_id"], impact: ENDS },
  {
    fields: ["email_notifications"],
    impact: HEARS,
    change: metadata("who is told"),
    judge: ({ to }) =>
      to === undefined
        ? {
            rank: "metadata",
            why: "who is told; the provider sends an empty address in the place of each that is taken away, which the workspace may refuse, and the edit with it",
            source:
              "terraform-provider-databricks 1.128, jobs/resource_job.go: SetSuppressDiff; seen in its request",
          }
        : metadata("who is told"),
  },
  {
    fields: ["webhook_notifications", "notification_settings"],
    impact: HEARS,
    change: metadata("who is told"),
  },
  { fields: ["description"], impact: HEARS, change: metadata("a text") },
  { fields: ["job_clusters"], change: cost("what its next runs run on") },
  {
    fields: ["run_as"],
    change: interrupts("its next runs have another's rights, and may fail for want of them"),
    byBackend: { why: "says which job it is, and whose" },
  },
  {
    fields: [
      ...["job_id", "creator_user_name", "run_as_user_name", "run_as_owner", "created_time"],
      ...["effective_*", "has_more", "next_page_token"],
    ],
    byBackend: { why: "says which job it is, and whose" },
  },
  { fields: ["format", "edit_mode", "deployment"], byBackend: { why: "how the job was made" } },
  {
    fields: ["timeout_seconds", "*.timeout_seconds", "*.max_retries", "*.min_retry_interval_millis"],
    byBackend: { values: ["0"], why: "no limit and no retries, spelled out" },
  },
  {
    fields: [
      ...["*.retry_on_timeout", "*.disable_auto_optimization", "*.alert_on_last_attempt"],
      ...["*.no_alert_for_skipped_runs", "*.no_alert_for_canceled_runs"],
    ],
    byBackend: { values: ["false"], why: "off, spelled out" },
  },
  {
    fields: ["*.source"],
    byBackend: { values: ["WORKSPACE"], why: "where a task's file is unless it is in Git" },
  },
  {
    fields: ["continuous.task_retry_mode"],
    byBackend: { values: ["NEVER"], why: "the default of a continuous job" },
  },
  { fields: ["*.run_if"], byBackend: { values: ["ALL_SUCCESS"], why: "the default of a task" } },
  {
    fields: ["performance_target"],
    byBackend: {
      values: ["STANDARD", "PERFORMANCE_OPTIMIZED"],
      why: "the workspace's default for serverless tasks; these jobs have none",
    },
  },
];
