import type { FastifyInstance } from "fastify";
import { invalid, missing } from "../http/errors.ts";
import { object, objects, text, without, type JsonObject } from "../http/json.ts";
import { pageRequest, paginate, type PageRequest } from "../http/paging.ts";
import { serve, versions } from "../http/route.ts";
import { expectOnly, expectShape } from "../http/shape.ts";
import { ADMIN } from "../identity/user.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Collection } from "../store.ts";
import { expectSettings, updatedSettings } from "./settings.ts";
import type { Job } from "./types.ts";
import { jobJson } from "./views.ts";

export const JOB_VERSIONS = ["2.1", "2.2"];

/** The API gives this many tasks of a job at once. */
export const TASKS_A_PAGE = 100;

export function jobRoutes(app: FastifyInstance, { store, permissions }: Sandbox): void {
  const jobs = store.collection<Job>("jobs");
  permissions.know(
    "jobs",
    (id) => jobs.get(id) !== undefined,
    (id) => (jobs.get(id)?.creator ?? ADMIN).userName,
  );
  const path = (method: string, name: string): readonly string[] =>
    versions(method, JOB_VERSIONS, `jobs/${name}`);

  serve(app, path("POST", "create"), ({ body, caller }) => {
    const settings = without(body, "access_control_list");
    expectSettings(settings);
    const job_id = store.next("jobs");
    jobs.put(String(job_id), { job_id, created: Date.now(), creator: caller, settings });
    if (body["access_control_list"] !== undefined) permissions.replace("jobs", String(job_id), body);
    return { job_id };
  });

  serve(app, path("GET", "get"), ({ query }) => {
    const page = pageRequest(query, { usual: TASKS_A_PAGE, most: TASKS_A_PAGE });
    return onePage(jobJson(knownJob(jobs, query["job_id"]), permissions), page);
  });

  // An import of a job asks here, before it knows that the job has tasks; this version knows of none.
  serve(app, versions("GET", ["2.0"], "jobs/get"), ({ query }) =>
    head(jobJson(knownJob(jobs, query["job_id"]), permissions)),
  );

  serve(app, path("GET", "list"), ({ query }) => {
    const name = query["name"]?.toLowerCase();
    const all = jobs
      .list()
      .filter(
        (job) => name === undefined || (text(job.settings, "name") ?? "Untitled").toLowerCase() === name,
      )
      .sort((a, b) => b.job_id - a.job_id);
    const { items, ...tokens } = paginate(all, pageRequest(query, { usual: 20, most: 100 }));
    const expanded = query["expand_tasks"] === "true";
    const shown = items.map((job) =>
      expanded
        ? onePage(jobJson(job, permissions), { size: TASKS_A_PAGE, from: 0 })
        : head(jobJson(job, permissions)),
    );
    return {
      ...(shown.length > 0 ? { jobs: shown } : {}),
      has_more: tokens.next_page_token !== undefined,
      ...tokens,
    };
  });

  serve(app, path("POST", "reset"), ({ body }) => {
    expectShape(body, { "job_id!": "id", "new_settings!": "object" });
    const job = knownJob(jobs, body["job_id"]);
    const settings = object(body, "new_settings") ?? {};
    expectSettings(settings);
    jobs.put(String(job.job_id), { ...job, settings });
    return {};
  });

  serve(app, path("POST", "update"), ({ body }) => {
    expectShape(body, { "job_id!": "id", new_settings: "object", fields_to_remove: ["string"] });
    const job = knownJob(jobs, body["job_id"]);
    const settings = updatedSettings(job.settings, body);
    expectSettings(settings);
    jobs.put(String(job.job_id), { ...job, settings });
    return {};
  });

  serve(app, path("POST", "delete"), ({ body }) => {
    expectOnly(body, { "job_id!": "id" }, "jobs/delete");
    const { job_id } = knownJob(jobs, body["job_id"]);
    jobs.delete(String(job_id));
    permissions.forget("jobs", String(job_id));
    return {};
  });
}

/** @throws ApiError when the id is absent or there is no such job. */
export function knownJob(jobs: Collection<Job>, id: unknown): Job {
  if (typeof id !== "string" && typeof id !== "number") throw invalid("Missing required field: job_id");
  const job = jobs.get(String(id));
  if (job === undefined) throw missing(`Job ${id} does not exist.`);
  return job;
}

/** The job with one page of its tasks and job clusters, and the token of the next. */
function onePage(job: JsonObject, page: PageRequest): JsonObject {
  const settings = object(job, "settings") ?? {};
  const { items, next_page_token } = paginate(objects(settings, "tasks"), page);
  const more = next_page_token === undefined ? {} : { has_more: true, next_page_token };
  return {
    ...job,
    settings: settings["tasks"] === undefined ? settings : { ...settings, tasks: items },
    ...more,
  };
}

function head(job: JsonObject): JsonObject {
  return { ...job, settings: without(object(job, "settings") ?? {}, "tasks", "job_clusters") };
}
