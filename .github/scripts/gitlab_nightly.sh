#!/usr/bin/env bash
# A night in GitLab: collect and check, then drift where there is a night before, told in one confidential issue; the check decides how the job ends.
set -euo pipefail
here="$(dirname "$0")"
python="$VENV/bin/python"
export GITHUB_OUTPUT="$(mktemp)" STORE="$INPUT_STORE" RUNNER_TEMP="$(dirname "$VENV")"

INPUT_COMMAND=collect+check INPUT_FORMATS="gitlab junit markdown html json" "$python" "$here/run.py"
verdict=0
"$python" "$here/verdict.py" || verdict=$?
bash "$here/nights.sh"
if [[ "$verdict" != 2 && "$verdict" != 4 ]] && grep -qx several=true "$GITHUB_OUTPUT"; then
  INPUT_COMMAND=drift "$python" "$here/run.py"
  [[ -z "${TOKEN:-}" ]] || INPUT_POST=issue "$python" "$here/post.py"
  drift=0
  "$python" "$here/verdict.py" || drift=$?
  [[ "$verdict" != 0 ]] || verdict="$drift"
fi
exit "$verdict"
