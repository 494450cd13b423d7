import type { Result } from "../spark/engine.ts";
import type { Chunk } from "./chunks.ts";
import type { Execution } from "./statements.ts";

const NO_RESULT: Result = { columns: [], rows: [], truncated: false };

/** The statement as POST and GET answer it: with its manifest and the first chunk once it has succeeded. */
export function statementAnswer(execution: Execution): object {
  return {
    statement_id: execution.id,
    status: {
      state: execution.state,
      ...(execution.error === undefined ? {} : { error: execution.error }),
      ...(execution.sqlState === undefined ? {} : { sql_state: execution.sqlState }),
    },
    ...(execution.state === "SUCCEEDED"
      ? { manifest: manifest(execution), result: chunkAnswer(execution, 0) }
      : {}),
  };
}

/** One chunk; undefined when there is none of that index. */
export function chunkAnswer(execution: Execution, index: number): object | undefined {
  const chunks = execution.chunks ?? [];
  const chunk = chunks[index];
  if (chunk === undefined) return undefined;
  const next = index + 1;
  return {
    ...described(chunk, index),
    ...(next < chunks.length
      ? {
          next_chunk_index: next,
          next_chunk_internal_link: `/api/2.0/sql/statements/${execution.id}/result/chunks/${next}?row_offset=${chunks[next]?.offset ?? 0}`,
        }
      : {}),
    data_array: chunk.rows,
  };
}

function manifest({ result = NO_RESULT, chunks = [] }: Execution): object {
  return {
    format: "JSON_ARRAY",
    schema: {
      column_count: result.columns.length,
      columns: result.columns.map((column, position) => ({ ...column, position })),
    },
    total_chunk_count: chunks.length,
    chunks: chunks.map((chunk, index) => ({ ...described(chunk, index), byte_count: chunk.bytes })),
    total_row_count: result.rows.length,
    total_byte_count: chunks.reduce((sum, chunk) => sum + chunk.bytes, 0),
    truncated: result.truncated,
    // Not a field of Databricks: says that the answer was given in its place.
    ...(result.emulated === undefined ? {} : { emulated: result.emulated }),
  };
}

function described(chunk: Chunk, index: number): object {
  return { chunk_index: index, row_offset: chunk.offset, row_count: chunk.rows.length };
}
