"""Official texts in the corpus: passages, cards, ids."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tanyapasal.index.corpus import Corpus, corpus_hash, read_corpus
from tanyapasal.index.errors import CorpusError
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.passages.of_corpus import cards_of, passages_of

ROOT = Path(__file__).parents[3]
OFFICIAL = """---
id: pp-7-2031
title: Perawatan Taman
status: berlaku
amends: [pp-2-2030]
revokes: [pp-1-2030]
aliases: [PP Taman]
source: {kind: official, document: PP Nomor 7 Tahun 2031}
---

# Pembukaan

a. bahwa taman perlu dirawat;

# Batang Tubuh

## BAB I: KETENTUAN UMUM TAMAN RTH

##### Pasal 1

(1) Petugas taman di RTH wajib:

    a. menyiram tanaman setiap pagi; dan
    b. memangkas tanaman.

(2) Petugas yang lalai ditegur.

##### Pasal 2

Kepala dinas mengawasi taman.

# Penjelasan

###### (I) UMUM

Taman adalah paru-paru kota.

##### Pasal 1

(1) Cukup jelas.

(2) Teguran dapat disampaikan secara lisan.

##### Pasal 2

Cukup jelas.
"""
SECONDARY = """---
id: {id}
title: {title}
status: berlaku
aliases: [PP Kebun]
source: {{kind: secondary, document: Buku Saku}}
deviations: [Judul ditulis Kebun]
---

## Pasal 1 ayat (2)

Petugas yang lalai diberi surat teguran.

> Letak: halaman 3
> Topik: teguran petugas
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    for name in ("glossary.yaml", "language.yaml", "kinds.yaml", "verification.yaml"):
        shutil.copy(ROOT / "corpus" / name, tmp_path / name)
    (tmp_path / "official").mkdir()
    (tmp_path / "regulations").mkdir()
    (tmp_path / "official" / "pp-7-2031.md").write_text(OFFICIAL, encoding="utf-8")
    for name, title in (("pp-7-2031", "Kebun"), ("pp-1-2030", "Lama"), ("pp-2-2030", "Dasar")):
        text = SECONDARY.format(id=name, title=title)
        (tmp_path / "regulations" / f"{name}.md").write_text(text, encoding="utf-8")
    return read_corpus(tmp_path)


def of(corpus: Corpus) -> dict[str, Passage]:
    return {p.id: p for p in passages_of(corpus)}


def test_every_pasal_and_item_is_a_passage_and_ids_are_unique(corpus: Corpus) -> None:
    passages = passages_of(corpus)
    assert len({p.id for p in passages}) == len(passages)
    assert [p.id for p in passages if p.source.kind == "official"] == [
        "pp-7-2031/pasal-1",
        "pp-7-2031/pasal-1/ayat-1",
        "pp-7-2031/pasal-1/ayat-1/huruf-a",
        "pp-7-2031/pasal-1/ayat-1/huruf-b",
        "pp-7-2031/pasal-1/ayat-2",
        "pp-7-2031/pasal-2",
        "pp-7-2031/penjelasan",
        "pp-7-2031/penjelasan/pasal-1",
        "pp-7-2031/penjelasan/pasal-1/ayat-2",
    ]


def test_an_item_stands_word_for_word_in_the_passage_of_its_pasal(corpus: Corpus) -> None:
    found = of(corpus)
    item = found["pp-7-2031/pasal-1/ayat-1/huruf-a"]
    assert item.parent == "pp-7-2031/pasal-1"
    assert item.text in found[item.parent].text
    assert item.label == "Pasal 1 ayat (1) huruf a PP Nomor 7 Tahun 2031"
    assert "Petugas taman di RTH wajib:" in item.context
    assert item.topic == "ketentuan umum taman RTH"
    for passage in found.values():
        assert passage.parent is None or passage.text in found[passage.parent].text


def test_official_text_and_what_a_document_says_of_it_stand_side_by_side(corpus: Corpus) -> None:
    found = of(corpus)
    assert found["pp-7-2031/pasal-1/ayat-2"].text == "Petugas yang lalai ditegur."
    assert found["pp-7-2031/pasal-1/ayat-2~2"].source.document == "Buku Saku"


def test_an_explanation_that_explains_nothing_is_no_passage(corpus: Corpus) -> None:
    assert "pp-7-2031/penjelasan/pasal-2" not in of(corpus)
    assert of(corpus)["pp-7-2031/penjelasan/pasal-1"].label == "Penjelasan Pasal 1 PP Nomor 7 Tahun 2031"


def test_one_card_for_each_regulation_with_what_both_files_know(corpus: Corpus) -> None:
    cards = {str(card.id): card for card in cards_of(corpus)}
    assert len(cards) == 3
    card = cards["pp-7-2031"]
    assert (card.title, card.aliases, card.deviations) == (
        "Perawatan Taman",
        ("PP Taman", "PP Kebun"),
        ("Judul ditulis Kebun",),
    )
    assert cards["pp-1-2030"].status == "dicabut"
    assert cards["pp-2-2030"].status == "diubah"


def test_a_changed_official_text_is_a_changed_corpus(tmp_path: Path, corpus: Corpus) -> None:
    assert corpus.official
    before = corpus_hash(tmp_path)
    path = tmp_path / "official" / "pp-7-2031.md"
    path.write_text(OFFICIAL.replace("ditegur", "diperingatkan"), encoding="utf-8")
    assert corpus_hash(tmp_path) != before


def test_an_unknown_kind_is_a_mistake_of_the_official_file(tmp_path: Path, corpus: Corpus) -> None:
    assert corpus.official
    (tmp_path / "official" / "xx-7-2031.md").write_text(
        OFFICIAL.replace("pp-7-2031", "xx-7-2031"), encoding="utf-8"
    )
    with pytest.raises(CorpusError, match=r"official/xx-7-2031\.md:2: jenis 'xx'"):
        read_corpus(tmp_path)


def test_a_change_whose_new_text_was_not_read_is_said_with_the_older_wording(
    corpus: Corpus, tmp_path: Path
) -> None:
    """The text is that of before the change: whoever cites it must see that it was changed."""
    change = """---
id: pp-9-2032
title: Perubahan atas Peraturan Pemerintah Nomor 7 Tahun 2031 tentang Perawatan Taman
status: berlaku
amends: [pp-7-2031]
source: {kind: official, document: PP Nomor 9 Tahun 2032}
---

# Batang Tubuh

##### Pasal I

1. Ketentuan Pasal 2 diubah.
"""
    (tmp_path / "official" / "pp-9-2032.md").write_text(change, encoding="utf-8")
    found = of(read_corpus(tmp_path))
    assert found["pp-7-2031/pasal-2"].text == "Kepala dinas mengawasi taman."
    assert found["pp-7-2031/pasal-2"].source.document == (
        "PP Nomor 7 Tahun 2031 sebagaimana telah diubah dengan PP Nomor 9 Tahun 2032; bunyi barunya tidak "
        "seluruhnya terbaca"
    )
    assert found["pp-7-2031/pasal-1"].source.document == "PP Nomor 7 Tahun 2031"
    assert corpus.official
