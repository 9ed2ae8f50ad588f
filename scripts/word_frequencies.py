"""Makes the tables of ``index/language/words/frequent`` again: ``pip install wordfreq``, then run this.

Indonesian whole, English down to Zipf 4 (``ENGLISH_ZIPF`` in ``spelling.py``): rarer English words may well be slips.
"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from wordfreq import get_frequency_dict, zipf_frequency

FOLDER = Path(__file__).parent.parent / "index" / "language" / "words" / "frequent"
LEAST = {"id": 0.0, "en": 4.0}


def main() -> None:
    for tongue, least in LEAST.items():
        words = [(zipf_frequency(word, tongue), word) for word in get_frequency_dict(tongue) if is_word(word)]
        lines = [
            f"{zipf:.2f} {' '.join(word for _, word in same)}"
            for zipf, same in groupby((pair for pair in words if pair[0] >= least), key=lambda pair: pair[0])
        ]
        (FOLDER / f"{tongue}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


def is_word(text: str) -> bool:
    return all(part.isalpha() for part in text.split("'")) and text.count("'") < 2


if __name__ == "__main__":
    main()
