"""A build in shards, one of which is stopped on the way, loses nothing, doubles nothing, and gives what one build gives."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

from tanyapasal.bot.cli import main
from tanyapasal.index.build import Shard, build, build_shard, join
from tanyapasal.index.embedding import keeping
from tanyapasal.index.embedding.embedder import Vectors
from tanyapasal.index.embedding.named import HashingEmbedder
from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.search.snapshot import Snapshot, load
from tests.bot.answering.dated_corpus import write_corpus
from tests.index.keeping.test_incremental import contents

SHARDS = tuple(Shard(number, 3) for number in (1, 2, 3))
QUESTIONS = (
    "pelatihan berkebun petugas taman",
    "gudang kompos",
    "kolam ikan dikuras",
    "pagar bambu kebun bibit",
)


class Stopping(HashingEmbedder):
    """Embeds so many batches, then the machine fails."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self.left = batches
        self.texts: list[str] = []

    def documents(self, texts: Sequence[str]) -> Vectors:
        if self.left <= 0:
            raise KeyboardInterrupt
        self.left -= 1
        self.texts += texts
        return super().documents(texts)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def parts(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The data folders of three workers, of which each was stopped at its second batch and run again."""
    monkeypatch.setattr(keeping, "_BATCH", 3)
    folders = [tmp_path / f"worker-{shard.number}" for shard in SHARDS]
    for folder, shard in zip(folders, SHARDS, strict=True):
        first = Stopping(1)
        try:
            build_shard(corpus, folder, first, shard)
        except KeyboardInterrupt:
            with pytest.raises(SnapshotError, match="belum selesai"):
                join([folder], corpus, tmp_path / "none", HashingEmbedder())
        again = Stopping(1000)
        build_shard(corpus, folder, again, shard)
        assert not set(first.texts) & set(again.texts)
    return folders


def found(snapshot: Snapshot) -> list[object]:
    """What each index of a snapshot finds, and what it holds."""
    ids = [passage.id for passage in snapshot.knowledge.passages]
    lists: list[object] = [ids, tuple(snapshot.shelf.facts), snapshot.parts.size]
    for question in QUESTIONS:
        vector = HashingEmbedder().queries([question])[0]
        lists.append(snapshot.dense.search(vector, 5)[0].tolist())
        lists += [[p for p, _ in index.search(question, 5)] for index in (snapshot.stems, snapshot.chars4)]
    return lists


def test_every_text_is_of_one_shard_wherever_it_is_asked() -> None:
    ids = [RegulationId("uu", str(number), 2031) for number in range(1, 200)]
    assert all(sum(shard.has(id_) for shard in SHARDS) == 1 for id_ in ids)
    assert all(any(shard.has(id_) for id_ in ids) for shard in SHARDS)


@pytest.mark.parametrize("text", ["2/8", "1/1"])
def test_a_shard_is_written_as_it_is_read(text: str) -> None:
    assert str(Shard.parse(text)) == text


@pytest.mark.parametrize("text", ["", "3", "0/2", "3/2", "a/b", "1/2/3"])
def test_what_is_no_shard_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="2/8"):
        Shard.parse(text)


def test_joined_shards_are_the_snapshot_of_one_build(corpus: Path, parts: list[Path], tmp_path: Path) -> None:
    embedder = Stopping(1000)
    join(parts, corpus, tmp_path / "joined", embedder)
    build(corpus, tmp_path / "whole", HashingEmbedder())
    assert contents(tmp_path / "joined") == contents(tmp_path / "whole")
    # Earlier wordings are of no shard; nothing else was left to embed.
    held = load(tmp_path / "joined", embedder.id, embedder.dimension)
    assert len(embedder.texts) <= len(held.knowledge.times.past)
    assert not join(parts, corpus, tmp_path / "joined", embedder)[1]


def test_joined_shards_are_in_milvus_as_in_memory(corpus: Path, parts: list[Path], tmp_path: Path) -> None:
    if find_spec("milvus_lite") is None:
        pytest.skip("milvus_lite is not installed: pip install 'tanyapasal[milvus]'")
    milvus = str(tmp_path / "milvus.db")
    manifest, _ = join(parts, corpus, tmp_path / "joined", HashingEmbedder(), milvus=milvus)
    build(corpus, tmp_path / "whole", HashingEmbedder())
    there = load(tmp_path / "joined", manifest.embedder, manifest.dimension, milvus)
    whole = load(tmp_path / "whole", manifest.embedder, manifest.dimension)
    assert found(there) == found(whole)


def test_shards_that_are_missing_doubled_or_of_another_corpus_are_refused(
    corpus: Path, parts: list[Path], tmp_path: Path
) -> None:
    for given in (parts[:2], [*parts, parts[0]], []):
        with pytest.raises(SnapshotError, match="tidak lengkap atau rangkap"):
            join(given, corpus, tmp_path / "joined", HashingEmbedder())
    text = corpus / "official" / "pp-5-2012.md"
    text.write_text(text.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(SnapshotError, match="korpus atau model lain"):
        join(parts, corpus, tmp_path / "joined", HashingEmbedder())


def test_shards_and_their_joining_are_commands(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TANYAPASAL_EMBEDDER", "hashing")
    folders = [str(tmp_path / f"w{number}") for number in (1, 2)]
    for number, folder in enumerate(folders, 1):
        assert (
            main(["index", "build", "--shard", f"{number}/2", "--corpus", str(corpus), "--data", folder]) == 0
        )
    assert main(["index", "join", *folders, "--corpus", str(corpus), "--data", str(tmp_path / "data")]) == 0
    assert "dibangun" in capsys.readouterr().err
    assert main(["index", "build", "--shard", "3/2", "--corpus", str(corpus), "--data", folders[0]]) == 2
    assert "2/8" in capsys.readouterr().err
