import type { Json } from "../../model/json.ts";
import { recordedJob } from "../../plan/inputs/job.ts";
import { jobSettings } from "../../provider/maintenance-job/settings.ts";
import { SECRET_SIGNATURE } from "../../redaction/envelope.ts";
import type { Fields } from "../sides.ts";

/** A job's inputs as the Jobs API is sent them; what is secret as a whole stays so. */
export function sentJob(inputs: Json): Json {
  const secret = Object.keys(inputs).filter((name) => inputs[name] === SECRET_SIGNATURE);
  const fields = secret.flatMap((name) => (SENT_AS[name] ?? []).map((field) => [field, SECRET_SIGNATURE]));
  return { ...jobSettings(recordedJob(inputs, secret)), ...(Object.fromEntries(fields) as Json) };
}

const SENT_AS: Readonly<Record<string, readonly string[]>> = {
  jobName: ["name"],
  description: ["description"],
  start: ["schedule", "trigger"],
  tables: ["tasks"],
  scripts: ["tasks"],
  runsOn: ["tasks", "job_clusters"],
  alertAfterMinutes: ["health"],
  notify: ["email_notifications"],
  retries: ["tasks"],
  tags: ["tags"],
};

/** Levels by principal, under the paths that permissions of any object have. */
export function accessFields(levels: Json): Fields {
  return Object.fromEntries(
    Object.entries(levels).map(([group, level]) => [
      group === SECRET_SIGNATURE ? "" : `["group ${group}"]`,
      String(level),
    ]),
  );
}

/** A job's permissions are part of its resource, and a matter of their own to readers. */
export function accessName(job: string): string {
  return `${job}-permissions`;
}
