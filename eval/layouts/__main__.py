"""How much of laws in hard layouts is read: ``python -m tanyapasal.eval.layouts [NAME …]``.

Every layout (``forms``, ``documents``) is made of ``--laws`` small laws of our own (``laws``) and read as a file. Per layout: pasal
found, those whose text is exact and those of at least 0.98 alike (OCR reads ";" as ":" and such), pasal invented, and
silent losses: pasal that are not found or less than 0.9 alike while no problem of the reading says that something is
missing. Then the CPU seconds that a page took, text recognition included, where it was needed. ``--list`` prints what
differs, ``--keep DIR`` writes the files, ``--markdown`` gives the table of docs/reading.md.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from dataclasses import dataclass, fields
from pathlib import Path

from rapidfuzz.fuzz import ratio

from tanyapasal.eval.layouts.documents import DOCUMENTS
from tanyapasal.eval.layouts.forms import PDFS, Layout
from tanyapasal.eval.layouts.laws import SmallLaw, small_law
from tanyapasal.eval.parsing import ALIKE, articles
from tanyapasal.index.corpus import read_corpus
from tanyapasal.index.errors import ReadingError
from tanyapasal.index.filing import regulation_of
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.reading import read_bytes
from tanyapasal.index.text import one_line

LAYOUTS = (*PDFS, *DOCUMENTS)
_LOST = 0.9
# Problems that tell a person that text is missing or may be wrong, and not only how it was read.
_TOLD = (
    "missing_",
    "page_unread",
    "page_doubtful",
    "page_layer_kept",
    "no_pasal",
    "ayat_uncertain",
    "unread_",
)


@dataclass(frozen=True, slots=True)
class Read:
    """Pasal of the gold, found, exact, alike; pasal invented and lost without a word; files refused; CPU seconds, pages."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    alike: int = 0
    invented: int = 0
    silent: int = 0
    refused: int = 0
    seconds: float = 0.0
    pages: int = 0

    def __add__(self, other: Read) -> Read:
        return Read(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(self)))

    def row(self, name: str, between: str = "  ") -> str:
        """One line of the report."""
        cells = (
            f"{self.found} of {self.gold}", f"{self.exact}", f"{self.alike}", f"{self.invented}", f"{self.silent}",
            f"{self.refused}", f"{self.seconds / max(self.pages, 1):.2f}",
        )  # fmt: skip
        return between.join([name, *(cell if between != "  " else f"{cell:>11}" for cell in cells)])


def read_back(law: SmallLaw, data: bytes, suffix: str, kinds: Kinds) -> tuple[Read, list[str]]:
    """What is read of a file that was made of a law, and what differs."""
    started = _seconds()
    try:
        read = read_bytes(data, suffix)
    except ReadingError as error:
        return Read(len(law.gold), refused=1), [f"refused: {error}"]
    seconds = _seconds() - started
    regulation = regulation_of(read, kinds)
    ours = articles(regulation)
    near = {n: ratio(one_line(text), one_line(ours.get(n, ""))) / 100 for n, text in law.gold}
    told = any(problem.code.startswith(_TOLD) for problem in regulation.problems)
    lost = [n for n, alike in near.items() if alike < _LOST]
    different = [
        f"pasal {n}: {near[n]:.3f}\n    GOLD {one_line(text)!r}\n    OURS {one_line(ours.get(n, ''))!r}"
        for n, text in law.gold
        if near[n] < ALIKE
    ]
    invented = ours.keys() - near.keys()
    return (
        Read(
            len(law.gold),
            len(near.keys() & ours.keys()),
            sum(alike == 1 for alike in near.values()),
            sum(alike >= ALIKE for alike in near.values()),
            len(invented),
            0 if told else len(lost),
            0,
            seconds,
            read.text.rstrip("\n").count("\n\n") + 1,
        ),
        [*different, *(f"invented pasal {n}" for n in sorted(invented))],
    )


def _seconds() -> float:
    """CPU seconds of this process and of the programs it has started."""
    return float(sum(os.times()[:4]))


def measured(layout: Layout, laws: int, kinds: Kinds, keep: Path | None = None) -> tuple[Read, list[str]]:
    """A layout over so many laws."""
    total, different = Read(), list[str]()
    for seed in range(laws):
        law = small_law(seed + sum(map(ord, layout.name)))
        law, data = layout.of(law, random.Random(f"{layout.name}{seed}"))
        if keep is not None:
            (keep / f"{layout.name}-{seed}{layout.suffix}").write_bytes(data)
        read, differs = read_back(law, data, layout.suffix, kinds)
        total += read
        different += [f"  {layout.name}-{seed} {line}" for line in differs]
    return total, different


def main() -> None:
    """Print one line for each layout."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--laws", type=int, default=2)
    arguments.add_argument("--list", action="store_true", dest="listed")
    arguments.add_argument("--markdown", action="store_true")
    arguments.add_argument("--keep", type=Path)
    arguments.add_argument("--corpus", type=Path, default=Path("corpus"))
    options = arguments.parse_args()
    kinds = read_corpus(options.corpus).kinds
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    total = Read()
    for layout in LAYOUTS:
        if options.names and layout.name not in options.names:
            continue
        read, different = measured(layout, options.laws, kinds, options.keep)
        total += read
        if options.listed:
            sys.stdout.writelines(f"{line}\n" for line in different)
        sys.stdout.write(_line(read, layout.told if options.markdown else layout.name, options.markdown))
        sys.stdout.flush()
    sys.stdout.write(_line(total, "all", options.markdown))


def _line(read: Read, name: str, markdown: bool) -> str:
    return f"{read.row(f'| {name}', ' | ')} |\n" if markdown else f"{read.row(f'{name:<24}')}\n"


if __name__ == "__main__":
    main()
