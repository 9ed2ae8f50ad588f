"""Reading and parsing: pages of PDF a second, megabytes of text a second, and memory. One process, one thread.

python -m tanyapasal.eval.benchmarks.reading [--text FILE] [--pdf FILE] [--pages 200]

FILE of ``--text`` is any text, or the corpus.jsonl of a BEIR folder, whose titles and texts are read as one text.
Without ``--pdf`` a PDF of ``--pages`` pages is made from the text.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from pathlib import Path

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.benchmarks.table import Figure, table
from tanyapasal.index.corpus import known_kinds
from tanyapasal.index.parsing import parse
from tanyapasal.index.reading import read_bytes, read_file

# A minute for ten megabytes on one core.
_MOST_SECONDS_A_MEGABYTE = 6.0
_LINES_A_PAGE = 45


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--text", type=Path, help="a text or a BEIR corpus.jsonl (default: the corpus)")
    parser.add_argument("--pdf", type=Path, help="a PDF with a text layer (default: one made from the text)")
    parser.add_argument("--pages", type=int, default=200, help="pages of the PDF that is made")
    options = parser.parse_args()
    kinds = known_kinds(read_settings().corpus)
    data = _text(options.text).encode()
    before = _memory()

    pdf = options.pdf.read_bytes() if options.pdf else _made(data.decode(), options.pages)
    started = time.perf_counter()
    read = read_bytes(pdf)
    pdf_seconds = time.perf_counter() - started
    pages = read.text.rstrip("\n").count("\n\n") + 1
    pdf_memory = _memory() - before

    started = time.perf_counter()
    text = read_bytes(data, ".txt").text
    read_seconds = time.perf_counter() - started
    started = time.perf_counter()
    regulation = parse(text, kinds)
    parse_seconds = time.perf_counter() - started
    megabytes = len(data) / 1e6
    figures = [
        Figure("PDF", pages / pdf_seconds, "pages/s"),
        Figure("memory for the PDF", pdf_memory, "MB"),
        Figure("text", megabytes, "MB"),
        Figure("text: reading", megabytes / read_seconds, "MB/s"),
        Figure("text: parsing", megabytes / parse_seconds, "MB/s"),
        Figure("text: reading and parsing", (read_seconds + parse_seconds) / megabytes, "s/MB", _MOST_SECONDS_A_MEGABYTE),
        Figure("provisions found", len(regulation.provisions), ""),
        Figure("memory at most", _memory(), "MB"),
    ]  # fmt: skip
    print(table(figures))


def _text(path: Path | None) -> str:
    if path is None:
        files = sorted(read_settings().corpus.rglob("*.md"))
        return "\n".join(file.read_text(encoding="utf-8") for file in files)
    if path.suffix != ".jsonl":
        return read_file(path).text
    with path.open(encoding="utf-8") as lines:
        entries = [json.loads(line) for line in lines if line.strip()]
    return "\n".join(f"{entry.get('title', '')}\n{entry['text']}" for entry in entries)


def _made(text: str, pages: int) -> bytes:
    from fpdf import FPDF

    lines = [line[:90] for line in text.split("\n") if line.strip()]
    while len(lines) < pages * _LINES_A_PAGE:
        lines += lines
    document = FPDF(format="A4")
    document.set_auto_page_break(False)
    for number in range(pages):
        document.add_page()
        document.set_font("Helvetica", size=11)
        for row, line in enumerate(lines[number * _LINES_A_PAGE : (number + 1) * _LINES_A_PAGE]):
            document.set_xy(20, 15 + 6 * row)
            document.cell(text=line.encode("latin-1", "ignore").decode("latin-1"))
    return bytes(document.output())


def _memory() -> float:
    """The most memory this process has held so far, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
