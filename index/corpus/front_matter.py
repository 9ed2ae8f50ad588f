"""The head of a regulation or program file: its fields, what the file is and where it comes from."""

from __future__ import annotations

from typing import get_args

from tanyapasal.index.corpus.positions import Fields, Node, load
from tanyapasal.index.errors import CorpusMistake
from tanyapasal.index.law.passages import Source, SourceKind
from tanyapasal.index.law.places import RegulationId, RegulationStatus


def front_matter(text: str, path: str, mistakes: list[CorpusMistake]) -> tuple[Node, str, int]:
    """The fields between the first two ``---``, the text behind them, and the line at which that begins."""
    lines = text.split("\n")
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
    if lines[0].rstrip() != "---" or end is None:
        mistakes.append(
            CorpusMistake(path, 1, "kepala berkas tidak ada; mulai dengan '---', isian, lalu '---'")
        )
        return Node(path, 1, mistakes, entries=()), text, 1
    return load("\n".join(lines[1:end]), path, mistakes, 2), "\n".join(lines[end + 1 :]), end + 2


def identity_of(fields: Fields, stem: str) -> tuple[RegulationId | None, RegulationStatus | None]:
    """Which regulation a file is, as its name (``stem``) says too, and how it stands; None where that is a mistake."""
    regulation = fields.parsed("id", RegulationId.parse)
    if regulation is not None and str(regulation) != stem:
        fields.found["id"].mistake(f"id '{regulation}' harus sama dengan nama berkas '{stem}'")
    status = next((s for s in get_args(RegulationStatus) if s == fields.text("status")), None)
    if status is None and "status" in fields.found:
        fields.found["status"].mistake(
            f"'status' harus salah satu dari: {', '.join(get_args(RegulationStatus))}"
        )
    return regulation, status


def source_of(fields: Fields, kinds: tuple[SourceKind, ...]) -> Source | None:
    """Where a file comes from, of one of ``kinds``; None where that is missing or a mistake."""
    node = fields.node("source")
    if node is None:
        return None
    source = node.mapping("'source'", ("kind", "document"), ("url",))
    kind = next((k for k in kinds if k == source.text("kind")), None)
    if kind is None:
        if "kind" in source.found:
            source.found["kind"].mistake(f"'kind' di berkas ini harus: {' atau '.join(kinds)}")
        return None
    return Source(kind, source.text("document"), source.text("url") or None)
