"""Files made to cost much: read in time that grows with their size, or refused in one sentence; nothing is lost silently."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest

from tanyapasal.index.errors import ReadingError
from tanyapasal.index.parsing.pages.furniture import mask
from tanyapasal.index.reading import read_bytes
from tests.timing import cpu, growth

# For ten times the size: linear work takes ten times as long, quadratic work a hundred times.
MOST_GROWTH = 30


def word(body: str, prolog: str = "") -> bytes:
    """A Word file whose text is this XML."""
    empty, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + body.encode(), 1)
                content = content.replace(b"?>", b"?>" + prolog.encode(), 1)
            target.writestr(name, content)
    return made.getvalue()


def paragraph(inner: str) -> str:
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def boxes(deep: int) -> str:
    """Text boxes within text boxes, each with a paragraph of its own before the next."""
    text = paragraph("<w:t>paling dalam</w:t>")
    for level in range(deep):
        text = paragraph(f"<w:t>tingkat {level}</w:t><w:pict><w:txbxContent>{text}</w:txbxContent></w:pict>")
    return text


@pytest.mark.parametrize(
    "made",
    [
        lambda n: b"<!---->" * n + b"x",
        lambda n: b"<!-- a -->\n " * n + b"<html><p>Pasal 1</p></html>",
        lambda n: b"\n" * n + b"<?xml " * n,
        lambda n: b"<html>" + b"<style>" * n,
        lambda n: b"<html>" + b"<style>a{b" * n + b"</html>",
        lambda n: b"<html><style>" + b"a{}" * n + b"{" * n + b"</style><p>Pasal 1</p></html>",
        lambda n: b"<html><p>" + b"<b>a</b>" * n + b"</p></html>",
        lambda n: b"<html>" + b"<i hidden>a</i>" * n + b"</html>",
        lambda n: b"<html><p style='display" + b" " * n + b"'>Pasal 1</p></html>",
        lambda n: b"<html><pre>" + b"\n" * n + b"</pre></html>",
        lambda n: b"<meta charset " + b"=" * n,
    ],
    ids=range(11),
)
def test_pages_are_read_in_time_that_grows_with_their_size(made: Callable[[int], bytes]) -> None:
    assert cpu(lambda: read_bytes(made(25))) < 1.0
    assert growth(lambda n: read_bytes(made(n), ".html"), 2000) < MOST_GROWTH


@pytest.mark.parametrize(
    "sign", [" ", "\t", ".", "-", "0", "1 / ", "halaman ", "www.", "- ", "SK No ", "Pasal ", "\n "]
)
def test_a_long_line_is_masked_in_time_that_grows_with_it(sign: str) -> None:
    assert growth(lambda n: mask("Pasal 1\n" + sign * n + "x\n"), 1000) < MOST_GROWTH


@pytest.mark.parametrize("tag", ["div", "b", "span", "ul><li", "table><tr><td"])
def test_what_lies_too_deep_is_refused_rather_than_left_out(tag: str) -> None:
    closed = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    page = "<html><p>Pasal 1</p>" + f"<{tag}>" * 3000 + "Isi" + closed * 3000 + "<p>Pasal 2</p></html>"
    with pytest.raises(ReadingError, match="bersarang terlalu dalam"):
        read_bytes(page.encode())


def test_what_lies_as_deep_as_pages_go_is_read() -> None:
    page = "<html>" + "<div>" * 500 + "Isi" + "</div>" * 500 + "<p>Pasal 2</p></html>"
    assert read_bytes(page.encode()).text == "Isi\nPasal 2\n"


def test_text_boxes_within_text_boxes_are_read_once() -> None:
    lines = read_bytes(word(boxes(40))).text.split()
    assert lines.count("paling") == 1
    assert lines.count("tingkat") == 40


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (lambda: "<w:p/>" * 5_000_000, "mengembang terlalu besar"),
        (lambda: paragraph("<w:t>" + "a" * 320_000_000 + "</w:t>"), "mengembang terlalu besar"),
        (lambda: paragraph("<w:t>" + "a" * 12_000_000 + "</w:t>"), "terlalu dalam atau terlalu besar"),
        (lambda: "<w:sdt><w:sdtContent>" * 400 + "</w:sdtContent></w:sdt>" * 400, "terlalu dalam"),
    ],
    ids=["paragraphs", "text", "one text", "deep"],
)
def test_a_word_file_that_swells_is_refused_before_it_costs_much(body: Callable[[], str], told: str) -> None:
    data = word(body())
    assert len(data) < 2**20

    def read() -> None:
        with pytest.raises(ReadingError, match=told):
            read_bytes(data)

    assert cpu(read) < 3.0


def test_entities_that_swell_are_refused() -> None:
    entities = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10 if i else "x" * 10}">' for i in range(9))
    swelling = word(paragraph("<w:t>&e8;</w:t>"), f"<!DOCTYPE x [{entities}]>")
    with pytest.raises(ReadingError):
        read_bytes(swelling)
