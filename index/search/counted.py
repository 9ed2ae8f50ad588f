"""Texts as the indexes by words take them: which tokens each of them has, and how often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tanyapasal.index.search.lexical import ANALYSES, Analysis

Numbers = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Counted:
    """The tokens of some texts, counted.

    ``vocabulary``: every token, in the order in which they first occur. ``tokens`` and ``counts``, one beside the
    other: the tokens of each text by their place in the vocabulary, each once, and how often the text has it; those of
    text n stand from ``starts[n]`` to ``starts[n + 1]``.
    """

    vocabulary: tuple[str, ...]
    tokens: Numbers
    counts: Numbers
    starts: npt.NDArray[np.int64]

    @property
    def size(self) -> int:
        """Number of texts."""
        return len(self.starts) - 1

    @property
    def lengths(self) -> npt.NDArray[np.float64]:
        """How many tokens each text has: shape (number of texts,)."""
        return np.diff(np.concatenate(([0], np.cumsum(self.counts, dtype=np.int64)))[self.starts]).astype(
            float
        )

    def totals(self) -> dict[str, int]:
        """How often each token stands in all texts together, in the order of the vocabulary."""
        summed = np.bincount(self.tokens, self.counts, len(self.vocabulary)).astype(np.int64)
        return dict(zip(self.vocabulary, summed.tolist(), strict=True))


def counted(texts: Iterable[Iterable[str]]) -> Counted:
    """Count texts that are given by their tokens; one of them is held at a time."""
    known: dict[str, int] = {}
    return joined((numbered(tokens, known) for tokens in texts), known)


def numbered(tokens: Iterable[str], known: dict[str, int]) -> bytes:
    """The tokens of a text by their numbers in ``known``, to which new ones are added; what ``joined`` takes."""
    found = Counter([known.setdefault(token, len(known)) for token in tokens])
    return np.array([*found.keys(), *found.values()], dtype=np.int32).tobytes()


def joined(texts: Iterable[bytes], known: Iterable[str]) -> Counted:
    """Texts of which ``numbered`` has counted the tokens; ``known``: the tokens in the order of their numbers."""
    every = [np.frombuffer(text, dtype=np.int32) for text in texts]
    starts = np.concatenate(([0], np.cumsum([len(each) // 2 for each in every], dtype=np.int64)))
    none = [np.zeros(0, dtype=np.int32)]
    tokens = np.concatenate([each[: len(each) // 2] for each in every] or none)
    counts = np.concatenate([each[len(each) // 2 :] for each in every] or none)
    words = tuple(known)
    # Numbers as they would be if only these texts had ever been counted: of several writings the last one stays, so
    # that going through the tokens backwards leaves the first place of each.
    first = np.full(len(words), len(tokens), dtype=np.int64)
    first[tokens[::-1]] = np.arange(len(tokens) - 1, -1, -1)
    used = np.argsort(first, kind="stable")[: int(np.count_nonzero(first < len(tokens)))]
    number = np.zeros(len(words), dtype=np.int32)
    number[used] = np.arange(len(used), dtype=np.int32)
    return Counted(tuple(words[n] for n in used.tolist()), number[tokens], counts, starts)


class Documents(Protocol):
    """The texts of an index, as far as its engine needs them."""

    @property
    def size(self) -> int:
        """Number of texts."""

    def counted(self, analysis: Analysis) -> Counted:
        """The tokens of all texts, counted; all in memory."""

    def tokens(self, analysis: Analysis) -> Iterator[Sequence[str]]:
        """The tokens of one text after the other, in any order within a text."""


class Texts:
    """Texts that are at hand; see ``Documents``."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts

    @property
    def size(self) -> int:
        return len(self._texts)

    def counted(self, analysis: Analysis) -> Counted:
        return counted(self.tokens(analysis))

    def tokens(self, analysis: Analysis) -> Iterator[Sequence[str]]:
        return map(ANALYSES[analysis], self._texts)


def spelled(text: bytes, known: Sequence[str]) -> Sequence[str]:
    """The tokens of a text that ``numbered`` has counted, each as often as the text has it."""
    numbers = np.frombuffer(text, dtype=np.int32).tolist()
    half = len(numbers) // 2
    return tuple(
        chain.from_iterable(repeat(known[n], k) for n, k in zip(numbers[:half], numbers[half:], strict=True))
    )
