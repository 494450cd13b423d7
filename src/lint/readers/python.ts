import { acceptanceIn } from "./acceptance-comment.ts";
import type { Fact } from "./facts.ts";
import { cutOut, type Fragment } from "./fragment.ts";
import { readBuilders } from "./python-builders.ts";
import { readPythonClusters } from "./python-clusters.ts";
import { readDicts } from "./python-dicts.ts";
import { readFrames } from "./python-frames.ts";
import { idleFunctions, mentions } from "./python-idle.ts";
import { readQueries } from "./python-queries.ts";
import { readSettingCalls } from "./python-settings.ts";
import { pythonScopes } from "./python-scopes.ts";
import { pythonTokens } from "./python-tokens.ts";
import { readSql } from "./sql.ts";

/** What a PySpark program sets, says of tables' layouts, and hands to Spark SQL. */
export function readPython(from: Fragment): readonly Fact[] {
  const all = pythonTokens(from.text);
  const tokens = all.filter(({ kind }) => kind !== "comment");
  const program = { from, tokens, scopes: pythonScopes(from.text, tokens), mentioned: mentions(tokens) };
  const placed = [...readFrames(program), ...readQueries(program)];
  return [
    ...all.flatMap(({ kind, text, start }) => (kind === "comment" ? acceptanceIn(from, text, start) : [])),
    ...readSettingCalls(program),
    ...readDicts(program),
    ...readPythonClusters(program),
    ...readBuilders(program),
    ...placed.map(({ fact }) => fact),
    ...sqlCells(from).flatMap(readSql),
    ...idleFunctions(program, placed),
    { kind: "mentions", names: program.mentioned },
  ];
}

/** SQL cells of a notebook that is kept as a program. */
function sqlCells(from: Fragment): readonly Fragment[] {
  return [...from.text.matchAll(/^# MAGIC %sql\b[^\n]*(?:\n# MAGIC[^\n]*)*/gm)].map((cell) =>
    cutOut(
      from,
      cell.index,
      cell[0].replaceAll(/^# MAGIC( %sql)?/gm, (mark) => " ".repeat(mark.length)),
    ),
  );
}
