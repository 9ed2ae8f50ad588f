"""Which words of a long passage are shown."""

from __future__ import annotations

import pytest

from tanyapasal.bot.answering.saying.excerpts import CUT, LIST_ASKED, WHOLE, excerpt
from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import parse_reference
from tests.index.passages.read import CORPUS, FIELD, facts_of

FILLER = "Ketentuan lain mengenai kebun dinas diatur oleh kepala dinas setempat dengan surat tersendiri. "
LISTED = (
    "Petugas kebun mendapat izin panen apabila:\n"
    "a. merawat kebun dinas sekurang-kurangnya selama dua musim berturut-turut tanpa pernah terputus;\n"
    "b. menyerahkan hasil panen kepada gudang dinas paling lambat tujuh hari setelah panen berakhir;\n"
    "c. memiliki sertifikat perawatan pohon yang dikeluarkan oleh balai benih;\n"
    "d. membayar iuran air kepada pengelola saluran setiap bulan sebelum tanggal lima; dan\n"
    "e. tidak sedang menjalani hukuman dari kepala dinas pada tahun yang sama.\n"
)
SENTENCES = f"{FILLER * 3}Panen dilakukan paling lama 14 (empat belas) hari kerja. {FILLER * 3}"


def shown(question: str, text: str) -> tuple[str, str]:
    ref = parse_reference("uu-1-2020/pasal-7")
    passage = Passage(str(ref), ref, "", "", text, Source("official", "kebun"))
    query = QueryReader(FIELD, CORPUS.kinds).read(question)
    found = excerpt(query, passage, facts_of((passage,))(passage), {})
    assert found.quote in text
    return found.text, found.quote


def test_a_short_text_is_shown_as_it_is() -> None:
    text = LISTED[: WHOLE - 50]
    assert shown("apa syarat izin panen?", text) == (text, text)


def test_of_a_long_text_the_sentence_with_the_quantity_is_shown() -> None:
    text, quote = shown("berapa hari panen dilakukan?", SENTENCES)
    assert "14 (empat belas) hari" in text
    assert text.startswith(CUT)
    assert text.endswith(CUT)
    assert len(quote) < len(SENTENCES) / 2


def test_an_item_is_shown_with_what_introduces_it() -> None:
    text, _ = shown("bolehkah panen tanpa sertifikat perawatan pohon?", LISTED)
    assert text.startswith("Petugas kebun mendapat izin panen apabila:")
    assert "c. memiliki sertifikat" in text
    assert "iuran air" not in text


def test_a_list_that_is_asked_for_is_shown_whole() -> None:
    text, _ = shown("apa saja syarat izin panen?", LISTED)
    assert CUT not in text
    assert "e. tidak sedang" in text


def test_the_longest_list_is_cut_between_its_items() -> None:
    items = "".join(f"{n}. petugas nomor {n} merawat pohon di blok yang ditetapkan;\n" for n in range(1, 60))
    text, _ = shown("apa saja tugas petugas kebun?", f"Petugas kebun bertugas:\n{items}")
    assert text.rstrip(f" {CUT}").endswith("ditetapkan;")
    assert len(text) < LIST_ASKED + 10


@pytest.mark.parametrize("length", [1, 3000])
def test_a_sentence_without_end_is_cut_at_a_word(length: int) -> None:
    text, quote = shown("apa itu kebun?", "kebun dinas " * length)
    assert not quote.endswith("din")
    assert len(text) < 500
