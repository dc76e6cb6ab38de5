# Two commands do everything on a machine with Python 3.11 or newer: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint bench sample faults fuzz docs clean

demo: $(READY)
	rm -rf out/demo
	@# The made-up share holds a damaged and an encrypted file, so the exit code is 3: incomplete.
	$(BIN)/keysweep demo out/demo || test $$? -eq 3

test: $(READY)
	$(BIN)/pytest --numprocesses auto

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python tests/bench/engine.py
	$(BIN)/python tests/bench/accuracy.py

# Everything that can go wrong, for real; a small disk needs root, a clock that jumps libfaketime.
faults: $(READY)
	$(BIN)/python tests/bench/faults.py $(FAULTS)

# Twenty seconds for each parser of our own.
fuzz: $(READY)
	$(BIN)/python -m tests.bench.fuzz $(FUZZ)

sample: $(READY)
	rm -rf sample_data/share
	$(BIN)/python sample_data/generate.py sample_data

docs: $(READY)
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) out

# The environment is made anew whenever what it must hold has changed.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "keysweep needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
	  || { echo "Making $(VENV) failed; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
	@touch $(READY)
