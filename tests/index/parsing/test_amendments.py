"""Amending regulations read as operations: every drafting form of the new and the old style.

The samples in tests/golden/amendments are items of a Pasal I; behind ``---`` stands what must be read of them:
item, kind, target, ``-> new number``, ``[place written out whole]``, ``: provisions``; ``!`` a problem.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.places import Locator, Reference, RegulationId, Step
from tanyapasal.index.law.regulation import Operation, Regulation
from tanyapasal.index.parsing.amendments.read import Amendments, amendments_of, quoted_as, read_amendments
from tanyapasal.index.parsing.identity import UNIDENTIFIED
from tanyapasal.index.parsing.pages.furniture import mask
from tanyapasal.index.parsing.parser import parse
from tests.timing import growth

GOLDEN = Path(__file__).parents[2] / "golden" / "amendments"
KINDS = Kinds.of(
    (
        Kind("uu", "Undang-Undang", "UU", 20, (), "UU 1/2020", "uu-1-2020"),
        Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),
    )
)
AMENDED = RegulationId("pp", "3", 2012)
TITLE = (
    "PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 7 TAHUN 2019\nTENTANG\nPERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR "
    "3 TAHUN 2012 TENTANG PERPUSTAKAAN DESA\nDENGAN RAHMAT TUHAN YANG MAHA ESA\nPRESIDEN REPUBLIK INDONESIA,\n"
    "Menimbang:\na. bahwa perpustakaan desa perlu ditata;\nMengingat:\n1. Pasal 5 ayat (2) Undang-Undang Dasar Negara "
    "Republik Indonesia Tahun 1945;\nMEMUTUSKAN:\nMenetapkan: PERATURAN PEMERINTAH TENTANG PERUBAHAN ATAS PERATURAN "
    "PEMERINTAH NOMOR 3 TAHUN 2012 TENTANG PERPUSTAKAAN DESA.\nPasal I\n"
)
OPENING = (
    "Beberapa ketentuan dalam Peraturan Pemerintah Nomor 3 Tahun 2012 tentang Perpustakaan Desa (Lembaran Negara "
    "Republik Indonesia Tahun 2012 Nomor 40) diubah sebagai berikut:\n"
)
ENDING = (
    "\nPasal II\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"
    "Ditetapkan di Jakarta\npada tanggal 4 Maret 2019\nPRESIDEN REPUBLIK INDONESIA,\n"
)


def samples() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(GOLDEN.glob("*.txt")):
        for block in re.split(r"^=== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, rest = block.partition("\n")
            lines = rest.splitlines()
            text = "\n".join(line for line in lines if not line.startswith("---"))
            expected = "\n".join(line[3:].strip() for line in lines if line.startswith("---"))
            found.append((name, text, expected))
    return found


def read(text: str) -> tuple[Regulation, Amendments]:
    masked, _ = mask(text)
    regulation = parse(text, KINDS)
    own = regulation.id or UNIDENTIFIED
    found = read_amendments(masked, own, regulation.amends, regulation.provisions, KINDS)
    assert found.operations == regulation.operations
    return regulation, found


def short(reference: Reference) -> str:
    name = str(reference)
    own = f"{AMENDED}/"
    return name.removeprefix(own) if name != str(AMENDED) else ""


def written(operation: Operation) -> str:
    if operation.headings:
        named = " ".join(
            f"<{' '.join(filter(None, (h.kind, h.number, h.title)))}>" for h in operation.headings
        )
    else:
        named = short(operation.target)
    if operation.renumbered:
        named += f" -> {short(operation.renumbered)}"
    if operation.restated:
        named += f" [{short(operation.restated)}]"
    named += "".join(f' "{change.old}" -> "{change.new}"' for change in operation.words)
    held = " ".join(short(p.ref) for p in operation.provisions)
    return f"{operation.by.locator.steps[-1]} {operation.kind} {named} : {held}".strip()


def shown(amendments: Amendments) -> str:
    lines = [written(operation) for operation in amendments.operations]
    return "\n".join([*lines, *sorted({f"! {problem.code}" for problem in amendments.problems})])


@pytest.mark.parametrize(("name", "text", "expected"), samples(), ids=[name for name, _, _ in samples()])
def test_every_drafting_form_is_read(name: str, text: str, expected: str) -> None:
    regulation, found = read(TITLE + OPENING + text + ENDING)
    assert regulation.amends == (AMENDED,)
    assert shown(found) == expected, name


def test_there_are_samples_of_both_styles() -> None:
    assert len(samples()) >= 40


def without_spans(amendments: Amendments) -> list[tuple[str, list[tuple[Reference, str]]]]:
    return [(written(o), [(p.ref, p.full_text) for p in o.provisions]) for o in amendments.operations]


@pytest.mark.parametrize(("name", "text", "expected"), samples(), ids=[name for name, _, _ in samples()])
def test_operations_are_the_same_from_the_provisions_alone(name: str, text: str, expected: str) -> None:
    """The corpus keeps provisions, not the text they were read from."""
    regulation, found = read(TITLE + OPENING + text + ENDING)
    again = amendments_of(regulation, KINDS)
    assert without_spans(again) == without_spans(found), (name, expected)
    items = {p.ref: p.span for p in regulation.provisions}
    assert all(operation.span == items[operation.by] for operation in again.operations)


def test_an_item_without_a_list_is_an_instruction() -> None:
    text = (
        TITLE
        + "Ketentuan Pasal 6 dalam Peraturan Pemerintah Nomor 3 Tahun 2012 tentang Perpustakaan Desa (Lembaran "
        "Negara Republik Indonesia Tahun 2012 Nomor 40) sebagaimana telah diubah dengan Peraturan Pemerintah Nomor 5 "
        "Tahun 2015 diubah sehingga berbunyi sebagai berikut:\nPasal 6\nPerpustakaan buka setiap hari.\n"
        + ENDING
    )
    _, found = read(text)
    assert shown(found) == "pasal-i ubah pasal-6 : pasal-6"


def test_several_amended_laws_each_get_their_own_changes() -> None:
    text = (
        TITLE
        + OPENING
        + "1. Ketentuan Pasal 2 dihapus.\nPasal II\nBeberapa ketentuan dalam Peraturan Pemerintah Nomor 8 "
        "Tahun 2010 tentang Taman Bacaan diubah sebagai berikut:\n1. Ketentuan Pasal 4 dihapus.\n"
        "2. Ketentuan Pasal 5 diubah sehingga berbunyi sebagai berikut:\nPasal 5\nTaman bacaan dikelola warga.\n"
        "Pasal III\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"
    )
    _, found = read(text)
    assert [str(o.target) for o in found.operations] == [
        "pp-3-2012/pasal-2",
        "pp-8-2010/pasal-4",
        "pp-8-2010/pasal-5",
    ]


def test_a_place_of_the_amended_law_is_found_in_the_amending_one() -> None:
    regulation, _ = read(TITLE + OPENING + samples()[0][1] + ENDING)
    by = {name: text for name, text, _ in samples()}["pasal diubah seluruhnya"]
    regulation, _ = read(TITLE + OPENING + by + ENDING)
    found = quoted_as(regulation, Locator((Step("pasal", "12"), Step("ayat", "1"))))
    assert found is not None
    assert str(found.ref) == "pp-3-2012/pasal-12/ayat-1"
    assert quoted_as(regulation, Locator((Step("pasal", "99"),))) is None


FRAGMENTS = st.sampled_from(
    (
        "1.", "2.", "3.", "a.", "b.", "Ketentuan", "Pasal 5", "Pasal 7A", "Pasal 78", "Pasal II", "ayat (2)", "ayat (1a)",
        "huruf c", "angka 3", "BAB IIIA", "Penjelasan", "Lampiran II", "Di antara", "dan", "sampai dengan", ",", ":", '"', "“",
        "diubah", "dihapus", "disisipkan", "2 (dua) pasal", "yakni", "ditambah", "dijadikan", "lama", "baru", "Mengubah",
        "sehingga", "berbunyi sebagai berikut:", "(1)", "(2)", "teks", "Peraturan Pemerintah Nomor 8 Tahun 2010", ".", ";",
        "\n", "\n", "\n", "Pasal 5\n", "(1) Isi.\n",
    )
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=60).map(" ".join)))
@settings(max_examples=150, deadline=None)
def test_any_text_is_taken_and_every_span_is_true(text: str) -> None:
    whole = TITLE + OPENING + text + ENDING
    regulation, found = read(whole)
    places = {p.ref: p.span for p in regulation.provisions}
    for operation in found.operations:
        item = places[operation.by]
        assert item.start <= operation.span.start <= operation.span.end <= item.end
        for provision in operation.provisions:
            assert item.start <= provision.span.start <= provision.span.end <= item.end
            assert set(provision.text.split()) <= set(_words(provision.span.of(whole)))
    for problem in found.problems:
        assert 0 <= problem.span.start <= problem.span.end <= len(whole)


def _words(text: str) -> list[str]:
    return text.split() + re.split(r"[\s\"“]+", text)


def test_reading_takes_time_in_proportion_to_the_text() -> None:
    item = "{}. Ketentuan Pasal {} diubah sehingga berbunyi sebagai berikut:\nPasal {}\n(1) Isi.\n(2) Isi lain.\n"

    def read_items(count: int) -> None:
        items = "".join(item.format(n, n, n) for n in range(1, count + 1))
        _, found = read(TITLE + OPENING + items + ENDING)
        assert len(found.operations) == count

    assert growth(read_items, 30) < 30  # ten times as many items; quadratic work would take 100 times as long


def test_an_article_of_an_omnibus_law_changes_the_regulation_that_it_names() -> None:
    """Quoted "Pasal 4" and "Pasal 10" are articles of the changed regulations, not of this one."""
    text = (
        "UNDANG-UNDANG REPUBLIK INDONESIA\nNOMOR 30 TAHUN 2022\nTENTANG\nPENATAAN DESA\nDENGAN RAHMAT TUHAN YANG MAHA ESA\n"
        "PRESIDEN REPUBLIK INDONESIA,\nMEMUTUSKAN:\nMenetapkan: UNDANG-UNDANG TENTANG PENATAAN DESA.\nBAB I\nUMUM\nPasal 1\n"
        "Desa ditata kembali.\nPasal 2\nBeberapa ketentuan dalam Undang-Undang Nomor 8 Tahun 2010 tentang Taman Bacaan (Lembaran "
        "Negara Republik Indonesia Tahun 2010 Nomor 4) diubah sebagai berikut:\n1. Ketentuan Pasal 4 diubah sehingga berbunyi "
        "sebagai berikut:\nPasal 4\n(1) Taman bacaan dikelola warga.\n(2) Warga memilih pengelola.\n2. Ketentuan Pasal 5 dihapus.\n"
        "3. Di antara Pasal 6 dan Pasal 7 disisipkan 1 (satu) pasal, yakni Pasal 6A sehingga berbunyi sebagai berikut:\nPasal 6A\n"
        "Taman bacaan terbuka.\nPasal 3\nUndang-Undang Nomor 9 Tahun 2011 tentang Buku diubah sebagai berikut:\n"
        "1. Pasal 9 dihapus.\n2. Ketentuan Pasal 10 diubah sehingga berbunyi sebagai berikut:\nPasal 10\nBuku dicatat.\n"
        "Pasal 4\nUndang-Undang ini mulai berlaku pada tanggal diundangkan.\n"
    )
    regulation = parse(text, KINDS)
    own = [str(p.ref) for p in regulation.provisions if len(p.ref.locator.steps) == 1]
    assert own == [f"uu-30-2022/pasal-{n}" for n in (1, 2, 3, 4)]
    assert [
        f"{o.by.locator.pasal} {o.kind} {o.target} {len(o.provisions)}" for o in regulation.operations
    ] == [
        "2 ubah uu-8-2010/pasal-4 3",
        "2 hapus uu-8-2010/pasal-5 0",
        "2 sisip uu-8-2010/pasal-6a 1",
        "3 hapus uu-9-2011/pasal-9 0",
        "3 ubah uu-9-2011/pasal-10 1",
    ]
