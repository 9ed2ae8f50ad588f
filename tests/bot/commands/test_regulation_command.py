"""``tanyapasal regulation``: parse, add, list, show, through the command itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tanyapasal.bot.cli import main
from tests.index.reading.papers import pdf_of, word_file

ROOT = Path(__file__).parents[3]
TEXT = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 7 TAHUN 2031
TENTANG
PERAWATAN TAMAN
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa taman kota perlu dirawat;
b. bahwa perawatan taman perlu diatur dengan Peraturan Pemerintah;
Mengingat:
Pasal 5 ayat (2) Undang-Undang Dasar Negara Republik Indonesia Tahun 1945;
MEMUTUSKAN:
Menetapkan:
PERATURAN PEMERINTAH TENTANG PERAWATAN TAMAN.
BAB I
KETENTUAN UMUM
Pasal 1
Dalam Peraturan Pemerintah ini yang dimaksud dengan:
1. Taman adalah ruang terbuka yang ditanami.
2. Petugas adalah orang yang merawat Taman.
BAB II
PERAWATAN
Pasal 2
(1) Petugas wajib:
a. menyiram tanaman setiap pagi; dan
b. memangkas tanaman setiap bulan.
(2) Petugas yang lalai ditegur.
Pasal 3
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 6 Mei 2031
PENJELASAN
ATAS
PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 7 TAHUN 2031
TENTANG
PERAWATAN TAMAN
I. UMUM
Taman adalah paru-paru kota.
II. PASAL DEMI PASAL
Pasal 1
Cukup jelas.
Pasal 2
Ayat (1)
Cukup jelas.
Ayat (2)
Teguran dapat disampaikan secara lisan.
Pasal 3
Cukup jelas.
"""
STATEMENT = """---
id: pp-7-2031
title: Perawatan Taman
status: berlaku
source: {kind: secondary, document: Buku Saku}
---

## Pasal 2 ayat (2)

Petugas yang lalai diberi surat teguran.

> Letak: halaman 3
> Topik: teguran petugas

## Pasal 9

Petugas diberi upah.

> Letak: halaman 4
> Topik: upah petugas
"""


AMENDING = """PERATURAN PEMERINTAH REPUBLIK INDONESIA
NOMOR 8 TAHUN 2032
TENTANG
PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 7 TAHUN 2031 TENTANG PERAWATAN TAMAN
DENGAN RAHMAT TUHAN YANG MAHA ESA
PRESIDEN REPUBLIK INDONESIA,
Menimbang:
a. bahwa perawatan taman perlu disempurnakan;
MEMUTUSKAN:
Menetapkan: PERATURAN PEMERINTAH TENTANG PERUBAHAN ATAS PERATURAN PEMERINTAH NOMOR 7 TAHUN 2031 TENTANG PERAWATAN TAMAN.
Pasal I
Beberapa ketentuan dalam Peraturan Pemerintah Nomor 7 Tahun 2031 tentang Perawatan Taman diubah sebagai berikut:
1. Ketentuan Pasal 2 diubah sehingga berbunyi sebagai berikut:
Pasal 2
(1) Petugas wajib menyiram tanaman dua kali sehari.
(2) Petugas yang lalai diperingatkan secara tertulis.
2. Di antara Pasal 2 dan Pasal 3 disisipkan 1 (satu) pasal, yakni Pasal 2A sehingga berbunyi sebagai berikut:
Pasal 2A
Kepala dinas mengawasi Petugas.
Pasal II
Peraturan Pemerintah ini mulai berlaku pada tanggal diundangkan.
Ditetapkan di Jakarta
pada tanggal 7 Mei 2032
"""


class Home:
    """A corpus of its own, and the command run on it."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.corpus = folder / "corpus"
        self.data = folder / "data"
        self.file = folder / "pp.txt"
        self._capsys = capsys
        for path in (ROOT / "corpus").glob("*.yaml"):
            self.corpus.mkdir(exist_ok=True)
            shutil.copy(path, self.corpus / path.name)
        (self.corpus / "regulations").mkdir()
        (self.corpus / "regulations" / "pp-7-2031.md").write_text(STATEMENT, encoding="utf-8")
        self.file.write_text(TEXT, encoding="utf-8")

    def run(self, *arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--corpus", str(self.corpus), "--data", str(self.data)])
        said = self._capsys.readouterr()
        return code, said.out, said.err


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    return Home(tmp_path, capsys)


def test_parse_says_what_was_read_and_changes_nothing(home: Home) -> None:
    code, out, _ = home.run("regulation", "parse", str(home.file))
    assert code == 0
    assert "PP Nomor 7 Tahun 2031 tentang PERAWATAN TAMAN" in out
    assert "3 pasal, 2 ayat, 2 huruf, 2 angka" in out
    assert "BAB II PERAWATAN: Pasal 2 – 3" in out
    assert not (home.corpus / "official").exists()
    assert not home.data.exists()


def test_parse_gives_json_alone_on_stdout(home: Home) -> None:
    code, out, _ = home.run("regulation", "parse", str(home.file), "--json")
    found = json.loads(out)
    assert code == 0
    assert found["regulation"]["id"] == "pp-7-2031"
    ayat = next(p for p in found["provisions"] if p["ref"] == "pp-7-2031/pasal-2/ayat-2")
    assert ayat["text"] == "Petugas yang lalai ditegur."
    start, end = ayat["span"]
    assert TEXT[start:end] == "(2) Petugas yang lalai ditegur."


@pytest.mark.parametrize("kind", ["pdf", "docx", "html"])
def test_the_same_text_in_another_kind_of_file_gives_the_same_articles(home: Home, kind: str) -> None:
    lines = TEXT.strip().split("\n")
    data = {
        "pdf": pdf_of(
            [[(20.0, 15.0 + 6 * i, line) for i, line in enumerate(page)] for page in (lines[:28], lines[28:])]
        ),
        "docx": word_file([(line, "", 0) for line in lines]),
        "html": ("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>").encode(),
    }[kind]
    path = home.file.with_name(f"naskah.{kind}")
    path.write_bytes(data)
    expected = json.loads(home.run("regulation", "parse", str(home.file), "--json")[1])
    found = json.loads(home.run("regulation", "parse", str(path), "--json")[1])
    assert [(p["ref"], p["text"]) for p in found["provisions"]] == [
        (p["ref"], p["text"]) for p in expected["provisions"]
    ]


def test_a_dry_run_compares_and_writes_nothing(home: Home) -> None:
    code, out, _ = home.run("regulation", "add", str(home.file), "--dry-run")
    assert code == 0
    assert "tidak ada yang ditulis" in out
    assert not (home.corpus / "official").exists()


def test_add_files_the_text_tells_the_difference_and_answers_from_it(home: Home) -> None:
    code, out, err = home.run("regulation", "add", str(home.file))
    assert code == 0
    assert "PP Nomor 7 Tahun 2031 tentang Perawatan Taman" in out
    assert "Pernyataan dokumen lain terhadap teks resmi (2):" in out
    assert "  Pasal 9 — halaman 4: tempatnya tidak ada" in out
    assert "dibangun" in err
    assert (home.corpus / "official" / "pp-7-2031.md").is_file()

    code, out, _ = home.run("ask", "Apa isi Pasal 2 ayat (2) PP 7 Tahun 2031?", "--json")
    citations = json.loads(out)["citations"]
    assert code == 0
    assert citations[0]["source"]["kind"] == "official"
    assert citations[0]["quote"] == "Petugas yang lalai ditegur."
    assert citations[1]["source"]["kind"] == "secondary"

    code, out, _ = home.run("ask", "Apa isi Pasal 2 PP 7 Tahun 2031?", "--json")
    refs = [c["ref"] for c in json.loads(out)["citations"] if c["source"]["kind"] == "official"]
    assert refs == ["pp-7-2031/pasal-2"]


def test_adding_again_tells_only_what_changed(home: Home) -> None:
    home.run("regulation", "add", str(home.file))
    assert "Isinya sama" in home.run("regulation", "add", str(home.file), "--dry-run")[1]
    changed = TEXT.replace("yang lalai ditegur", "yang lalai diperingatkan").replace(
        "b. memangkas tanaman setiap bulan.\n", "b. memangkas tanaman; dan\nc. memupuk tanaman.\n"
    )
    home.file.write_text(changed, encoding="utf-8")
    _, out, _ = home.run("regulation", "add", str(home.file))
    assert "Baru: 1 · berubah: 2 · hilang: 0" in out
    assert "Baru (1):\n  Pasal 2 ayat (1) huruf c" in out
    assert "    semula : Petugas yang lalai ditegur.\n    menjadi: Petugas yang lalai diperingatkan." in out


def test_a_file_of_the_corpus_can_be_edited_and_read_again(home: Home) -> None:
    home.run("regulation", "add", str(home.file))
    path = home.corpus / "official" / "pp-7-2031.md"
    first = json.loads(home.run("regulation", "parse", str(home.file), "--json")[1])
    again = json.loads(home.run("regulation", "parse", str(path), "--json")[1])
    wanted = ("ref", "text", "full_text", "bab", "bagian", "paragraf")
    assert [[p[k] for k in wanted] for p in again["provisions"]] == [
        [p[k] for k in wanted] for p in first["provisions"]
    ]
    path.write_text(path.read_text(encoding="utf-8").replace("## BAB II", "## BABII"), encoding="utf-8")
    code, _, err = home.run("regulation", "list")
    assert code == 2
    assert "official/pp-7-2031.md:" in err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Resep kue: tepung, gula, telur.\n", "tidak menyebut jenis, nomor, dan tahunnya"),
        (TEXT.split("BAB I\n")[0], "tidak ada pasal"),
        ("", "kosong"),
    ],
)
def test_garbage_is_refused_with_one_line(home: Home, text: str, said: str) -> None:
    home.file.write_text(text, encoding="utf-8")
    code, out, err = home.run("regulation", "add", str(home.file))
    assert code == 2
    assert out == ""
    assert said in err
    assert err.count("\n") == 1
    assert not (home.corpus / "official").exists()


def test_a_text_that_does_not_say_which_it_is_can_be_told(home: Home) -> None:
    home.file.write_text(TEXT[TEXT.index("BAB I\n") : TEXT.index("PENJELASAN")], encoding="utf-8")
    assert home.run("regulation", "add", str(home.file), "--dry-run")[0] == 2
    code, out, _ = home.run("regulation", "add", str(home.file), "--id", "pp-7-2031")
    assert code == 0
    assert "PP Nomor 7 Tahun 2031 tentang Perawatan Taman" in out
    home.file.write_text(TEXT, encoding="utf-8")
    code, _, err = home.run("regulation", "add", str(home.file), "--id", "pp-8-2031")
    assert code == 2
    assert "bukan pp-8-2031" in err


def test_a_circular_without_articles_is_filed_in_its_sections(home: Home) -> None:
    home.file.write_text(
        "SURAT EDARAN MENTERI PENDAYAGUNAAN APARATUR NEGARA DAN REFORMASI BIROKRASI\nNOMOR 9 TAHUN 2031\nTENTANG\n"
        "JAM BELAJAR PEGAWAI\nA. Latar Belakang\nPegawai wajib belajar.\nB. Isi\n1. Setiap pegawai belajar "
        "paling sedikit 20 (dua puluh) jam.\n2. Pimpinan memantau.\n",
        encoding="utf-8",
    )
    code, out, err = home.run("regulation", "add", str(home.file), "--id", "semenpanrb-9-2031")
    assert code == 0, err
    assert "tentang Jam Belajar Pegawai" in out
    filed = next((home.corpus / "official").glob("*.md")).read_text(encoding="utf-8")
    assert "##### Huruf B\n\nIsi\n\n1. Setiap pegawai belajar" in filed
    shown = home.run("regulation", "show", "semenpanrb-9-2031/huruf-b/angka-2")[1]
    assert shown.startswith("Huruf B angka 2 SE Menteri PANRB Nomor 9 Tahun 2031")
    assert "Pimpinan memantau." in shown
    assert "Huruf B Isi" in home.run("regulation", "show", "semenpanrb-9-2031")[1]


def test_an_annex_is_shown_with_its_articles(home: Home) -> None:
    annex = "LAMPIRAN %s\nPERATURAN PEMERINTAH REPUBLIK INDONESIA\nNOMOR 7 TAHUN 2031\n%s"
    text = TEXT[: TEXT.index("PENJELASAN")] + "Ditetapkan di Jakarta\npada tanggal 6 Mei 2031\n"
    text += annex % ("I", "Pasal 1\nTaman bernama Melati.\nPasal 2\n(1) Iuran dua ribu.\n(2) Iuran lunas.\n")
    text += annex % ("II", "1. Sapu.\n2. Gunting.\n")
    home.file.write_text(text, encoding="utf-8")
    code, _, err = home.run("regulation", "add", str(home.file))
    assert code == 0, err
    assert "Lampiran I: Pasal 1 – Pasal 2" in home.run("regulation", "show", "pp-7-2031")[1]
    assert "(2) Iuran lunas." in home.run("regulation", "show", "pp-7-2031/lampiran-i")[1]
    assert (
        "Pasal 2 ayat (1) Lampiran I PP Nomor 7"
        in home.run("regulation", "show", "pp-7-2031/lampiran-i/pasal-2/ayat-1")[1]
    )
    assert "Gunting." in home.run("regulation", "show", "pp-7-2031/lampiran-ii/angka-2")[1]


def test_a_better_copy_with_another_preamble_is_told(home: Home) -> None:
    home.run("regulation", "add", str(home.file))
    home.file.write_text(
        TEXT.replace("Menimbang", "Menimbang : a. bahwa taman perlu;\nMengingat", 1), encoding="utf-8"
    )
    code, out, err = home.run("regulation", "add", str(home.file))
    assert code == 0, err
    assert "Pembukaan" in out


def test_list_and_show(home: Home) -> None:
    home.run("regulation", "add", str(home.file))
    code, out, _ = home.run("regulation", "list")
    assert code == 0
    assert "PP Nomor 7 Tahun 2031 tentang Perawatan Taman (berlaku): teks resmi, 3 pasal; 2 pernyataan" in out
    code, out, _ = home.run("regulation", "show", "pp-7-2031/pasal-2")
    assert code == 0
    assert out.split("\n") == [
        "Pasal 2 PP Nomor 7 Tahun 2031 tentang Perawatan Taman",
        "BAB II PERAWATAN",
        "Status: berlaku. Sumber: PP Nomor 7 Tahun 2031 (salinan, belum dicek terhadap JDIH).",
        "",
        "(1) Petugas wajib:",
        "    a. menyiram tanaman setiap pagi; dan",
        "    b. memangkas tanaman setiap bulan.",
        "(2) Petugas yang lalai ditegur.",
        "",
        "Penjelasan Pasal 2",
        "(1) Cukup jelas.",
        "(2) Teguran dapat disampaikan secara lisan.",
        "",
    ]
    assert "BAB I KETENTUAN UMUM: Pasal 1" in home.run("regulation", "show", "pp-7-2031")[1]


def test_show_of_what_is_not_held_is_one_line(home: Home) -> None:
    home.run("regulation", "add", str(home.file))
    for ref in ("pp-7-2031/pasal-9", "uu-1-1999/pasal-1"):
        code, out, err = home.run("regulation", "show", ref)
        assert (code, out) == (3, "")
        assert "tidak ada di teks resmi yang dimiliki" in err
    assert home.run("regulation", "show", "Pasal 9")[0] == 2


@pytest.fixture
def amended(home: Home) -> Home:
    home.run("regulation", "add", str(home.file))
    home.file.write_text(AMENDING, encoding="utf-8")
    code, out, err = home.run("regulation", "add", str(home.file))
    assert code == 0, err
    assert "perubahan: 2" in out
    assert "Status PP Nomor 7 Tahun 2031 menjadi 'diubah'." in out
    return home


def test_an_amended_article_is_shown_as_it_reads_now(amended: Home) -> None:
    out = amended.run("regulation", "show", "pp-7-2031/pasal-2")[1]
    assert "Sebagaimana telah diubah dengan PP Nomor 8 Tahun 2032." in out
    assert "(2) Petugas yang lalai diperingatkan secara tertulis." in out
    assert "ditegur" not in out
    assert "Kepala dinas mengawasi" in amended.run("regulation", "show", "pp-7-2031/pasal-2a")[1]
    out = amended.run("regulation", "show", "pp-8-2032/pasal-2a")[1]
    assert "Pasal I angka 2 mengubah Pasal 2A PP Nomor 7 Tahun 2031." in out


def test_history_shows_every_wording_and_who_ordered_it(amended: Home) -> None:
    code, out, _ = amended.run("regulation", "show", "pp-7-2031/pasal-2/ayat-2", "--history")
    assert code == 0
    assert out.index("1. Menurut PP Nomor 7 Tahun 2031") < out.index("Petugas yang lalai ditegur.")
    assert out.index("2. Menurut Pasal I angka 1 PP Nomor 8 Tahun 2032") < out.index(
        "diperingatkan secara tertulis"
    )
    assert amended.run("regulation", "show", "pp-7-2031/pasal-9", "--history")[0] == 3


def test_answers_give_the_article_as_it_reads_now_and_name_who_changed_it(amended: Home) -> None:
    _, out, _ = amended.run("ask", "Apa isi Pasal 2 ayat (2) PP 7 Tahun 2031?", "--json")
    first = json.loads(out)["citations"][0]
    assert first["quote"] == "Petugas yang lalai diperingatkan secara tertulis."
    assert "sebagaimana telah diubah dengan PP Nomor 8 Tahun 2032" in first["source"]["document"]
    assert first["regulation"]["status"] == "diubah"
    _, out, _ = amended.run("ask", "Apa isi Pasal 2A PP 8 Tahun 2032?", "--json")
    assert json.loads(out)["citations"][0]["quote"] == "Kepala dinas mengawasi Petugas."
