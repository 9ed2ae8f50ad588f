"""Documents made to freeze, fill or fool the reader, each through the function that pages call.

    python -m tests.faults.hostile_documents [--markdown]

Exit 1 if one of them takes longer than the limits, breaks this process, or is answered by nothing.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import time
import zipfile
import zlib
from collections.abc import Callable

import docx

from tanyapasal.bot.sandbox.documents import read_document
from tanyapasal.bot.sandbox.limits import Limits
from tanyapasal.index.errors import ReadingError

LIMITS = Limits(cpu_seconds=20, seconds=120.0)


def word(body: bytes) -> bytes:
    empty, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(empty)
    with zipfile.ZipFile(empty) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + body, 1)
            target.writestr(name, content)
    return made.getvalue()


def pdf(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    made, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(made))
    return made + head + table + tail


def stream(content: bytes, more: bytes = b"") -> bytes:
    packed = zlib.compress(content, 9)
    return b"<< /Length %d /Filter /FlateDecode %s >>\nstream\n%s\nendstream" % (len(packed), more, packed)


def page(content: bytes, resources: bytes = b"<< >>", media: bytes = b"[0 0 595 842]") -> tuple[bytes, ...]:
    return (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox %s /Contents 4 0 R /Resources %s >>" % (media, resources),
        stream(content),
    )


def forms(deep: int, each: int) -> bytes:
    """Forms that show a form several times, which shows a form several times …"""
    objects = list(page(b"/F Do", b"<< /XObject << /F 5 0 R >> >>"))
    for level in range(deep):
        names = b"<< /XObject << /F %d 0 R >> >>" % (6 + level)
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources " + names
        objects.append(stream(b"/F Do " * each, head))
    objects.append(stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842]"))
    return pdf(*objects)


DOCUMENTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "25 empty comments": ("a.html", lambda: b"<!---->" * 25 + b"x"),
    "20,000 unclosed <style>": ("a.html", lambda: b"<html>" + b"<style>" * 20_000),
    "100,000 unclosed <style> with text": ("a.html", lambda: b"<html>" + b"<style>a" * 100_000),
    "a page 200,000 deep": ("a.html", lambda: b"<html><p>Pasal 1</p>" + b"<b>" * 200_000 + b"Isi</b></html>"),
    "an element of 200,000 attributes": (
        "a.html",
        lambda: b"<html><p " + b" ".join(b"a%d=1" % i for i in range(200_000)) + b">Pasal 1",
    ),
    "1,000,000 pieces in a line": ("a.html", lambda: b"<html><p>" + b"<b>a</b>" * 1_000_000 + b"</p></html>"),
    "a line of 10,000,000 letters": ("a.txt", lambda: b"a" * 10_000_000),
    "9,000,000 empty lines": ("a.txt", lambda: b"\n" * 9_000_000 + b"x"),
    "Word, 10,000,000 empty paragraphs": ("a.docx", lambda: word(b"<w:p/>" * 10_000_000)),
    "Word, 1 GB unpacked": ("a.docx", lambda: word(b"<w:p/>" + b" " * 1_000_000_000)),
    "Word, 5,000 deep": ("a.docx", lambda: word(b"<w:sdt><w:sdtContent>" * 5000)),
    "Word, 3,500,000 empty runs": ("a.docx", lambda: word(b"<w:p>" + b"<w:r/>" * 3_500_000 + b"</w:p>")),
    "PDF, a page of 1 GB": ("a.pdf", lambda: pdf(*page(b"0 0 m " * 170_000_000))),
    "PDF, forms 8 deep, 100 each": ("a.pdf", lambda: forms(8, 100)),
    "PDF, 2,000,000 letters on a page": (
        "a.pdf",
        lambda: pdf(
            *page(
                b"BT /F 1 Tf " + b"1 0 Td (ab) Tj " * 1_000_000 + b"ET",
                b"<< /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>",
            )
        ),
    ),
    "PDF, a page of 100 km": ("a.pdf", lambda: pdf(*page(b"0 0 m 9 9 l S", media=b"[0 0 283464567 283464567]"))),
    "PDF, a tree of pages that holds itself": (
        "a.pdf",
        lambda: pdf(b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9999 >>"),
    ),
}  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--markdown", action="store_true")
    options = parser.parse_args()
    lost = 0
    if options.markdown:
        print("| document | bytes | CPU s | s | what is told |\n|---|---|---|---|---|")
    for name, (file, make) in DOCUMENTS.items():
        data = make()
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        try:
            told = f"read: {len(read_document(file, data, LIMITS).text):,} characters"
        except ReadingError as error:
            told = str(error)
        after, passed = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic() - started
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        lost += spent > LIMITS.cpu_seconds + 2 or passed > LIMITS.seconds + 5 or "\n" in told
        row = (name, f"{len(data):,}", f"{spent:.1f}", f"{passed:.1f}", told)
        print(f"| {' | '.join(row)} |" if options.markdown else "  ".join(row), flush=True)
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
