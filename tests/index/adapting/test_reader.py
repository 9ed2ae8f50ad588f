"""How the packaged reader is made: pairs, vocabulary, training, the small file."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.adapting.reader.laws import of_laws, read_laws
from tanyapasal.index.adapting.reader.model import reader_of, with_layers
from tanyapasal.index.adapting.reader.pairs import Pair, nearest, of_comprehension, of_pairs, write_pairs
from tanyapasal.index.adapting.reader.training import ReaderRecipe, logits_of, padded, targets, train
from tanyapasal.index.adapting.reader.vocabulary import cut_to, with_rows
from tanyapasal.index.adapting.weights import Weights, packaged_file, read_weights, tokenizer_of
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.judging.form import BOS, EOS, PAD, encoded, ids_by, places_of

ROOT = Path(__file__).parents[3]
LAW = """PERATURAN DAERAH KOTA MELATI
NOMOR {number} TAHUN 2021
TENTANG
KEBUN DINAS

BAB I
KETENTUAN UMUM

Pasal 1
Dalam Peraturan Daerah ini yang dimaksud dengan kebun dinas adalah kebun milik kota.

Pasal 2
(1) Kebun dinas dirawat oleh petugas kebun.
(2) Petugas kebun diangkat paling lama 4 (empat) tahun.

Pasal 3
Petugas kebun yang lalai dikenai teguran tertulis oleh kepala dinas.
"""
ENTRIES = [
    {
        "context": f"Gunung {name} terletak di pulau {name} dan tingginya {n}00 meter.",
        "qas": [
            {
                "question": f"Berapa tinggi gunung {name}?",
                "is_impossible": False,
                "answers": [{"text": f"{n}00 meter"}],
            },
            {"question": f"Siapa pendaki pertama gunung {name}?", "is_impossible": True, "answers": []},
        ],
    }
    for n, name in enumerate(("Arjuna", "Bromo", "Ciremai", "Dempo"), 1)
]


@pytest.fixture(scope="module")
def weights() -> Weights:
    return read_weights(packaged_file())


def test_a_question_stands_with_its_context_and_beside_one_that_does_not_answer(tmp_path: Path) -> None:
    path = tmp_path / "set.json"
    path.write_text(json.dumps(ENTRIES), encoding="utf-8")
    learnt, held_out = of_comprehension(path, held_out=False), of_comprehension(path, held_out=True)
    assert [pair.answers for pair in learnt].count(True) == 3
    assert [pair.answers for pair in learnt].count(False) == 6
    assert {pair.words for pair in learnt if pair.answers} == {"200 meter", "300 meter", "400 meter"}
    assert all(pair.answers is not None for pair in held_out)
    assert {pair.question for pair in learnt}.isdisjoint(pair.question for pair in held_out)
    assert all("00 meter" in pair.passage for pair in learnt)


@pytest.mark.parametrize("text", ["", "{}", '[{"context": "a"}]', "teks"])
def test_a_file_of_another_form_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "set.json"
    path.write_text(text or "null", encoding="utf-8")
    with pytest.raises(AdaptingError, match=r"set\.json"):
        of_comprehension(path, held_out=False)


def test_pairs_are_read_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "pairs.jsonl"
    pairs = (Pair("a?", "b", True), Pair("c?", "d", None, "d", 2.0, "laws", held_out=True))
    write_pairs(path, pairs)
    assert of_pairs(path) == pairs


@pytest.mark.parametrize(
    "line", ['{"question": "a?"}', '{"question": "a", "passage": "b", "answers": 3}', "[]", "teks"]
)
def test_a_file_of_other_pairs_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(AdaptingError, match=r"pairs\.jsonl"):
        of_pairs(path)


def test_what_is_learnt_lies_between_people_and_teachers() -> None:
    pairs = (Pair("a?", "b", True), Pair("a?", "c", False), Pair("a?", "d", None))
    odds = np.array([0.0, 0.0, 60.0], dtype=np.float32)
    assert targets(pairs, [odds, odds]).tolist() == [0.75, 0.25, 1.0]
    assert targets(pairs[:2], []).tolist() == [1.0, 0.0]
    with pytest.raises(AdaptingError):
        targets(pairs, [])


def test_the_words_that_answer_are_found_in_the_sequence(weights: Weights) -> None:
    cut = cut_to(weights, ["izin taman berlaku tiga tahun penuh"] * 2, 2000)
    tokenizer = tokenizer_of(cut).backend_tokenizer
    question, passage = "berapa lama izin taman?", "Izin  taman berlaku\ntiga tahun penuh."
    (ids,) = encoded(ids_by(tokenizer), [(question, passage)])
    places = places_of(tokenizer, question, passage, "tiga tahun")
    assert [tokenizer.id_to_token(ids[n]) for n in places] == ["▁tiga", "▁tahun"]
    assert places_of(tokenizer, question, passage, "") == []


def test_the_nearest_passages_share_words() -> None:
    assert nearest(["tinggi gunung"], ["laut dalam", "gunung tinggi", "gunung"], 2) == [[1, 2]]


def test_questions_on_laws_stand_with_their_place_and_its_neighbours(tmp_path: Path) -> None:
    folder = tmp_path / "laws"
    folder.mkdir()
    for number in (3, 4, 5):
        (folder / f"{number}.txt").write_text(LAW.format(number=number), encoding="utf-8")
    questions = tmp_path / "questions.jsonl"
    rows = [
        {
            "ref": f"{ref}/pasal-2/ayat-2",
            "question": "Berapa lama petugas kebun diangkat?",
            "informal": "petugas kebun brp thn?",
            "near": "Siapa yang mengangkat petugas kebun?",
            "near2": "Berapa gaji petugas kebun?",
        }
        for ref in ("perda-kota-melati-3-2021", "perda-kota-melati-9-2021")
    ]
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    laws = read_laws(folder, questions, read_corpus(ROOT / "corpus"))
    assert len(laws.passages) == 3
    assert len(laws.held_out) == 1
    pairs = of_laws(replace(laws, whole=True), held_out=False)
    assert any(pair.answers and "4 (empat) tahun" in pair.passage for pair in pairs)
    assert {pair.source for pair in pairs} == {"laws"}
    assert all(pair.held_out for pair in of_laws(laws, held_out=True))
    assert not any(pair.answers and pair.question.startswith("Siapa") for pair in pairs)
    assert any(
        pair.answers is False and "dirawat" in pair.passage and "empat" not in pair.passage for pair in pairs
    )


def test_a_cut_vocabulary_keeps_marks_and_spells_any_latin_word(weights: Weights) -> None:
    cut = cut_to(weights, ["pegawai negeri sipil berhak atas cuti tahunan"] * 2, 2000)
    assert len(cut.pieces) == 2000
    assert (cut.bos, cut.pad, cut.eos) == (BOS, PAD, EOS)
    tokenizer = tokenizer_of(cut).backend_tokenizer
    found = tokenizer.encode("pegawai cuti xylofon", add_special_tokens=False)
    assert cut.unknown not in found.ids
    assert found.tokens[0] == "▁pegawai"
    words = dict(cut.tensors)["embeddings.word_embeddings.weight"]
    assert words.shape == (2000, weights.hidden)
    assert dict(with_rows(cut, 7).tensors)["embeddings.word_embeddings.weight"].shape[0] == 7


@pytest.mark.slow
def test_training_learns_what_tells_pairs_apart_and_the_file_says_the_same(
    weights: Weights, tmp_path: Path
) -> None:
    from tanyapasal.index.adapting.exporting import export
    from tanyapasal.index.judging.reader import MODEL, TOKENIZER, PackagedReader

    pairs = [Pair("berapa lama?", f"paling lama {n} tahun", True, f"{n} tahun") for n in range(1, 9)]
    pairs += [Pair("berapa lama?", f"kepala dinas kota ke-{n}", False) for n in range(1, 9)]
    cut = cut_to(weights, [p.passage for p in pairs], 600)
    tokenizer = tokenizer_of(cut).backend_tokenizer
    model = reader_of(cut, 1, 0.0)
    kept: list[int] = []
    recipe = ReaderRecipe(epochs=20, batch=8, rate=2e-3)
    losses = train(model, tokenizer, pairs, targets(pairs, []), recipe, keep=kept.append)
    assert losses[-1] < losses[0] / 2
    asked = [(p.question, p.passage) for p in pairs]
    told = logits_of(model, tokenizer, asked)
    assert [bool(odds > 0) for odds in told] == [p.answers for p in pairs]
    export(model, tmp_path / MODEL, "logits")
    tokenizer.save(str(tmp_path / TOKENIZER))
    small = PackagedReader(tmp_path).logits(asked)
    assert np.sign(small).tolist() == np.sign(told).tolist()


@pytest.mark.slow
def test_a_reader_may_begin_with_some_layers_of_another(weights: Weights) -> None:
    cut = cut_to(weights, ["berapa lama?"], 400)
    model = reader_of(cut, 3)
    first, last = model.bert.encoder.layer[0], model.bert.encoder.layer[2]
    small = with_layers(model, [0, 2])
    assert list(small.bert.encoder.layer) == [first, last]
    told = logits_of(small, tokenizer_of(cut).backend_tokenizer, [("berapa lama?", "dua tahun")])
    assert np.isfinite(told).all()


def test_sequences_are_filled_up_to_the_longest() -> None:
    ids, mask = padded([[0, 5, 2], [0, 2]])
    assert ids.tolist() == [[0, 5, 2], [0, 2, PAD]]
    assert mask.tolist() == [[1, 1, 1], [1, 1, 0]]
