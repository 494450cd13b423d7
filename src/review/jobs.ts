import { type Json, object } from "../model/json.ts";
import { jobInputs, type JobSpec } from "../plan/inputs/job.ts";

const RAW = "databricks:index/job:Job";
const OURS = "lakewright:index:MaintenanceJob";

export function isJob(type: string): boolean {
  return type === RAW || type === OURS;
}

/** A job's inputs as `databricks.Job` has them, whichever resource declares it; tasks that are secret as a whole are a text. */
export function rawJobInputs(type: string, inputs: Json | undefined): Json | undefined {
  if (inputs === undefined || type !== OURS) return inputs;
  const hidden = Object.entries(inputs).filter(([name, value]) => WHOLE.includes(name) && !isMap(value));
  const open = { ...NOTHING, ...inputs, ...Object.fromEntries(hidden.map(([name]) => [name, NOTHING[name]])) };
  const secretTables = typeof inputs["tables"] === "string" ? { tasks: inputs["tables"] } : {};
  return { ...object(jobInputs(open as unknown as JobSpec)), ...secretTables };
}

const NOTHING: Json = { tables: {}, scripts: {}, start: { kind: "hidden" }, runsOn: { warehouseId: "" }, notify: {} };
const WHOLE = Object.keys(NOTHING);

function isMap(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
