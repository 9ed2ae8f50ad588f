.PHONY: serve test check eval clean
PYTHON ?= python3
BIN := .venv/bin

.venv/.ready: pyproject.toml setup.py constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@mkdir -p .venv/src/tanyapasal
	@ln -sfn $(foreach f,__init__.py __main__.py py.typed,../../../package/$(f)) .venv/src/tanyapasal/
	@ln -sfn $(foreach f,bot index eval,../../../$(f)) .venv/src/tanyapasal/
	@touch $@

serve: .venv/.ready
	$(BIN)/tanyapasal index build
	$(BIN)/tanyapasal serve

test: .venv/.ready
	$(BIN)/python -m pytest

check: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	PYTHONPATH=.venv/src $(BIN)/lint-imports
	$(BIN)/python -m pytest

eval: .venv/.ready
	$(BIN)/tanyapasal index build
	$(BIN)/tanyapasal eval

clean:
	rm -rf .venv data
