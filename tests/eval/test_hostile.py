"""Text that nobody should type gets a reply like any other: no traceback, no 5xx, in bounded time.

All 10,000: ``python -m tanyapasal.eval.benchmarks.hostile``. Here a share of them, with another seed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.assistant import MAX_QUESTION_CHARACTERS
from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.eval.benchmarks.hostile import ask_all
from tanyapasal.eval.benchmarks.hostile_texts import FIXED, hostile_texts
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import HashingEmbedder, embedder_named
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.references.find import find_references
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load
from tests.bot.channels.web.web_fakes import API, loaded, served
from tests.timing import cpu, growth

ROOT = Path(__file__).parents[2]
SEED = 20
# What one text may cost, in sound questions of the longest length there is; figures are in docs/evaluation.md.
MOST_COST = 100
SOUND = ("Berapa JP minimal yang jadi hak ASN tiap tahun menurut Pasal 47 ayat (2)? " * 60)[
    :MAX_QUESTION_CHARACTERS
]


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    data, embedder = tmp_path_factory.mktemp("data"), HashingEmbedder()
    build(ROOT / "corpus", data, embedder)
    return Answerer(Retriever(load(data, embedder.id, embedder.dimension), embedder))


@pytest.fixture(scope="module")
def http(answerer: Answerer) -> Iterator[httpx.Client]:
    with (
        served(create_app(loaded(answerer))) as address,
        httpx.Client(base_url=address, timeout=30) as client,
    ):
        yield client


def test_the_same_seed_gives_the_same_texts() -> None:
    assert list(hostile_texts(400, 5)) == list(hostile_texts(400, 5))
    assert len(set(hostile_texts(2000, 5))) > 1600


def test_every_text_gets_a_reply_in_bounded_time(answerer: Answerer) -> None:
    outcomes = ask_all(answerer, hostile_texts(1000, SEED))
    assert [(o.broken, o.text[:80]) for o in outcomes if o.broken] == []
    most = MOST_COST * cpu(lambda: answerer.reply(SOUND), tries=3)
    assert [(o.seconds, most, o.text[:80]) for o in outcomes if o.seconds > most] == []
    assert len(outcomes) == 1000


def test_a_hostile_turn_does_not_spoil_the_conversation(answerer: Answerer) -> None:
    """Each text is followed by a sound question in the same conversation, which is answered as ever."""
    for text in [f for f in FIXED if len(f) <= 4000]:
        conversation = answerer.reply(text).head.conversation_id
        reply = answerer.reply("Pasal 47 ayat (2) UU Nomor 20 Tahun 2023", conversation)
        assert [str(c.passage.ref) for c in getattr(reply, "citations", ())][:1] == [
            "uu-20-2023/pasal-47/ayat-2"
        ], text[:80]


def test_a_search_takes_any_text(answerer: Answerer) -> None:
    for text in hostile_texts(120, SEED + 1):
        assert len(answerer.search(text[:4000], 3)) <= 3


def test_http_never_fails_on_any_text(http: httpx.Client) -> None:
    """Escaped JSON carries every character, lone surrogates too; 200 or a problem that names what is wrong."""
    for text in hostile_texts(200, SEED + 2):
        body = json.dumps({"question": text}, ensure_ascii=True)
        response = http.post(f"{API}/ask", content=body, headers={"content-type": "application/json"})
        assert response.status_code in (200, 400, 413, 422), text[:80]
        assert response.json()["kind" if response.status_code == 200 else "title"]
        assert "Traceback" not in response.text


@pytest.mark.parametrize("path", ["provisions", "regulations"])
def test_http_never_fails_on_any_path_or_search(http: httpx.Client, path: str) -> None:
    for text in hostile_texts(110, SEED + 3):
        sent = text[:500].encode("utf-8", "replace").decode()
        assert http.get(f"{API}/search", params={"q": sent}).status_code in (200, 400, 422), sent
        assert http.get(f"{API}/{path}/{quote(sent, safe='/')}").status_code < 500, sent


def test_conversation_ids_may_be_anything(http: httpx.Client) -> None:
    for text in hostile_texts(110, SEED + 4):
        body = json.dumps({"question": "Berapa JP minimal PNS?", "conversation_id": text[:200]})
        response = http.post(f"{API}/ask", content=body, headers={"content-type": "application/json"})
        assert response.status_code in (200, 400, 422), text[:80]


@pytest.mark.parametrize(
    "piece", ["huruf a, ", "–angka1A ", "poin a, poin 2 ", "pasal 1 ayat 2 ", "Pasal 1, "]
)
def test_references_are_read_in_linear_time(piece: str) -> None:
    """An enumeration that is nowhere must not be read again from each of its items."""
    assert growth(lambda size: find_references((piece * size)[:size], Kinds()), 3_200) < 30


@pytest.mark.slow
def test_the_embedding_model_takes_any_text() -> None:
    """The texts go through the model itself: whatever they hold, the vector is one of unit length."""
    embedder = embedder_named("e5-small-int8")
    for number, text in enumerate(hostile_texts(300, SEED + 5)):
        # The model's time grows with the length; one in sixty is as long as a question may be.
        sent = text[: 4000 if number % 60 == 0 else 120]
        vector = embedder.queries([sent])[0]
        assert float(vector @ vector) == pytest.approx(1.0, abs=1e-3), sent[:80]
