#!/usr/bin/env bash
# What is known against the locked dependencies, and whether they are what their publishers signed.
set -euo pipefail
npm ci --ignore-scripts
npm audit --omit=dev --audit-level=high
npm audit signatures
