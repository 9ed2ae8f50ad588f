"""The passage that states what is asked comes before those that lean on it or speak of its consequences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanyapasal.eval.beir import open_folder
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.language.glossary import Glossary, Language
from tanyapasal.index.language.words.stemming import stems
from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.passages.facts import Facts
from tanyapasal.index.passages.reading.reader import FactReader, statements
from tanyapasal.index.search.snapshot import Knowledge
from tanyapasal.index.search.statements import Asked, StatementMatching
from tests.index.passages.read import FIELD

KINDS = Kinds.of((Kind("uu", "Undang-Undang", "UU", 1, (), "", ""),))
LAW = "uu-1-2020"


def place(text: str) -> Reference:
    ref = parse_reference(f"{LAW}/{text}")
    assert isinstance(ref, Reference)
    return ref


def passage(where: str, text: str, parent: str | None = None) -> Passage:
    ref = place(where)
    return Passage(str(ref), ref, "", "", text, Source("official", "taman"), parent=parent)


STATES = passage(
    "pasal-4",
    "Petugas taman diberhentikan sementara, apabila:\na. sakit berkepanjangan; atau\nb. menjalani hukuman.",
)
LEANS = passage(
    "pasal-5",
    "Petugas taman yang diberhentikan sementara sebagaimana dimaksud dalam Pasal 4 huruf b tidak diberi upah.",
)
FORBIDS = passage("pasal-6", "Petugas taman yang diberhentikan sementara dilarang masuk gudang kantor.")
ALL = (STATES, LEANS, FORBIDS)


def asked(text: str) -> Asked:
    return Asked(dict.fromkeys(stems(text), 1.0), ())


def _even(token: str) -> float:
    """Every stem tells as much as another."""
    return float(bool(token))


MATCHING = StatementMatching(_even)


def gains(question: Asked, passages: tuple[Passage, ...] = ALL) -> list[float]:
    """How near what each of the passages states comes to the question, read together."""
    facts: tuple[Facts, ...] = FactReader(FIELD, KINDS, ()).read(passages).passages
    return [MATCHING.said(question, each) for each in facts]


def test_a_statement_is_a_sentence_and_what_introduces_a_list_is_read_with_each_item_too() -> None:
    assert statements(
        "(1) Petugas wajib:\na. menyiram; dan\nb. menyapu.\n(2) Upah dibayar. Upah dicatat."
    ) == [
        "Petugas wajib",
        "Petugas wajib menyiram",
        "menyiram",
        "Petugas wajib menyapu",
        "menyapu",
        "Upah dibayar.",
        "Upah dicatat.",
    ]


def test_what_states_it_gains_more_than_what_says_more_beside_it() -> None:
    question = asked("petugas taman diberhentikan sementara")
    states, leans, forbids = gains(question)
    assert states > leans > 0
    assert states > forbids > 0


def test_an_item_is_read_under_the_words_that_introduce_its_list() -> None:
    item = passage("pasal-4/huruf-b", "menjalani hukuman.", parent=STATES.id)
    question = asked("petugas taman diberhentikan sementara menjalani hukuman")
    assert gains(question, (STATES, item))[1] > gains(question, (item,))[0] > 0


def test_words_of_law_for_what_was_said_count_as_said() -> None:
    lay = asked("petugas diskors")
    told = Asked(lay.weights, ((frozenset(stems("diskors")), frozenset(stems("diberhentikan sementara"))),))
    assert gains(told)[0] > gains(lay)[0] > 0


@pytest.mark.parametrize("text", ["", ":", "\n\n", "(1)", "a. b. c.", "sebagaimana dimaksud dalam Pasal"])
def test_any_text_is_taken(text: str) -> None:
    odd = (passage("pasal-1", text),)
    assert gains(asked("petugas"), odd) == [0]
    assert gains(Asked({}, ()), odd) == [0]


def test_a_question_without_words_that_tell_gains_nothing() -> None:
    assert gains(Asked({}, ())) == [0, 0, 0]


def test_a_beir_folder_is_read_as_law_where_its_titles_say_so(tmp_path: Path) -> None:
    title = "Undang-Undang Nomor 1 Tahun 2020 tentang Taman. Kepegawaian. Pasal {}."
    rows = [(p.id, title.format(p.id.rsplit("-", 1)[1]), p.text) for p in reversed(ALL)]
    rows.append(("lain", "Taman", "Taman kota dibuka setiap hari."))
    corpus = "".join(json.dumps({"_id": i, "title": t, "text": x}) + "\n" for i, t, x in rows)
    (tmp_path / "corpus.jsonl").write_text(corpus)
    language = Knowledge((), (), Glossary(), Language(), KINDS)
    retriever, ids = open_folder(tmp_path, tmp_path / "data", HashingEmbedder(), language, False)
    assert [str(p.ref) for p in retriever.passages] == [*(p.id for p in reversed(ALL)), "program/beir#p3"]
    assert list(ids.values()) == [*(p.id for p in reversed(ALL)), "lain"]
