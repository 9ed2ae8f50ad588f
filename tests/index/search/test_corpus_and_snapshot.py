"""The corpus of the repository, and a snapshot built from it with the embedder that needs no model."""

from __future__ import annotations

import csv
import gc
import shutil
from pathlib import Path

import pytest

from tanyapasal.index.build import build
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.errors import CorpusError, SnapshotError
from tanyapasal.index.law.passages import search_form
from tanyapasal.index.passages.of_corpus import passages_of
from tanyapasal.index.passages.reading.reader import PassageReader
from tanyapasal.index.search.manifest import verify
from tanyapasal.index.search.snapshot import load

ROOT = Path(__file__).parents[3]
FACTS = list(
    csv.DictReader(
        (Path(__file__).parent / "document_facts.tsv").read_text(encoding="utf-8").splitlines(),
        delimiter="\t",
    )
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    build(ROOT / "corpus", folder, HashingEmbedder())
    return folder


def test_there_are_enough_facts() -> None:
    assert len(FACTS) >= 120


def test_every_fact_of_the_document_is_one_passage_at_its_place() -> None:
    passages = passages_of(read_corpus(ROOT / "corpus"))
    for fact in FACTS:
        keywords = [k.strip().lower() for k in fact["keywords"].split("|")]
        texts = [p.text.lower() for p in passages if str(p.ref) == fact["ref"]]
        assert any(all(k in text for k in keywords) for text in texts), fact


def test_what_is_quoted_is_searched() -> None:
    for passage in passages_of(read_corpus(ROOT / "corpus")):
        assert passage.text in search_form(passage)


def test_all_mistakes_are_reported_at_once_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "regulations").mkdir()
    (tmp_path / "regulations" / "uu-1-2020.md").write_text(
        "---\nid: uu-2-2020\ntitle: X\nstatus: entah\nsource: {kind: secondary, document: D}\n---\n\n## Pasal dua\n\nTeks\n",
        encoding="utf-8",
    )
    with pytest.raises(CorpusError) as caught:
        read_corpus(tmp_path)
    text = str(caught.value)
    assert "regulations/uu-1-2020.md:2:" in text
    assert "regulations/uu-1-2020.md:4:" in text
    assert "regulations/uu-1-2020.md:8:" in text


def test_an_unchanged_corpus_is_not_built_again(data: Path) -> None:
    manifest, built = build(ROOT / "corpus", data, HashingEmbedder())
    assert not built
    assert manifest.passages > 100


def test_an_index_may_be_served_by_another_user_than_the_one_who_built_it(data: Path) -> None:
    folder = data / "index" / build(ROOT / "corpus", data, HashingEmbedder())[0].id
    assert folder.stat().st_mode & 0o055 == 0o055


def test_what_did_not_change_is_neither_embedded_nor_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus, data = tmp_path / "corpus", tmp_path / "data"
    shutil.copytree(ROOT / "corpus", corpus)
    build(corpus, data, HashingEmbedder())
    changed = min((corpus / "regulations").glob("*.md"))
    changed.write_text(changed.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    monkeypatch.delattr(HashingEmbedder, "documents")
    monkeypatch.delattr(PassageReader, "read")
    _, built = build(corpus, data, HashingEmbedder())
    assert built


def test_a_changed_file_is_refused(tmp_path: Path) -> None:
    build(ROOT / "corpus", tmp_path, HashingEmbedder())
    manifest = verify(tmp_path)
    knowledge = tmp_path / "index" / manifest.id / "knowledge.json"
    knowledge.write_bytes(knowledge.read_bytes().replace(b"20", b"21", 1))
    with pytest.raises(SnapshotError, match=r"knowledge\.json"):
        load(tmp_path, HashingEmbedder().id, HashingEmbedder().dimension)


def test_garbage_is_collected_again_after_a_snapshot_was_loaded_or_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError):
        load(tmp_path, HashingEmbedder().id, HashingEmbedder().dimension)
    assert gc.isenabled()


def test_a_snapshot_of_another_embedder_is_refused(data: Path) -> None:
    with pytest.raises(SnapshotError, match="model"):
        load(data, "other", 512)
