"""The receipt of one reply.

{"format": 2, "reply", "kind", "time", "question", "salt", "as_of" (only if a day was asked about), "snapshot",
 "citations": [{"ref", "label", "passage", "passage_sha256", "quote", "span": [start, end],
                "source": {"kind", "document", "file", "file_sha256",
                           "changed_by": [{"file", "file_sha256"}] (only if other texts gave it its wording),
                           "mends": [{"file", "file_sha256"}] (only if misreadings of the copy are mended in it)},
                "verdict"}],
 "checks": [{"check", "passed", "note"}],
 "previous": hash of the receipt before it in the log of its day, or 64 zeros,
 "hash": SHA-256 of the canonical form of everything else}

The salt keeps what was asked from being guessed by the hash once the receipt is erased. What is left of an erased one is
{"format", "reply", "erased": day, "previous", "hash"}: the chain still holds, and the gap is seen as what it is.

``ref`` and ``label`` are the place that was cited: that of the passage, or an article that the passage rests on. Format 1
knew the place of the passage alone; receipts of both are checked.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime

from tanyapasal.bot.reply import Answer, Citation, Reply, kind_of
from tanyapasal.bot.trust.canonical import Json, digest, text_digest
from tanyapasal.index.law.mends import MENDS_SUFFIX
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import ProgramReference, Reference
from tanyapasal.index.text import clean

FORMAT = 2
FORMATS = (1, FORMAT)
NONE_BEFORE = "0" * 64

Receipt = dict[str, Json]


def make_receipt(
    question: str,
    reply: Reply,
    sources: Mapping[str, str],
    previous: str = NONE_BEFORE,
    now: datetime | None = None,
    as_of: date | None = None,
) -> Receipt:
    """The receipt of ``reply`` to ``question``.

    ``sources``: SHA-256 of each corpus file by its path; ``as_of``: the day it was asked about.
    """
    citations = reply.citations if isinstance(reply, Answer) else ()
    checks = _checks(reply, citations)
    receipt: Receipt = {
        "format": FORMAT,
        "reply": reply.head.id,
        "kind": kind_of(reply),
        "time": (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "question": clean(question),
        "salt": secrets.token_hex(16),
        "snapshot": reply.head.snapshot,
        "citations": [_cited(citation, sources) for citation in citations],
        "checks": checks,
        "previous": previous,
    }
    if as_of is not None:
        receipt["as_of"] = as_of.isoformat()
    receipt["hash"] = digest(receipt)
    return receipt


def erased(receipt: Receipt, on: date) -> Receipt:
    """What is left of a receipt whose person wants it erased."""
    kept: Receipt = {key: receipt.get(key) for key in ("format", "reply", "previous", "hash")}
    return {**kept, "erased": on.isoformat()}


def is_erased(receipt: Receipt) -> bool:
    """True for what is left of an erased receipt, and nothing else."""
    return set(receipt) == {"format", "reply", "previous", "hash", "erased"}


def source_file(passage: Passage) -> str:
    """The corpus file that a passage was read from, relative to the corpus folder."""
    match passage.ref:
        case Reference(regulation, _):
            return f"{'official' if passage.source.kind == 'official' else 'regulations'}/{regulation}.md"
        case ProgramReference(program, _):
            return f"programs/{program}.md"


def mends_files(passage: Passage, sources: Mapping[str, str]) -> list[str]:
    """The corpus files with the mends of a passage; none where it reads as the copy has it."""
    if passage.copied is None or not isinstance(passage.ref, Reference):
        return []
    regulations = (passage.ref.regulation, *passage.changed_by)
    files = dict.fromkeys(f"official/{regulation}{MENDS_SUFFIX}" for regulation in regulations)
    return [file for file in files if file in sources]


def _cited(citation: Citation, sources: Mapping[str, str]) -> Json:
    passage = citation.passage
    start = passage.text.find(citation.quote)
    file = source_file(passage)
    source: dict[str, Json] = {
        "kind": passage.source.kind,
        "document": passage.source.document,
        "file": file,
        "file_sha256": sources.get(file),
    }
    if passage.changed_by:
        others = [f"official/{regulation}.md" for regulation in passage.changed_by]
        source["changed_by"] = [{"file": other, "file_sha256": sources.get(other)} for other in others]
    mends = mends_files(passage, sources)
    if mends:
        source["mends"] = [{"file": other, "file_sha256": sources.get(other)} for other in mends]
    return {
        "ref": str(citation.ref),
        "label": citation.label,
        "passage": passage.id,
        "passage_sha256": text_digest(passage.text),
        "quote": citation.quote,
        "span": [start, start + len(citation.quote)],
        "source": source,
        "verdict": passage.verification.verdict if passage.verification else None,
    }


def _checks(reply: Reply, citations: tuple[Citation, ...]) -> list[Json]:
    """What was made sure of before the reply left, each with its result."""
    if not isinstance(reply, Answer):
        return []
    quoted = all(c.quote and c.quote in c.passage.text for c in citations)
    proven = all(
        s.citations and any(s.text in citations[n].quote for n in s.citations if 0 <= n < len(citations))
        for s in reply.statements
    )
    doubted = sorted(
        {
            f"{c.ref}: {c.passage.verification.verdict}"
            for c in citations
            if c.passage.verification is not None and c.passage.verification.verdict != "match"
        }
    )
    return [
        {"check": "quotes_stand_in_their_passages", "passed": quoted, "note": ""},
        {"check": "every_statement_is_quoted", "passed": proven, "note": ""},
        {"check": "statements_match_the_official_text", "passed": not doubted, "note": "; ".join(doubted)},
    ]
