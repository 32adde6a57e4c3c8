SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup lock run demo test check bench format lint types contracts messages clean

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
export DJANGO_SETTINGS_MODULE ?= cerchia.config.settings

help: ## every target in one line
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

APP := .venv/.app-installed
DEV := .venv/.dev-installed

$(APP): requirements/app.txt pyproject.toml tools/setup.sh
	@PYTHON="$(PYTHON)" tools/setup.sh app

$(DEV): requirements/dev.txt $(APP)
	@PYTHON="$(PYTHON)" tools/setup.sh dev

MESSAGES := .venv/.messages-compiled
CATALOGUES := $(wildcard src/cerchia/locale/*/LC_MESSAGES/*.po)

$(MESSAGES): $(CATALOGUES) $(APP)
	@$(BIN)/python tools/messages.py compile && touch $@

setup: $(DEV) $(MESSAGES) ## make or update .venv from the locked requirements

demo: $(APP) $(MESSAGES) ## fill the demo edition if it is not there and serve it (PORT=8000)
	@PORT="$(PORT)" $(BIN)/cerchia demo

lock: ## choose the newest versions that pyproject.toml allows (needs uv)
	@tools/lock.sh

run: $(DEV) $(MESSAGES) ## serve the data folder with Django's own server, which reloads the code (PORT=8000)
	@$(BIN)/python manage.py runserver "127.0.0.1:$(PORT)"

test: $(DEV) $(MESSAGES) ## the whole suite on SQLite, and on PostgreSQL where CERCHIA_TEST_DATABASE names one
	@tools/test.sh

check: $(DEV) $(MESSAGES) ## all that must hold before a change goes in, cheapest first
	@tools/check.sh

bench: $(DEV) $(MESSAGES) ## the benchmarks, one line each: name value unit ratio-to
	@$(BIN)/python -m benchmarks

format: $(DEV) ## lay out the code
	@$(BIN)/ruff format -q . && $(BIN)/ruff check -q --fix .

lint: $(DEV) ## layout and faults of code and templates
	@tools/check.sh format lint

types: $(DEV) ## types
	@tools/check.sh types

contracts: $(DEV) ## who may import whom
	@tools/check.sh contracts

messages: $(DEV) ## gather the texts for the translators and compile them
	@$(BIN)/python tools/messages.py update

clean: ## remove what can be made again; the data folder stays
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	@find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
