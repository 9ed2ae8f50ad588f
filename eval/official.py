"""A corpus with the official texts of a folder added, for the sets of questions ``official…``.

The texts are not part of the repository (a copy by OCR, checked by nobody, is nothing to publish), so a folder of
them is named. Their passages stand beside those of the corpus, in an index of their own below the data folder.
"""

from __future__ import annotations

import logging
import re
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from tanyapasal.bot.answering.service import Answerer
from tanyapasal.bot.assistant import Assistant
from tanyapasal.bot.settings import Settings
from tanyapasal.index.build import build
from tanyapasal.index.corpus import OfficialFile, read_corpus
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.errors import TanyaPasalError
from tanyapasal.index.filing import with_found_mends, write_official
from tanyapasal.index.judging.reader import PackagedReader
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Source
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.parsing import parse
from tanyapasal.index.reading import read_file
from tanyapasal.index.search.reranking import reranker_named
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

log = logging.getLogger(__name__)

_NAMED = re.compile(r"[a-z]+-[0-9]+[a-z]*-[0-9]{4}")
_NOTE = "salinan, belum dicek terhadap JDIH"


class OfficialTextsError(TanyaPasalError):
    """A folder without any official text that could be read."""


def assistant_with(folder: Path, settings: Settings, progress: bool = False) -> Assistant:
    """An assistant over the corpus and the texts of ``folder``; builds the index if it is not there yet."""
    return Answerer(retriever_with(folder, settings, progress), settings.show_verification)


def retriever_with(folder: Path, settings: Settings, progress: bool = False) -> Retriever:
    """The retriever that assistant asks."""
    embedder = embedder_named(settings.embedder)
    data = settings.data / "official"
    with tempfile.TemporaryDirectory(prefix="tanyapasal-") as name:
        corpus = Path(name) / "corpus"
        shutil.copytree(settings.corpus, corpus)
        _add(folder, corpus, read_corpus(settings.corpus).kinds)
        build(corpus, data, embedder, progress)
    snapshot = load(data, embedder.id, embedder.dimension)
    judge = PackagedReader() if settings.reader else None
    return Retriever(snapshot, embedder, reranker_named(settings.reranker), judge)


def _add(folder: Path, corpus: Path, kinds: Kinds) -> None:
    added = 0
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        file = read_official_text(path, kinds)
        if file is None:
            log.warning("dilewati, bukan peraturan yang dikenali: %s", path.name)
            continue
        write_official(corpus, with_found_mends(file, None, kinds))
        added += 1
    if not added:
        raise OfficialTextsError(
            f"Tidak ada naskah resmi yang dapat dibaca di '{folder}'; periksa --official"
        )


def read_official_text(path: Path, kinds: Kinds) -> OfficialFile | None:
    """One file as an official text; None if neither its text nor its name ("uu-20-2023.…") says which it is."""
    regulation = parse(read_file(path).text, kinds)
    named = _NAMED.match(path.name)
    identity = regulation.id or (RegulationId.parse(named.group()) if named else None)
    if identity is None or not regulation.provisions:
        return None
    if regulation.id is None:
        provisions = tuple(replace(p, ref=replace(p.ref, regulation=identity)) for p in regulation.provisions)
        regulation = replace(regulation, id=identity, provisions=provisions)
    title = regulation.title or kinds.label(identity)
    source = Source("official", kinds.label(identity))
    return OfficialFile(identity, title, "tidak diketahui", (), source, _NOTE, regulation)
