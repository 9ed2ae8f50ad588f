"""How the packaged reader is made: pairs, vocabulary, training, the small file."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tanyapasal.index.adapting.reader.laws import of_laws, read_laws
from tanyapasal.index.adapting.reader.model import reader_of
from tanyapasal.index.adapting.reader.pairs import Pair, nearest, of_comprehension, of_pairs
from tanyapasal.index.adapting.reader.training import ReaderRecipe, logits_of, padded, train
from tanyapasal.index.adapting.reader.vocabulary import cut_to, with_rows
from tanyapasal.index.adapting.weights import Weights, packaged_file, read_weights, tokenizer_of
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.errors import AdaptingError
from tanyapasal.index.judging.form import BOS, EOS, PAD

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
    assert len(learnt) == 9
    assert sum(pair.answers for pair in learnt) == 3
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
    path.write_text('{"question": "a?", "passage": "b", "answers": true}\n', encoding="utf-8")
    assert of_pairs(path) == (Pair("a?", "b", True),)
    path.write_text('{"question": "a?"}\n', encoding="utf-8")
    with pytest.raises(AdaptingError):
        of_pairs(path)


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
        for ref in ("perda-3-2021", "perda-9-2021")
    ]
    questions.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    laws = read_laws(folder, questions, read_corpus(ROOT / "corpus"))
    assert len(laws.passages) == 3
    assert len(laws.held_out) == 1
    pairs = of_laws(laws, laws.questions)
    assert any(pair.answers and "4 (empat) tahun" in pair.passage for pair in pairs)
    assert not any(pair.answers and pair.question.startswith("Siapa") for pair in pairs)
    assert any(
        not pair.answers and "dirawat" in pair.passage and "empat" not in pair.passage for pair in pairs
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


def test_training_learns_what_tells_pairs_apart_and_the_file_says_the_same(
    weights: Weights, tmp_path: Path
) -> None:
    from tanyapasal.index.adapting.reader.exporting import export
    from tanyapasal.index.judging.reader import MODEL, TOKENIZER, PackagedReader

    pairs = [Pair("berapa lama?", f"paling lama {n} tahun", True) for n in range(1, 9)]
    pairs += [Pair("berapa lama?", f"kepala dinas kota ke-{n}", False) for n in range(1, 9)]
    cut = cut_to(weights, [p.passage for p in pairs], 600)
    tokenizer = tokenizer_of(cut).backend_tokenizer
    model = reader_of(cut, 1, 0.0)
    kept: list[int] = []
    losses = train(model, tokenizer, pairs, ReaderRecipe(epochs=20, batch=8, rate=2e-3), keep=kept.append)
    assert losses[-1] < losses[0] / 2
    asked = [(p.question, p.passage) for p in pairs]
    told = logits_of(model, tokenizer, asked)
    assert [bool(odds > 0) for odds in told] == [p.answers for p in pairs]
    export(model, tmp_path / MODEL)
    tokenizer.save(str(tmp_path / TOKENIZER))
    small = PackagedReader(tmp_path).logits("berapa lama?", [p.passage for p in pairs])
    assert np.sign(small).tolist() == np.sign(told).tolist()


def test_sequences_are_filled_up_to_the_longest() -> None:
    ids, mask = padded([[0, 5, 2], [0, 2]])
    assert ids.tolist() == [[0, 5, 2], [0, 2, PAD]]
    assert mask.tolist() == [[1, 1, 1], [1, 1, 0]]
