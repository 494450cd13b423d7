#!/bin/sh
# Started by the Pulumi engine, from wherever the archive was unpacked.
# DEP0190: how the Databricks SDK calls "az". The engine shows whatever a plugin writes to its standard error.
exec node --disable-warning=DEP0190 "$(dirname "$0")/lib/bundle/start.js" "$@"
