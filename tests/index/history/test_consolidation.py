"""A pasal as it reads now, who changed it, and how it read before."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.index.history.consolidation import consolidated, history
from tanyapasal.index.history.lineage import statuses
from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.parsing.parser import parse

KINDS = Kinds.of((Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),))
BASE = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 3 TAHUN 2012
TENTANG
PERPUSTAKAAN DESA
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa desa memerlukan bacaan;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG PERPUSTAKAAN DESA.
BAB I
UMUM
Pasal 1
Perpustakaan desa terbuka untuk umum.
Pasal 2
(1) Perpustakaan dikelola oleh pengelola.
(2) Pengelola bertugas:
a. mencatat buku;
b. melayani pembaca; dan
c. menjaga ruang.
(3) Pengelola menerima honor.
BAB II
PEMINJAMAN
Pasal 3
Peminjaman paling lama 7 (tujuh) hari.
Pasal 4
Denda disetor ke kas desa.
BAB III
PENUTUP
Pasal 5
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 2 Februari 2012
PRESIDEN REPUBLIK INDONESIA,
"""


def regulation_of(text: str) -> Regulation:
    return parse(text, KINDS)


def amending(number: int, year: int, items: str, day: str | None, ordinal: str = "") -> Regulation:
    closing = f"Ditetapkan di Jakarta\npada tanggal {day}\nPRESIDEN REPUBLIK INDONESIA,\n" if day else ""
    return regulation_of(
        f"PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR {number} TAHUN {year}\nTENTANG\nPERUBAHAN {ordinal}ATAS PERATURAN "
        "PEMERINTAH NOMOR 3 TAHUN 2012 TENTANG PERPUSTAKAAN DESA\nDENGAN RAHMAT TUHAN YANG MAHA ESA\nPRESIDEN REPUBLIK "
        "INDONESIA,\nMEMUTUSKAN:\nMenetapkan: PERATURAN PEMERINTAH TENTANG PERUBAHAN.\nPasal I\nBeberapa ketentuan dalam "
        "Peraturan Pemerintah Nomor 3 Tahun 2012 tentang Perpustakaan Desa diubah sebagai berikut:\n"
        f"{items}\nPasal II\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n{closing}"
    )


def ref(text: str) -> Reference:
    found = parse_reference(text)
    assert isinstance(found, Reference)
    return found


FIRST = amending(
    7,
    2015,
    "1. Ketentuan Pasal 3 diubah sehingga berbunyi sebagai berikut:\nPasal 3\nPeminjaman paling lama 14 (empat belas) hari.\n"
    "2. Di antara Pasal 3 dan Pasal 4 disisipkan 1 (satu) pasal, yakni Pasal 3A sehingga berbunyi sebagai berikut:\n"
    "Pasal 3A\nPeminjaman dapat diperpanjang.\n"
    "3. Ketentuan Pasal 4 dihapus.",
    "5 Mei 2015",
)
SECOND = amending(
    9,
    2018,
    "1. Ketentuan huruf b ayat (2) Pasal 2 diubah sehingga berbunyi sebagai berikut:\nb. melayani pembaca dengan ramah; dan\n"
    "2. Ketentuan ayat (3) Pasal 2 dihapus.\n"
    "3. Ketentuan Pasal 3 diubah sehingga berbunyi sebagai berikut:\nPasal 3\nPeminjaman paling lama 30 (tiga puluh) hari.",
    "6 Juni 2018",
    "KEDUA ",
)
ALL = (SECOND, regulation_of(BASE), FIRST)
BASE_ID = RegulationId("pp", "3", 2012)


def test_a_pasal_that_was_changed_twice_has_three_wordings() -> None:
    versions = history(ALL, ref("pp-3-2012/pasal-3"))
    assert [(str(v.by), v.full_text, v.status, v.since) for v in versions] == [
        ("pp-3-2012", "Peminjaman paling lama 7 (tujuh) hari.", "diganti", date(2012, 2, 2)),
        ("pp-7-2015", "Peminjaman paling lama 14 (empat belas) hari.", "diganti", date(2015, 5, 5)),
        ("pp-9-2018", "Peminjaman paling lama 30 (tiga puluh) hari.", "berlaku", date(2018, 6, 6)),
    ]
    assert [str(v.operation) for v in versions] == [
        "None",
        "pp-7-2015/pasal-i/angka-1",
        "pp-9-2018/pasal-i/angka-3",
    ]


@pytest.mark.parametrize(
    ("day", "count"),
    [(date(2011, 1, 1), 0), (date(2014, 1, 1), 1), (date(2017, 1, 1), 2), (date(2020, 1, 1), 3)],
)
def test_a_date_shows_the_wording_of_that_day(day: date, count: int) -> None:
    assert len(history(ALL, ref("pp-3-2012/pasal-3"), as_of=day)) == count


def test_an_inserted_pasal_begins_with_the_amending_regulation() -> None:
    (version,) = history(ALL, ref("pp-3-2012/pasal-3a"))
    assert (str(version.by), version.status, version.complete) == ("pp-7-2015", "berlaku", True)


def test_a_deleted_pasal_keeps_how_it_read() -> None:
    before, after = history(ALL, ref("pp-3-2012/pasal-4"))
    assert (before.full_text, before.status) == ("Denda disetor ke kas desa.", "dihapus")
    assert (after.full_text, after.status, str(after.by)) == ("", "dihapus", "pp-7-2015")


def test_a_change_below_is_worked_into_the_whole_pasal() -> None:
    versions = history(ALL, ref("pp-3-2012/pasal-2"))
    assert versions[-1].full_text.splitlines() == [
        "(1) Perpustakaan dikelola oleh pengelola.",
        "(2) Pengelola bertugas:",
        "a. mencatat buku;",
        "b. melayani pembaca dengan ramah; dan",
        "c. menjaga ruang.",
        "(3) Dihapus.",
    ]
    assert [v.status for v in history(ALL, ref("pp-3-2012/pasal-2/ayat-3"))] == ["dihapus", "dihapus"]
    assert len(history(ALL, ref("pp-3-2012/pasal-2/ayat-1"))) == 1


def test_a_place_that_nothing_changed_has_its_first_wording_alone() -> None:
    (version,) = history(ALL, ref("pp-3-2012/pasal-1"))
    assert (version.by, version.operation, version.status) == (BASE_ID, None, "berlaku")


def test_without_the_amended_regulation_the_new_text_is_still_there_and_said_to_be_a_part() -> None:
    (version,) = history((SECOND,), ref("pp-3-2012/pasal-2/ayat-2/huruf-b"))
    assert version.full_text == "melayani pembaca dengan ramah; dan"
    (whole,) = history((SECOND,), ref("pp-3-2012/pasal-2"))
    assert not whole.complete
    (known,) = history((SECOND,), ref("pp-3-2012/pasal-3"))
    assert known.complete


def test_an_unknown_date_is_said_to_be_unknown() -> None:
    undated = amending(11, 2019, "1. Ketentuan Pasal 1 dihapus.", None)
    versions = history((*ALL, undated), ref("pp-3-2012/pasal-1"))
    assert versions[-1].since is None
    assert len(history((*ALL, undated), ref("pp-3-2012/pasal-1"), as_of=date(2018, 12, 31))) == 1


def test_new_numbers_are_counted_in_the_old_ones() -> None:
    base = regulation_of(BASE)
    third = history((base, FIRST_RENUMBERING), ref("pp-3-2012/pasal-3"))
    assert [(v.full_text, v.status) for v in third] == [
        ("Peminjaman paling lama 7 (tujuh) hari.", "dihapus"),
        ("Denda disetor ke kas desa.", "berlaku"),
    ]
    assert str(third[-1].formerly) == "pp-3-2012/pasal-4"
    fourth = history((base, FIRST_RENUMBERING), ref("pp-3-2012/pasal-4"))
    assert [(v.full_text, v.status, str(v.became)) for v in fourth] == [
        ("Denda disetor ke kas desa.", "berganti nomor", "pp-3-2012/pasal-3"),
        ("Peraturan ini berlaku segera.", "berlaku", "None"),
    ]
    gone = history((base, FIRST_RENUMBERING), ref("pp-3-2012/pasal-5"))
    assert (gone[-1].status, gone[-1].full_text, str(gone[-1].became)) == (
        "berganti nomor",
        "",
        "pp-3-2012/pasal-4",
    )


FIRST_RENUMBERING = amending(
    13,
    2014,
    "1. Ketentuan Pasal 3 dihapuskan.\n2. Ketentuan Pasal 4 lama dijadikan ketentuan Pasal 3 baru.\n"
    "3. Mengubah ketentuan Pasal 5 lama dan selanjutnya dijadikan ketentuan Pasal 4 baru, sehingga berbunyi sebagai "
    'berikut: "Pasal 4 Peraturan ini berlaku segera."',
    "1 April 2014",
)


def test_a_bab_that_is_deleted_takes_its_pasal_along() -> None:
    without = amending(15, 2016, "1. BAB II dihapus.", "1 April 2016")
    held = (regulation_of(BASE), without)
    assert [v.status for v in history(held, ref("pp-3-2012/pasal-3"))] == ["diganti", "dihapus"]
    now = {str(p.ref) for p in consolidated(held, BASE_ID)}
    assert "pp-3-2012/pasal-2/ayat-1" in now
    assert not {"pp-3-2012/pasal-3", "pp-3-2012/pasal-4"} & now


def test_words_are_replaced_in_the_place_that_is_named() -> None:
    words = amending(
        16,
        2017,
        '1. Kata "kas desa" dalam Pasal 4 diganti dengan frasa "rekening desa".\n'
        '2. Pada Pasal 2 ayat (1), kata "oleh" dihapus.\n3. Ketentuan Pasal 1 diubah.',
        "1 April 2017",
    )
    held = (regulation_of(BASE), words)
    assert history(held, ref("pp-3-2012/pasal-4"))[-1].full_text == "Denda disetor ke rekening desa."
    assert history(held, ref("pp-3-2012/pasal-2"))[-1].full_text.startswith(
        "(1) Perpustakaan dikelola pengelola.\n(2)"
    )
    unread = history(held, ref("pp-3-2012/pasal-1"))[-1]
    assert (str(unread.by), unread.complete) == ("pp-16-2017", False)


def test_the_whole_regulation_reads_as_it_stands_now() -> None:
    articles = [str(p.ref) for p in consolidated(ALL, BASE_ID) if len(p.ref.locator.steps) == 1]
    assert articles == [f"pp-3-2012/pasal-{n}" for n in ("1", "2", "3", "3a", "5")]


def test_a_revoked_regulation_is_told_from_an_amended_one() -> None:
    revoking = regulation_of(
        "PERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 2 TAHUN 2021\nTENTANG\nTAMAN BACAAN\nMEMUTUSKAN:\nMenetapkan: PERATURAN "
        "PEMERINTAH TENTANG TAMAN BACAAN.\nPasal 1\nTaman bacaan terbuka.\nPasal 2\nPada saat Peraturan Pemerintah ini mulai "
        "berlaku, Peraturan Pemerintah Nomor 3 Tahun 2012 tentang Perpustakaan Desa dicabut dan dinyatakan tidak berlaku.\n"
        "Pasal 3\nPeraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.\n"
    )
    standing = {str(s.id): s for s in statuses((*ALL, revoking))}
    assert standing["pp-3-2012"].status == "dicabut"
    assert str(standing["pp-3-2012"].revoked_by) == "pp-2-2021"
    assert standing["pp-2-2021"].status == "berlaku"
    assert {s.status for s in statuses(ALL) if s.id == BASE_ID} == {"diubah"}
    assert history((*ALL, revoking), ref("pp-3-2012/pasal-3"))[-1].status == "dicabut"


def test_a_reference_without_pasal_has_no_history() -> None:
    with pytest.raises(ValueError, match="riwayat"):
        history(ALL, ref("pp-3-2012"))


PLACES = (
    "Pasal 1",
    "Pasal 2",
    "ayat (2) Pasal 2",
    "huruf b ayat (2) Pasal 2",
    "Pasal 3",
    "Pasal 4",
    "BAB II",
)
ORDERS = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.sampled_from(("dihapus.", "lama dijadikan Pasal 9 baru.", "diubah sehingga berbunyi:\nIsi baru.")),
    ),
    min_size=1,
    max_size=6,
)


@given(ORDERS)
def test_any_orders_leave_texts_that_hold_what_is_below_them(orders: list[tuple[str, str]]) -> None:
    items = "\n".join(f"{n}. Ketentuan {place} {order}" for n, (place, order) in enumerate(orders, 1))
    held = (regulation_of(BASE), amending(20, 2020, items, "1 April 2020"))
    provisions = consolidated(held, BASE_ID)
    by_ref = {p.ref: p for p in provisions}
    assert len(by_ref) == len(provisions)
    for provision in provisions:
        above = next(
            (p for p in provisions if p.ref != provision.ref and p.ref.contains(provision.ref)), None
        )
        if above is not None:
            assert provision.full_text in above.full_text
        assert history(held, provision.ref)
