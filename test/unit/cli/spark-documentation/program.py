from pyspark.sql import SparkSession
from pyspark.sql.functions import broadcast

spark = (
    SparkSession.builder.appName("Python Spark SQL basic example")
    .config("spark.some.config.option", "some-value")
    .getOrCreate()
)
spark.conf.set("spark.sql.execution.arrow.pyspark.enabled", "true")
spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "10000")
spark.conf.set("spark.sql.streaming.stateStore.providerClass", "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider")
spark.conf.set("spark.sql.streaming.metricsEnabled", "true")
spark.conf.set("spark.sql.shuffle.partitions", 6)
spark.sql("SET spark.sql.streaming.metricsEnabled=true")
sc.setLocalProperty("spark.scheduler.pool", "pool1")
conf = SparkConf().set("spark.python.profile", "true").setMaster("local[2]")
spark.table("src").join(broadcast(spark.table("records")), "key").show()
spark.table("src").join(spark.table("records").hint("broadcast"), "key").show()
spark.catalog.cacheTable("tableName")
df.write.bucketBy(42, "name").sortBy("age").saveAsTable("people_bucketed")
df.write.partitionBy("favorite_color").bucketBy(42, "name").saveAsTable("people_partitioned_bucketed")
