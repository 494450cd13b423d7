import type { StatementStore } from "../sql/statements.ts";
import type { SqlRunner, SqlScript } from "./types.ts";

/** Runs the scripts of jobs as statements like any other, logged as a job's. */
export function scriptRunner(statements: StatementStore): SqlRunner {
  return {
    run: async (script: SqlScript) => {
      const { id, finished } = statements.submit({
        statement: script.sql,
        warehouse_id: script.warehouse_id,
        source: "job",
        job_run_id: script.run_id,
        caller: {
          ...script.runs_as,
          job: {
            jobId: String(script.job.job_id),
            jobName: script.job.name,
            runId: String(script.run_id),
            ...(script.runs_as.userId === undefined ? {} : { jobOwnerId: script.runs_as.userId }),
            // Nothing runs by the clock here.
            triggerType: "manual",
          },
        },
        parameters: Object.entries(script.parameters).map(([name, value]) => ({ name, value })),
      });
      // A statement counts as ended when it is cancelled, though Spark may take a while to let go of it.
      const cancelled = new Promise<void>((resolve) => {
        const cancel = (): void => {
          statements.cancel(id);
          resolve();
        };
        if (script.signal.aborted) cancel();
        else script.signal.addEventListener("abort", cancel, { once: true });
      });
      await Promise.race([finished, cancelled]);
      const ended = statements.get(id);
      if (ended?.state !== "SUCCEEDED") {
        throw new Error(ended?.error?.message ?? `The statement ended as ${ended?.state ?? "lost"}.`);
      }
      return { statement_id: id };
    },
  };
}
