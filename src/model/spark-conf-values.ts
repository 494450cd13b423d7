// Written by `npm run docs` from src/catalog/; do not edit.

/** `true` or `false`. */
type Bool = `${boolean}`;
/** Units of bytes, in powers of 1,024. */
type SizeUnit = "" | "b" | "k" | "kb" | "m" | "mb" | "g" | "gb" | "t" | "tb" | "p" | "pb";
/** Units of time. */
type TimeUnit = "" | "us" | "ms" | "s" | "m" | "min" | "h" | "d";
/** A whole number and a unit, without a space or a fraction. */
type Size = `${bigint}${SizeUnit | Uppercase<SizeUnit>}`;
/** A whole number and a unit, without a space or a fraction. */
type Time = `${bigint}${TimeUnit}`;
/** A word as it is written, or in capitals or small letters. */
type Word<W extends string> = W | Uppercase<W> | Lowercase<W>;

/**
 * Every public Spark conf key, with the values that Spark 3.5 or 4.0, Delta or Databricks takes. Keys that Spark
 * deprecates are left out; one that Databricks does not document is added where it is used:
 * `interface SparkConfValues { readonly "spark.databricks.some.key": string }`.
 */
export interface SparkConfValues {
  /** The engine does not describe it. @default false */
  readonly "spark.acls.enable": Bool;
  /** The engine does not describe it. @default empty */
  readonly "spark.admin.acls": string;
  /** The engine does not describe it. @default empty */
  readonly "spark.admin.acls.groups": string;
  /** For Spark Classic applications, specify whether to automatically use Spark Connect by running a local Spark Connect server dedicated to the application. @default classic */
  readonly "spark.api.mode": Word<"classic" | "connect">;
  /** The engine does not describe it. @default true */
  readonly "spark.appStateStore.asyncTracking.enable": Bool;
  /** Comma-separated list of archives to be extracted into the working directory of each executor. @default empty */
  readonly "spark.archives": string;
  /** The engine does not describe it. @default false */
  readonly "spark.authenticate": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.authenticate.enableSaslEncryption": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.authenticate.secret": string;
  /** Path to a file that contains the authentication secret to use. @default that of spark.authenticate.secret.file */
  readonly "spark.authenticate.secret.driver.file": string;
  /** Path to a file that contains the authentication secret to use. @default that of spark.authenticate.secret.file */
  readonly "spark.authenticate.secret.executor.file": string;
  /** Path to a file that contains the authentication secret to use. @default none */
  readonly "spark.authenticate.secret.file": string;
  /** The engine does not describe it. @default 256 */
  readonly "spark.authenticate.secretBitLength": `${bigint}`;
  /** The timeout in seconds for each barrier() call from a barrier task. @default 365d */
  readonly "spark.barrier.sync.timeout": Time;
  /** Max number of failures before this block manager refreshes the block locations from the driver. @default 5 */
  readonly "spark.block.failures.beforeLocationRefresh": `${bigint}`;
  /** Port to use for the block manager when a more specific setting is not provided. @default 0 */
  readonly "spark.blockManager.port": `${bigint}`;
  /** The threshold at which user-defined functions (UDFs) and Python RDD commands are compressed by broadcast in bytes unless otherwise specified @default 1048576b */
  readonly "spark.broadcast.UDFCompressionThreshold": Size;
  /** Size of each piece of a block for TorrentBroadcastFactory, in KiB unless otherwise specified. @default 4m */
  readonly "spark.broadcast.blockSize": Size;
  /** Whether to enable checksum for broadcast. @default true */
  readonly "spark.broadcast.checksum": Bool;
  /** Whether to compress broadcast variables before sending them. @default true */
  readonly "spark.broadcast.compress": Bool;
  /** The amount of memory used per page in bytes @default none */
  readonly "spark.buffer.pageSize": Size;
  /** The engine does not describe it. @default 65536 */
  readonly "spark.buffer.size": `${bigint}`;
  /** Whether to compress RDD checkpoints. @default false */
  readonly "spark.checkpoint.compress": Bool;
  /** Set the default directory for checkpointing. @default none */
  readonly "spark.checkpoint.dir": string;
  /** The engine does not describe it. @default 30min */
  readonly "spark.cleaner.periodicGC.interval": Time;
  /** The engine does not describe it. @default true */
  readonly "spark.cleaner.referenceTracking": Bool;
  /** The engine does not describe it. @default true */
  readonly "spark.cleaner.referenceTracking.blocking": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.cleaner.referenceTracking.blocking.shuffle": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.cleaner.referenceTracking.cleanCheckpoints": Bool;
  /** Comma separated list of classes that implement the trait org.apache.spark.sql.connect.plugin.CommandPlugin to support custom Command types in proto. @default empty */
  readonly "spark.connect.extensions.command.classes": string;
  /** Comma separated list of classes that implement the trait org.apache.spark.sql.connect.plugin.ExpressionPlugin to support custom Expression types in proto. @default empty */
  readonly "spark.connect.extensions.expression.classes": string;
  /** Comma separated list of classes that implement the trait org.apache.spark.sql.connect.plugin.RelationPlugin to support custom Relation types in proto. @default empty */
  readonly "spark.connect.extensions.relation.classes": string;
  /** When using Apache Arrow, limit the maximum size of one arrow batch, in bytes unless otherwise specified, that can be sent from server side to client side. @default 134217728b */
  readonly "spark.connect.grpc.arrow.maxBatchSize": Size;
  /** The address for Spark Connect server to bind. @default none */
  readonly "spark.connect.grpc.binding.address": string;
  /** The port for Spark Connect server to bind. @default 15002 */
  readonly "spark.connect.grpc.binding.port": `${bigint}`;
  /** Comma separated list of class names that must implement the io.grpc.ServerInterceptor interface. @default none */
  readonly "spark.connect.grpc.interceptor.classes": string;
  /** Sets the maximum inbound message in bytes size for the gRPC requests.Requests with a larger payload will fail. @default 134217728b */
  readonly "spark.connect.grpc.maxInboundMessageSize": Size;
  /** Sets the maximum size of metadata fields. @default 1024b */
  readonly "spark.connect.grpc.maxMetadataSize": Size;
  /** The max port retry attempts for the gRPC server binding.By default, it's set to 0, and the server will fail fast in case of port conflicts. @default 0 */
  readonly "spark.connect.grpc.port.maxRetries": `${bigint}`;
  /** Sets the maximum stack trace size to display when `spark.sql.pyspark.jvmStacktrace.enabled` is true. @default 1024 */
  readonly "spark.connect.jvmStacktrace.maxSize": `${bigint}`;
  /** Comma separated list of classes that implement the trait org.apache.spark.sql.connect.plugin.MLBackendPlugin to replace the specified Spark ML operators with a backend-specific implementation. @default empty */
  readonly "spark.connect.ml.backend.classes": string;
  /** The interval at which the progress of a query is reported to the client. @default 2s */
  readonly "spark.connect.progress.reportInterval": Time;
  /** When running on a standalone deploy cluster, the maximum amount of CPU cores to request for the application from across the cluster (not from each machine). @default none */
  readonly "spark.cores.max": `${bigint}`;
  /** Largest size at which adaptive execution turns a join into a broadcast join while the query runs. @default 30MB */
  readonly "spark.databricks.adaptive.autoBroadcastJoinThreshold": Size;
  /** Lets Databricks choose the number of shuffle partitions by the plan and the size of the input. @default not documented */
  readonly "spark.databricks.adaptive.autoOptimizeShuffle.enabled": Bool;
  /** The kind of a cluster; a single-node cluster also needs spark.master local[*] and the tag ResourceClass SingleNode. @default not documented */
  readonly "spark.databricks.cluster.profile": Word<"singleNode">;
  /** If true, Alter Table Set Location on Delta will go through even if the Delta table in the new location has a different schema from the original Delta table. @default false */
  readonly "spark.databricks.delta.alterLocation.bypassSchemaCheck": Bool;
  /** Whether to compact files after writes made into Delta tables from this session. @default none */
  readonly "spark.databricks.delta.autoCompact.enabled": string;
  /** When enabled, Change Data Feed queries with starting and ending timestamps exceeding the newest delta commit timestamp will not error out. @default false */
  readonly "spark.databricks.delta.changeDataFeed.timestampOutOfRange.enabled": Bool;
  /** In Delta, we always try to give users the latest version of their data without having to call REFRESH TABLE or redefine their DataFrames when used in the context of streaming. @default true */
  readonly "spark.databricks.delta.checkLatestSchemaOnRead": Bool;
  /** Arbitrary user-defined metadata to include in CommitInfo. @default none */
  readonly "spark.databricks.delta.commitInfo.userMetadata": string;
  /** If true, DROP CONSTRAINT quietly drops nonexistent constraints even without |IF EXISTS. @default false */
  readonly "spark.databricks.delta.constraints.assumesDropIfExists.enabled": Bool;
  /** If enabled, support conversion of iceberg tables experienced partition evolution. @default false */
  readonly "spark.databricks.delta.convert.iceberg.partitionEvolution.enabled": Bool;
  /** When enabled, obtain the partition values from Iceberg table's metadata, instead of inferring from file paths. @default true */
  readonly "spark.databricks.delta.convert.iceberg.useNativePartitionValues": Bool;
  /** If enabled, during convert to delta, if there is a difference between the catalog table's properties and the Delta table's configuration, we should error. @default true */
  readonly "spark.databricks.delta.convert.metadataCheck.enabled": Bool;
  /** When converting to Delta, ignore the failure when casting a partition value to the specified data type, in which case the partition column will be filled with null. @default false */
  readonly "spark.databricks.delta.convert.partitionValues.ignoreCastFailure": Bool;
  /** When converting to a catalog Parquet table, whether to use the catalog schema as the source of truth. @default true */
  readonly "spark.databricks.delta.convert.useCatalogSchema": Bool;
  /** When converting to a Parquet table that was created by Structured Streaming, whether to use the transaction log under `_spark_metadata` as the source of truth for files contained in the table. @default true */
  readonly "spark.databricks.delta.convert.useMetadataLog": Bool;
  /** Enables Metrics reporting in Describe History. @default true */
  readonly "spark.databricks.delta.history.metricsEnabled": Bool;
  /** The maximum number of pending Delta commits to convert to Hudi incrementally. @default 100 */
  readonly "spark.databricks.delta.hudi.maxPendingCommits": `${bigint}`;
  /** The maximum number of pending Delta actions to convert to Iceberg incrementally. @default 100000 */
  readonly "spark.databricks.delta.iceberg.maxPendingActions": `${bigint}`;
  /** The maximum number of pending Delta commits to convert to Iceberg incrementally. @default 100 */
  readonly "spark.databricks.delta.iceberg.maxPendingCommits": `${bigint}`;
  /** The version of the last commit made in the SparkSession for any table. @default none */
  readonly "spark.databricks.delta.lastCommitVersionInSession": `${bigint}`;
  /** How many times to try MERGE in case of lost RDD materialized source data @default 4 */
  readonly "spark.databricks.delta.merge.materializeSource.maxAttempts": `${bigint}`;
  /** Whether to optimize writes made into Delta tables from this session. @default none */
  readonly "spark.databricks.delta.optimizeWrite.enabled": Bool;
  /** The default reader protocol version to create new tables with, unless a feature that requires a higher version for correctness is enabled. @default 1 */
  readonly "spark.databricks.delta.properties.defaults.minReaderVersion": `${bigint}`;
  /** The default writer protocol version to create new tables with, unless a feature that requires a higher version for correctness is enabled. @default 2 */
  readonly "spark.databricks.delta.properties.defaults.minWriterVersion": `${bigint}`;
  /** When enabled, replaceWhere on arbitrary expression and arbitrary columns will enforce the constraint check to replace the target table only when all the rows in the source dataframe match that constraint. @default true */
  readonly "spark.databricks.delta.replaceWhere.constraintCheck.enabled": Bool;
  /** When enabled, replaceWhere on arbitrary expression and arbitrary columns is enabled. @default true */
  readonly "spark.databricks.delta.replaceWhere.dataColumns.enabled": Bool;
  /** Whether a table RESTORE or CLONE operation may downgrade the protocol of the table. @default false */
  readonly "spark.databricks.delta.restore.protocolDowngradeAllowed": Bool;
  /** Adds a check preventing users from running vacuum with a very short retention period, which may end up corrupting the Delta Log. @default true */
  readonly "spark.databricks.delta.retentionDurationCheck.enabled": Bool;
  /** If true, enables schema merging on appends and on overwrites. @default false */
  readonly "spark.databricks.delta.schema.autoMerge.enabled": Bool;
  /** Setting a non-zero time limit will allow you to query the last loaded state of the Delta table without blocking on a table update. @default 0ms */
  readonly "spark.databricks.delta.stalenessLimit": Time;
  /** The maximum number of DV tombstones we are allowed store to memory when dropping deletion vectors. @default 10000 */
  readonly "spark.databricks.delta.tableFeatures.fastDropFeature.dvTombstoneCountThreshold": `${bigint}`;
  /** Allows Vacuum to be run in Lite mode @default false */
  readonly "spark.databricks.delta.vacuum.lite.enabled": Bool;
  /** Whether to log vacuum information into the Delta transaction log. @default none */
  readonly "spark.databricks.delta.vacuum.logging.enabled": Bool;
  /** Enables parallelizing the deletion of files during a vacuum command. @default false */
  readonly "spark.databricks.delta.vacuum.parallelDelete.enabled": Bool;
  /** Sets the number of partitions to use for parallel deletes. @default none */
  readonly "spark.databricks.delta.vacuum.parallelDelete.parallelism": `${bigint}`;
  /** Whether the checksum file can be written. @default true */
  readonly "spark.databricks.delta.writeChecksumFile.enabled": Bool;
  /** Longest run time of a query on serverless compute. @default not documented */
  readonly "spark.databricks.execution.timeout": string;
  /** AWS Glue as the metastore; cannot be carried over to Unity Catalog. @default not documented */
  readonly "spark.databricks.hive.metastore.glueCatalog.enabled": Bool;
  /** Whether the disk cache keeps data compressed. @default not documented */
  readonly "spark.databricks.io.cache.compression.enabled": Bool;
  /** The disk cache; on by itself on node types with local SSDs. @default not documented */
  readonly "spark.databricks.io.cache.enabled": Bool;
  /** Disk space a node keeps for cached data; set when the cluster is created. @default not documented */
  readonly "spark.databricks.io.cache.maxDiskUsage": Size;
  /** Disk space a node keeps for cached metadata; set when the cluster is created. @default not documented */
  readonly "spark.databricks.io.cache.maxMetaDataCache": Size;
  /** Adaptive query execution as a whole. @default true */
  readonly "spark.databricks.optimizer.adaptive.enabled": Bool;
  /** Fewest files of the table on the probe side of a join at which dynamic file pruning begins. @default 10 */
  readonly "spark.databricks.optimizer.deltaTableFilesThreshold": `${bigint}`;
  /** Smallest size of the table on the probe side of a join at which dynamic file pruning begins. @default 10000000000 */
  readonly "spark.databricks.optimizer.deltaTableSizeThreshold": Size;
  /** Dynamic file pruning as a whole. @default true */
  readonly "spark.databricks.optimizer.dynamicFilePruning": Bool;
  /** Credential passthrough; with it Unity Catalog's features are off. @default not documented */
  readonly "spark.databricks.passthrough.enabled": Bool;
  /** Query Watchdog, which ends queries that would monopolise a cluster; on for all-purpose compute made in the user interface. @default not documented */
  readonly "spark.databricks.queryWatchdog.enabled": Bool;
  /** Fewest rows of output before Query Watchdog looks at a task. @default not documented */
  readonly "spark.databricks.queryWatchdog.minOutputRows": `${bigint}`;
  /** Shortest time, in seconds, that a task runs before Query Watchdog looks at it. @default not documented */
  readonly "spark.databricks.queryWatchdog.minTimeSecs": `${bigint}`;
  /** Most rows of output for each row of input before Query Watchdog ends the query. @default 1000 */
  readonly "spark.databricks.queryWatchdog.outputRatioThreshold": `${bigint}`;
  /** The engine does not describe it. @default 15 */
  readonly "spark.dead.worker.persistence": `${bigint}`;
  /** When decommission enabled, Spark will try its best to shutdown the executor gracefully. @default false */
  readonly "spark.decommission.enabled": Bool;
  /** Default number of partitions in RDDs returned by transformations like join, reduceByKey, and parallelize when not set by user. @default none */
  readonly "spark.default.parallelism": `${bigint}`;
  /** The pattern for app ID generation based on Java `String.format` method.. @default app-%s-%04d */
  readonly "spark.deploy.appIdPattern": string;
  /** The modulo for app number. @default none */
  readonly "spark.deploy.appNumberModulo": `${bigint}`;
  /** The engine does not describe it. @default 2147483647 */
  readonly "spark.deploy.defaultCores": `${bigint}`;
  /** The pattern for driver ID generation based on Java `String.format` method. @default driver-%s-%04d */
  readonly "spark.deploy.driverIdPattern": string;
  /** The maximum number of running drivers. @default 2147483647 */
  readonly "spark.deploy.maxDrivers": `${bigint}`;
  /** The engine does not describe it. @default 10 */
  readonly "spark.deploy.maxExecutorRetries": `${bigint}`;
  /** A compression codec for persistence engines. @default none */
  readonly "spark.deploy.recoveryCompressionCodec": string;
  /** The engine does not describe it. @default empty */
  readonly "spark.deploy.recoveryDirectory": string;
  /** The engine does not describe it. @default NONE */
  readonly "spark.deploy.recoveryMode": string;
  /** The engine does not describe it. @default empty */
  readonly "spark.deploy.recoveryMode.factory": string;
  /** Configures the timeout for recovery process. @default none */
  readonly "spark.deploy.recoveryTimeout": Time;
  /** The engine does not describe it. @default 200 */
  readonly "spark.deploy.retainedApplications": `${bigint}`;
  /** The engine does not describe it. @default 200 */
  readonly "spark.deploy.retainedDrivers": `${bigint}`;
  /** The engine does not describe it. @default true */
  readonly "spark.deploy.spreadOut": Bool;
  /** The engine does not describe it. @default true */
  readonly "spark.deploy.spreadOutApps": Bool;
  /** The engine does not describe it. @default true */
  readonly "spark.deploy.spreadOutDrivers": Bool;
  /** A policy to assign executors on one of the assignable workers; CORES_FREE_ASC to choose a worker with the least free cores, CORES_FREE_DESC to choose a worker with the most free cores, MEMORY_FREE_ASC to choose a worker with the least free memory, MEMORY_FREE_DESC to choose a worker with the most free memory, WORKER_ID to choose a worker with the smallest worker id. @default CORES_FREE_DESC */
  readonly "spark.deploy.workerSelectionPolicy": Word<"CORES_FREE_ASC" | "CORES_FREE_DESC" | "MEMORY_FREE_ASC" | "MEMORY_FREE_DESC" | "WORKER_ID">;
  /** The engine does not describe it. @default none */
  readonly "spark.deploy.zookeeper.dir": string;
  /** When `spark.deploy.recoveryMode` is set to ZOOKEEPER, this configuration is used to set the zookeeper URL to connect to. @default none */
  readonly "spark.deploy.zookeeper.url": string;
  /** Number of subdirectories inside each path listed in spark.local.dir for hashing Block files into. @default 64 */
  readonly "spark.diskStore.subDirectories": `${bigint}`;
  /** Address where to bind network listen sockets on the driver. @default that of spark.driver.host */
  readonly "spark.driver.bindAddress": string;
  /** Port to use for the block manager on the driver. @default that of spark.blockManager.port */
  readonly "spark.driver.blockManager.port": `${bigint}`;
  /** Number of cores to use for the driver process, only in cluster mode. @default 1 */
  readonly "spark.driver.cores": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.driver.extraClassPath": string;
  /** The engine does not describe it. @default none */
  readonly "spark.driver.extraJavaOptions": string;
  /** The engine does not describe it. @default none */
  readonly "spark.driver.extraLibraryPath": string;
  /** Address of driver endpoints. @default 192.0.2.2 */
  readonly "spark.driver.host": string;
  /** The engine does not describe it. @default false */
  readonly "spark.driver.log.allowErasureCoding": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.driver.log.dfsDir": string;
  /** The engine does not describe it. @default none */
  readonly "spark.driver.log.layout": string;
  /** Specifies a local directory to write driver logs and enable Driver Log UI Tab. @default none */
  readonly "spark.driver.log.localDir": string;
  /** The engine does not describe it. @default false */
  readonly "spark.driver.log.persistToDfs.enabled": Bool;
  /** Size limit for results. @default 1g */
  readonly "spark.driver.maxResultSize": Size;
  /** Amount of memory to use for the driver process, in MiB unless otherwise specified. @default 1g */
  readonly "spark.driver.memory": Size;
  /** The amount of non-heap memory to be allocated per driver in cluster mode, in MiB unless otherwise specified. @default none */
  readonly "spark.driver.memoryOverhead": Size;
  /** Fraction of driver memory to be allocated as additional non-heap memory per driver process in cluster mode. @default 0.1 */
  readonly "spark.driver.memoryOverheadFactor": `${number}`;
  /** The minimum amount of non-heap memory to be allocated per driver in cluster mode, in MiB unless otherwise specified. @default 384m */
  readonly "spark.driver.minMemoryOverhead": Size;
  /** Port of driver endpoints. @default 0 */
  readonly "spark.driver.port": `${bigint}`;
  /** If true, restarts the driver automatically if it fails with a non-zero exit status. @default false */
  readonly "spark.driver.supervise": Bool;
  /** A timeout for Spark driver in minutes. @default 0min */
  readonly "spark.driver.timeout": Time;
  /** The engine does not describe it. @default false */
  readonly "spark.driver.userClassPathFirst": Bool;
  /** The engine does not describe it. @default 2147483647000ms */
  readonly "spark.dynamicAllocation.cachedExecutorIdleTimeout": Time;
  /** The engine does not describe it. @default false */
  readonly "spark.dynamicAllocation.enabled": Bool;
  /** The engine does not describe it. @default 1.0 */
  readonly "spark.dynamicAllocation.executorAllocationRatio": `${number}`;
  /** The engine does not describe it. @default 60000ms */
  readonly "spark.dynamicAllocation.executorIdleTimeout": Time;
  /** The engine does not describe it. @default that of spark.dynamicAllocation.minExecutors */
  readonly "spark.dynamicAllocation.initialExecutors": `${bigint}`;
  /** The engine does not describe it. @default 2147483647 */
  readonly "spark.dynamicAllocation.maxExecutors": `${bigint}`;
  /** The engine does not describe it. @default 0 */
  readonly "spark.dynamicAllocation.minExecutors": `${bigint}`;
  /** The engine does not describe it. @default 1000ms */
  readonly "spark.dynamicAllocation.schedulerBacklogTimeout": Time;
  /** The engine does not describe it. @default true */
  readonly "spark.dynamicAllocation.shuffleTracking.enabled": Bool;
  /** The engine does not describe it. @default 9223372036854775807ms */
  readonly "spark.dynamicAllocation.shuffleTracking.timeout": Time;
  /** The engine does not describe it. @default that of spark.dynamicAllocation.schedulerBacklogTimeout */
  readonly "spark.dynamicAllocation.sustainedSchedulerBacklogTimeout": Time;
  /** The engine does not describe it. @default false */
  readonly "spark.dynamicAllocation.testing": Bool;
  /** Buffer size to use when writing to output streams, in KiB unless otherwise specified. @default 100k */
  readonly "spark.eventLog.buffer.kb": Size;
  /** The engine does not describe it. @default true */
  readonly "spark.eventLog.compress": Bool;
  /** The codec used to compress event log. @default zstd */
  readonly "spark.eventLog.compression.codec": string;
  /** The engine does not describe it. @default /tmp/spark-events */
  readonly "spark.eventLog.dir": string;
  /** The engine does not describe it. @default false */
  readonly "spark.eventLog.enabled": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.eventLog.erasureCoding.enabled": Bool;
  /** Names of supported old generation garbage collector. @default MarkSweepCompact,PS MarkSweep,ConcurrentMarkSweep,G1 Old Generation */
  readonly "spark.eventLog.gcMetrics.oldGenerationGarbageCollectors": string;
  /** Names of supported young generation garbage collector. @default Copy,PS Scavenge,ParNew,G1 Young Generation */
  readonly "spark.eventLog.gcMetrics.youngGenerationGarbageCollectors": string;
  /** Whether to include TaskMetrics' underlying accumulator values in the event log (as part of the Task/Stage/Job metrics' 'Accumulables' fields. @default true */
  readonly "spark.eventLog.includeTaskMetricsAccumulators": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.eventLog.logBlockUpdates.enabled": Bool;
  /** Whether to write per-stage peaks of executor metrics (for each executor) to the event log. @default false */
  readonly "spark.eventLog.logStageExecutorMetrics": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.eventLog.longForm.enabled": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.eventLog.overwrite": Bool;
  /** Whether rolling over event log files is enabled. @default true */
  readonly "spark.eventLog.rolling.enabled": Bool;
  /** When spark.eventLog.rolling.enabled=true, specifies the max size of event log file to be rolled over. @default 128m */
  readonly "spark.eventLog.rolling.maxFileSize": Size;
  /** The engine does not describe it. @default none */
  readonly "spark.excludeOnFailure.application.enabled": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.excludeOnFailure.application.fetchFailure.enabled": Bool;
  /** The engine does not describe it. @default 2 */
  readonly "spark.excludeOnFailure.application.maxFailedExecutorsPerNode": `${bigint}`;
  /** The engine does not describe it. @default 2 */
  readonly "spark.excludeOnFailure.application.maxFailedTasksPerExecutor": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.excludeOnFailure.enabled": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.excludeOnFailure.killExcludedExecutors": Bool;
  /** Attempt decommission of excluded nodes instead of going directly to kill @default false */
  readonly "spark.excludeOnFailure.killExcludedExecutors.decommission": Bool;
  /** The engine does not describe it. @default 2 */
  readonly "spark.excludeOnFailure.stage.maxFailedExecutorsPerNode": `${bigint}`;
  /** The engine does not describe it. @default 2 */
  readonly "spark.excludeOnFailure.stage.maxFailedTasksPerExecutor": `${bigint}`;
  /** The engine does not describe it. @default 1 */
  readonly "spark.excludeOnFailure.task.maxTaskAttemptsPerExecutor": `${bigint}`;
  /** The engine does not describe it. @default 2 */
  readonly "spark.excludeOnFailure.task.maxTaskAttemptsPerNode": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.excludeOnFailure.taskAndStage.enabled": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.excludeOnFailure.timeout": Time;
  /** If set to true, SparkContext can be created in executors. @default false */
  readonly "spark.executor.allowSparkContext": Bool;
  /** The engine does not describe it. @default 1 */
  readonly "spark.executor.cores": `${bigint}`;
  /** Duration after which a Spark will force a decommissioning executor to exit. @default none */
  readonly "spark.executor.decommission.forceKillTimeout": Time;
  /** Duration after which a decommissioned executor will be killed forcefully *by an outside* (e.g. non-spark) service. @default none */
  readonly "spark.executor.decommission.killInterval": Time;
  /** The signal that used to trigger the executor to start decommission. @default PWR */
  readonly "spark.executor.decommission.signal": string;
  /** The engine does not describe it. @default none */
  readonly "spark.executor.extraClassPath": string;
  /** The engine does not describe it. @default none */
  readonly "spark.executor.extraJavaOptions": string;
  /** The engine does not describe it. @default none */
  readonly "spark.executor.extraLibraryPath": string;
  /** Interval after which executor failures will be considered independent and not accumulate towards the attempt count. @default none */
  readonly "spark.executor.failuresValidityInterval": Time;
  /** The engine does not describe it. @default 10s */
  readonly "spark.executor.heartbeatInterval": Time;
  /** The engine does not describe it. @default none */
  readonly "spark.executor.id": string;
  /** The engine does not describe it. @default none */
  readonly "spark.executor.instances": `${bigint}`;
  /** The engine does not describe it. @default false */
  readonly "spark.executor.logs.rolling.enableCompression": Bool;
  /** The engine does not describe it. @default -1 */
  readonly "spark.executor.logs.rolling.maxRetainedFiles": `${bigint}`;
  /** The engine does not describe it. @default 1048576 */
  readonly "spark.executor.logs.rolling.maxSize": string;
  /** The engine does not describe it. @default empty */
  readonly "spark.executor.logs.rolling.strategy": string;
  /** The engine does not describe it. @default daily */
  readonly "spark.executor.logs.rolling.time.interval": string;
  /** The maximum number of executor failures before failing the application. @default none */
  readonly "spark.executor.maxNumFailures": `${bigint}`;
  /** Amount of memory to use per executor process, in MiB unless otherwise specified. @default 1g */
  readonly "spark.executor.memory": Size;
  /** The amount of non-heap memory to be allocated per executor, in MiB unless otherwise specified. @default none */
  readonly "spark.executor.memoryOverhead": Size;
  /** Fraction of executor memory to be allocated as additional non-heap memory per executor process. @default 0.1 */
  readonly "spark.executor.memoryOverheadFactor": `${number}`;
  /** The file system schemes to report in executor metrics. @default file,hdfs */
  readonly "spark.executor.metrics.fileSystemSchemes": string;
  /** How often to collect executor metrics (in milliseconds). @default 0 */
  readonly "spark.executor.metrics.pollingInterval": Time;
  /** The minimum amount of non-heap memory to be allocated per executor in MiB unless otherwise specified. @default 384m */
  readonly "spark.executor.minMemoryOverhead": Size;
  /** Whether to collect process tree metrics (from the /proc filesystem) when collecting executor metrics. @default false */
  readonly "spark.executor.processTreeMetrics.enabled": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.executor.pyspark.memory": Size;
  /** The engine does not describe it. @default false */
  readonly "spark.executor.python.worker.log.details": Bool;
  /** If set to true, log level applied through SparkContext.setLogLevel() method will be propagated to all executors. @default false */
  readonly "spark.executor.syncLogLevel.enabled": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.executor.userClassPathFirst": Bool;
  /** Class names of listeners to add to SparkContext during initialization. @default none */
  readonly "spark.extraListeners": string;
  /** If true, NIO's `transferTo` API will be preferentially used when merging Spark shuffle spill files @default true */
  readonly "spark.file.transferTo": Bool;
  /** The engine does not describe it. @default empty */
  readonly "spark.files": string;
  /** Whether to un-register all the outputs on the host in condition that we receive a FetchFailure. @default false */
  readonly "spark.files.fetchFailure.unRegisterOutputOnHost": Bool;
  /** Whether to ignore corrupt files. @default false */
  readonly "spark.files.ignoreCorruptFiles": Bool;
  /** Whether to ignore missing files. @default false */
  readonly "spark.files.ignoreMissingFiles": Bool;
  /** The maximum number of bytes to pack into a single partition when reading files. @default 134217728b */
  readonly "spark.files.maxPartitionBytes": Size;
  /** The estimated cost to open a file, measured by the number of bytes could be scanned in the same time. @default 4194304b */
  readonly "spark.files.openCostInBytes": Size;
  /** Specifies custom spark executor log url for supporting external log service instead of using cluster managers' application log urls in the history server. @default none */
  readonly "spark.history.custom.executor.log.url": string;
  /** Whether to apply custom executor log url, as specified by spark.history.custom.executor.log.url, to incomplete application as well. @default true */
  readonly "spark.history.custom.executor.log.url.applyIncompleteApplication": Bool;
  /** Whether the History Server should periodically clean up event logs from storage @default false */
  readonly "spark.history.fs.cleaner.enabled": Bool;
  /** When spark.history.fs.cleaner.enabled=true, specifies how often the filesystem job history cleaner checks for files to delete. @default 1d */
  readonly "spark.history.fs.cleaner.interval": Time;
  /** When spark.history.fs.cleaner.enabled=true, history files older than this will be deleted when the filesystem history cleaner runs. @default 7d */
  readonly "spark.history.fs.cleaner.maxAge": Time;
  /** The maximum number of log files in the event log directory. @default 2147483647 */
  readonly "spark.history.fs.cleaner.maxNum": `${bigint}`;
  /** Specifies whether the History Server should periodically clean up driver logs from storage. @default that of spark.history.fs.cleaner.enabled */
  readonly "spark.history.fs.driverlog.cleaner.enabled": Bool;
  /** When spark.history.fs.driverlog.cleaner.enabled=true, specifies how often the filesystem driver log cleaner checks for files to delete. @default that of spark.history.fs.cleaner.interval */
  readonly "spark.history.fs.driverlog.cleaner.interval": Time;
  /** When spark.history.fs.driverlog.cleaner.enabled=true, driver log files older than this will be deleted when the driver log cleaner runs. @default that of spark.history.fs.cleaner.maxAge */
  readonly "spark.history.fs.driverlog.cleaner.maxAge": Time;
  /** How many bytes to parse at the end of log files looking for the end event. @default 1m */
  readonly "spark.history.fs.endEventReparseChunkSize": Size;
  /** The maximum number of event log files which will be retained as non-compacted. @default 2147483647 */
  readonly "spark.history.fs.eventLog.rolling.maxFilesToRetain": `${bigint}`;
  /** Enable optimized handling of in-progress logs. @default true */
  readonly "spark.history.fs.inProgressOptimization.enabled": Bool;
  /** Directory where app logs are stored @default file:/tmp/spark-events */
  readonly "spark.history.fs.logDirectory": string;
  /** Number of threads that will be used by history server to process event logs. @default 1 */
  readonly "spark.history.fs.numReplayThreads": `${bigint}`;
  /** Interval between HDFS safemode checks for the event log directory @default 5s */
  readonly "spark.history.fs.safemodeCheck.interval": Time;
  /** Specifies the batch size for updating new eventlog files. @default 2147483647 */
  readonly "spark.history.fs.update.batchSize": `${bigint}`;
  /** How often(in seconds) to reload log data from storage @default 10s */
  readonly "spark.history.fs.update.interval": Time;
  /** Indicates whether the history server should use kerberos to login. @default false */
  readonly "spark.history.kerberos.enabled": Bool;
  /** When spark.history.kerberos.enabled=true, specifies location of the kerberos keytab file for the History Server. @default none */
  readonly "spark.history.kerberos.keytab": string;
  /** When spark.history.kerberos.enabled=true, specifies kerberos principal name for the History Server. @default none */
  readonly "spark.history.kerberos.principal": string;
  /** Name of the class implementing the application history backend. @default org.apache.spark.deploy.history.FsHistoryProvider */
  readonly "spark.history.provider": string;
  /** The number of applications to retain UI data for in the cache. @default 50 */
  readonly "spark.history.retainedApplications": `${bigint}`;
  /** Specifies a disk-based store used in hybrid store; ROCKSDB or LEVELDB (deprecated). @default ROCKSDB */
  readonly "spark.history.store.hybridStore.diskBackend": Word<"LEVELDB" | "ROCKSDB">;
  /** Whether to use HybridStore as the store when parsing event logs. @default false */
  readonly "spark.history.store.hybridStore.enabled": Bool;
  /** Maximum memory space that can be used to create HybridStore. @default 2g */
  readonly "spark.history.store.hybridStore.maxMemoryUsage": Size;
  /** Maximum disk usage for the local directory where the cache application history information are stored. @default 10g */
  readonly "spark.history.store.maxDiskUsage": Size;
  /** Local directory where to cache application history information. @default none */
  readonly "spark.history.store.path": string;
  /** Serializer for writing/reading in-memory UI objects to/from disk-based KV Store; JSON or PROTOBUF. @default JSON */
  readonly "spark.history.store.serializer": Word<"JSON" | "PROTOBUF">;
  /** Specifies whether ACLs should be checked to authorize users viewing the applications in the history server. @default false */
  readonly "spark.history.ui.acls.enable": Bool;
  /** Comma separated list of users that have view access to all the Spark applications in history server. @default empty */
  readonly "spark.history.ui.admin.acls": string;
  /** Comma separated list of groups that have view access to all the Spark applications in history server. @default empty */
  readonly "spark.history.ui.admin.acls.groups": string;
  /** The number of applications to display on the history summary page. @default 2147483647 */
  readonly "spark.history.ui.maxApplications": `${bigint}`;
  /** Web UI port to bind Spark History Server @default 18080 */
  readonly "spark.history.ui.port": `${bigint}`;
  /** Specifies the title of the History Server UI page. @default History Server */
  readonly "spark.history.ui.title": string;
  /** The codec used to compress internal data such as RDD partitions, event log, broadcast variables and shuffle outputs. @default lz4 */
  readonly "spark.io.compression.codec": string;
  /** Block size in bytes used in LZ4 compression, in the case when LZ4 compressioncodec is used. @default 32k */
  readonly "spark.io.compression.lz4.blockSize": Size;
  /** When true, LZF compression will use multiple threads to compress data in parallel. @default false */
  readonly "spark.io.compression.lzf.parallel.enabled": Bool;
  /** Block size in bytes used in Snappy compression, in the case when Snappy compression codec is used. @default 32k */
  readonly "spark.io.compression.snappy.blockSize": Size;
  /** If true, enable buffer pool of ZSTD JNI library. @default true */
  readonly "spark.io.compression.zstd.bufferPool.enabled": Bool;
  /** Buffer size in bytes used in Zstd compression, in the case when Zstd compression codec is used. @default 32k */
  readonly "spark.io.compression.zstd.bufferSize": Size;
  /** Compression level for Zstd compression codec. @default 1 */
  readonly "spark.io.compression.zstd.level": `${bigint}`;
  /** Thread size spawned to compress in parallel when using Zstd. @default 0 */
  readonly "spark.io.compression.zstd.workers": `${bigint}`;
  /** The engine does not describe it. @default false */
  readonly "spark.io.encryption.enabled": Bool;
  /** The engine does not describe it. @default 128 */
  readonly "spark.io.encryption.keySizeBits": "128" | "192" | "256";
  /** The engine does not describe it. @default HmacSHA1 */
  readonly "spark.io.encryption.keygen.algorithm": string;
  /** The engine does not describe it. @default empty */
  readonly "spark.jars": string;
  /** Comma-separated list of groupId:artifactId, to exclude while resolving the dependencies provided in spark.jars.packages to avoid dependency conflicts. @default empty */
  readonly "spark.jars.excludes": string;
  /** Path to specify the Ivy user directory, used for the local Ivy cache and package files from spark.jars.packages. @default ~/.ivy2.5.2 */
  readonly "spark.jars.ivy": string;
  /** Path to an Ivy settings file to customize resolution of jars specified using spark.jars.packages instead of the built-in defaults, such as maven central. @default none */
  readonly "spark.jars.ivySettings": string;
  /** Comma-separated list of Maven coordinates of jars to include on the driver and executor classpaths. @default empty */
  readonly "spark.jars.packages": string;
  /** Comma-separated list of additional remote repositories to search for the maven coordinates given with --packages or spark.jars.packages. @default empty */
  readonly "spark.jars.repositories": string;
  /** Extra Hadoop filesystem URLs for which to request delegation tokens. @default empty */
  readonly "spark.kerberos.access.hadoopFileSystems": string;
  /** Location of user's keytab. @default none */
  readonly "spark.kerberos.keytab": string;
  /** Name of the Kerberos principal. @default none */
  readonly "spark.kerberos.principal": string;
  /** The engine does not describe it. @default 1m */
  readonly "spark.kerberos.relogin.period": Time;
  /** Which credentials to use when renewing delegation tokens for executors. @default keytab */
  readonly "spark.kerberos.renewal.credentials": "ccache" | "keytab";
  /** The engine does not describe it. @default empty */
  readonly "spark.kryo.classesToRegister": string;
  /** The engine does not describe it. @default true */
  readonly "spark.kryo.pool": Bool;
  /** The engine does not describe it. @default true */
  readonly "spark.kryo.referenceTracking": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.kryo.registrationRequired": Bool;
  /** The engine does not describe it. @default empty */
  readonly "spark.kryo.registrator": string;
  /** The engine does not describe it. @default true */
  readonly "spark.kryo.unsafe": Bool;
  /** The engine does not describe it. @default 64k */
  readonly "spark.kryoserializer.buffer": Size;
  /** The engine does not describe it. @default 64m */
  readonly "spark.kryoserializer.buffer.max": Size;
  /** Comma-separated list of schemes for which jars will NOT be downloaded to the driver local disk prior to be distributed to executors, only for kubernetes deployment. @default empty */
  readonly "spark.kubernetes.jars.avoidDownloadSchemes": string;
  /** The engine does not describe it. @default 3s */
  readonly "spark.locality.wait": Time;
  /** The engine does not describe it. @default that of spark.locality.wait */
  readonly "spark.locality.wait.node": Time;
  /** The engine does not describe it. @default that of spark.locality.wait */
  readonly "spark.locality.wait.process": Time;
  /** The engine does not describe it. @default that of spark.locality.wait */
  readonly "spark.locality.wait.rack": Time;
  /** The engine does not describe it. @default none */
  readonly "spark.log.callerContext": string;
  /** When true, the MDC (Mapped Diagnostic Context) key `mdc.taskName` will be set in the log output, which is the behavior of Spark version 3.1 through Spark 3.5 releases. @default false */
  readonly "spark.log.legacyTaskNameMdc.enabled": Bool;
  /** When set, overrides any user-defined log settings as if calling SparkContext.setLogLevel() at Spark startup. @default none */
  readonly "spark.log.level": string;
  /** When true, Spark logs are output as structured JSON lines with added Spark Mapped Diagnostic Context (MDC), facilitating easier integration with log aggregation and analysis tools. @default false */
  readonly "spark.log.structuredLogging.enabled": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.master.rest.enabled": Bool;
  /** Comma separated list of filter class names to apply to the Spark Master REST API. @default empty */
  readonly "spark.master.rest.filters": string;
  /** Specifies the host of the Master REST API endpoint @default none */
  readonly "spark.master.rest.host": string;
  /** Maximum number of threads to use in the Spark Master REST API Server. @default 200 */
  readonly "spark.master.rest.maxThreads": `${bigint}`;
  /** The engine does not describe it. @default 6066 */
  readonly "spark.master.rest.port": `${bigint}`;
  /** If true, Spark master tries to use Java 21 virtual thread for REST API. @default false */
  readonly "spark.master.rest.virtualThread.enabled": Bool;
  /** The URL where Spark history server is running. @default none */
  readonly "spark.master.ui.historyServerUrl": string;
  /** The engine does not describe it. @default 8080 */
  readonly "spark.master.ui.port": `${bigint}`;
  /** Specifies the title of the Master UI page. @default none */
  readonly "spark.master.ui.title": string;
  /** Comma-separated list of key-prefix strings to show environment variables @default empty */
  readonly "spark.master.ui.visibleEnvVarPrefixes": string;
  /** Fraction of (heap space - 300MB) used for execution and storage. @default 0.6 */
  readonly "spark.memory.fraction": `${number}`;
  /** If true, Spark will attempt to use off-heap memory for certain operations. @default false */
  readonly "spark.memory.offHeap.enabled": Bool;
  /** The absolute amount of memory which can be used for off-heap allocation, in bytes unless otherwise specified. @default 0b */
  readonly "spark.memory.offHeap.size": Size;
  /** Amount of storage memory immune to eviction, expressed as a fraction of the size of the region set aside by spark.memory.fraction. @default 0.5 */
  readonly "spark.memory.storageFraction": `${number}`;
  /** Whether Dropwizard/Codahale metrics will be reported for the status of the running spark app. @default true */
  readonly "spark.metrics.appStatusSource.enabled": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.metrics.conf": string;
  /** Whether to register the ExecutorMetrics source with the metrics system. @default true */
  readonly "spark.metrics.executorMetricsSource.enabled": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.metrics.namespace": string;
  /** Whether to register static sources with the metrics system. @default true */
  readonly "spark.metrics.staticSources.enabled": Bool;
  /** The engine does not describe it. @default empty */
  readonly "spark.modify.acls": string;
  /** The engine does not describe it. @default empty */
  readonly "spark.modify.acls.groups": string;
  /** The engine does not describe it. @default false */
  readonly "spark.network.crypto.enabled": Bool;
  /** The engine does not describe it. @default true */
  readonly "spark.network.crypto.saslFallback": Bool;
  /** Remote block will be fetched to disk when size of the block is above this threshold in bytes. @default 200m */
  readonly "spark.network.maxRemoteBlockSizeFetchToMem": Size;
  /** The engine does not describe it. @default 120s */
  readonly "spark.network.timeout": Time;
  /** The engine does not describe it. @default 60s */
  readonly "spark.network.timeoutInterval": Time;
  /** Comma-separated list of class names implementing org.apache.spark.api.plugin.SparkPlugin to load into the application. @default empty */
  readonly "spark.plugins": string;
  /** The engine does not describe it. @default none */
  readonly "spark.pyspark.driver.python": string;
  /** The engine does not describe it. @default none */
  readonly "spark.pyspark.python": string;
  /** The engine does not describe it. @default none */
  readonly "spark.python.daemon.module": string;
  /** The engine does not describe it. @default 2s */
  readonly "spark.python.task.killTimeout": Time;
  /** The engine does not describe it. @default true */
  readonly "spark.python.use.daemon": Bool;
  /** When true, Python workers set up the faulthandler for the case when the Python worker exits unexpectedly (crashes), and shows the stack trace of the moment the Python worker crashes in the error message if captured successfully. @default false */
  readonly "spark.python.worker.faulthandler.enabled": Bool;
  /** The time (in seconds) Spark will wait for activity (e.g., data transfer or communication) from a Python worker before considering it potentially idle or unresponsive. @default 0ms */
  readonly "spark.python.worker.idleTimeoutSeconds": Time;
  /** The engine does not describe it. @default none */
  readonly "spark.python.worker.module": string;
  /** The engine does not describe it. @default true */
  readonly "spark.python.worker.reuse": Bool;
  /** The engine does not describe it. @default 6000 */
  readonly "spark.r.backendConnectionTimeout": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.r.command": string;
  /** The engine does not describe it. @default 100 */
  readonly "spark.r.heartBeatInterval": `${bigint}`;
  /** The engine does not describe it. @default 2 */
  readonly "spark.r.numRBackendThreads": `${bigint}`;
  /** Whether to compress serialized RDD partitions (e.g. for StorageLevel.MEMORY_ONLY_SER in Scala or StorageLevel.MEMORY_ONLY in Python). @default false */
  readonly "spark.rdd.compress": Bool;
  /** The engine does not describe it. @default 1 */
  readonly "spark.rdd.limit.initialNumPartitions": `${bigint}`;
  /** The engine does not describe it. @default 4 */
  readonly "spark.rdd.limit.scaleUpFactor": `${bigint}`;
  /** The engine does not describe it. @default 10 */
  readonly "spark.rdd.parallelListingThreshold": `${bigint}`;
  /** Regex to decide which Spark configuration properties and environment variables in driver and executor environments contain sensitive information. @default (?i)secret|password|token|access[.]?key */
  readonly "spark.redaction.regex": string;
  /** Regex to decide which parts of strings produced by Spark contain sensitive information. @default none */
  readonly "spark.redaction.string.regex": string;
  /** This configuration limits the number of remote blocks being fetched per reduce task from a given host port. @default 2147483647 */
  readonly "spark.reducer.maxBlocksInFlightPerAddress": `${bigint}`;
  /** This configuration limits the number of remote requests to fetch blocks at any given point. @default 2147483647 */
  readonly "spark.reducer.maxReqsInFlight": `${bigint}`;
  /** Maximum size of map outputs to fetch simultaneously from each reduce task, in MiB unless otherwise specified. @default 48m */
  readonly "spark.reducer.maxSizeInFlight": Size;
  /** Comma-separated list of class names implementingorg.apache.spark.api.resource.ResourceDiscoveryPlugin to load into the application.This is for advanced users to replace the resource discovery class with a custom implementation. @default empty */
  readonly "spark.resources.discoveryPlugin": string;
  /** The engine does not describe it. @default false */
  readonly "spark.resources.warnings.testing": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.rpc.askTimeout": string;
  /** The engine does not describe it. @default 64 */
  readonly "spark.rpc.connect.threads": `${bigint}`;
  /** The engine does not describe it. @default 1 */
  readonly "spark.rpc.io.numConnectionsPerPeer": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.rpc.io.threads": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.rpc.lookupTimeout": string;
  /** The engine does not describe it. @default 128 */
  readonly "spark.rpc.message.maxSize": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.rpc.netty.dispatcher.numThreads": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.scheduler.allocation.file": string;
  /** Time in seconds to wait between a max concurrent tasks check failure and the next check. @default 15s */
  readonly "spark.scheduler.barrier.maxConcurrentTasksCheck.interval": Time;
  /** Number of max concurrent tasks check failures allowed before fail a job submission. @default 40 */
  readonly "spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures": `${bigint}`;
  /** The timeout in seconds to wait to acquire a new executor and schedule a task before aborting a TaskSet which is unschedulable because all executors are excluded due to failures. @default 120000ms */
  readonly "spark.scheduler.excludeOnFailure.unschedulableTaskSetTimeout": Time;
  /** The default capacity for event queues. @default 10000 */
  readonly "spark.scheduler.listenerbus.eventqueue.capacity": `${bigint}`;
  /** The time that event queue waits until the dispatch thread exits when stop is invoked. @default 0ms */
  readonly "spark.scheduler.listenerbus.exitTimeout": Time;
  /** The engine does not describe it. @default 30s */
  readonly "spark.scheduler.maxRegisteredResourcesWaitingTime": Time;
  /** The engine does not describe it. @default none */
  readonly "spark.scheduler.minRegisteredResourcesRatio": `${number}`;
  /** The engine does not describe it. @default FIFO */
  readonly "spark.scheduler.mode": string;
  /** The maximum number of tracked job groups that are cancelled with `cancelJobGroupAndFutureJobs`. @default 1000 */
  readonly "spark.scheduler.numCancelledJobGroupsToTrack": `${bigint}`;
  /** If set to true, Spark will merge ResourceProfiles when different profiles are specified in RDDs that get combined into a single stage. @default false */
  readonly "spark.scheduler.resource.profileMergeConflicts": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.scheduler.revive.interval": Time;
  /** Ratio of the credential's expiration time when Spark should fetch new credentials. @default 0.75 */
  readonly "spark.security.credentials.renewalRatio": `${number}`;
  /** How long to wait before retrying to fetch new credentials after a failure. @default 1h */
  readonly "spark.security.credentials.retryWait": Time;
  /** The engine does not describe it. @default org.apache.spark.serializer.JavaSerializer */
  readonly "spark.serializer": string;
  /** The engine does not describe it. @default true */
  readonly "spark.serializer.extraDebugInfo": Bool;
  /** The engine does not describe it. @default 100 */
  readonly "spark.serializer.objectStreamReset": `${bigint}`;
  /** A shuffle block is considered as skewed and will be accurately recorded in HighlyCompressedMapStatus if its size is larger than this factor multiplying the median shuffle block size or SHUFFLE_ACCURATE_BLOCK_THRESHOLD. @default -1.0 */
  readonly "spark.shuffle.accurateBlockSkewedFactor": `${number}`;
  /** Threshold in bytes above which the size of shuffle blocks in HighlyCompressedMapStatus is accurately recorded. @default 104857600b */
  readonly "spark.shuffle.accurateBlockThreshold": Size;
  /** The algorithm is used to calculate the shuffle checksum. @default ADLER32 */
  readonly "spark.shuffle.checksum.algorithm": string;
  /** Whether to calculate the checksum of shuffle data. @default true */
  readonly "spark.shuffle.checksum.enabled": Bool;
  /** Whether to compress shuffle output. @default true */
  readonly "spark.shuffle.compress": Bool;
  /** Whether to detect any corruption in fetched blocks. @default true */
  readonly "spark.shuffle.detectCorrupt": Bool;
  /** If enabled, part of a compressed/encrypted stream will be de-compressed/de-crypted by using extra memory to detect early corruption. @default false */
  readonly "spark.shuffle.detectCorrupt.useExtraMemory": Bool;
  /** Size of the in-memory buffer for each shuffle file output stream, in KiB unless otherwise specified. @default 32k */
  readonly "spark.shuffle.file.buffer": Size;
  /** Size of the in-memory buffer for each shuffle file input stream, in KiB unless otherwise specified. @default that of spark.shuffle.file.buffer */
  readonly "spark.shuffle.file.merge.buffer": Size;
  /** The file system for this buffer size after each partition is written in all local disk shuffle writers. @default that of spark.shuffle.unsafe.file.output.buffer */
  readonly "spark.shuffle.localDisk.file.output.buffer": Size;
  /** The engine does not describe it. @default sort */
  readonly "spark.shuffle.manager": string;
  /** The engine does not describe it. @default 8 */
  readonly "spark.shuffle.mapOutput.dispatcher.numThreads": `${bigint}`;
  /** The size at which we use Broadcast to send the map output statuses to the executors. @default 512k */
  readonly "spark.shuffle.mapOutput.minSizeForBroadcast": Size;
  /** Set to true to enable push-based shuffle on the client side and this works in conjunction with the server side flag spark.shuffle.push.server.mergedShuffleFileManagerImpl which needs to be set with the appropriate org.apache.spark.network.shuffle.MergedShuffleFileManager implementation for push-based shuffle to be enabled @default false */
  readonly "spark.shuffle.push.enabled": Bool;
  /** The amount of time driver waits, after all mappers have finished for a given shuffle map stage, before it sends merge finalize requests to remote external shuffle services. @default 10s */
  readonly "spark.shuffle.push.finalize.timeout": Time;
  /** The max size of a batch of shuffle blocks to be grouped into a single push request. @default 3m */
  readonly "spark.shuffle.push.maxBlockBatchSize": Size;
  /** The max size of an individual block to push to the remote external shuffle services. @default 1m */
  readonly "spark.shuffle.push.maxBlockSizeToPush": Size;
  /** Maximum number of merger locations cached for push-based shuffle. @default 500 */
  readonly "spark.shuffle.push.maxRetainedMergerLocations": `${bigint}`;
  /** Number of threads used by driver to finalize shuffle merge. @default 8 */
  readonly "spark.shuffle.push.merge.finalizeThreads": `${bigint}`;
  /** The static threshold for number of shuffle push merger locations should be available in order to enable push-based shuffle for a stage. @default 5 */
  readonly "spark.shuffle.push.mergersMinStaticThreshold": `${bigint}`;
  /** Ratio used to compute the minimum number of shuffle merger locations required for a stage based on the number of partitions for the reducer stage. @default 0.05 */
  readonly "spark.shuffle.push.mergersMinThresholdRatio": `${number}`;
  /** Fraction of map partitions that should be push complete before driver starts shuffle merge finalization during push based shuffle @default 1.0 */
  readonly "spark.shuffle.push.minCompletedPushRatio": `${number}`;
  /** Driver will wait for merge finalization to complete only if total shuffle size is more than this threshold. @default 500m */
  readonly "spark.shuffle.push.minShuffleSizeToWait": Size;
  /** Specify the number of threads in the block pusher pool. @default none */
  readonly "spark.shuffle.push.numPushThreads": `${bigint}`;
  /** If enabled (and `spark.shuffle.useOldFetchProtocol` is disabled, shuffle blocks requested from those block managers which are running on the same host are read from the disk directly instead of being fetched as remote blocks over the network. @default true */
  readonly "spark.shuffle.readHostLocalDisk": Bool;
  /** Whether to compute locality preferences for reduce tasks @default true */
  readonly "spark.shuffle.reduceLocality.enabled": Bool;
  /** When we fail to register to the external shuffle service, we will retry for maxAttempts times. @default 3 */
  readonly "spark.shuffle.registration.maxAttempts": `${bigint}`;
  /** Timeout in milliseconds for registration to the external shuffle service. @default 5000ms */
  readonly "spark.shuffle.registration.timeout": Time;
  /** Specifies a disk-based store used in shuffle service local db. @default ROCKSDB */
  readonly "spark.shuffle.service.db.backend": Word<"LEVELDB" | "ROCKSDB">;
  /** Whether to use db in ExternalShuffleService. @default true */
  readonly "spark.shuffle.service.db.enabled": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.shuffle.service.enabled": Bool;
  /** Whether to use the ExternalShuffleService for fetching disk persisted RDD blocks. @default false */
  readonly "spark.shuffle.service.fetch.rdd.enabled": Bool;
  /** The configured name of the Spark shuffle service the client should communicate with. @default spark_shuffle */
  readonly "spark.shuffle.service.name": string;
  /** The engine does not describe it. @default 7337 */
  readonly "spark.shuffle.service.port": `${bigint}`;
  /** Whether to use the ExternalShuffleService for deleting shuffle blocks for deallocated executors when the shuffle is no longer needed. @default true */
  readonly "spark.shuffle.service.removeShuffle": Bool;
  /** In the sort-based shuffle manager, avoid merge-sorting data if there is no map-side aggregation and there are at most this many reduce partitions @default 200 */
  readonly "spark.shuffle.sort.bypassMergeThreshold": `${bigint}`;
  /** Name of the class to use for shuffle IO. @default org.apache.spark.shuffle.sort.io.LocalDiskShuffleDataIO */
  readonly "spark.shuffle.sort.io.plugin.class": string;
  /** Whether to use radix sort for sorting in-memory partition ids. @default true */
  readonly "spark.shuffle.sort.useRadixSort": Bool;
  /** Whether to compress data spilled during shuffles. @default true */
  readonly "spark.shuffle.spill.compress": Bool;
  /** The buffer size, in bytes, to use when writing the sorted records to an on-disk file. @default 1048576b */
  readonly "spark.shuffle.spill.diskWriteBufferSize": Size;
  /** Whether to force outstanding writes to disk. @default false */
  readonly "spark.shuffle.sync": Bool;
  /** Whether to perform a fast spill merge. @default true */
  readonly "spark.shuffle.unsafe.fastMergeEnabled": Bool;
  /** The file system for this buffer size after each partition is written in unsafe shuffle writer. @default 32k */
  readonly "spark.shuffle.unsafe.file.output.buffer": Size;
  /** Whether to use the old protocol while doing the shuffle block fetching. @default false */
  readonly "spark.shuffle.useOldFetchProtocol": Bool;
  /** The engine does not describe it. @default Rscript */
  readonly "spark.sparkr.r.command": string;
  /** The engine does not describe it. @default false */
  readonly "spark.speculation": Bool;
  /** When set to true, spark will evaluate the efficiency of task processing through the stage task metrics or its duration, and only need to speculate the inefficient tasks. @default true */
  readonly "spark.speculation.efficiency.enabled": Bool;
  /** A task will be speculated anyway as long as its duration has exceeded the value of multiplying the factor and the time threshold (either be spark.speculation.multiplier * successfulTaskDurations.median or spark.speculation.minTaskRuntime) regardless of it's data process rate is good or not. @default 2.0 */
  readonly "spark.speculation.efficiency.longRunTaskFactor": `${number}`;
  /** A multiplier that used when evaluating inefficient tasks. @default 0.75 */
  readonly "spark.speculation.efficiency.processRateMultiplier": `${number}`;
  /** The engine does not describe it. @default 100ms */
  readonly "spark.speculation.interval": Time;
  /** Minimum amount of time a task runs before being considered for speculation. @default 100ms */
  readonly "spark.speculation.minTaskRuntime": Time;
  /** The engine does not describe it. @default 3.0 */
  readonly "spark.speculation.multiplier": `${number}`;
  /** The engine does not describe it. @default 0.9 */
  readonly "spark.speculation.quantile": `${number}`;
  /** Task duration after which scheduler would try to speculative run the task. @default none */
  readonly "spark.speculation.task.duration.threshold": Time;
  /** The advisory size in bytes of the shuffle partition during adaptive optimization (when spark.sql.adaptive.enabled is true). @default that of spark.sql.adaptive.shuffle.targetPostShuffleInputSize */
  readonly "spark.sql.adaptive.advisoryPartitionSizeInBytes": Size;
  /** Configures the maximum size in bytes for a table that will be broadcast to all worker nodes when performing a join. @default none */
  readonly "spark.sql.adaptive.autoBroadcastJoinThreshold": Size;
  /** When true and 'spark.sql.adaptive.enabled' is true, Spark will coalesce contiguous shuffle partitions according to the target size (specified by 'spark.sql.adaptive.advisoryPartitionSizeInBytes'), to avoid too many small tasks. @default true */
  readonly "spark.sql.adaptive.coalescePartitions.enabled": Bool;
  /** The initial number of shuffle partitions before coalescing. @default none */
  readonly "spark.sql.adaptive.coalescePartitions.initialPartitionNum": `${bigint}`;
  /** The minimum size of shuffle partitions after coalescing. @default 1MB */
  readonly "spark.sql.adaptive.coalescePartitions.minPartitionSize": Size;
  /** When true, Spark does not respect the target size specified by 'spark.sql.adaptive.advisoryPartitionSizeInBytes' (default 64MB) when coalescing contiguous shuffle partitions, but adaptively calculate the target size according to the default parallelism of the Spark cluster. @default true */
  readonly "spark.sql.adaptive.coalescePartitions.parallelismFirst": Bool;
  /** The custom cost evaluator class to be used for adaptive execution. @default none */
  readonly "spark.sql.adaptive.customCostEvaluatorClass": string;
  /** When true, enable adaptive query execution, which re-optimizes the query plan in the middle of query execution, based on accurate runtime statistics. @default true */
  readonly "spark.sql.adaptive.enabled": Bool;
  /** When true, force enable OptimizeSkewedJoin even if it introduces extra shuffle. @default false */
  readonly "spark.sql.adaptive.forceOptimizeSkewedJoin": Bool;
  /** When true and 'spark.sql.adaptive.enabled' is true, Spark tries to use local shuffle reader to read the shuffle data when the shuffle partitioning is not needed, for example, after converting sort-merge join to broadcast-hash join. @default true */
  readonly "spark.sql.adaptive.localShuffleReader.enabled": Bool;
  /** Configures the maximum size in bytes per partition that can be allowed to build local hash map. @default 0b */
  readonly "spark.sql.adaptive.maxShuffledHashJoinLocalMapThreshold": Size;
  /** When true and 'spark.sql.adaptive.enabled' is true, Spark will optimize the skewed shuffle partitions in RebalancePartitions and split them to smaller ones according to the target size (specified by 'spark.sql.adaptive.advisoryPartitionSizeInBytes'), to avoid data skew. @default true */
  readonly "spark.sql.adaptive.optimizeSkewsInRebalancePartitions.enabled": Bool;
  /** Configures a list of rules to be disabled in the adaptive optimizer, in which the rules are specified by their rule names and separated by comma. @default none */
  readonly "spark.sql.adaptive.optimizer.excludedRules": string;
  /** A partition will be merged during splitting if its size is small than this factor multiply spark.sql.adaptive.advisoryPartitionSizeInBytes. @default 0.2 */
  readonly "spark.sql.adaptive.rebalancePartitionsSmallPartitionFactor": `${number}`;
  /** When true and 'spark.sql.adaptive.enabled' is true, Spark dynamically handles skew in shuffled join (sort-merge and shuffled hash) by splitting (and replicating if needed) skewed partitions. @default true */
  readonly "spark.sql.adaptive.skewJoin.enabled": Bool;
  /** A partition is considered as skewed if its size is larger than this factor multiplying the median partition size and also larger than 'spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes' @default 5.0 */
  readonly "spark.sql.adaptive.skewJoin.skewedPartitionFactor": `${number}`;
  /** A partition is considered as skewed if its size in bytes is larger than this threshold and also larger than 'spark.sql.adaptive.skewJoin.skewedPartitionFactor' multiplying the median partition size. @default 256MB */
  readonly "spark.sql.adaptive.skewJoin.skewedPartitionThresholdInBytes": Size;
  /** If true, Spark will turn on support for named parameters for all functions that has it implemented. @default true */
  readonly "spark.sql.allowNamedFunctionArguments": Bool;
  /** When true and 'spark.sql.ansi.enabled' is true, Spark SQL reads literals enclosed in double quoted (") as identifiers. @default false */
  readonly "spark.sql.ansi.doubleQuotedIdentifiers": Bool;
  /** When true, Spark SQL uses an ANSI compliant dialect instead of being Hive compliant. @default true */
  readonly "spark.sql.ansi.enabled": Bool;
  /** When true and 'spark.sql.ansi.enabled' is true, the Spark SQL parser enforces the ANSI reserved keywords and forbids SQL queries that use reserved keywords as alias names and/or identifiers for table, view, function, etc. @default false */
  readonly "spark.sql.ansi.enforceReservedKeywords": Bool;
  /** When true and 'spark.sql.ansi.enabled' is true, JOIN takes precedence over comma when combining relation. @default false */
  readonly "spark.sql.ansi.relationPrecedence": Bool;
  /** Configures the maximum size in bytes for a table that will be broadcast to all worker nodes when performing a join. @default 10MB */
  readonly "spark.sql.autoBroadcastJoinThreshold": Size;
  /** Compression codec used in writing of AVRO files. @default snappy */
  readonly "spark.sql.avro.compression.codec": "bzip2" | "deflate" | "snappy" | "uncompressed" | "xz" | "zstandard";
  /** Compression level for the deflate codec used in writing of AVRO files. @default -1 */
  readonly "spark.sql.avro.deflate.level": `${bigint}`;
  /** When true, enable filter pushdown to Avro datasource. @default true */
  readonly "spark.sql.avro.filterPushdown.enabled": Bool;
  /** Compression level for the xz codec used in writing of AVRO files. @default 6 */
  readonly "spark.sql.avro.xz.level": `${bigint}`;
  /** If true, enable buffer pool of ZSTD JNI library when writing of AVRO files @default false */
  readonly "spark.sql.avro.zstandard.bufferPool.enabled": Bool;
  /** Compression level for the zstandard codec used in writing of AVRO files. @default 3 */
  readonly "spark.sql.avro.zstandard.level": `${bigint}`;
  /** The output style used display binary data. @default none */
  readonly "spark.sql.binaryOutputStyle": Word<"BASE64" | "BASIC" | "HEX" | "HEX_DISCRETE" | "UTF-8">;
  /** Timeout in seconds for the broadcast wait time in broadcast joins. @default 300 */
  readonly "spark.sql.broadcastTimeout": Time;
  /** When true, if two bucketed tables with the different number of buckets are joined, the side with a bigger number of buckets will be coalesced to have the same number of buckets as the other side. @default false */
  readonly "spark.sql.bucketing.coalesceBucketsInJoin.enabled": Bool;
  /** The ratio of the number of two buckets being coalesced should be less than or equal to this value for bucket coalescing to be applied. @default 4 */
  readonly "spark.sql.bucketing.coalesceBucketsInJoin.maxBucketRatio": `${bigint}`;
  /** The name of a class that implements org.apache.spark.sql.columnar.CachedBatchSerializer. @default org.apache.spark.sql.execution.columnar.DefaultCachedBatchSerializer */
  readonly "spark.sql.cache.serializer": string;
  /** A catalog implementation that will be used as the v2 interface to Spark's built-in v1 catalog: spark_catalog. @default builtin */
  readonly "spark.sql.catalog.spark_catalog": string;
  /** The default database for session catalog. @default default */
  readonly "spark.sql.catalog.spark_catalog.defaultDatabase": string;
  /** Enables CBO for estimation of plan statistics when set true. @default false */
  readonly "spark.sql.cbo.enabled": Bool;
  /** Applies star-join filter heuristics to cost based join enumeration. @default false */
  readonly "spark.sql.cbo.joinReorder.dp.star.filter": Bool;
  /** The maximum number of joined nodes allowed in the dynamic programming algorithm. @default 12 */
  readonly "spark.sql.cbo.joinReorder.dp.threshold": `${bigint}`;
  /** Enables join reorder in CBO. @default false */
  readonly "spark.sql.cbo.joinReorder.enabled": Bool;
  /** When true, the logical plan will fetch row counts and column statistics from catalog. @default false */
  readonly "spark.sql.cbo.planStats.enabled": Bool;
  /** When true, it enables join reordering based on star schema detection. @default false */
  readonly "spark.sql.cbo.starSchemaDetection": Bool;
  /** When true, Spark replaces CHAR type with VARCHAR type in CREATE/REPLACE/ALTER TABLE commands, so that newly created/updated tables will not have CHAR type columns/fields. @default false */
  readonly "spark.sql.charAsVarchar": Bool;
  /** Whether to truncate string generated by the `Base64` function. @default true */
  readonly "spark.sql.chunkBase64String.enabled": Bool;
  /** When set to true, spark-sql CLI prints the names of the columns in query output. @default false */
  readonly "spark.sql.cli.print.header": Bool;
  /** Allow for non-UTF8_BINARY collated strings inside of map's keys @default false */
  readonly "spark.sql.collation.allowInMapKeys": Bool;
  /** The name of internal column for storing raw/un-parsed JSON and CSV records that fail to parse. @default _corrupt_record */
  readonly "spark.sql.columnNameOfCorruptRecord": string;
  /** When true, it enriches errors with full exception messages and optionally server-side stacktrace on the client side via an additional RPC. @default true */
  readonly "spark.sql.connect.enrichError.enabled": Bool;
  /** When true, it sets the server-side stacktrace in the user-facing Spark exception. @default true */
  readonly "spark.sql.connect.serverStacktrace.enabled": Bool;
  /** The number of client sessions kept in the Spark Connect UI history. @default 200 */
  readonly "spark.sql.connect.ui.retainedSessions": `${bigint}`;
  /** The number of statements kept in the Spark Connect UI history. @default 200 */
  readonly "spark.sql.connect.ui.retainedStatements": `${bigint}`;
  /** When true, enable filter pushdown to CSV datasource. @default true */
  readonly "spark.sql.csv.filterPushdown.enabled": Bool;
  /** If the configuration property is set to true, java.time.Instant and java.time.LocalDate classes of Java 8 API are used as external types for Catalyst's TimestampType and DateType. @default false */
  readonly "spark.sql.datetime.java8API.enabled": Bool;
  /** Maximum number of fields of sequence-like entries can be converted to strings in debug output. @default 25 */
  readonly "spark.sql.debug.maxToStringFields": `${bigint}`;
  /** The default storage level of `dataset.cache()`, `catalog.cacheTable()` and sql query `CACHE TABLE t`. @default MEMORY_AND_DISK */
  readonly "spark.sql.defaultCacheStorageLevel": Word<"DISK_ONLY" | "DISK_ONLY_2" | "DISK_ONLY_3" | "MEMORY_AND_DISK" | "MEMORY_AND_DISK_2" | "MEMORY_AND_DISK_SER" | "MEMORY_AND_DISK_SER_2" | "MEMORY_ONLY" | "MEMORY_ONLY_2" | "MEMORY_ONLY_SER" | "MEMORY_ONLY_SER_2" | "NONE" | "OFF_HEAP">;
  /** Name of the default catalog. @default spark_catalog */
  readonly "spark.sql.defaultCatalog": string;
  /** When PRETTY, the error message consists of textual representation of error class, message and query context. @default PRETTY */
  readonly "spark.sql.error.messageFormat": Word<"MINIMAL" | "PRETTY" | "STANDARD">;
  /** Threshold of SQL length beyond which it will be truncated before adding to event. @default 2147483647 */
  readonly "spark.sql.event.truncate.length": `${bigint}`;
  /** When converting Arrow batches to Spark DataFrame, local collections are used in the driver side if the byte size of Arrow batches is smaller than this threshold. @default 48MB */
  readonly "spark.sql.execution.arrow.localRelationThreshold": Size;
  /** When using Apache Arrow, limit the maximum number of records that can be written to a single ArrowRecordBatch in memory. @default 10000 */
  readonly "spark.sql.execution.arrow.maxRecordsPerBatch": `${bigint}`;
  /** When true, make use of Apache Arrow for columnar data transfers in PySpark. @default that of spark.sql.execution.arrow.enabled */
  readonly "spark.sql.execution.arrow.pyspark.enabled": Bool;
  /** When true, optimizations enabled by 'spark.sql.execution.arrow.pyspark.enabled' will fallback automatically to non-optimized implementations if an error occurs. @default that of spark.sql.execution.arrow.fallback.enabled */
  readonly "spark.sql.execution.arrow.pyspark.fallback.enabled": Bool;
  /** (Experimental) When true, make use of Apache Arrow's self-destruct and split-blocks options for columnar data transfers in PySpark, when converting from Arrow to Pandas. @default false */
  readonly "spark.sql.execution.arrow.pyspark.selfDestruct.enabled": Bool;
  /** When true, make use of Apache Arrow for columnar data transfers in SparkR. @default false */
  readonly "spark.sql.execution.arrow.sparkr.enabled": Bool;
  /** When using TransformWithStateInPandas, limit the maximum number of state records that can be written to a single ArrowRecordBatch in memory. @default 10000 */
  readonly "spark.sql.execution.arrow.transformWithStateInPandas.maxRecordsPerBatch": `${bigint}`;
  /** When using Apache Arrow, use large variable width vectors for string and binary types. @default false */
  readonly "spark.sql.execution.arrow.useLargeVarTypes": Bool;
  /** When true, all running tasks will be interrupted if one cancels a query. @default true */
  readonly "spark.sql.execution.interruptOnCancel": Bool;
  /** When true, spark.createDataFrame will infer dict from Pandas DataFrame as a MapType. @default false */
  readonly "spark.sql.execution.pandas.inferPandasDictAsMap": Bool;
  /** The conversion mode of struct type when creating pandas DataFrame. @default legacy */
  readonly "spark.sql.execution.pandas.structHandlingMode": "dict" | "legacy" | "row";
  /** Same as `spark.buffer.size` but only applies to Pandas UDF executions. @default that of spark.buffer.size */
  readonly "spark.sql.execution.pandas.udf.buffer.size": `${bigint}`;
  /** Same as spark.python.worker.faulthandler.enabled for Python execution with DataFrame and SQL. @default that of spark.python.worker.faulthandler.enabled */
  readonly "spark.sql.execution.pyspark.udf.faulthandler.enabled": Bool;
  /** When true, only show the message of the exception from Python UDFs, hiding the stack trace. @default false */
  readonly "spark.sql.execution.pyspark.udf.hideTraceback.enabled": Bool;
  /** Same as spark.python.worker.idleTimeoutSeconds for Python execution with DataFrame and SQL. @default that of spark.python.worker.idleTimeoutSeconds */
  readonly "spark.sql.execution.pyspark.udf.idleTimeoutSeconds": Time;
  /** When true, the traceback from Python UDFs is simplified. @default true */
  readonly "spark.sql.execution.pyspark.udf.simplifiedTraceback.enabled": Bool;
  /** Same as `spark.buffer.size` but only applies to Python UDF executions. @default that of spark.buffer.size */
  readonly "spark.sql.execution.python.udf.buffer.size": `${bigint}`;
  /** When using Python UDFs, limit the maximum number of records that can be batched for serialization/deserialization. @default 100 */
  readonly "spark.sql.execution.python.udf.maxRecordsPerBatch": `${bigint}`;
  /** The level of concurrency to execute Arrow-optimized Python UDF. @default none */
  readonly "spark.sql.execution.pythonUDF.arrow.concurrency.level": `${bigint}`;
  /** Enable Arrow optimization in regular Python UDFs. @default false */
  readonly "spark.sql.execution.pythonUDF.arrow.enabled": Bool;
  /** Enable Arrow optimization for Python UDTFs. @default false */
  readonly "spark.sql.execution.pythonUDTF.arrow.enabled": Bool;
  /** In SQL queries with a SORT followed by a LIMIT like 'SELECT x FROM t ORDER BY y LIMIT m', if m is under this threshold, do a top-K sort in memory, otherwise do a global sort which spills to disk if necessary. @default 2147483632 */
  readonly "spark.sql.execution.topKSortFallbackThreshold": `${bigint}`;
  /** A comma-separated list of classes that implement the org.apache.spark.sql.ExtendedExplainGenerator trait. @default none */
  readonly "spark.sql.extendedExplainProviders": string;
  /** A comma-separated list of classes that implement Function1[SparkSessionExtensions, Unit] used to configure Spark Session extensions. @default none */
  readonly "spark.sql.extensions": string;
  /** Flag that determines if we should load extensions from the classpath using the SparkSessionExtensionsProvider mechanism. @default true */
  readonly "spark.sql.extensions.test.loadFromCp": Bool;
  /** Whether to ignore corrupt files. @default false */
  readonly "spark.sql.files.ignoreCorruptFiles": Bool;
  /** Whether to ignore invalid partition paths that do not match <column>=<value>. @default false */
  readonly "spark.sql.files.ignoreInvalidPartitionPaths": Bool;
  /** Whether to ignore missing files. @default false */
  readonly "spark.sql.files.ignoreMissingFiles": Bool;
  /** The maximum number of bytes to pack into a single partition when reading files. @default 128MB */
  readonly "spark.sql.files.maxPartitionBytes": Size;
  /** The suggested (not guaranteed) maximum number of split file partitions. @default none */
  readonly "spark.sql.files.maxPartitionNum": `${bigint}`;
  /** Maximum number of records to write out to a single file. @default 0 */
  readonly "spark.sql.files.maxRecordsPerFile": `${bigint}`;
  /** The suggested (not guaranteed) minimum number of split file partitions. @default none */
  readonly "spark.sql.files.minPartitionNum": `${bigint}`;
  /** When this option is set to false and all inputs are binary, `functions.concat` returns an output as binary. @default false */
  readonly "spark.sql.function.concatBinaryAsString": Bool;
  /** When this option is set to false and all inputs are binary, `elt` returns an output as binary. @default false */
  readonly "spark.sql.function.eltOutputAsString": Bool;
  /** When true, aliases in a select list can be used in group by clauses. @default true */
  readonly "spark.sql.groupByAliases": Bool;
  /** When true, the ordinal numbers in group by clauses are treated as the position in the select list. @default true */
  readonly "spark.sql.groupByOrdinal": Bool;
  /** When set to true, and `spark.sql.hive.convertMetastoreParquet` or `spark.sql.hive.convertMetastoreOrc` is true, the built-in ORC/Parquet writer is usedto process inserting into partitioned ORC/Parquet tables created by using the HiveSQL syntax. @default true */
  readonly "spark.sql.hive.convertInsertingPartitionedTable": Bool;
  /** When set to true, and `spark.sql.hive.convertMetastoreParquet` or `spark.sql.hive.convertMetastoreOrc` is true, the built-in ORC/Parquet writer is usedto process inserting into unpartitioned ORC/Parquet tables created by using the HiveSQL syntax. @default true */
  readonly "spark.sql.hive.convertInsertingUnpartitionedTable": Bool;
  /** When set to true, Spark will try to use built-in data source writer instead of Hive serde in CTAS. @default true */
  readonly "spark.sql.hive.convertMetastoreCtas": Bool;
  /** When set to true, Spark will try to use built-in data source writer instead of Hive serde in INSERT OVERWRITE DIRECTORY. @default true */
  readonly "spark.sql.hive.convertMetastoreInsertDir": Bool;
  /** When set to true, the built-in ORC reader and writer are used to process ORC tables created by using the HiveQL syntax, instead of Hive serde. @default true */
  readonly "spark.sql.hive.convertMetastoreOrc": Bool;
  /** When set to true, the built-in Parquet reader and writer are used to process parquet tables created by using the HiveQL syntax, instead of Hive serde. @default true */
  readonly "spark.sql.hive.convertMetastoreParquet": Bool;
  /** When true, also tries to merge possibly different but compatible Parquet schemas in different Parquet data files. @default false */
  readonly "spark.sql.hive.convertMetastoreParquet.mergeSchema": Bool;
  /** When true, Spark will get partition name rather than partition object to drop partition, which can improve the performance of drop partition. @default false */
  readonly "spark.sql.hive.dropPartitionByName.enabled": Bool;
  /** When nonzero, enable caching of partition file metadata in memory. @default 262144000 */
  readonly "spark.sql.hive.filesourcePartitionFileCacheSize": `${bigint}`;
  /** When true, enable metastore partition management for file source tables as well. @default true */
  readonly "spark.sql.hive.manageFilesourcePartitions": Bool;
  /** A comma separated list of class prefixes that should explicitly be reloaded for each version of Hive that Spark SQL is communicating with. @default empty */
  readonly "spark.sql.hive.metastore.barrierPrefixes": string;
  /** Location of the jars that should be used to instantiate the HiveMetastoreClient. @default builtin */
  readonly "spark.sql.hive.metastore.jars": string;
  /** Comma-separated paths of the jars that used to instantiate the HiveMetastoreClient. @default empty */
  readonly "spark.sql.hive.metastore.jars.path": string;
  /** A comma separated list of class prefixes that should be loaded using the classloader that is shared between Spark SQL and a specific version of Hive. @default com.mysql.jdbc,org.postgresql,com.microsoft.sqlserver,oracle.jdbc */
  readonly "spark.sql.hive.metastore.sharedPrefixes": string;
  /** Version of the Hive metastore. @default 2.3.10 */
  readonly "spark.sql.hive.metastore.version": string;
  /** When true, some predicates will be pushed down into the Hive metastore so that unmatching partitions can be eliminated earlier. @default true */
  readonly "spark.sql.hive.metastorePartitionPruning": Bool;
  /** Whether to fallback to get all partitions from Hive metastore and perform partition pruning on Spark client side, when encountering MetaException from the metastore. @default false */
  readonly "spark.sql.hive.metastorePartitionPruningFallbackOnException": Bool;
  /** When this config is enabled, if the predicates are not supported by Hive or Spark does fallback due to encountering MetaException from the metastore, Spark will instead prune partitions by getting the partition names first and then evaluating the filter expressions on the client side. @default false */
  readonly "spark.sql.hive.metastorePartitionPruningFastFallback": Bool;
  /** When set to true, Hive Thrift server executes SQL queries in an asynchronous way. @default true */
  readonly "spark.sql.hive.thriftServer.async": Bool;
  /** When set to true, Hive Thrift server is running in a single session mode. @default false */
  readonly "spark.sql.hive.thriftServer.singleSession": Bool;
  /** The compiled, a.k.a, builtin Hive version of the Spark distribution bundled with. @default 2.3.10 */
  readonly "spark.sql.hive.version": string;
  /** When enabled we use the ICU library (instead of the JVM) to implement case mappings for strings under UTF8_BINARY collation. @default true */
  readonly "spark.sql.icu.caseMappings.enabled": Bool;
  /** Controls the size of batches for columnar caching. @default 10000 */
  readonly "spark.sql.inMemoryColumnarStorage.batchSize": `${bigint}`;
  /** When set to true Spark SQL will automatically select a compression codec for each column based on statistics of the data. @default true */
  readonly "spark.sql.inMemoryColumnarStorage.compressed": Bool;
  /** Enables vectorized reader for columnar caching. @default true */
  readonly "spark.sql.inMemoryColumnarStorage.enableVectorizedReader": Bool;
  /** When spark.sql.inMemoryColumnarStorage.hugeVectorThreshold <= 0 or the required memory is smaller than spark.sql.inMemoryColumnarStorage.hugeVectorThreshold, spark reserves required memory * 2 memory; otherwise, spark reserves required memory * this ratio memory, and will release this column vector memory before reading the next batch rows. @default 1.2 */
  readonly "spark.sql.inMemoryColumnarStorage.hugeVectorReserveRatio": `${number}`;
  /** When the required memory is larger than this, spark reserves required memory * spark.sql.inMemoryColumnarStorage.hugeVectorReserveRatio memory next time and release this column vector memory before reading the next batch rows. @default -1b */
  readonly "spark.sql.inMemoryColumnarStorage.hugeVectorThreshold": Size;
  /** When true, enable filter pushdown to JSON datasource. @default true */
  readonly "spark.sql.json.filterPushdown.enabled": Bool;
  /** When set to true, use UnsafeRow to represent struct result in the JSON parser. @default false */
  readonly "spark.sql.json.useUnsafeRow": Bool;
  /** Whether to ignore null fields when generating JSON objects in JSON data source and JSON functions such as to_json. @default true */
  readonly "spark.sql.jsonGenerator.ignoreNullFields": Bool;
  /** The default parallelism of Spark SQL leaf nodes that produce data, such as the file scan node, the local data scan node, the range node, etc. @default none */
  readonly "spark.sql.leafNodeDefaultParallelism": `${bigint}`;
  /** The policy to deduplicate map keys in builtin function: CreateMap, MapFromArrays, MapFromEntries, StringToMap, MapConcat and TransformKeys. @default EXCEPTION */
  readonly "spark.sql.mapKeyDedupPolicy": Word<"EXCEPTION" | "LAST_WIN">;
  /** A comma-delimited string config of the optional additional remote Maven mirror repositories. @default <address> */
  readonly "spark.sql.maven.additionalRemoteRepositories": string;
  /** Maximum number of characters to output for a metadata string. @default 100 */
  readonly "spark.sql.maxMetadataStringLength": `${bigint}`;
  /** Maximum number of characters to output for a plan string. @default 2147483632 */
  readonly "spark.sql.maxPlanStringLength": Size;
  /** The maximum number of bytes allowed for a single partition. @default 128m */
  readonly "spark.sql.maxSinglePartitionBytes": Size;
  /** Time-to-live (TTL) value for the metadata caches: partition file metadata cache and session catalog cache. @default -1000ms */
  readonly "spark.sql.metadataCacheTTLSeconds": Time;
  /** If true, enable operator pipe syntax for Apache Spark SQL. @default true */
  readonly "spark.sql.operatorPipeSyntaxEnabled": Bool;
  /** Whether to avoid collapsing projections that would duplicate expensive expressions in UDFs. @default true */
  readonly "spark.sql.optimizer.avoidCollapseUDFWithExpensiveExpr": Bool;
  /** Whether to always collapse two adjacent projections and inline expressions even if it causes extra duplication. @default false */
  readonly "spark.sql.optimizer.collapseProjectAlwaysInline": Bool;
  /** When true, we will generate predicate for partition column when it's used as join key @default true */
  readonly "spark.sql.optimizer.dynamicPartitionPruning.enabled": Bool;
  /** Whether to optimize CSV expressions in SQL optimizer. @default true */
  readonly "spark.sql.optimizer.enableCsvExpressionOptimization": Bool;
  /** Whether to optimize JSON expressions in SQL optimizer. @default true */
  readonly "spark.sql.optimizer.enableJsonExpressionOptimization": Bool;
  /** Configures a list of rules to be disabled in the optimizer, in which the rules are specified by their rule names and separated by comma. @default none */
  readonly "spark.sql.optimizer.excludedRules": string;
  /** Byte size threshold of the Bloom filter application side plan's aggregated scan size. @default 10GB */
  readonly "spark.sql.optimizer.runtime.bloomFilter.applicationSideScanSizeThreshold": Size;
  /** Size threshold of the bloom filter creation side plan. @default 10MB */
  readonly "spark.sql.optimizer.runtime.bloomFilter.creationSideThreshold": Size;
  /** When true and if one side of a shuffle join has a selective predicate, we attempt to insert a bloom filter in the other side to reduce the amount of shuffle data. @default true */
  readonly "spark.sql.optimizer.runtime.bloomFilter.enabled": Bool;
  /** The default number of expected items for the runtime bloomfilter @default 1000000 */
  readonly "spark.sql.optimizer.runtime.bloomFilter.expectedNumItems": `${bigint}`;
  /** The max number of bits to use for the runtime bloom filter @default 67108864 */
  readonly "spark.sql.optimizer.runtime.bloomFilter.maxNumBits": `${bigint}`;
  /** The max allowed number of expected items for the runtime bloom filter @default 4000000 */
  readonly "spark.sql.optimizer.runtime.bloomFilter.maxNumItems": `${bigint}`;
  /** The default number of bits to use for the runtime bloom filter @default 8388608 */
  readonly "spark.sql.optimizer.runtime.bloomFilter.numBits": `${bigint}`;
  /** Enables runtime group filtering for group-based row-level operations. @default true */
  readonly "spark.sql.optimizer.runtime.rowLevelOperationGroupFilter.enabled": Bool;
  /** The total number of injected runtime filters (non-DPP) for a single query. @default 10 */
  readonly "spark.sql.optimizer.runtimeFilter.number.threshold": `${bigint}`;
  /** When true and if one side of a shuffle join has a selective predicate, we attempt to insert a semi join in the other side to reduce the amount of shuffle data. @default false */
  readonly "spark.sql.optimizer.runtimeFilter.semiJoinReduction.enabled": Bool;
  /** If true, aggregates will be pushed down to ORC for optimization. @default false */
  readonly "spark.sql.orc.aggregatePushdown": Bool;
  /** The number of rows to include in a orc vectorized reader batch. @default 4096 */
  readonly "spark.sql.orc.columnarReaderBatchSize": `${bigint}`;
  /** The number of rows to include in a orc vectorized writer batch. @default 1024 */
  readonly "spark.sql.orc.columnarWriterBatchSize": `${bigint}`;
  /** Sets the compression codec used when writing ORC files. @default zstd */
  readonly "spark.sql.orc.compression.codec": Word<"lz4" | "lzo" | "none" | "snappy" | "uncompressed" | "zlib" | "zstd"> | Word<"brotli" | "lz4" | "lzo" | "none" | "snappy" | "uncompressed" | "zlib" | "zstd">;
  /** Enables vectorized orc decoding for nested column. @default true */
  readonly "spark.sql.orc.enableNestedColumnVectorizedReader": Bool;
  /** Enables vectorized orc decoding. @default true */
  readonly "spark.sql.orc.enableVectorizedReader": Bool;
  /** When true, enable filter pushdown for ORC files. @default true */
  readonly "spark.sql.orc.filterPushdown": Bool;
  /** When true, the Orc data source merges schemas collected from all data files, otherwise the schema is picked from a random data file. @default false */
  readonly "spark.sql.orc.mergeSchema": Bool;
  /** When true, the ordinal numbers are treated as the position in the select list. @default true */
  readonly "spark.sql.orderByOrdinal": Bool;
  /** If true, aggregates will be pushed down to Parquet for optimization. @default false */
  readonly "spark.sql.parquet.aggregatePushdown": Bool;
  /** Some other Parquet-producing systems, in particular Impala and older versions of Spark SQL, do not differentiate between binary data and strings when writing out the Parquet schema. @default false */
  readonly "spark.sql.parquet.binaryAsString": Bool;
  /** The number of rows to include in a parquet vectorized reader batch. @default 4096 */
  readonly "spark.sql.parquet.columnarReaderBatchSize": `${bigint}`;
  /** Sets the compression codec used when writing Parquet files. @default snappy */
  readonly "spark.sql.parquet.compression.codec": Word<"brotli" | "gzip" | "lz4" | "lz4_raw" | "lz4raw" | "lzo" | "none" | "snappy" | "uncompressed" | "zstd"> | Word<"brotli" | "gzip" | "lz4" | "lz4_raw" | "lzo" | "none" | "snappy" | "uncompressed" | "zstd">;
  /** Enables vectorized Parquet decoding for nested columns (e.g., struct, list, map). @default true */
  readonly "spark.sql.parquet.enableNestedColumnVectorizedReader": Bool;
  /** Enables vectorized parquet decoding. @default true */
  readonly "spark.sql.parquet.enableVectorizedReader": Bool;
  /** Field ID is a native field of the Parquet schema spec. @default false */
  readonly "spark.sql.parquet.fieldId.read.enabled": Bool;
  /** When the Parquet file doesn't have any field IDs but the Spark read schema is using field IDs to read, we will silently return nulls when this flag is enabled, or error otherwise. @default false */
  readonly "spark.sql.parquet.fieldId.read.ignoreMissing": Bool;
  /** Field ID is a native field of the Parquet schema spec. @default true */
  readonly "spark.sql.parquet.fieldId.write.enabled": Bool;
  /** Enables Parquet filter push-down optimization when set to true. @default true */
  readonly "spark.sql.parquet.filterPushdown": Bool;
  /** When enabled, Parquet timestamp columns with annotation isAdjustedToUTC = false are inferred as TIMESTAMP_NTZ type during schema inference. @default true */
  readonly "spark.sql.parquet.inferTimestampNTZ.enabled": Bool;
  /** Some Parquet-producing systems, in particular Impala, store Timestamp into INT96. @default true */
  readonly "spark.sql.parquet.int96AsTimestamp": Bool;
  /** This controls whether timestamp adjustments should be applied to INT96 data when converting to timestamps, for data written by Impala. @default false */
  readonly "spark.sql.parquet.int96TimestampConversion": Bool;
  /** When true, the Parquet data source merges schemas collected from all data files, otherwise the schema is picked from the summary file or a random data file if no summary file is available. @default false */
  readonly "spark.sql.parquet.mergeSchema": Bool;
  /** Sets which Parquet timestamp type to use when Spark writes data to Parquet files. @default INT96 */
  readonly "spark.sql.parquet.outputTimestampType": Word<"INT96" | "TIMESTAMP_MICROS" | "TIMESTAMP_MILLIS">;
  /** If true, enables Parquet's native record-level filtering using the pushed down filters. @default false */
  readonly "spark.sql.parquet.recordLevelFilter.enabled": Bool;
  /** When true, we make assumption that all part-files of Parquet are consistent with summary files and we will ignore them when merging schema. @default false */
  readonly "spark.sql.parquet.respectSummaryFiles": Bool;
  /** If true, data will be written in a way of Spark 1.4 and earlier. @default false */
  readonly "spark.sql.parquet.writeLegacyFormat": Bool;
  /** When true, quoted Identifiers (using backticks) in SELECT statement are interpreted as regular expressions. @default false */
  readonly "spark.sql.parser.quotedRegexColumnNames": Bool;
  /** When doing a pivot without specifying values for the pivot column this is the maximum number of (distinct) values that will be collected without error. @default 10000 */
  readonly "spark.sql.pivotMaxValues": `${bigint}`;
  /** Specifies the memory allocation for executing Python code in Spark driver, in MiB. @default none */
  readonly "spark.sql.planner.pythonExecution.memory": Size;
  /** When true, Spark does not replace CHAR/VARCHAR types the STRING type, which is the default behavior of Spark 3.0 and earlier versions. @default false */
  readonly "spark.sql.preserveCharVarcharTypeInfo": Bool;
  /** PySpark's SparkSession.createDataFrame infers the nested dict as a map by default. @default false */
  readonly "spark.sql.pyspark.inferNestedDictAsStruct.enabled": Bool;
  /** When true, it shows the JVM stacktrace in the user-facing PySpark exception together with Python stacktrace. @default false */
  readonly "spark.sql.pyspark.jvmStacktrace.enabled": Bool;
  /** PySpark's SparkSession.createDataFrame infers the element type of an array from all values in the array by default. @default false */
  readonly "spark.sql.pyspark.legacy.inferArrayTypeFromFirstElement.enabled": Bool;
  /** The visual limit on plots. @default 1000 */
  readonly "spark.sql.pyspark.plotting.max_rows": `${bigint}`;
  /** Configure the Python/Pandas UDF profiler by enabling or disabling it with the option to choose between "perf" and "memory" types, or unsetting the config disables the profiler. @default none */
  readonly "spark.sql.pyspark.udf.profiler": Word<"memory" | "perf">;
  /** List of class names implementing QueryExecutionListener that will be automatically added to newly created sessions. @default none */
  readonly "spark.sql.queryExecutionListeners": string;
  /** When true, Spark applies string padding when reading CHAR type columns/fields, in addition to the write-side padding. @default true */
  readonly "spark.sql.readSideCharPadding": Bool;
  /** Regex to decide which keys in a Spark SQL command's options map contain sensitive information. @default (?i)url */
  readonly "spark.sql.redaction.options.regex": string;
  /** Regex to decide which parts of strings produced by Spark contain sensitive information. @default that of spark.redaction.string.regex */
  readonly "spark.sql.redaction.string.regex": string;
  /** Enables eager evaluation or not. @default false */
  readonly "spark.sql.repl.eagerEval.enabled": Bool;
  /** The max number of rows that are returned by eager evaluation. @default 20 */
  readonly "spark.sql.repl.eagerEval.maxNumRows": `${bigint}`;
  /** The max number of characters for each cell that is returned by eager evaluation. @default 20 */
  readonly "spark.sql.repl.eagerEval.truncate": `${bigint}`;
  /** SQL Scripting feature is under development and its use should be done under this feature flag. @default false */
  readonly "spark.sql.scripting.enabled": Bool;
  /** The threshold for the size in bytes of local relations to be cached at the driver side after serialization. @default 67108864 */
  readonly "spark.sql.session.localRelationCacheThreshold": `${bigint}`;
  /** The ID of session local timezone in the format of either region-based zone IDs or zone offsets. @default Etc/UTC */
  readonly "spark.sql.session.timeZone": string;
  /** The default number of partitions to use when shuffling data for joins or aggregations. @default 200 */
  readonly "spark.sql.shuffle.partitions": `${bigint}` | "auto";
  /** When enabled, shuffle files will be cleaned up at the end of Spark Connect SQL executions. @default false */
  readonly "spark.sql.shuffleDependency.fileCleanup.enabled": Bool;
  /** When enabled, shuffle dependencies for a Spark Connect SQL execution are marked at the end of the execution, and they will not be migrated during decommissions. @default false */
  readonly "spark.sql.shuffleDependency.skipMigration.enabled": Bool;
  /** The shuffle hash join can be selected if the data size of small side multiplied by this factor is still smaller than the large side. @default 3 */
  readonly "spark.sql.shuffledHashJoinFactor": `${bigint}`;
  /** When true, decide whether to do bucketed scan on input tables based on query plan automatically. @default true */
  readonly "spark.sql.sources.bucketing.autoBucketedScan.enabled": Bool;
  /** When false, we will treat bucketed table as normal table @default true */
  readonly "spark.sql.sources.bucketing.enabled": Bool;
  /** The maximum number of buckets allowed. @default 100000 */
  readonly "spark.sql.sources.bucketing.maxBuckets": `${bigint}`;
  /** The default data source to use in input/output. @default parquet */
  readonly "spark.sql.sources.default": string;
  /** Configures a list of JDBC connection providers, which are disabled. @default empty */
  readonly "spark.sql.sources.disabledJdbcConnProviderList": string;
  /** The maximum number of paths allowed for listing files at driver side. @default 32 */
  readonly "spark.sql.sources.parallelPartitionDiscovery.threshold": `${bigint}`;
  /** When true, automatically infer the data types for partitioned columns. @default true */
  readonly "spark.sql.sources.partitionColumnTypeInference.enabled": Bool;
  /** When INSERT OVERWRITE a partitioned data source table, we currently support 2 modes: static and dynamic. @default STATIC */
  readonly "spark.sql.sources.partitionOverwriteMode": Word<"DYNAMIC" | "STATIC">;
  /** Whether to allow storage-partition join in the case where the partition transforms are compatible but not identical. @default false */
  readonly "spark.sql.sources.v2.bucketing.allowCompatibleTransforms.enabled": Bool;
  /** Whether to allow storage-partition join in the case where join keys are a subset of the partition keys of the source tables. @default false */
  readonly "spark.sql.sources.v2.bucketing.allowJoinKeysSubsetOfPartitionKeys.enabled": Bool;
  /** Similar to spark.sql.sources.bucketing.enabled, this config is used to enable bucketing for V2 data sources. @default false */
  readonly "spark.sql.sources.v2.bucketing.enabled": Bool;
  /** During a storage-partitioned join, whether to allow input partitions to be partially clustered, when both sides of the join are of KeyGroupedPartitioning. @default false */
  readonly "spark.sql.sources.v2.bucketing.partiallyClusteredDistribution.enabled": Bool;
  /** Whether to filter partitions when running storage-partition join. @default false */
  readonly "spark.sql.sources.v2.bucketing.partition.filter.enabled": Bool;
  /** Whether to pushdown common partition values when spark.sql.sources.v2.bucketing.enabled is enabled. @default true */
  readonly "spark.sql.sources.v2.bucketing.pushPartValues.enabled": Bool;
  /** During a storage-partitioned join, whether to allow to shuffle only one side. @default false */
  readonly "spark.sql.sources.v2.bucketing.shuffle.enabled": Bool;
  /** When turned on, Spark will recognize the specific distribution reported by a V2 data source through SupportsReportPartitioning, and will try to avoid a shuffle if possible when sorting by those columns. @default false */
  readonly "spark.sql.sources.v2.bucketing.sorting.enabled": Bool;
  /** The number of non-Spark stack traces in the captured DataFrame query context. @default 1 */
  readonly "spark.sql.stackTracesInDataFrameContext": `${bigint}`;
  /** When true, it will fall back to HDFS if the table statistics are not available from table metadata. @default false */
  readonly "spark.sql.statistics.fallBackToHdfs": Bool;
  /** Generates histograms when computing column statistics if enabled. @default false */
  readonly "spark.sql.statistics.histogram.enabled": Bool;
  /** Enables automatic update for table size once table's data is changed. @default false */
  readonly "spark.sql.statistics.size.autoUpdate.enabled": Bool;
  /** When this config is enabled, Spark will also update partition statistics in analyze table command (i.e., ANALYZE TABLE .. @default false */
  readonly "spark.sql.statistics.updatePartitionStatsInAnalyzeTable.enabled": Bool;
  /** When inserting a value into a column with different data type, Spark will perform type coercion. @default ANSI */
  readonly "spark.sql.storeAssignmentPolicy": Word<"ANSI" | "LEGACY" | "STRICT">;
  /** The default location for storing checkpoint data for streaming queries. @default none */
  readonly "spark.sql.streaming.checkpointLocation": string;
  /** The max number of entries to be stored in queue to wait for late epochs. @default 10000 */
  readonly "spark.sql.streaming.continuous.epochBacklogQueueSize": `${bigint}`;
  /** A comma-separated list of fully qualified data source register class names for which StreamWriteSupport is disabled. @default empty */
  readonly "spark.sql.streaming.disabledV2Writers": string;
  /** Number of threads used in the file source completed file cleaner. @default 1 */
  readonly "spark.sql.streaming.fileSource.cleaner.numThreads": `${bigint}`;
  /** When true, enable temporary checkpoint locations force delete. @default false */
  readonly "spark.sql.streaming.forceDeleteTempCheckpointLocation": Bool;
  /** Whether Dropwizard/Codahale metrics will be reported for active streaming queries. @default false */
  readonly "spark.sql.streaming.metricsEnabled": Bool;
  /** Policy to calculate the global watermark value when there are multiple watermark operators in a streaming query. @default min */
  readonly "spark.sql.streaming.multipleWatermarkPolicy": string;
  /** Whether streaming micro-batch engine will execute batches without data for eager state management for stateful streaming queries. @default true */
  readonly "spark.sql.streaming.noDataMicroBatches.enabled": Bool;
  /** The number of progress updates to retain for a streaming query @default 100 */
  readonly "spark.sql.streaming.numRecentProgressUpdates": `${bigint}`;
  /** When true, streaming session window sorts and merge sessions in local partition prior to shuffle. @default false */
  readonly "spark.sql.streaming.sessionWindow.merge.sessions.in.local.partition": Bool;
  /** The encoding format used for stateful operators to store information in the state store @default unsaferow */
  readonly "spark.sql.streaming.stateStore.encodingFormat": string;
  /** When true, Spark will validate the state schema against schema on existing state and fail query if it's incompatible. @default true */
  readonly "spark.sql.streaming.stateStore.stateSchemaCheck": Bool;
  /** Running multiple runs of the same streaming query concurrently is not supported. @default true */
  readonly "spark.sql.streaming.stopActiveRunOnRestart": Bool;
  /** How long to wait in milliseconds for the streaming execution thread to stop when calling the streaming query's stop() method. @default 0 */
  readonly "spark.sql.streaming.stopTimeout": Time;
  /** List of class names implementing StreamingQueryListener that will be automatically added to newly created sessions. @default none */
  readonly "spark.sql.streaming.streamingQueryListeners": string;
  /** The version of the state schema used by the transformWithState operator @default 3 */
  readonly "spark.sql.streaming.transformWithState.stateSchemaVersion": `${bigint}`;
  /** Whether to run the Structured Streaming Web UI for the Spark application when the Spark Web UI is enabled. @default true */
  readonly "spark.sql.streaming.ui.enabled": Bool;
  /** The number of progress updates to retain for a streaming query for Structured Streaming UI. @default 100 */
  readonly "spark.sql.streaming.ui.retainedProgressUpdates": `${bigint}`;
  /** The number of inactive queries to retain for Structured Streaming UI. @default 100 */
  readonly "spark.sql.streaming.ui.retainedQueries": `${bigint}`;
  /** When true, all running tasks will be interrupted if one cancels a query. @default that of spark.sql.execution.interruptOnCancel */
  readonly "spark.sql.thriftServer.interruptOnCancel": Bool;
  /** Set a query duration timeout in seconds in Thrift Server. @default 0ms */
  readonly "spark.sql.thriftServer.queryTimeout": Time;
  /** Set a Fair Scheduler pool for a JDBC client session. @default none */
  readonly "spark.sql.thriftserver.scheduler.pool": string;
  /** The number of SQL client sessions kept in the JDBC/ODBC web UI history. @default 200 */
  readonly "spark.sql.thriftserver.ui.retainedSessions": `${bigint}`;
  /** The number of SQL statements kept in the JDBC/ODBC web UI history. @default 200 */
  readonly "spark.sql.thriftserver.ui.retainedStatements": `${bigint}`;
  /** The option name to specify the time travel timestamp when reading a table. @default timestampAsOf */
  readonly "spark.sql.timeTravelTimestampKey": string;
  /** The option name to specify the time travel table version when reading a table. @default versionAsOf */
  readonly "spark.sql.timeTravelVersionKey": string;
  /** Configures the default timestamp type of Spark SQL, including SQL DDL, Cast clause, type literal and the schema inference of data sources. @default TIMESTAMP_LTZ */
  readonly "spark.sql.timestampType": Word<"TIMESTAMP_LTZ" | "TIMESTAMP_NTZ">;
  /** When doing a transpose without specifying values for the index column this is the maximum number of values that will be transposed without error. @default 500 */
  readonly "spark.sql.transposeMaxValues": `${bigint}`;
  /** When true, allows multiple table arguments for table-valued functions, receiving the cartesian product of all the rows of these tables. @default false */
  readonly "spark.sql.tvf.allowMultipleTableArguments.enabled": Bool;
  /** When true, Spark loads and instantiates the UserDefinedType class named in a schema string (for example the schema stored in Parquet/ORC file metadata) while inferring or parsing a schema. @default true */
  readonly "spark.sql.udt.allowCreatingUDTFromString": Bool;
  /** When 'spark.sql.udt.allowCreatingUDTFromString' is false, UserDefinedType classes listed here (by fully qualified class name) may still be loaded and instantiated from a schema string. @default empty */
  readonly "spark.sql.udt.allowedDynamicUDTClasses": string;
  /** Configures the query explain mode used in the Spark SQL UI. @default formatted */
  readonly "spark.sql.ui.explainMode": string;
  /** Number of executions to retain in the Spark UI. @default 1000 */
  readonly "spark.sql.ui.retainedExecutions": `${bigint}`;
  /** This enables substitution using syntax like `${var}`, `${system:var}`, and `${env:var}`. @default true */
  readonly "spark.sql.variable.substitute": Bool;
  /** The default location for managed databases and tables. @default file:<working folder>/spark-warehouse */
  readonly "spark.sql.warehouse.dir": string;
  /** Whether ignore stage fetch failure caused by executor decommission when count spark.stage.maxConsecutiveAttempts @default true */
  readonly "spark.stage.ignoreDecommissionFetchFailure": Bool;
  /** Specify the max attempts for a stage - the spark job will be aborted if any of its stages is resubmitted multiple times beyond the max retries limitation. @default 2147483647 */
  readonly "spark.stage.maxAttempts": `${bigint}`;
  /** Number of consecutive stage attempts allowed before a stage is aborted. @default 4 */
  readonly "spark.stage.maxConsecutiveAttempts": `${bigint}`;
  /** In standalone cluster mode, controls whether the client waits to exit until the application completes. @default false */
  readonly "spark.standalone.submit.waitAppCompletion": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.storage.blockManagerHeartbeatTimeoutMs": Time;
  /** A timeout used for block manager master's driver heartbeat endpoint. @default 10m */
  readonly "spark.storage.blockManagerMasterDriverHeartbeatTimeoutMs": Time;
  /** The engine does not describe it. @default 60s */
  readonly "spark.storage.blockManagerTimeoutIntervalMs": Time;
  /** The engine does not describe it. @default 60000 */
  readonly "spark.storage.cachedPeersTtl": `${bigint}`;
  /** Whether or not cleanup the files not served by the external shuffle service on executor exits. @default true */
  readonly "spark.storage.cleanupFilesAfterExecutorExit": Bool;
  /** Whether to decommission the block manager when decommissioning executor @default false */
  readonly "spark.storage.decommission.enabled": Bool;
  /** If true, Spark cleans up its fallback storage data during shutting down. @default false */
  readonly "spark.storage.decommission.fallbackStorage.cleanUp": Bool;
  /** The location for fallback storage during block manager decommissioning. @default none */
  readonly "spark.storage.decommission.fallbackStorage.path": string;
  /** Whether to transfer RDD blocks during block manager decommissioning. @default true */
  readonly "spark.storage.decommission.rddBlocks.enabled": Bool;
  /** Whether to transfer shuffle blocks during block manager decommissioning. @default true */
  readonly "spark.storage.decommission.shuffleBlocks.enabled": Bool;
  /** Maximum disk space to use to store shuffle blocks before rejecting remote shuffle blocks. @default none */
  readonly "spark.storage.decommission.shuffleBlocks.maxDiskSize": Size;
  /** Maximum number of threads to use in migrating shuffle files. @default 8 */
  readonly "spark.storage.decommission.shuffleBlocks.maxThreads": `${bigint}`;
  /** The engine does not describe it. @default false */
  readonly "spark.storage.exceptionOnPinLeak": Bool;
  /** The max number of executors for which the local dirs are stored. @default 1000 */
  readonly "spark.storage.localDiskByExecutors.cacheSize": `${bigint}`;
  /** The engine does not describe it. @default 1 */
  readonly "spark.storage.maxReplicationFailures": `${bigint}`;
  /** Size in bytes of a block above which Spark memory maps when reading a block from disk. @default 2m */
  readonly "spark.storage.memoryMapThreshold": Size;
  /** The engine does not describe it. @default org.apache.spark.storage.RandomBlockReplicationPolicy */
  readonly "spark.storage.replication.policy": string;
  /** Enables proactive block replication for RDD blocks. @default true */
  readonly "spark.storage.replication.proactive": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.storage.replication.topologyFile": string;
  /** The engine does not describe it. @default org.apache.spark.storage.DefaultTopologyMapper */
  readonly "spark.storage.replication.topologyMapper": string;
  /** Initial memory to request before unrolling any block @default 1048576 */
  readonly "spark.storage.unrollMemoryThreshold": `${bigint}`;
  /** The engine does not describe it. @default false */
  readonly "spark.streaming.backpressure.enabled": Bool;
  /** The engine does not describe it. @default that of spark.streaming.receiver.maxRate */
  readonly "spark.streaming.backpressure.initialRate": `${bigint}`;
  /** The engine does not describe it. @default 0.0 */
  readonly "spark.streaming.backpressure.pid.derived": `${number}`;
  /** The engine does not describe it. @default 0.2 */
  readonly "spark.streaming.backpressure.pid.integral": `${number}`;
  /** The engine does not describe it. @default 100.0 */
  readonly "spark.streaming.backpressure.pid.minRate": `${number}`;
  /** The engine does not describe it. @default 1.0 */
  readonly "spark.streaming.backpressure.pid.proportional": `${number}`;
  /** The engine does not describe it. @default pid */
  readonly "spark.streaming.backpressure.rateEstimator": string;
  /** The engine does not describe it. @default 200ms */
  readonly "spark.streaming.blockInterval": Time;
  /** The engine does not describe it. @default 1 */
  readonly "spark.streaming.concurrentJobs": `${bigint}`;
  /** The engine does not describe it. @default true */
  readonly "spark.streaming.driver.writeAheadLog.allowBatching": Bool;
  /** The engine does not describe it. @default 5000 */
  readonly "spark.streaming.driver.writeAheadLog.batchingTimeout": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.streaming.driver.writeAheadLog.class": string;
  /** The engine does not describe it. @default false */
  readonly "spark.streaming.driver.writeAheadLog.closeFileAfterWrite": Bool;
  /** The engine does not describe it. @default 3 */
  readonly "spark.streaming.driver.writeAheadLog.maxFailures": `${bigint}`;
  /** The engine does not describe it. @default 60 */
  readonly "spark.streaming.driver.writeAheadLog.rollingIntervalSecs": `${bigint}`;
  /** The engine does not describe it. @default false */
  readonly "spark.streaming.dynamicAllocation.enabled": Bool;
  /** The engine does not describe it. @default 2147483647 */
  readonly "spark.streaming.dynamicAllocation.maxExecutors": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.streaming.dynamicAllocation.minExecutors": `${bigint}`;
  /** The engine does not describe it. @default 0.3 */
  readonly "spark.streaming.dynamicAllocation.scalingDownRatio": `${number}`;
  /** The engine does not describe it. @default 60000ms */
  readonly "spark.streaming.dynamicAllocation.scalingInterval": Time;
  /** The engine does not describe it. @default 0.9 */
  readonly "spark.streaming.dynamicAllocation.scalingUpRatio": `${number}`;
  /** The engine does not describe it. @default false */
  readonly "spark.streaming.dynamicAllocation.testing": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.streaming.gracefulStopTimeout": Time;
  /** The engine does not describe it. @default 0 */
  readonly "spark.streaming.manualClock.jump": `${bigint}`;
  /** The engine does not describe it. @default 9223372036854775807 */
  readonly "spark.streaming.receiver.maxRate": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.streaming.receiver.writeAheadLog.class": string;
  /** The engine does not describe it. @default false */
  readonly "spark.streaming.receiver.writeAheadLog.closeFileAfterWrite": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.streaming.receiver.writeAheadLog.enable": Bool;
  /** The engine does not describe it. @default 3 */
  readonly "spark.streaming.receiver.writeAheadLog.maxFailures": `${bigint}`;
  /** The engine does not describe it. @default 60 */
  readonly "spark.streaming.receiver.writeAheadLog.rollingIntervalSecs": `${bigint}`;
  /** The engine does not describe it. @default 20 */
  readonly "spark.streaming.sessionByKey.deltaChainThreshold": `${bigint}`;
  /** The engine does not describe it. @default false */
  readonly "spark.streaming.stopGracefullyOnShutdown": Bool;
  /** The engine does not describe it. @default 1000 */
  readonly "spark.streaming.ui.retainedBatches": `${bigint}`;
  /** The engine does not describe it. @default true */
  readonly "spark.streaming.unpersist": Bool;
  /** The engine does not describe it. @default client */
  readonly "spark.submit.deployMode": string;
  /** The engine does not describe it. @default empty */
  readonly "spark.submit.pyFiles": string;
  /** The engine does not describe it. @default 1 */
  readonly "spark.task.cpus": `${bigint}`;
  /** The engine does not describe it. @default 1048576b */
  readonly "spark.task.maxDirectResultSize": Size;
  /** The engine does not describe it. @default 4 */
  readonly "spark.task.maxFailures": `${bigint}`;
  /** The engine does not describe it. @default false */
  readonly "spark.task.reaper.enabled": Bool;
  /** The engine does not describe it. @default -1ms */
  readonly "spark.task.reaper.killTimeout": Time;
  /** The engine does not describe it. @default 10s */
  readonly "spark.task.reaper.pollingInterval": Time;
  /** The engine does not describe it. @default true */
  readonly "spark.task.reaper.threadDump": Bool;
  /** Enable tracking of updatedBlockStatuses in the TaskMetrics. @default false */
  readonly "spark.taskMetrics.trackUpdatedBlockStatuses": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.test.noStageRetry": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.testing": Bool;
  /** The engine does not describe it. @default true */
  readonly "spark.testing.dynamicAllocation.schedule.enabled": Bool;
  /** The engine does not describe it. @default 1073741824 */
  readonly "spark.testing.memory": `${bigint}`;
  /** The engine does not describe it. @default 2 */
  readonly "spark.testing.nCoresPerExecutor": `${bigint}`;
  /** The engine does not describe it. @default 4 */
  readonly "spark.testing.nExecutorsPerHost": `${bigint}`;
  /** The engine does not describe it. @default 5 */
  readonly "spark.testing.nHosts": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.testing.reservedMemory": `${bigint}`;
  /** The engine does not describe it. @default false */
  readonly "spark.testing.resourceProfileManager": Bool;
  /** None of Spark testing modes (local, local-cluster) enables shuffle service. @default false */
  readonly "spark.testing.skipESSRegister": Bool;
  /** The engine does not describe it. @default false */
  readonly "spark.testing.skipValidateCores": Bool;
  /** The engine does not describe it. @default none */
  readonly "spark.ui.allowFramingFrom": string;
  /** The engine does not describe it. @default 200ms */
  readonly "spark.ui.consoleProgress.update.interval": Time;
  /** Specifies custom spark executor log url for supporting external log service instead of using cluster managers' application log urls in the Spark UI. @default none */
  readonly "spark.ui.custom.executor.log.url": string;
  /** The engine does not describe it. @default 2147483647 */
  readonly "spark.ui.dagGraph.retainedRootRDDs": `${bigint}`;
  /** Whether to run the web UI for the Spark application. @default true */
  readonly "spark.ui.enabled": Bool;
  /** Comma separated list of filter class names to apply to the Spark Web UI. @default empty */
  readonly "spark.ui.filters": string;
  /** Whether to group sub executions together in SQL UI when they belong to the same root execution @default true */
  readonly "spark.ui.groupSQLSubExecutionEnabled": Bool;
  /** Whether to show a link for executor heap histogram in Executor page. @default true */
  readonly "spark.ui.heapHistogramEnabled": Bool;
  /** Allows jobs and stages to be killed from the web UI. @default true */
  readonly "spark.ui.killEnabled": Bool;
  /** Minimum time elapsed before stale UI data is flushed. @default 1s */
  readonly "spark.ui.liveUpdate.minFlushPeriod": Time;
  /** The engine does not describe it. @default 100ms */
  readonly "spark.ui.liveUpdate.period": Time;
  /** Port for your application's dashboard, which shows memory and workload data. @default 4040 */
  readonly "spark.ui.port": `${bigint}`;
  /** Proxy address to use when responding with HTTP redirects. @default none */
  readonly "spark.ui.proxyRedirectUri": string;
  /** Value for HTTP request header size in bytes. @default 8k */
  readonly "spark.ui.requestHeaderSize": Size;
  /** The engine does not describe it. @default 100 */
  readonly "spark.ui.retainedDeadExecutors": `${bigint}`;
  /** The engine does not describe it. @default 1000 */
  readonly "spark.ui.retainedJobs": `${bigint}`;
  /** The engine does not describe it. @default 1000 */
  readonly "spark.ui.retainedStages": `${bigint}`;
  /** The engine does not describe it. @default 100000 */
  readonly "spark.ui.retainedTasks": `${bigint}`;
  /** Enable running Spark Master as reverse proxy for worker and application UIs. @default false */
  readonly "spark.ui.reverseProxy": Bool;
  /** This is the URL where your proxy is running. @default none */
  readonly "spark.ui.reverseProxyUrl": string;
  /** When true, show the progress bar in the console. @default false */
  readonly "spark.ui.showConsoleProgress": Bool;
  /** Local directory where to cache application information for live UI. @default none */
  readonly "spark.ui.store.path": string;
  /** Value for HTTP Strict Transport Security Response Header @default none */
  readonly "spark.ui.strictTransportSecurity": string;
  /** Whether to render the Flamegraph for executor thread dumps @default true */
  readonly "spark.ui.threadDump.flamegraphEnabled": Bool;
  /** Whether to show a link for executor thread dumps in Stages and Executor pages. @default true */
  readonly "spark.ui.threadDumpsEnabled": Bool;
  /** The engine does not describe it. @default 250 */
  readonly "spark.ui.timeline.executors.maximum": `${bigint}`;
  /** The engine does not describe it. @default 500 */
  readonly "spark.ui.timeline.jobs.maximum": `${bigint}`;
  /** The engine does not describe it. @default 500 */
  readonly "spark.ui.timeline.stages.maximum": `${bigint}`;
  /** The engine does not describe it. @default 1000 */
  readonly "spark.ui.timeline.tasks.maximum": `${bigint}`;
  /** Whether to display event timeline data on UI pages. @default true */
  readonly "spark.ui.timelineEnabled": Bool;
  /** The engine does not describe it. @default empty */
  readonly "spark.ui.view.acls": string;
  /** The engine does not describe it. @default empty */
  readonly "spark.ui.view.acls.groups": string;
  /** Set to 'true' for setting X-Content-Type-Options HTTP response header to 'nosniff' @default true */
  readonly "spark.ui.xContentTypeOptions.enabled": Bool;
  /** Value for HTTP X-XSS-Protection response header @default 1; mode=block */
  readonly "spark.ui.xXssProtection": string;
  /** The engine does not describe it. @default org.apache.spark.security.ShellBasedGroupsMappingProvider */
  readonly "spark.user.groups.mapping": string;
  /** The engine does not describe it. @default 604800 */
  readonly "spark.worker.cleanup.appDataTtl": `${bigint}`;
  /** The engine does not describe it. @default true */
  readonly "spark.worker.cleanup.enabled": Bool;
  /** The engine does not describe it. @default 1800 */
  readonly "spark.worker.cleanup.interval": `${bigint}`;
  /** The signal that used to trigger the worker to start decommission. @default PWR */
  readonly "spark.worker.decommission.signal": string;
  /** The engine does not describe it. @default 10s */
  readonly "spark.worker.driverTerminateTimeout": Time;
  /** The engine does not describe it. @default false */
  readonly "spark.worker.preferConfiguredMasterAddress": Bool;
  /** The engine does not describe it. @default 60 */
  readonly "spark.worker.timeout": `${bigint}`;
  /** The engine does not describe it. @default 100 */
  readonly "spark.worker.ui.compressedLogFileLengthCacheSize": `${bigint}`;
  /** The engine does not describe it. @default none */
  readonly "spark.worker.ui.port": `${bigint}`;
  /** The engine does not describe it. @default 1000 */
  readonly "spark.worker.ui.retainedDrivers": `${bigint}`;
  /** The engine does not describe it. @default 1000 */
  readonly "spark.worker.ui.retainedExecutors": `${bigint}`;
  /** Comma-separated list of schemes for which resources will be downloaded to the local disk prior to being added to YARN's distributed cache. @default empty */
  readonly "spark.yarn.dist.forceDownloadSchemes": string;
  /** The list of Hadoop filesystem URLs whose hosts will be excluded from delegation token renewal at resource scheduler. @default empty */
  readonly "spark.yarn.kerberos.renewal.excludeHadoopFileSystems": string;
  /** Staging directory used while submitting applications. @default none */
  readonly "spark.yarn.stagingDir": string;
  /** Any key that begins so. */
  readonly [key: `spark.${string}.param.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.${string}.rpc.io.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.${string}.shuffle.io.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.app.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.callstack.depth": string;
  /** The engine does not describe it. */
  readonly "spark.checkpoint.checkpointAllMarkedAncestors": string;
  /** Any key that begins so. */
  readonly [key: `spark.connect.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.connect.grpc.debug.enabled": string;
  /** Any key that begins so. */
  readonly [key: `spark.delta.logStore.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.driver.defaultJavaOptions": string;
  /** The engine does not describe it. */
  readonly "spark.driver.libraryPath": string;
  /** Any key that begins so. */
  readonly [key: `spark.driver.resource.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.executor.defaultJavaOptions": string;
  /** Any key that begins so. */
  readonly [key: `spark.executor.resource.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.executor.uri": string;
  /** Any key that begins so. */
  readonly [key: `spark.executorEnv.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.files.fetchTimeout": string;
  /** Any key that begins so. */
  readonly [key: `spark.files.io.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.files.overwrite": string;
  /** The engine does not describe it. */
  readonly "spark.files.useFetchCache": string;
  /** The engine does not describe it. */
  readonly "spark.graphx.pregel.checkpointInterval": string;
  /** Any key that begins so. */
  readonly [key: `spark.hadoop.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.hive.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.home": string;
  /** Any key that begins so. */
  readonly [key: `spark.io.delta.storage.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.io.encryption.commons.config.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.job.description": string;
  /** The engine does not describe it. */
  readonly "spark.job.interruptOnCancel": string;
  /** The engine does not describe it. */
  readonly "spark.job.tags": string;
  /** The engine does not describe it. */
  readonly "spark.jobGroup.id": string;
  /** Any key that begins so. */
  readonly [key: `spark.kafka.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.kubernetes.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.launcher.childConectionTimeout": string;
  /** The engine does not describe it. */
  readonly "spark.launcher.childConnectionTimeout": string;
  /** The engine does not describe it. */
  readonly "spark.launcher.childProcLoggerName": string;
  /** The engine does not describe it. */
  readonly "spark.local.connect": string;
  /** The engine does not describe it. */
  readonly "spark.local.dir": string;
  /** The engine does not describe it. */
  readonly "spark.logConf": string;
  /** The engine does not describe it. */
  readonly "spark.logLineage": string;
  /** The engine does not describe it. */
  readonly "spark.logging.exceptionPrintInterval": string;
  /** The engine does not describe it. */
  readonly "spark.master": string;
  /** The engine does not describe it. */
  readonly "spark.memory.debugFill": string;
  /** Any key that begins so. */
  readonly [key: `spark.mesos.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.metrics.conf.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.network.auth.rpcTimeout": string;
  /** The engine does not describe it. */
  readonly "spark.network.crypto.authEngineVersion": string;
  /** The engine does not describe it. */
  readonly "spark.network.crypto.cipher": string;
  /** Any key that begins so. */
  readonly [key: `spark.network.crypto.config.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.network.io.preferDirectBufs": string;
  /** The engine does not describe it. */
  readonly "spark.network.sasl.maxEncryptedBlockSize": string;
  /** The engine does not describe it. */
  readonly "spark.network.sasl.serverAlwaysEncrypt": string;
  /** The engine does not describe it. */
  readonly "spark.network.sharedByteBufAllocators.enabled": string;
  /** The engine does not describe it. */
  readonly "spark.network.ssl.maxEncryptedBlockSize": string;
  /** Any key that begins so. */
  readonly [key: `spark.plugins.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.port.maxRetries": string;
  /** The engine does not describe it. */
  readonly "spark.python.profile": string;
  /** The engine does not describe it. */
  readonly "spark.python.profile.dump": string;
  /** The engine does not describe it. */
  readonly "spark.python.profile.memory": string;
  /** The engine does not describe it. */
  readonly "spark.python.worker.memory": string;
  /** The engine does not describe it. */
  readonly "spark.r.driver.command": string;
  /** The engine does not describe it. */
  readonly "spark.r.shell.command": string;
  /** The engine does not describe it. */
  readonly "spark.r.sql.derby.temp.dir": string;
  /** The engine does not describe it. */
  readonly "spark.remote": string;
  /** Any key that begins so. */
  readonly [key: `spark.repl.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.resultGetter.threads": string;
  /** Any key that begins so. */
  readonly [key: `spark.rpc.io.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.rpc.sasl.timeout": string;
  /** Any key that begins so. */
  readonly [key: `spark.scheduler.listenerbus.eventqueue.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.scheduler.pool": string;
  /** Any key that begins so. */
  readonly [key: `spark.shuffle.io.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.maxChunksBeingTransferred": string;
  /** Any key that begins so. */
  readonly [key: `spark.shuffle.plugin.__config__.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.push.server.ioExceptionsThresholdDuringMerge": string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.push.server.mergedIndexCacheSize": string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.push.server.mergedShuffleCleaner.shutdown.timeout": string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.push.server.mergedShuffleFileManagerImpl": string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.push.server.minChunkSizeInMergedShuffleFile": string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.sasl.enableRetries": string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.sasl.timeout": string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.server.chunkFetchHandlerThreadsPercent": string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.server.finalizeShuffleMergeThreadsPercent": string;
  /** The engine does not describe it. */
  readonly "spark.shuffle.service.index.cache.size": string;
  /** The engine does not describe it. */
  readonly "spark.sparkr.use.daemon": string;
  /** The engine does not describe it. */
  readonly "spark.sql.CodeGenerator.validParamLength": string;
  /** The engine does not describe it. */
  readonly "spark.sql.TungstenAggregate.testFallbackStartsAt": string;
  /** Any key that begins so. */
  readonly [key: `spark.sql.catalog.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.sql.connect.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.sql.join.forceApplyShuffledHashJoin": string;
  /** The engine does not describe it. */
  readonly "spark.sql.streaming.checkpointFileManagerClass": string;
  /** Any key that begins so. */
  readonly [key: `spark.sql.streaming.stateStore.rocksdb.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.sql.test.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.ssl.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.starvation.timeout": string;
  /** The engine does not describe it. */
  readonly "spark.streaming.blockQueueSize": string;
  /** The engine does not describe it. */
  readonly "spark.streaming.checkpoint.directory": string;
  /** The engine does not describe it. */
  readonly "spark.streaming.clock": string;
  /** The engine does not describe it. */
  readonly "spark.streaming.fileStream.minRememberDuration": string;
  /** Any key that begins so. */
  readonly [key: `spark.streaming.kafka.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.streaming.kinesis.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.streaming.receiver.blockStoreTimeout": string;
  /** The engine does not describe it. */
  readonly "spark.streaming.receiverRestartDelay": string;
  /** The engine does not describe it. */
  readonly "spark.streaming.stopSparkContextByDefault": string;
  /** Any key that begins so. */
  readonly [key: `spark.submit.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.task.resource.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.test.${string}`]: string;
  /** The engine does not describe it. */
  readonly "spark.ui.proxyBase": string;
  /** Any key that begins so. */
  readonly [key: `spark.worker.resource.${string}`]: string;
  /** Any key that begins so. */
  readonly [key: `spark.yarn.${string}`]: string;
}
