"""What docs/keamanan.md says is shown by tests that exist; every point has one, or says plainly that it has none."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs/keamanan.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in TEXT.splitlines()
    if line.startswith("| ")
]
POINTS = [row for row in ROWS if re.match(r"(?:API\d+|V\d+)\b", row[0])]


@cache
def named_in(path: str) -> frozenset[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_test_that_is_named_exists(path: str, name: str) -> None:
    assert (ROOT / path).is_file()
    assert name in named_in(path)


def test_every_point_has_a_test_or_says_that_it_has_none() -> None:
    assert len(POINTS) > 40
    assert {f"API{number}" for number in range(1, 11)} <= {row[0].split()[0] for row in POINTS}
    assert {f"V{number}" for number in range(1, 15)} <= {re.split(r"[.\s]", row[0])[0] for row in POINTS}
    for point, what, shown in POINTS:
        assert what, point
        assert "`tests/" in shown or shown in ("belum", "tidak berlaku"), point
