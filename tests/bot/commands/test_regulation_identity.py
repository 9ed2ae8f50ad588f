"""``tanyapasal regulation add``: which regulation a file is filed as, and what it never replaces unasked."""

from pathlib import Path

import pytest

from tests.bot.commands.test_regulation_command import Home

LEVY = """PERATURAN DAERAH {region}
NOMOR 5 TAHUN 2031
TENTANG
{title}
Menimbang : {why};
MEMUTUSKAN:
Menetapkan : PERATURAN DAERAH TENTANG {title}.
Pasal 1
Retribusi sebesar Rp{amount},00 setiap hari.
Pasal 2
Peraturan Daerah ini mulai berlaku pada tanggal diundangkan.
"""


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    return Home(tmp_path, capsys)


def text(
    region: str = "KABUPATEN MAJUSARI",
    title: str = "RETRIBUSI PASAR",
    why: str = "bahwa pasar perlu diatur",
    amount: int = 2000,
) -> str:
    return LEVY.format(region=region, title=title, why=why, amount=amount)


def add(home: Home, written: str, *options: str) -> tuple[int, str, str]:
    home.file.write_text(written, encoding="utf-8")
    return home.run("regulation", "add", str(home.file), *options)


def held(home: Home) -> list[str]:
    return sorted(path.stem for path in (home.corpus / "official").glob("*.md"))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"why": "bahwa pasar harus diatur"}, "Pembukaan"),
        ({"why": "a. bahwa pasar harus diatur;\nb. bahwa pedagang perlu tempat"}, "Pembukaan"),
        ({"why": "bahwa pasar perlu diatur", "amount": 3000}, "Pasal 1"),
        ({"why": "bahwa pasar harus dibina", "amount": 3000}, "Berubah (2):"),
    ],
)
def test_a_better_copy_takes_the_place_of_the_one_that_is_held(
    home: Home, change: dict[str, object], said: str
) -> None:
    assert add(home, text())[0] == 0
    code, out, err = add(home, text(**change))  # type: ignore[arg-type]
    assert code == 0, err
    assert said in out
    assert held(home) == ["perda-kab-majusari-5-2031"]
    code, out, _ = home.run("regulation", "show", "perda-kab-majusari-5-2031/pembukaan")
    assert code == 0
    assert out.startswith("Pembukaan Perda Kabupaten Majusari Nomor 5 Tahun 2031 tentang Retribusi Pasar\n")


def test_the_same_number_of_two_regions_is_two_regulations(home: Home) -> None:
    assert add(home, text())[0] == 0
    assert add(home, text("KOTA SUMBERWANGI", "PENGANGKUTAN SAMPAH", amount=700))[0] == 0
    assert held(home) == ["perda-kab-majusari-5-2031", "perda-kota-sumberwangi-5-2031"]
    asked = "Apa isi Pasal 1 Perda Kota Sumberwangi Nomor 5 Tahun 2031?"
    assert "Rp700,00" in home.run("ask", asked, "--json")[1]
    _, out, _ = home.run("ask", "Apa isi Pasal 1 Perda Nomor 5 Tahun 2031?", "--json")
    assert '"clarification"' in out


def test_another_title_is_never_overwritten_unasked(home: Home) -> None:
    assert add(home, text())[0] == 0
    before = (home.corpus / "official" / "perda-kab-majusari-5-2031.md").read_bytes()
    other = text(title="PENGELOLAAN HUTAN DESA")
    code, _, err = add(home, other)
    assert code == 2
    assert "sudah ada di korpus dengan judul 'Retribusi Pasar'" in err
    assert "--replace" in err
    assert err.count("\n") == 1
    code, out, _ = add(home, other, "--dry-run")
    assert code == 0
    assert "Peringatan: perda-kab-majusari-5-2031 sudah ada di korpus" in out
    assert (home.corpus / "official" / "perda-kab-majusari-5-2031.md").read_bytes() == before
    assert add(home, other, "--replace")[0] == 0
    assert (home.corpus / "official" / "perda-kab-majusari-5-2031.md").read_bytes() != before


def test_a_region_that_is_not_known_is_flagged_and_can_be_told(home: Home) -> None:
    code, out, _ = add(home, text(""), "--dry-run")
    assert code == 0
    assert "Daerah yang menetapkan Perda Nomor 5 Tahun 2031 tidak terbaca" in out
    code, out, err = add(home, text(""), "--id", "perda-kab-majusari-5-2031")
    assert code == 0, err
    assert held(home) == ["perda-kab-majusari-5-2031"]
    assert add(home, text(""))[0] == 0
    code, _, err = add(home, text("", amount=9000))
    assert code == 2
    assert "daerah naskah ini tidak terbaca" in err
    assert held(home) == ["perda-5-2031", "perda-kab-majusari-5-2031"]
    _, out, _ = add(home, text(), "--dry-run")
    assert "Korpus juga memuat perda-5-2031 (Retribusi Pasar) tanpa daerah" in out


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("perda-kab-majusari-5-2031.txt", "--id perda-kab-majusari-5-2031"),
        ("Perda Kabupaten Majusari Nomor 5 Tahun 2031.txt", "--id perda-kab-majusari-5-2031"),
        ("UU_Nomor_4_Tahun_2031.txt", "--id uu-4-2031"),
        ("salinan (3).txt", "--id uu-20-2023"),
    ],
)
def test_a_text_that_says_too_little_is_asked_for_with_what_its_file_name_proposes(
    home: Home, name: str, proposed: str
) -> None:
    home.file = home.file.with_name(name)
    code, _, err = add(home, text().split("TENTANG\n", 1)[1])
    assert code == 2
    assert "tidak dapat dikenali dengan pasti" in err
    assert proposed in err
    assert err.count("\n") == 1


def test_what_a_text_amends_is_never_its_id(home: Home) -> None:
    amending = (
        "TENTANG\nPERUBAHAN ATAS UNDANG-UNDANG NOMOR 7 TAHUN 2019 TENTANG TAMAN\nMenimbang : bahwa;\nMEMUTUSKAN:\n"
        "Menetapkan : UNDANG-UNDANG TENTANG PERUBAHAN ATAS UNDANG-UNDANG NOMOR 7 TAHUN 2019 TENTANG TAMAN.\nPasal I\n"
        "1. Ketentuan Pasal 8 dihapus.\nPasal II\nUndang-Undang ini mulai berlaku.\n"
    )
    code, _, err = add(home, amending, "--id", "uu-7-2019")
    assert code == 2
    assert "uu-7-2019 adalah peraturan yang diubah naskah ini" in err
