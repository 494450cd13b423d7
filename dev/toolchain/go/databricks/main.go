// Program pulumi-resource-databricks is the Databricks provider plugin for Pulumi, over the same Terraform provider
// as the official plugin. It reads schema.json and bridge-metadata.json from beside its executable;
// `pulumi-resource-databricks --write-schema DIR` writes them, so one build makes and serves them.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	_ "databricks-plugin/quiet"

	"github.com/databricks/terraform-provider-databricks/shim"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/pf/tfgen"
	bridge "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge"
	"github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfbridge/tokens"
	shimv2 "github.com/pulumi/pulumi-terraform-bridge/v3/pkg/tfshim/sdk-v2"
)

const (
	schemaFile   = "schema.json"
	metadataFile = "bridge-metadata.json"
)

// version is set by the linker, from the one place that holds versions.
var version = "0.0.0"

func main() {
	if len(os.Args) == 3 && os.Args[1] == "--write-schema" {
		writeSchema(os.Args[2])
		return
	}
	folder := executableFolder()
	metadata := read(folder, metadataFile)
	tfbridge.MainWithMuxer(context.Background(), "databricks", provider(metadata), read(folder, schemaFile))
}

func provider(metadata []byte) bridge.ProviderInfo {
	ctx := context.Background()
	info := bridge.ProviderInfo{
		P:            tfbridge.MuxShimWithDisjointgPF(ctx, shimv2.NewProvider(shim.SDKv2()), shim.Framework()),
		Name:         "databricks",
		Version:      version,
		GitHubOrg:    "databricks",
		MetadataInfo: bridge.NewProviderMetadata(metadata),
		// Both have an input called "id", which Pulumi keeps for itself.
		IgnoreMappings: []string{"databricks_library", "databricks_quality_monitor"},
	}
	info.MustComputeTokens(tokens.SingleModule("databricks_", "index", tokens.MakeStandard("databricks")))
	info.SetAutonaming(255, "-")
	return info
}

// writeSchema lends the generator its command line: it has no other door. It writes the metadata as well, to
// MetadataInfo.Path below the same folder.
func writeSchema(folder string) {
	os.Args = []string{os.Args[0], "schema", "--out", folder}
	tfgen.MainWithMuxer("databricks", provider([]byte("{}")))
}

func executableFolder() string {
	path, err := os.Executable()
	if err != nil {
		fail(err)
	}
	// The plugin folder may hold a link to the built program; the files lie beside the program itself.
	path, err = filepath.EvalSymlinks(path)
	if err != nil {
		fail(err)
	}
	return filepath.Dir(path)
}

func read(folder, name string) []byte {
	content, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		fail(fmt.Errorf("%w\n%s must lie beside the program; write it with: pulumi-resource-databricks --write-schema DIR", err, name))
	}
	return content
}

func fail(err error) {
	fmt.Fprintf(os.Stderr, "pulumi-resource-databricks: %v\n", err)
	os.Exit(1)
}
