"""The newest state of a Delta table as Delta itself computes it, with a Spark job where it must."""

from delta_log import State
from session import activate, option, scala_object, to_dict, to_list
from tokens import read_name, tokenize

_CLUSTERING = "org.apache.spark.sql.delta.skipping.clustering.ClusteringColumnInfo"


def snapshot_state(spark, path):
    jvm = spark.sparkContext._jvm
    activate(spark, spark._jsparkSession)
    log = jvm.org.apache.spark.sql.delta.DeltaLog.forTable(spark._jsparkSession, path)
    snapshot = log.update(False, jvm.scala.Option.empty(), jvm.scala.Option.empty())
    metadata, protocol = snapshot.metadata(), snapshot.protocol()
    features = _names(spark, protocol.writerFeatures())
    return State(
        id=metadata.id(),
        description=metadata.description(),
        schema_json=metadata.schemaString(),
        partitions=to_list(spark, metadata.partitionColumns()),
        configuration=to_dict(spark, metadata.configuration()),
        created=option(metadata.createdTime()),
        protocol={
            "minReaderVersion": protocol.minReaderVersion(),
            "minWriterVersion": protocol.minWriterVersion(),
            "readerFeatures": _names(spark, protocol.readerFeatures()),
            "writerFeatures": features,
        },
        clustering=_keys(spark, snapshot) if "clustering" in features else None,
    )


def _keys(spark, snapshot):
    names = to_list(spark, scala_object(spark, _CLUSTERING).extractLogicalNames(snapshot))
    return [read_name(tokenize(name), 0)[0] for name in names]


def _names(spark, optional_set):
    if optional_set.isEmpty():
        return []
    return list(spark.sparkContext._jvm.scala.jdk.javaapi.CollectionConverters.asJava(optional_set.get()))
