"""Laws damaged on purpose: what the damages do, and that a small law of every layout is read in spite of them."""

from __future__ import annotations

import pytest

from tanyapasal.eval.damage.__main__ import DAMAGES
from tanyapasal.eval.damage.forms import Damage, lines_of
from tanyapasal.eval.damage.headings import in_words
from tanyapasal.eval.damage.measure import Law, measured
from tanyapasal.index.law.kinds import Kind, Kinds

KINDS = Kinds.of((Kind("uu", "Undang-Undang", "UU", 20, (), "UU 1/2020", "uu-1-2020"),))
TITLES = (
    "KETENTUAN UMUM",
    "PENANAMAN",
    "PEMELIHARAAN",
    "PEMANENAN",
    "PENJUALAN",
    "PENGAWASAN",
    "SANKSI",
    "KETENTUAN PENUTUP",
)
PLANTS = ("mangga", "jambu", "pisang", "durian", "rambutan", "kelapa", "nangka", "salak", "pepaya", "manggis")
# Ways in which a part of the wording itself is lost: what is read of it need not be alike
_WORDING = {"letters-1", "letters-2", "spaces-lost", "spaces-added", "speckled", "hyphens"}


def _law() -> Law:
    """A law of 32 pasal in eight BAB, with ayat, huruf, references and penjelasan."""
    lines = [
        "UNDANG-UNDANG REPUBLIK INDONESIA", "NOMOR 96 TAHUN 2031", "TENTANG", "KEBUN BUAH", "DENGAN RAHMAT TUHAN YANG MAHA ESA",
        "PRESIDEN REPUBLIK INDONESIA,", "Menimbang:", "a. bahwa kebun buah memberi pangan dan kesejukan;",
        "b. bahwa perlu membentuk Undang-Undang tentang Kebun Buah;", "Mengingat:",
        "Pasal 5 ayat (1) dan Pasal 20 Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;", "MEMUTUSKAN:", "Menetapkan:",
        "UNDANG-UNDANG TENTANG KEBUN BUAH.",
    ]  # fmt: skip
    body: list[tuple[str, str]] = []
    for number in range(1, 33):
        if number % 4 == 1:
            lines += [
                f"BAB {('I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII')[number // 4]}",
                TITLES[number // 4],
            ]
        plant, other = PLANTS[number % 10], PLANTS[(number * 3 + 1) % 10]
        if number % 3:
            text = [
                f"(1) Setiap pemilik kebun {plant} wajib memelihara pohon {other} yang tumbuh di tepi kebunnya dengan cara:",
                f"a. menyiram pohon {other} pada pagi hari di musim kemarau;",
                f"b. memupuk pohon {plant} paling sedikit {number} kali dalam 1 (satu) tahun; dan",
                "c. melaporkan penyakit tanaman kepada petugas penyuluh.",
                f"(2) Pemeliharaan sebagaimana dimaksud pada ayat (1) dilakukan menurut petunjuk petugas kebun {plant} yang ditunjuk",
                f"(3) Petunjuk sebagaimana dimaksud pada ayat (2) disusun setiap {number} bulan oleh dinas.",
            ]
            text[4] += f" sebagaimana dimaksud dalam Pasal {max(1, number - 2)}." if number > 4 else "."
        else:
            text = [
                f"Kebun {plant} dibuka untuk warga setiap hari ke-{number} sesuai dengan jadwal yang ditetapkan oleh dinas."
            ]
        lines += [f"Pasal {number}", *text]
        body.append((str(number), "\n".join(text)))
    lines += ["Disahkan di Jakarta", "pada tanggal 5 Mei 2031", "PRESIDEN REPUBLIK INDONESIA,", "ttd.", "PENJELASAN", "ATAS",
              "UNDANG-UNDANG REPUBLIK INDONESIA", "NOMOR 96 TAHUN 2031", "TENTANG", "KEBUN BUAH", "I. UMUM",
              "Kebun buah memberi pangan.", "II. PASAL DEMI PASAL"]  # fmt: skip
    explained: list[tuple[str, str]] = []
    for number in range(1, 33):
        text = ["Cukup jelas."]
        if number % 5 == 0:
            text = [
                f"Yang dimaksud dengan kebun {PLANTS[number % 10]} adalah kebun yang ditanami pohon itu paling sedikit {number} batang."
            ]
        lines += [f"Pasal {number}", *text]
        explained.append((str(number), "\n".join(text)))
    return Law("uu-96-2031", "\n".join(lines), tuple(body), tuple(explained))


LAW = _law()


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damaged_law_is_read_without_inventing(damage: Damage) -> None:
    """All pasal that still stand there are found, none is invented, and the texts are alike."""
    score, differences = measured(LAW, damage, 1, KINDS)
    assert score.found == score.whole, differences
    assert score.invented == score.explained_invented == 0
    if damage.name not in _WORDING:
        assert score.alike >= score.found - 1, differences
        assert score.explained_found == score.explained


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_a_damage_is_the_same_for_the_same_seed_and_changes_the_text(damage: Damage) -> None:
    assert damage.on(LAW.text, 7) == damage.on(LAW.text, 7)
    assert damage.on(LAW.text, 7).text.split() != LAW.text.split() or damage.name in _UNCHANGED
    assert damage.on("", 1).text.strip() == damage.on("", 1).text.strip()


# Blanks and line ends alone, or something that this law has not
_UNCHANGED = {
    "form-feeds", "narrow", "spaced-lines", "flattened", "one-line", "joined", "pasal-centred", "items-indented", "markers-on-lines",
    "references-at-line-starts", "bab-titled", "bab-run-together", "pasal-broken", "items-inline", "bagian-capitals", "bagian-figures",
    "heads-within", "hyphens", "heading-in-the-middle", "explained-inline", "huruf-misread",
}  # fmt: skip


def test_names_are_told_apart() -> None:
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) >= 80


def test_numbers_are_written_in_words() -> None:
    written = [in_words(n) for n in (1, 10, 11, 12, 20, 45, 100, 111, 250)]
    assert written == [
        "Satu", "Sepuluh", "Sebelas", "Dua Belas", "Dua Puluh", "Empat Puluh Lima", "Seratus", "Seratus Sebelas", "Dua Ratus Lima Puluh",
    ]  # fmt: skip


def test_pages_of_a_web_copy_are_taken_out_before() -> None:
    assert lines_of("Pasal 1 \n1 / 29\nwww.hukumonline.com \nKebun  dibuka.\n") == [
        "Pasal 1",
        "Kebun dibuka.",
    ]


def test_what_is_lost_is_said() -> None:
    """A pasal whose heading is dropped, and the one whose text it then joins, are no longer whole."""
    missing = next(damage for damage in DAMAGES if damage.name == "pasal-dropped")
    gone = missing.on(LAW.text, 2).gone
    assert gone
    score, _ = measured(LAW, missing, 2, KINDS)
    assert score.whole == 32 - len(gone)
    assert score.reported
