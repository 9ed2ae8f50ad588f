"""Corpus folder to snapshot."""

from __future__ import annotations

import hashlib
from pathlib import Path

import numpy as np
from tqdm import tqdm

from index.corpus import corpus_hash, read_corpus, source_hashes
from index.dense import FlatIndex
from index.embedding import Embedder, Vectors
from index.errors import CorpusError, CorpusMistake, SnapshotError
from index.holdings import auditor_of
from index.lexical import LexicalIndex
from index.passages import search_form
from index.snapshot import Knowledge, Manifest, snapshot_id, verify, write
from index.splitting import cards_of, passages_of

_BATCH = 32


def build(
    corpus_folder: Path, data: Path, embedder: Embedder, progress: bool = False
) -> tuple[Manifest, bool]:
    """Build or keep the snapshot; returns its manifest and whether anything was built.

    Raises CorpusError with all mistakes of the corpus; the snapshot in use stays as it was.
    """
    corpus = read_corpus(corpus_folder)
    digest = corpus_hash(corpus_folder)
    try:
        manifest = verify(data)
        if manifest.id == snapshot_id(digest, embedder.id):
            return manifest, False
    except SnapshotError:
        pass  # none yet, or damaged: build it
    passages = passages_of(corpus, auditor_of(corpus, embedder) if corpus.official else None)
    if not passages:
        raise CorpusError((CorpusMistake(str(corpus_folder), 1, "korpus tidak memuat satu pernyataan pun"),))
    texts = [search_form(passage) for passage in passages]
    vectors = embed_cached(texts, data, embedder, progress)
    knowledge = Knowledge(
        passages,
        cards_of(corpus),
        corpus.glossary,
        corpus.language,
        corpus.kinds,
        source_hashes(corpus_folder),
    )
    manifest = write(
        data,
        knowledge,
        FlatIndex.build(vectors),
        LexicalIndex.build("stems", texts),
        LexicalIndex.build("chars4", texts),
        digest,
        embedder.id,
    )
    return manifest, True


def embed_cached(texts: list[str], data: Path, embedder: Embedder, progress: bool = False) -> Vectors:
    """Vectors of documents, shape (len(texts), dimension); a text embedded before is not embedded again."""
    name = hashlib.sha256(embedder.id.encode()).hexdigest()[:16]
    path = data / "embeddings" / f"{name}.npz"
    known: dict[str, Vectors] = {}
    if path.is_file():
        try:
            with np.load(path, allow_pickle=False) as stored:
                known = dict(zip(stored["keys"].tolist(), stored["vectors"], strict=True))
        except (OSError, ValueError, KeyError):
            known = {}  # a damaged cache costs time, nothing else
    keys = [hashlib.sha256(text.encode("utf-8", "replace")).hexdigest() for text in texts]
    missing = sorted({i for i, key in enumerate(keys) if key not in known})
    for start in tqdm(
        range(0, len(missing), _BATCH), desc="Menghitung vektor", unit="kelompok", disable=not progress
    ):
        batch = missing[start : start + _BATCH]
        for i, vector in zip(batch, embedder.documents([texts[i] for i in batch]), strict=True):
            known[keys[i]] = vector
    vectors = np.stack([known[key] for key in keys]).astype(np.float32)
    if missing:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new.npz")
        np.savez(aside, keys=np.array(keys), vectors=vectors)
        aside.replace(path)
    return vectors
