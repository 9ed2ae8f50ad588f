"""How much of a misread text is mended, and how much wrongly: ``python -m tanyapasal.eval.damage.mends GOLD_DIR``.

GOLD_DIR as in ``tanyapasal.eval.parsing``. The own texts of every law are damaged in each of these ways by a fixed seed,
so that it is known of each sign what it was; what is mended is compared with that. A table of damaged words, right
mends, wrong ones and the share that was mended goes to stdout; ``--list`` prints the wrong ones, ``--markdown`` makes the
table of docs/parsing.md.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tanyapasal.eval.damage.pages import LETTERS
from tanyapasal.index.corpus import known_kinds
from tanyapasal.index.law.mends import Mend
from tanyapasal.index.law.places import Reference
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.mending.finding import find_mends
from tanyapasal.index.parsing import parse
from tanyapasal.index.reading import read_bytes

_DIGITS = {"0": "OoD", "1": "lIit", "2": "Z", "5": "S", "6": "bG", "8": "B", "9": "gq"}
_PAIR = re.compile(r"(?<![\w.,/])(?P<digits>\d[\d.]*) ?\((?=[a-z ]+\))")
_AYAT = re.compile(r"\bayat (?P<digits>\(\d\))")
_PASAL = re.compile(r"\b[a-z]+ Pasal (?P<digits>\d{2,3})\b")
_BRACKETS = ("(#1", "(#l", "(#t", "{#)")

# A damaged text and, for each of its signs, where it stood before; the last entry is the length of the text.
Damaged = tuple[str, list[int]]


@dataclass(frozen=True, slots=True)
class TextDamage:
    """One way of damaging a text. ``told``: for the table."""

    told: str
    inflict: Callable[[str, random.Random], Damaged]


@dataclass(slots=True)
class Counted:
    """Damaged words of the laws, right and wrong mends of them."""

    damaged: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    def row(self, damage: TextDamage, markdown: bool) -> str:
        made = self.right + len(self.wrong)
        cells = (
            f"{self.damaged:,}",
            f"{self.right:,}",
            f"{self.right / max(1, self.damaged):.0%}",
            f"{len(self.wrong)}",
            f"{len(self.wrong) / max(1, made):.2%}",
        )
        return f"| {damage.told} | {' | '.join(cells)} |" if markdown else f"{damage.told:<58}" + "".join(f"{c:>9}" for c in cells)  # fmt: skip


def _signs(change: Callable[[str, random.Random], str]) -> Callable[[str, random.Random], Damaged]:
    """Each sign by itself becomes what ``change`` makes of it."""

    def inflict(text: str, chance: random.Random) -> Damaged:
        pieces, origins = [], []
        for at, sign in enumerate(text):
            made = change(sign, chance)
            pieces.append(made)
            origins += [at] * len(made)
        return "".join(pieces), [*origins, len(text)]

    return inflict


def _places(
    pattern: re.Pattern[str], share: float, change: Callable[[str, random.Random], str]
) -> Callable[[str, random.Random], Damaged]:
    """A share of the numbers that ``pattern`` finds becomes what ``change`` makes of them."""

    def inflict(text: str, chance: random.Random) -> Damaged:
        pieces: list[str] = []
        origins: list[int] = []
        end = 0
        for match in pattern.finditer(text):
            start, stop = match.span("digits")
            made = change(match["digits"], chance) if chance.random() < share else match["digits"]
            pieces += [text[end:start], made]
            # The signs of a number that is damaged belong to all of it.
            inside = (
                range(start, stop) if len(made) == stop - start else [start] * (len(made) - 1) + [stop - 1]
            )
            origins += [*range(end, start), *inside]
            end = stop
        return "".join((*pieces, text[end:])), [*origins, *range(end, len(text) + 1)]

    return inflict


def _letter(share: float, alike: bool = True) -> Callable[[str, random.Random], str]:
    def change(sign: str, chance: random.Random) -> str:
        if not sign.isascii() or not sign.islower() or chance.random() >= share:
            return sign
        return chance.choice(LETTERS.get(sign, sign) if alike else "abcdefghijklmnopqrstuvwxyz")

    return change


def _misread_digits(digits: str, chance: random.Random) -> str:
    return "".join(chance.choice(_DIGITS[d]) if d in _DIGITS and chance.random() < 0.6 else d for d in digits)


def _other_digits(digits: str, chance: random.Random) -> str:
    at = chance.randrange(len(digits))
    return digits[:at] + chance.choice("0123456789") + digits[at + 1 :] if digits[at] != "." else digits


def _misread_ayat(written: str, chance: random.Random) -> str:
    forms = ("(l)", "(t)", "(I)", "{1)") if written == "(1)" else _BRACKETS
    return chance.choice(forms).replace("#", written[1:-1])


DAMAGES = (
    TextDamage("0.3 % of the letters misread for one that looks like it", _signs(_letter(0.003))),
    TextDamage("1 % of the letters misread for one that looks like it", _signs(_letter(0.01))),
    TextDamage("3 % of the letters misread for one that looks like it", _signs(_letter(0.03))),
    TextDamage("0.3 % of the letters misread for any other", _signs(_letter(0.003, alike=False))),
    TextDamage("digits beside their words misread as letters", _places(_PAIR, 0.5, _misread_digits)),
    TextDamage("digits beside their words misread as other digits", _places(_PAIR, 0.5, _other_digits)),
    TextDamage("ayat (21, ayat (2l, ayat {2), ayat (l)", _places(_AYAT, 0.5, _misread_ayat)),
    TextDamage("Pasal l2, Pasal 3O within a sentence", _places(_PASAL, 0.5, _misread_digits)),
    TextDamage("1 % of the blanks lost", _signs(lambda s, chance: "" if s == " " and chance.random() < 0.01 else s)),
    TextDamage("0.4 % of the letters followed by a blank", _signs(lambda s, chance: f"{s} " if s.isalpha() and chance.random() < 0.004 else s)),
)  # fmt: skip


def count(regulation: Regulation, damage: TextDamage, seed: int) -> Counted:
    """What is mended in one law that is damaged in one way; what is mended without any damage is left out."""
    chance = random.Random(f"{seed} {damage.told} {regulation.title}")
    before = {_key(mend) for mend in find_mends(regulation).mends}
    texts: dict[Reference, tuple[str, str, list[int]]] = {}
    provisions = []
    for provision in regulation.provisions:
        text, origins = damage.inflict(provision.text, chance)
        texts[provision.ref] = (provision.text, text, origins)
        provisions.append(replace(provision, text=text))
    counted = Counted(damaged=sum(_damaged(*told) for told in texts.values()))
    for mend in find_mends(replace(regulation, provisions=tuple(provisions))).mends:
        whole, text, origins = texts[mend.place]
        span = mend.span_in(text)
        if span is None or _key(mend) in before:
            continue
        was = whole[origins[span.start] : origins[span.end - 1] + 1]
        if was == mend.mended:
            counted.right += 1
        else:
            counted.wrong.append(
                f"{mend.place}: {mend.original!r} was {was!r}, not {mend.mended!r} ({mend.reason})"
            )
    return counted


def _key(mend: Mend) -> tuple[Reference, str, str]:
    return mend.place, mend.original, mend.mended


def _damaged(whole: str, text: str, origins: list[int]) -> int:
    """How many words of ``whole`` are not the same in ``text``."""
    if whole == text:
        return 0
    starts: dict[int, int] = {}
    for at, origin in enumerate(origins):
        starts.setdefault(origin, at)
    return sum(
        text[starts.get(m.start(), 0) : starts.get(m.end(), len(text))] != m[0]
        for m in re.finditer(r"\S+", whole)
    )


def laws(folder: Path, corpus: Path) -> Iterator[Regulation]:
    """The undamaged laws of a folder, as they are read."""
    kinds = known_kinds(corpus)
    for path in sorted(folder.glob("*.txt")):
        read = read_bytes(path.read_bytes(), path.name)
        yield parse(read.text, kinds, furniture=read.furniture, notes=read.notes)


def main() -> None:
    """Print one line for each damage."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--list", action="store_true", dest="listed")
    arguments.add_argument("--markdown", action="store_true")
    arguments.add_argument("--corpus", type=Path, default=Path("corpus"))
    options = arguments.parse_args()
    found = list(laws(options.gold, options.corpus))
    for damage in DAMAGES:
        total = Counted()
        for law in found:
            one = count(law, damage, options.seed)
            total.damaged += one.damaged
            total.right += one.right
            total.wrong += one.wrong
        sys.stdout.write(total.row(damage, options.markdown) + "\n")
        if options.listed:
            sys.stdout.writelines(f"    {line}\n" for line in total.wrong)
        sys.stdout.flush()


if __name__ == "__main__":
    main()
