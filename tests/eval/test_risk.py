"""Risk against coverage."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tanyapasal.eval.judging import Judgement
from tanyapasal.eval.questions import Question
from tanyapasal.eval.risk import as_lines, at, curve, cut_off

QUESTION = Question("q", "direct", ("Apa?",), "answer", (), (), (), (), "set", None)


def judged(confidence: float, right: bool, kind: str = "answer") -> Judgement:
    return Judgement(QUESTION, kind, (), right, 1, confidence)


GOOD = [judged(0.9, True)] * 60
BAD = [judged(0.6, False)] * 10


def test_what_is_surer_than_the_threshold_is_answered() -> None:
    point = at([*GOOD, *BAD, judged(0.2, True, "not_found")], 0.7)
    assert (point.asked, point.answered, point.wrong) == (71, 60, 0)


def test_the_cut_off_leaves_out_what_is_wrong() -> None:
    point = cut_off([*GOOD, *BAD], 0.05)
    assert point is not None
    assert point.threshold == 0.9
    assert point.answered == 60


def test_where_everything_is_wrong_there_is_none() -> None:
    assert cut_off([judged(0.9, False)] * 40, 0.05) is None
    assert "Tidak ada ambang" in as_lines([judged(0.9, False)] * 40, 0.05)[-1]


@given(st.lists(st.tuples(st.floats(0.5, 1.0), st.booleans()), max_size=80))
def test_the_cut_off_keeps_what_it_promises(given_: list[tuple[float, bool]]) -> None:
    judgements = [judged(c, r) for c, r in given_]
    point = cut_off(judgements, 0.1)
    assert point is None or point.risk <= 0.1
    covered = [p.answered for p in curve(judgements)]
    assert covered == sorted(covered, reverse=True)
