import { type ColumnPath, isWithin, writePath } from "../../model/column-path.ts";
import { unquoted } from "../../model/identifier.ts";
import { type QueryToken, queryTokens } from "../../model/query-text.ts";
import type { LiveLayout } from "./live.ts";

const CHECK = /^delta\.constraints\.(.+)$/i;

/** A CHECK constraint of a table. */
export interface Constraint {
  readonly name: string;
  readonly expression: string;
}

/** What names a column, so that the engine changes neither its name nor its type, nor drops it. */
export interface Dependents {
  readonly constraints: readonly Constraint[];
  /** Generated columns. */
  readonly generated: readonly string[];
}

/** The CHECK constraints of a table, which Delta keeps among its properties. */
export function constraintsOf({ properties }: Pick<LiveLayout, "properties">): readonly Constraint[] {
  return Object.entries(properties).flatMap(([key, expression]) => {
    const name = CHECK.exec(key)?.[1];
    return name === undefined ? [] : [{ name, expression }];
  });
}

/** What names this column, one of its fields, or the column that it is a field of. */
export function dependentsOf(live: LiveLayout, path: ColumnPath): Dependents {
  const names = (expression: string) =>
    namedIn(expression).some((named) => isWithin(named, path) || isWithin(path, named));
  return {
    constraints: constraintsOf(live).filter(({ expression }) => names(expression)),
    generated: (live.columns ?? [])
      .filter(({ source }) => source?.generatedAs !== undefined && names(source.generatedAs))
      .map(({ name }) => name),
  };
}

/** Whatever may be a column in an expression: words and quoted names with dots between, but for functions. */
function namedIn(expression: string): readonly ColumnPath[] {
  const tokens = queryTokens(expression);
  const paths: ColumnPath[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const names: string[] = [];
    while (isName(tokens[at])) {
      names.push(nameOf(tokens[at]));
      if (tokens[at + 1]?.text !== "." || !isName(tokens[at + 2])) break;
      at += 2;
    }
    if (names.length > 0 && tokens[at + 1]?.text !== "(") paths.push(writePath(names));
  }
  return paths;
}

function isName(token: QueryToken | undefined): token is QueryToken {
  return token?.kind === "name" || token?.kind === "word";
}

function nameOf(token: QueryToken | undefined): string {
  if (token === undefined) return "";
  return token.kind === "name" ? unquoted(token.text) : token.text;
}
