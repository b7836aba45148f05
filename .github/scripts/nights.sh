#!/usr/bin/env bash
# Keeps runs only as long as the policy says, where it says it; then tells whether the store has a run (`any`), and one to compare it with (`several`).
set -euo pipefail
toegang="${RUNNER_TEMP:-/tmp}/toegang/bin/toegang"
"$toegang" runs prune --policy "$INPUT_POLICY" --store "$STORE" || [[ $? -eq 2 ]]
runs="$("$toegang" runs list --policy "$INPUT_POLICY" --store "$STORE" | grep -cE '^[0-9]{4}-[0-9]{2}-[0-9]{2}T' || true)"
{
  echo "any=$([[ "$runs" -ge 1 ]] && echo true || echo false)"
  echo "several=$([[ "$runs" -ge 2 ]] && echo true || echo false)"
} >>"$GITHUB_OUTPUT"
