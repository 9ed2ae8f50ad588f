"""A passage about those who do is no answer about those who do not."""

from __future__ import annotations

import pytest

from tanyapasal.index.asking.opposing import opposed
from tanyapasal.index.asking.reading import QueryReader
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import parse_reference
from tests.index.passages.read import CORPUS, FIELD, facts_of

READER = QueryReader(FIELD, CORPUS.kinds)


def _opposed(question: str, text: str) -> bool:
    passage = Passage(
        id="p",
        ref=parse_reference("uu-20-2023/pasal-47"),
        label="Pasal 47",
        heading="Pasal 47",
        context="",
        text=text,
        source=Source("official", "x"),
    )
    return opposed(READER.read(question), facts_of([passage])(passage))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        (
            "Bagaimana pedagang yang tidak memenuhi persyaratan?",
            "Pedagang yang memenuhi persyaratan diberi tempat.",
        ),
        (
            "Pedagang yang tidak memenuhi syarat gimana?",
            "Pedagang yang diberi tempat harus memenuhi persyaratan: a. sehat; dan b. tertib.",
        ),
        ("kalau peserta gak lulus ujian gimana?", "Peserta yang telah lulus ujian menerima sertifikat."),
        ("Peserta yang lulus ujian dapat apa?", "Peserta yang tidak lulus ujian mengulang."),
    ],
)
def test_a_passage_of_the_other_side_alone_is_opposed(question: str, text: str) -> None:
    assert _opposed(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        # it says something of the side that is asked about as well
        (
            "Bagaimana peserta yang tidak lulus ujian?",
            "Peserta yang lulus ujian diangkat. Yang tidak lulus mengulang.",
        ),
        # a duty speaks of nobody who fulfils it
        ("Apa sanksi bila tidak ikut rapat?", "Setiap petugas wajib ikut rapat."),
        # a limit tells of both sides
        (
            "Petugas yang belum bekerja 1 tahun dapat cuti?",
            "Petugas yang telah bekerja paling singkat 1 (satu) tahun berhak cuti.",
        ),
        # nothing is denied
        ("boleh tidak peserta ikut ujian dua kali?", "Peserta yang ikut ujian dua kali membayar."),
        # about something else
        ("Bagaimana peserta yang tidak lulus ujian?", "Petugas yang membayar retribusi boleh berjualan."),
        ("Peserta yang lulus ujian dapat apa?", "Peserta yang lulus ujian tidak membayar lagi."),
        # what cannot be told is left alone
        (
            "Bagaimana pedagang yang tidak memenuhi syarat?",
            "Pedagang yang memenuhi syarat dilarang pindah tanpa syarat.",
        ),
    ],
)
def test_a_passage_of_which_it_is_not_certain_is_not_opposed(question: str, text: str) -> None:
    assert not _opposed(question, text)
