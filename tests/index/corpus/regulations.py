"""Regulations for the tests: by hand, and any shape (Hypothesis)."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from tanyapasal.index.corpus.official.form import label
from tanyapasal.index.law.places import PARTS, Locator, Reference, RegulationId, Step, Unit
from tanyapasal.index.law.regulation import Heading, HeadingKind, Provision, Regulation
from tanyapasal.index.text import Span

ID = RegulationId("pp", "7", 2031)
# Words of law, and everything that the form of the Markdown gives a meaning to.
_WORDS = st.sampled_from(
    ["taman", "petugas", "wajib", "Pasal", "ayat", "(1)", "a.", "1.", "#", "##", ">", "\\", "-", "—", ":", ";", "dan", "BAB",
     "I", "(2a)", "Penjelasan", "---", "é", "**", "`x`", "[a](b)", "1)", "huruf", "5.", "aa."]
)  # fmt: skip
_LINES = st.lists(_WORDS, min_size=1, max_size=6).map(" ".join)
_TITLES = st.lists(st.sampled_from(["KETENTUAN", "UMUM", "Taman", "(dua)", "a:", "\\"]), max_size=3).map(
    " ".join
)


class Page:
    """Counts the places of what is laid out, so that spans come in reading order."""

    def __init__(self) -> None:
        self.at = 0
        self.provisions: list[Provision] = []
        self.headings: list[Heading] = []
        self.under: tuple[str | None, str | None, str | None] = (None, None, None)

    def step(self) -> int:
        self.at += 10
        return self.at

    def head(self, kind: HeadingKind, number: str | None, title: str) -> None:
        start = self.step()
        self.headings.append(Heading(kind, number, title, Span(start, start + 5)))


@st.composite
def regulations(draw: st.DrawFn) -> Regulation:
    """Any regulation that keeps what ``tanyapasal.index.law.regulation`` promises."""
    page = Page()
    if draw(st.booleans()):
        page.head("judul", None, draw(_LINES))
    for part in PARTS:
        if not draw(st.booleans()):
            continue
        annexes = draw(st.sampled_from(("", "i", "i ii", "1 2"))).split() if part == "lampiran" else []
        for annex in [(Step("lampiran", number),) for number in annexes] or [()]:
            _part(draw, page, Reference(ID, Locator(annex, part)))
    return Regulation(
        id=ID,
        title=draw(_LINES),
        amends=(RegulationId("pp", "1", 2030),) if draw(st.booleans()) else (),
        revokes=(),
        provisions=tuple(page.provisions),
        headings=tuple(page.headings),
        unplaced=(),
        problems=(),
        enacted=date(2031, 5, 6) if draw(st.booleans()) else None,
    )


def _part(draw: st.DrawFn, page: Page, root: Reference) -> None:
    page.under = (None, None, None)
    units: tuple[Unit, ...] = ("huruf", "angka")
    if root.locator.part in ("batang_tubuh", "lampiran"):
        units = ("bab", *units)
    if draw(st.booleans()):
        _node(draw, page, root, units)
    pasal = 0
    for _ in range(draw(st.integers(0, 3))):
        pasal = _group(draw, page, root, pasal)
    if draw(st.booleans()) and not any(p.ref == root for p in page.provisions):
        _node(draw, page, root, units)


def _group(draw: st.DrawFn, page: Page, root: Reference, pasal: int) -> int:
    kind = draw(st.sampled_from(["bab", "bagian", "paragraf", "bagian_teks", None]))
    bab, bagian, _ = page.under
    match kind:
        case "bab":
            page.head("bab", "IV", draw(_TITLES))
            page.under = ("IV", None, None)
        case "bagian":
            page.head("bagian", "Kedua Belas", draw(_TITLES))
            page.under = (bab, "Kedua Belas", None)
        case "paragraf":
            page.head("paragraf", "2", draw(_TITLES))
            page.under = (bab, bagian, "2")
        case "bagian_teks":
            page.head("bagian_teks", draw(st.sampled_from([None, "I"])), draw(_LINES))
            page.under = (None, None, None)
        case _:
            pass
    for _ in range(draw(st.integers(1, 2))):
        pasal += 1
        number = draw(st.sampled_from((f"{pasal}a", f"{pasal}-bis", str(pasal))))
        place = Locator((*root.locator.steps, Step("pasal", number)), root.locator.part)
        page.head("pasal", place.printed[-1], "")
        page.at -= 10  # a pasal begins where its heading does
        _node(draw, page, Reference(ID, place), ("ayat", "huruf", "angka"))
    return pasal


def _node(draw: st.DrawFn, page: Page, ref: Reference, units: tuple[Unit, ...]) -> Provision:
    start = page.step()
    index = len(page.provisions)
    before = draw(st.lists(_LINES, min_size=1, max_size=2))
    below: list[Provision] = []
    if units and draw(st.integers(0, 3)) > 1:
        unit = draw(st.sampled_from(units))
        rest = (
            units[units.index(unit) + 1 :]
            if unit == "ayat"
            else tuple(u for u in units if u not in (unit, "ayat", "bab"))
        )
        if unit == "huruf" and ref.locator.in_sections and len(ref.locator.steps) < 4:
            rest = ("angka", "huruf")  # in sections a unit may come again
        for number in range(1, draw(st.integers(2, 4))):
            name = "abcd"[number - 1] if unit == "huruf" else str(number)
            name = ("i", "ii", "iii", "iv")[number - 1] if unit == "bab" else name
            step = Step(unit, name)
            place = Reference(ref.regulation, Locator((*ref.locator.steps, step), ref.locator.part))
            below.append(_node(draw, page, place, rest))
    after = draw(st.lists(_LINES, max_size=1)) if below else []
    lines = [*before, *(_marked(p) for p in below), *after]
    bab, bagian, paragraf = page.under if ref.locator.inner else (None, None, None)
    own = Provision(
        ref, "\n".join([*before, *after]), "\n".join(lines), Span(start, page.step()), bab, bagian, paragraf
    )
    page.provisions.insert(index, own)
    return own


def _marked(provision: Provision) -> str:
    return f"{label(provision.ref.locator)}{provision.full_text}"


def tree(regulation: Regulation) -> list[tuple[str, str, str, str | None, str | None, str | None]]:
    return [(str(p.ref), p.text, p.full_text, p.bab, p.bagian, p.paragraf) for p in regulation.provisions]


def heads(regulation: Regulation) -> list[tuple[str, str | None, str]]:
    return [(h.kind, h.number, h.title) for h in regulation.headings]
