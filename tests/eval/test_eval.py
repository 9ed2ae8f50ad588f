"""What ``tanyapasal eval`` counts, on judgements small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tanyapasal.bot.reply import Answer, Citation, NotFound, Reply, ReplyHead, Statement
from tanyapasal.eval.baseline import BaselineError, compare, read_baseline, write_baseline
from tanyapasal.eval.judging import Judgement, judge
from tanyapasal.eval.questions import Question, QuestionsError, question_files, read_questions
from tanyapasal.eval.reporting.intervals import Share, bootstrap_median, mcnemar
from tanyapasal.eval.reporting.page import page
from tanyapasal.eval.reporting.report import Report, reports_of
from tanyapasal.eval.reporting.summary import as_json, as_text
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import parse_reference

ROOT = Path(__file__).parents[2]
HEAD = ReplyHead("r", "c", "s", 0.8)


def question(
    name: str, refs: tuple[str, ...] = (), kind: str = "answer", category: str = "direct", set: str = "seed"
) -> Question:
    return Question(name, category, (f"{name}?",), kind, refs, (), set=set)


def answer(*refs: str, text: str = "paling sedikit 20 (dua puluh) jam") -> Reply:
    passages = [Passage(ref, parse_reference(ref), ref, "", text, Source("official", "x")) for ref in refs]
    citations = tuple(Citation(p, p.text, None) for p in passages)
    return Answer(HEAD, None, (Statement(text, (0,)),), citations)


def judgement(
    name: str, cited: tuple[str, ...], refs: tuple[str, ...], confidence: float = 0.9, set: str = "seed"
) -> Judgement:
    right = bool(cited) and cited[0] in refs
    kind = "answer" if cited else "not_found"
    return Judgement(question(name, refs, set=set), kind, cited, right, int(right), confidence, right, 10.0)


# --- intervals -------------------------------------------------------------------------------------------


def test_wilson_interval_is_the_published_one() -> None:
    """81 of 263: R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 0.2553 to 0.3662."""
    low, high = Share(81, 263).interval
    assert (round(low, 4), round(high, 4)) == (0.2553, 0.3662)
    assert Share(0, 20).interval[0] == 0.0
    assert Share(20, 20).interval[1] == 1.0


def test_mcnemar_is_the_exact_binomial() -> None:
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(5, 5) == 1.0
    assert mcnemar(6, 0) == pytest.approx(2 / 64)
    assert mcnemar(1, 8) == mcnemar(8, 1) == pytest.approx(2 * 10 / 512)


def test_bootstrap_is_the_same_every_time_and_holds_the_median() -> None:
    values = [1.0, 2.0, 3.0, 4.0, 100.0]
    low, high = bootstrap_median(values)
    assert (low, high) == bootstrap_median(values)
    assert low <= 3.0 <= high


# --- judging ---------------------------------------------------------------------------------------------


def test_right_needs_the_reference_first_the_words_and_none_that_are_forbidden() -> None:
    asked = Question("q", "direct", ("?",), "answer", ("uu-20-2023/pasal-47",), ("20|dua puluh", "jam"))
    reply = answer("uu-20-2023/pasal-47/ayat-2")
    assert judge(asked, reply, "paling sedikit 20 jam").right
    assert not judge(asked, reply, "paling sedikit 24 jam").right
    other = answer("uu-20-2023/pasal-48", "uu-20-2023/pasal-47")
    assert judge(asked, other, "20 jam").rank == 2
    assert not judge(asked, other, "20 jam").right
    forbidding = Question("q", "trap", ("?",), "not_found|chat", (), (), without=("1987",))
    assert judge(forbidding, NotFound(HEAD, "Maaf"), "Maaf").right
    assert not judge(forbidding, NotFound(HEAD, "Maaf"), "NIP 1987 tidak ada").right
    assert not judge(forbidding, reply, "20 jam").right


def test_a_number_as_key_word_must_stand_alone() -> None:
    asked = Question("q", "direct", ("?",), "answer", (), ("20",))
    assert not judge(asked, answer("uu-20-2023/pasal-1"), "Tahun 2023, 120 jam").right
    assert judge(asked, answer("uu-20-2023/pasal-1"), "Tahun 2023, 20 jam").right


# --- reports ---------------------------------------------------------------------------------------------


def test_granularity_tells_the_right_pasal_from_the_right_ayat_and_huruf() -> None:
    ayat, huruf = "uu-20-2023/pasal-47/ayat-2", "perlan-10-2021/pasal-15/ayat-1/huruf-a"
    found = Report(
        "seed",
        (
            judgement("exact", (ayat,), (ayat,)),
            judgement("sibling", ("uu-20-2023/pasal-47/ayat-3",), (ayat,)),
            judgement("coarser", ("uu-20-2023/pasal-47",), (ayat,)),
            judgement("elsewhere", ("uu-20-2023/pasal-9",), (ayat,)),
            judgement("other letter", ("perlan-10-2021/pasal-15/ayat-1/huruf-b",), (huruf,)),
            judgement("letter", (huruf,), (huruf,)),
            judgement("refused", (), (ayat,)),
            judgement("program", ("program/hak-jp",), ("program/hak-jp", ayat)),
            judgement(
                "letter without ayat", ("pp-49-2018/pasal-16/huruf-a",), ("pp-49-2018/pasal-16/huruf-a",)
            ),
            judgement("whole pasal", ("uu-20-2023/pasal-9",), ("uu-20-2023/pasal-9",)),
        ),
    ).granularity()
    assert found.pasal == Share(7, 8)
    assert found.ayat == Share(3, 6)
    assert found.sibling == Share(1, 6)
    assert found.coarser == Share(1, 6)
    assert found.huruf == Share(2, 3)


def test_refusal_and_calibration_are_counted() -> None:
    place = ("uu-20-2023/pasal-9",)
    refused = Judgement(question("r", place), "not_found", (), False, 0, 0.2, True)
    rightly = Judgement(question("o", (), "not_found"), "not_found", (), True, 0, 0.1, False)
    report = Report(
        "seed",
        (
            judgement("a", place, place, 0.9),
            judgement("b", ("uu-20-2023/pasal-8",), place, 0.6),
            refused,
            rightly,
        ),
    )
    summary = report.summary()
    assert summary["refusal_precision"] == Share(1, 2)
    assert summary["refusal_recall"] == Share(1, 1)
    assert summary["answerable_kept"] == Share(2, 3)
    assert summary["hit@1"] == Share(1, 3)
    assert report.risk_coverage() == ((0.25, 0.0), (0.5, 0.5), (0.75, pytest.approx(1 / 3)), (1.0, 0.5))
    assert report.calibration_error() == pytest.approx((0.1 + 0.6 + 0.8 + 0.1) / 4)
    assert [b.right.count for b in report.reliability()] == [1, 1, 1, 1]


def test_what_was_gained_and_lost_is_told_by_question_and_category(tmp_path: Path) -> None:
    place, path = ("uu-20-2023/pasal-9",), tmp_path / "baseline.json"
    before = tuple(judgement(f"q{i}", place if i else (), place) for i in range(12))
    write_baseline(path, "hashing", reports_of(before))
    write_baseline(path, "other", reports_of(before[:3]))
    now = Report("seed", tuple(judgement(f"q{i}", place if i < 6 else (), place) for i in range(13)))
    found = compare(now, read_baseline(path, "hashing"))
    assert found is not None
    assert found.gained == ("q0",)
    assert found.lost == ("q6", "q7", "q8", "q9", "q10", "q11")
    assert found.asked == 12
    assert found.p == pytest.approx(mcnemar(1, 6))
    assert [name for name, _, _ in found.fallen] == ["direct"]
    assert compare(Report("new", now.judgements), read_baseline(path, "hashing")) is None
    assert "lost   q6" in as_text([now], [found])
    assert json.loads(as_json([now], [found]))["sets"]["seed"]["baseline"]["fallen"] == ["direct"]


def test_a_small_fall_within_the_interval_is_no_fall(tmp_path: Path) -> None:
    place, path = ("uu-20-2023/pasal-9",), tmp_path / "baseline.json"
    write_baseline(path, "x", reports_of([judgement(f"q{i}", place, place) for i in range(12)]))
    now = Report("seed", tuple(judgement(f"q{i}", place if i else (), place) for i in range(12)))
    found = compare(now, read_baseline(path, "x"))
    assert found is not None
    assert found.fallen == ()


def test_a_blind_set_is_counted_and_never_listed(tmp_path: Path) -> None:
    place, path = ("uu-20-2023/pasal-9",), tmp_path / "baseline.json"
    report = reports_of([judgement("secret", (), place, set="blind")])[0]
    write_baseline(path, "x", [report])
    found = compare(report, read_baseline(path, "x"))
    assert found is not None
    assert found.p is None
    shown = as_text([report], [found], failures=True) + as_json([report], [found]) + path.read_text()
    assert "secret" not in shown + page([report], [found], {}, ())


def test_a_baseline_that_is_none_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert read_baseline(path, "x") == {}
    path.write_text("[]")
    with pytest.raises(BaselineError, match="write-baseline"):
        read_baseline(path, "x")


def test_the_page_holds_its_plots_and_fetches_nothing(tmp_path: Path) -> None:
    place = ("uu-20-2023/pasal-9",)
    asked = Question("q<1>", "direct", ("<b>apa</b>?",), "answer", place, (), set="seed")
    report = Report(
        "seed", (judgement("a", place, place), Judgement(asked, "not_found", (), False, 0, 0.1, True))
    )
    path = tmp_path / "baseline.json"
    write_baseline(path, "x", reports_of([judgement("a", (), place)]))
    sets = read_baseline(path, "x")
    html = page([report], [compare(report, sets)], sets, ("Model x.",))
    assert html.count("<svg") == 5
    assert "&lt;b&gt;apa&lt;/b&gt;?" in html
    assert "<script" not in html
    assert 'src="' not in html
    assert "Bertambah: a" in html


# --- files of questions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "{",
        '{"id": "a"}',
        '{"id": "a", "category": "c", "turns": [], "expect": {"kind": "answer"}}',
        '{"id": "a", "category": "c", "turns": ["x"], "expect": {"kind": "jawab"}}',
        '{"id": "a", "category": "c", "turns": ["x"], "expect": {"kind": "answer", "refs": "uu"}}',
    ],
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(line + "\n")
    with pytest.raises(QuestionsError, match=r"set\.jsonl:1"):
        read_questions([path])


def test_every_question_of_the_project_is_sound() -> None:
    questions = read_questions(sorted((ROOT / "eval" / "questions").glob("*.jsonl")))
    for asked in questions:
        assert all(turn.strip() for turn in asked.turns), asked.id
        assert ("answer" in asked.kinds) or not asked.refs, asked.id
        assert [str(parse_reference(ref)) for ref in asked.refs] == list(asked.refs), asked.id


def test_a_blind_set_is_asked_only_if_it_is_named() -> None:
    assert {"document", "conversations"} <= {f.stem for f in question_files(ROOT / "eval" / "questions")}
    assert "blind" not in {f.stem for f in question_files(ROOT / "eval" / "questions")}


def test_no_set_and_no_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="--questions"):
        question_files(tmp_path)


def test_what_the_corpus_holds_as_official_text_changes_what_is_expected(tmp_path: Path) -> None:
    row = {
        "id": "n-1",
        "category": "near_field",
        "turns": ["Berapa hari cuti tahunan?"],
        "expect": {
            "kind": "not_found",
            "held": {"refs": ["pp-11-2017/pasal-311"], "keywords": ["12 (dua belas)"]},
        },
    }
    file = tmp_path / "near.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    (question,) = read_questions([file])
    assert question.where(lambda _: False).kind == "not_found"
    held = question.where(lambda ref: ref == "pp-11-2017/pasal-311")
    assert (held.kind, held.refs, held.keywords) == ("answer", ("pp-11-2017/pasal-311",), ("12 (dua belas)",))


def test_official_text_adds_places_to_those_that_answer_anyway(tmp_path: Path) -> None:
    row = {
        "id": "d-1",
        "category": "direct",
        "turns": ["Berapa lama masa percobaan?"],
        "expect": {
            "kind": "answer",
            "refs": ["program/latsar"],
            "keywords": ["satu tahun"],
            "held": {"kind": "answer", "refs": ["pp-11-2017/pasal-34"], "keywords": ["tahun"]},
        },
    }
    file = tmp_path / "direct.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    (question,) = read_questions([file])
    assert question.where(lambda _: True).refs == ("program/latsar", "pp-11-2017/pasal-34")
