/** What shows that an error rule is right: what the engine answers to the rule's example, or why no engine can. */
export type Proof =
  /** The example's table is made and ordered, or its statement run; an error of this kind comes of it. */
  | { readonly by: "statements"; readonly refused: RegExp }
  /** The example's key is set in a session. */
  | { readonly by: "set"; readonly refused: RegExp }
  /** The key is taken, and no part of the engine has registered it. */
  | { readonly by: "set, and nobody reads it" }
  /** A SparkContext is started with the example's conf. */
  | { readonly by: "launch"; readonly refused: RegExp }
  /** A test of this file that asks otherwise. */
  | { readonly by: "test"; readonly named: string }
  | { readonly by: "none"; readonly because: string };

const DATABRICKS = "only Databricks: ";
const none = (because: string): Proof => ({ by: "none", because });

/** Every error rule by its id. */
export const PROOFS: Readonly<Record<string, Proof>> = {
  "cluster/auto-termination": none(`${DATABRICKS}no engine ends a cluster`),
  "cluster/autoscale": none(`${DATABRICKS}its API refuses the bounds`),
  "cluster/memory": none("a promise of the settings, held against the node types' memory"),
  "cluster/memory-keys": none(
    `${DATABRICKS}node types are its own, and a JVM takes a heap that no memory stands for`,
  ),
  "cluster/node-type": none(`${DATABRICKS}node types are its own`),
  "cluster/spot-driver": none(`${DATABRICKS}spot instances are the cloud's`),
  "layout/acknowledged-repartition": none("a rule of this library about its own table files"),
  "layout/buckets": { by: "test", named: "Delta has no buckets, and optimizes in full what is clustered" },
  "layout/clustering-keys": { by: "statements", refused: /^DELTA_CLUSTERING_COLUMNS_DATATYPE_NOT_SUPPORTED/ },
  "layout/clustering-with-partitions": {
    by: "statements",
    refused: /Clustering and partitioning cannot both be specified/,
  },
  "layout/columns": { by: "statements", refused: /^DELTA_ZORDERING_COLUMN_DOES_NOT_EXIST/ },
  "layout/hash-bucket": { by: "test", named: "a remainder of a hash makes twice as many values, less one" },
  "layout/keys-without-statistics": { by: "statements", refused: /^DELTA_CLUSTERING_COLUMN_MISSING_STATS/ },
  "layout/partition-by-expression": { by: "statements", refused: /^DELTA_OPERATION_NOT_ALLOWED/ },
  "layout/retention": none("Delta 4.1 and later refuse it, and the engine here is 4.0"),
  "layout/zorder-on-partition-column": { by: "statements", refused: /^DELTA_ZORDERING_ON_PARTITION_COLUMN/ },
  "maintenance/analyze": { by: "statements", refused: /^UNSUPPORTED_FEATURE\.ANALYZE_VIEW/ },
  "maintenance/job-cluster-runtime": none(`${DATABRICKS}the runtimes are its own`),
  "maintenance/keep": none("a promise of the table file, held against the properties of the same file"),
  "maintenance/optimize": {
    by: "test",
    named: "Delta has no buckets, and optimizes in full what is clustered",
  },
  "maintenance/optimize-beside-predictive": none(`${DATABRICKS}predictive optimization is its own`),
  "maintenance/recent": none(
    "holds two declarations of one table file against each other, before any statement is written",
  ),
  "maintenance/vacuum-below-retention": {
    by: "statements",
    refused: /such a low retention period/,
  },
  "materialized-view/clustering-keys": none(`${DATABRICKS}open-source Spark has no materialized views`),
  "materialized-view/maintenance": none(`${DATABRICKS}open-source Spark has no materialized views`),
  "materialized-view/name": none(`${DATABRICKS}open-source Spark has no materialized views`),
  "materialized-view/query": none(`${DATABRICKS}open-source Spark has no materialized views`),
  "materialized-view/refresh": none(`${DATABRICKS}open-source Spark has no materialized views`),
  "materialized-view/trigger": none(`${DATABRICKS}open-source Spark has no materialized views`),
  "materialized-view/warehouse": none(`${DATABRICKS}open-source Spark has no materialized views`),
  "permissions/everyone-manages": none(`${DATABRICKS}permissions are its own`),
  "spark-conf/contradiction": { by: "launch", refused: /spark\.memory\.offHeap\.size must be > 0/ },
  "spark-conf/fixed-at-launch": { by: "set", refused: /^CANNOT_MODIFY_CONFIG/ },
  "spark-conf/java-options": { by: "launch", refused: /INVALID_SPARK_CONFIG|is not allowed to specify/ },
  "spark-conf/not-on-this-compute": none(
    `${DATABRICKS}serverless compute and warehouses have lists of their own`,
  ),
  "spark-conf/refused-at-start": { by: "launch", refused: /must be less than 2048/ },
  "spark-conf/unknown-key": { by: "set, and nobody reads it" },
  "spark-conf/value": { by: "set", refused: /^Size must be specified as bytes/ },
  "table/columns": none(
    `${DATABRICKS}open-source Delta has no primary keys; test/sandbox/columns.test.ts runs what it has`,
  ),
  "table/name": none(`${DATABRICKS}Unity Catalog's names`),
  "table/properties": { by: "statements", refused: /^DELTA_UNKNOWN_CONFIGURATION/ },
  "table/tags": none(`${DATABRICKS}Unity Catalog's tags`),
  "warehouse/auto-stop": none(`${DATABRICKS}no engine stops a warehouse`),
  "warehouse/type": none(`${DATABRICKS}its jobs refuse the warehouse`),
};
