"""Pairs with what a search really finds for a question: the misses that the reader will meet, for teachers to judge."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, zip_longest

import numpy as np

from tanyapasal.index.adapting.reader.pairs import Pair, nearest
from tanyapasal.index.embedding.embedder import Embedder

# Of each search; of a question so many become pairs, and where it is known what words answer, so many of them are judged.
_LOOKED_AT, _KEPT, _JUDGED = 10, 9, 2


def mined(pairs: Sequence[Pair], embedder: Embedder) -> tuple[Pair, ...]:
    """Pairs of the questions with the passages of their own set that are nearest in meaning or in words.

    Nobody has judged them, but for those that lack the words that answer (``Pair.words``): the nearest of these do not
    answer. Neither questions nor passages that are held out occur. Pairs that are there already are left out.
    """
    found: list[Pair] = []
    for source in dict.fromkeys(pair.source for pair in pairs):
        found += _of_set([p for p in pairs if p.source == source], embedder)
    return tuple(found)


def _of_set(pairs: Sequence[Pair], embedder: Embedder) -> list[Pair]:
    hidden = {p.passage for p in pairs if p.held_out}
    seen = {(p.question, p.passage) for p in pairs}
    words = {p.question: p.words.lower() for p in pairs if p.answers and p.words}
    passages = [p for p in dict.fromkeys(pair.passage for pair in pairs) if p not in hidden]
    questions = list(dict.fromkeys(pair.question for pair in pairs if not pair.held_out))
    source = f"mined-{pairs[0].source}"
    found: list[Pair] = []
    for question, places in zip(questions, _near(questions, passages, embedder), strict=True):
        new = [passages[n] for n in places if (question, passages[n]) not in seen]
        answer = words.get(question)
        lacking = [p for p in new if answer and answer not in p.lower()][:_JUDGED]
        found += [Pair(question, p, False, source=source) for p in lacking]
        found += [Pair(question, p, None, source=source) for p in new if p not in lacking][
            : _KEPT - len(lacking)
        ]
    return found


def _near(questions: Sequence[str], passages: Sequence[str], embedder: Embedder) -> list[list[int]]:
    """For each question places of passages, by turns the next in meaning and the next in words."""
    vectors = embedder.documents(passages)
    asked = embedder.queries(questions)
    found = []
    for vector, lexical in zip(asked, nearest(questions, passages, _LOOKED_AT), strict=True):
        dense = np.argsort(-(vectors @ vector))[:_LOOKED_AT].tolist()
        turns = chain.from_iterable(zip_longest(dense, lexical))
        found.append(list(dict.fromkeys(n for n in turns if n is not None)))
    return found
