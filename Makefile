# `make demo` and `make test` do everything on a fresh machine with Python ≥ 3.11; nothing else has to be installed first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Articles marked by hand, and the figures that must not fall on them.
GOLD ?= data/gold
FLOORS ?= $(GOLD)/floors.json

.PHONY: demo test lint audit gate facts bench soak docs clean

$(VENV)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("estrattore needs Python 3.11 or newer: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(VENV)/.installed
	$(BIN)/estrattore extract data/raw --out data/out
	$(BIN)/estrattore show data/out --rows 5
	$(BIN)/estrattore report data/out

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	@$(MAKE) --no-print-directory audit

# Known holes in the pins, as far as an index that knows them can be reached.
audit: $(VENV)/.installed
	@$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip --progress-spinner off --timeout 5 > $(VENV)/audit.txt 2>&1; \
	if grep -q "^Found" $(VENV)/audit.txt; then cat $(VENV)/audit.txt; exit 1; \
	elif grep -q "^No known" $(VENV)/audit.txt && ! grep -q "could not be audited" $(VENV)/audit.txt; then echo "No known holes in the pins."; \
	else echo "Pins were not all audited: the index of known holes cannot be reached, or does not know them."; fi

gate: $(VENV)/.installed
	$(BIN)/estrattore evaluate $(GOLD) --floor $(FLOORS)

# Weights of the facts from the labelled passages in data/facts; TEXTS=FOLDER adds real ones, which lie outside the project.
facts: $(VENV)/.installed
	$(BIN)/python -m training.facts $(if $(TEXTS),--texts $(TEXTS))

test: lint gate
	$(BIN)/python -m pytest

bench: $(VENV)/.installed
	$(BIN)/python -m benchmarks

docs: $(VENV)/.installed
	$(BIN)/mkdocs build --strict --quiet
	@echo "Open site/index.html in a browser."

soak: $(VENV)/.installed
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest tests/soak -m soak -s

clean:
	rm -rf $(VENV) build dist site
