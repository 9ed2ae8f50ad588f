"""The documents in ten styles on which the audit is measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanyapasal.eval.audits.__main__ import measure
from tanyapasal.eval.audits.documents import KINDS as EDITS
from tanyapasal.eval.audits.documents import Document, Edit, read_documents, styles_of
from tanyapasal.index.audit.citations.claims import extract_claims
from tanyapasal.index.audit.topics import Topics
from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.passages.holdings import aliases_of, titles_of
from tests.index.law.law_samples import DOMAIN, KINDS, official

CORPUS = read_corpus(Path(__file__).parents[2] / "corpus")
DOCUMENTS = read_documents()
HOURS = "Pegawai berhak ikut pembelajaran minimal 30 JP setahun"


def test_there_are_enough_in_every_style() -> None:
    styles = styles_of(DOCUMENTS)
    assert len(styles) == 10
    for style in styles:
        assert sum(len(d.cites) + len(d.bare) for d in DOCUMENTS if d.style == style) >= 30
    assert {edit.kind for d in DOCUMENTS for edit in d.edits} == set(EDITS)
    assert len({d.id for d in DOCUMENTS}) == len(DOCUMENTS)


def test_every_citation_is_read_at_its_place_and_has_a_claim_only_if_something_is_said_of_it() -> None:
    for document in DOCUMENTS:
        found = extract_claims(
            document.text, CORPUS.kinds, aliases_of(CORPUS), titles_of(CORPUS), CORPUS.domain.measures
        )
        said = {str(c.ref): c.text for c in found.claims}
        assert set(document.cites) | set(document.bare) <= set(said), document.id
        assert all(said[ref] for ref in document.cites), document.id
        assert not any(said[ref] for ref in document.bare if not ref.startswith("putusan")), document.id


def test_false_accusations_and_missed_errors_are_counted() -> None:
    texts = official()
    place, other = "uu-7-2021/pasal-4/ayat-1", "uu-7-2021/pasal-6"
    document = Document(
        "x",
        "memo",
        f"{HOURS} (Pasal 4 ayat (1) UU 7/2021). Biaya ditanggung 9 juta rupiah (Pasal 6 UU 7/2021).",
        (place, other),
        (),
        (
            Edit("number", "30 JP", "20 JP", place),
            Edit("article", "Pasal 4 ayat (1)", "Pasal 5", "uu-7-2021/pasal-5"),
        ),
    )
    report = measure([document], Auditor(texts, Topics(texts), KINDS, DOMAIN), CORPUS, {})
    figures = report.figures()
    assert (figures.citations, figures.read, figures.match, figures.accused) == (2, 2, 1, 1)
    assert figures.false_accusations == 0.5
    assert report.detected("number") == (1, 1)
    assert "memo" in report.as_text()
    assert any(other in line for line in report.failures())


def test_an_edit_must_fit_exactly_once(tmp_path: Path) -> None:
    file = tmp_path / "x.jsonl"
    edit = ["number", "dua", "tiga", "uu-7-2021/pasal-4"]
    file.write_text(
        json.dumps({"id": "a", "style": "memo", "text": "dua dua", "wrong": [edit]}), encoding="utf-8"
    )
    with pytest.raises(ValueError, match="tidak tepat satu kali"):
        read_documents(file)
