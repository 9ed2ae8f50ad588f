"""The comparison with other libraries, without them: pipes, order of questions, tables, floors, plot."""

from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tanyapasal.eval.benchmarks.peers.__main__ import write
from tanyapasal.eval.benchmarks.peers.adapters.loop import Engine, Given, serve
from tanyapasal.eval.benchmarks.peers.asking import Answer, Peer, PeerError, in_turn
from tanyapasal.eval.benchmarks.peers.environments import LIBRARIES, OURS, ROOT, environment, lines_written
from tanyapasal.eval.benchmarks.peers.floors import FLOORS
from tanyapasal.eval.benchmarks.peers.measuring import embed, off_topic, prepare, quality
from tanyapasal.eval.benchmarks.peers.results import (
    MARKS,
    ROWS,
    Floor,
    ResultsError,
    figures_table,
    floors_table,
    missed,
    placed,
    read_results,
)
from tanyapasal.index.embedding.e5_small_int8 import PACKAGED, PackagedEmbedder
from tanyapasal.index.embedding.hashing import HashingEmbedder

RESULTS = {
    OURS: {row.key: 2.0 for row in ROWS},
    "other": {row.key: 4.0 if row.key.startswith("p50") else 1.0 for row in ROWS},
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        ("d1", "Cuti tahunan diberikan dua belas hari kerja."),
        ("d2", "Sertifikat diterbitkan lembaga."),
        ("d3", "Denda dibayar ke kas negara."),
    ]
    corpus = "".join(json.dumps({"_id": i, "title": "", "text": t}) + "\n" for i, t in rows)
    (tmp_path / "corpus.jsonl").write_text(corpus)
    (tmp_path / "queries.jsonl").write_text('{"_id": "q", "text": "denda dibayar ke mana?"}\n')
    (tmp_path / "qrels.tsv").write_text("query-id\tcorpus-id\tscore\nq\td3\t1\n")
    return tmp_path


class Adapter:
    """One that knows what it was given."""

    def __init__(self) -> None:
        self.built: list[tuple[str, tuple[int, ...]]] = []

    def build(self, given: Given) -> None:
        self.built = [(d.words, given.vectors.shape) for d in given.documents]

    def opened(self, given: Given) -> Any:
        return lambda text, top: ([text, *"abc"][:top], given.engine(text).shape == (384,))


def test_a_library_is_built_opened_and_asked_by_lines(folder: Path) -> None:
    np.save(folder / "vectors.npy", np.eye(3, dtype=np.float32))
    places = {"folder": str(folder), "index": str(folder / "index"), "model": str(PACKAGED)}
    requests = [{"do": "build", **places}, {"do": "open", **places}, {"do": "ask", "text": "cuti", "top": 2}]
    adapter, replies = Adapter(), io.StringIO()
    serve(adapter, io.StringIO("".join(json.dumps(r) + "\n" for r in requests)), replies)
    told = [json.loads(line) for line in replies.getvalue().splitlines()]
    assert adapter.built[1] == ("Sertifikat diterbitkan lembaga.", (3, 3))
    assert told[2]["ids"] == ["cuti", "a"]
    assert told[2]["answered"] is True
    assert all(reply["cpu"] >= 0 and reply["clock"] >= 0 for reply in told)


def test_every_library_embeds_a_question_as_the_product_does() -> None:
    text = "Berapa hari cuti tahunan PNS?"
    np.testing.assert_allclose(Engine(PACKAGED)(text), PackagedEmbedder().queries([text])[0], atol=1e-5)


def test_the_project_answers_in_a_process_of_its_own(folder: Path) -> None:
    settings = {"TANYAPASAL_EMBEDDER": "hashing", "TANYAPASAL_READER": "0"}
    own = {**environment(LIBRARIES[0]), "PYTHONPATH": os.pathsep.join(sys.path), **settings}
    python = Path(sys.executable)
    with Peer("ours", python, "tanyapasal_retriever", own) as peer:
        assert peer.build(folder, folder / "index") > 0
    with Peer("ours", python, "tanyapasal_retriever", own) as peer:
        assert peer.open(folder / "index") > 0
        answer = peer.ask("denda dibayar ke mana?", 2)
        assert peer.resident() > 10
    assert answer.ids[0] == "d3"
    assert answer.cpu > 0
    embed(folder, HashingEmbedder())
    assert np.load(folder / "vectors.npy").shape[0] == 3


def test_a_process_that_ends_is_told_as_such() -> None:
    with (
        Peer("none", Path(sys.executable), "no_such_adapter", dict(os.environ)) as peer,
        pytest.raises(PeerError, match="none"),
    ):
        peer.ask("apa?", 1)


class Recorded(Peer):
    def __init__(self, name: str, asked: list[str]) -> None:
        super().__init__(name, Path(), "", {})
        self._asked = asked

    def ask(self, text: str, top: int) -> Answer:
        self._asked.append(f"{self.name}{text}")
        return Answer((text,), True, 1.0, float(top))


def test_each_question_is_asked_of_all_before_the_next_and_nobody_is_always_first() -> None:
    asked: list[str] = []
    found = in_turn([Recorded("a", asked), Recorded("b", asked)], ["1", "2"], 10)
    assert asked == ["a1", "b1", "b2", "a2"]
    assert [answer.ids for answer in found["b"]] == [("1",), ("2",)]


def test_a_limit_keeps_the_documents_that_answer(folder: Path, tmp_path: Path) -> None:
    assert prepare(folder, tmp_path / "data", 2) == 2
    kept = (tmp_path / "data/corpus.jsonl").read_text().splitlines()
    assert [json.loads(line)["_id"] for line in kept] == ["d1", "d3"]


def test_refused_questions_count_against_those_kept_and_not_against_recall() -> None:
    answers = [Answer(("x",), False, 1.0, 1.0), Answer(("z", "y"), True, 1.0, 1.0)]
    found = quality(["a", "b"], answers, {"a": {"x": 1}, "b": {"y": 1}})
    assert found == {"recall@1": 0.5, "recall@5": 1.0, "mrr@10": 0.75, "answerable_answered": 0.5}


def test_off_topic_questions_are_of_sets_that_may_be_read() -> None:
    assert len(off_topic()) > 50


def test_lines_that_a_user_writes_are_counted_for_every_library() -> None:
    assert all(10 < lines_written(library) < 80 for library in LIBRARIES)


def test_a_floor_is_a_least_for_quality_and_a_most_for_cost() -> None:
    kept = [Floor(OURS, "other", "recall@1", 2.0), Floor(OURS, "other", "p50_cpu_ms", 0.5)]
    lost = [Floor(OURS, "other", "recall@1", 2.1), Floor(OURS, "other", "p50_cpu_ms", 0.4)]
    assert missed(RESULTS, [*kept, *lost]) == lost
    assert "| 0.50 | ≤ 0.4 | MISSED |" in floors_table(RESULTS, lost)


def test_a_run_writes_figures_plot_and_the_tables_of_the_readme(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text(f"# Above\n\n{MARKS[0]}\noutdated\n{MARKS[1]}\n\nbelow\n")
    floors = (Floor(OURS, "other", "mrr@10", 1.0),)
    for _ in range(2):  # the second run takes the place of the first
        tables = write(tmp_path, {"folder": "f"}, RESULTS, floors)
    readme = (tmp_path / "README.md").read_text()
    assert readme.count(tables) == 1
    assert "outdated" not in readme
    assert readme.endswith("below\n")
    assert figures_table(RESULTS) in tables
    assert read_results(tmp_path / "peers.json") == RESULTS
    plot = (tmp_path / "peers.svg").read_text()
    assert plot.startswith("<svg")
    assert ">other</text>" in plot


def test_a_readme_without_a_place_and_a_damaged_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(ResultsError):
        placed("# Nothing", "tables")
    (tmp_path / "peers.json").write_text("[]")
    with pytest.raises(ResultsError):
        read_results(tmp_path / "peers.json")


def test_the_figures_that_are_kept_meet_the_floors_and_are_the_readmes() -> None:
    kept = ROOT / "eval/benchmarks"
    results = read_results(kept / "peers.json")
    about = json.loads((kept / "peers.json").read_text(encoding="utf-8"))["about"]
    floors = FLOORS[about["folder"]]
    assert {floor.peer for floor in floors} == {name for name in results if not name.startswith(OURS)}
    assert missed(results, floors) == []
    readme = (kept / "README.md").read_text(encoding="utf-8")
    assert figures_table(results) in readme
    assert floors_table(results, floors) in readme
