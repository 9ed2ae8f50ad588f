"""The vocabulary cut to what Indonesian and English need: the packaged one has 250,000 pieces of a hundred languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from tanyapasal.index.adapting.weights import Floats, Weights, tokenizer_of

_WORDS = "embeddings.word_embeddings.weight"
# Pieces of one sign are kept, so that no Latin word is unknown.
_LATIN = re.compile(r"▁?[A-Za-z0-9À-ɏ.,;:!?()\[\]/%&+=@#*_\"'“”‘’–—°§-]+")


def cut_to(weights: Weights, texts: Iterable[str], most: int) -> Weights:
    """``weights`` with at most ``most`` pieces: marks, single signs, what occurs in ``texts``, then the likeliest.

    The likeliest are those of Latin letters with the highest score of the unigram model.
    """
    special = (weights.bos, weights.pad, weights.eos, weights.unknown)
    counted = _counted(weights, texts)
    single = [
        n for n, (piece, _) in enumerate(weights.pieces) if len(piece.lstrip("▁")) <= 1 and _latin(piece)
    ]
    likely = sorted(
        (n for n, (piece, _) in enumerate(weights.pieces) if _latin(piece)),
        key=lambda n: -weights.pieces[n][1],
    )
    wanted = dict.fromkeys((*special, *single, *(n for n, _ in counted.most_common()), *likely))
    kept = tuple(wanted)[:most]
    at = {old: new for new, old in enumerate(kept)}
    rows = np.asarray(kept)
    tensors = tuple(
        (name, _rows(tensor, rows) if name == _WORDS else tensor) for name, tensor in weights.tensors
    )
    return replace(
        weights,
        pieces=tuple(weights.pieces[n] for n in kept),
        tensors=tensors,
        bos=at[weights.bos],
        eos=at[weights.eos],
        pad=at[weights.pad],
        unknown=at[weights.unknown],
    )


def with_rows(weights: Weights, count: int) -> Weights:
    """``weights`` with a table of ``count`` words, to be filled from a file."""
    return replace(
        weights, tensors=tuple((name, t[:count] if name == _WORDS else t) for name, t in weights.tensors)
    )


def _rows(matrix: Floats, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Floats:
    return np.ascontiguousarray(matrix[rows])


def _counted(weights: Weights, texts: Iterable[str]) -> Counter[int]:
    tokenizer = tokenizer_of(weights).backend_tokenizer
    counted: Counter[int] = Counter()
    for text in texts:
        counted.update(tokenizer.encode(text, add_special_tokens=False).ids)
    return Counter({n: count for n, count in counted.items() if count > 1 and _latin(weights.pieces[n][0])})


def _latin(piece: str) -> bool:
    return piece == "▁" or _LATIN.fullmatch(piece) is not None
