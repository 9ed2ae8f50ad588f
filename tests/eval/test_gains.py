"""The measurement of gains, on a folder small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

from tanyapasal.eval.beir import open_folder
from tanyapasal.eval.gains import Asked, Set, Variant, ranks, set_of, table, variants
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.language.glossary import Glossary, Language
from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.search.snapshot import Knowledge
from tanyapasal.index.search.weights import FUSION, GAINS, Gains

TEXTS = (
    "Petugas taman yang diberhentikan sementara sebagaimana dimaksud dalam Pasal 2 tidak diberi upah.",
    "Petugas taman diberhentikan sementara, apabila sakit berkepanjangan.",
    "Bunga disiram setiap pagi.",
)


def _set(folder: Path) -> Set:
    title = "Undang-Undang Nomor 1 Tahun 2020 tentang Taman. Kepegawaian. Pasal {}."
    rows = [{"_id": f"d{i}", "title": title.format(i), "text": text} for i, text in enumerate(TEXTS, 1)]
    (folder / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    kinds = Kinds.of((Kind("uu", "Undang-Undang", "UU", 1, (), "", ""),))
    language = Knowledge((), (), Glossary(), Language(), kinds)
    retriever, _ = open_folder(folder, folder / "data", HashingEmbedder(), language, False)
    questions = (
        ("kapan bunga disiram?", ["uu-1-2020/pasal-3/ayat-1"]),
        ("kapan petugas taman diberhentikan sementara?", ["uu-1-2020/pasal-2"]),
        ("berapa tarif masuk?", ["uu-1-2020/pasal-9"]),
    )
    return set_of("taman", retriever, questions)


def test_a_hit_is_the_pasal_of_the_place_and_what_nothing_answers_is_left_out(tmp_path: Path) -> None:
    asked = _set(tmp_path).questions
    assert [question.right for question in asked] == [frozenset({2}), frozenset({1})]


def test_each_variant_ranks_what_was_found_once(tmp_path: Path) -> None:
    of = _set(tmp_path)
    tried = (Variant("fusion", FUSION, Gains()), Variant("all", FUSION, GAINS))
    alone, with_gains = ranks(of, tried)
    assert alone[0] == with_gains[0] == 0
    assert with_gains[1] == 0
    hits = of.retriever.retrieve(of.retriever.reader.read(of.questions[1].text)).hits
    assert hits[0].passage is of.retriever.passages[1]
    nothing = Set("kosong", of.retriever, (Asked("bunga", frozenset()),))
    assert ranks(nothing, tried)[0][0] > len(TEXTS)


def test_the_table_counts_the_first_the_first_five_and_the_first_ten() -> None:
    assert table(("a", "b"), {"taman": [[0, 4, 9, 99], [0, 0, 0, 0]]}) == (
        "| R@1 / R@5 / R@10 | taman (4, ±.217) |\n|---|---|\n"
        "| a | .250 / .500 / .750 |\n| b | 1.000 / 1.000 / 1.000 |"
    )


def test_every_gain_is_added_and_left_out() -> None:
    tried = variants()
    names = [variant.name for variant in tried]
    assert len(names) == len(set(names)) == 2 + 2 * len(Gains.__slots__)
    assert [variant.gains for variant in tried[:2]] == [Gains(), Gains()]
    assert tried[1 + len(Gains.__slots__)].gains == GAINS
    assert {f"+ {name}" for name in Gains.__slots__} <= set(names)
