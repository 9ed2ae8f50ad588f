"""Retrieval on a BEIR folder (corpus.jsonl, queries.jsonl, qrels.tsv) with the same stack as the product."""

from __future__ import annotations

import hashlib
import json
import math
import re
import time
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.index.build import embed_under_headings
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.errors import CorpusError, CorpusMistake
from tanyapasal.index.judging.reader import Reader
from tanyapasal.index.language.field import Field
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Passage, Source, search_form
from tanyapasal.index.law.places import ProgramReference, Reference
from tanyapasal.index.passages.parts import children
from tanyapasal.index.passages.reading.reader import FactReader
from tanyapasal.index.passages.reading.readings import Readings
from tanyapasal.index.passages.search_words import lexical_form
from tanyapasal.index.references.find import find_references
from tanyapasal.index.search.counted import Texts
from tanyapasal.index.search.engines.by_size import lexical_index, vector_index
from tanyapasal.index.search.manifest import Manifest
from tanyapasal.index.search.parts import Parts
from tanyapasal.index.search.reranking import Reranker
from tanyapasal.index.search.retrieval import Retriever
from tanyapasal.index.search.snapshot import Knowledge, Snapshot

DEPTH = 10
_OWN_NUMBER = re.compile(r"(?:(?<!\s)\s+)?\bPasal \S+\s*$", re.IGNORECASE)
# A heading is a line; a title beyond this many characters has swallowed text.
_HEADING = 400


@dataclass(frozen=True, slots=True)
class Ranking:
    """One query's ranked document ids and scores, its confidence, and the milliseconds it took."""

    query: str
    ranked: tuple[tuple[str, float], ...]
    confidence: float
    milliseconds: float


def read_rows(path: Path) -> list[dict[str, str]]:
    """JSON lines with ``_id`` and ``text``; raises CorpusError naming the line that is not so."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            rows.append(
                {"_id": str(row["_id"]), "title": str(row.get("title") or ""), "text": str(row["text"])}
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusError((CorpusMistake(str(path), number, 'harus {"_id": …, "text": …}'),)) from error
    return rows


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """``query-id corpus-id score`` with tabs; a header line is passed over."""
    found: dict[str, dict[str, int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 3 and fields[-1].strip().lstrip("-").isdigit() and int(fields[-1]) > 0:
            found.setdefault(fields[0], {})[fields[-2]] = int(fields[-1])
    return found


def open_folder(
    folder: Path,
    data: Path,
    embedder: Embedder,
    language: Knowledge,
    progress: bool,
    reranker: Reranker | None = None,
    judge: Reader | None = None,
) -> tuple[Retriever, dict[str, str]]:
    """Index a folder, vectors cached below ``data``; ``language`` gives glossary, language and kinds."""
    rows = read_rows(folder / "corpus.jsonl")
    source = Source("program", folder.name)
    ids: dict[str, str] = {}
    passages = []
    for number, row in enumerate(rows):
        ids[f"p{number}"] = row["_id"]
        passages.append(
            Passage(
                f"p{number}",
                place_of(row["title"], language.kinds) or ProgramReference("beir", f"p{number}"),
                row["title"],
                row["title"],
                row["text"],
                source,
                context=row["title"],
            )
        )
    texts = [search_form(passage) for passage in passages]
    digest = hashlib.sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()
    # Parts are embedded with what they are parts of: the vectors of each folder have one cache of their own.
    parted = [(i, part) for i, passage in enumerate(passages) for part in children(passage.text)]
    headings = [heading_of(p.context) for p in passages]
    vectors = embed_under_headings(
        [*(p.text for p in passages), *(part for _, part in parted)],
        [*headings, *(headings[i] for i, _ in parted)],
        data / "beir" / digest[:12],
        embedder,
        progress,
    )
    lexical = Texts([lexical_form(passage) for passage in passages])
    manifest = Manifest(1, digest[:12], digest, embedder.id, embedder.dimension, len(passages), ())
    knowledge = Knowledge(
        tuple(passages), (), language.glossary, language.language, language.kinds, domain=language.domain
    )
    tables = [file for file in language.sources if not file[0].endswith(".md")]
    kept = Readings.load(data / "beir" / digest[:12], tables)
    facts = FactReader(Field(language), language.kinds, ()).read(passages, kept=kept)
    kept.save(data / "beir" / digest[:12], tables)
    snapshot = Snapshot(
        manifest,
        knowledge,
        facts,
        vector_index(vectors[: len(passages)]),
        Parts.build(vectors[len(passages) :], [i for i, _ in parted]),
        lexical_index("stems", lexical),
        lexical_index("chars4", lexical),
    )
    return Retriever(snapshot, embedder, reranker, judge), ids


def place_of(title: str, kinds: Kinds) -> Reference | None:
    """The pasal that a title names ("Undang-Undang Nomor 5 Tahun 2014 tentang … . Pasal 21."); None if it is none."""
    mentions = find_references(title[:_HEADING], kinds)
    regulation = next((m.regulation.id for m in mentions if m.regulation), None)
    number = _OWN_NUMBER.search(title)
    pasal = find_references(number.group(), kinds) if number else ()
    return Reference(regulation, pasal[0].locator) if regulation and pasal else None


def heading_of(title: str) -> str:
    """What a document stands under: its title without its own number ("Pasal 12."), shared with its neighbours."""
    return _OWN_NUMBER.sub("", title).strip()[:_HEADING]


def rank(retriever: Retriever, ids: dict[str, str], queries: list[dict[str, str]]) -> tuple[Ranking, ...]:
    """Rank every query."""
    rankings = []
    for row in queries:
        started = time.perf_counter()
        found = retriever.retrieve(retriever.reader.read(row["text"]), DEPTH)
        spent = (time.perf_counter() - started) * 1000
        ranked = tuple((ids[hit.passage.id], hit.score) for hit in found.hits)
        rankings.append(Ranking(row["_id"], ranked, found.confidence, spent))
    return tuple(rankings)


def gold_removed(
    retriever: Retriever,
    ids: dict[str, str],
    queries: list[dict[str, str]],
    qrels: dict[str, dict[str, int]],
    rankings: tuple[Ranking, ...],
) -> float | None:
    """AUROC of confidence: the queries that can be answered, against the same ones without what answers them.

    The harder of the two measures of refusal: what is left is about the same subject as the question.
    """
    numbers = {document: number for number, document in ids.items()}
    lacking = []
    for row in queries:
        gold = qrels.get(row["_id"], {})
        if gold:
            without = frozenset(numbers[document] for document in gold if document in numbers)
            query = retriever.reader.read(row["text"])
            lacking.append(retriever.retrieve(query, DEPTH, without=without).confidence)
    return _auroc([r.confidence for r in rankings if qrels.get(r.query)], lacking)


def metrics(rankings: tuple[Ranking, ...], qrels: dict[str, dict[str, int]]) -> dict[str, float | int | None]:
    """Recall, MRR and nDCG over the queries with a qrel; AUROC of confidence against those without."""
    answerable = [r for r in rankings if qrels.get(r.query)]
    others = [r for r in rankings if not qrels.get(r.query)]
    found: dict[str, float | int | None] = {}
    for depth in (1, 5, 10):
        recalls = [
            sum(d in qrels[r.query] for d, _ in r.ranked[:depth]) / len(qrels[r.query]) for r in answerable
        ]
        found[f"recall@{depth}"] = _mean(recalls)
    found["mrr@10"] = _mean(
        [
            next((1 / i for i, (d, _) in enumerate(r.ranked, 1) if d in qrels[r.query]), 0.0)
            for r in answerable
        ]
    )
    found["ndcg@10"] = _mean([_ndcg(r, qrels[r.query]) for r in answerable])
    found["queries"] = len(rankings)
    found["auroc_confidence"] = _auroc([r.confidence for r in answerable], [r.confidence for r in others])
    times = sorted(r.milliseconds for r in rankings)
    found["ms_p50"] = times[len(times) // 2] if times else 0.0
    found["ms_p95"] = times[int(len(times) * 0.95)] if times else 0.0
    return found


def _ndcg(ranking: Ranking, relevant: dict[str, int]) -> float:
    gain = sum(relevant.get(d, 0) / math.log2(i + 1) for i, (d, _) in enumerate(ranking.ranked, 1))
    best = sum(g / math.log2(i + 1) for i, g in enumerate(sorted(relevant.values(), reverse=True)[:DEPTH], 1))
    return gain / best


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _auroc(positive: list[float], negative: list[float]) -> float | None:
    """Chance that a positive scores above a negative, ties half; None without either."""
    if not positive or not negative:
        return None
    wins = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    return wins / (len(positive) * len(negative))


def run(
    folder: Path,
    data: Path,
    embedder: Embedder,
    language: Knowledge,
    progress: bool,
    trec: Path | None,
    removed: bool = False,
    reranker: Reranker | None = None,
    judge: Reader | None = None,
) -> dict[str, float | int | None]:
    """Measure one folder; writes a TREC run file if asked; ``removed``: confidence without the answers as well."""
    retriever, ids = open_folder(folder, data, embedder, language, progress, reranker, judge)
    queries = read_rows(folder / "queries.jsonl")
    rankings = rank(retriever, ids, queries)
    if trec is not None:
        lines = (
            f"{r.query} Q0 {document} {place} {score:.6f} tanyapasal\n"
            for r in rankings
            for place, (document, score) in enumerate(r.ranked, 1)
        )
        trec.write_text("".join(lines), encoding="utf-8")
    qrels = read_qrels(folder / "qrels.tsv")
    found = metrics(rankings, qrels)
    if removed:
        found["auroc_gold_removed"] = gold_removed(retriever, ids, queries, qrels, rankings)
    for form, of_form in _forms(rankings).items():
        sums = metrics(of_form, qrels)
        found.update({f"{name}/{form}": sums[name] for name in ("recall@1", "recall@5", "recall@10")})
    return found


def _forms(rankings: tuple[Ranking, ...]) -> dict[str, tuple[Ranking, ...]]:
    """Queries by the word that their ids end in ("d001-informal"), if all ids do and the words are few."""
    found: dict[str, list[Ranking]] = {}
    for ranking in rankings:
        word = ranking.query.rpartition("-")[2]
        found.setdefault(word if word.isalpha() else "", []).append(ranking)
    if "" in found or not 1 < len(found) <= 5:
        return {}
    return {form: tuple(of_form) for form, of_form in sorted(found.items())}
