"""Find references in prose and questions, in the ways people write them.

Regulations and places are read where they begin; then each place is bound to the regulation that is named
next to it. What stands between decides: nothing, prepositions or a title bind, a conjunction or a new
sentence does not. A place that no regulation is named for stays without one: see ``resolve``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from tanyapasal.index.errors import ReferenceSyntaxError
from tanyapasal.index.law.domain import Measure
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import Reference, RegulationId, parse_reference
from tanyapasal.index.references.binding import Item, bind
from tanyapasal.index.references.forms import MEASURE, WITHIN
from tanyapasal.index.references.lists import bind_lists
from tanyapasal.index.references.mentions import Mention, RegulationMention
from tanyapasal.index.references.names import Names
from tanyapasal.index.references.places import STARTS, Enumeration, read_bare, read_places
from tanyapasal.index.references.regulations import Named, read_regulations
from tanyapasal.index.references.words import Words
from tanyapasal.index.text import Span

Aliases = Mapping[str, RegulationId] | Sequence[tuple[str, RegulationId]]

_CANONICAL_ID = (
    r"(?:[a-z]+(?:-[a-z]+)*-[0-9]{1,4}[a-z]?(?:-[0-9a-z]+)*?-[0-9]{4}"
    r"|[a-z]+-(?:[ivxl]+-)?[0-9]{4}|kuh[a-z]{1,7}(?=/)|khi(?=/))"
)
_CANONICAL_PLACE = r"(?:/(?:pembukaan|penjelasan|lampiran(?:-[0-9a-z]+)?|[a-z]{3,5}-[0-9a-z]+(?:-[a-z]{3,8})?|pertama|ke[a-z]{3,20}))*(?![\w-])"
_CANONICAL = re.compile(rf"(?<![\w/-]){_CANONICAL_ID}{_CANONICAL_PLACE}", re.I)
# Ids of circulars begin so, see corpus/kinds.yaml
_CIRCULAR = "se"
# Signs that set a place apart from the sentence
_APART = frozenset("([,;:.-\u2013\u2014")
_LEADS = frozenset((*WITHIN.words, ","))
# Verses of scripture are counted in ayat too
_SCRIPTURE = frozenset({"qs", "surat", "surah", "alquran", "quran", "qur", "injil", "alkitab", "mazmur"})


def find_references(
    text: str,
    kinds: Kinds,
    aliases: Aliases = (),
    measures: Sequence[Measure] = (),
    items: bool = False,
) -> tuple[Mention, ...]:
    """Every place of a regulation that ``text`` names, in the order of the text. Any text is taken.

    ``aliases`` are names of single regulations ("UU Jalan"); ``measures``: units of the field: a number of them is
    no place. ``items``: a huruf that stands apart counts too, as in a document that goes on with the ayat named last
    ("(huruf b)"). The cost is linear in the length of the text.
    """
    pairs = aliases.items() if isinstance(aliases, Mapping) else aliases
    words = Words(text)
    counted = {written for measure in measures for written in measure.written}
    if counted:
        words.all = [w._replace(text=MEASURE) if w.text in counted else w for w in words.all]
    return _find(words, _names(kinds, tuple(pairs)), items)


@lru_cache(maxsize=32)
def _names(kinds: Kinds, aliases: tuple[tuple[str, RegulationId], ...]) -> Names:
    return Names(kinds, aliases)


def _find(words: Words, names: Names, apart: bool) -> tuple[Mention, ...]:
    text = words.text
    canonical = _find_canonical(text, names)
    items: list[Item] = []
    found: list[Mention] = []
    i = 0
    while i < len(words):
        word = words.all[i]
        mention = canonical.get(word.start)
        if mention is not None:
            found.append(mention)
            while i < len(words) and words.all[i].start < mention.span.end:
                i += 1
            continue
        if word.text.isalpha():
            if regulations := read_regulations(words, i, names):
                items.extend(regulations)
                i = regulations[-1].end
                continue
            if word.text in STARTS and (places := read_places(words, i)):
                places = _meant(words, i, items, places, names, apart)
                if places.places and not _is_scripture(words, i, places):
                    items.append(places)
                i = places.end
                continue
        elif word.text.isdecimal() and (places := read_bare(words, i)):
            items.append(places)
            i = places.end
            continue
        i += 1
    found.extend(bind(words, items))
    found.sort(key=lambda mention: (mention.span.start, mention.in_title))
    return bind_lists(text, found)


def _find_canonical(text: str, names: Names) -> dict[int, Mention]:
    """Canonical references by where they start; words that only look alike ("covid-19-2020") are none."""
    if "-" not in text:
        return {}
    found: dict[int, Mention] = {}
    for match in _CANONICAL.finditer(text):
        try:
            reference = parse_reference(match.group().lower())
        except ReferenceSyntaxError:
            continue
        if isinstance(reference, Reference):
            known = reference.regulation.kind in names.kinds or reference.locator.steps
            if known:
                found[match.start()] = Mention(
                    Span(*match.span()),
                    RegulationMention.of(reference.regulation),
                    reference.locator.steps,
                    reference.locator.part,
                )
    return found


def _beside_circular(words: Words, items: Sequence[Item], places: Enumeration, names: Names) -> bool:
    """True if a circular is named at once before or behind: what it has are sections, and no pasal."""
    last = items[-1] if items else None
    if isinstance(last, Named) and all(words.at(n) in _LEADS for n in range(last.end, places.start)):
        return _is_circular(last)
    behind = places.end + (words.at(places.end) in _LEADS)
    return any(map(_is_circular, read_regulations(words, behind, names)[:1]))


def _meant(
    words: Words, i: int, items: Sequence[Item], places: Enumeration, names: Names, apart: bool
) -> Enumeration:
    """The places as sections of the circular beside them, or as items that stand apart (``apart``: these count)."""
    if places.sections and _beside_circular(words, items, places, names):
        places = places.of_circular()
    if apart and not places.places and _stands_apart(words, i, places):
        places = replace(places, places=places.sections, sections=())
    return places


def _stands_apart(words: Words, i: int, places: Enumeration) -> bool:
    """True for "(huruf p)", "— huruf h" and the like: what is set apart is no word of the sentence."""
    apart = words.at(i - 1) in _APART or words.starts_line(i) or i == 0
    return apart and bool(places.sections) and all(p.steps[0].unit == "huruf" for p in places.sections)


def _is_circular(named: Named) -> bool:
    return (named.regulation.kind or "").startswith(_CIRCULAR)


def _is_scripture(words: Words, i: int, places: Enumeration) -> bool:
    return not places.anchored and any(words.at(n) in _SCRIPTURE for n in range(i - 4, i))
