"""The official texts of a corpus as the audit needs them, and the auditor over them."""

from __future__ import annotations

from collections.abc import Mapping

from tanyapasal.index.audit.official import OfficialTexts
from tanyapasal.index.audit.topics import KeptTerms, Topics
from tanyapasal.index.audit.verdicts import Auditor
from tanyapasal.index.corpus import Corpus
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.history.current import current_texts
from tanyapasal.index.law.places import RegulationId, RegulationStatus
from tanyapasal.index.text import one_line


def official_texts(corpus: Corpus) -> OfficialTexts:
    """Every official text of the corpus, with what its files say of the standing of any regulation."""
    statuses: dict[RegulationId, RegulationStatus] = {f.id: f.status for f in corpus.regulations}
    statuses.update({f.id: f.status for f in corpus.official})
    current = current_texts([f.regulation for f in corpus.official])
    return OfficialTexts.of(
        current.regulations,
        statuses,
        titles_of(corpus),
        {f.id: f.amends for f in corpus.regulations},
        {f.id: f.note for f in corpus.official if f.note},
        current.gone,
        current.earlier,
    )


def titles_of(corpus: Corpus) -> Mapping[RegulationId, str]:
    """The title of every regulation that the corpus knows."""
    told = {f.id: one_line(f.title) for f in corpus.regulations}
    return told | {f.id: one_line(f.title) for f in corpus.official}


def aliases_of(corpus: Corpus) -> tuple[tuple[str, RegulationId], ...]:
    """Names of single regulations ("UU Jalan"), in the order of the files."""
    held = [(alias, f.id) for f in corpus.official for alias in f.aliases]
    told = [(alias, f.id) for f in corpus.regulations for alias in f.aliases]
    return tuple(dict.fromkeys((*held, *told)))


def auditor_of(corpus: Corpus, embedder: Embedder | None, kept: KeptTerms | None = None) -> Auditor:
    """An auditor over the official texts of ``corpus``; without an embedder it judges by words alone.

    ``kept``: what their places are about, where that was read before.
    """
    texts = official_texts(corpus)
    synonyms = tuple((t.term, short) for t in corpus.glossary.terms for short in t.abbreviations)
    return Auditor(texts, Topics(texts, embedder, synonyms, kept), corpus.kinds, corpus.domain)
