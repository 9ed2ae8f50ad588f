"""Pairs of question and passage from one half of the project's own questions, for the reader to learn from.

python -m tanyapasal.eval.reader_pairs OUT.jsonl SET...

They are asked over the index in use (TANYAPASAL_DATA). The other half of the questions is what confidence is fitted on
(``tanyapasal.eval.fit_confidence``). A line: {"question", "passage", "answers"}.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

from tanyapasal.bot.settings import read_settings
from tanyapasal.eval.questions import Question, expects, read_questions
from tanyapasal.index.embedding.named import embedder_named
from tanyapasal.index.judging.form import read_form
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import load

_LOOKED_AT, _RIGHT, _WRONG = 10, 2, 4


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


def pairs(retriever: Retriever, sets: tuple[str, ...]) -> Iterator[dict[str, object]]:
    """The right ones of what is found for a question, and those that are wrong and not beside a right one."""
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
        for passage in (*right[:_RIGHT], *wrong[:_WRONG]):
            yield {"question": query.text, "passage": read_form(passage), "answers": passage in right}


def _article(passage: Passage) -> object:
    return (
        passage.ref.article
        if isinstance(passage.ref, Reference) and passage.ref.locator.steps
        else passage.id
    )


def main() -> int:
    settings = read_settings()
    embedder = embedder_named(settings.embedder)
    own = Retriever(load(settings.data, embedder.id, embedder.dimension), embedder)
    lines = list(pairs(own, tuple(sys.argv[2:])))
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    Path(sys.argv[1]).write_text(text, encoding="utf-8")
    print(f"{len(lines)} pasangan, {sum(bool(line['answers']) for line in lines)} menjawab", file=sys.stderr)  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
