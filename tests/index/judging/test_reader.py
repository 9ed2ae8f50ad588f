"""The packaged reader reads a question together with passages, without torch."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanyapasal.index.embedding.pieces import Pieces
from tanyapasal.index.errors import ReaderError
from tanyapasal.index.judging.form import EOS, MOST_TOKENS, QUESTION_TOKENS, encoded, read_form, worded
from tanyapasal.index.judging.reader import MODEL, PACKAGED, TOKENIZER, PackagedReader
from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import parse_reference

QUESTION = "Berapa lama izin usaha taman berlaku?"
ANSWERS = (
    "Pasal 4 Perda Nomor 3 Tahun 2021 tentang Izin Usaha. Izin usaha taman berlaku selama 3 (tiga) tahun."
)
BESIDE = "Pasal 9 Perda Nomor 3 Tahun 2021 tentang Izin Usaha. Pemegang izin usaha taman wajib menanam pohon."
SHARED = PackagedReader()
ELSEWHERE = "Gunung itu terletak di tengah pulau dan dikelilingi hutan."


@pytest.fixture
def reader() -> PackagedReader:
    return SHARED


def test_a_passage_that_answers_has_better_odds_than_those_beside_it(reader: PackagedReader) -> None:
    odds = reader.logits([(QUESTION, passage) for passage in (BESIDE, ANSWERS, ELSEWHERE)])
    assert odds.shape == (3,)
    assert int(np.argmax(odds)) == 1
    assert odds[2] < 0


def test_what_is_read_beside_a_passage_changes_nothing(reader: PackagedReader) -> None:
    together = reader.logits([(QUESTION, passage) for passage in (ELSEWHERE, ANSWERS * 9, ANSWERS)])
    assert together[2] == pytest.approx(reader.logits([(QUESTION, ANSWERS)])[0], abs=1e-5)


def test_nothing_to_read_is_no_error(reader: PackagedReader) -> None:
    assert reader.logits([]).shape == (0,)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300), st.text(max_size=3000))
def test_any_text_is_read(question: str, passage: str) -> None:
    assert np.isfinite(SHARED.logits([(question, passage)])).all()


def test_a_sequence_is_cut_to_what_the_model_reads() -> None:
    (long,) = encoded(Pieces(PACKAGED / TOKENIZER).ids, [("taman kota " * 400, "izin usaha " * 400)])
    assert len(long) == MOST_TOKENS
    assert long[-1] == EOS
    assert long[1 + QUESTION_TOKENS] == EOS


def test_where_a_passage_stands_is_read_and_what_staff_added_is_not() -> None:
    ref = parse_reference("perda-3-2021/pasal-4")
    passage = Passage("p", ref, "", "", "teks", Source("official", "d"), "letak", "kata kunci", "pokok")
    assert read_form(passage) == "letak\npokok\nteks"


@pytest.mark.parametrize(
    ("question", "passage", "read"),
    [
        ("brp jampel per tahun?", "20 (dua puluh) jam pelajaran", "brp jam pelajaran per tahun?"),
        ("brp jampel per tahun?", "20 JP (jampel)", "brp jampel per tahun?"),
        ("brp jampel per tahun?", "cuti tahunan", "brp jampel per tahun?"),
        ("jampelan Jampel?", "20 JP", "jampelan JP?"),
    ],
)
def test_a_question_is_read_in_the_words_of_the_passage(question: str, passage: str, read: str) -> None:
    assert worded(question, [Sense("jampel", ("JP", "jam pelajaran"))], passage) == read


def test_a_folder_without_a_reader_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="TANYAPASAL_READER=0"):
        PackagedReader(tmp_path).warm_up()


def test_the_packaged_file_is_small() -> None:
    assert (PACKAGED / MODEL).stat().st_size <= 30_000_000


def test_reading_needs_no_torch() -> None:
    code = (
        "import sys\n"
        "from tanyapasal.index.judging.reader import PackagedReader\n"
        "PackagedReader().warm_up()\n"
        "assert not {'torch', 'transformers'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)
