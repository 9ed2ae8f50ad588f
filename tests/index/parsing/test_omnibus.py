"""A law that changes several others: one article for each, the new texts quoted with their own headings."""

from __future__ import annotations

from pathlib import Path

from tanyapasal.index.law.regulation import Operation
from tanyapasal.index.parsing import parse
from tanyapasal.index.parsing.wire import regulation_json
from tests.index.parsing.test_golden import KINDS

GOLDEN = Path(__file__).parents[2] / "golden"
OMNIBUS = (GOLDEN / "omnibus.txt").read_text(encoding="utf-8")


def _told(operation: Operation) -> str:
    held = [
        str(p.ref).partition("/")[2]
        for p in operation.provisions
        if len(p.ref.locator.steps) == 1 and p.ref.locator.pasal
    ]
    held += [f"{h.kind} {h.number} {h.title}" for h in operation.headings]
    return f"{operation.by.locator.steps[-1]}: {operation.kind} {operation.target} {held}"


def test_every_item_changes_the_law_that_its_article_names() -> None:
    regulation = parse(OMNIBUS, KINDS)
    assert [_told(o) for o in regulation.operations] == [
        "angka-1: ubah uu-91-2029/pasal-1 ['pasal-1']",
        "angka-2: ubah uu-91-2029/pasal-4 ['pasal-4']",
        "angka-3: sisip uu-91-2029/pasal-4a ['pasal-4a']",
        "angka-3: sisip uu-91-2029/pasal-4b ['pasal-4b']",
        "angka-4: ubah uu-91-2029/pasal-5 ['pasal-5']",
        "angka-4: ubah uu-91-2029/pasal-6 ['pasal-6']",
        "angka-5: hapus uu-91-2029/pasal-9 []",
        "angka-6: sisip uu-91-2029 ['pasal-40a', 'pasal-40b', 'bab XA KEBUN BERSAMA', 'bagian Kesatu Umum', 'bagian Kedua Pengelolaan']",
        "angka-7: ubah uu-91-2029 ['bab XII SANKSI']",
        "angka-1: ubah uu-92-2030/pasal-5 ['pasal-5']",
        "angka-2: ubah uu-92-2030/pasal-7/ayat-2 ['pasal-7']",
        "angka-3: ubah uu-92-2030/pasal-10 ['pasal-10']",
        "pasal-5: ubah uu-94-2028/pasal-23/ayat-1 []",
    ]
    assert list(map(str, regulation.amends)) == ["uu-91-2029", "uu-92-2030", "uu-94-2028"]


def test_what_is_quoted_is_none_of_its_own_articles_and_headings() -> None:
    regulation = parse(OMNIBUS, KINDS)
    own = [p for p in regulation.provisions if len(p.ref.locator.steps) == 1 and p.ref.locator.pasal]
    assert [(p.ref.locator.pasal, p.bab, p.bagian) for p in own] == [
        ("1", "I", None),
        ("2", "I", None),
        ("3", "II", "Kesatu"),
        ("4", "II", "Kedua"),
        ("5", "II", "Kedua"),
        ("6", "III", None),
        ("7", "III", None),
    ]
    assert not regulation.problems
    assert not regulation.unplaced


def test_quoted_articles_with_the_numbers_of_the_next_own_ones_are_told_apart() -> None:
    """Pasal 3 to 7 are quoted below Pasal 3 in the law that has a Pasal 4 itself."""
    items = "".join(
        f"{n}. Ketentuan Pasal {n + 2} diubah sehingga berbunyi sebagai berikut:\nPasal {n + 2}\nKebun nomor {n} dibuka.\n"
        for n in range(1, 6)
    )
    head = OMNIBUS[: OMNIBUS.index("1. Ketentuan Pasal 1")]
    rest = OMNIBUS[OMNIBUS.index("Bagian Kedua\nPerbenihan") :]
    regulation = parse(head + items + rest, KINDS)
    own = [
        p.ref.locator.pasal
        for p in regulation.provisions
        if len(p.ref.locator.steps) == 1 and p.ref.locator.pasal
    ]
    assert own == ["1", "2", "3", "4", "5", "6", "7"]


def test_the_json_tells_what_an_operation_restates_its_headings_and_its_words() -> None:
    written = regulation_json(parse(OMNIBUS, KINDS))["operations"]
    assert isinstance(written, list)
    operations = [o for o in written if isinstance(o, dict)]
    assert operations[10]["restated"] == "uu-92-2030/pasal-7"
    headings = operations[8]["headings"]
    assert isinstance(headings, list)
    assert [(h["kind"], h["number"], h["title"]) for h in headings if isinstance(h, dict)] == [
        ("bab", "XII", "SANKSI")
    ]
    explained = (GOLDEN / "omnibus_explained.txt").read_text(encoding="utf-8")
    last = regulation_json(parse(explained, KINDS))["operations"][-1]  # type: ignore[index,call-overload]
    assert last["words"] == [{"old": "kandang", "new": "rumah ternak"}]  # type: ignore[index,call-overload]


def test_an_item_that_changes_nothing_quotes_nothing() -> None:
    """ "2) Ketentuan lebih lanjut …" above a pasal with a list is no instruction, whatever words follow."""
    text = OMNIBUS[: OMNIBUS.index("BAB I\n")] + (
        "Pasal 1\n1) Izin dapat diubah.\n2) Ketentuan lebih lanjut mengenai izin yang diubah diatur dalam Peraturan.\n"
        "Pasal 2\n1) Pemohon memenuhi syarat sebagai berikut:\na. dewasa; dan\nb. sehat.\n2) Syarat diperiksa.\n"
        "Pasal 3\nUndang-Undang ini mulai berlaku.\n"
    )
    own = [
        p.ref.locator.pasal
        for p in parse(text, KINDS).provisions
        if p.ref.locator.pasal and len(p.ref.locator.steps) == 1
    ]
    assert own == ["1", "2", "3"]
