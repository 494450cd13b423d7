#!/usr/bin/env bash
# Keeps one issue open for the drift of a stack that drift.sh found, and closes it once there is none. Needs Node alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
out="${LAKEWRIGHT_OUT:-.lakewright}"
stack="${1:-}"
if [ "$#" -ne 1 ] || [[ "$stack" == -* ]]; then
  echo "usage: issue.sh STACK" >&2
  exit 2
fi
if [ -f "$out/drift.$stack.md" ]; then
  node ci/steps/issue.ts --title "Drift in $stack" "$out/drift.$stack.md"
elif [ -f "$out/settled.$stack.md" ]; then
  node ci/steps/issue.ts --settled "$out/settled.$stack.md"
else
  echo "drift.sh could not read all of $stack; its issue stays as it is"
fi
