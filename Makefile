# make demo   an article in, records out, with a real model on this machine's CPU
# make test   the fast suite, offline, from recorded cassettes
# make check  lint, types, import contracts
# make docs   the documentation's site, in build/site; any warning is an error
# make evaluate  the gate: what each metric must reach on the gold set and on corpora that are here
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
ARTICLE ?= examples/raid-and-roadside-bomb.txt
PUBLISHED ?= 2024-03-11

.PHONY: demo test test-words test-others test-slow slow-pages slow-others chromium check docs evaluate record record-protocols schemas configuration command-line exports reliability wheel clean
.DEFAULT_GOAL := help

# Every process would compile the whole package again: as long as all the rest of its start.
unexport PYTHONDONTWRITEBYTECODE

help:
	@sed -n 's/^# //p' Makefile

# One environment; a stamp for each set of packages in it, renewed when pyproject.toml changes.
$(VENV)/base: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "dateline needs Python 3.11 or newer; say which with make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable .
	@touch $@

$(VENV)/local: $(VENV)/base
	$(BIN)/python -m pip install --quiet --editable ".[local]"
	@touch $@

$(VENV)/test: $(VENV)/base
	$(BIN)/python -m pip install --quiet --editable ".[anthropic,daft,google,parquet,parser,review]" --group test
	@touch $@

$(VENV)/browser: $(VENV)/test
	$(BIN)/python -m pip install --quiet --group browser
	@touch $@

$(VENV)/check: $(VENV)/test
	$(BIN)/python -m pip install --quiet --group check
	@touch $@

$(VENV)/docs: $(VENV)/base
	$(BIN)/python -m pip install --quiet --group docs
	@touch $@

# A cluster of Ray's on this machine, for the slow tests.
$(VENV)/cluster: $(VENV)/test
	$(BIN)/python -m pip install --quiet --editable ".[ray]"
	@touch $@

demo: $(VENV)/local
	$(BIN)/dateline extract $(ARTICLE) --provider local --published $(PUBLISHED)

# In two processes, each for half of the thousands of short tests: a runner that shares them out has
# both collect all of them.
WORDS := $(addprefix tests/,articles copies evaluation events export expressions models pipeline replay \
    survey syntax)
test: $(VENV)/test
	@echo "Two processes, about two minutes; each prints its report when it has ended."
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target test-words test-others

test-words:
	$(BIN)/python -m pytest -m "not slow" $(WORDS)

test-others:
	$(BIN)/python -m pytest -m "not slow" $(addprefix --ignore=,$(WORDS))

# The browser that the slow tests open pages in; they fail without it.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || { \
	  test "$$(id -u)" = 0 || { echo "install Chromium first: apt-get install chromium" >&2; exit 1; }; \
	  apt-get update --quiet && DEBIAN_FRONTEND=noninteractive apt-get install --quiet --yes chromium; }

# In two processes: browsers and pages wait as much as they work.
PAGES := tests/documentation tests/export tests/review tests/cli
test-slow: $(VENV)/local $(VENV)/check $(VENV)/browser $(VENV)/docs $(VENV)/cluster chromium
	$(MAKE) --no-print-directory --jobs=2 --output-sync=target slow-pages slow-others

slow-pages:
	$(BIN)/python -m pytest -m slow $(PAGES)

slow-others:
	$(BIN)/python -m pytest -m slow $(addprefix --ignore=,$(PAGES))

check: $(VENV)/check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: $(VENV)/local
	$(BIN)/python tools/gate.py

docs: $(VENV)/docs
	$(BIN)/python tools/build_docs.py

record: $(VENV)/local $(VENV)/test
	$(BIN)/python -m pytest -m "vcr and not part and not replayed and not gateway" --record-mode=rewrite --allowed-hosts=127.0.0.1,localhost
	cd examples/newsdesk && ../../$(BIN)/python -m pytest -q -p dateline.testing.plugin --record-mode=rewrite

# The cassettes of the protocols that the embedded server does not speak well enough by itself.
# litellm wants other versions of dateline's own packages: an environment of its own, 600 MB.
record-protocols: $(VENV)/local $(VENV)/test
	test -x $(VENV)-gateway/bin/litellm || { $(PYTHON) -m venv $(VENV)-gateway && $(VENV)-gateway/bin/python -m pip install --quiet "litellm[proxy]"; }
	$(BIN)/python tools/record_protocols.py --litellm $(VENV)-gateway/bin/litellm

schemas: $(VENV)/base
	$(BIN)/dateline schema --write schemas

configuration: $(VENV)/base
	$(BIN)/python tools/write_configuration.py

command-line: $(VENV)/base
	$(BIN)/python tools/write_cli.py

exports: $(VENV)/base
	$(BIN)/python tools/write_exports.py

reliability: $(VENV)/test
	$(BIN)/python -m tests.faults.page

wheel: $(VENV)/check
	$(BIN)/python -m build --wheel

clean:
	rm -rf .venv .venv-* dist build
