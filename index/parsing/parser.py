"""A text becomes a regulation: the parts, the articles in them, what could not be placed, what looks wrong.

Any text parses. Time is linear in its length, apart from the logarithm in ``sequence``.
"""

from __future__ import annotations

from index.kinds import Kinds
from index.law import Locator, Part, Reference, RegulationId
from index.parsing.body import read_body
from index.parsing.draft import Draft, Root
from index.parsing.explanation import read_explanation
from index.parsing.furniture import mask
from index.parsing.identity import UNIDENTIFIED, read_dates, read_identity, read_revoked
from index.parsing.nodes import Node, Text, full_text, last_end, own_text
from index.parsing.outline import stretches
from index.parsing.pieces import cut
from index.regulation import Provision, Regulation, Unplaced
from index.text import Span


def parse(text: str, kinds: Kinds) -> Regulation:
    """Read a regulation; spans of the result are spans of ``text``. Never raises for any text.

    If the text does not say which regulation it is, ``id`` is None and the references of the provisions name
    ``index.parsing.identity.UNIDENTIFIED``.
    """
    masked, furniture = mask(text)
    identity = read_identity(masked, kinds)
    draft = Draft(masked, cut(masked), identity.title)
    for stretch in stretches(masked, draft.pieces):
        match stretch.section:
            case "batang_tubuh":
                read_body(draft, stretch)
            case "penjelasan":
                read_explanation(draft, stretch)
            case "lampiran":
                draft.add_flat(stretch.first, stretch.last, "lampiran")
    own = identity.id or UNIDENTIFIED
    provisions = tuple(_provisions(masked, own, draft.roots))
    articles = [
        p.full_text
        for p in provisions
        if len(p.ref.locator.steps) == 1 and p.ref.locator.part == "batang_tubuh"
    ]
    enacted, promulgated = read_dates(draft.closing)
    unplaced = [Unplaced(span.of(text), span, "page_furniture") for span in (*furniture, *draft.catchwords)]
    unplaced += [Unplaced(span.of(text), span, "unknown") for span in draft.unplaced]
    return Regulation(
        id=identity.id,
        title=identity.title,
        amends=identity.amends,
        revokes=read_revoked(
            [t for t in articles if "cabut" in t or "tidak berlaku" in t], kinds, identity.id
        ),
        provisions=provisions,
        headings=tuple(draft.headings),
        unplaced=tuple(sorted(unplaced, key=lambda entry: entry.span)),
        problems=tuple(sorted(draft.problems, key=lambda problem: problem.span)),
        enacted=enacted,
        promulgated=promulgated,
    )


def _provisions(masked: str, own: RegulationId, roots: list[Root]) -> list[Provision]:
    found: list[Provision] = []

    def add(node: Node, root: Root, part: Part) -> None:
        texts = [child for child in node.content if isinstance(child, Text)]
        found.append(
            Provision(
                ref=Reference(own, Locator(node.steps, part)),
                text=own_text(masked, texts),
                full_text=full_text(masked, node),
                span=Span(node.start, last_end(node)),
                bab=root.bab,
                bagian=root.bagian,
                paragraf=root.paragraf,
            )
        )
        for child in node.content:
            if isinstance(child, Node):
                add(child, root, part)

    for root in roots:
        add(root.node, root, root.part)
    return found
