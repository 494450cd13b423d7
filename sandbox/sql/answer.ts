import { type JsonText, withField } from "../http/json-text.ts";
import type { Chunk } from "./chunks.ts";
import type { Execution } from "./statements.ts";

/** The rows of a chunk as a JSON list. */
export type TextOf = (chunk: Chunk) => string;

/** The statement as POST and GET answer it: with its manifest and the first chunk once it has succeeded. */
export function statementAnswer(execution: Execution, textOf: TextOf): object {
  const answer = {
    statement_id: execution.id,
    status: {
      state: execution.state,
      ...(execution.error === undefined ? {} : { error: execution.error }),
      ...(execution.sqlState === undefined ? {} : { sql_state: execution.sqlState }),
    },
  };
  if (execution.state !== "SUCCEEDED") return answer;
  const result = chunkAnswer(execution, 0, textOf);
  return withField({ ...answer, manifest: manifest(execution) }, "result", result?.text ?? "{}");
}

/** One chunk; undefined when there is none of that index. */
export function chunkAnswer(execution: Execution, index: number, textOf: TextOf): JsonText | undefined {
  const chunks = execution.chunks ?? [];
  const chunk = chunks[index];
  if (chunk === undefined) return undefined;
  const next = index + 1;
  const link =
    next < chunks.length
      ? {
          next_chunk_index: next,
          next_chunk_internal_link: `/api/2.0/sql/statements/${execution.id}/result/chunks/${next}?row_offset=${chunks[next]?.offset ?? 0}`,
        }
      : {};
  return withField({ ...described(chunk, index), ...link }, "data_array", textOf(chunk));
}

function manifest({ result, chunks = [] }: Execution): object {
  const columns = result?.columns ?? [];
  return {
    format: "JSON_ARRAY",
    schema: {
      column_count: columns.length,
      columns: columns.map((column, position) => ({ ...column, position })),
    },
    total_chunk_count: chunks.length,
    chunks: chunks.map((chunk, index) => ({ ...described(chunk, index), byte_count: chunk.bytes })),
    total_row_count: chunks.reduce((sum, chunk) => sum + chunk.rows, 0),
    total_byte_count: chunks.reduce((sum, chunk) => sum + chunk.bytes, 0),
    truncated: result?.truncated ?? false,
    // Not a field of Databricks: says that the answer was given in its place.
    ...(result?.emulated === undefined ? {} : { emulated: result.emulated }),
  };
}

function described(chunk: Chunk, index: number): object {
  return { chunk_index: index, row_offset: chunk.offset, row_count: chunk.rows };
}
