"""The last gate: nothing leaves that its evidence does not prove."""

from __future__ import annotations

from collections.abc import Collection

from tanyapasal.bot.reply import Answer
from tanyapasal.index.law.passages import Passage


def grounded(answer: Answer, evidence: Collection[Passage]) -> bool:
    """True if every statement is cited, every citation is of the evidence, every quote stands in its passage."""
    allowed = {passage.id: passage for passage in evidence}
    citations_hold = all(
        allowed.get(c.passage.id) == c.passage and c.quote and c.quote in c.passage.text
        for c in answer.citations
    )
    statements_hold = all(
        s.citations
        and all(0 <= i < len(answer.citations) for i in s.citations)
        and any(s.text in answer.citations[i].quote for i in s.citations)
        for s in answer.statements
    )
    return bool(answer.statements) and citations_hold and statements_hold
