"""What a page offers, and what is meant by folders and patterns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tanyapasal.bot.intake.links import document_links, is_page
from tanyapasal.bot.intake.listing import listed

BASE = "https://jdih.contoh.go.id/peraturan/detail/7"


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="/files/perda 7.PDF">Unduh</a>', ["https://jdih.contoh.go.id/files/perda%207.PDF"]),
        ('<a href="naskah.docx#hal=2">x</a>', ["https://jdih.contoh.go.id/peraturan/detail/naskah.docx"]),
        ('<iframe src="//berkas.contoh.go.id/a.pdf"></iframe>', ["https://berkas.contoh.go.id/a.pdf"]),
        ('<object data="/a.pdf"></object><embed src="/a.pdf">', ["https://jdih.contoh.go.id/a.pdf"]),
        (
            '<iframe src="/viewer.html?file=%2Ffiles%2Fa.pdf"></iframe>',
            ["https://jdih.contoh.go.id/files/a.pdf"],
        ),
        ('<a href="/get?nama=a.pdf">x</a>', ["https://jdih.contoh.go.id/get?nama=a.pdf"]),
        ('<meta name="x" content="https://jdih.contoh.go.id/a.pdf">', ["https://jdih.contoh.go.id/a.pdf"]),
        ('<meta name="description" content="Salinan Perda Nomor 7.pdf">', []),
        ('<a href="/Download/326904/7">x</a>', ["https://jdih.contoh.go.id/Download/326904/7"]),
        ('<a href="/peraturan/unduh/7">x</a><a href="/b.pdf">y</a>',
         ["https://jdih.contoh.go.id/b.pdf", "https://jdih.contoh.go.id/peraturan/unduh/7"]),
        ('<base href="https://lain.go.id/x/"><a href="a.pdf">x</a>', ["https://lain.go.id/x/a.pdf"]),
        ('<a href="javascript:unduh()">x</a><a href="mailto:a.pdf">x</a><a href="/tentang">x</a>', []),
        ('<script src="/downloader.js"></script><a href="http://[rusak/a.pdf">x</a>', []),
    ],
)  # fmt: skip
def test_documents_of_a_page_are_found_as_websites_offer_them(html: str, links: list[str]) -> None:
    page = f"<!DOCTYPE html><html><head></head><body>{html}<!-- a.pdf --></body></html>".encode()
    assert is_page(page)
    assert list(document_links(page, BASE)) == links


def test_what_is_no_page_has_no_links() -> None:
    assert not is_page(b"%PDF-1.7")
    assert not is_page(b"PERATURAN DAERAH")
    assert document_links(b"", BASE) == ()


def test_a_folder_is_read_with_all_below_it_in_the_order_of_people(tmp_path: Path) -> None:
    names = [
        "pp 10.pdf",
        "pp 9.PDF",
        "b/c/naskah.docx",
        "b/foto.jpg",
        "b/lama.doc",
        ".git/a.md",
        "~$naskah.docx",
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = listed([str(tmp_path), str(tmp_path / "pp 9.PDF")])
    assert [str(Path(p).relative_to(tmp_path)) for p in found.named] == [
        "pp 9.PDF",
        "pp 10.pdf",
        "b/c/naskah.docx",
    ]
    assert {p.name for p in found.left_out} == {"foto.jpg", "lama.doc"}
    assert found.absent == ()


def test_patterns_names_and_addresses_stand_beside_each_other(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.txt", "tanpa-akhiran", "naskah [1].txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "kosong").mkdir()
    named = [f"{tmp_path}/**/*.txt", f"{tmp_path}/naskah [1].txt", f"{tmp_path}/tanpa-akhiran"]
    found = listed(
        [
            *named,
            "https://contoh.go.id/x",
            "ftp://contoh.go.id/x",
            f"{tmp_path}/*.pdf",
            "tidak-ada.txt",
            str(tmp_path / "kosong"),
        ]
    )
    assert {p if isinstance(p, str) else p.name for p in found.named} == {
        "a.txt", "c.txt", "naskah [1].txt", "tanpa-akhiran", "https://contoh.go.id/x", "ftp://contoh.go.id/x"
    }  # fmt: skip
    assert found.absent == (f"{tmp_path}/*.pdf", "tidak-ada.txt", str(tmp_path / "kosong"))
