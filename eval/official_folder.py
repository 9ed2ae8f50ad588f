"""A folder of official texts of any format as an auditor, for measurements."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tanyapasal.index.audit.official import OfficialTexts
from tanyapasal.index.audit.topics import Topics
from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus import Corpus, read_corpus
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.history.current import current_texts
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.parsing import parse
from tanyapasal.index.passages.holdings import auditor_of, official_texts
from tanyapasal.index.reading import read_file


def auditor_for(
    folder: Path, corpus_folder: Path, embedder: str, revoked: Iterable[RegulationId] = ()
) -> tuple[Auditor, Corpus, OfficialTexts]:
    """An auditor over the texts of ``folder`` and of the corpus, the corpus, and the texts.

    ``revoked``: regulations that staff would mark as such. ``embedder``: a name that ``tanyapasal.index.embedding.named`` knows, or "none".
    """
    corpus = read_corpus(corpus_folder)
    model = None if embedder == "none" else embedder_named(embedder)
    files = sorted(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else []
    if not files:
        return auditor_of(corpus, model), corpus, official_texts(corpus)
    parsed = [parse(read_file(path).text, corpus.kinds) for path in files]
    held = [regulation for regulation in parsed if regulation.id is not None]
    current = current_texts([*(f.regulation for f in corpus.official), *held])
    texts = OfficialTexts.of(
        current.regulations,
        dict.fromkeys(revoked, "dicabut"),
        gone=current.gone,
        earlier=current.earlier,
    )
    synonyms = tuple((t.term, short) for t in corpus.glossary.terms for short in t.abbreviations)
    return Auditor(texts, Topics(texts, model, synonyms), corpus.kinds, corpus.domain), corpus, texts
