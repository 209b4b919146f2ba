# Everything a person or a machine does with this project, from nothing.
#   make demo    the brief of the Hanoi summit          make test    all tests
#   make check   lint, types, imports, coverage         make bench   speed, beside the peer

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: demo test check bench format clean

demo: .venv/.runtime
	@mkdir -p out
	@$(BIN)/zopa brief examples/hanoi-2019 -o out/hanoi-2019.html

test: .venv/.dev
	@sh scripts/chromium.sh
	$(BIN)/python -m pytest --quiet --numprocesses=auto --cov --cov-report=

check: .venv/.dev .coverage
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy benchmarks/evidence/run.py
	$(BIN)/lint-imports
	$(BIN)/coverage report --fail-under=95 --skip-covered

bench: .venv/.dev
	$(BIN)/python benchmarks/peer/run.py
	$(BIN)/python -m pytest --quiet --benchmark-only --benchmark-columns=min,median,max benchmarks

format: .venv/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .venv-peer out .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis

.coverage:
	$(MAKE) test

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "zopa needs Python 3.11 or newer; set PYTHON=python3.x"; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.runtime: .venv/bin/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

.venv/.dev: .venv/.runtime
	$(PIP) --editable '.[dev]'
	@touch $@
