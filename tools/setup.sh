#!/usr/bin/env bash
# Makes or updates .venv from the hash-locked requirements: "app" what the product needs, "dev" what its tests need too.
set -euo pipefail
cd "$(dirname "$0")/.."
set_name=$1
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Cerchia needs Python 3.11 or newer; $python is $("$python" -V 2>&1)." >&2
  exit 1
fi
if [ ! -x .venv/bin/pip ]; then
  echo "Making .venv"
  "$python" -m venv .venv || { echo "Install the package python3-venv first." >&2; exit 1; }
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check --no-input "$@"; }
lock=requirements/$set_name.txt
hash=$("$python" -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$lock")
stamp=.venv/.$set_name-installed

if [ "$(cat "$stamp" 2>/dev/null)" != "$hash" ]; then
  echo "Installing $(grep -c '^[a-z0-9].*==' "$lock") packages of $lock"
  pip install -qq --progress-bar off --no-compile --require-hashes --only-binary :all: -r "$lock" &
  job=$!
  SECONDS=0
  while kill -0 "$job" 2>/dev/null; do
    sleep 1
    if [ $((SECONDS % 5)) -eq 0 ]; then echo "  … ${SECONDS} s"; fi
  done
  wait "$job"
fi
if [ "$set_name" = app ]; then
  pip install -qq --no-build-isolation --no-deps --no-index -e .
fi
echo "$hash" > "$stamp"
