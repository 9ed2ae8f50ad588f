"""A CrossEncoder reads the best passages again: a real one, very small, made here."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.errors import EmbedderError
from tanyapasal.index.law.places import Reference
from tanyapasal.index.search.reranking import CrossEncoderReranker, reranked, reranker_named
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load
from tanyapasal.index.search.weights import GAINS

ROOT = Path(__file__).parents[3]
WORDS = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "cuti",
    "tahunan",
    "sertifikat",
    "diterbitkan",
    "lembaga",
    "siap",
]


def _model(folder: Path, outputs: int) -> str:
    """A BERT of one layer with random weights and a vocabulary of ten words."""
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece
    from tokenizers.pre_tokenizers import Whitespace
    from tokenizers.processors import BertProcessing
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast, set_seed

    set_seed(7)
    tokenizer = Tokenizer(WordPiece({w: i for i, w in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.post_processor = BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer, pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]"
    )
    fast.save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        num_labels=outputs,
        initializer_range=0.9,
    )
    BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return _model(tmp_path_factory.mktemp("cross"), 1)


def test_a_named_cross_encoder_scores_each_passage_and_loads_at_first_use(model: str) -> None:
    reranker = CrossEncoderReranker(model)
    reranker.warm_up()
    scores = reranker.scores("cuti tahunan", ["cuti tahunan", "sertifikat diterbitkan", "lembaga\x00"])
    assert scores.shape == (3,)
    assert len(set(scores.tolist())) > 1
    np.testing.assert_allclose(
        scores[::-1],
        reranker.scores("cuti tahunan", ["lembaga\x00", "sertifikat diterbitkan", "cuti tahunan"]),
        rtol=1e-4,
        atol=1e-5,
    )
    assert reranker.scores("cuti", []).shape == (0,)


def test_a_model_that_is_no_such_model_is_told_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(EmbedderError, match="TANYAPASAL_RERANKER"):
        CrossEncoderReranker(str(tmp_path / "tidak-ada")).warm_up()
    with pytest.raises(EmbedderError, match="satu keluaran"):
        CrossEncoderReranker(_model(tmp_path / "tiga", 3)).warm_up()


def test_without_the_libraries_of_models_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbedderError, match=r"pip install 'tanyapasal\[models\]'"):
        CrossEncoderReranker("folder/model").scores("cuti", ["cuti"])


def test_nothing_is_read_again_unless_a_model_is_named() -> None:
    assert reranker_named(None) is None
    assert reranker_named("") is None
    assert isinstance(reranker_named("model/lokal"), CrossEncoderReranker)


def test_the_first_place_keeps_the_score_of_the_first_place() -> None:
    ranked, fused = reranked([5, 3, 9, 1], {5: 0.9, 3: 0.8, 9: 0.5, 1: 0.1}, [0.0, 1.0, 2.0])
    assert ranked == [9, 3, 5, 1]
    assert fused == {9: 0.9, 3: 0.8, 5: 0.5, 1: 0.1}


def test_a_retriever_with_a_reranker_finds_the_same_passages_in_its_order(tmp_path: Path, model: str) -> None:
    embedder = HashingEmbedder()
    build(ROOT / "corpus", tmp_path, embedder)
    snapshot = load(tmp_path, embedder.id, embedder.dimension)
    plain = Retriever(snapshot, embedder)
    again = Retriever(snapshot, embedder, CrossEncoderReranker(model))
    query = plain.reader.read("berapa lama cuti tahunan, dan siapa yang menerbitkan sertifikat?")
    first, second = plain.retrieve(query, 20), again.retrieve(query, 20)
    assert {h.passage.id for h in first.hits} == {h.passage.id for h in second.hits}
    assert [h.score for h in first.hits] == [h.score for h in second.hits]
    assert first.hits != second.hits


def test_a_passage_that_is_left_out_is_as_if_it_were_not_held(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    build(ROOT / "corpus", tmp_path, embedder)
    retriever = Retriever(load(tmp_path, embedder.id, embedder.dimension), embedder)
    query = retriever.reader.read("siapa yang menerbitkan sertifikat pelatihan?")
    first = retriever.retrieve(query).hits[0].passage.id
    rest = retriever.retrieve(query, without=frozenset({first}))
    assert first not in {h.passage.id for h in rest.hits}
    assert rest.hits


def test_what_a_revoked_regulation_says_comes_after_the_rule_in_force(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    build(ROOT / "corpus", tmp_path, embedder)
    snapshot = load(tmp_path, embedder.id, embedder.dimension)
    query = Retriever(snapshot, embedder).reader.read("berapa jam pelajaran pengembangan kompetensi PNS?")
    held = {h.passage.id: h for h in Retriever(snapshot, embedder).retrieve(query, 1000).hits}
    regulation = next(h.passage.ref.regulation for h in held.values() if isinstance(h.passage.ref, Reference))
    cards = tuple(
        replace(card, status="dicabut") if card.id == regulation else card
        for card in snapshot.knowledge.cards
    )
    revoked = replace(snapshot, knowledge=replace(snapshot.knowledge, cards=cards))
    found = Retriever(snapshot, embedder).found(query)
    # What only orders the first few is left out, since these are others now.
    gains = replace(GAINS, subject=0.0, rival=0.0)
    before = Retriever(snapshot, embedder).scored(query, found, gains)
    after = Retriever(revoked, embedder).scored(query, found, gains)
    for position, score in after.items():
        ref = snapshot.knowledge.passages[position].ref
        lost = GAINS.revoked if isinstance(ref, Reference) and ref.regulation == regulation else 0.0
        assert score == pytest.approx(before[position] - lost)
    assert list(after.values()) == sorted(after.values(), reverse=True)
    assert {h.passage.id for h in Retriever(revoked, embedder).retrieve(query, 1000).hits} == set(held)
    # Who asks for it by name still finds it.
    named = Retriever(revoked, embedder).retrieve(query, 5, within=regulation).hits
    assert [h.passage.id for h in named] == [
        h.passage.id for h in Retriever(snapshot, embedder).retrieve(query, 5, within=regulation).hits
    ]
