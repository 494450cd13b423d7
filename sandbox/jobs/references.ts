/** What dynamic value references can name within one task's run. */
export interface ReferenceContext {
  readonly jobId: number;
  readonly jobName: string;
  readonly runId: number;
  /** When the run started; milliseconds since the epoch. */
  readonly started: number;
  readonly taskKey: string;
  readonly taskRunId: number;
  /** Counts from 1. */
  readonly attempt: number;
  readonly parameters: Readonly<Record<string, string>>;
  readonly workspaceId: string;
  readonly url: string;
}

const REFERENCE = /\{\{\s*([^{}]*?)\s*\}\}/g;

/**
 * The text with every `{{reference}}` replaced by its value.
 * @throws Error naming a reference that means nothing here: a task that ran with the braces in its text
 * would fail later and less clearly.
 */
export function resolveReferences(text: string, context: ReferenceContext): string {
  return text.replaceAll(REFERENCE, (written: string, name: string) => {
    const value = valueOf(name, context);
    if (value === undefined) throw new Error(`The reference ${written} cannot be resolved.`);
    return value;
  });
}

function valueOf(name: string, context: ReferenceContext): string | undefined {
  const parameter = /^job\.parameters\.(?:(\w[\w.-]*)|\[(.+)\])$/.exec(name);
  if (parameter !== null) return own(context.parameters, parameter[1] ?? parameter[2] ?? "");
  const startTime = /^job\.start_time\.(\w+)$/.exec(name);
  if (startTime !== null) return timeForm(new Date(context.started), startTime[1] ?? "");
  return own(simple(context), name);
}

/** A field that was given, and not one that every object has, such as `constructor`. */
function own(fields: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** The second line are the names from before 2023, still accepted. */
function simple(context: ReferenceContext): Readonly<Record<string, string | undefined>> {
  const { jobId, jobName, runId, taskKey, taskRunId, attempt, started } = context;
  const times = new Date(started).toISOString();
  return {
    "job.id": String(jobId),
    "job.name": jobName,
    "job.run_id": String(runId),
    "job.repair_count": "0",
    "job.trigger.type": "manual",
    "task.name": taskKey,
    "task.run_id": String(taskRunId),
    "task.execution_count": String(attempt),
    "workspace.id": context.workspaceId,
    "workspace.url": context.url,
    job_id: String(jobId),
    run_id: String(taskRunId),
    parent_run_id: String(runId),
    task_key: taskKey,
    task_retry_count: String(attempt - 1),
    start_date: times.slice(0, 10),
    start_time: String(started),
  };
}

function timeForm(time: Date, form: string): string | undefined {
  const iso = time.toISOString();
  const weekend = time.getUTCDay() === 0 || time.getUTCDay() === 6;
  const forms: Readonly<Record<string, string | undefined>> = {
    iso_date: iso.slice(0, 10),
    iso_datetime: iso,
    timestamp_ms: String(time.getTime()),
    year: iso.slice(0, 4),
    month: String(time.getUTCMonth() + 1),
    day: String(time.getUTCDate()),
    hour: String(time.getUTCHours()),
    minute: String(time.getUTCMinutes()),
    second: String(time.getUTCSeconds()),
    iso_weekday: String(time.getUTCDay() === 0 ? 7 : time.getUTCDay()),
    is_weekday: String(!weekend),
  };
  return forms[form];
}
