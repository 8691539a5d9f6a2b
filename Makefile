# Everything that is done with a checkout of Marsad. Python 3.11 or later and make are all it needs; `make lock` also wants uv.
#
#   make dashboard   build .venv, fill the demo database from seeds/ and invented articles, serve on 127.0.0.1:8501
#   make demo        the same
#   make test        build .venv with the test tools, run the tests
#   make check       linters, types, floors, hashes, tests: what must pass before a commit
#   make check-full  the same, and data rebuilt and compared, and the bench
#   make wheel       a wheel in dist/ whose readers are compiled, for this system and Python; needs a C compiler
#   make install | data | data-check | compiled | bench | bench-store | fuzz | kills | lock | clean

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
CACHE := .cache
PIP_INSTALL := -m pip --disable-pip-version-check install --quiet
LOCKED := $(PIP_INSTALL) --require-hashes -r
UV ?= uv
COMPILE := $(UV) pip compile --quiet --universal --generate-hashes --no-header pyproject.toml
# Two at a time or more: a file of tests is one process's, for its tests share what they set up.
PYTEST := $(PY) -m pytest -n auto --maxprocesses=4 --dist=loadfile
CHECKED := geo tests tools dashboard.py hatch_build.py

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: help install wheel compiled dev dashboard demo test check static gold check-full bench bench-ui bench-store fuzz kills data data-check lock clean

help:
	@sed -n '3,10s/^# *//p' Makefile

# A stamp in each environment is younger than the lock it was built from; a change of lock or pyproject.toml builds again.
install: $(VENV)/run.stamp
dev: $(VENV)/dev.stamp

# $(call make_venv,folder): find a Python that is new enough, and say one clear sentence if there is none or it cannot make environments.
define make_venv
@set -e; found=; for python in $(PYTHON) python3 python3.13 python3.12 python3.11 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; done; \
if [ -z "$$found" ]; then \
	echo "Marsad needs Python 3.11 or later, and none was found; install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; fi; \
if ! $$found -c 'import ensurepip, venv' 2>/dev/null; then \
	echo "$$found cannot make virtual environments (on Debian and Ubuntu: install its -venv package, e.g. python3-venv), then try again." >&2; \
	exit 1; fi; \
echo "Building $(1) with $$($$found --version)"; mkdir -p "$$(dirname "$(1)")"; $$found -m venv --clear "$(1)"
endef

$(VENV)/made.stamp:
	$(call make_venv,$(VENV))
	@touch $@

$(VENV)/run.stamp: requirements.lock pyproject.toml hatch_build.py | $(VENV)/made.stamp
	@echo "Installing the locked packages (a minute or two the first time)"
	@$(PY) $(LOCKED) requirements.lock
	@$(PY) $(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock $(VENV)/run.stamp
	@echo "Installing the locked test tools"
	@$(PY) $(LOCKED) requirements-dev.lock
	@touch $@

dashboard demo: install
	@$(BIN)/marsad dashboard --demo

test: dev
	@$(PYTEST)

# The linters first, for they are quick; pytest last, so that its summary ends the output.
check: static gold
	@$(PYTEST) --cov --cov-report=term

static: dev
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(PY) -m tools.check_hashes

# Quality on the annotated texts of tests/gold must not fall below its floors.
gold: dev
	@$(BIN)/marsad score tests/gold --floors tests/gold/floors.toml

# 20,000 damaged inputs through all readers.
fuzz: dev
	$(PY) -m tools.fuzz --inputs 20000

# Kill an ingestion at random moments, and look whether anything is lost or twice.
kills: dev
	$(PY) -m tools.kills --kills 200

# An ingestion of 100,000 invented articles, and what the dashboard asks of 100,000 and of a million incidents.
bench-store: dev
	$(PY) -m tools.bench_store

wheel: dev
	MARSAD_COMPILE=1 $(PY) -m hatchling build -t wheel -d dist

# The compiled wheel, unpacked, must read every text as the source does.
compiled: $(CACHE)/compiled/stamp
	$(PY) -m tools.compiled $(CACHE)/compiled

$(CACHE)/compiled/stamp: $(shell find geo -name '*.py') hatch_build.py | dev
	@echo "Compiling (a minute or two)"
	@rm -rf $(@D) $(CACHE)/wheel
	@MARSAD_COMPILE=1 $(PY) -m hatchling build -t wheel -d $(CACHE)/wheel >/dev/null
	@$(PY) $(PIP_INSTALL) --no-deps --target $(@D) $(CACHE)/wheel/*.whl
	@touch $@

# What takes minutes: rebuild data/ from its sources and compare, the compiled wheel, the race against the naive pipeline, damaged inputs, kills.
check-full: check data compiled bench fuzz kills
	git diff --exit-code --stat -- data

data: $(CACHE)/data-venv/stamp
	$(CACHE)/data-venv/bin/python -m tools.build

data-check: $(CACHE)/data-venv/stamp
	$(CACHE)/data-venv/bin/python -m tools.build --check

bench: $(CACHE)/bench-venv/stamp $(CACHE)/compiled/stamp dev
	$(CACHE)/bench-venv/bin/python -m tools.bench $(CACHE)/compiled
	$(PY) -m tools.bench_dashboard 10000

# The dashboard and the exported map with 10,000 and 100,000 incidents, in a real Chromium beside plain folium.
bench-ui: dev
	$(PY) -m tools.bench_dashboard

$(CACHE)/%-venv/stamp: requirements-%.lock
	$(call make_venv,$(@D))
	@$(@D)/bin/python $(LOCKED) $<
	@touch $@

lock:
	$(COMPILE) --group build -o requirements.lock
	$(COMPILE) --group build --group test --group check -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group bench -c requirements.lock -o requirements-bench.lock
	$(COMPILE) --group data -c requirements.lock -o requirements-data.lock

clean:
	rm -rf $(VENV) $(CACHE) build dist *.egg-info .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
