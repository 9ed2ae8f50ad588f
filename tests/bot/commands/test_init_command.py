"""``tanyapasal init``: a corpus of one's own, that works at once, and its texts where a network is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tanyapasal.bot.cli import main
from tanyapasal.eval.benchmarks.adding.texts import regulation_text
from tests.bot.intake.site import Page, certificate, site

ROOT = Path(__file__).parents[3]
STATEMENT = """---
id: {id}
title: Perawatan Taman
status: berlaku
source: {{kind: secondary, document: Buku Saku}}
---

## Pasal 2

Petugas diberi upah.

> Letak: halaman 4
> Topik: upah petugas
"""


@pytest.fixture
def starter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    folder = tmp_path / "awal"
    (folder / "regulations").mkdir(parents=True)
    for path in (ROOT / "corpus").glob("*.yaml"):
        shutil.copy(path, folder / path.name)
    for name in ("pp-7-2031", "perlan-9-2031"):
        (folder / "regulations" / f"{name}.md").write_text(STATEMENT.format(id=name), encoding="utf-8")
    (folder / ".sisa").write_text("x", encoding="utf-8")
    return folder


def run(starter: Path, *arguments: str) -> int:
    return main(["init", *arguments, "--corpus", str(starter)])


def test_the_corpus_is_laid_out_and_answers(
    starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "kantor"
    assert run(starter, str(own)) == 0
    assert "regulation add" in capsys.readouterr().out
    assert not (own / "corpus" / ".sisa").exists()
    assert main(["index", "build", "--corpus", str(own / "corpus"), "--data", str(own / "data")]) == 0


def test_nothing_is_written_over(starter: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "kantor"
    assert run(starter, str(own), "--dry-run") == 0
    assert not own.exists()
    run(starter, str(own))
    (own / "corpus" / "glossary.yaml").write_text("terms: []\n", encoding="utf-8")
    capsys.readouterr()
    assert run(starter, str(own)) == 2
    assert "tidak ada yang ditimpa" in capsys.readouterr().err
    assert (own / "corpus" / "glossary.yaml").read_text(encoding="utf-8") == "terms: []\n"
    assert run(tmp_path / "bukan-korpus", str(tmp_path / "lain")) in (0, 2)  # 0: the packaged one


def test_texts_come_from_their_addresses_also_in_a_second_try(
    starter: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made = certificate(tmp_path)
    if made is None:
        pytest.skip("no openssl")
    monkeypatch.setenv("SSL_CERT_FILE", str(made[0]))
    own = tmp_path / "kantor"
    with site(made) as here:
        (starter / "sources.yaml").write_text(
            f"regulations: [{{id: pp-7-2031, addresses: ['{here.address}/7']}}]\n", encoding="utf-8"
        )
        assert run(starter, str(own), "--with-texts", "--allow-private") == 4
        assert (own / "corpus" / "regulations" / "pp-7-2031.md").is_file()
        assert "situs menjawab 404" in capsys.readouterr().out
        here.pages["/7"] = Page(regulation_text(7, 3).encode())
        assert run(starter, str(own), "--with-texts", "--allow-private") == 0
    assert [p.name for p in (own / "corpus" / "official").iterdir()] == ["pp-7-2031.md"]
    said = capsys.readouterr()
    assert "perlan-9-2031: dilewati" in said.err  # no address is known: nothing that went wrong
    assert "dibangun" in said.err
