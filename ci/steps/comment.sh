#!/usr/bin/env bash
# Puts the review that plan.sh wrote under the pull request, as the one comment that each run writes anew. Needs Node,
# and nothing of the branch.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
review="${LAKEWRIGHT_OUT:-.lakewright}/review.md"
if [ -f "$review" ]; then node ci/steps/comment.ts "$review"; fi
