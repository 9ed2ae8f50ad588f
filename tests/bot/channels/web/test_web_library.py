"""The pages for reading: regulations, their places, programs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import httpx
import pytest

from tanyapasal.bot.channels.web.app import create_app
from tanyapasal.index.law.passages import Passage, RegulationCard, Source
from tanyapasal.index.law.places import (
    AnyReference,
    ProgramReference,
    Reference,
    RegulationId,
    parse_reference,
)
from tests.bot.channels.web.web_fakes import CLASSROOM, HOURS, PLATFORM, FakeAssistant, loaded, served

LAW, CHANGE = RegulationId("pp", "1", 2020), RegulationId("pp", "2", 2022)
NASKAH = Source("official", "Naskah PP Nomor 1 Tahun 2020", "https://jdih.contoh.go.id/pp-1-2020")


def passage(ref: str, label: str, text: str, parent: str | None = None) -> Passage:
    return Passage(
        ref, parse_reference(ref), label, label, text, NASKAH, topic=f"topik {label}", parent=parent
    )


@dataclass
class Library(FakeAssistant):
    """An official text with items, a penjelasan, and a regulation that changes it."""

    def regulations(self) -> tuple[RegulationCard, ...]:
        return (
            RegulationCard(LAW, "Contoh", "PP Nomor 1 Tahun 2020", "diubah", aliases=("PP Contoh",)),
            RegulationCard(
                CHANGE, "Perubahan atas Contoh", "PP Nomor 2 Tahun 2022", "berlaku", amends=(LAW,)
            ),
        )

    def passages_at(self, ref: AnyReference) -> tuple[Passage, ...]:
        whole = "(1) Setiap pegawai wajib belajar.\n(2) Lamanya 20 jam."
        held = (
            passage("pp-1-2020/pasal-1", "Pasal 1 PP Nomor 1 Tahun 2020", "Pegawai adalah orang."),
            passage("pp-1-2020/pasal-2", "Pasal 2 PP Nomor 1 Tahun 2020", whole),
            passage(
                "pp-1-2020/pasal-2/ayat-1",
                "Pasal 2 ayat (1)",
                "Setiap pegawai wajib belajar.",
                "pp-1-2020/pasal-2",
            ),
            passage("pp-1-2020/pasal-2/ayat-2", "Pasal 2 ayat (2)", "Lamanya 20 jam.", "pp-1-2020/pasal-2"),
            passage("pp-1-2020/pasal-2a", "Pasal 2A", "Sisipan."),
            passage(
                "pp-1-2020/penjelasan/pasal-2", "Penjelasan Pasal 2", "Yang dimaksud dengan jam adalah JP."
            ),
        )
        return tuple(
            p
            for p in held
            if isinstance(p.ref, Reference) and isinstance(ref, Reference) and ref.contains(p.ref)
        )

    def programs(self) -> tuple[ProgramReference, ...]:
        return ()


def opened(assistant: FakeAssistant) -> Iterator[httpx.Client]:
    with (
        served(create_app(loaded(assistant))) as address,
        httpx.Client(base_url=address, timeout=10) as client,
    ):
        yield client


@pytest.fixture(scope="module")
def http() -> Iterator[httpx.Client]:
    yield from opened(FakeAssistant())


@pytest.fixture(scope="module")
def library() -> Iterator[httpx.Client]:
    yield from opened(Library())


def main(response: httpx.Response, status: int = 200) -> str:
    """The text of a page's main part, with markup; white space as one space."""
    assert response.status_code == status, response.text
    found = re.search(r"<main.*?</main>", response.text, re.DOTALL)
    assert found is not None
    return " ".join(found.group().split())


def test_the_list_names_every_regulation_and_program_with_its_page(http: httpx.Client) -> None:
    page = main(http.get("/regulasi"))
    assert '<a href="/regulasi/uu-20-2023">UU Nomor 20 Tahun 2023</a>' in page
    assert "Status belum diketahui" in page
    assert '<a href="/program/platform-e-learning">' in page


def test_a_regulation_shows_its_status_names_amendments_and_pasal(library: httpx.Client) -> None:
    page = main(library.get("/regulasi/pp-1-2020"))
    assert "Diubah" in page
    assert "PP Contoh" in page
    assert 'Diubah oleh</dt> <dd><a href="/regulasi/pp-2-2022">PP Nomor 2 Tahun 2022</a>' in page
    for ref, name in (("pasal-1", "Pasal 1"), ("pasal-2", "Pasal 2"), ("pasal-2a", "Pasal 2A")):
        assert f'<a href="/regulasi/pp-1-2020/{ref}">{name}</a>' in page
    change = main(library.get("/regulasi/pp-2-2022"))
    assert 'Mengubah</dt> <dd><a href="/regulasi/pp-1-2020">' in change
    assert "belum tersedia" in change


def test_a_pasal_shows_its_text_once_its_penjelasan_and_its_neighbours(library: httpx.Client) -> None:
    page = main(library.get("/regulasi/pp-1-2020/pasal-2"))
    assert page.count("Setiap pegawai wajib belajar.") == 1
    assert "Yang dimaksud dengan jam adalah JP." in page
    assert "belum diperiksa terhadap naskah resmi" in page
    assert '<a rel="prev" href="/regulasi/pp-1-2020/pasal-1">' in page
    assert '<a rel="next" href="/regulasi/pp-1-2020/pasal-2a">' in page
    assert 'href="https://jdih.contoh.go.id/pp-1-2020"' in page
    assert "Peraturan ini diubah oleh" in page


def test_an_ayat_has_a_page_of_its_own_that_leads_to_its_pasal(library: httpx.Client) -> None:
    page = main(library.get("/regulasi/pp-1-2020/pasal-2/ayat-2"))
    assert "<h1>Pasal 2 ayat (2)</h1>" in page
    assert "Lamanya 20 jam." in page
    assert "Setiap pegawai" not in page
    assert '<a href="/regulasi/pp-1-2020/pasal-2">Pasal 2</a>' in page


def test_the_penjelasan_of_a_pasal_can_be_linked_to(library: httpx.Client) -> None:
    page = main(library.get("/regulasi/pp-1-2020/penjelasan/pasal-2"))
    assert "<h1>Penjelasan Pasal 2</h1>" in page


def test_a_pasal_shows_its_verification_and_who_cites_it(http: httpx.Client) -> None:
    page = main(http.get("/regulasi/uu-20-2023/pasal-47"))
    assert HOURS.text in page
    assert "Perlu dicek: nomor pasal" in page
    assert "Lihat: Pasal 203 ayat (4) PP 11/2017." in page  # not held, so no link
    assert "Dikutip oleh" in page
    assert f'<a href="/program/platform-e-learning#lan-ri">{PLATFORM.label}</a>' in page


def test_a_program_shows_its_sections_where_links_to_them_lead(http: httpx.Client) -> None:
    page = main(http.get("/program/platform-e-learning"))
    assert 'id="lan-ri"' in page
    assert '<a href="https://tsk.asnunggul.lan.go.id/"' in page


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/regulasi/uu-1-1945", 404, "tidak ada dalam korpus"),
        ("/regulasi/UU20", 400, "misalnya uu-20-2023"),
        ("/regulasi/uu-20-2023/ayat-2", 400, "pasal dahulu"),
        ("/regulasi/program/latsar", 404, "tidak ada dalam korpus"),
        ("/program/tidak-ada", 404, "tidak tersedia"),
        ("/program/Bukan%20Ini", 400, "misalnya program/platform-e-learning"),
    ],
)
def test_what_is_not_there_is_told_in_one_sentence(
    http: httpx.Client, path: str, status: int, said: str
) -> None:
    assert said in main(http.get(path), status)


def test_a_place_that_is_not_held_leads_to_the_one_around_it(http: httpx.Client) -> None:
    page = main(http.get("/regulasi/perlan-10-2021/pasal-15/ayat-9"), 404)
    assert 'Yang tersedia: <a href="/regulasi/perlan-10-2021/pasal-15">Pasal 15</a>' in page
    page = main(http.get("/regulasi/uu-20-2023/pasal-999"), 404)
    assert 'Lihat <a href="/regulasi/uu-20-2023">pasal yang tersedia</a>' in page
    assert CLASSROOM.text not in page
