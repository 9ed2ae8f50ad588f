"""Tables as lines of text."""

from __future__ import annotations

import re
from collections.abc import Sequence

# A cell that only labels or numbers what stands beside it: "Menimbang", ":", "a.", "(1)", "12.".
_LABEL = re.compile(
    r"(?:\w+\s*)?:|[(]?(?:\d{1,3}|[a-z]{1,2}|[ivxIVX]{1,5})[.)]{1,2}|Menimbang|Mengingat|Memperhatikan|Menetapkan|[A-Z]+|(?:Pasal|Ayat|Huruf|BAB|Bagian|Paragraf)\s\(?\w{1,7}\)?"
)


def row_lines(cells: Sequence[Sequence[str]]) -> list[str]:
    """The lines of one row; ``cells``: the lines of each cell, left to right.

    Word and HTML files of regulations often set "Menimbang : a. bahwa …" as a table without borders; such cells
    are joined by a blank. The cells of a real table are joined by " | ".
    """
    filled = [[line for line in cell if line.strip()] for cell in cells]
    filled = [cell for cell in filled if cell]
    if not filled:
        return []
    labels = all(len(cell) == 1 and _LABEL.fullmatch(cell[0].strip()) for cell in filled[:-1])
    if labels:
        first = " ".join([*(cell[0].strip() for cell in filled[:-1]), filled[-1][0].strip()])
        return [first, *filled[-1][1:]]
    return [" | ".join(" ".join(line.strip() for line in cell) for cell in filled)]
