import type { HandMadeDrift } from "./drifts.ts";
import type { Sandbox } from "./sandbox.ts";

const SILVER = "sandbox.silver";
const GOLD = "sandbox.gold";
const property = (key: string) => `properties["${key}"]`;
const sql = (statement: string) => (hand: Sandbox) => hand.sql(statement);

/** A table that is not there when the stack is deployed; its rows are kept beside it. */
export const AWAITED = `${GOLD}.fact_program_progress`;

export const SQL_DRIFTS: readonly HandMadeDrift[] = [
  {
    name: "a property set to another value",
    by: sql(`ALTER TABLE ${GOLD}.dim_user SET TBLPROPERTIES ('delta.autoOptimize.autoCompact' = 'false')`),
    resource: "gold.dim_user",
    found: [["value", property("delta.autoOptimize.autoCompact")]],
    operation: "SET TBLPROPERTIES",
  },
  {
    name: "a property taken away",
    by: sql(`ALTER TABLE ${GOLD}.dim_course UNSET TBLPROPERTIES ('delta.targetFileSize')`),
    resource: "gold.dim_course",
    found: [["value", property("delta.targetFileSize")]],
    operation: "UNSET TBLPROPERTIES",
  },
  {
    name: "a property that nobody declared, beside others of a pipeline's own",
    by: sql(
      `ALTER TABLE ${SILVER}.programs SET TBLPROPERTIES ('delta.appendOnly' = 'true', 'pipeline.owner' = 'etl')`,
    ),
    resource: "silver.programs",
    found: [["undeclared", property("delta.appendOnly")]],
    operation: "SET TBLPROPERTIES",
  },
  {
    name: "a property that servers switch on, switched off",
    by: sql(`ALTER TABLE ${SILVER}.users SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'false')`),
    resource: "silver.users",
    found: [["undeclared", property("delta.enableDeletionVectors")]],
    operation: "SET TBLPROPERTIES",
  },
  {
    name: "other clustering keys",
    by: sql(`ALTER TABLE ${SILVER}.cert_overview CLUSTER BY (cert_id)`),
    resource: "silver.cert_overview",
    found: [["value", "clustering"]],
    operation: "CLUSTER BY",
  },
  {
    name: "clustering where none is declared",
    by: sql(`ALTER TABLE ${SILVER}.certifications CLUSTER BY (cert_id)`),
    resource: "silver.certifications",
    found: [["value", "clustering"]],
    operation: "CLUSTER BY",
  },
  {
    name: "clustering that the workspace chooses",
    by: sql(`ALTER TABLE ${SILVER}.managers CLUSTER BY AUTO`),
    resource: "silver.managers",
    found: [["value", "clustering"]],
    operation: "SET TBLPROPERTIES",
  },
  {
    name: "a table replaced, with other partitions",
    by: sql(
      `CREATE OR REPLACE TABLE ${GOLD}.fact_course_history USING DELTA PARTITIONED BY (completion_status) AS SELECT * FROM ${GOLD}.fact_course_history LIMIT 500`,
    ),
    resource: "gold.fact_course_history",
    found: [
      ["recreated", ""],
      ["value", "partitionedBy"],
      ["value", property("delta.autoOptimize.autoCompact")],
      ["value", property("delta.autoOptimize.optimizeWrite")],
      ["value", property("delta.deletedFileRetentionDuration")],
      ["value", property("delta.logRetentionDuration")],
      ["value", property("delta.targetFileSize")],
    ],
    operation: "CREATE OR REPLACE TABLE AS SELECT",
  },
  {
    name: "a table dropped and made again",
    by: async (hand) => {
      await hand.sql(`CREATE TABLE ${GOLD}.kept AS SELECT * FROM ${GOLD}.dim_fy_completed`);
      await hand.sql(`DROP TABLE ${GOLD}.dim_fy_completed`);
      await hand.sql(`CREATE TABLE ${GOLD}.dim_fy_completed AS SELECT * FROM ${GOLD}.kept`);
    },
    resource: "gold.dim_fy_completed",
    found: [
      ["recreated", ""],
      ["value", property("delta.autoOptimize.autoCompact")],
      ["value", property("delta.autoOptimize.optimizeWrite")],
      ["value", property("delta.deletedFileRetentionDuration")],
      ["value", property("delta.logRetentionDuration")],
      ["value", property("delta.targetFileSize")],
    ],
    operation: "CREATE TABLE AS SELECT",
  },
  {
    name: "a table that was waited for, made by its pipeline",
    by: sql(`CREATE TABLE ${AWAITED} AS SELECT * FROM ${AWAITED}_kept`),
    resource: "gold.fact_program_progress",
    found: [["appeared", ""]],
    operation: "CREATE TABLE AS SELECT",
  },
  {
    name: "a table dropped",
    by: sql(`DROP TABLE ${GOLD}.dim_fy_began`),
    resource: "gold.dim_fy_began",
    found: [["missing", ""]],
  },
  {
    name: "a table restored to before its layout",
    by: sql(`RESTORE TABLE ${GOLD}.fact_program_history TO VERSION AS OF 0`),
    resource: "gold.fact_program_history",
    found: [
      ["recreated", ""],
      ["value", property("delta.autoOptimize.autoCompact")],
      ["value", property("delta.autoOptimize.optimizeWrite")],
      ["value", property("delta.deletedFileRetentionDuration")],
      ["value", property("delta.logRetentionDuration")],
      ["value", property("delta.targetFileSize")],
    ],
    operation: "RESTORE",
  },
  {
    name: "another comment",
    by: sql(`COMMENT ON TABLE ${SILVER}.positions IS 'old, do not use'`),
    resource: "silver.positions",
    found: [
      ["value", "comment"],
      ["value", 'tags["domain"]'],
      ["value", 'tags["owner"]'],
    ],
  },
  {
    name: "another tag, and one taken away",
    by: async (hand) => {
      await hand.sql(`ALTER TABLE ${SILVER}.positions SET TAGS ('domain' = 'finance', 'seen' = '')`);
      await hand.sql(`ALTER TABLE ${SILVER}.positions UNSET TAGS ('owner')`);
    },
    resource: "silver.positions",
    found: [
      ["value", "comment"],
      ["value", 'tags["domain"]'],
      ["value", 'tags["owner"]'],
    ],
  },
  {
    name: "a type widened, of a table that is the stack's",
    by: async (hand) => {
      await hand.sql(
        `ALTER TABLE ${SILVER}.fiscal_years SET TBLPROPERTIES ('delta.enableTypeWidening' = 'true')`,
      );
      await hand.sql(`ALTER TABLE ${SILVER}.fiscal_years ALTER COLUMN fiscal_year TYPE BIGINT`);
    },
    resource: "silver.fiscal_years",
    found: [["value", 'columns["fiscal_year"].type']],
    operation: "CHANGE COLUMN",
  },
  {
    name: "a materialized view replaced, with another query and other clustering",
    by: sql(
      `CREATE OR REPLACE MATERIALIZED VIEW ${GOLD}.mv_certification_status CLUSTER BY (cert_id) COMMENT 'Status'
       TRIGGER ON UPDATE AT MOST EVERY INTERVAL 1 HOUR
       AS SELECT cert_id, count(*) AS assignments FROM ${GOLD}.dim_certification_progress GROUP BY cert_id`,
    ),
    resource: "gold.mv_certification_status",
    found: [
      ["value", "clustering"],
      ["value", "query"],
    ],
  },
  {
    name: "a materialized view refreshed at other times",
    by: sql(
      `ALTER MATERIALIZED VIEW ${GOLD}.mv_certification_status ALTER SCHEDULE CRON '0 0 5 * * ?' AT TIME ZONE 'Etc/UTC'`,
    ),
    resource: "gold.mv_certification_status",
    found: [["value", "refresh"]],
  },
  {
    name: "another comment on a materialized view",
    by: sql(`COMMENT ON TABLE ${GOLD}.mv_certification_status IS 'do not use'`),
    resource: "gold.mv_certification_status",
    found: [["value", "comment"]],
  },
  {
    name: "a materialized view dropped",
    by: sql(`DROP MATERIALIZED VIEW ${GOLD}.mv_completion_by_position`),
    resource: "gold.mv_completion_by_position",
    found: [["missing", ""]],
  },
];
