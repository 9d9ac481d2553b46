# Everything starts here: `make help`. Works from any folder by `make -C`.
PYTHON ?= python3
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test lint fmt lock clean setup setup-dev

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-6s %s\n", $$1, $$2}' Makefile

run: setup ## install, prepare a demonstration city, start everything (PORT=8000), Ctrl-C stops it
	@exec .venv/bin/surga run

test: setup-dev ## check the code, then run every test on SQLite and on PostgreSQL
	@exec .venv/bin/python -m scripts.test

lint: setup-dev ## check the code without running the tests
	@exec .venv/bin/python -m scripts.test --lint

fmt: setup-dev ## put the code into its form
	@.venv/bin/ruff check --fix-only --quiet . && .venv/bin/ruff format .

lock: setup-dev ## pin the newest packages that requirements/*.in allow
	@exec .venv/bin/python -m scripts.lock

clean: ## remove what was installed and made (not var/, where the data is)
	@rm -rf .venv .venv-tools build .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .coverage .coverage.*
	@find surga scripts sandbox tests -name __pycache__ -prune -exec rm -rf {} + ; find surga -name '*.mo' -delete

setup: python-at-hand
	@$(PYTHON) -m scripts.bootstrap

setup-dev: python-at-hand
	@$(PYTHON) -m scripts.bootstrap --dev

.PHONY: python-at-hand
python-at-hand:
	@$(PYTHON) -c '' 2>/dev/null || { echo "Surga needs a Python to start with (3.11 or newer): install python3, or say PYTHON=/path/to/python." >&2; exit 1; }
