"""Small laws in hard layouts: what is made and measured of them."""

from __future__ import annotations

import pytest

from tanyapasal.eval.layouts.__main__ import LAYOUTS, measured
from tanyapasal.index.corpus import known_kinds
from tests.test_architecture import ROOT

# Those whose pages need no text recognition; the others are measured by the command.
_LAYERS = ("plain", "columns", "columns-drift", "columns-three", "columns-footed", "header-across", "landscape", "lying", "table",
           "word", "word-lists", "word-cells", "word-controls", "word-table", "web", "web-lists", "web-breaks", "web-table")  # fmt: skip


@pytest.mark.parametrize("name", _LAYERS)
def test_a_law_whose_layer_is_sound_is_read_exactly(name: str) -> None:
    layout = next(layout for layout in LAYOUTS if layout.name == name)
    read, different = measured(layout, 1, known_kinds(ROOT / "corpus"))
    assert (read.found, read.exact, read.invented, read.silent) == (read.gold, read.gold, 0, 0), different


def test_every_layout_is_named_once() -> None:
    assert len({layout.name for layout in LAYOUTS}) == len(LAYOUTS)
