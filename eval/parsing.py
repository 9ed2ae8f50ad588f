"""How well regulations are read: ``python -m tanyapasal.eval.parsing GOLD_DIR [TEXT …]``.

GOLD_DIR holds pairs NAME.txt and NAME.gold.jsonl (per pasal: kind, pasal, text). Per law: how many pasal of the
body the gold has, how many were found, how many were invented, and the share of those found whose text is at
least 0.98 alike (Levenshtein ratio of the words' characters, blanks made one). For further texts without gold:
how many numbers of the sequence were found, reported missing, invented. ``--list`` prints every pasal below 0.98.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.fuzz import ratio

from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.regulation import Regulation
from tanyapasal.index.parsing import parse
from tanyapasal.index.text import one_line

ALIKE = 0.98


@dataclass(frozen=True, slots=True)
class Score:
    """Pasal of one law: in the gold, found, invented, and those found whose text is alike."""

    gold: int
    found: int
    invented: int
    alike: int

    def __add__(self, other: Score) -> Score:
        return Score(
            self.gold + other.gold,
            self.found + other.found,
            self.invented + other.invented,
            self.alike + other.alike,
        )


@dataclass(frozen=True, slots=True)
class Difference:
    """One pasal whose text differs from the gold: its number, how alike, both texts (None: not found)."""

    pasal: str
    alike: float
    gold: str
    ours: str | None


def articles(regulation: Regulation, part: str = "batang_tubuh") -> dict[str, str]:
    """Number (lower case) → full text of every pasal of a part."""
    return {
        p.ref.locator.pasal or "": p.full_text
        for p in regulation.provisions
        if len(p.ref.locator.steps) == 1 and p.ref.locator.part == part and p.ref.locator.pasal
    }


def compare(
    regulation: Regulation, gold: list[tuple[str, str]], part: str = "batang_tubuh"
) -> tuple[Score, list[Difference]]:
    """Score the articles of a regulation against (number, text) pairs; a number may stand in the gold twice."""
    ours = articles(regulation, part)
    differences: list[Difference] = []
    found = alike = 0
    for number, text in gold:
        mine = ours.get(number)
        if mine is None:
            differences.append(Difference(number, 0.0, text, None))
            continue
        found += 1
        similarity = ratio(one_line(text), one_line(mine)) / 100
        alike += similarity >= ALIKE
        if similarity < ALIKE:
            differences.append(Difference(number, similarity, text, mine))
    invented = len(ours.keys() - {number for number, _ in gold})
    return Score(len(gold), found, invented, alike), differences


def sequence(regulation: Regulation, last: int | None = None) -> tuple[int, int, int]:
    """Of a text without gold: numbers found, numbers reported missing, and numbers neither found nor reported.

    ``last``: the number of the last article, if it is known; otherwise the highest that was found.
    """
    numbers = {int(n) for n in articles(regulation) if n.isdigit()}
    reported = sum(p.code == "missing_pasal" for p in regulation.problems)
    top = last or max(numbers, default=0)
    silent = top - len({n for n in numbers if n <= top}) - reported
    return len(numbers), reported, max(0, silent)


def _gold(path: Path, kind: str) -> list[tuple[str, str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [(row["pasal"].split()[-1].lower(), row["text"]) for row in rows if row["kind"] == kind]


def _report(folder: Path, kinds: Kinds, listed: bool, out: list[str]) -> None:
    for kind, part in (("PASAL", "batang_tubuh"), ("PENJELASAN_PASAL", "penjelasan")):
        total = Score(0, 0, 0, 0)
        seconds = characters = 0.0
        laws = 0
        out.append(f"\n{part}\n{'law':<16}{'gold':>6}{'found':>7}{'invented':>10}{'≥ 0.98':>8}")
        for path in sorted(folder.glob("*.txt")):
            text = path.read_text(encoding="utf-8-sig")
            start = time.process_time()
            regulation = parse(text, kinds)
            seconds += time.process_time() - start
            characters += len(text)
            laws += 1
            score, differences = compare(regulation, _gold(path.with_suffix(".gold.jsonl"), kind), part)
            total += score
            out.append(f"{path.stem:<16}{score.gold:>6}{score.found:>7}{score.invented:>10}{score.alike:>8}")
            if listed:
                out += [
                    f"  {path.stem} {part} pasal {d.pasal}: {d.alike:.3f}\n    GOLD {one_line(d.gold)!r}\n    OURS {one_line(d.ours or '')!r}"
                    for d in differences
                ]
        found = total.found / max(1, total.gold)
        out.append(
            f"{'total':<16}{total.gold:>6}{total.found:>7}{total.invented:>10}{total.alike:>8}   "
            f"found {found:.2%}, alike {total.alike / max(1, total.found):.2%} of those found; "
            f"{characters / 1e6 / max(seconds, 1e-9):.2f} MB/s, {seconds / max(1, laws) * 1e3:.0f} ms a law (CPU)"
        )


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("texts", type=Path, nargs="*")
    arguments.add_argument("--list", action="store_true", dest="listed")
    arguments.add_argument("--corpus", type=Path, default=Path("corpus"))
    options = arguments.parse_args()
    kinds = read_corpus(options.corpus).kinds
    out: list[str] = []
    _report(options.gold, kinds, options.listed, out)
    if options.texts:
        out.append(f"\n{'text':<44}{'id':<16}{'found':>7}{'reported':>10}{'silent':>8}{'problems':>10}")
    for path in options.texts:
        regulation = parse(path.read_text(encoding="utf-8-sig"), kinds)
        found, reported, silent = sequence(regulation)
        out.append(
            f"{path.name:<44}{regulation.id!s:<16}{found:>7}{reported:>10}{silent:>8}{len(regulation.problems):>10}"
        )
    out.append(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
