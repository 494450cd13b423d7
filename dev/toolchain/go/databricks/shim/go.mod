module github.com/databricks/terraform-provider-databricks/shim

go 1.26.0

require github.com/databricks/terraform-provider-databricks v1.80.0
