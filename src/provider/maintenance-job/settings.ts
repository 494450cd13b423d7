import { recordedAsSent } from "../../databricks/as-sent.ts";
import { type Json, object } from "../../model/json.ts";
import { jobInputs, type JobSpec } from "../../plan/inputs/job.ts";
import { type Manager, managerName } from "../table-layout/mark.ts";
import { MARK_TAG } from "./declaration.ts";

/** A job as the Jobs API takes it. @param manager whose it is, which one of its tags says. @default nobody's */
export function jobSettings(spec: JobSpec, manager?: Manager): Json {
  const sent = object(recordedAsSent(jobInputs(spec)));
  return {
    ...sent,
    ...spec.furtherSettings,
    tags: { ...object(sent["tags"]), ...(manager === undefined ? {} : markTag(manager)) },
  };
}

/** The tag by which a job says which resource of which stack it is: an interrupted up leaves nothing else. */
export function markTag(manager: Manager): Readonly<Record<string, string>> {
  return { [MARK_TAG]: managerName(manager).slice(0, LONGEST_TAG) };
}

/** Most characters of a tag's value. */
const LONGEST_TAG = 255;
