#!/usr/bin/env bash
# Detects drift of a stack and keeps one issue open as long as there is some. Ends with 1 where not everything could be read.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
usage "drift.sh STACK" 1 "$@"
stack="$1"
sign_in "$stack"
pulumi stack select "$stack"
status=0
node src/cli/lakewright.js drift --stack "$stack" --format markdown >"$out/drift.$stack.md" || status=$?
case "$status" in
  0) node ci/steps/issue.ts --settled "$out/drift.$stack.md" ;;
  2) node ci/steps/issue.ts --title "Drift in $stack" "$out/drift.$stack.md" ;;
  *) exit 1 ;;
esac
