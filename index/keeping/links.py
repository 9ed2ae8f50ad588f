"""Where the passages of a corpus lead: resolved again where other places are held than when they were kept."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from pydantic import TypeAdapter

from tanyapasal.index.keeping.kept import Kept
from tanyapasal.index.keeping.rows import MENTIONS, NO_BASE
from tanyapasal.index.law.held import HeldPlaces
from tanyapasal.index.law.places import AnyReference, Reference, RegulationId, parse_reference
from tanyapasal.index.passages.reading.links import Referred
from tanyapasal.index.passages.reading.reader import FactReader

_LINKS = TypeAdapter(dict[str, tuple[Reference, ...]])


def link(kept: Kept, official: Sequence[str], others: Sequence[str], facts: FactReader) -> None:
    """Resolve the mentions of pieces, those of official texts and ``others``, among the places of all of them.

    Where an official text names no other regulation that depends on the places of its own one alone: then it is done
    again only where these have changed.
    """
    places = {piece: tuple(kept.places((piece,))) for piece in (*official, *others)}
    held: dict[str, set[str]] = defaultdict(set)
    for several in places.values():
        for place in several:
            held[place.partition("/")[0]].add(place)
    links = facts.links(HeldPlaces.of(_Places(held)))
    for piece, own in places.items():
        around = (held[name] for name in sorted({place.partition("/")[0] for place in own}))
        digest = hashlib.sha256("\n".join("\n".join(sorted(each)) for each in around).encode()).digest()
        found = kept.leading(piece, every=piece in others or kept.places_of(piece) != digest)
        kept.link(
            piece, digest, {n: _led_to(place, based, mentions, links) for n, place, based, mentions in found}
        )


class _Places(Mapping[RegulationId, Collection[Reference]]):
    """Places by their regulations, made from what is written when they are looked up."""

    def __init__(self, written: Mapping[str, Collection[str]]) -> None:
        self._written = {RegulationId.parse(name): places for name, places in written.items() if "-" in name}
        self._parsed: dict[RegulationId, frozenset[Reference]] = {}

    def __getitem__(self, regulation: RegulationId) -> Collection[Reference]:
        found = self._parsed.get(regulation)
        if found is None:
            parsed = map(parse_reference, self._written[regulation])
            found = self._parsed[regulation] = frozenset(p for p in parsed if isinstance(p, Reference))
        return found

    def __iter__(self) -> Iterator[RegulationId]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)


def _led_to(place: str, based: str, mentions: bytes, links: Referred) -> tuple[bytes, str]:
    """The places that a passage leads to, as JSON of facts, and the regulations that it cites."""
    found = _resolved(parse_reference(place), mentions, links)
    named = () if based == NO_BASE else (*based.split(), *(str(each.regulation) for each in found["named"]))
    return _LINKS.dump_json(found), " ".join(dict.fromkeys(named))


def _resolved(ref: AnyReference, mentions: bytes, links: Referred) -> dict[str, tuple[Reference, ...]]:
    if not mentions:
        return {"named": (), "leans": ()}
    named, leaning = MENTIONS.validate_json(mentions)
    return {"named": links.named(ref, named), "leans": links.leant_on(ref, leaning)}
