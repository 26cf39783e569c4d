#!/usr/bin/env bash
# Build sdist and wheel, install the wheel in an empty environment, try it from afar.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
python=$root/.venv/bin/python
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# The wheel is built from the sdist, so both are tried.
"$python" -m build --outdir "$place/dist" "$root" >"$place/build.log" 2>&1 ||
  { tail -n 30 "$place/build.log" >&2; exit 1; }
ls -l "$place/dist" | awk 'NR > 1 {print $5, $NF}'
"$python" -m venv "$place/venv"
# Build machines may hand the sources down in PYTHONPATH; they are to be out of reach.
unset PYTHONPATH
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  "$place"/dist/*.whl
cd "$place"
"$place/venv/bin/python" -I "$root/tools/wheel_contents.py" "$root"
"$place/venv/bin/infoverify" demo --lang en | tail -n 3
"$place/venv/bin/infoverify" rules test | tail -n 1
