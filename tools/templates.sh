#!/usr/bin/env bash
# The faults of templates. Their layout is by hand: a formatter puts spaces into people's own words.
set -euo pipefail
cd "$(dirname "$0")/.."
.venv/bin/djlint src --quiet --lint
