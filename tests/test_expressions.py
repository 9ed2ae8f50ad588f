"""No regular expression of the project can be made slow: time grows with the text, whatever the text.

Each is run against texts made from its own parts (``tests.attacks``). What counts is how the time of the processor grows:
four times the text may take four times as long, not sixteen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.auditing.report import DocumentAudit
from tanyapasal.index.build import build
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load
from tests.attacks import Attack, attacks
from tests.bot.auditing.audit_corpus import TRUE, UNHELD, WRONG, corpus_with_an_official_text
from tests.expressions import Expression, expressions, made_by
from tests.timing import cpu

# Growth of what doubles with every repetition shows within so few, before it would never end.
_REPETITIONS = (6, 10, 13, 16, 19, 22, 25)
_FEW_CHARACTERS = 400
# What begins again with each repetition does so seldom if they are long: then more of them are needed to show.
_CHARACTERS, _MOST_CHARACTERS = 2000, 16000
# Below, nothing is measured: a linear expression reads thousands of characters in a tenth of it.
_FLOOR = 0.004
# For four times the text: linear work takes four times as long, quadratic work sixteen times.
_TIMES, _MOST_GROWTH = 4, 8.0


def slow(expression: Expression) -> tuple[Attack, int, float] | None:
    """The first attack that an expression is slow at, its characters, and how time grew to them from a quarter of them."""
    for attack in attacks(expression.pattern):
        for characters in _sizes(attack):
            if _seconds(expression, attack, characters) < _FLOOR:
                continue
            spent = _seconds(expression, attack, characters, tries=3)
            before = _seconds(expression, attack, characters // _TIMES, tries=3)
            if spent > _FLOOR and spent > _MOST_GROWTH * before:
                return attack, characters, spent / before
            if characters < _FEW_CHARACTERS:
                continue
            break
    return None


def _sizes(attack: Attack) -> Iterator[int]:
    yield from (times * len(attack.pump) for times in _REPETITIONS)
    yield _FEW_CHARACTERS
    yield min(int(_CHARACTERS * len(attack.pump) ** 0.5), _MOST_CHARACTERS)


def _seconds(expression: Expression, attack: Attack, characters: int, tries: int = 1) -> float:
    text: str | bytes = attack.text(characters)
    if isinstance(expression.pattern.pattern, bytes):
        text = text.encode("latin-1", "replace")
    run: Callable[[str | bytes], object] = getattr(expression.pattern, expression.method)
    return cpu(lambda: run(text), tries)


@pytest.mark.parametrize("expression", expressions(), ids=lambda e: e.where)
def test_time_grows_with_the_text(expression: Expression) -> None:
    assert slow(expression) is None, expression.pattern.pattern


def test_time_grows_with_the_text_for_what_is_written_from_a_corpus(tmp_path: Path) -> None:
    """Names of the field, units, titles: expressions that are compiled as an index is built, a question or a document read."""

    def work() -> None:
        corpus = corpus_with_an_official_text(tmp_path)
        audit = DocumentAudit(read_corpus(corpus), HashingEmbedder())
        audit.report("a.txt", f"{TRUE}\n\n{WRONG}\n\n{UNHELD}\n\nDiatur di sana.[^1]\n\n[^1]: Pasal 4.")
        embedder = HashingEmbedder()
        build(corpus, tmp_path / "data", embedder)
        answerer = Answerer(Retriever(load(tmp_path / "data", embedder.id, embedder.dimension), embedder))
        for question in ("Berapa jam?", "apa beda pasal 4 dan pasal 5", "siapa ketua", "apa isi pasal 4"):
            answerer.reply(question)

    made = made_by(work)
    assert len(made) > 20
    assert [(e.where, found) for e in made if (found := slow(e))] == []


@pytest.mark.parametrize(
    "written",
    [
        r"\s*(?:<!--.{0,2000}?-->\s*)*<html",
        r"(a+)+b",
        r"(?:\w+\s?)*\.",
        r"\s+$",
        r"[\w.]+@",
        r"Pasal\s+\d+.*?ayat",
        r"<style[^>]*>(.*?)</style>",
        r"(?:a|b|ab)*c",
        r"x*y*x*z",
    ],
)
def test_the_check_finds_expressions_that_are_slow(written: str) -> None:
    assert slow(Expression(re.compile(written, re.DOTALL), "", "search")) is not None


@pytest.mark.parametrize(
    ("written", "method"),
    [
        (r"(?:(?<!\s)\s+)?,", "search"),
        (r"\s*x", "match"),
        (r"(?:Pasal|ayat)\s\d{1,3}", "search"),
        (r"(?>a+)b", "match"),
        (r"Pasal[^.;]{0,80}?ayat", "search"),
    ],
)
def test_the_check_leaves_linear_expressions_alone(written: str, method: str) -> None:
    assert slow(Expression(re.compile(written), "", method)) is None


def test_expressions_of_all_rooms_are_found() -> None:
    rooms = {"/".join(expression.where.split("/")[:2]) for expression in expressions()}
    assert {"index/reading", "index/parsing", "index/references", "index/language", "index/audit"} <= rooms
    assert {"bot/answering", "bot/channels", "bot/privacy"} <= rooms
