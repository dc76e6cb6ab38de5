# Two commands do everything on a machine with Python 3.11 or newer: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint bench sample faults fuzz docs lock licences sbom audit clean

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

# Every package with its hashes, for all platforms: .ci/requirements.lock. Install from it with
# `make test LOCKED=1`. The registry's address is no part of it.
lock: $(READY)
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet pyproject.toml .ci/build.in --extra dev --universal \
	  --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade \
	  --output-file .ci/requirements.lock

licences: $(READY)
	$(BIN)/python .ci/licences.py

sbom: $(READY)
	$(BIN)/python -m pip install --quiet cyclonedx-bom
	@mkdir -p out
	$(BIN)/cyclonedx-py requirements .ci/requirements.lock --pyproject pyproject.toml \
	  --output-reproducible --output-format JSON --output-file out/sbom.json

# Known vulnerabilities of the locked packages; said to be skipped where the service is silent.
audit: $(READY)
	$(BIN)/python -m pip install --quiet pip-audit
	.ci/audit $(BIN)/pip-audit

clean:
	rm -rf $(VENV) out

# The environment is made anew whenever what it must hold has changed.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "keysweep needs Python 3.11 or newer; try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) \
	  || { echo "Making $(VENV) failed; on Debian: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --upgrade pip
ifdef LOCKED
	$(BIN)/python -m pip install --quiet --require-hashes --requirement .ci/requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
else
	$(BIN)/python -m pip install --quiet --editable '.[dev]'
endif
	@touch $(READY)
