# Wat een ontwikkelaar doet. CI doet hetzelfde (.ci/run).
SHELL := /bin/bash
.DEFAULT_GOAL := help
.NOTPARALLEL:
.ONESHELL:
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-print-directory

V        ?= .venv
PY       := $(V)/bin/python
KT_PORT  ?= 8000
KT_DATA  ?= var/demo
BENCH    ?= alles
PROEF    ?= alles
TESTS    ?= tests
ARGS     ?=
export KT_PORT KT_DATA
export KT_VENV := $(V)
export PYTHONUNBUFFERED := 1

DEMO_KLAAR   := $(V)/.stempel-demo
DEV_KLAAR    := $(V)/.stempel-dev
ASSETS_KLAAR := $(V)/.stempel-assets
ASSETS_UIT   := platform/keukentafel/static/keukentafel
ASSETS_BRON  := package.json package-lock.json $(shell find platform/keukentafel/assets -type f 2>/dev/null)

.PHONY: help demo demo-reset test lint format assets bench proef lock migrations dev

help:  ## deze lijst
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(DEMO_KLAAR) $(ASSETS_KLAAR)  ## alles opzetten en draaien op http://localhost:8000 (KT_PORT, KT_DATA)
	@exec $(PY) -m keukentafel.launcher demo

demo-reset: $(DEMO_KLAAR)  ## de gegevens van de demo weggooien
	@exec $(PY) -m keukentafel.launcher demo-reset

test: $(DEV_KLAAR) $(ASSETS_KLAAR)  ## alle tests (TESTS=pad, ARGS=extra voor pytest)
	@deploy/scripts/testmachine.sh
	KT_MODUS=test $(PY) -m pytest -n auto --dist worksteal --durations=40 --durations-min=8 $(TESTS) $(ARGS)

lint: $(DEV_KLAAR)  ## stijl, typen, verdiepingen, veiligheid
	@fout=0
	$(V)/bin/ruff check --output-format=concise . || fout=1
	$(V)/bin/ruff format --check --quiet . || fout=1
	$(V)/bin/lint-imports --no-cache --no-logo || fout=1
	$(V)/bin/mypy || fout=1
	$(V)/bin/bandit -q --severity-level high -c pyproject.toml -r platform/keukentafel tenants support billing modules || fout=1
	exit $$fout

format: $(DEV_KLAAR)  ## opmaak rechtzetten
	@$(V)/bin/ruff check --fix .
	$(V)/bin/ruff format .

assets: $(ASSETS_KLAAR)  ## css, js, lettertype en iconen bouwen
	@echo "De assets staan in $(ASSETS_UIT)."

bench: $(DEV_KLAAR) $(ASSETS_KLAAR)  ## metingen, een JSON-regel per meting (BENCH=groep)
	@exec $(PY) -m bench $(BENCH)

proef: $(DEV_KLAAR) $(ASSETS_KLAAR)  ## de lange proeven (PROEF=groep)
	@deploy/scripts/proef.sh $(PROEF)

migrations: $(DEV_KLAAR)  ## ontbreekt er een migratie?
	@KT_MODUS=test $(PY) -m keukentafel makemigrations --check --dry-run

dev: $(DEV_KLAAR) $(ASSETS_KLAAR)  ## alleen de omgeving klaarzetten

lock: $(DEV_KLAAR)  ## de vastgelegde versies vernieuwen
	@deploy/scripts/lock.sh

$(DEMO_KLAAR): requirements.lock pyproject.toml deploy/scripts/omgeving.sh
	@deploy/scripts/omgeving.sh requirements.lock $(DEMO_KLAAR)

$(DEV_KLAAR): requirements-dev.lock requirements.lock pyproject.toml deploy/scripts/omgeving.sh
	@deploy/scripts/omgeving.sh requirements-dev.lock $(DEV_KLAAR) $(DEMO_KLAAR)

$(ASSETS_KLAAR): $(ASSETS_BRON) deploy/scripts/assets.sh $(if $(wildcard $(ASSETS_UIT)/*),,ONTBREEKT) | $(if $(wildcard $(DEV_KLAAR)),,$(DEMO_KLAAR))
	@deploy/scripts/assets.sh $(ASSETS_UIT) $(ASSETS_KLAAR)

.PHONY: ONTBREEKT
ONTBREEKT:
