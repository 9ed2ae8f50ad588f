"""A built index on disk: it describes itself, is swapped in atomically, and is verified before use.

    DATA/index/current            id of the snapshot in use (a small text file, replaced atomically)
    DATA/index/ID/manifest.json   format, corpus hash, embedder, dimension, SHA-256 of every other file (``manifest``)
    DATA/index/ID/knowledge.json  regulations, glossary, language, kinds, field of law
    DATA/index/ID/passages.db     passages, and what each tells (``stored``); those of earlier wordings behind the others
    DATA/index/ID/facts.json      the words of all
    DATA/index/ID/dense.faiss · parts.faiss · parts.npy · stems/ · chars4/ (above 100,000 rows others: search/engines;
                  in a Milvus: dense.milvus.json …, which say only what to look for there)
    DATA/index/ID/whole/          the same with earlier wordings too, where there are any
Nothing is pickled.
"""

from __future__ import annotations

import gc
import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import ParamSpec, TypeVar

from pydantic import TypeAdapter, ValidationError

from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.history.times import Times
from tanyapasal.index.language.glossary import Glossary, Language
from tanyapasal.index.law.domain import Domain
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Passage, RegulationCard
from tanyapasal.index.passages.facts import CorpusFacts
from tanyapasal.index.search.dense import VectorIndex
from tanyapasal.index.search.engines.by_size import read_lexical_index, read_vector_index
from tanyapasal.index.search.lexical import LexicalIndex
from tanyapasal.index.search.manifest import (
    Hold,
    Manifest,
    folder_of,
    put,
    put_at,
    read_manifest,
    verify,
    write_manifest,
)
from tanyapasal.index.search.parts import Parts
from tanyapasal.index.search.shelf import MemoryShelf, Shelf
from tanyapasal.index.search.shelf.stored import Encoded, opened, passages_from, write_rows

P = ParamSpec("P")
T = TypeVar("T")
_MEND = "jalankan: tanyapasal index build"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything but the search indexes.

    ``sources``: path and SHA-256 of each corpus file that was read; ``times``: what was in force when; ``domain``: the field of law.
    """

    passages: Sequence[Passage]
    cards: tuple[RegulationCard, ...]
    glossary: Glossary
    language: Language
    kinds: Kinds
    sources: tuple[tuple[str, str], ...] = ()
    times: Times = field(default_factory=Times)
    domain: Domain = field(default_factory=Domain)

    @property
    def whole(self) -> Sequence[Passage]:
        """The passages that count now, then those of earlier wordings."""
        return (*self.passages, *self.times.past)


@dataclass(frozen=True, slots=True)
class Indexes:
    """The indexes over the same passages."""

    dense: VectorIndex
    parts: Parts
    stems: LexicalIndex
    chars4: LexicalIndex

    def save(self, folder: Path) -> None:
        self.dense.save(folder / "dense.faiss")
        self.parts.save(folder / "parts.faiss")
        self.stems.save(folder / "stems")
        self.chars4.save(folder / "chars4")

    @classmethod
    def load(cls, folder: Path, size: int, milvus: str | None = None) -> Indexes:
        """Read what ``save`` wrote for ``size`` passages; raises OSError, ValueError or SnapshotError."""
        return cls(
            read_vector_index(folder / "dense.faiss", milvus),
            Parts.load(folder / "parts.faiss", milvus),
            read_lexical_index("stems", folder / "stems", size, milvus),
            read_lexical_index("chars4", folder / "chars4", size, milvus),
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A loaded index. ``hold``: keeps its files, which are read as they are asked for."""

    manifest: Manifest
    knowledge: Knowledge
    facts: CorpusFacts
    dense: VectorIndex
    parts: Parts
    stems: LexicalIndex
    chars4: LexicalIndex
    opened: Shelf | None = None
    hold: Hold | None = None

    @property
    def shelf(self) -> Shelf:
        """Its passages, to be looked up."""
        return self.opened or MemoryShelf(self.knowledge.passages, self.facts.passages)


_KNOWLEDGE = TypeAdapter(Knowledge)
_FACTS = TypeAdapter(CorpusFacts)


def write(
    data: Path,
    knowledge: Knowledge,
    facts: CorpusFacts,
    indexes: Indexes,
    corpus_hash: str,
    embedder: str,
    whole: Indexes | None = None,
    hosted: bool = False,
    rows: Iterable[Encoded] | None = None,
) -> Manifest:
    """Write aside, then swap in; readers see the old one or the new one, never a part.

    ``facts``: of ``knowledge.whole``; ``whole``: indexes of it, if there are earlier wordings; ``hosted``: they are in a
    Milvus; ``rows``: passages and facts of all of it, where they are encoded already and not in ``knowledge`` and ``facts``.
    """
    if rows is None:
        rows = map(Encoded.of, knowledge.whole, facts.passages)
    bare = replace(knowledge, passages=(), times=replace(knowledge.times, past=()))
    root = data / "index"
    root.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
    try:
        (new / "knowledge.json").write_bytes(_KNOWLEDGE.dump_json(bare))
        (new / "facts.json").write_bytes(_FACTS.dump_json(replace(facts, passages=())))
        write_rows(new, rows)
        indexes.save(new)
        if whole is not None:
            (new / "whole").mkdir()
            whole.save(new / "whole")
        dense = indexes.dense
        manifest = write_manifest(new, corpus_hash, embedder, hosted, dense.dimension, dense.size)
        put(data, new, manifest.id)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    return manifest


@contextmanager
def without_collecting() -> Iterator[None]:
    """Without the search for cyclic garbage: what is loaded is none, and going through it costs more than loading it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@without_collecting()
def load(data: Path, embedder: str, dimension: int, milvus: str | None = None) -> Snapshot:
    """Load the snapshot in use, verified; refuses one made with another embedder.

    ``milvus``: the URI of the Milvus in which its indexes are; None: they are beside it.
    """
    while True:
        began = put_at(data)
        try:
            return _load(data, embedder, dimension, milvus)
        except SnapshotError:
            if put_at(data) == began:
                raise  # otherwise a build put another one in its place meanwhile


def _load(data: Path, embedder: str, dimension: int, milvus: str | None) -> Snapshot:
    held = read_manifest(data).id
    hold = Hold(folder_of(data, held))
    manifest = verify(data, quick=True)
    if manifest.id != held:
        raise SnapshotError("Indeks sedang diganti; ulangi perintah ini")
    if manifest.embedder != embedder or manifest.dimension != dimension:
        raise SnapshotError(
            f"Indeks dibuat dengan model '{manifest.embedder}', pengaturan meminta '{embedder}'; {_MEND}"
        )
    folder = folder_of(data, manifest.id)
    knowledge, shelf = _knowledge(manifest, folder)
    return replace(_loaded(manifest, knowledge, shelf, (folder, folder), milvus), hold=hold)


@without_collecting()
def load_whole(data: Path, current: Snapshot, milvus: str | None = None) -> Snapshot:
    """The same snapshot with the passages of earlier wordings among its passages; itself if it has none.

    Raises SnapshotError if its files are no longer there.
    """
    if not current.knowledge.times.past:
        return current
    folder = folder_of(data, current.manifest.id)
    shelf = _rows(folder, None)
    whole = replace(current.knowledge, passages=shelf.passages)
    loaded = _loaded(current.manifest, whole, shelf, (folder, folder / "whole"), milvus)
    return replace(loaded, hold=current.hold)


def _loaded(
    manifest: Manifest, knowledge: Knowledge, shelf: Shelf, folders: tuple[Path, Path], milvus: str | None
) -> Snapshot:
    """``folders``: of the snapshot, and of the indexes over the passages of ``shelf``."""
    folder, indexed = folders
    size = len(shelf.passages)
    told = _read(_FACTS, folder / "facts.json")
    facts = replace(told, passages=shelf.facts)
    try:
        indexes = Indexes.load(indexed, size, milvus)
    except (json.JSONDecodeError, OSError, ValueError) as error:
        raise SnapshotError(f"Indeks tidak terbaca; {_MEND}") from error
    owners = indexes.parts.owners
    if len(owners) != indexes.parts.size or (len(owners) and not 0 <= owners[0] <= owners[-1] < size):
        raise SnapshotError(f"Bagian-bagian indeks tidak cocok satu sama lain; {_MEND}")
    if indexes.dense.size != size or indexes.dense.dimension != manifest.dimension:
        raise SnapshotError(f"Bagian-bagian indeks tidak cocok satu sama lain; {_MEND}")
    return Snapshot(
        manifest, knowledge, facts, indexes.dense, indexes.parts, indexes.stems, indexes.chars4, shelf
    )


def read_knowledge(data: Path) -> Knowledge:
    """Passages and tables of the snapshot in use, without its search indexes; raises SnapshotError."""
    manifest = read_manifest(data)
    return _knowledge(manifest, folder_of(data, manifest.id))[0]


def _knowledge(manifest: Manifest, folder: Path) -> tuple[Knowledge, Shelf]:
    shelf = _rows(folder, manifest.passages)
    if len(shelf.passages) != manifest.passages:
        raise SnapshotError(f"Bagian-bagian indeks tidak cocok satu sama lain; {_MEND}")
    bare = _read(_KNOWLEDGE, folder / "knowledge.json")
    past = _stored(passages_from, folder, manifest.passages)
    return replace(bare, passages=shelf.passages, times=replace(bare.times, past=past)), shelf


def _rows(folder: Path, size: int | None) -> Shelf:
    return _stored(opened, folder, size)


def _stored(read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    try:
        return read(*args, **kwargs)
    except (sqlite3.Error, ValueError) as error:
        raise SnapshotError(f"Indeks tidak terbaca; {_MEND}") from error


def _read(kind: TypeAdapter[T], path: Path) -> T:
    try:
        return kind.validate_json(path.read_bytes())
    except (ValidationError, OSError, ValueError) as error:
        raise SnapshotError(f"Indeks tidak terbaca; {_MEND}") from error
