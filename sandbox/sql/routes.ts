import type { FastifyInstance } from "fastify";
import { invalid, missing } from "../http/errors.ts";
import { serve, type Call } from "../http/route.ts";
import { chunkAnswer, statementAnswer } from "./answer.ts";
import type { Chunk } from "./chunks.ts";
import { executeRequest } from "./request.ts";
import type { Execution, StatementStore } from "./statements.ts";

const PATH = "/api/2.0/sql/statements";

/** The SQL Statement Execution API, and the sandbox's own log of what it ran. */
export function statementRoutes(app: FastifyInstance, statements: StatementStore): void {
  const textOf = (execution: Execution) => (chunk: Chunk) => statements.text(execution, chunk);
  const answer = (execution: Execution): object => statementAnswer(execution, textOf(execution));

  serve(app, [`POST ${PATH}`, `POST ${PATH}/`], async ({ body, caller }) => {
    const request = executeRequest(body);
    const { id, finished } = statements.submit({ ...request.submission, caller });
    const ended = await endsWithin(finished, request.waitMs);
    if (!ended && request.cancelOnTimeout) statements.cancel(id);
    return answer(known(statements, id));
  });

  serve(app, `GET ${PATH}/:id`, (call) => answer(named(statements, call)));

  serve(app, `POST ${PATH}/:id/cancel`, (call) => {
    statements.cancel(named(statements, call).id);
    return {};
  });

  serve(app, `GET ${PATH}/:id/result/chunks/:index`, (call) => {
    const execution = named(statements, call);
    if (execution.state !== "SUCCEEDED") {
      throw invalid(`Statement ${execution.id} has no result: its state is ${execution.state}.`);
    }
    const index = Number(call.path["index"]);
    const chunk = chunkAnswer(execution, index, textOf(execution));
    if (chunk === undefined) {
      throw invalid(
        `Invalid chunk_index: ${String(call.path["index"])}. The result has ${execution.chunks?.length ?? 0} chunks.`,
      );
    }
    return chunk;
  });

  serve(app, "GET /sandbox/statements", ({ query }) => ({
    statements: statements.since(Number(query["since"] ?? 0) || 0),
  }));
}

function named(statements: StatementStore, call: Call): Execution {
  return known(statements, call.path["id"] ?? "");
}

function known(statements: StatementStore, id: string): Execution {
  const execution = statements.get(id);
  if (execution === undefined) throw missing(`The statement ${id} was not found.`);
  return execution;
}

/** Whether the statement ended in time; asked not to wait, it does not even look. */
async function endsWithin(finished: Promise<void>, ms: number): Promise<boolean> {
  if (ms === 0) return false;
  const timer = Promise.withResolvers<false>();
  const handle = setTimeout(() => {
    timer.resolve(false);
  }, ms);
  try {
    return await Promise.race([finished.then(() => true as const), timer.promise]);
  } finally {
    clearTimeout(handle);
  }
}
