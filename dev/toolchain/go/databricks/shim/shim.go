// Package shim opens the constructors of the upstream provider, which lie under its internal/ folders. Go lets a
// package import another's internal/ by import path alone, so this module's path must stay below the upstream's.
package shim

import (
	pfprovider "github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"

	"github.com/databricks/terraform-provider-databricks/internal/providers/pluginfw"
	"github.com/databricks/terraform-provider-databricks/internal/providers/sdkv2"
)

// SDKv2 is the part of the provider written on Terraform's older plugin SDK: nearly all resources.
func SDKv2() *schema.Provider { return sdkv2.DatabricksProvider() }

// Framework is the part written on Terraform's newer plugin framework.
func Framework() pfprovider.Provider { return pluginfw.GetDatabricksProviderPluginFramework() }
