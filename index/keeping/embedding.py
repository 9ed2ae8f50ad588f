"""Vectors of rows: kept ones by their keys, and texts only of what is to be embedded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.embedding.keeping import KeepingEmbedder
from tanyapasal.index.keeping.rows import PASSAGE, Row, embedded_of


def embedded(
    rows: Callable[[], Iterable[Row]], embedder: KeepingEmbedder
) -> tuple[Vectors, Vectors, list[int]]:
    """Vectors of passages, shape (rows, dimension), of their parts, and the row of each part, rising.

    ``rows``: gives the same ones each time it is called.
    """
    own: list[str] = []
    parts: list[str] = []
    owners: list[int] = []
    for n, row in enumerate(rows()):
        first, *others = row.keys
        own.append(first)
        parts += others
        owners += [n] * len(others)
    if embedder.missing([*own, *parts]):
        embedder.documents(list(_texts(rows(), embedder)))
    vectors = embedder.kept([*own, *parts])
    embedder.save()
    return vectors[: len(own)], vectors[len(own) :], owners


def _texts(rows: Iterable[Row], embedder: KeepingEmbedder) -> Iterator[str]:
    """What is to be embedded of rows."""
    for row in rows:
        keys = row.keys
        missing = embedder.missing(keys)
        if missing:
            # A passage that is divided has one key alone, and nothing of its parts is asked for.
            texts = embedded_of(PASSAGE.validate_json(row.passage), divided=len(keys) == 1)
            yield from (texts[n] for n in missing)
