# shellcheck shell=bash
# Sourced by the steps: goes to the repository, makes its programs ready, and ends at the first error.
set -euo pipefail
# What vouches for the run goes to the sign-in, and to no program that a branch may have changed.
vouchers=(ACTIONS_ID_TOKEN_REQUEST_URL ACTIONS_ID_TOKEN_REQUEST_TOKEN DATABRICKS_OIDC_TOKEN SYSTEM_ACCESSTOKEN)
export -n "${vouchers[@]}"
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# No package's script runs. Two have one: "node" would bring a Node, which the pipeline's own stands in for, and
# "protobufjs" compares version numbers.
[ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund
export PATH="$PWD/node_modules/.bin:$PATH"
eval "$(node dev/toolchain/main.ts --exports)"
out="${LAKEWRIGHT_OUT:-.lakewright}"
mkdir -p "$out"

# sign_in STACK: to the stack's workspace, by what the platform vouches for; a token that is set already stays.
# DATABRICKS_HOST_PROD and DATABRICKS_CLIENT_ID_PROD hold for stack prod, DATABRICKS_HOST and so on for all others.
sign_in() {
  local name token suffix
  suffix="$(tr '[:lower:]-' '[:upper:]_' <<<"$1")"
  for name in DATABRICKS_HOST DATABRICKS_CLIENT_ID; do
    local own="${name}_$suffix"
    if [ -n "${!own:-}" ]; then export "$name=${!own}"; fi
  done
  token="$(export "${vouchers[@]}" && node ci/steps/sign-in.ts)"
  [ -n "$token" ] || return 0
  if [ "${GITHUB_ACTIONS:-}" = true ]; then echo "::add-mask::$token"; fi
  export DATABRICKS_TOKEN="$token"
}

# run_link: where this run, and the files it keeps, can be looked at; nothing outside of a platform.
run_link() {
  if [ -n "${GITHUB_RUN_ID:-}" ]; then
    echo "$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"
  elif [ -n "${CI_JOB_URL:-}" ]; then
    echo "$CI_JOB_URL"
  elif [ -n "${BUILD_BUILDID:-}" ]; then
    echo "$SYSTEM_TEAMFOUNDATIONCOLLECTIONURI$SYSTEM_TEAMPROJECTID/_build/results?buildId=$BUILD_BUILDID"
  fi
}

# usage TEXT COUNT ARGUMENTS…: ends with 2 unless there are COUNT arguments or more.
usage() {
  local text="$1" count="$2"
  shift 2
  if [ "$#" -lt "$count" ] || [[ "${1:-}" == -* ]]; then
    echo "usage: $text" >&2
    exit 2
  fi
}
