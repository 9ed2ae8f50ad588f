"""BM25 by Tantivy, on disk: the best texts are found without scoring all. The only file that imports it.

The library is an extra (``tanyapasal[large]``), imported when an index of this kind is built or read. Its BM25 has
k1 = 1.2 and keeps the length of a text in one byte, so that scores differ a little from those of ``bm25s``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import mkdtemp
from types import ModuleType
from typing import TYPE_CHECKING
from weakref import finalize

import numpy as np

from tanyapasal.index.errors import SnapshotError
from tanyapasal.index.language.words.everyday import Sense
from tanyapasal.index.search.lexical import (
    ANALYSES,
    Analysis,
    Ranked,
    Scores,
    best_of_candidates,
    with_senses,
)

if TYPE_CHECKING:
    import tantivy

_POSITION, _TOKENS = "position", "tokens"
# Memory that is filled with postings before they are written.
_HEAP = 128_000_000


class TantivyIndex:
    """Made in a folder of its own, which ``save`` copies; that of a loaded index is mapped."""

    def __init__(self, analysis: Analysis, folder: Path) -> None:
        self._analyse = ANALYSES[analysis]
        self._folder = folder
        library = _library()
        try:
            index = library.Index.open(str(folder))
        except ValueError as error:
            raise SnapshotError(
                f"Indeks kata '{folder.name}' tidak terbaca; jalankan: tanyapasal index build"
            ) from error
        self._schema = index.schema
        self._searcher = index.searcher()

    @classmethod
    def build(cls, analysis: Analysis, texts: Iterable[str]) -> TantivyIndex:
        """Index texts as they come; no more than the heap is held. Raises SnapshotError without the library."""
        return cls.of(analysis, map(ANALYSES[analysis], texts))

    @classmethod
    def of(cls, analysis: Analysis, texts: Iterable[Sequence[str]]) -> TantivyIndex:
        """Index texts that are given by their tokens, as ``build`` does."""
        library = _library()
        made = Path(mkdtemp(prefix="tanyapasal-"))
        schema = (
            library.SchemaBuilder()
            .add_unsigned_field(_POSITION, indexed=True, fast=True)
            .add_text_field(_TOKENS, tokenizer_name="whitespace", index_option="freq")
            .build()
        )
        index = library.Index(schema, path=str(made))
        index.register_tokenizer(
            "whitespace", library.TextAnalyzerBuilder(library.Tokenizer.whitespace()).build()
        )
        # One thread: with several, texts of equal scores would not stay in their order.
        writer = index.writer(_HEAP, 1)
        for position, tokens in enumerate(texts):
            document = library.Document()
            document.add_unsigned(_POSITION, position)
            document.add_text(_TOKENS, " ".join(map(_written, tokens)))
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        built = cls(analysis, made)
        finalize(built, rmtree, made, ignore_errors=True)
        return built

    @classmethod
    def load(cls, analysis: Analysis, folder: Path) -> TantivyIndex:
        """Map what ``save`` wrote; raises SnapshotError without the library or where it cannot be read."""
        return cls(analysis, folder)

    @property
    def size(self) -> int:
        return int(self._searcher.num_docs)

    def search(self, text: str, top: int, senses: Sequence[Sense] = ()) -> Ranked:
        return best_of_candidates(self._best, self._scores_at, text, min(top, max(self.size, 1)), senses)

    def scores(self, text: str, positions: Sequence[int], senses: Sequence[Sense] = ()) -> Scores:
        return with_senses(lambda each: self._scores_at(each, positions), text, senses)

    def _best(self, text: str, top: int) -> Ranked:
        return sorted(self._hits(self._any_of(text), top), key=lambda hit: (-hit[1], hit[0]))

    def _scores_at(self, text: str, positions: Sequence[int]) -> Scores:
        library = _library()
        among = library.Query.term_set_query(self._schema, _POSITION, list(positions))
        unscored = library.Query.const_score_query(among, 0.0)
        both = library.Query.boolean_query(
            [(library.Occur.Must, unscored), (library.Occur.Must, self._any_of(text))]
        )
        found = dict(self._hits(both, max(len(positions), 1)))
        return np.array([found.get(position, 0.0) for position in positions], dtype=np.float32)

    def _any_of(self, text: str) -> tantivy.Query:
        library = _library()
        terms = [
            (library.Occur.Should, library.Query.term_query(self._schema, _TOKENS, _written(token), "freq"))
            for token in self._analyse(text)
        ]
        return library.Query.boolean_query(terms) if terms else library.Query.empty_query()

    def _hits(self, query: tantivy.Query, top: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, top, count=False).hits
        positions = self._searcher.fast_field_values(_POSITION, [address for _, address in hits])
        return [(int(p or 0), float(score)) for p, (score, _) in zip(positions, hits, strict=True)]

    def document_frequencies(self) -> Mapping[str, int]:
        return _Frequencies(self._searcher)

    def save(self, folder: Path) -> None:
        copytree(self._folder, folder)


class _Frequencies(Mapping[str, int]):
    """Looked up in the index, for the words of a million texts need not be held for the few that are asked for."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def __getitem__(self, token: str) -> int:
        found = self._searcher.doc_freq(_TOKENS, _written(token))
        if not found:
            raise KeyError(token)
        return int(found)

    def __iter__(self) -> Iterator[str]:
        return (term.replace("_", " ") for term, _ in self._searcher.terms_with_prefix(_TOKENS, ""))

    def __len__(self) -> int:
        return len(self._searcher.terms_with_prefix(_TOKENS, ""))


def is_tantivy(folder: Path) -> bool:
    """True for a folder that ``TantivyIndex.save`` wrote."""
    return (folder / "meta.json").is_file()


def _written(token: str) -> str:
    """A token without blanks, which part tokens; no token has a low line of its own."""
    return token.replace(" ", "_")


def _library() -> ModuleType:
    try:
        return import_module("tantivy")
    except ImportError as error:
        raise SnapshotError(
            "Korpus sebesar ini memerlukan Tantivy; pasang dahulu: pip install 'tanyapasal[large]'"
        ) from error
