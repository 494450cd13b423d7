import type { Connection } from "../../databricks/connection.ts";
import { LostAnswerError } from "../../databricks/errors.ts";
import { findExisting } from "../../databricks/find-existing.ts";
import { isGone } from "../../databricks/gone.ts";
import { createJob, deleteJob, findJob, resetJob } from "../../databricks/jobs.ts";
import { object } from "../../model/json.ts";
import {
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  PartialChange,
  type ReadRequest,
  type ReadResult,
  type Resource,
  ResourceInputError,
  type UpdateRequest,
} from "../../pulumi-rpc/resource.ts";
import { type Values, withoutKey } from "../../pulumi-rpc/value.ts";
import { managerOf } from "../table-layout/mark.ts";
import { type JobAccess, readAccess, writeAccess } from "./access.ts";
import { type DeclaredJob, knownJob, plain, readJobInputs } from "./declaration.ts";
import { diffJob } from "./diff.ts";
import { jobSettings, markTag } from "./settings.ts";

/**
 * One Databricks job and who may use it. A change gives it all of its settings anew, so that nothing stays that nobody
 * declared; it is never replaced, and keeps its id and the history of its runs.
 */
export class MaintenanceJobResource implements Resource {
  readonly #workspace: () => Connection;

  /** @param workspace opened at first use, so that what needs no workspace works without one */
  constructor(workspace: () => Connection) {
    this.#workspace = workspace;
  }

  check(inputs: Values) {
    return readJobInputs(inputs);
  }

  diff({ olds, news }: Pick<DiffRequest, "olds" | "news">) {
    return Promise.resolve(diffJob(plain(olds), news));
  }

  async create({ inputs, urn, preview, console }: CreateRequest) {
    const job = knownJob(inputs);
    if (preview) return { id: "", outputs: inputs };
    if (job === undefined) throw new ResourceInputError("the job holds values that are not known yet");
    const { id, found } = await this.#createOnce(job, urn);
    if (found) await console.info(`Job ${id} was left by an up that was interrupted, and is taken over.`);
    await this.#giveAccess(id, { inputs, access: job.permissions });
    return { id, outputs: inputs };
  }

  async update({ id, olds, news, urn, preview }: UpdateRequest): Promise<Values> {
    if (preview) return news;
    const job = knownJob(news);
    if (job === undefined) throw new ResourceInputError("the job holds values that are not known yet");
    const changed = Object.keys(diffJob(plain(olds), news));
    const isAccess = (path: string) => /^permissions(?:[.[]|$)/.test(path);
    if (!changed.every(isAccess)) await this.#reset(id, job, urn);
    if (changed.some(isAccess)) await this.#giveAccess(id, { inputs: news, access: job.permissions ?? {} });
    return news;
  }

  async read({ id, inputs, state }: ReadRequest): Promise<ReadResult | undefined> {
    const found = await findJob(this.#workspace(), id);
    if (found === undefined) return undefined;
    const isImport = Object.keys(state).length === 0 && Object.keys(inputs).length === 0;
    // What servers fill in is a long list, which previews and ups do without.
    const { liveJob } = await import("./live.ts");
    const live = liveJob(object(found["settings"]), inputs);
    const permissions =
      isImport || inputs["permissions"] !== undefined ? await readAccess(this.#workspace(), id) : null;
    const now = plain({ ...live, permissions });
    // Of an import the inputs are what they can say of the job; what else it has the next up shows.
    return { id, inputs: isImport ? withoutKey(now, "other") : inputs, state: now };
  }

  async delete({ id }: DeleteRequest) {
    await deleteJob(this.#workspace(), id);
  }

  /** The job that bears this resource's mark, where an interrupted up made it, or a new one. */
  async #createOnce(
    job: DeclaredJob,
    urn: string,
  ): Promise<{ readonly id: string; readonly found: boolean }> {
    const left = await this.#left(job, urn);
    if (left !== undefined) {
      await resetJob(this.#workspace(), left, jobSettings(job, managerOf(urn)));
      return { id: left, found: true };
    }
    try {
      return { id: await createJob(this.#workspace(), jobSettings(job, managerOf(urn))), found: false };
    } catch (error) {
      const made = error instanceof LostAnswerError ? await this.#left(job, urn) : undefined;
      if (made === undefined) throw error;
      return { id: made, found: false };
    }
  }

  async #left({ jobName }: DeclaredJob, urn: string): Promise<string | undefined> {
    const query = { kind: "job", name: jobName, tags: markTag(managerOf(urn)) } as const;
    const [id] = await findExisting(this.#workspace(), query);
    return id;
  }

  async #reset(id: string, job: DeclaredJob, urn: string): Promise<void> {
    try {
      await resetJob(this.#workspace(), id, jobSettings(job, managerOf(urn)));
    } catch (error) {
      if (!isGone(error)) throw error;
      throw new ResourceInputError(
        `job ${id} ("${job.jobName}") was deleted outside of this stack. Run "pulumi up --refresh", which makes it anew.`,
      );
    }
  }

  /** A job whose access was refused is there, and is recorded without it. */
  async #giveAccess(
    id: string,
    { inputs, access }: { readonly inputs: Values; readonly access: JobAccess | undefined },
  ): Promise<void> {
    if (access === undefined) return;
    try {
      await writeAccess(this.#workspace(), id, access);
    } catch (error) {
      const reached = withoutKey(inputs, "permissions");
      const reason = error instanceof Error ? error.message : String(error);
      throw new PartialChange(`the job is there, and its permissions are not: ${reason}`, { id, reached });
    }
  }
}
