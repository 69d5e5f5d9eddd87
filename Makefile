# Everything starts here: `make demo` and `make test` build what they need. Needs git, make and Python 3.11 or newer.
# Another Python: `make test PYTHON=python3.13` (it gets an environment of its own, .venv-3.13).
# Which package index is used is the machine's business: nothing here names one.

PYTHON ?= python3
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
VENV ?= $(if $(filter python3,$(PYTHON)),.venv,.venv-$(VERSION))
NEWEST := .venv-newest
LOCKING := .venv-locking
WORKERS ?= 2

LOCK_3.11 := requirements/python-3.11.txt
LOCK_3.12 := requirements/python-3.12-and-3.13.txt
LOCK_3.13 := $(LOCK_3.12)
LOCK := $(LOCK_$(VERSION))
CONSTRAINED := $(if $(LOCK),--constraint $(LOCK))
# With a lock the build tool is a locked one too; without, pip fetches the one that pyproject.toml asks for.
ISOLATION := $(if $(LOCK),--no-build-isolation)

# Twice quiet: errors only.
PIP := -m pip --disable-pip-version-check --quiet --quiet
BIN := $(VENV)/bin
MADE := $(VENV)/.stamp-$(VERSION)-made
RUN_READY := $(VENV)/.stamp-$(VERSION)-run
TEST_READY := $(VENV)/.stamp-$(VERSION)-test
BROWSER_READY := $(VENV)/.stamp-$(VERSION)-browser
PACKAGED := coopparo_sim tests benchmarks

.DELETE_ON_ERROR:
.PHONY: help demo example-page environment test test-browser test-office test-pdf test-slow test-newest lint format odd bench calibrate lock clean check-python

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):[^#]*## */\1|/' | awk -F'|' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(RUN_READY)  ## run the Copparo baseline; results in results/copparo-baseline
	@$(BIN)/coopparo run scenarios/copparo-baseline.toml --out results/copparo-baseline --force

example-page: $(RUN_READY)  ## the live page of the Copparo baseline in results/copparo-table.html (some 25 minutes; TABLE=--resume goes on)
	@$(BIN)/coopparo table scenarios/copparo-baseline.toml --out results/copparo-table.html $(TABLE)

environment: $(TEST_READY)  ## only build the environment, with what the tests need

test: $(TEST_READY)  ## all checks and all tests but the slow ones
	@checks=0; $(MAKE) --no-print-directory lint || { checks=1; echo "A check of style or types failed (above); the tests follow." >&2; }; \
	tests=0; $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not slow and not benchmark and not browser and not office and not pdf" || tests=1; \
	exit $$((checks | tests))

# Chromium is taken from the machine; as root on Debian or Ubuntu it is installed if missing, else one is told how. CHROMIUM=... names another.
test-browser: $(BROWSER_READY)  ## the live page and the pages for researchers, in a real browser
	@if [ -z "$$CHROMIUM" ] && ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Chromium ..."; apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y chromium >/dev/null; \
	  else echo "Chromium was not found. On Debian: sudo apt-get install chromium; or name it: CHROMIUM=/path make test-browser" >&2; exit 2; fi; fi
	@$(BIN)/python -m pytest -m browser tests/browser

# Pango, which WeasyPrint draws letters with, is taken from the machine; as root on Debian or Ubuntu it is installed if missing, else one is told how.
test-pdf: $(TEST_READY)  ## printed pages: one sheet each, nothing cut off, tagged (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)
	@if ! $(BIN)/python -c 'import weasyprint' 2>/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing Pango ..."; apt-get -qq update && \
	    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 >/dev/null; \
	  else echo "Pango was not found. On Debian: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" >&2; exit 2; fi; fi
	@$(BIN)/python -m pytest -n $(WORKERS) -m pdf tests/unit/paper tests/cli

# LibreOffice is taken from the machine; as root on Debian or Ubuntu it is installed if missing, else one is told how. SOFFICE=... names another.
test-office: $(TEST_READY)  ## the economic plan opened, recalculated and printed by LibreOffice (Debian: libreoffice-calc)
	@if [ -z "$$SOFFICE" ] && ! command -v soffice >/dev/null && ! command -v libreoffice >/dev/null; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Installing LibreOffice Calc ..."; \
	    apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends libreoffice-calc >/dev/null; \
	  else echo "LibreOffice was not found. On Debian: sudo apt-get install libreoffice-calc; or name it: SOFFICE=/path make test-office" >&2; exit 2; fi; fi
	@$(BIN)/python -m pytest -m office tests/office

test-slow: $(TEST_READY)  ## the slow tests too
	@$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not benchmark and not browser and not office and not pdf"

test-newest: check-python  ## tests against the newest versions that pyproject.toml allows
	@rm -rf $(NEWEST)
	@$(PYTHON) -m venv $(NEWEST)
	@echo "Installing the newest versions that pyproject.toml allows in $(NEWEST) ..."
	@$(NEWEST)/bin/python $(PIP) install --upgrade --upgrade-strategy eager --editable '.[test]'
	@$(NEWEST)/bin/python -m pip --disable-pip-version-check list
	@$(NEWEST)/bin/python -m pytest -n $(WORKERS) --dist worksteal -m "not slow and not benchmark and not browser and not office and not pdf"

lint: $(TEST_READY)  ## style and types
	@failed=0; \
	$(BIN)/ruff check . || failed=1; \
	$(BIN)/ruff format --check . || failed=1; \
	$(BIN)/mypy || failed=1; \
	exit $$failed

format: $(TEST_READY)  ## put the code in the house style
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

odd: $(TEST_READY)  ## make the table of parameters in ODD.md anew
	@$(BIN)/python -m coopparo_sim.scenario.documentation

bench: $(TEST_READY)  ## measure times side by side with what one would use instead (some minutes); BENCH=--quick for a first look
	@$(BIN)/python -m benchmarks.compare $(BENCH)

calibrate: $(TEST_READY)  ## fit unknown behaviour to the real campaigns anew (some half an hour on two cores); goes on where it was stopped
	@$(BIN)/python -m coopparo_sim.calibration
	@$(BIN)/python -m coopparo_sim.calibration.choices scenarios results/calibration experiments/calibration/choices.json
	@$(BIN)/python -m coopparo_sim.presentation.figures.fitted experiments/calibration

# A lock is made with the oldest or newest Python it serves: `make lock PYTHON=python3.11`, `make lock PYTHON=python3.13`.
lock: check-python  ## write the lock file of this Python anew
	@test -n "$(LOCK)" || { echo "No lock file is kept for Python $(VERSION): name one at the top of the Makefile." >&2; exit 2; }
	@$(PYTHON) -m venv --clear $(LOCKING)
	@$(LOCKING)/bin/python $(PIP) install 'pip-tools>=7.5,<8'
	@$(LOCKING)/bin/python -m piptools compile --quiet --upgrade --strip-extras --allow-unsafe --extra test --extra browser --extra viz --output-file $(LOCK) \
	  --no-header --annotation-style=line --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options pyproject.toml

clean:  ## remove environments, caches and builds; results stay
	@rm -rf .venv .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	@find $(wildcard $(PACKAGED)) -name __pycache__ -type d -prune -exec rm -rf {} +

check-python:
	@test -n "$(VERSION)" || { echo "'$(PYTHON)' was not found. Install Python 3.11 or newer, or name it: make demo PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "'$(PYTHON)' is Python $(VERSION); 3.11 or newer is needed. Name another: make demo PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
	  { echo "'$(PYTHON)' cannot build environments. On Debian and Ubuntu: sudo apt install python$(VERSION)-venv" >&2; exit 2; }

$(MADE): | check-python
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUN_READY): pyproject.toml $(LOCK) $(MADE)
	@$(if $(LOCK),echo "Installing the locked versions in $(VENV) (a few minutes the first time) ...",\
	  echo "No versions are locked for Python $(VERSION): installing the newest that pyproject.toml allows in $(VENV) ...")
	@$(if $(LOCK),$(BIN)/python $(PIP) install $(CONSTRAINED) setuptools)
	@$(BIN)/python $(PIP) install $(CONSTRAINED) $(ISOLATION) --editable .
	@touch $@

$(TEST_READY): $(RUN_READY)
	@echo "Installing what the tests need in $(VENV) ..."
	@$(BIN)/python $(PIP) install $(CONSTRAINED) $(ISOLATION) --editable '.[test]'
	@touch $@

$(BROWSER_READY): $(TEST_READY)
	@echo "Installing what the tests in a browser need in $(VENV) ..."
	@$(BIN)/python $(PIP) install $(CONSTRAINED) $(ISOLATION) --editable '.[browser,viz]'
	@touch $@
