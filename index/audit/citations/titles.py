"""What a document calls regulations: the title written out behind one, told from what is said, and names for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.references.mentions import Mention
from tanyapasal.index.text import words

_JOINING_WORDS = "dan atau di dengan bagi untuk pada dalam atas yang ke dari oleh serta terhadap sebagai"
_JOINERS = frozenset(_JOINING_WORDS.split())
_ABOUT = re.compile(r"\s*+(?:,\s*+)?(?:tentang|ttg\.?)\s+", re.IGNORECASE)
_TITLE_WORD = re.compile(r"[\s\"\u201c]*([^\W_][\w/-]*)")
_TITLE_IN_LOWER_CASE = re.compile(
    r"[^,.:;()\n\u2192]{3,140}?"
    r"(?=\s{0,40}(?:[,.:;()\n\u2192]|bahwa\b|mengatur\b|menyatakan\b|menyebut|menetapkan\b|menegaskan\b|menjelaskan\b|mewajibkan\b|"
    r"menentukan\b|memuat\b|disebutkan\b|diatur\b|yang\b|maka\b|setiap\b|,|$))",
    re.IGNORECASE,
)
_LONGEST_TITLE = 240
Aliases = tuple[tuple[str, RegulationId], ...]

_FEWEST_INITIALS, _MOST_INITIALS = 2, 6
_NAME = r"[A-Z][\w./-]*(?:[ ][A-Z][\w/-]*){0,4}"
# "UU 40/2007 tentang Perseroan Terbatas ("UUPT")", "…, selanjutnya disebut UU Jalan", "UU 14/2008 (KIP)"
_BEHIND = re.compile(
    rf"(?:[^\n.;()\"\u201c]{{0,160}}?)\(\s*(?:(?:yang\s+)?selanjutnya\s+)?(?:(?:disebut|disingkat)\s+(?:dengan\s+)?)?"
    rf"[\"\u201c]?(?P<name>{_NAME})[\"\u201d]?\s*\)"
    rf"|[^\n.;]{{0,160}}?\bselanjutnya\s+(?:disebut|disingkat)\s+(?:dengan\s+)?[\"\u201c]?(?P<called>{_NAME})"
)
# A name before its regulation: "*UUPT = UU 40/2007", "UU KIP (UU Nomor 14 Tahun 2008)"
_BEFORE = re.compile(rf"(?<![\w./-])(?P<name>{_NAME})\s*+(?:=|\(|(?::\s*+)?adalah|\u2192)\s*$")
_PARTING = re.compile(r"[=(),]")
_LONGEST_NAME = 60


def title_end(text: str, at: int, end: int, title: str) -> int:
    """Where the title ends that is written out behind a regulation; ``at`` if none is.

    ``title``: the one that is known, or empty. What follows "tentang" and is not in it is what the text says
    ("… tentang pembelajaran yang terintegrasi").
    """
    about = _ABOUT.match(text, at, end)
    if about is None:
        return at
    longest = min(end, about.end() + _LONGEST_TITLE)
    named = max(_titled(text, about.end(), longest, title), _titled(text, about.end(), longest, ""))
    if named > about.end():
        return named
    lower = None if title else _TITLE_IN_LOWER_CASE.match(text, about.end(), end)
    return lower.end() if lower else at


def title_length(named: str, title: str) -> int:
    """How many of the words ``named`` behind a kind are of its title; at least one. ``title``: the one known, or empty."""
    known = [word for word in words(title) if word not in _JOINERS]
    initials = "".join(word[0] for word in known)
    length = 0
    for n, word in enumerate(named.split(), start=1):
        if word in known or (len(word) > 1 and word in initials):
            length = n
        elif word not in _JOINERS:
            break
    return max(length, 1)


def _titled(text: str, start: int, end: int, title: str) -> int:
    """The end of the words from ``start`` on that are of ``title``, or if it is empty are written as titles are."""
    known = [word for word in words(title) if word not in _JOINERS]
    initials = "".join(word[0] for word in known)
    at = last = start
    while (match := _TITLE_WORD.match(text, at, end)) is not None:
        word = match[1]
        lower = word.lower()
        of_title = lower in known or (len(lower) > 2 and lower in initials)
        if lower not in _JOINERS and not (of_title if title else word[0].isupper()):
            break
        at = match.end()
        last = last if lower in _JOINERS else at
        at += title != "" and text[at : at + 1] == ","
    return last


def names_by_initials(titles: Mapping[RegulationId, str], kinds: Kinds) -> Aliases:
    """The regulations by their kind and the initials of their titles ("UUPT", "UU KIP"), where these fit one alone."""
    labels = {kind.id: kind.label for kind in kinds.kinds}
    found: list[tuple[str, RegulationId]] = []
    for regulation, title in titles.items():
        initials = "".join(word[0] for word in words(title) if word not in _JOINERS)
        if (
            _FEWEST_INITIALS <= len(initials) <= _MOST_INITIALS
            and initials.isalpha()
            and regulation.kind in labels
        ):
            found.append((f"{labels[regulation.kind]} {initials.upper()}", regulation))
    counts = Counter(name for name, _ in found)
    return tuple((name, regulation) for name, regulation in found if counts[name] == 1)


def names_given(text: str, mentions: Sequence[Mention], kinds: Kinds) -> Aliases:
    """The names that a document gives to regulations that it names in full; each begins with a kind, or is initials."""
    labels = {kind.id: kind.label for kind in kinds.kinds}
    begins = tuple(
        {_squashed(name) for kind in kinds.kinds for name in (kind.name, kind.label, *kind.written)}
    )
    found: dict[str, tuple[str, RegulationId]] = {}
    for mention in mentions:
        meant = mention.regulation.id if mention.regulation else None
        if meant is None or meant.kind not in labels:
            continue
        before = _BEFORE.search(text, max(0, mention.span.start - _LONGEST_NAME), mention.span.start)
        behind = _BEHIND.match(text, mention.span.end)
        written = [before["name"]] if before else []
        written += [behind["name"] or behind["called"]] if behind else []
        # "UU Belajar = UU 7/2021" was read as one
        written += [name.strip() for name in _PARTING.split(mention.span.of(text)) if not mention.steps]
        for name in written:
            if name.isupper() and name.isalpha() and not _squashed(name).startswith(begins):
                name = f"{labels[meant.kind]} {name}"
            if _squashed(name).startswith(begins) and not any(map(str.isdigit, name)):
                found.setdefault(_squashed(name), (name, meant))
    return tuple(found.values())


def with_names(aliases: Aliases, more: Aliases) -> Aliases:
    """``more`` before ``aliases``; a name that both have is that of ``more``."""
    given = {_squashed(name) for name, _ in more}
    return (*more, *((name, meant) for name, meant in aliases if _squashed(name) not in given))


def _squashed(name: str) -> str:
    return "".join(words(name))
