#!/usr/bin/env bash
# Previews each stack, and says what the change from LAKEWRIGHT_BASE, a commit, means for them: in $LAKEWRIGHT_OUT
# (.lakewright) <stack>.preview.json and <stack>.update-plan.json from Pulumi, review.md, review.html and review.json.
# Ends with 1 where a preview failed; the review then says so too.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
usage "plan.sh STACK…" 1 "$@"

base=""
if [ -n "${LAKEWRIGHT_BASE:-}" ]; then
  base="$out/base"
  git worktree prune
  [ ! -e "$base" ] || git worktree remove --force "$base"
  git worktree add --quiet --detach "$base" "$LAKEWRIGHT_BASE"
  ln -s "$PWD/node_modules" "$base/node_modules"
fi

failed=()
for stack in "$@"; do
  echo "previewing $stack"
  (
    sign_in "$stack"
    pulumi stack select "$stack"
    pulumi preview --json --save-plan "$out/$stack.update-plan.json" >"$out/$stack.preview.json"
  ) || failed+=("$stack")
  npx lakewright plan --stack "$stack" --json >"$out/$stack.head.json" || rm -f "$out/$stack.head.json"
  if [ -n "$base" ]; then
    (cd "$base" && node cli/lakewright.js plan --stack "$stack" --json) >"$out/$stack.base.json" ||
      rm -f "$out/$stack.base.json"
  fi
done

npx lakewright review --folder "$out" "$@"
if [ "${#failed[@]}" -gt 0 ]; then
  echo "the preview of ${failed[*]} failed" >&2
  exit 1
fi
