.PHONY: help serve test faults lint check format eval lock sbom clean
PYTHON ?= python3
BIN := .venv/bin

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/.ready: pyproject.toml setup.py constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,models]'
	@mkdir -p .venv/src/tanyapasal
	@ln -sfn $(foreach f,__init__.py __main__.py py.typed,../../../package/$(f)) .venv/src/tanyapasal/
	@ln -sfn $(foreach f,bot index eval,../../../$(f)) .venv/src/tanyapasal/
	@touch $@

serve: .venv/.ready  ## set everything up, build the index, serve http://localhost:8000
	$(BIN)/tanyapasal index build
	$(BIN)/tanyapasal serve

test: .venv/.ready  ## set everything up, run all tests, a process for each core
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

faults: .venv/.ready  ## try every fault of docs/reliability.md in full; FAULTS=20: twenty times each
	FAULTS=$${FAULTS:-full} $(BIN)/python -m pytest -q -s tests/faults tests/bot/channels/telegram/test_telegram_faults.py

lint: .venv/.ready  ## format, lint, types and direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=.venv/src $(BIN)/lint-imports

check: lint test  ## what must pass before a change goes in

format: .venv/.ready  ## write the code as the linter wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: .venv/.ready  ## ask the project's own questions, compare with eval/baseline.json
	$(BIN)/tanyapasal index build
	$(BIN)/tanyapasal eval

build/release/.ready: scripts/release.txt
	$(PYTHON) -m venv build/release
	build/release/bin/pip install --quiet --disable-pip-version-check -r scripts/release.txt
	@touch $@

lock: build/release/.ready  ## deploy/requirements*.txt anew: every library of a release, with its hashes
	bash scripts/lock.sh build/release/bin/uv

sbom: build/release/.ready  ## dist/sbom.cdx.json and dist/licences.md: what is in a release, and under which licence
	build/release/bin/python scripts/inventory.py dist

clean:  ## delete the environment and the index
	rm -rf .venv data
