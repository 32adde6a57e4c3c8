#!/usr/bin/env bash
# Writes requirements/ anew from the ranges in pyproject.toml, with hashes and for every platform.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v uv > /dev/null || { echo "Locking needs uv: pip install uv" >&2; exit 1; }
lock() {
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
    --no-annotate --no-emit-index-url --no-emit-find-links --upgrade "$@"
}
lock --group build pyproject.toml --output-file requirements/app.txt
lock --group build --group dev --extra postgres --constraint requirements/app.txt pyproject.toml \
  --output-file requirements/dev.txt
lock requirements/peers.in --output-file requirements/peers.txt
