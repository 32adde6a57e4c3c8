#!/usr/bin/env bash
# Everything that must hold before a change goes in, cheapest first; or only the steps named.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin
tests=cerchia.config.settings_test

format() { $bin/ruff format --check --quiet .; }
lint() { $bin/ruff check --quiet . && tools/templates.sh; }
types() { $bin/mypy; }
contracts() { $bin/lint-imports --no-cache; }
deploy() { tools/deploy_check.sh; }
migrations() { DJANGO_SETTINGS_MODULE=$tests $bin/python manage.py makemigrations --check --dry-run; }
templates() { DJANGO_SETTINGS_MODULE=$tests $bin/python tools/templates.py; }
messages() { $bin/python tools/messages.py check; }

failed=()
for step in ${@:-format lint types contracts deploy migrations templates messages}; do
  if output=$($step 2>&1); then
    echo "ok      $step"
  else
    echo "$output"
    echo "FAILED  $step"
    failed+=("$step")
  fi
done
[ ${#failed[@]} -eq 0 ] || { echo "Not in order: ${failed[*]}"; exit 1; }
