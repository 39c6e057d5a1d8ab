# Grapevine's build. `make` alone lists the targets; each is a few lines, the work is in scripts/.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench demo docs lock

PY := .venv/bin/python

help: ## List the targets (this list)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Make .venv and install the locked, hashed dependencies; a second time it takes under a second
	@scripts/setup runtime

PORT ?= 8000

run: ## Set up, fill a demo chapter on the first start, serve on 127.0.0.1:8000 (PORT=...) with the worker
	@scripts/setup runtime
	@exec .venv/bin/grapevine serve --first-start-demo --port $(PORT)

test: ## Every test: rules, domain, interfaces, journeys in a real browser, both databases
	@scripts/test

check: ## The quick look before a commit: lint, types, import contracts, rules
	@scripts/check

bench: ## Every bar of the methods and the pages with the figure reached, in one table (it also stands in build/bench/)
	@scripts/setup dev
	@$(PY) -m bench

demo: ## Put the demo chapter into the database of GRAPEVINE_HOME
	@scripts/setup runtime
	@.venv/bin/grapevine demo

docs: ## Check that docs/ agrees with the code: settings, commands, routes, decisions
	@scripts/setup dev
	@$(PY) -m pytest -q tests/house -k "documented or decision or link"

lock: ## Resolve the dependencies anew and write requirements/*.txt with hashes
	@scripts/setup dev
	@scripts/lock
