.PHONY: serve test check eval clean
PYTHON ?= python3
BIN := .venv/bin

.venv/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

serve: .venv/.ready
	$(BIN)/tanyapasal index build
	$(BIN)/tanyapasal serve

test: .venv/.ready
	$(BIN)/python -m pytest

check: .venv/.ready
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

eval: .venv/.ready
	$(BIN)/tanyapasal index build
	$(BIN)/tanyapasal eval

clean:
	rm -rf .venv data
