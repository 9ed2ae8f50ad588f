"""``tanyapasal audit FILE``: every citation of a document, held against the official texts.

Exit 0 all match, 4 findings, 5 something could not be verified (and nothing worse), 2 usage.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tanyapasal.bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of ``audit``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="PDF, DOCX, HTML, Markdown, atau teks")
    parser.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    parser.add_argument("--html", action="store_true", help="hasil sebagai halaman HTML")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Audit one document; returns the exit code. Raises a TanyaPasalError that says what is wrong."""
    from tanyapasal.bot.auditing.report import DocumentAudit
    from tanyapasal.index.corpus import read_corpus
    from tanyapasal.index.embedding.named import embedder_named
    from tanyapasal.index.reading import read_file

    audit = DocumentAudit(read_corpus(settings.corpus), embedder_named(settings.embedder))
    read = read_file(options.file, progress=sys.stderr.isatty())
    report = audit.report(options.file.name, read.text)
    if options.json:
        print(json.dumps(report.as_json(), ensure_ascii=False))
    else:
        kinds = audit.kinds
        sys.stdout.write(report.as_html(kinds) if options.html else report.as_text(kinds) + "\n")
    return report.exit_code
