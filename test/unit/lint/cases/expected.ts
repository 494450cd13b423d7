import type { Compute } from "../../../../src/rules/subject.ts";

/** What is to be said of a small file of another project, and of nothing else in it. */
export interface Case {
  readonly file: string;
  /** @default cluster */
  readonly on?: Compute;
  /** @default 17.3 */
  readonly runtime?: string;
  /** `severity rule @line`, in the order of the lines. */
  readonly found: readonly string[];
  /** Parts that some finding must have. @default none */
  readonly says?: readonly string[];
  /** Parts that no finding may have. @default none */
  readonly never?: readonly string[];
  /** Known to be wrong as yet. @default false */
  readonly left?: true;
}

export const cases: readonly Case[] = [
  { file: "arrow-batch-of-pandas-udf.py", found: [] },
  { file: "autotermination-left-out.json", found: ["error cluster/auto-termination @1"] },
  {
    file: "builder-config-is-ignored-not-refused.py",
    found: ["warning spark-conf/fixed-at-launch @3"],
    says: ["ignored"],
    never: ["refuse"],
  },
  {
    file: "clustering-key-behind-32.sql",
    found: ["error layout/keys-without-statistics @5"],
    says: ["c34", "32", "delta.dataSkippingStatsColumns"],
  },
  { file: "databricks-own-key-called-unknown.conf", found: [] },
  {
    file: "dbt-model-config.sql",
    found: [
      "error layout/clustering-with-partitions @2",
      "error table/properties @3",
      "error maintenance/vacuum-below-retention @4",
    ],
    says: ["delta.autoOptimize.optimizeWrite"],
  },
  {
    file: "high-concurrency-profile.json",
    found: ["warning spark-conf/owned-by-databricks @3"],
    says: ["High Concurrency", "data_security_mode: USER_ISOLATION"],
    never: ["single-node"],
  },
  {
    file: "instead-in-the-librarys-words.sql",
    found: ["error layout/clustering-with-partitions @1"],
    says: ["CLUSTER BY (id, day)"],
    never: ["cluster:"],
  },
  { file: "known-good-spark-defaults.conf", on: "spark", found: [] },
  {
    file: "maintenance-of-a-view.sql",
    found: [
      "error maintenance/analyze @2",
      "error materialized-view/clustering-keys @3",
      "error materialized-view/maintenance @4",
      "error materialized-view/maintenance @5",
    ],
    says: ["CLUSTER BY (a, b, c, d)"],
  },
  {
    file: "metastore-jars-path.conf",
    on: "spark",
    found: ["error spark-conf/contradiction @2"],
    says: ["spark.sql.hive.metastore.jars.path"],
  },
  {
    file: "property-without-delta-prefix.sql",
    found: ["warning table/properties @1", "warning table/properties @1"],
    says: ["delta.enableChangeDataFeed", "delta.autoOptimize.autoCompact"],
  },
  {
    file: "python-cluster-dict.py",
    found: [
      "error cluster/node-type @3",
      "error cluster/autoscale @4",
      "error cluster/spot-driver @5",
      "error cluster/spot-driver @5",
    ],
    says: ["i3.xlarge", "first_on_demand: 1", "min_workers: 2, max_workers: 8"],
    never: ["firstOnDemand", "autoTerminationMinutes"],
  },
  {
    file: "removed-key-instead.py",
    found: ["error spark-conf/unknown-key @1"],
    says: ["instead: spark.sql.parquet.datetimeRebaseModeInWrite"],
  },
  { file: "replaced-layout.sql", found: [] },
  {
    file: "retention-check-switched-off.py",
    found: [
      "warning maintenance/retention-guard @1",
      "error maintenance/vacuum-below-retention @2",
      "info spark-conf/default @3",
    ],
    never: ["interval 0"],
  },
  {
    file: "retention-rule-on-old-runtime.sql",
    found: ["warning layout/retention @1"],
    says: ["18"],
  },
  {
    file: "retention-rule-on-old-runtime.sql",
    runtime: "18",
    found: ["error layout/retention @1"],
  },
  {
    file: "runtime-without-support.yml",
    found: ["warning cluster/runtime @2"],
    says: ["ended on 2026-08-22"],
    never: ["13.3,", "12.2"],
  },
  {
    file: "serverless-cache-of-a-frame.py",
    on: "serverless",
    found: ["warning cache/ignored @2", "warning cache/ignored @3"],
  },
  { file: "show-create-table-properties.sql", found: [] },
  {
    file: "shuffle-set-with-constant-or-loop.py",
    found: [
      "error spark-conf/unknown-key @1",
      "error spark-conf/fixed-at-launch @3",
      "error spark-conf/unknown-key @3",
      "error spark-conf/unknown-key @5",
      "error spark-conf/unknown-key @6",
    ],
  },
  {
    file: "single-node-incomplete.yml",
    found: ["warning cluster/single-node @4"],
    says: ["spark.master local[*]", "ResourceClass: SingleNode", "is_single_node: true"],
  },
  {
    file: "snowflake-expression.sql",
    found: ["error layout/partition-by-expression @2"],
    says: ["CAST(event_ts AS DATE)", "CLUSTER BY (event_type, event_ts)"],
    never: ['"CAST"'],
  },
  { file: "sparkconf-variable-named-conf.py", on: "spark", found: [] },
  {
    file: "sql-notebook-cells.sql",
    found: ["error layout/zorder-on-partition-column @6", "error maintenance/vacuum-below-retention @10"],
  },
  { file: "third-party-keys.conf", on: "spark", found: [] },
  {
    file: "unread-kind-is-silent-tf.tf",
    found: [
      "error cluster/node-type @4",
      "error cluster/auto-termination @5",
      "error spark-conf/unknown-key @7",
    ],
    says: ["i3.xlarge", "spark.sql.shuffle.partitions"],
  },
  {
    file: "vacuum-instead-is-dangerous.sql",
    found: ["error maintenance/vacuum-below-retention @1"],
    says: ["instead: VACUUM main.s.t"],
    never: ["interval 0"],
  },
  {
    file: "workers-and-autoscale.json",
    found: ["error cluster/auto-termination @2", "error cluster/autoscale @2"],
    says: ["num_workers", "10"],
  },
  { file: "zorder-before-clustering.sql", found: [] },
];
