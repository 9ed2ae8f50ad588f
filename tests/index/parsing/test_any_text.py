"""Whatever is read: nothing is lost, nothing is read twice, every span is true, time is linear."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tanyapasal.index.law.kinds import Kind, Kinds
from tanyapasal.index.law.places import parse_reference
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.parsing import parse
from tanyapasal.index.parsing.lists.nodes import Node, Text
from tanyapasal.index.parsing.pages.furniture import mask
from tanyapasal.index.parsing.parser import read_draft
from tests.timing import growth

# For ten times the text: linear work takes ten times as long, quadratic work a hundred times.
MOST_GROWTH = 30
GOLDEN = Path(__file__).parents[2] / "golden"
SAMPLES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(GOLDEN.glob("*.txt"))}
KINDS = Kinds.of((Kind("pp", "Peraturan Pemerintah", "PP", 30, (), "PP 1/2020", "pp-1-2020"),))
FRAGMENTS = st.sampled_from(
    (
        "Pasal 1", "Pasal 2", "Pasal 3 ayat (2)", "Pasal I", "pasal 4 1", "PasaJ5", "BAB I", "BAB II", "Bagian Kesatu",
        "Paragraf 1", "(1)", "(2)", "(21", "(l)", "(2a)", "a.", "b.", "1.", "2.", "a)", "1)", "(a)", "l.", "Menimbang:",
        "Mengingat", "MEMUTUSKAN:", "PENJELASAN", "ATAS", "I. UMUM", "II. PASAL DEMI PASAL", "Ayat (1)", "Huruf a",
        "LAMPIRAN", "Ditetapkan di Jakarta", "PRESIDEN", "REPUBLIK INDONESIA", "- 3 -", "SK No 123456 A", "12", "22 / 66",
        "www.hukumonline.com", "teks", "Kepala Badan menetapkan rencana.", "sebagaimana dimaksud dalam", "meliputi:",
        ";", "dan", "Cukup jelas.", "TENTANG", "PERUBAHAN ATAS", "PERATURAN PEMERINTAH NOMOR 1 TAHUN 2020", ". . .",
        "Ps. 5", "P a s a l 5", "Pasal", "Pasal Lima", "- Pasal 6 -", "> Pasal 7", "(Pasal 8)", "Pasal ?", "Rasal 9", "BAB KEDUA", "Bab II",
        "BAB 3", "8AB IV", "Bagian Ke-2", "1) Setiap", "Ayat (1) Setiap", "( 2 )", "(3J Setiap", "(4 Setiap", "Pasal 5 s/d Pasal 7",
        "Pasal 5, Pasal 6, dan Pasal 7", "menyeleng-", "garakan", "menyelenggarakan", "1. Ketentuan Pasal 13 diubah sehingga berbunyi:",
        "Beberapa ketentuan dalam Undang-Undang Nomor 5 Tahun 2020 diubah sebagai berikut:",
        "2. Di antara BAB X dan BAB XI disisipkan 1 (satu) bab, yakni BAB XA sehingga berbunyi:", "BAB XA", "Angka 1", "Pasal 13",
        "PERATURAN PEMERINTAH NOMOR 9 TAHUN 2031 TENTANG", "'", "| ", "~ .", "hlm. 7", "\u2011", "\u2003", "\u00ad",
        "LAMPIRAN II", "Lampiran III", "NOMOR 1 TAHUN 2020", "Article 1", "ARTICLE II", "A. Umum", "B. Isi", "I. UMUM", "II. ISI", "1 | Los | Rp 2",
        "2 | Kios", "1   Los   Rp 2", "Yth.", "di Tempat", "Pasal 1 bis", "Pasal 2 ter", "Pasal 3J", "Pasal II", "0BPasal 1", "_Toc12Pasal 2",
        "2031, No. 10 -4-", "2031, No. 10", "2 Ketentuan Pasal 14 diubah sehingga berbunyi:", "Ketentuan Pasal 15 diubah sehingga berbunyi:",
        "sebagai berikut:", "BAB I (Pengeluaran).", "**)", "BUPATI MAJUSARI,", "Rp. 1.000,-",
        "KESATU :", "TAMBAHAN LEMBARAN NEGARA", "\n", "\n", "\n", " ", "\t", "\r\n", "\x0c", "\u00a0",
    )
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(FRAGMENTS, max_size=60).map(" ".join))


def check(text: str) -> Regulation:
    """Every sign that is not blank has exactly one owner, and every span is one of the text."""
    masked, _ = mask(text)
    assert len(masked) == len(text)
    draft = read_draft(masked, "", identified=True)
    owners = [0] * len(text)

    def own(start: int, end: int) -> None:
        assert 0 <= start <= end <= len(text)
        for place in range(start, end):
            owners[place] += not masked[place].isspace()

    def visit(node: Node, is_item: bool) -> None:
        if is_item:
            first = node.content[0].start if node.content else node.end
            own(node.start, first)
        for child in node.content:
            if isinstance(child, Text):
                own(child.start, child.end)
            else:
                visit(child, True)

    for root in draft.roots:
        visit(root.node, False)
    for span in [h.span for h in draft.headings] + draft.unplaced + draft.catchwords:
        own(span.start, span.end)
    wrong = [
        (i, text[max(0, i - 20) : i + 20], n) for i, n in enumerate(owners) if n != (not masked[i].isspace())
    ]
    assert not wrong, wrong[:3]
    return check_spans(text)


def check_spans(text: str) -> Regulation:
    """Every span of what is read lies in the text, all of them cover it, and no place is read twice."""
    regulation = parse(text, KINDS)
    covered = bytearray(len(text))
    for entry in regulation.unplaced:
        assert entry.span.of(text) == entry.text
    for spanned in (*regulation.provisions, *regulation.headings, *regulation.unplaced, *regulation.problems):
        assert 0 <= spanned.span.start <= spanned.span.end <= len(text)
    for span in (s.span for s in (*regulation.provisions, *regulation.headings, *regulation.unplaced)):
        covered[span.start : span.end] = b"\x01" * (span.end - span.start)
    assert all(covered[i] or text[i].isspace() for i in range(len(text)))
    refs = [p.ref for p in regulation.provisions]
    assert len(refs) == len(set(refs))
    assert all(parse_reference(str(ref)) == ref for ref in refs)
    return regulation


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_sign_is_lost_or_read_twice_in_any_text(text: str) -> None:
    check(text)


@pytest.mark.parametrize("name", SAMPLES)
def test_no_sign_is_lost_in_the_samples(name: str) -> None:
    check(SAMPLES[name])


@given(st.sampled_from(sorted(SAMPLES)), st.data())
@settings(max_examples=150, deadline=None)
def test_no_sign_is_lost_when_a_sample_is_damaged(name: str, data: st.DataObject) -> None:
    """Lines are dropped, doubled, joined and split, signs are misread."""
    text = SAMPLES[name]
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(text)))
        end = min(len(text), place + data.draw(st.integers(0, 60)))
        middle = data.draw(st.one_of(FRAGMENTS, st.just(""), st.just(text[place:end] * 2)))
        text = text[:place] + middle + text[end:]
    check(text)


@given(st.lists(FRAGMENTS, max_size=60).map("\n".join))
@settings(max_examples=100, deadline=None)
def test_text_is_quoted_from_the_source(text: str) -> None:
    """A provision's own words stand in the text in that order; blanks, furniture and the columns of tables aside."""
    regulation = parse(text, KINDS)
    for provision in regulation.provisions:
        source = provision.span.of(text)
        place = 0
        for word in provision.text.replace(" | ", " ").split():
            for part in word.split("-"):
                place = source.index(part, place) + len(part)


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "(1) ",
        "Pasal 1\n",
        "Pasal 1 ",
        "a. ",
        "a.\n",
        "\n",
        "BAB I\n",
        "1.",
        "((((",
        "PRESIDEN ",
        ". . . ",
        "A A ",
        "M E ",
        "— ",
        "I I I ",
        "Bagian Kesatu ",
        "(1) a\nBagian Kesatu\nX\nteks. teks\n",
        "Pasal 1\n(1) a.\n(2)\n(3)\n",
        "Ayat (1)\nHuruf a\n",
        "1. Ketentuan Pasal 1 diubah sehingga berbunyi:\nPasal 1\nx\n",
        "Pasal\n1\n",
        "Pasal 1, ",
        "> - Pasal 1 -\n",
        "aduh-\nsekali aduhsekali\n",
        "satu baris yang panjang sekali\n(1) dua\n",
        "PERATURAN NOMOR 1 TAHUN 2020 TENTANG\nMenimbang:\n",
        "Ditetapkan di Jakarta\nPERATURAN NOMOR 1 TAHUN 2020 TENTANG\n",
        "Pasal 1\nBeberapa ketentuan dalam Undang-Undang Nomor 5 Tahun 2020 diubah sebagai berikut:\n1. Pasal 1 diubah sehingga berbunyi:\n",
        "'",
        "_ _ ",
    ],
)
def test_time_is_linear(unit: str) -> None:
    """Ten times the text takes about ten times as long: no pattern falls into a well."""
    assert growth(lambda size: parse(f"Pasal 1\n{unit * (size // len(unit))}", KINDS), 20_000) < MOST_GROWTH
