import { defined } from "../model/defined.ts";
import { workspaceSettings } from "../model/workspace-settings.ts";
import { pluginDownloadURL, type Repository } from "./download-url.ts";
import { JOB_SCHEMA } from "./maintenance-job/schema.ts";
import { EXISTING_KINDS } from "../databricks/find-existing.ts";

const text = { type: "string" };
const columns = { type: "array", items: text };

const layout = {
  table: { ...text, description: "Full name of the table, `catalog.schema.table`." },
  warehouseId: { ...text, description: "SQL warehouse that runs the statements." },
  properties: {
    type: "object",
    additionalProperties: text,
    description:
      "Delta table properties. Keys declared here are owned: set when they differ, unset when they are no longer declared. All others are left alone.",
  },
  clustering: {
    $ref: "#/types/lakewright:index:Clustering",
    description: "Liquid clustering. When absent it is left as it is, and not compared.",
  },
  partitionedBy: {
    ...columns,
    description: "Partition columns the table is expected to have; compared, never changed.",
  },
  partitionedUntilRebuilt: {
    ...columns,
    description:
      "Partition columns that the live table may have instead, until its pipeline rebuilds it. Without them, other partitions than expected are refused.",
  },
  zordered: {
    type: "boolean",
    description:
      "Whether OPTIMIZE … ZORDER BY orders the table. A table that was ever clustered is refused then, with the statements that write it anew: Delta would refuse the Z-order.",
  },
  comment: { ...text, description: "Comment on the table. When absent it is left as it is." },
  tags: {
    type: "object",
    additionalProperties: text,
    description:
      'Unity Catalog tags of the table, name to value; `""` for a tag without a value. Tags declared here are owned: set when they differ, unset when they are no longer declared. All others are left alone. When absent, tags are not looked at.',
  },
  columns: {
    type: "object",
    additionalProperties: { $ref: "#/types/lakewright:index:Column" },
    description:
      "Columns of a table that this resource creates, by name. New ones are added and types widened; a change that could lose values is refused with the statements to run by hand. The table is never dropped. When absent, somebody else creates the table, and columns are not looked at.",
  },
  primaryKey: {
    ...columns,
    description:
      "Primary key of a table that this resource creates; its columns are not nullable. Another one than the table has is refused. When absent it is left as it is.",
  },
  constraints: {
    type: "object",
    additionalProperties: text,
    description:
      "CHECK constraints of a table that this resource creates, name to condition. Those declared here are owned: added, replaced when the condition is another, dropped when they are no longer declared. All others are left alone. When absent they are not looked at.",
  },
  onRemoval: {
    ...text,
    description:
      "`forget` leaves the table as it is when the resource is deleted; `unset` takes the declared properties, clustering and tags away. Default `forget`.",
  },
};

const view = {
  view: { ...text, description: "Full name of the materialized view, `catalog.schema.view`." },
  warehouseId: {
    ...text,
    description:
      "SQL warehouse that runs the statements; pro or serverless. Refreshes are serverless either way.",
  },
  query: {
    ...text,
    description:
      "One SELECT statement. Blanks, comments and the case of words are no difference; any other replaces the view, which computes it anew.",
  },
  sources: {
    ...columns,
    description:
      "Full names of the tables that the query reads. While one of them does not exist, a view that is to be created waits. No difference by themselves.",
  },
  clustering: {
    $ref: "#/types/lakewright:index:Clustering",
    description:
      "Liquid clustering. Another one replaces the view, since no ALTER changes it. When absent it is left as it is, and not compared.",
  },
  refresh: {
    $ref: "#/types/lakewright:index:Refresh",
    description:
      "When the view is computed anew by itself. When absent it is left as it is, and not compared.",
  },
  comment: { ...text, description: "Comment on the view. When absent it is left as it is." },
  onRemoval: {
    ...text,
    description:
      "`forget` leaves the view and its refreshes as they are when the resource is deleted; `drop` drops it. Default `forget`.",
  },
};

const settings = {
  ...Object.fromEntries(
    workspaceSettings.map(([name, { about, env, secret, type = "string" }]) => [
      name,
      {
        type,
        description: `${about} When absent, the environment's ${env}.`,
        ...defined({ secret }),
      },
    ]),
  ),
  statementsAtOnce: {
    type: "integer",
    description: "Statements that run on the warehouse at once, 1 to 64. Default 8.",
  },
};

/** The package as `pulumi package get-schema`, `pulumi import` and generated SDKs read it. */
export function packageSchema(version: string, repository?: Repository): string {
  return JSON.stringify({
    name: "lakewright",
    version,
    pluginDownloadURL: pluginDownloadURL(repository),
    description:
      "The layout of Delta tables, their columns where no pipeline creates them, materialized views, and the jobs that keep tables in shape",
    license: "Apache-2.0",
    config: { variables: settings },
    provider: { inputProperties: settings },
    types: {
      ...JOB_SCHEMA.types,
      "lakewright:index:Clustering": {
        type: "object",
        properties: {
          kind: { ...text, description: "`columns`, `auto` or `none`." },
          columns: { ...columns, description: "With kind `columns`: one to four columns." },
        },
        required: ["kind"],
      },
      "lakewright:index:Refresh": {
        type: "object",
        properties: {
          kind: { ...text, description: "`manual`, `every`, `cron` or `onUpdate`." },
          count: {
            type: "integer",
            description: "With kind `every`: how many units, 1 to 72 hours, 1 to 31 days or 1 to 8 weeks.",
          },
          unit: { ...text, description: "With kind `every`: `HOUR`, `DAY` or `WEEK`." },
          cron: {
            ...text,
            description: "With kind `cron`: a Quartz schedule, from seconds to day-of-week.",
          },
          timezone: { ...text, description: "With kind `cron`: an IANA time zone." },
          atMostEverySeconds: {
            type: "integer",
            description:
              "With kind `onUpdate`: seconds between two refreshes at least, 60 or more. When absent a refresh follows each change of a source.",
          },
        },
        required: ["kind"],
      },
      "lakewright:index:Column": {
        type: "object",
        properties: {
          position: {
            type: "integer",
            description:
              "Place in the order in which a new table gets its columns, lowest first. A column that is added to a table comes last, whatever its position.",
          },
          type: { ...text, description: "Type as SQL spells it, such as `BIGINT` or `DECIMAL(10,2)`." },
          nullable: {
            type: "boolean",
            description: "Whether a row may lack the value. Default true.",
          },
          default: { ...text, description: "SQL expression for rows that come without the value." },
          generatedAs: {
            ...text,
            description: "SQL expression over other columns, computed for every row.",
          },
          identity: {
            $ref: "#/types/lakewright:index:Identity",
            description: "Numbers given to new rows; the type is `BIGINT`.",
          },
          comment: { ...text, description: "Comment on the column. When absent it is left as it is." },
        },
        required: ["position", "type"],
      },
      "lakewright:index:Identity": {
        type: "object",
        properties: {
          generated: {
            ...text,
            description: "`always`, or `byDefault` where writers may give a number themselves.",
          },
          start: { type: "integer", description: "The first number. Default 1." },
          step: { type: "integer", description: "What is added for the next one; not 0. Default 1." },
        },
        required: ["generated"],
      },
    },
    resources: {
      "lakewright:index:MaintenanceJob": JOB_SCHEMA.resource,
      "lakewright:index:MaterializedView": {
        description:
          "A materialized view. It is created, altered where ALTER can, and replaced where it cannot; deleting the resource leaves it as it is unless `onRemoval` says otherwise.",
        inputProperties: view,
        requiredInputs: ["view", "query"],
        properties: {
          ...view,
          definition: {
            ...text,
            description:
              "The query as the engine kept it once it had taken ours; absent while the view waits.",
          },
          status: {
            ...text,
            description:
              "`applied`, or while a table that the query reads does not exist: `waiting`, and `deleted` once it was there.",
          },
        },
        required: ["view", "query", "status"],
      },
      "lakewright:index:TableLayout": {
        description:
          "The layout of one Delta table, and its columns where they are declared. Deleting the resource leaves the table as it is; no change ever replaces it.",
        inputProperties: layout,
        requiredInputs: ["table", "properties"],
        properties: {
          ...layout,
          status: {
            ...text,
            description:
              "`applied`, `waiting` until the table is first seen, or `deleted` once it is gone again.",
          },
        },
        required: ["table", "properties", "status"],
      },
    },
    functions: {
      "lakewright:index:currentUser": {
        description:
          "Whom the workspace takes the caller for; fails where it does not answer or refuses the token.",
        inputs: { type: "object", properties: {} },
        outputs: {
          type: "object",
          properties: {
            userName: {
              ...text,
              description: "Name of the user, or application id of the service principal.",
            },
          },
          required: ["userName"],
        },
      },
      "lakewright:index:findExisting": {
        description: "Ids of the objects in the workspace that bear exactly this name and all of these tags.",
        inputs: {
          type: "object",
          properties: {
            kind: { ...text, description: `One of ${EXISTING_KINDS.join(", ")}.` },
            name: { ...text, description: "Name, letter by letter." },
            tags: {
              type: "object",
              additionalProperties: text,
              description: "Tags that an object must have, whatever else it has. Default none.",
            },
          },
          required: ["kind", "name"],
        },
        outputs: {
          type: "object",
          properties: { ids: { type: "array", items: text, description: "Ids; empty where there is none." } },
          required: ["ids"],
        },
      },
    },
    language: {
      // Not under @pulumi, where nothing of ours may be published.
      nodejs: { packageName: "pulumi-lakewright", respectSchemaVersion: true },
      python: { respectSchemaVersion: true },
    },
  });
}
