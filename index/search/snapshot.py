"""A built index on disk: it describes itself, is swapped in atomically, and is verified before use.

    DATA/index/current            id of the snapshot in use (a small text file, replaced atomically)
    DATA/index/ID/manifest.json   format, corpus hash, embedder, dimension, SHA-256 of every other file
    DATA/index/ID/knowledge.json  passages, regulations, glossary, language, kinds, field of law
    DATA/index/ID/facts.json      what each passage tells, and the words of all
    DATA/index/ID/dense.faiss · parts.faiss · parts.npy · stems/ · chars4/ (above 100,000 rows others: search/engines;
                  in a Milvus: dense.milvus.json …, which say only what to look for there)
    DATA/index/ID/whole/          the same with earlier wordings too, where there are any
Nothing is pickled.
"""

from __future__ import annotations

import gc
import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

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
from tanyapasal.index.search.parts import Parts

FORMAT = 12
T = TypeVar("T")
_MEND = "jalankan: tanyapasal index build"


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything but the search indexes.

    ``sources``: path and SHA-256 of each corpus file that was read; ``times``: what was in force when; ``domain``: the field of law.
    """

    passages: tuple[Passage, ...]
    cards: tuple[RegulationCard, ...]
    glossary: Glossary
    language: Language
    kinds: Kinds
    sources: tuple[tuple[str, str], ...] = ()
    times: Times = field(default_factory=Times)
    domain: Domain = field(default_factory=Domain)

    @property
    def whole(self) -> tuple[Passage, ...]:
        """The passages that count now, then those of earlier wordings."""
        return (*self.passages, *self.times.past)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot is made of and for. ``files``: relative path and SHA-256 of each."""

    format: int
    id: str
    corpus_hash: str
    embedder: str
    dimension: int
    passages: int
    files: tuple[tuple[str, str], ...]


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
    """A loaded index."""

    manifest: Manifest
    knowledge: Knowledge
    facts: CorpusFacts
    dense: VectorIndex
    parts: Parts
    stems: LexicalIndex
    chars4: LexicalIndex


_KNOWLEDGE = TypeAdapter(Knowledge)
_FACTS = TypeAdapter(CorpusFacts)
_MANIFEST = TypeAdapter(Manifest)


def snapshot_id(corpus_hash: str, embedder: str, hosted: bool = False) -> str:
    """The same corpus, embedder and format give the same id; ``hosted``: its indexes are in a Milvus."""
    made_of = f"{FORMAT}\0{corpus_hash}\0{embedder}{chr(0) + 'milvus' if hosted else ''}"
    return hashlib.sha256(made_of.encode()).hexdigest()[:12]


def write(
    data: Path,
    knowledge: Knowledge,
    facts: CorpusFacts,
    indexes: Indexes,
    corpus_hash: str,
    embedder: str,
    whole: Indexes | None = None,
    hosted: bool = False,
) -> Manifest:
    """Write aside, then swap in; readers see the old one or the new one, never a part.

    ``facts``: of ``knowledge.whole``; ``whole``: indexes of it, if there are earlier wordings; ``hosted``: they are in a Milvus.
    """
    root = data / "index"
    root.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=".new-", dir=root))
    try:
        (new / "knowledge.json").write_bytes(_KNOWLEDGE.dump_json(knowledge))
        (new / "facts.json").write_bytes(_FACTS.dump_json(facts))
        indexes.save(new)
        if whole is not None:
            (new / "whole").mkdir()
            whole.save(new / "whole")
        files = tuple((str(f.relative_to(new)), _sha256(f)) for f in sorted(new.rglob("*")) if f.is_file())
        identity = snapshot_id(corpus_hash, embedder, hosted)
        manifest = Manifest(
            FORMAT, identity, corpus_hash, embedder, indexes.dense.dimension, len(knowledge.passages), files
        )
        (new / "manifest.json").write_bytes(_MANIFEST.dump_json(manifest, indent=1))
        target = root / identity
        if target.exists():
            shutil.rmtree(target)
        new.rename(target)
    except BaseException:
        shutil.rmtree(new, ignore_errors=True)
        raise
    pointer = root / ".current"
    pointer.write_text(identity + "\n")
    pointer.replace(root / "current")
    for old in root.iterdir():
        if old.is_dir() and old.name != identity:
            shutil.rmtree(old, ignore_errors=True)
    return manifest


def read_manifest(data: Path) -> Manifest:
    """The manifest of the snapshot in use; raises SnapshotError if there is none or it is unreadable."""
    try:
        identity = (data / "index" / "current").read_text().strip()
        manifest = _MANIFEST.validate_json((data / "index" / identity / "manifest.json").read_bytes())
    except OSError as error:
        raise SnapshotError(f"Indeks belum ada di '{data}'; {_MEND}") from error
    except ValidationError as error:
        raise SnapshotError(f"Manifes indeks rusak; {_MEND}") from error
    if manifest.format != FORMAT or manifest.id != identity:
        raise SnapshotError(f"Indeks dibuat oleh versi lain; {_MEND}")
    return manifest


def verify(data: Path) -> Manifest:
    """Check every file against its checksum; raises SnapshotError naming the first that differs."""
    manifest = read_manifest(data)
    folder = data / "index" / manifest.id
    for name, digest in manifest.files:
        path = folder / name
        if not path.is_file() or _sha256(path) != digest:
            raise SnapshotError(f"Berkas indeks '{name}' hilang atau berubah; {_MEND}")
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
    manifest = verify(data)
    if manifest.embedder != embedder or manifest.dimension != dimension:
        raise SnapshotError(
            f"Indeks dibuat dengan model '{manifest.embedder}', pengaturan meminta '{embedder}'; {_MEND}"
        )
    folder = data / "index" / manifest.id
    return _loaded(manifest, _read(_KNOWLEDGE, folder / "knowledge.json"), folder, folder, milvus)


@without_collecting()
def load_whole(data: Path, current: Snapshot, milvus: str | None = None) -> Snapshot:
    """The same snapshot with the passages of earlier wordings among its passages; itself if it has none.

    Raises SnapshotError if another one has taken its place on disk meanwhile.
    """
    if not current.knowledge.times.past:
        return current
    if verify(data).id != current.manifest.id:
        raise SnapshotError("Indeks sudah dibangun ulang; mulai ulang layanan ini")
    knowledge = replace(current.knowledge, passages=current.knowledge.whole)
    folder = data / "index" / current.manifest.id
    return _loaded(current.manifest, knowledge, folder, folder / "whole", milvus)


def _loaded(
    manifest: Manifest, knowledge: Knowledge, folder: Path, indexed: Path, milvus: str | None
) -> Snapshot:
    """``indexed``: where the indexes over the passages of ``knowledge`` lie."""
    size = len(knowledge.passages)
    told = _read(_FACTS, folder / "facts.json")
    facts = replace(told, passages=told.passages[:size])
    try:
        indexes = Indexes.load(indexed, size, milvus)
    except (json.JSONDecodeError, OSError, ValueError) as error:
        raise SnapshotError(f"Indeks tidak terbaca; {_MEND}") from error
    owners = indexes.parts.owners
    if len(owners) != indexes.parts.size or (len(owners) and not 0 <= owners[0] <= owners[-1] < size):
        raise SnapshotError(f"Bagian-bagian indeks tidak cocok satu sama lain; {_MEND}")
    if (
        len(facts.passages) != size
        or indexes.dense.size != size
        or indexes.dense.dimension != manifest.dimension
    ):
        raise SnapshotError(f"Bagian-bagian indeks tidak cocok satu sama lain; {_MEND}")
    return Snapshot(manifest, knowledge, facts, indexes.dense, indexes.parts, indexes.stems, indexes.chars4)


def read_knowledge(data: Path) -> Knowledge:
    """Passages and tables of the snapshot in use, without its search indexes; raises SnapshotError."""
    return _read(_KNOWLEDGE, data / "index" / read_manifest(data).id / "knowledge.json")


def _read(kind: TypeAdapter[T], path: Path) -> T:
    try:
        return kind.validate_json(path.read_bytes())
    except (ValidationError, OSError, ValueError) as error:
        raise SnapshotError(f"Indeks tidak terbaca; {_MEND}") from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
