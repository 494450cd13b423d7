import { expect, test } from "vitest";
import { planOf } from "../../../dev/start/kineo.ts";
import type { Declaration } from "../../../src/drift/declaration.ts";
import { readDeployment } from "../../../src/drift/deployment.ts";
import { declaredObjects } from "../../../src/drift/objects/declared.ts";
import { transformNote, withTransforms } from "../../../src/drift/transformed.ts";

const plan = planOf("prod");
const declaration: Declaration = {
  objects: declaredObjects("kineo", plan, []),
  tables: plan.tables,
  views: plan.materializedViews,
};

const resource = (type: string, name: string, inputs: object) => ({
  ...{ type, inputs, custom: true, id: name, urn: `urn:pulumi:prod::kineo::${type}::${name}` },
});

function deployed(transformed?: readonly string[]) {
  const lakehouse = { type: "lakewright:index:Lakehouse", custom: false, outputs: { transformed } };
  const tags = { clusterName: "c", customTags: { ours: "too" } };
  return readDeployment({
    deployment: {
      resources: [
        lakehouse,
        resource("databricks:index/cluster:Cluster", "kineo-cluster", tags),
        resource("databricks:index/sqlEndpoint:SqlEndpoint", "kineo-warehouse", { name: "w" }),
        resource("lakewright:index:TableLayout", "gold.dim_user", {
          table: "prod.gold.dim_user",
          properties: {},
        }),
      ],
    },
  });
}

test("what a program transforms is declared as it was deployed, and nothing else is", () => {
  const { objects, tables, views } = withTransforms(declaration, deployed(["cluster", "tableLayout"]));
  const [cluster, ...others] = objects;
  expect(cluster?.fields).toEqual({ cluster_name: "c", "custom_tags.ours": "too" });
  expect(others).toEqual(declaration.objects.slice(1));
  expect(tables.map(({ name }) => name)).toEqual(declaration.tables.map(({ name }) => name));
  expect(tables.find(({ name }) => name === "gold.dim_user")?.layout.properties).toEqual({});
  expect(tables.filter(({ name }) => name !== "gold.dim_user")).toEqual(
    declaration.tables.filter(({ name }) => name !== "gold.dim_user"),
  );
  expect(views).toEqual(declaration.views);
  expect(transformNote(deployed(["cluster"]))).toEqual([expect.stringContaining("transforms cluster: ")]);
});

test("a program that transforms nothing declares what its files do", () => {
  expect(withTransforms(declaration, deployed())).toEqual(declaration);
  expect(transformNote(deployed())).toEqual([]);
});
