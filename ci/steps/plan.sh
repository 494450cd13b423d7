#!/usr/bin/env bash
# Previews each stack, and says what the change from LAKEWRIGHT_BASE, a commit, means for them: in $LAKEWRIGHT_OUT
# (.lakewright) <stack>.preview.json and <stack>.update-plan.json from Pulumi, review.md, review.html and review.json.
# Ends with 1 where a preview failed; the review then says so too.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
usage "plan.sh STACK…" 1 "$@"

base=""
# A branch's first push has no commit before it, and one that was forced may have lost it.
if [ -n "${LAKEWRIGHT_BASE:-}" ] && ! git rev-parse --verify --quiet "$LAKEWRIGHT_BASE^{commit}" >/dev/null; then
  echo "there is no commit $LAKEWRIGHT_BASE here; the review does without the plans before the change" >&2
elif [ -n "${LAKEWRIGHT_BASE:-}" ]; then
  base="$out/base"
  git worktree prune
  [ ! -e "$base" ] || git worktree remove --force "$base"
  git worktree add --quiet --detach "$base" "$LAKEWRIGHT_BASE"
  ln -s "$PWD/node_modules" "$base/node_modules"
fi

failed=()
previews=()
plans=()
for stack in "$@"; do
  echo "previewing $stack"
  (
    sign_in "$stack"
    pulumi stack select "$stack"
    pulumi preview --json --save-plan "$out/$stack.update-plan.json" >"$out/$stack.preview.json"
  ) || failed+=("$stack")
  previews+=("$out/$stack.preview.json")
  # A plan that the rules refuse is in the preview's errors; the review does without it.
  if node src/cli/lakewright.js plan --stack "$stack" --json >"$out/$stack.after.json"; then
    plans+=(--after "$out/$stack.after.json")
  fi
  if [ -n "$base" ] &&
    (cd "$base" && node src/cli/lakewright.js plan --stack "$stack" --json) >"$out/$stack.before.json"; then
    plans+=(--before "$out/$stack.before.json")
  fi
done

review() { node src/cli/lakewright.js review "${previews[@]}" "${plans[@]}" "$@"; }
status=0
link="$(run_link)"
review --out "$out/review.md" ${link:+--link "$link"} --html "$out/review.html" || status=$?
review --json --out "$out/review.json" || true
if [ "${#failed[@]}" -gt 0 ]; then
  echo "the preview of ${failed[*]} failed" >&2
  exit 1
fi
exit "$status"
