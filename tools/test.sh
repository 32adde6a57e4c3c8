#!/usr/bin/env bash
# The whole suite on SQLite, then on PostgreSQL where CERCHIA_TEST_DATABASE names one. The
# arguments go to pytest.
set -uo pipefail
cd "$(dirname "$0")/.."
database=${CERCHIA_TEST_DATABASE:-}
unset CERCHIA_TEST_DATABASE
export DJANGO_SETTINGS_MODULE=cerchia.config.settings_test
code=0

run() {
  .venv/bin/python -m pytest --quiet --numprocesses=auto --dist=loadscope "$@"
  local result=$?
  [ $result -eq 0 ] || code=$result
}

[ -n "$database" ] || echo "Left out: PostgreSQL, since CERCHIA_TEST_DATABASE names none."
if command -v chromium chromium-browser google-chrome > /dev/null; then
  echo "Tests on SQLite"
  run "$@"
else
  echo "Left out: the browser journeys, since Chromium is not found."
  echo "Tests on SQLite"
  run -m "not journey" "$@"
fi
if [ -n "$database" ]; then
  echo "Tests on PostgreSQL, without the journeys"
  CERCHIA_TEST_DATABASE=$database run -m "not journey" "$@"
fi
exit $code
