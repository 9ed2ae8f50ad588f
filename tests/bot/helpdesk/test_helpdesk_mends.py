"""The console's room for mended copies: seen by all of the staff, changed by editors with one click."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tanyapasal.bot.channels.web.console.mends import PATH
from tanyapasal.bot.helpdesk.mends import Mends
from tanyapasal.bot.storage import MemoryStore
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.keeping.building import change_noted
from tests.bot.helpdesk.desk_fakes import ROOT, Helpdesk, helpdesk_on
from tests.bot.helpdesk.desk_office import Office, opened
from tests.index.mending.mended_corpus import mended_corpus

PAGE = f"{PATH}/pp-7-2031"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Helpdesk, MemoryStore]:
    store = MemoryStore()
    return helpdesk_on(ROOT / "corpus", tmp_path_factory.mktemp("data"), store), store


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return mended_corpus(tmp_path)


@pytest.fixture
def office(built: tuple[Helpdesk, MemoryStore], corpus: Path, tmp_path: Path) -> Iterator[Office]:
    with opened(*built, mends=Mends(corpus, tmp_path / "data")) as office:
        yield office


def _held(corpus: Path) -> str:
    file = next(f for f in read_corpus(corpus).official if str(f.id) == "pp-7-2031")
    return next(p.text for p in file.regulation.provisions if str(p.ref) == "pp-7-2031/pasal-1/ayat-2")


def _mend(office: Office, original: str) -> str:
    """The id of the mend of these words, as the page has it."""
    page = html.unescape(office.browser.get(PAGE).text)
    card = next(c for c in page.split("<li class=") if f">{original}<" in c and "perbaikan" in c)
    found = re.search(r'name="perbaikan" value="(\w+)"', card)
    assert found is not None
    return found[1]


def test_every_mend_is_shown_with_the_words_of_the_copy_and_the_reason(office: Office) -> None:
    office.log_in("agen")
    assert "PP Nomor 7 Tahun 2031" in office.browser.get(PATH).text
    page = html.unescape(office.browser.get(PAGE).text)
    assert "<del>2O</del> <ins>20</ins> (dua puluh) menit" in page
    assert "Tertulis dengan huruf: dua puluh." in page
    assert 'name="perbaikan"' not in page, "an agent changes nothing"


def test_an_editor_undoes_a_mend_with_one_click_and_the_page_says_who(
    office: Office, corpus: Path, tmp_path: Path
) -> None:
    office.log_in()
    (tmp_path / "data" / "index").mkdir(parents=True)
    (tmp_path / "data" / "index" / "current").write_text("0123456789ab\n", encoding="ascii")
    response = office.send(PAGE, PAGE, perbaikan=_mend(office, "2O"), aksi="batal", halaman="1")
    assert response.status_code == 303
    page = html.unescape(office.browser.get(response.headers["location"]).text)
    assert "Perbaikan menjadi “20” dibatalkan oleh editor" in page
    assert "tanyapasal index build" in page
    assert change_noted(tmp_path / "data") is not None, (
        "until then every command says that the index is behind"
    )
    assert "2O (dua puluh)" in _held(corpus)
    assert "4 perbaikan, 1 dibatalkan" in page
    again = office.send(PAGE, PAGE, perbaikan=_mend(office, "2O"), aksi="pakai", halaman="1")
    assert again.status_code == 303
    assert "20 (dua puluh)" in _held(corpus)


def test_an_agent_a_stranger_and_a_form_of_another_page_change_nothing(office: Office, corpus: Path) -> None:
    office.log_in()
    mend = _mend(office, "2O")
    forged = office.browser.post(
        PAGE, data={"csrf": "x", "perbaikan": mend, "aksi": "batal"}, follow_redirects=False
    )
    assert forged.status_code == 403
    office.log_in("agen")
    assert office.send(PAGE, perbaikan=mend, aksi="batal").status_code == 403
    office.browser.cookies.clear()
    for path in (PATH, PAGE):
        assert office.browser.get(path, follow_redirects=False).headers["location"] == "/helpdesk/masuk"
    assert "20 (dua puluh)" in _held(corpus)


@pytest.mark.parametrize("regulation", ["pp-8-2031", "..%2F..%2Fetc", "%3Cscript%3E", "PP-7-2031"])
def test_a_regulation_that_is_not_held_is_a_page_that_says_so(office: Office, regulation: str) -> None:
    office.log_in()
    response = office.browser.get(f"{PATH}/{regulation}")
    assert response.status_code == 404
    assert "<script>" not in response.text


def test_a_mend_that_is_not_there_is_refused(office: Office) -> None:
    office.log_in()
    assert office.send(PAGE, PAGE, perbaikan="0" * 12, aksi="batal").status_code == 404


def test_a_corpus_that_cannot_be_written_is_told(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    office.log_in()
    mend = _mend(office, "2O")

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("tanyapasal.index.corpus.official.storing.write_mends", refuse)
    response = office.send(PAGE, PAGE, perbaikan=mend, aksi="batal")
    assert response.status_code == 409
    assert "tidak dapat ditulisi" in response.text
