"""``tanyapasal conflicts`` on the project's own corpus."""

from __future__ import annotations

import json

import pytest

from tanyapasal.bot.cli import main
from tanyapasal.bot.commands.conflicts import as_html
from tanyapasal.index.passages.conflicts import Conflict, Side


def test_every_conflict_of_the_corpus_has_both_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["conflicts", "--json"]) == 0
    conflicts = json.loads(capsys.readouterr().out)["conflicts"]
    assert conflicts
    assert all(side["quote"] and side["label"] for c in conflicts for side in c["sides"])


def test_the_page_escapes_what_it_shows() -> None:
    side = Side("<b>", "<i>", "<script>alert(1)</script>")
    html = as_html([Conflict("angka", side, side, "<img>")])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert "<img>" not in html
