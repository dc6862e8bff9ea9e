# `make demo` and `make test` do everything on a fresh machine with Python ≥ 3.11; nothing else has to be installed first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Articles marked by hand, and the figures that must not fall on them.
GOLD ?= data/gold
FLOORS ?= $(GOLD)/floors.json

.PHONY: demo test lint gate bench soak docs clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("estrattore needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed
	$(BIN)/estrattore extract data/raw --out data/out
	$(BIN)/estrattore show data/out --rows 5

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

gate: $(VENV)/.installed
	$(BIN)/estrattore evaluate $(GOLD) --floor $(FLOORS)

test: lint gate
	$(BIN)/python -m pytest

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed
	$(BIN)/mkdocs build --strict --quiet
	@echo "Open site/index.html in a browser."

soak: $(VENV)/.installed
	$(BIN)/python -m pytest tests/soak -m soak -s

clean:
	rm -rf $(VENV) build dist site
