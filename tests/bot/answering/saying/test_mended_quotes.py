"""Quotes of a mended copy: the mended words, a short remark, and how the copy has them one tap away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.channels import rendering, wire
from tanyapasal.bot.channels.web.pages import showing
from tanyapasal.bot.reply import Answer
from tanyapasal.bot.trust.checking import Held, check_file
from tanyapasal.bot.trust.receipts import make_receipt
from tanyapasal.index.build import build
from tanyapasal.index.embedding.hashing import HashingEmbedder
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load, read_knowledge
from tests.index.mending.mended_corpus import mended_corpus

ASKED = "apa isi Pasal 1 ayat (2) PP 7/2031"
COPIED = "wajib hadir paling lambat 2O (dua puluh) menit"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mended")
    build(mended_corpus(folder), folder / "data", HashingEmbedder())
    return folder


@pytest.fixture(scope="module")
def answerer(folder: Path) -> Answerer:
    embedder = HashingEmbedder()
    return Answerer(Retriever(load(folder / "data", embedder.id, embedder.dimension), embedder))


def _answer(answerer: Answerer, question: str) -> Answer:
    reply = answerer.reply(question)
    assert isinstance(reply, Answer)
    return reply


def test_the_mended_words_are_quoted_with_a_short_remark_and_the_copy_behind(answerer: Answerer) -> None:
    reply = _answer(answerer, ASKED)
    shown, more = rendering.plain(reply), rendering.details(reply) or ""
    assert "paling lambat 20 (dua puluh) menit" in shown
    assert "2O" not in shown
    assert f"({rendering.MENDED})" in shown
    assert f"{rendering.NOTED}Pada salinan OCR Pasal 1 ayat (2)" in more
    assert COPIED in more
    assert rendering.MENDED in rendering.telegram_html(reply)


def test_the_quote_is_byte_for_byte_in_its_passage_and_the_json_has_the_copy_beside_it(
    answerer: Answerer,
) -> None:
    reply = _answer(answerer, ASKED)
    cited = reply.citations[0]
    assert cited.quote in cited.passage.text
    made = wire.reply_model(reply)
    assert COPIED in (made.citations[0].original or "")
    assert "sebagaimana ditetapkan; dan" not in (made.citations[0].original or ""), (
        "lines that stand as they were"
    )
    assert showing.quotes(made)[0].aside == "Teks OCR diperbaiki"
    assert any(COPIED in note for note in showing.notes(made))


def test_what_was_not_mended_has_no_remark_and_the_json_no_further_key(answerer: Answerer) -> None:
    reply = _answer(answerer, "apa isi Pasal 1 ayat (1) PP 7/2031")
    assert rendering.MENDED not in rendering.in_full(reply)
    assert '"original"' not in wire.reply_model(reply).model_dump_json()


def test_the_receipt_names_the_mends_and_holds_only_with_them(
    answerer: Answerer, folder: Path, tmp_path: Path
) -> None:
    import json

    knowledge = read_knowledge(folder / "data")
    reply = _answer(answerer, ASKED)
    receipt = make_receipt(ASKED, reply, dict(knowledge.sources))
    path = tmp_path / "bukti.json"
    path.write_text(json.dumps(receipt), encoding="utf-8")
    held = Held.of(reply.head.snapshot, knowledge, folder / "corpus")
    assert check_file(path, held) == (1, ())
    mends = folder / "corpus" / "official" / "pp-7-2031.mends.jsonl"
    before = mends.read_text(encoding="utf-8")
    mends.write_text(before.replace('"20"', '"25"'), encoding="utf-8")
    try:
        _, flaws = check_file(path, held)
    finally:
        mends.write_text(before, encoding="utf-8")
    assert any("mends" in flaw.reason for flaw in flaws)
