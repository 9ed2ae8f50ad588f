"""Corpus, index and models."""

from __future__ import annotations

from tanyapasal.bot.operations.doctor.findings import Check, Finding
from tanyapasal.bot.settings import Settings
from tanyapasal.index.errors import CorpusError

_BUILD = "jalankan: tanyapasal index build"


def checks_of(settings: Settings) -> list[Check]:
    """The checks of what answers."""
    return [
        ("korpus", lambda: corpus(settings)),
        ("indeks", lambda: index(settings)),
        ("model", lambda: model(settings)),
    ]


def corpus(settings: Settings) -> Finding:
    """Every file of the corpus can be read."""
    from tanyapasal.index.corpus import read_corpus

    try:
        held = read_corpus(settings.corpus)
    except CorpusError as error:
        first = error.mistakes[0]
        return Finding(
            "korpus",
            "failed",
            f"{len(error.mistakes)} kesalahan di '{settings.corpus}', yang pertama {first}",
            "perbaiki berkas itu; 'tanyapasal index build' menyebut semua kesalahan",
        )
    told = (
        f"{len(held.official)} naskah resmi, {len(held.regulations)} peraturan, {len(held.programs)} program"
    )
    return Finding("korpus", "ok", told)


def index(settings: Settings) -> Finding:
    """The index is whole, made of this corpus as it is, and for the model of the settings."""
    from tanyapasal.index.corpus import corpus_hash
    from tanyapasal.index.embedding.named import embedder_named
    from tanyapasal.index.keeping.building import change_noted
    from tanyapasal.index.search.manifest import verify

    manifest = verify(settings.data)
    wanted = embedder_named(settings.embedder).id
    if manifest.embedder != wanted:
        return Finding(
            "indeks",
            "failed",
            f"dibuat dengan model {manifest.embedder}, pengaturan meminta {wanted}",
            _BUILD,
        )
    behind = change_noted(settings.data) is not None
    if behind or (settings.corpus.is_dir() and manifest.corpus_hash != corpus_hash(settings.corpus)):
        return Finding("indeks", "warning", f"{manifest.id} utuh, tetapi korpus berubah sesudahnya", _BUILD)
    return Finding("indeks", "ok", f"{manifest.id} utuh, {manifest.passages} kutipan")


def model(settings: Settings) -> Finding:
    """The models load and give vectors and a judgement."""
    from tanyapasal.index.embedding.named import embedder_named
    from tanyapasal.index.judging.reader import PackagedReader
    from tanyapasal.index.search.reranking import reranker_named

    embedder = embedder_named(settings.embedder)
    vectors = embedder.queries(["berapa lama cuti tahunan?"])
    if vectors.shape != (1, embedder.dimension):
        return Finding(
            "model", "failed", f"{embedder.id} memberi vektor yang salah ukurannya", "pasang ulang program"
        )
    named = [embedder.id]
    if settings.reader:
        PackagedReader().warm_up()
        named.append("pembaca bawaan")
    if (reranker := reranker_named(settings.reranker)) is not None:
        reranker.warm_up()
        named.append(str(settings.reranker))
    return Finding("model", "ok", ", ".join(named))
