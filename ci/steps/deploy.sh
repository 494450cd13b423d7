#!/usr/bin/env bash
# Deploys a stack. With PLAN, a file that plan.sh wrote, nothing happens that was not in it.
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
usage "deploy.sh STACK [PLAN]" 1 "$@"
stack="$1"
sign_in "$stack"
pulumi stack select "$stack"
pulumi up --yes --skip-preview --continue-on-error ${2:+--plan "$2"}
