"""Mends laid over an official text: what is read, written, undone; and that the copy stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from tanyapasal.index.corpus import corpus_hash, read_corpus
from tanyapasal.index.corpus.official.mends import mends_lines, read_mends
from tanyapasal.index.corpus.official.storing import write_mends
from tanyapasal.index.corpus.official.write import official_markdown
from tanyapasal.index.errors import CorpusMistake
from tanyapasal.index.filing import checked, write_official
from tanyapasal.index.law.mends import MENDS_SUFFIX, Mend, Undone
from tanyapasal.index.law.places import Locator, Reference, RegulationId, Step
from tanyapasal.index.passages.of_corpus import passages_of
from tanyapasal.index.reading import read_file
from tests.index.mending.mended_corpus import LAW, corpus_in, mended_corpus


def _text(corpus: Path, place: str) -> str:
    return next(p.text for p in passages_of(read_corpus(corpus)) if p.id == f"pp-7-2031/{place}")


def test_filing_keeps_the_copy_and_records_every_mend_beside_it(tmp_path: Path) -> None:
    corpus = mended_corpus(tmp_path)
    held = (corpus / "official" / "pp-7-2031.md").read_text(encoding="utf-8")
    assert all(read in held for read in ("2O (dua puluh)", "sebagaimaaa", "ayat (21 ditegur", "ayat (l)"))
    mends = (corpus / "official" / f"pp-7-2031{MENDS_SUFFIX}").read_text(encoding="utf-8")
    file = next(f for f in read_corpus(corpus).official if f.id.number == "7")
    assert [(m.original, m.mended) for m in file.mends] == [
        ("(l)", "(1)"), ("2O", "20"), ("sebagaimaaa", "sebagaimana"), ("(21", "(2)"),
    ]  # fmt: skip
    assert mends_lines(file.mends) == mends
    assert official_markdown(file) == held


def test_passages_have_the_mended_words_and_what_the_copy_has_instead(tmp_path: Path) -> None:
    corpus = mended_corpus(tmp_path)
    found = {p.id.removeprefix("pp-7-2031/"): p for p in passages_of(read_corpus(corpus))}
    whole = found["pasal-1"]
    assert "paling lambat 20 (dua puluh) menit" in whole.text
    assert whole.copied is not None
    assert "paling lambat 2O (dua puluh) menit" in whole.copied
    assert "pada ayat (21 ditegur" in whole.copied
    assert found["pasal-1/ayat-2/huruf-b"].copied == "setiap sore sebagaimaaa ditetapkan."
    assert found["pasal-1/ayat-2/huruf-a"].copied is None
    assert found["pasal-1/ayat-1"].copied is None
    assert whole.original_of(
        "(3) Petugas sebagaimana dimaksud pada ayat (2) ditegur sebagaimana mestinya."
    ) == ("(3) Petugas sebagaimana dimaksud pada ayat (21 ditegur sebagaimana mestinya.")
    assert whole.original_of("(1) Petugas taman menyiram tanaman") is None


def test_numbers_that_disagree_are_a_problem_and_stay(tmp_path: Path) -> None:
    source = tmp_path / "taman.txt"
    source.write_text(LAW, encoding="utf-8")
    file = checked(read_file(source), read_corpus(corpus_in(tmp_path)))
    told = [p.message for p in file.regulation.problems if p.code == "number_disagrees"]
    assert told == ["angka dan hurufnya tidak sama: '3 (dua puluh)'"]
    assert "3 (dua puluh)" in file.regulation.provisions[-1].text


def test_what_is_undone_reads_as_the_copy_has_it_and_stays_undone(tmp_path: Path) -> None:
    corpus = mended_corpus(tmp_path)
    before = corpus_hash(corpus)
    file = next(f for f in read_corpus(corpus).official if f.id.number == "7")
    undone = tuple(
        replace(m, undone=Undone("sari", date(2026, 11, 26))) if m.original == "2O" else m for m in file.mends
    )
    write_mends(corpus, file.with_mends(undone))
    assert corpus_hash(corpus) != before
    assert "2O (dua puluh)" in _text(corpus, "pasal-1/ayat-2")
    assert "sebagaimana ditetapkan" in _text(corpus, "pasal-1/ayat-2/huruf-b")
    write_official(corpus, checked(read_file(tmp_path / "taman.txt"), read_corpus(corpus)))
    assert "2O (dua puluh)" in _text(corpus, "pasal-1/ayat-2")


def test_words_that_were_corrected_in_the_file_are_not_mended_again(tmp_path: Path) -> None:
    corpus = mended_corpus(tmp_path)
    held = corpus / "official" / "pp-7-2031.md"
    held.write_text(
        held.read_text(encoding="utf-8").replace("2O (dua puluh)", "25 (dua puluh lima)"), encoding="utf-8"
    )
    assert "25 (dua puluh lima)" in _text(corpus, "pasal-1/ayat-2")


def test_a_line_that_is_no_mend_is_a_mistake_with_its_line() -> None:
    mistakes: list[CorpusMistake] = []
    good = mends_lines([_mend()])
    assert read_mends(f"{good}{{\n\n[]\n{good}", "official/x.mends.jsonl", mistakes) == (_mend(), _mend())
    assert [m.line for m in mistakes] == [2, 4]


def test_a_mend_is_found_by_what_stands_around_it_only_where_that_stands_once() -> None:
    mend = _mend()
    assert mend.span_in("paling lama 2O (dua puluh) hari") is not None
    assert mend.span_in("paling lama 20 (dua puluh) hari") is None
    assert mend.span_in("paling lama 2O (dua) dan lama 2O (dua)") is None


def _mend() -> Mend:
    place = Reference(RegulationId("pp", "7", 2031), Locator((Step("pasal", "1"),)))
    return Mend(place, "2O", "20", "lama ", " (dua", "bilangan", "tertulis dengan huruf: dua puluh")
