"""Misses for the reader: what a search finds for its questions."""

from __future__ import annotations

from tanyapasal.index.adapting.reader.mining import mined
from tanyapasal.index.adapting.reader.pairs import Pair
from tanyapasal.index.embedding.hashing import HashingEmbedder

MOWN = "Rumput taman dipotong setiap dua minggu."
WATERED = "Rumput taman disiram setiap pagi."
SCHOOL = "Sekolah dibuka pukul tujuh."
HELD = "Rumput taman ditanam sekali."
ASKED = "Berapa sering rumput taman dipotong?"
PAIRS = (
    Pair(ASKED, MOWN, True, words="dua minggu", source="taman"),
    Pair("Kapan sekolah dibuka?", SCHOOL, True, source="taman"),
    Pair("Kapan rumput taman disiram?", WATERED, True, source="taman"),
    Pair("Kapan rumput ditanam?", HELD, True, source="taman", held_out=True),
    Pair("Siapa menanam?", "Pohon ditanam dinas.", True, source="hutan"),
)


def test_what_is_found_beside_the_answer_becomes_pairs() -> None:
    found = mined(PAIRS, HashingEmbedder())
    of_first = {pair.passage: pair.answers for pair in found if pair.question == ASKED}
    # It is known what words answer, so what lacks them does not; nobody says so of the others.
    assert of_first[WATERED] is False
    others = [pair for pair in found if pair.question == "Kapan sekolah dibuka?"]
    assert others
    assert all(pair.answers is None for pair in others)
    assert {pair.source for pair in found} == {"mined-taman"}


def test_neither_the_pairs_that_are_there_nor_what_is_held_out_occurs() -> None:
    found = mined(PAIRS, HashingEmbedder())
    assert not {(p.question, p.passage) for p in found} & {(p.question, p.passage) for p in PAIRS}
    assert HELD not in {pair.passage for pair in found}
    assert "Kapan rumput ditanam?" not in {pair.question for pair in found}
    assert "Pohon ditanam dinas." not in {pair.passage for pair in found}
