# `make test` and `make demo` ask for Python 3.11 or newer and nothing else: the first run makes
# .venv and installs into it what requirements.lock names, each file checked against its hash.

PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; exit; }; done; echo python3)
VENV ?= .venv
BIN := $(VENV)/bin
LOCKED := $(VENV)/locked
STAMP := $(VENV)/installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
SOURCES := src tests evaluation benchmarks

.DEFAULT_GOAL := test
.PHONY: test check lint types layers unit demo evaluate bench lock clean

## everything that has to hold before a change is taken
test: lint types layers unit
check: test

lint: $(STAMP)
	@$(BIN)/ruff format --check --output-format concise $(SOURCES)
	@$(BIN)/ruff check --output-format concise $(SOURCES)

types: $(STAMP)
	@$(BIN)/mypy

layers: $(STAMP)
	@$(BIN)/lint-imports --no-logo

unit: $(STAMP)
	@$(BIN)/pytest --quiet

## firsthand on its own fictional sample
demo: $(STAMP)
	@$(BIN)/firsthand demo

## figures on labelled data against the floors; says so and ends where the data is not there
evaluate: $(STAMP)
	@$(BIN)/python -m evaluation $(ARGS)

bench: $(STAMP)
	@$(BIN)/python -m benchmarks $(ARGS)

## versions for what pyproject.toml asks, with the hashes of their files; newer ones: make lock ARGS=--upgrade
lock: $(STAMP)
	@$(BIN)/uv --version >/dev/null 2>&1 || $(PIP) install uv
	@$(BIN)/uv pip compile pyproject.toml --extra all --group dev --universal --python-version 3.11 \
		--generate-hashes --no-config --quiet --custom-compile-command "make lock" \
		--default-index https://pypi.org/simple --no-emit-index-url --no-emit-find-links \
		--output-file requirements.lock $(ARGS)

# two steps, so that a change of pyproject.toml costs seconds
$(LOCKED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "firsthand needs Python 3.11 or newer, and $(PYTHON) is not; name another: make PYTHON=python3.12" >&2; exit 1; }
	@echo "1/3 making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear $(VENV)
	@echo "2/3 installing $$(grep -c '==' requirements.lock) packages from requirements.lock (some 300 MB, a minute or two)"
	@$(PIP) install --require-hashes --only-binary :all: --requirement requirements.lock
	@touch $@

$(STAMP): $(LOCKED) pyproject.toml
	@echo "3/3 installing firsthand"
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
