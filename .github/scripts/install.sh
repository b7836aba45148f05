#!/usr/bin/env bash
# Installs Toegang from this checkout into a virtual environment of its own: every package by the hash in the lock file, Toegang itself from its source.
# VENV: where. REQUIREMENTS: a file with hashes of what else is wanted (a file system for the store in a bucket). EXPECTED: the version that has to be here.
set -euo pipefail
here="$(cd "$(dirname "$0")/../.." && pwd)"
there="$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/pyproject.toml")"
if [[ -n "${EXPECTED:-}" && "$EXPECTED" != "$there" ]]; then
  echo "this is Toegang $there, and $EXPECTED is expected: pin the action to the commit of the release that is meant" >&2
  exit 2
fi
python3 -m venv "$VENV"
pip() { "$VENV/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }
pip install --require-hashes --requirement "$here/locks/action.txt"
if [[ -n "${REQUIREMENTS:-}" ]]; then
  pip install --require-hashes --requirement "$REQUIREMENTS"
fi
pip install --no-deps --no-build-isolation --no-index "$here"
if [[ -n "${GITHUB_PATH:-}" ]]; then
  echo "$VENV/bin" >>"$GITHUB_PATH"
fi
"$VENV/bin/toegang" --version
