"""Documents whose citations are all true, and edits that make one of them wrong (eval/questions/claims/styles.jsonl)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

DOCUMENTS = Path(__file__).parents[1] / "questions" / "claims" / "styles.jsonl"

Kind = Literal["article", "number", "operator", "negated"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Edit:
    """Something put in the place of something else, once, so that the citation of ``ref`` is wrong."""

    kind: Kind
    find: str
    put: str
    ref: str


@dataclass(frozen=True, slots=True)
class Document:
    """One document. ``cites``: the places it states something about; ``bare``: those it only names.

    Both hold every citation, one entry for each time that it counts.
    """

    id: str
    style: str
    text: str
    cites: tuple[str, ...]
    bare: tuple[str, ...]
    edits: tuple[Edit, ...]

    def edited(self, edit: Edit) -> Document:
        """The document with one citation made wrong; it has no edits itself."""
        return replace(self, text=self.text.replace(edit.find, edit.put), edits=())


def read_documents(path: Path = DOCUMENTS) -> tuple[Document, ...]:
    """Every document of a file; raises ValueError for an edit that does not fit its text exactly once."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        edits = tuple(Edit(*edit) for edit in row.get("wrong", ()))
        for edit in edits:
            if edit.kind not in KINDS or row["text"].count(edit.find) != 1:
                raise ValueError(f"{path}: {row['id']}: '{edit.find}' tidak tepat satu kali atau jenis salah")
        found.append(
            Document(
                row["id"],
                row["style"],
                row["text"],
                tuple(row.get("cites", ())),
                tuple(row.get("bare", ())),
                edits,
            )
        )
    return tuple(found)


def styles_of(documents: Sequence[Document]) -> tuple[str, ...]:
    """The styles that occur, in the order of the file."""
    return tuple(dict.fromkeys(document.style for document in documents))
