"""What an article revokes: whole regulations, or single places of one (UU 12/2011 Lampiran II numbers 145 to 150).

Only what is said without a condition counts. "dinyatakan tidak berlaku bagi …" and "ketentuan mengenai … yang diatur
dalam Bab V" revoke something that no reference names, and so does an amending regulation that is named in passing:
they give nothing. What is said of a person ("dicabut hak pilihnya") revokes nothing either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.places import Locator, Reference, RegulationId
from tanyapasal.index.references.find import find_references

_REVOKES = re.compile(
    r"\bdicabut\b(?=[\s,]*(?:[.;:,)]|$|dan\b|serta\b|sejak\b|terhitung\b|pada\b))(?:,?\s+(?:dan|serta)\s+(?:dinyatakan\s+)?tidak\s+berlaku(?:\s+lagi)?)?"
    r"|\bdinyatakan\s+(?:dicabut|tidak\s+berlaku(?:\s+lagi)?)(?:\s+dan\s+(?:dicabut|(?:dinyatakan\s+)?tidak\s+berlaku(?:\s+lagi)?))?"
    r"|(?<!ini )\btidak\s+berlaku\s+lagi\b",
    re.IGNORECASE,
)
_STAYS = re.compile(r"\b(?:tetap|masih|mulai)\s+(?:\w+\s+)?berlaku\b[^;.\n]*", re.IGNORECASE)
_CONDITION = re.compile(r"[\s,]*(?:bagi|sepanjang|terhadap|untuk|kecuali|khusus|oleh)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[a-z)]{2})\.\s+(?=[A-Z(])")
_ITEM = re.compile(r"(?:^|(?<=[;:,\n])|(?<=dan\s)|(?<=\n))\s{0,60}(?:[a-z]{1,2}|\d{1,3})[.)]\s")
_CLOSES = re.compile(r";(?=\s)")  # numbers of items may be lost, semicolons seldom are
_AMENDING = re.compile(
    r"\b(?:diubah|ditambah|disempurnakan|diganti|ditetapkan|perubahan|terakhir)\b[^;]{0,80}$", re.IGNORECASE
)
_PART = re.compile(
    r"\b(?:ketentuan(?:-ketentuan)?|mengenai|sepanjang|bab|bagian|paragraf|lampiran|matriks|pelaksana\w*|berdasarkan|atas|dalam|dari"
    r"|menurut|oleh|pada|sebagaimana|semua|segala|seluruh|pasal|ayat|huruf|angka)\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"\b(?:mengenai|sepanjang|sebagaimana|pelaksana\w*|yang|semua|segala)\b", re.IGNORECASE)
_OPENS = re.compile(
    r"^.*?\b(?:mulai\s+berlaku\w*|berlakunya|ditetapkannya|diundangkannya)\b[^,:]{0,120}?(?:[,:]|maka\b|(?=\s[A-Z]))",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(r"(?<=[Tt]ahun )[12lI][\dOlIo]{3}\b")
_SIGNS = str.maketrans({"O": "0", "o": "0", "l": "1", "I": "1"})
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Revocations:
    """Regulations revoked as a whole, and single places revoked, each in the order they are named."""

    regulations: tuple[RegulationId, ...]
    places: tuple[Reference, ...]


def read_revocations(text: str, kinds: Kinds, own: RegulationId | None) -> Revocations:
    """What one article revokes."""
    text = _YEAR.sub(lambda m: m[0].translate(_SIGNS), text)
    regulations: dict[RegulationId, None] = {}
    places: dict[Reference, None] = {}
    verbs = list(_REVOKES.finditer(text))
    stops = sorted([m.end() for m in _STAYS.finditer(text) if not m[0].lower().startswith("mulai")])
    stops += [m.end() for m in _SENTENCE.finditer(text)]
    start = 0
    for verb in verbs:
        begin = max([start, *(at for at in stops if at <= verb.start())])
        start = verb.end()
        if _CONDITION.match(text, verb.end()):
            continue
        for item in _items(text[begin : verb.start()][-_LONGEST:]):
            _read_item(item, kinds, own, regulations, places)
    return Revocations(tuple(regulations), tuple(places))


def read_revoked(texts: Iterable[str], kinds: Kinds, own: RegulationId | None) -> tuple[RegulationId, ...]:
    """Regulations that one of the articles revokes as a whole."""
    found: dict[RegulationId, None] = {}
    for text in texts:
        found |= dict.fromkeys(read_revocations(text, kinds, own).regulations)
    return tuple(found)


def _items(scope: str) -> list[str]:
    """The items of a list that one verb closes, or the scope as a whole."""
    opening = _OPENS.match(scope)
    if opening is not None:
        scope = scope[opening.end() :]
    marks = sorted({m.start() for m in _ITEM.finditer(scope)} | {m.end() for m in _CLOSES.finditer(scope)})
    return [scope[a:b] for a, b in zip([0, *marks], [*marks, len(scope)], strict=True) if scope[a:b].strip()]


def _read_item(
    item: str,
    kinds: Kinds,
    own: RegulationId | None,
    regulations: dict[RegulationId, None],
    places: dict[Reference, None],
) -> None:
    item = _ITEM.sub(" ", item, count=1)
    end = 0
    for mention in find_references(item, kinds):
        named = mention.regulation.id if mention.regulation else None
        named = kinds.in_region_of(named, own) if named and own else named
        if named is None or named == own or mention.in_title:
            continue
        if own is not None and kinds.rank(named) < kinds.rank(own):
            continue  # no regulation revokes one that stands above it
        if re.search(r"\bsepanjang\b", item[mention.span.end :]):
            return
        lead = item[end : mention.span.start]
        if _AMENDING.search(item[: mention.span.start]):
            return  # what amended the regulation is named in passing, and all that follows may be
        if mention.steps:
            if _TOPIC.search(lead):
                return
            places[Reference(named, Locator(mention.steps, mention.part))] = None
        elif mention.part != "batang_tubuh" or _PART.search(lead):
            return
        else:
            regulations[named] = None
        end = mention.span.end
