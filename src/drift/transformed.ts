import type { Declaration } from "./declaration.ts";
import type { Deployment } from "./deployment.ts";
import type { Kind } from "./report.ts";

/** What a `transform` of a lakehouse changes, by its name there. */
const KINDS: Readonly<Record<string, readonly Kind[]>> = {
  cluster: ["cluster"],
  clusterPolicy: ["clusterPolicy"],
  warehouse: ["warehouse"],
  permissions: ["permissions"],
  job: ["job"],
  file: ["workspaceFile", "notebook"],
  tableLayout: ["table"],
  materializedView: ["materializedView"],
};

/**
 * What a program's `transform` makes of a kind, only the program knows: of these, what it deployed last counts as
 * declared, for all that is both declared and deployed.
 */
export function withTransforms(
  declaration: Declaration,
  { transformed, ...deployed }: Deployment,
): Declaration {
  const kinds = transformed.flatMap((name) => KINDS[name] ?? []);
  const replaced = <T extends { readonly name: string }>(
    kind: (item: T) => Kind,
    declared: readonly T[],
    known: readonly T[],
  ): readonly T[] =>
    declared.map((item) => {
      const same = (other: T) => other.name === item.name && kind(other) === kind(item);
      return kinds.includes(kind(item)) ? (known.find(same) ?? item) : item;
    });
  return {
    objects: replaced(({ kind }) => kind, declaration.objects, deployed.objects),
    tables: replaced(() => "table", declaration.tables, deployed.tables),
    views: replaced(() => "materializedView", declaration.views, deployed.views),
  };
}

export function transformNote({ transformed }: Deployment): readonly string[] {
  if (transformed.length === 0) return [];
  return [
    `the program transforms ${transformed.join(", ")}: what it deployed last is taken for declared there, and a change of the files that is not deployed yet is not seen`,
  ];
}
