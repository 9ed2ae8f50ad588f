"""Letters and digits that a scan mistook, in the few words that name a regulation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from tanyapasal.index.law.kinds import Kinds

_DIGITS = str.maketrans("OoQDIil|!LtSZB", "00001111111528")
_DIGIT_LIKE = re.compile(r"[\dOoQDIil|!LtSZB]+")
_LETTERS_FOR_DIGITS = re.compile(r"[Il|][Il|O]{0,2}")
_SIGNS = str.maketrans(
    {"!": "I", "|": "I", "1": "I", "0": "O", "€": "E", "5": "S", "'": "", "’": "", "`": ""}
)
_LETTERS = {**_SIGNS, ord("l"): "I"}
_SIGN_INSIDE = re.compile(r"(?<=[A-Z]{2})l(?![a-z])|(?<=[A-Z])[!|01€5'’`.]+(?=[A-Z])|(?<=[A-Z]{3})[!|10]$")
# Words of every name; they are known with a fourth of their letters misread, the others of the kinds with fewer
_COMMON = ("REPUBLIK", "INDONESIA", "NOMOR", "TAHUN", "TENTANG")
_USUAL = frozenset(
    {*_COMMON, "PERATURAN", "PEMERINTAH", "KEPUTUSAN", "UNDANG", "PRESIDEN", "MENTERI", "GUBERNUR", "BUPATI"}
)
# Behind these stands the name of a region, which no table corrects
_OF_REGIONS = frozenset(
    {"DAERAH", "GUBERNUR", "BUPATI", "WALI", "WALIKOTA", "KABUPATEN", "KOTA", "PROVINSI", "QANUN"}
)
# What one letter is often read as: LINDANG for UNDANG, TAHIJN for TAHUN
_GROUPS = (("LI", "U"), ("IJ", "U"), ("TI", "U"), ("II", "U"), ("I{", "N"), ("FI", "H"), ("RN", "M"))
_BESIDE_REGIONS = (*_COMMON, "KABUPATEN", "PROVINSI", "PROPINSI")
_GLUED = re.compile(r"\b(KABUPATEN|PROVINSI|PROPINSI)(?=[A-Z]{3})")
_SHORTEST = 5
_LONG = 15
_SURE = 10


def like(word: str, meant: str, most: int | None = None) -> bool:
    """True if ``word`` is ``meant`` with at most ``most`` letters misread, or a fourth of them."""
    most = len(meant) // 4 if most is None else most
    return word == meant or Levenshtein.distance(word, meant, score_cutoff=most) <= most


def readings(word: str) -> Iterator[str]:
    """A word in capitals, and with each group of letters read as the one it is often misread from: "LINDANG"."""
    yield word
    for misread, letter in _GROUPS:
        if misread in word:
            yield word.replace(misread, letter)


def squashed(text: str) -> str:
    """The letters alone, capitals: "T E N T A N G" and "Tentang" are one."""
    return "".join(c for c in text.translate(_SIGNS).upper() if c.isalpha())


def digits(text: str) -> str | None:
    """A number with its misread digits and blanks put right, "2O 08" to "2008"; None if it holds no digit.

    Letters alone are read as digits only where they can be nothing else: "NOMOR l TAHUN", "NOMOR lO TAHUN".
    """
    joined = "".join(text.split())
    letters_alone = _LETTERS_FOR_DIGITS.fullmatch(joined) is not None
    if not _DIGIT_LIKE.fullmatch(joined) or not (letters_alone or any(map(str.isdigit, joined))):
        return None
    return joined.translate(_DIGITS)


def spelled(name: str, kinds: Kinds) -> str:
    """The words of a name of a regulation with the misread ones put right, as far as the table of kinds knows them."""
    found: list[str] = []
    known = _vocabulary(kinds)
    regional = False
    for word in re.sub(r"(?:(?<!\s)\s+)?-\s*", "-", name).split():
        parts = [_word(part, _BESIDE_REGIONS if regional else known) for part in _cleaned(word).split("-")]
        regional = regional or not _OF_REGIONS.isdisjoint(parts)
        found.append("-".join(parts))
    return _GLUED.sub(r"\1 ", " ".join(found))


def nearest(name: str, kinds: Kinds) -> str:
    """The listed name that a name is with two letters misread, blanks apart; the name itself where none is, or two are."""
    bare = squashed(name.upper().replace("REPUBLIK INDONESIA", ""))
    if len(bare) < _LONG or bare in _squashed_names(kinds):
        return name
    near = {listed for squash, listed in _squashed_names(kinds).items() if like(bare, squash, 2)}
    return near.pop() if len(near) == 1 else name


def _cleaned(word: str) -> str:
    """A word without the signs that stand for letters: "INDONESI.A", "PRES!DEN"; "UNDANG.UNDANG" has a hyphen."""
    first, dot, rest = word.partition(".")
    if dot and min(len(first), len(rest)) >= _SHORTEST:
        word = f"{first}-{rest}"
    return _SIGN_INSIDE.sub(lambda m: m[0].replace(".", "").translate(_LETTERS), word)


def _word(word: str, known: tuple[str, ...]) -> str:
    upper = word.upper()
    if len(upper) < _SHORTEST or upper in known:
        return word
    found = {k: min(Levenshtein.distance(r, k) for r in readings(upper)) for k in known if _near(upper, k)}
    best = [k for k, distance in found.items() if distance == min(found.values())]
    return best[0] if len(best) == 1 else word


def _near(word: str, known: str) -> bool:
    most = len(known) // 4 if known in _USUAL else 1 + (len(known) > _SURE)
    return abs(len(known) - len(word)) <= 3 and any(like(reading, known, most) for reading in readings(word))


@lru_cache(maxsize=8)
def _squashed_names(kinds: Kinds) -> dict[str, str]:
    names = [name for kind in kinds.kinds if kind.level is None for name in (kind.name, *kind.written)]
    return {squashed(name): name for name in names}


@lru_cache(maxsize=8)
def _vocabulary(kinds: Kinds) -> tuple[str, ...]:
    words = {
        w.upper()
        for kind in kinds.kinds
        for name in (kind.name, *kind.written)
        for w in re.findall(r"[A-Za-z]+", name)
    }
    return tuple(sorted({w for w in words if len(w) >= _SHORTEST} | set(_COMMON)))
