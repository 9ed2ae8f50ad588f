"""The program names no field of law: what belongs to one is data of its corpus."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(
    path
    for folder in ("bot", "index", "package")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".html", ".css", ".svg", ".txt", ".toml", ".yaml"}
    # the words that people write most are those of all fields
    and {"__pycache__", "frequent"}.isdisjoint(path.parts)
)
# Names of the first field: short ones as they are written there, the others whatever the case.
SHORT = re.compile(r"(?<![\w-])(?:ASN|PNS|PPPK|P3K|CPNS|JP|PKA|PKP|PKN|SKP|BKN|JPT)(?![\w-])")
LONG = re.compile(
    r"\b(?:latsar|jam pelajaran|jampel|aparatur sipil|pegawai negeri|perjanjian kerja|kepegawaian|widyaiswara"
    r"|angka kredit|pelatihan dasar|pimpinan tinggi|hukuman disiplin|civil servants?|panrb)\b",
    re.IGNORECASE,
)
LOWER = re.compile(r"(?<![\w-])(?:asn|pns|pppk|p3k|cpns|jp|pka|pkp|pkn|skp)(?![\w-])")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_program_names_no_field_of_law(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert [m.group() for pattern in (SHORT, LONG, LOWER) for m in pattern.finditer(text)] == []


def test_the_words_are_found_where_they_stand() -> None:
    """The patterns see the field where it belongs, so that an empty result says something."""
    text = (ROOT / "corpus/domain.yaml").read_text(encoding="utf-8")
    assert all(pattern.search(text) for pattern in (SHORT, LONG, LOWER))
