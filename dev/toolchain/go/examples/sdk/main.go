// Writes the package of a plugin's schema in one language: sdk LANGUAGE SCHEMA_FILE FOLDER. It is what
// `pulumi package gen-sdk --local` writes, by the same generators. The command itself asks the language
// host, and the last ones that can be built by themselves are older than that request.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/pulumi/pulumi/pkg/v3/codegen/nodejs"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

type generator func(*schema.Package) (map[string][]byte, error)

var generators = map[string]generator{
	"nodejs": func(pkg *schema.Package) (map[string][]byte, error) {
		return nodejs.GeneratePackage("lakewright", pkg, nil, nil, true, nil)
	},
	"python": func(pkg *schema.Package) (map[string][]byte, error) {
		return python.GeneratePackage("lakewright", pkg, nil, nil)
	},
}

func main() {
	if len(os.Args) != 4 {
		fail("usage: sdk LANGUAGE SCHEMA_FILE FOLDER")
	}
	generate, known := generators[os.Args[1]]
	if !known {
		fail("LANGUAGE is nodejs or python")
	}
	if err := write(generate, os.Args[2], os.Args[3]); err != nil {
		fail(err.Error())
	}
}

func write(generate generator, schemaFile, folder string) error {
	text, err := os.ReadFile(schemaFile)
	if err != nil {
		return err
	}
	var spec schema.PackageSpec
	if err := json.Unmarshal(text, &spec); err != nil {
		return fmt.Errorf("%s: %w", schemaFile, err)
	}
	// Checks the schema against Pulumi's own schema of schemas as well.
	pkg, diagnostics, err := schema.BindSpec(spec, nil, schema.ValidationOptions{})
	if err != nil {
		return fmt.Errorf("%s: %w", schemaFile, err)
	}
	// A warning too: nothing in a schema of our own is to be passed over.
	if len(diagnostics) > 0 {
		return fmt.Errorf("%s: %w", schemaFile, diagnostics)
	}
	files, err := generate(pkg)
	if err != nil {
		return err
	}
	for name, content := range files {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, content, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, message)
	os.Exit(1)
}
