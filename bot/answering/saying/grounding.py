"""The last gate: nothing leaves that its evidence does not prove."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tanyapasal.bot.answering.saying.excerpts import CUT
from tanyapasal.bot.reply import Answer, Citation, Statement
from tanyapasal.index.language.words.damaged import displayed
from tanyapasal.index.law.passages import Passage


def grounded(answer: Answer, evidence: Collection[Passage], repairs: Mapping[str, str]) -> bool:
    """True if every statement is cited, every citation is of the evidence, every quote stands in its passage.

    An article is cited only for a passage that rests on it. What is shown of a quote is the quote as it is displayed,
    whole or with "…" where words of it are left out.
    """
    allowed = {passage.id: passage for passage in evidence}
    citations_hold = all(allowed.get(c.passage.id) == c.passage and _holds(c) for c in answer.citations)
    statements_hold = all(
        s.citations
        and all(0 <= i < len(answer.citations) for i in s.citations)
        and any(_said(s, answer.citations[i], repairs) for i in s.citations)
        for s in answer.statements
    )
    return bool(answer.statements) and citations_hold and statements_hold


def _holds(citation: Citation) -> bool:
    based = citation.article is None or citation.article.ref in citation.passage.legal_basis
    return bool(citation.quote) and citation.quote in citation.passage.text and based


def _said(statement: Statement, citation: Citation, repairs: Mapping[str, str]) -> bool:
    quote = displayed(citation.quote, repairs)
    pieces = [piece.strip() for piece in statement.text.split(CUT)]
    return any(pieces) and all(piece in quote for piece in pieces)
