#!/usr/bin/env bash
# A merge request in GitLab: what its change of the policy does, in one note; without a token that may write notes, in the report alone.
set -euo pipefail
here="$(dirname "$0")"
"$VENV/bin/python" "$here/run.py"
[[ -z "${TOKEN:-}" ]] || "$VENV/bin/python" "$here/post.py"
"$VENV/bin/python" "$here/verdict.py"
