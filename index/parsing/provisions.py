"""What was read as provisions: the tree flattened in reading order, a parent before its children."""

from __future__ import annotations

from collections.abc import Sequence

from tanyapasal.index.law.places import Locator, Part, Reference, RegulationId
from tanyapasal.index.law.regulation import Provision
from tanyapasal.index.parsing.draft import Root
from tanyapasal.index.parsing.lists.nodes import Node, Text, full_text, last_end, own_text
from tanyapasal.index.text import Span


def provisions_of(masked: str, own: RegulationId, roots: Sequence[Root]) -> list[Provision]:
    """The provisions of a regulation with their references, texts and spans."""
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
