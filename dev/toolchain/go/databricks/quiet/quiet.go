// Package quiet silences the standard logger before the upstream provider's packages initialise: building their
// schemas they log "[DEBUG] ConflictsWith skipped …" lines, which the engine would show as messages of the plugin.
//
// Go initialises packages sorted by import path as soon as their own imports are ready. This one imports nothing but
// the standard library, and the name of the module it lies in must stay before "github.com" in the alphabet.
package quiet

import (
	"io"
	"log"
)

func init() { log.SetOutput(io.Discard) }
