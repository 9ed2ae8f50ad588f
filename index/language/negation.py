"""What a text denies and what it supposes: "pedagang yang tidak memenuhi syarat" speaks of those who do not.

Questions and sentences of law are read by the same rules, so that both can be held against each other. Only what can be
told from the words nearest to a negation is told; the rest is left open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from tanyapasal.index.language.words.stemming import STOP, stem
from tanyapasal.index.text import Span

_TOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*|[,.;:?!()]")
_DENIES = frozenset({"tidak", "bukan", "belum", "tanpa", "jangan", "tiada"})
_EXCLUDES = frozenset({"selain", "kecuali", "non"})
# "tidak lebih dari" bounds a quantity, "tidak hanya" denies nothing, "kalau tidak salah" is a way of speaking.
_IDIOM = frozenset(
    [
        "hanya",
        "saja",
        "lebih",
        "kurang",
        "melebihi",
        "melampaui",
        "lain",
        "terbatas",
        "tahu",
        "paham",
        "mengerti",
        "jelas",
        "yakin",
        "salah",
        "masalah",
        "mengapa",
        "apa-apa",
        "enak",
        "sengaja",
    ]
)
# What is denied of these is whether something may or must be done, not that it is done.
_DUTIES = frozenset(
    [
        "boleh",
        "wajib",
        "harus",
        "perlu",
        "usah",
        "berhak",
        "dilarang",
        "diwajibkan",
        "diharuskan",
        "diperbolehkan",
        "diperkenankan",
        "diizinkan",
    ]
)
# These stand between a negation and what it denies: "belum pernah ikut", "tidak dapat memenuhi", "tidak dengan hormat".
_BETWEEN = frozenset(
    [
        "pernah",
        "lagi",
        "juga",
        "sempat",
        "dapat",
        "bisa",
        "mampu",
        "sanggup",
        "mau",
        "ingin",
        "akan",
        "sedang",
        "sudah",
        "telah",
        "dengan",
        "secara",
        "untuk",
        "pun",
        "ada",
        "adanya",
        "melakukan",
        "jadi",
        "menjadi",
        "dari",
        "bagi",
        "merupakan",
        "mereka",
        "yang",
    ]
)
# In a question "boleh tidak …" asks whether, and denies nothing.
_TAGGED = _DUTIES | {"bisa", "dapat", "ada", "mau", "atau", "bolehkah", "bisakah", "wajibkah", "adakah"}
_SUPPOSES = frozenset(
    ["yang", "apabila", "jika", "kalau", "bila", "jikalau", "setelah", "sesudah", "asal", "asalkan"]
)
_ASKS = frozenset(
    [
        "apa",
        "apakah",
        "siapa",
        "siapakah",
        "berapa",
        "berapakah",
        "kapan",
        "bagaimana",
        "mana",
        "kenapa",
        "mengapa",
        "bolehkah",
        "bisakah",
    ]
)
_ENDS = (
    STOP
    | _DUTIES
    | _DENIES
    | _EXCLUDES
    | _SUPPOSES
    | _ASKS
    | frozenset(
        [
            "bisa",
            "maka",
            "karena",
            "agar",
            "supaya",
            "selama",
            "sejak",
            "sebelum",
            "sampai",
            "hingga",
            "paling",
            "tetapi",
            "namun",
            "sehingga",
            "kepada",
            "terhadap",
            "antara",
            "tersebut",
            "lalu",
            "terus",
            "itu",
            "ini",
            "saya",
            "gimana",
        ]
    )
)
_REQUIRED = frozenset({"syarat", "persyaratan", "ketentuan", "kriteria", "kualifikasi", "standar"})
_VERB = re.compile(r"di[a-z]{4,}|me(?:m|n|ng|ny|l|r|w|y)[a-z]{4,}")
_MOST_DENIED = 3
_MOST_SUPPOSED = 6


@dataclass(frozen=True, slots=True)
class Polarity:
    """Stems of what a text ``denied``, and of what it ``supposed`` of those it speaks of, each without the other.

    ``excluded``: where those stand whom it leaves out: "selain ketua", "yang bukan ketua". ``duties``: stems of the words by
    which it says, or asks, what must, may and must not be done.
    """

    denied: frozenset[str] = frozenset()
    supposed: frozenset[str] = frozenset()
    excluded: tuple[Span, ...] = ()
    duties: frozenset[str] = frozenset()


def polarity(text: str, *, asking: bool = False) -> Polarity:
    """What ``text``, in standard spelling, denies and supposes; ``asking``: it is a question, which may end in "tidak?"."""
    tokens = [(match.group().lower(), Span(*match.span())) for match in _TOKEN.finditer(text)]
    said = [word for word, _ in tokens]
    denied: dict[int, None] = {}
    excluded: list[Span] = []
    for at, word in enumerate(said):
        if word in _EXCLUDES or (word in _DENIES and not _says_otherwise(said, at, asking)):
            found = list(_denied(said, at))
            denied.update(dict.fromkeys(found))
            if found and (word in _EXCLUDES or word == "bukan"):
                excluded.append(Span(tokens[found[0]][1].start, tokens[found[-1]][1].end))
    supposed = {k for at, word in enumerate(said) if word in _SUPPOSES for k in _supposed(said, at)}
    supposed |= {k for at, word in enumerate(said) if word == "memenuhi" for k in _fulfilled(said, at)}
    return Polarity(
        frozenset(stem(said[k]) for k in denied),
        frozenset(stem(said[k]) for k in supposed.difference(denied)),
        tuple(excluded),
        frozenset(stem(word) for word in said if word in _DUTIES),
    )


def _says_otherwise(said: Sequence[str], at: int, asking: bool) -> bool:
    """True for a negation that denies nothing: "tidak lebih dari", "boleh tidak ya?"."""
    behind = said[at + 1] if at + 1 < len(said) else ""
    before = said[at - 1] if at else ""
    return behind in _IDIOM or (asking and before in _TAGGED and behind not in _BETWEEN)


def _denied(said: Sequence[str], at: int) -> Iterator[int]:
    """Positions of the words that a negation at ``at`` denies: the first that tells something and what belongs to it.

    A number belongs to it too: who did not work "1 tahun" yet is not one who does not work.
    """
    start = at + 1
    while start < len(said) and said[start] in _BETWEEN:
        start += 1
    if start < len(said) and said[start] in _DUTIES:
        yield start
        return
    for k in range(start, min(start + _MOST_DENIED, len(said))):
        word = said[k]
        if (
            not word[0].isalnum()
            or word in _ENDS
            or word in _IDIOM
            or (k > start and (word in _BETWEEN or _VERB.fullmatch(word)))
        ):
            return
        yield k


def _fulfilled(said: Sequence[str], at: int) -> Iterator[int]:
    """Positions of "memenuhi persyaratan": who must fulfil something to get what a rule gives is supposed to fulfil it."""
    if at + 1 < len(said) and said[at + 1] in _REQUIRED:
        yield from (at, at + 1)


def _supposed(said: Sequence[str], at: int) -> Iterator[int]:
    """Positions of the words of the clause that opens at ``at``, up to what is said of it."""
    if said[at] == "yang" and at and said[at - 1] in _ASKS:
        return
    start = at + 1
    while start < len(said) and said[start] in {"telah", "sudah", "akan", "sedang"}:
        start += 1
    clause = takewhile(lambda k: said[k] not in _ENDS - _DENIES, range(start, len(said)))
    for count, k in enumerate(clause):
        if not said[k][0].isalpha() or count >= _MOST_SUPPOSED or (count and _VERB.fullmatch(said[k])):
            return
        if said[k] not in _DENIES:
            yield k
