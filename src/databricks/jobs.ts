import { type Json, list, object, text } from "../model/json.ts";
import type { Connection } from "./connection.ts";
import { getIfThere, isGone } from "./gone.ts";
import { id } from "./json.ts";

// https://docs.databricks.com/api/workspace/jobs, version 2.2: a job has up to 1,000 tasks, told a hundred at a time.

/** A request that makes a second job when it is sent twice. @throws {LostAnswerError} */
export async function createJob(connection: Connection, settings: Json): Promise<string> {
  const answer = await connection.send({
    method: "POST",
    path: "/api/2.2/jobs/create",
    body: settings,
    once: true,
  });
  return id(answer["job_id"]) ?? "";
}

/** Gives a job these settings and no others; its id, its runs and who may use it stay. */
export async function resetJob(connection: Connection, jobId: string, settings: Json): Promise<void> {
  await connection.send({
    method: "POST",
    path: "/api/2.2/jobs/reset",
    body: { job_id: Number(jobId), new_settings: settings },
  });
}

/** Deletes a job with the history of its runs; one that is gone already is no error. */
export async function deleteJob(connection: Connection, jobId: string): Promise<void> {
  try {
    const body = { job_id: Number(jobId) };
    await connection.send({ method: "POST", path: "/api/2.2/jobs/delete", body });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/** A job with all of its tasks, as the API tells it. @returns `undefined` where there is none of this id */
export async function findJob(connection: Connection, jobId: string): Promise<Json | undefined> {
  const get = (query: Readonly<Record<string, string>>) =>
    getIfThere(connection, "/api/2.2/jobs/get", { job_id: jobId, ...query });
  const first = await get({});
  if (first === undefined) return undefined;
  const tasks = [...list(object(first["settings"])["tasks"])];
  for (let next = text(first["next_page_token"]); next !== undefined && next !== "";) {
    const page = await get({ page_token: next });
    tasks.push(...list(object(page?.["settings"])["tasks"]));
    const after = text(page?.["next_page_token"]);
    next = after === next ? undefined : after;
  }
  return { ...first, settings: { ...object(first["settings"]), tasks } };
}
