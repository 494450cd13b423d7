import { acceptanceIn } from "./acceptance-comment.ts";
import { readTree } from "./clusters.ts";
import type { Fact } from "./facts.ts";
import type { Fragment } from "./fragment.ts";
import { hclBlocks } from "./hcl.ts";

/** Clusters and Spark keys of Databricks' resources; whatever else Terraform makes has none. */
export function readTerraform(from: Fragment): readonly Fact[] {
  const comments = [...from.text.matchAll(/(?:^|\s)(?:#|\/\/)[^\n]*/g)].flatMap(({ index, 0: text }) =>
    acceptanceIn(from, text, index),
  );
  const resources = hclBlocks(from).filter(
    ({ labels: [kind, type = ""] }) =>
      kind === "locals" || (kind === "resource" && type.startsWith("databricks_")),
  );
  return [
    ...comments,
    ...resources.flatMap(({ labels: [, ...names], body }) => readTree(body, { path: names, madeBy: "tool" })),
  ];
}
