import { type Json, object } from "../model/json.ts";
import { jobInputs, recordedJob } from "../plan/inputs/job.ts";

const RAW = "databricks:index/job:Job";
const OURS = "lakewright:index:MaintenanceJob";

export function isJob(type: string): boolean {
  return type === RAW || type === OURS;
}

/** A job's inputs as `databricks.Job` has them, whichever resource declares it; tasks that are secret as a whole are a text. */
export function rawJobInputs(type: string, inputs: Json | undefined): Json | undefined {
  if (inputs === undefined || type !== OURS) return inputs;
  const hidden = OBJECTS.filter((name) => typeof inputs[name] === "string");
  const secretTables = hidden.includes("tables") ? { tasks: inputs["tables"] } : {};
  return { ...object(jobInputs(recordedJob(inputs, hidden))), ...secretTables };
}

/** Inputs that are no texts, unless they are secret. */
const OBJECTS = ["tables", "scripts", "start", "runsOn", "notify"];
