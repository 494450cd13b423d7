import { isSourceNotebook, readCell, sourceCells, withoutMarks } from "./cells.ts";
import { readModel } from "./dbt-model.ts";
import type { Fact } from "./facts.ts";
import type { Fragment } from "./fragment.ts";
import { readSql } from "./sql.ts";

/** A file of SQL: statements, a notebook of Databricks as a source file, or a model of dbt. */
export function readSqlFile(from: Fragment): readonly Fact[] {
  if (isSourceNotebook(from, "--")) {
    return sourceCells(from, "--").flatMap((cell) => {
      const other = withoutMarks(cell, "--");
      return other === undefined ? readSql(cell) : readCell(other, "");
    });
  }
  return [...readModel(from), ...readSql(from)];
}
