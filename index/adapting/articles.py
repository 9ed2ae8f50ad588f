"""The pasal of law texts as training reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.index.corpus import Corpus
from tanyapasal.index.errors import AdaptingError, ReadingError
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.law.regulation import Regulation, explanation_of
from tanyapasal.index.parsing import parse
from tanyapasal.index.passages.of_official import Titles
from tanyapasal.index.reading import read_file
from tanyapasal.index.reading.read_text import SUFFIXES

# A pasal of fewer words says nothing that a question could ask.
_LEAST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a pasal (ayat, huruf, angka): its text in one piece, and how deep it stands below the pasal."""

    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class Article:
    """One pasal: of which text, its number ("47"), the titles above it, its words, its items, its penjelasan.

    ``own`` is what stands outside of its items, such as the introduction of a list.
    """

    text_id: str
    number: str
    titles: tuple[str, ...]
    text: str
    own: str
    items: tuple[Item, ...] = ()
    explanation: str = ""


def articles_of(text_id: str, regulation: Regulation) -> tuple[Article, ...]:
    """The pasal of a regulation in reading order; those of a few words are left out."""
    titles = Titles(regulation)
    found = []
    for provision in regulation.provisions:
        steps, part = provision.ref.locator.steps, provision.ref.locator.part
        if len(steps) != 1 or part != "batang_tubuh" or len(provision.full_text.split()) < _LEAST_WORDS:
            continue
        below = [p for p in regulation.provisions if p.ref != provision.ref and provision.ref.contains(p.ref)]
        explained = explanation_of(regulation, steps[0].number)
        found.append(
            Article(
                text_id,
                steps[0].number,
                titles.above(provision),
                provision.full_text,
                provision.text,
                tuple(Item(p.full_text, len(p.ref.locator.steps) - 1) for p in below),
                explained.full_text if explained else "",
            )
        )
    return tuple(found)


def articles_in(corpus: Corpus, folder: Path | None) -> tuple[tuple[Article, ...], tuple[str, ...]]:
    """The pasal of the official texts of a corpus, and of the law texts in ``folder``; a text held twice counts once.

    Also returned: one line for each file of the folder that could not be used. Raises AdaptingError if there is
    no such folder.
    """
    found: list[Article] = []
    held: set[RegulationId] = set()
    for file in corpus.official:
        found += articles_of(str(file.id), file.regulation)
        held.add(file.id)
    refused: list[str] = []
    for path in _files(folder) if folder is not None else ():
        try:
            read = read_file(path)
        except ReadingError as error:
            refused.append(str(error))
            continue
        regulation = parse(read.text, corpus.kinds, furniture=read.furniture, notes=read.notes)
        if regulation.id is not None and regulation.id in held:
            continue
        articles = articles_of(str(regulation.id or path.stem), regulation)
        if regulation.id is not None:
            held.add(regulation.id)
        if not articles:
            refused.append(f"'{path}' tidak memuat pasal yang dapat dibaca")
        found += articles
    return tuple(found), tuple(refused)


def _files(folder: Path) -> Sequence[Path]:
    if not folder.is_dir():
        raise AdaptingError(f"Folder '{folder}' tidak ada; sebutkan folder berisi naskah peraturan.")
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
