"""Layouts of law as they come from scanners, collections and amending regulations, with what is read of each.

A golden that is newly written fails once, to be read: delete NAME.tree to write it anew.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.parsing import parse

GOLDEN = Path(__file__).parents[2] / "golden"
KINDS = Kinds.of(
    (
        Kind("uu", "Undang-Undang", "UU", 20, (), "UU 1/2020", "uu-1-2020"),
        Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),
        Kind("keplc", "Keputusan Kepala Lembaga Contoh", "Kep. LC", 70, (), "", ""),
        Kind("selc", "Surat Edaran Kepala Lembaga Contoh", "SE LC", 80, (), "", ""),
    )
)


def tree(regulation: Regulation) -> str:
    """All that was read, a line for each value."""
    lines = [f"{regulation.id} {regulation.title} amends={list(map(str, regulation.amends))} "
             f"revokes={list(map(str, regulation.revokes))} {regulation.enacted} {regulation.promulgated}"]  # fmt: skip
    lines += [
        f"heading {h.kind} {h.number} {h.title}".rstrip() for h in regulation.headings if h.kind != "pasal"
    ]
    for p in regulation.provisions:
        under = " ".join(filter(None, (p.bab, p.bagian, p.paragraf)))
        lines.append(f"{p.ref} [{under}] " + p.text.replace("\n", " ¶ "))
    lines += [f"unplaced {u.why}: {' '.join(u.text.split())}" for u in regulation.unplaced]
    lines += [f"problem {p.code}: {p.message}" for p in regulation.problems]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.txt")), ids=lambda path: path.stem)
def test_the_layout_is_read_as_it_was_approved(path: Path) -> None:
    written = tree(parse(path.read_text(encoding="utf-8"), KINDS))
    expected = path.with_suffix(".tree")
    if not expected.exists():
        expected.write_text(written, encoding="utf-8")
        pytest.fail(f"{expected.name} was written; read it before you keep it")
    assert written == expected.read_text(encoding="utf-8")
