#!/usr/bin/env bash
# What Django and we ask of an installation that is open to others, on one made up for the purpose.
set -euo pipefail
cd "$(dirname "$0")/.."
CERCHIA_DATA=$(mktemp -d)
trap 'rm -rf "$CERCHIA_DATA"' EXIT
key() { .venv/bin/python -c "import secrets; print(secrets.token_urlsafe($1))"; }
CERCHIA_SECRET_KEY=$(key 64)
CERCHIA_DATA_KEY=$(key 32)
export CERCHIA_DATA CERCHIA_SECRET_KEY CERCHIA_DATA_KEY CERCHIA_HOSTS=cerchia.example
unset CERCHIA_DATABASE CERCHIA_TODAY CERCHIA_DEBUG CERCHIA_HTTPS
DJANGO_SETTINGS_MODULE=cerchia.config.settings .venv/bin/python manage.py \
  check --deploy --fail-level WARNING
