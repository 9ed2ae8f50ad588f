"""What passages tell is read once: each fact on a text that has it and on one that has not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from tanyapasal.index.build import build
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.language.field import Field
from tanyapasal.index.law.passages import Passage, Source, SourceKind
from tanyapasal.index.law.places import parse_reference
from tanyapasal.index.passages.facts import CorpusFacts, Facts
from tanyapasal.index.passages.reading.reader import FactReader
from tanyapasal.index.search.snapshot import load
from tests.index.passages.read import CORPUS, FIELD, facts_of

ROOT = Path(__file__).parents[3]


def passage(
    text: str,
    ref: str = "pp-7-2031/pasal-4",
    kind: SourceKind = "official",
    topic: str = "",
    context: str = "",
    parent: str | None = None,
) -> Passage:
    place = parse_reference(ref)
    return Passage(ref, place, ref, topic, text, Source(kind, "naskah"), context, topic=topic, parent=parent)


def facts(text: str, **more: str) -> Facts:
    one = passage(text, **more)  # type: ignore[arg-type]
    return facts_of((one,))(one)


@pytest.mark.parametrize(
    "text",
    [
        "Diundangkan pada tanggal 31 Oktober 2023.",
        "Petugas diberhentikan sementara, apabila ditahan.",
        "Laporan disampaikan paling lambat tujuh hari kerja.",
    ],
)
def test_a_date_a_term_or_a_case_tells_when(text: str) -> None:
    assert facts(text).dates


def test_what_tells_no_time() -> None:
    assert not facts("Pelatihan diikuti oleh 40 peserta.").dates


@pytest.mark.parametrize(
    "text",
    [
        "Taman adalah tempat tanaman.",
        "Petugas Taman yang selanjutnya disingkat PT ialah orang.",
        "Kantor pusat, selanjutnya disebut Kantor, …",
    ],
)
def test_what_says_what_a_thing_is(text: str) -> None:
    assert facts(text).defines


def test_what_defines_nothing() -> None:
    assert not facts("Petugas menyiram taman.").defines


def test_an_official_definition_names_the_term_and_its_short_form() -> None:
    text = "Petugas Taman yang selanjutnya disingkat PT adalah orang yang merawat taman."
    assert facts(text, ref="pp-7-2031/pasal-1/angka-2").defined == ("Petugas Taman", "PT")
    assert facts(text, ref="pp-7-2031/pasal-2").defined == ()
    assert facts(text, ref="pp-7-2031/pasal-1/angka-2", kind="secondary").defined == ()


def test_quantities_are_kept_with_their_span_and_their_line() -> None:
    text = "Izin berlaku 2 (dua) tahun.\nPermohonan diajukan paling lambat 30 hari."
    told = facts(text)
    assert [str(norm) for norm in told.norms] == ["2 tahun", "maksimal 30 hari"]
    assert [norm.span.of(text) for norm in told.norms] == ["2 (dua) tahun", "paling lambat 30 hari"]
    assert told.lines == (0, 1)


def test_a_passage_is_for_whom_its_words_name_or_else_where_it_stands() -> None:
    first, second = (group for side in FIELD.domain.sides for group in side[:1])
    assert facts(f"Setiap {first} berhak.", context=f"Bab tentang {second}.").groups == {first}
    assert facts("Setiap orang berhak.", context=f"Bab tentang {second}.").groups == {second}
    assert facts("Setiap orang berhak.").groups == frozenset()


def test_sentences_keep_what_they_decide_and_whether_they_do_so_without_condition() -> None:
    plain, conditional = facts("Petugas wajib melapor. Petugas dapat pulang apabila hujan.").sentences
    assert (plain.modals, plain.conditional) == (("wajib",), False)
    assert (conditional.modals, conditional.conditional) == (("boleh",), True)


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("Petugas yang tidak hadir wajib melapor.", True),
        ("Semua petugas kecuali ketua wajib melapor.", True),
        ("Petugas tidak boleh pulang.", False),
        ("Petugas tidak wajib melapor.", False),
        ("Petugas wajib melapor.", False),
    ],
)
def test_what_is_forbidden_or_set_free_is_told_from_what_is_denied(text: str, denies: bool) -> None:
    (sentence,) = facts(text).sentences
    assert sentence.negated is denies


def test_a_list_is_known_by_the_words_that_introduce_it() -> None:
    listed = facts(
        "Izin sebagaimana dimaksud pada ayat (1) terdiri atas:\na. izin tetap; dan\nb. izin sementara."
    )
    assert listed.enumeration is not None
    assert listed.enumeration.introduction == ("izin",)
    assert listed.enumeration.items
    assert facts("Izin diberikan oleh kepala kantor.").enumeration is None


def test_the_items_of_a_list_stand_without_their_numbers() -> None:
    text = "Izin terdiri atas:\na. izin tetap;\nb. izin sementara; dan\nc. izin khusus."
    assert [item.of(text) for item in facts(text).items] == ["izin tetap", "izin sementara", "izin khusus"]


def test_an_item_is_read_under_the_words_above_its_list() -> None:
    whole = passage("Petugas wajib:\na. menyiram bunga; dan\nb. memotong rumput.")
    items = (
        passage("menyiram bunga; dan", "pp-7-2031/pasal-4/huruf-a", parent=whole.id),
        passage("memotong rumput.", "pp-7-2031/pasal-4/huruf-b", parent=whole.id),
    )
    read = facts_of((whole, *items))
    assert read(whole).introduction == {"tugas", "wajib", "a"}
    assert any({"tugas", "siram", "bunga"} <= statement for statement in read(items[0]).statements)


def test_places_that_are_named_and_leant_on_are_told_apart() -> None:
    told = passage("Upah sebagaimana dimaksud dalam Pasal 4 dibayar menurut Pasal 5.", "pp-7-2031/pasal-6")
    held = (passage("Upah.", "pp-7-2031/pasal-4"), passage("Cara.", "pp-7-2031/pasal-5"), told)
    read = facts_of(held)(told)
    assert [str(place) for place in read.named] == ["pp-7-2031/pasal-4", "pp-7-2031/pasal-5"]
    assert [str(place) for place in read.leans] == ["pp-7-2031/pasal-4"]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Peraturan Pemerintah Nomor 3 Tahun 2Ol9 dicabut dan dinyatakan tidak berlaku.", (("3", "2019"),)),
        (
            "Nomor 3 Tahun 2019 tentang Taman dan Nomor 4 Tahun 2020 tentang Kebun dinyatakan tidak berlaku.",
            (("4", "2020"),),
        ),
        ("Peraturan Pemerintah Nomor 3 Tahun 2019 dilaksanakan.", ()),
    ],
)
def test_the_standing_of_a_regulation_is_told_where_it_is_said_of_it(
    text: str, ends: tuple[tuple[str, str], ...]
) -> None:
    assert facts(text).ends == ends


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_is_read_and_survives_being_stored(texts: list[str]) -> None:
    passages = [passage(text, f"pp-7-2031/pasal-{n}") for n, text in enumerate(texts, 1)]
    read = FactReader(FIELD, CORPUS.kinds, ()).read(passages)
    stored = TypeAdapter(CorpusFacts)
    again = stored.validate_json(stored.dump_json(read))
    assert replace(again, passages=tuple(again.passages)) == read
    assert all(0 <= n.span.start <= n.span.end <= len(text) for f, text in zip(read.passages, texts, strict=True) for n in f.norms)  # fmt: skip


def test_the_facts_of_an_index_are_those_that_are_read_from_its_passages(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    build(ROOT / "corpus", tmp_path, embedder)
    snapshot = load(tmp_path, embedder.id, embedder.dimension)
    corpus = read_corpus(ROOT / "corpus")
    knowledge = snapshot.knowledge
    again = FactReader(Field(corpus), corpus.kinds, knowledge.cards).read(knowledge.passages)
    assert snapshot.facts == again
