#!/usr/bin/env bash
# Run the tests with the lowest versions that pyproject.toml declares.
set -euo pipefail
cd "$(dirname "$0")/.."
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

.venv/bin/python -m venv "$place/venv"
"$place/venv/bin/python" - >"$place/lowest.txt" <<'PINS'
import tomllib

with open("pyproject.toml", "rb") as file:
    project = tomllib.load(file)["project"]
for wanted in [*project["dependencies"], *project["optional-dependencies"]["test"]]:
    if ">=" not in wanted:
        raise SystemExit(f"{wanted}: no lowest version declared")
    print(wanted.replace(">=", "=="))
PINS
cat "$place/lowest.txt"
"$place/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
  --requirement "$place/lowest.txt" --editable .
# An oracle is the data of a library's newest release; an old one knows less.
"$place/venv/bin/python" -m pytest -k 'not oracle' "$@"
