#!/usr/bin/env bash
# Puts the review where the platform shows it beside the run.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
[ -f "$out/review.md" ] || exit 0
if [ -n "${GITHUB_STEP_SUMMARY:-}" ]; then
  cat "$out/review.md" >>"$GITHUB_STEP_SUMMARY"
elif [ "${TF_BUILD:-}" = True ]; then
  echo "##vso[task.uploadsummary]$PWD/$out/review.md"
else
  cat "$out/review.md"
fi
