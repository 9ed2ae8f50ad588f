"""What is known of a statement: computed from the official text if that is held, else as noted."""

from __future__ import annotations

from tanyapasal.index.audit.topics import Topics
from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus.verification import VerificationEntry
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.passages.verified import UNCHECKED, verified
from tests.index.law.law_samples import DOMAIN, KINDS, official

TEXTS = official()
AUDITOR = Auditor(TEXTS, Topics(TEXTS), KINDS, DOMAIN)
HOURS = "Pegawai berhak ikut pembelajaran minimal 20 JP setahun"


def place(ref: str) -> Reference:
    parsed = parse_reference(ref)
    assert isinstance(parsed, Reference)
    return parsed


def entry(ref: str, verdict: str = "match", note: str = "Dicatat oleh orang.") -> VerificationEntry:
    return VerificationEntry(place(ref), verdict, note)  # type: ignore[arg-type]


def test_a_computed_verdict_outranks_what_is_noted() -> None:
    found = verified(place("uu-7-2021/pasal-4/ayat-1"), HOURS, HOURS, (entry("uu-7-2021/pasal-4"),), AUDITOR)
    assert found.verdict == "number_mismatch"
    assert "30 JP" in found.note


def test_a_note_that_says_the_same_is_kept_in_the_words_of_the_person() -> None:
    noted = (entry("uu-7-2021/pasal-4", "number_mismatch"),)
    found = verified(place("uu-7-2021/pasal-4/ayat-1"), HOURS, HOURS, noted, AUDITOR)
    assert (found.verdict, found.note) == ("number_mismatch", "Dicatat oleh orang.")


def test_where_no_text_is_held_the_note_counts_or_nothing_is_known() -> None:
    assert (
        verified(place("uu-88-2019/pasal-1"), HOURS, HOURS, (entry("uu-88-2019"),), AUDITOR).verdict
        == "match"
    )
    assert verified(place("uu-88-2019/pasal-1"), HOURS, HOURS, (), AUDITOR) == UNCHECKED
    assert verified(place("uu-7-2021/pasal-4/ayat-1"), HOURS, HOURS, (), None) == UNCHECKED


def test_the_heading_of_the_statement_tells_its_audience() -> None:
    text = "Pegawai mengikuti pembelajaran kepemimpinan paling sedikit 40 jam pelajaran"
    found = verified(place("pp-8-2022/pasal-2"), text, f"{text} butir 2 PPPK", (), AUDITOR)
    assert found.verdict == "wrong_article"
    assert verified(place("pp-8-2022/pasal-2"), text, f"{text} butir 1 PNS", (), AUDITOR).verdict == "match"
