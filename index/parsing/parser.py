"""A text becomes a regulation: the parts, the articles in them, what could not be placed, what looks wrong.

Any text parses. Time is linear in its length, apart from the logarithm in ``sequence``.
"""

from __future__ import annotations

from collections.abc import Sequence

from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.law.regulation import Operation, Regulation, Unplaced
from tanyapasal.index.parsing.amendments.read import Amendments, read_amendments
from tanyapasal.index.parsing.amendments.revocations import read_revoked
from tanyapasal.index.parsing.annexes.annexes import read_annexes
from tanyapasal.index.parsing.body import read_body
from tanyapasal.index.parsing.draft import Draft
from tanyapasal.index.parsing.explanation import read_explanation
from tanyapasal.index.parsing.headings.sections import stretches
from tanyapasal.index.parsing.identity import UNIDENTIFIED, read_dates, read_identity
from tanyapasal.index.parsing.pages.furniture import blanked, mask
from tanyapasal.index.parsing.pages.pieces import cut
from tanyapasal.index.parsing.provisions import provisions_of
from tanyapasal.index.text import Span

_ANOTHER = "Naskah peraturan lain dimulai di sini; pisahkan dan masukkan sebagai berkas tersendiri."


def parse(
    text: str, kinds: Kinds, *, furniture: Sequence[Span] = (), notes: Sequence[Span] = ()
) -> Regulation:
    """Read a regulation; spans of the result are spans of ``text``. Never raises for any text.

    If the text does not say which regulation it is, ``id`` is None and the references of the provisions name
    ``tanyapasal.index.parsing.identity.UNIDENTIFIED``. ``furniture`` and ``notes``: heads and feet of pages, and footnotes, where the
    file itself tells them from the text; they are reported as unplaced.
    """
    masked, found = mask(blanked(text, [*furniture, *notes]))
    identity = read_identity(masked, kinds)
    draft = read_draft(masked, identity.title, identity.id is not None or identity.named)
    own = identity.id or UNIDENTIFIED
    provisions = tuple(provisions_of(masked, own, draft.roots))
    articles = [
        p.full_text
        for p in provisions
        if len(p.ref.locator.steps) == 1 and p.ref.locator.part == "batang_tubuh"
    ]
    amendments = read_amendments(masked, own, identity.amends, provisions, kinds, width=draft.width)
    if not draft.amending:
        amendments = _sure(amendments)
    enacted, promulgated = read_dates(draft.closing)
    unplaced = [
        Unplaced(span.of(text), span, "page_furniture") for span in (*furniture, *found, *draft.catchwords)
    ]
    unplaced += [Unplaced(span.of(text), span, "unknown") for span in (*notes, *draft.unplaced)]
    return Regulation(
        id=identity.id,
        title=identity.title,
        amends=identity.amends if draft.amending else _amended(identity.amends, amendments),
        revokes=read_revoked(
            [t for t in articles if "cabut" in t or "tidak berlaku" in t], kinds, identity.id
        ),
        provisions=provisions,
        headings=tuple(draft.headings),
        unplaced=tuple(sorted(unplaced, key=lambda entry: entry.span)),
        problems=tuple(
            sorted(
                [*identity.problems, *draft.problems, *amendments.problems], key=lambda problem: problem.span
            )
        ),
        operations=amendments.operations,
        enacted=enacted,
        promulgated=promulgated,
    )


def _sure(amendments: Amendments) -> Amendments:
    """What a regulation that is no amending one changes in others: what it strikes out, and what it words anew.

    "Kepala Desa … mengubah …" in its articles orders nothing.
    """
    kept = tuple(o for o in amendments.operations if o.kind == "hapus" or o.provisions or _of_item(o))
    worded = [o.span for o in kept if o.provisions]
    problems = tuple(p for p in amendments.problems if any(s.start <= p.span.start < s.end for s in worded))
    return Amendments(kept, problems)


def _amended(named: tuple[RegulationId, ...], amendments: Amendments) -> tuple[RegulationId, ...]:
    """The regulations that the title names, and those of which articles have items that change them."""
    items = [o.target.regulation for o in amendments.operations if o.provisions or _of_item(o)]
    return tuple(dict.fromkeys([*named, *items]))


def _of_item(operation: Operation) -> bool:
    """True for a BAB, Bagian or Paragraf that an item changes, or words that it replaces."""
    return operation.by.locator.steps[-1].unit == "angka" and bool(operation.headings or operation.words)


def read_draft(masked: str, title: str, identified: bool) -> Draft:
    """Read every part of a masked text, in order."""
    draft = Draft(masked, cut(masked), title, identified)
    for stretch in stretches(masked, draft.pieces):
        match stretch.section:
            case "batang_tubuh":
                read_body(draft, stretch)
            case "penjelasan":
                read_explanation(draft, stretch)
            case "lampiran":
                read_annexes(draft, stretch)
            case "naskah_lain":
                span = Span(draft.pieces[stretch.first].start, draft.pieces[stretch.last - 1].end)
                draft.set_aside(span, "another_regulation", _ANOTHER)
    return draft
