"""How much of damaged laws is read: ``python -m tanyapasal.eval.damage GOLD_DIR [NAME …]``.

GOLD_DIR as in ``tanyapasal.eval.parsing``. Every law is damaged in every way (or in those that are named), by a fixed seed; per
damage: pasal of the gold that are still whole in the damaged text, found, invented, reported missing, and of those
found the share of at least 0.98 alike, for the body and for penjelasan. ``--every 3`` takes every third law,
``--list`` prints what is not found or not alike, ``--markdown`` the table of docs/parsing.md.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tanyapasal.eval.damage.headings import HEADINGS
from tanyapasal.eval.damage.lists import LISTS
from tanyapasal.eval.damage.measure import Law, Measured, laws_of, measured
from tanyapasal.eval.damage.pages import PAGES
from tanyapasal.index.corpus import read_corpus

DAMAGES = (*HEADINGS, *LISTS, *PAGES)


def main() -> None:
    """Print one line for each damage."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--every", type=int, default=1)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--list", action="store_true", dest="listed")
    arguments.add_argument("--markdown", action="store_true")
    arguments.add_argument("--corpus", type=Path, default=Path("corpus"))
    options = arguments.parse_args()
    kinds = read_corpus(options.corpus).kinds
    laws: list[Law] = laws_of(options.gold)[:: options.every]
    for damage in DAMAGES:
        if options.names and damage.name not in options.names:
            continue
        total = Measured()
        for law in laws:
            one, differences = measured(law, damage, options.seed, kinds)
            total += one
            if options.listed:
                sys.stdout.writelines(f"  {law.name} {difference}\n" for difference in differences)
        sys.stdout.write(total.row(damage, options.markdown) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
