"""A snapshot whose indexes are in a Milvus (here Milvus Lite), from the same corpus as one beside its pointer."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tanyapasal.bot.settings import read_settings
from tanyapasal.index.build import build
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.search.engines.milvus import MilvusVectors, MilvusWords
from tanyapasal.index.search.engines.milvus_client import Collection
from tanyapasal.index.search.hosted import is_hosted, retire
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import Snapshot, load

ROOT = Path(__file__).parents[3]
QUESTIONS = (
    "berapa jam pelajaran pengembangan kompetensi PNS?",
    "apa sanksi bagi yang tidak mengikuti pelatihan",
    "kapan evaluasi pasca pelatihan dilakukan?",
)
needs_milvus = pytest.mark.skipif(
    find_spec("milvus_lite") is None or find_spec("pymilvus") is None,
    reason="milvus_lite is not installed: pip install 'tanyapasal[milvus]'",
)


def _loaded(data: Path, milvus: str | None = None) -> Snapshot:
    return load(data, HashingEmbedder().id, HashingEmbedder().dimension, milvus)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds ``here``, a snapshot beside its indexes, ``there``, one in ``milvus.db``."""
    folder = tmp_path_factory.mktemp("hosted")
    build(ROOT / "corpus", folder / "here", HashingEmbedder())
    build(ROOT / "corpus", folder / "there", HashingEmbedder(), milvus=str(folder / "milvus.db"))
    return folder


@needs_milvus
def test_the_same_passages_are_found_there(folder: Path) -> None:
    snapshot = _loaded(folder / "there", str(folder / "milvus.db"))
    assert isinstance(snapshot.dense, MilvusVectors)
    assert isinstance(snapshot.stems, MilvusWords)
    here = Retriever(_loaded(folder / "here"), HashingEmbedder())
    there = Retriever(snapshot, HashingEmbedder())
    for question in QUESTIONS:
        found = [[h.passage.id for h in r.retrieve(r.reader.read(question), 10).hits] for r in (here, there)]
        assert found[0][0] == found[1][0]
        assert len(set(found[0]) & set(found[1])) >= 9


@needs_milvus
def test_what_is_there_is_not_built_again_unless_it_is_gone(folder: Path) -> None:
    uri = str(folder / "milvus.db")
    manifest, built = build(ROOT / "corpus", folder / "there", HashingEmbedder(), milvus=uri)
    assert not built
    assert is_hosted(uri, manifest.id)
    retire(uri, frozenset())
    assert not is_hosted(uri, manifest.id)
    with pytest.raises(SnapshotError, match="tidak ada di Milvus"):
        _loaded(folder / "there", uri)
    again, built = build(ROOT / "corpus", folder / "there", HashingEmbedder(), milvus=uri)
    assert (again.id, built) == (manifest.id, True)
    assert is_hosted(uri, manifest.id)


@needs_milvus
def test_rows_are_not_found_before_all_of_them_are_there_and_writing_goes_on_where_it_stopped(
    tmp_path: Path,
) -> None:
    collection = Collection(str(tmp_path / "milvus.db"), "0123456789ab", "now")
    batches: list[list[dict[str, object]]] = [
        [{"position": p, "dense": [1.0, float(p)]} for p in (n, n + 1)] for n in (0, 2)
    ]

    def stopped() -> Iterator[list[dict[str, object]]]:
        yield batches[0]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        collection.write(stopped(), 2, ())
    assert not collection.exists
    collection.write(batches, 2, ())
    assert collection.exists
    assert sorted(p for p, _ in collection.search("dense", [1.0, 0.0], 10)) == [0, 1, 2, 3]


@needs_milvus
def test_rows_that_are_not_as_many_as_were_sent_get_no_alias(tmp_path: Path) -> None:
    collection = Collection(str(tmp_path / "milvus.db"), "0123456789ab", "now")
    row: dict[str, object] = {"position": 0, "dense": [1.0, 0.0]}
    with pytest.raises(SnapshotError, match="tidak lengkap"):
        collection.write([[row], [row]], 2, ())
    assert not collection.exists


@needs_milvus
def test_a_milvus_that_does_not_answer_is_told_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tanyapasal.index.search.engines.milvus_client._SECONDS", 1.0)
    with pytest.raises(SnapshotError, match=r"Milvus tidak menjawab.*TANYAPASAL_MILVUS"):
        is_hosted("http://someone:secret@127.0.0.1:9", "0123456789ab")


@needs_milvus
def test_a_snapshot_is_not_taken_for_one_of_the_other_kind(folder: Path) -> None:
    with pytest.raises(SnapshotError, match="TANYAPASAL_MILVUS"):
        _loaded(folder / "there")
    with pytest.raises(SnapshotError, match="belum ada di Milvus"):
        _loaded(folder / "here", str(folder / "milvus.db"))


def test_the_milvus_is_a_setting() -> None:
    assert read_settings({"TANYAPASAL_MILVUS": "http://localhost:19530"}).milvus == "http://localhost:19530"
    assert read_settings({}).milvus is None
