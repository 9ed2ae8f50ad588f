"""A regulation as JSON, the schema of ``regulation parse --json``."""

from __future__ import annotations

from tanyapasal.index.law.regulation import Heading, Operation, Provision, Regulation
from tanyapasal.index.text import Span

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None


def regulation_json(regulation: Regulation) -> dict[str, Json]:
    """The regulation with its provisions, headings, unplaced text, problems and operations."""
    own = regulation.id
    return {
        "regulation": {
            "id": str(own) if own else None,
            "kind": own.kind if own else None,
            "number": own.number if own else None,
            "year": own.year if own else None,
            "title": regulation.title,
            "amends": [str(other) for other in regulation.amends],
            "revokes": [str(other) for other in regulation.revokes],
            "enacted": regulation.enacted.isoformat() if regulation.enacted else None,
            "promulgated": regulation.promulgated.isoformat() if regulation.promulgated else None,
        },
        "provisions": [_provision(provision) for provision in regulation.provisions],
        "headings": [_heading(heading) for heading in regulation.headings],
        "unplaced": [
            {"text": entry.text, "span": _span(entry.span), "why": entry.why} for entry in regulation.unplaced
        ],
        "problems": [
            {"code": problem.code, "message": problem.message, "span": _span(problem.span)}
            for problem in regulation.problems
        ],
        "operations": [_operation(operation) for operation in regulation.operations],
    }


def _provision(provision: Provision) -> Json:
    return {
        "ref": str(provision.ref),
        "part": provision.ref.locator.part,
        "text": provision.text,
        "full_text": provision.full_text,
        "bab": provision.bab,
        "bagian": provision.bagian,
        "paragraf": provision.paragraf,
        "span": _span(provision.span),
    }


def _operation(operation: Operation) -> Json:
    return {
        "kind": operation.kind,
        "target": str(operation.target),
        "by": str(operation.by),
        "renumbered": str(operation.renumbered) if operation.renumbered else None,
        "restated": str(operation.restated) if operation.restated else None,
        "provisions": [_provision(provision) for provision in operation.provisions],
        "headings": [_heading(heading) for heading in operation.headings],
        "words": [{"old": change.old, "new": change.new} for change in operation.words],
        "span": _span(operation.span),
    }


def _heading(heading: Heading) -> Json:
    return {
        "kind": heading.kind,
        "number": heading.number,
        "title": heading.title,
        "span": _span(heading.span),
    }


def _span(span: Span) -> Json:
    return [span.start, span.end]
