#!/usr/bin/env bash
# Detects drift of a stack: in $LAKEWRIGHT_OUT (.lakewright) drift.<stack>.md where there is some, and
# settled.<stack>.md where there is none. Ends with 1, and writes neither, where not everything could be read.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
usage "drift.sh STACK" 1 "$@"
stack="$1"
rm -f "$out/drift.$stack.md" "$out/settled.$stack.md"
sign_in "$stack"
pulumi stack select "$stack"
status=0
node src/cli/lakewright.js drift --stack "$stack" --format markdown >"$out/drift.$stack.md" || status=$?
case "$status" in
  0) mv "$out/drift.$stack.md" "$out/settled.$stack.md" ;;
  2) ;;
  *) rm -f "$out/drift.$stack.md" && exit 1 ;;
esac
