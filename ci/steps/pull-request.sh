#!/usr/bin/env bash
# What a pull request changes, as one comment under it that each run writes anew. LAKEWRIGHT_BASE is the commit that it
# is to be merged into. Ends with 1 where a preview failed.
here="$(dirname "${BASH_SOURCE[0]}")"
status=0
bash "$here/plan.sh" "$@" || status=$?
[ "$status" -ne 2 ] || exit 2
source "$here/environment.sh"
if [ -f "$out/review.md" ]; then node ci/steps/comment.ts "$out/review.md"; fi
exit "$status"
