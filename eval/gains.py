"""What each gain of ranking is worth on questions that it was made from and on others; one table.

    OMP_NUM_THREADS=1 python -m tanyapasal.eval.gains [--laws DIR] [--beir DIR]... [--index DATA SET...]...

A question is looked up once; each variant only puts together anew what was found. ``--laws``: official texts asked about in
``questions/training/laws.jsonl``, by halves that share no regulation (A: choose there, B: confirm). ``--index``: an index, and
sets of the project's questions asked over it (data document polite strangers). A hit is the pasal of the place expected.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tanyapasal.bot.settings import Settings, read_settings
from tanyapasal.eval.beir import open_folder, read_qrels, read_rows
from tanyapasal.eval.official import retriever_with
from tanyapasal.eval.questions import FOLDER, Question, read_questions
from tanyapasal.index.adapting.reader.laws import LawQuestion, read_laws
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load
from tanyapasal.index.search.weights import FUSION, GAINS, Gains

AT = (1, 5, 10)
_MISSED = 10**6


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the positions of the passages that answer it."""

    text: str
    right: frozenset[int]


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to put together what the indexes find."""

    name: str
    fusion: Mapping[str, float]
    gains: Gains


@dataclass(frozen=True, slots=True)
class Set:
    """Questions over one corpus; those that no passage answers are left out."""

    name: str
    retriever: Retriever
    questions: tuple[Asked, ...]


def variants() -> tuple[Variant, ...]:
    """The plain sum of vector and characters, fusion alone, with one gain more and more, with all but one."""
    names = list(Gains.__slots__)
    more = [
        (name, Gains(**{n: getattr(GAINS, n) for n in names[:number]}))
        for number, name in enumerate(names, 1)
    ]
    return (
        Variant("plain: .5 dense, .5 chars4", {"dense": 0.5, "chars4": 0.5, "stems": 0.0}, Gains()),
        Variant("fusion", FUSION, Gains()),
        *(Variant(f"+ {name}", FUSION, gains) for name, gains in more),
        *(Variant(f"all but {name}", FUSION, replace(GAINS, **{name: 0.0})) for name in names),
    )


def ranks(of: Set, tried: Sequence[Variant]) -> list[list[int]]:
    """For each variant the place of the first right passage of each question, 0 first."""
    found: list[list[int]] = [[] for _ in tried]
    for asked in of.questions:
        query = of.retriever.reader.read(asked.text)
        lists = of.retriever.found(query)
        for places, variant in zip(found, tried, strict=True):
            scores = of.retriever.scored(query, lists, variant.gains, variant.fusion)
            places.append(next((i for i, p in enumerate(scores) if p in asked.right), _MISSED))
    return found


def table(names: Sequence[str], results: Mapping[str, list[list[int]]]) -> str:
    """Markdown: a line for each variant, R@1 / R@5 / R@10 of each set; ± is a standard error of R@1."""
    heads = []
    for name, found in results.items():
        share, count = _share(found[0], 1), len(found[0])
        heads.append(f"{name} ({count}, ±{_short((share * (1 - share) / count) ** 0.5)})")
    lines = [f"| R@1 / R@5 / R@10 | {' | '.join(heads)} |", "|---" * (1 + len(heads)) + "|"]
    for number, variant in enumerate(names):
        cells = (" / ".join(_short(_share(found[number], k)) for k in AT) for found in results.values())
        lines.append(f"| {variant} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _share(places: Sequence[int], first: int) -> float:
    return sum(place < first for place in places) / len(places)


def _short(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def set_of(name: str, retriever: Retriever, questions: Iterable[tuple[str, Iterable[str]]]) -> Set:
    """Questions and the places that answer them, as a set over the passages of their pasal."""
    positions = {passage.id: i for i, passage in enumerate(retriever.passages)}
    asked = []
    for text, refs in questions:
        places = map(parse_reference, refs)
        pasal = [ref.article if isinstance(ref, Reference) else ref for ref in places]
        right = frozenset(positions[p.id] for ref in pasal for p in retriever.at(ref))
        if right:
            asked.append(Asked(text, right))
    return Set(name, retriever, tuple(asked))


def _of_laws(folder: Path, settings: Settings) -> Iterator[Set]:
    laws = read_laws(folder, FOLDER / "training" / "laws.jsonl", read_corpus(settings.corpus))
    retriever = retriever_with(folder, replace(settings, data=settings.data / "laws"), sys.stderr.isatty())
    wordings: dict[str, Callable[[LawQuestion], str]] = {
        "formal": lambda q: q.question,
        "everyday": lambda q: q.informal,
    }
    for name, held_out in (("A", False), ("B", True)):
        for wording, text in wordings.items():
            questions = laws.half(held_out)
            yield set_of(f"laws {name} {wording}", retriever, ((text(q), [str(q.ref)]) for q in questions))


def _of_project(name: str, retriever: Retriever) -> Set:
    def held(ref: str) -> bool:
        return any(p.source.kind == "official" for p in retriever.at(parse_reference(ref)))

    questions = (q.where(held) for q in read_questions([FOLDER / f"{name}.jsonl"]))
    return set_of(name, retriever, ((q.turns[0], q.refs) for q in questions if _searched(q)))


def _searched(question: Question) -> bool:
    """Whether a search answers it: places named outright are looked up."""
    return len(question.turns) == 1 and "answer" in question.kinds and "lookup" not in question.category


def _of_beir(folder: Path, settings: Settings) -> Iterator[Set]:
    embedder = embedder_named(settings.embedder)
    language = load(settings.data, embedder.id, embedder.dimension).knowledge
    retriever, ids = open_folder(folder, settings.data, embedder, language, sys.stderr.isatty())
    at = {ids[passage.id]: i for i, passage in enumerate(retriever.passages)}
    qrels = read_qrels(folder / "qrels.tsv")
    forms: dict[str, list[Asked]] = {}
    for row in read_rows(folder / "queries.jsonl"):
        right = frozenset(at[document] for document in qrels.get(row["_id"], {}) if document in at)
        form = row["_id"].rpartition("-")[2]
        if right:
            forms.setdefault(f" {form}" if form.isalpha() else "", []).append(Asked(row["text"], right))
    for form, asked in forms.items():
        yield Set(f"{folder.name}{form}", retriever, tuple(asked))


def sets(options: argparse.Namespace, settings: Settings) -> Iterator[Set]:
    """The sets asked for, in the order of the help."""
    if options.laws:
        yield from _of_laws(options.laws, settings)
    for folder in options.beir:
        yield from _of_beir(folder, settings)
    embedder = embedder_named(settings.embedder)
    for data, *names in options.index:
        held = Retriever(load(Path(data), embedder.id, embedder.dimension), embedder)
        for name in names:
            yield _of_project(name, held)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--laws", type=Path, metavar="DIR")
    parser.add_argument("--beir", type=Path, metavar="DIR", action="append", default=[])
    parser.add_argument("--index", nargs="+", metavar=("DATA", "SET"), action="append", default=[])
    options = parser.parse_args()
    tried = variants()
    results = {of.name: ranks(of, tried) for of in sets(options, read_settings()) if of.questions}
    print(table([variant.name for variant in tried], results))  # noqa: T201


if __name__ == "__main__":
    main()
