"""Nothing of Word files and web pages is lost without a word."""

from __future__ import annotations

import pytest

from tanyapasal.eval.layouts.documents import word_file
from tanyapasal.index.reading import ReadText, read_bytes

_COMPATIBLE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_MATHS = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_RELATED = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_DRAWN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def _run(content: str) -> str:
    return f"<w:p><w:r>{content}</w:r></w:p>"


def _text(text: str) -> str:
    return _run(f"<w:t>{text}</w:t>")


def _codes(read: ReadText) -> list[str]:
    return [problem.code for problem in read.problems]


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (_run('<w:t>Luas </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:t> 5 meter</w:t>'), "Luas ≥ 5 meter"),
        (_run('<w:t>tanda </w:t><w:sym w:font="Wingdings" w:char="F0FE"/>'), "tanda □"),
        (_run('<w:sym w:font="Arial" w:char="00BD"/><w:t> bagian</w:t>'), "½ bagian"),
        (f"<w:p><m:oMath {_MATHS}><m:r><m:t>a = b + c</m:t></m:r></m:oMath></w:p>", "a = b + c"),
        (f"<mc:AlternateContent {_COMPATIBLE}><mc:Choice>{_text('Pasal 3')}</mc:Choice></mc:AlternateContent>", "Pasal 3"),
    ],
)  # fmt: skip
def test_signs_formulas_and_alternatives_of_a_word_file_are_text(body: str, line: str) -> None:
    assert line in read_bytes(word_file(body)).text.split("\n")


def test_what_a_word_file_holds_besides_its_text_is_told() -> None:
    hidden = _run("<w:rPr><w:vanish/></w:rPr><w:t>Pasal 9 lama</w:t>")
    picture = _run(f"<w:drawing><a:blip {_DRAWN}/></w:drawing>")
    within = f'<w:altChunk {_RELATED} r:id="rId7"/>'
    read = read_bytes(word_file(_text("Pasal 1") + hidden + picture + within))
    assert read.text == "Pasal 1\n"
    assert _codes(read) == ["unread_hidden", "unread_picture", "unread_document"]
    assert "Pasal 9 lama" in read.problems[0].message
    assert _codes(read_bytes(word_file(_text("Pasal 1")))) == []


@pytest.mark.parametrize(
    ("body", "codes", "said"),
    [
        ('<div style="display: none"><p>Pasal 2</p></div>', ["unread_hidden"], "Pasal 2"),
        ("<textarea>Pasal 2 berlaku</textarea>", ["unread_hidden"], "Pasal 2 berlaku"),
        ('<iframe src="naskah.pdf"></iframe>', ["unread_document"], "naskah.pdf"),
        ('<object data="a.pdf">unduh</object>', ["unread_document"], "a.pdf"),
        ('<img src="halaman-2.png">', ["unread_picture"], "1 gambar"),
        ('<img src="garuda.png" width="80">', [], ""),
        ("<script>let a = 1</script><nav>Beranda</nav><details><summary>Pasal 2</summary>isi</details>", [], ""),
    ],
)  # fmt: skip
def test_what_a_page_holds_besides_its_text_is_told(body: str, codes: list[str], said: str) -> None:
    read = read_bytes(f"<!DOCTYPE html><html><body><p>Pasal 1</p>{body}</body></html>".encode())
    assert _codes(read) == codes
    assert all(said in problem.message for problem in read.problems)
