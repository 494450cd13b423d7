import { Directory } from "@pulumi/databricks/directory.js";
import { Job } from "@pulumi/databricks/job.js";
import { Schema } from "@pulumi/databricks/schema.js";
import { SqlEndpoint } from "@pulumi/databricks/sqlEndpoint.js";
import { SqlTable } from "@pulumi/databricks/sqlTable.js";

/** What stands beside the lakehouse in the same program, and a scenario may have otherwise. */
export interface Beside {
  readonly notebook: string;
  readonly partitions: readonly string[];
  readonly folder: string;
  /** `none`: the schema is gone from the program. */
  readonly archive: "protected" | "none";
  readonly env: Readonly<Record<string, string>>;
}

export const beside: Beside = {
  notebook: "/Shared/export",
  partitions: ["day"],
  folder: "/Shared/reports",
  archive: "protected",
  env: { MODE: "full" },
};

/** Resources as other programs have them: a job of a notebook, a table that the provider owns, a kind that a review does not know. */
export function makeBeside({ notebook, partitions, folder, archive, env }: Beside): void {
  new Job("nightly-export", {
    name: "nightly-export",
    tasks: [
      {
        taskKey: "export",
        newCluster: {
          sparkVersion: "17.3.x-scala2.13",
          nodeTypeId: "i3.xlarge",
          numWorkers: 2,
          sparkEnvVars: env,
        },
        notebookTask: { notebookPath: notebook },
      },
    ],
  });
  new Directory("reports", { path: folder });
  if (archive !== "none") {
    new Schema("archive", { catalogName: "dev", name: "archive" }, { protect: true });
  }
  const warehouse = new SqlEndpoint("legacy", { name: "legacy", clusterSize: "2X-Small", maxNumClusters: 1 });
  new SqlTable("legacy-events", {
    catalogName: "dev",
    schemaName: "gold",
    name: "legacy_events",
    tableType: "MANAGED",
    columns: [
      { name: "id", type: "bigint" },
      { name: "day", type: "date" },
      { name: "country", type: "string" },
    ],
    partitions: [...partitions],
    warehouseId: warehouse.id,
  });
}

export function extra(): void {
  makeBeside(beside);
}
