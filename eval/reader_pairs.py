"""Pairs of question and passage for the reader to learn from: of the project's own questions, and of a BEIR folder of pasal.

python -m tanyapasal.eval.reader_pairs project OUT.jsonl SET...
python -m tanyapasal.eval.reader_pairs index OUT.jsonl QUESTIONS.jsonl
python -m tanyapasal.eval.reader_pairs folder OUT.jsonl FOLDER QUESTIONS.jsonl

The project's are one half of each set, asked over the index in use (TANYAPASAL_DATA); the other half is what confidence is
fitted on (``tanyapasal.eval.fit_confidence``). Lines as ``tanyapasal.index.adapting.reader train --pairs`` takes them.
"""

from __future__ import annotations

import json
import re
import sys
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.beir import place_of, read_rows
from tanyapasal.eval.questions import Question, expects, read_questions
from tanyapasal.index.adapting.reader.laws import laws_of, of_laws
from tanyapasal.index.adapting.reader.pairs import Pair, write_pairs
from tanyapasal.index.corpus import Corpus, read_corpus
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.judging.form import read_form, worded
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

_LOOKED_AT, _RIGHT, _WRONG = 10, 2, 4
_AYAT = re.compile(r"^\((\d+)\)", re.MULTILINE)


def learnt(question: Question) -> bool:
    """True for the half of the questions that the reader learns from."""
    return zlib.crc32(question.id.encode()) % 2 == 0


def asked_alone(question: Question) -> bool:
    """True for what is found by retrieval: one turn, and neither a place named outright nor small talk."""
    kinds = {"chat", "clarification"}.intersection(question.kinds)
    return len(question.turns) == 1 and "lookup" not in question.category and not kinds


def held(question: Question, retriever: Retriever) -> Question:
    """The question as the corpus of ``retriever`` can answer it."""
    return question.where(
        lambda ref: any(p.source.kind == "official" for p in retriever.at(parse_reference(ref)))
    )


def of_project(retriever: Retriever, sets: Sequence[str]) -> Iterator[Pair]:
    """The right ones of what is found for a question, those that are wrong and not beside a right one, and some unjudged."""
    for question in read_questions([Path(f"eval/questions/{name}.jsonl") for name in sets]):
        told = held(question, retriever)
        if not learnt(question) or not asked_alone(told):
            continue
        query = retriever.reader.read(told.turns[0])
        found = [hit.passage for hit in retriever.retrieve(query, _LOOKED_AT).hits]
        answered = "answer" in told.kinds
        right = [p for p in found if answered and expects(told, str(p.ref))]
        around = {_article(p) for p in right}
        wrong = [p for p in found if p not in right and _article(p) not in around]
        chosen = (*right[:_RIGHT], *wrong[:_WRONG])
        for passage in (*chosen, *(p for p in found if p not in chosen)):
            answers = passage in right if passage in chosen else None
            read = read_form(passage)
            yield Pair(
                worded(query.text, (*query.terms, *query.groups), read), read, answers, source="project"
            )


def of_index(retriever: Retriever, questions: Path) -> Iterator[Pair]:
    """Pairs of questions on the passages of an index, those found beside the right one among them.

    Found ones that stand in the same article, or rest on the same, may well answer too: nobody says that they do not.
    """
    for line in questions.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = [p for p in retriever.passages if str(p.ref) == row["ref"]]
        if len(places) != 1:
            continue
        own = places[0]
        for wording, answers in (
            (row["question"], True),
            (row["informal"], True),
            (row["near"], False),
            (row["near2"], False),
        ):
            query = retriever.reader.read(wording)
            yield Pair(
                worded(query.text, (*query.terms, *query.groups), read_form(own)),
                read_form(own),
                answers,
                weight=2.0,
                source=questions.stem,
            )
            found = [hit.passage for hit in retriever.retrieve(query, _LOOKED_AT).hits] if answers else []
            for other in [p for p in found if _bases(p).isdisjoint(_bases(own))][:_WRONG]:
                read = read_form(other)
                yield Pair(
                    worded(query.text, (*query.terms, *query.groups), read),
                    read,
                    False,
                    source=questions.stem,
                )


def _bases(passage: Passage) -> frozenset[object]:
    """The articles that a passage is or rests on, and the section that it is of."""
    places = (passage.ref, *passage.legal_basis)
    return frozenset(p.article if isinstance(p, Reference) else p.program for p in places)


def of_folder(folder: Path, questions: Path, knowledge: Corpus) -> tuple[Pair, ...]:
    """Pairs of questions on the pasal of a BEIR folder, whose titles name them, and on their ayat."""
    passages: dict[str, list[Passage]] = {}
    for number, row in enumerate(read_rows(folder / "corpus.jsonl")):
        ref = place_of(row["title"], knowledge.kinds)
        if ref is not None:
            whole = Passage(f"p{number}", ref, "", "", row["text"], Source("official", ""), row["title"])
            passages.setdefault(str(ref.regulation), []).extend((whole, *_ayat_of(whole)))
    laws = laws_of({name: tuple(found) for name, found in passages.items()}, questions, whole=True)
    return of_laws(laws, held_out=False, source=questions.stem)


def _ayat_of(pasal: Passage) -> Iterator[Passage]:
    """The ayat of a pasal that stands in one piece: each begins a line with its number."""
    begun = list(_AYAT.finditer(pasal.text))
    for found, following in zip_longest(begun, begun[1:]):
        text = pasal.text[found.start() : following.start() if following else None].strip()
        ref = parse_reference(f"{pasal.ref}/ayat-{found[1]}")
        yield replace(pasal, id=f"{pasal.id}-{found[1]}", ref=ref, text=text)


def _article(passage: Passage) -> object:
    return (
        passage.ref.article
        if isinstance(passage.ref, Reference) and passage.ref.locator.steps
        else passage.id
    )


def main() -> int:
    kind, out, *rest = sys.argv[1:]
    settings = read_settings()
    if kind == "folder":
        found = list(of_folder(Path(rest[0]), Path(rest[1]), read_corpus(settings.corpus)))
    else:
        embedder = embedder_named(settings.embedder)
        own = Retriever(load(settings.data, embedder.id, embedder.dimension), embedder)
        found = list(of_project(own, rest) if kind == "project" else of_index(own, Path(rest[0])))
    write_pairs(Path(out), found)
    print(f"{len(found)} pasangan, {sum(p.answers is True for p in found)} menjawab", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
