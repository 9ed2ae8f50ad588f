"""How unlikely it is that a marker begins a list where none of its kind waits for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tanyapasal.index.parsing.lists.markers import Marker, Style
from tanyapasal.index.parsing.numerals import FOLDED

# A cost from which on a marker begins no list
LAST_NEW = 2.0
# Lists within lists: law knows four or five
_DEEPEST = 7
_SPELT_OUT = ("Ayat", "Huruf", "Angka")


@dataclass(frozen=True, slots=True)
class Opening:
    """Where a marker stands: the ``styles`` of the lists that are open and how many they are, the sign ``before`` it.

    ``inline``: what it costs to stand within a line; ``explains``: in penjelasan.
    """

    styles: frozenset[Style]
    depth: int
    before: str
    opens_line: bool
    inline: float
    explains: bool


def cost_of_new(marker: Marker, place: Opening, has_second: Callable[[], bool]) -> float:
    """``LAST_NEW`` or more: it begins none. ``has_second``: whether the next number of such a list follows."""
    if marker.style in _SPELT_OUT:
        return _cost_of_spelt_out(marker, place)
    if marker.style == "ayat" and place.explains:
        return LAST_NEW
    if marker.style == "ayat" and "ayat" not in place.styles:
        return _cost_of_ayat(marker, place)
    if marker.key != (1, "") or place.depth >= _DEEPEST:
        return LAST_NEW
    return _cost_of_list(marker, place, has_second)


def _cost_of_spelt_out(marker: Marker, place: Opening) -> float:
    """ "Ayat (1)" as a heading of penjelasan, which explains only some ayat."""
    if marker.style in place.styles:
        return LAST_NEW
    return marker.cost + (0.1 if marker.key[0] == 1 else 0.5) + (0 if place.opens_line else place.inline)


def _cost_of_ayat(marker: Marker, place: Opening) -> float:
    """The first ayat of an article, or one of the next where those before it were lost."""
    if marker.key[0] == 1:
        return marker.cost + 0.1 + (0.0 if place.before in ("", ".", ":", ";") else place.inline)
    if 1 < marker.key[0] <= 4 and marker.cost <= FOLDED and place.before == ".":
        return 1.0 + marker.cost
    return LAST_NEW


def _cost_of_list(marker: Marker, place: Opening, has_second: Callable[[], bool]) -> float:
    """The first item of a list: behind a colon, or with a second item to follow."""
    again = 0.5 if marker.style in place.styles else 0.0
    if place.before == ":":
        return marker.cost + 0.2 + again
    if again and marker.style == "ayat":
        return LAST_NEW
    if has_second():
        led_in = place.opens_line or place.before in (",", ";", "")
        return marker.cost + (0.5 if led_in else 0.9) + again
    return marker.cost + 0.9 + again + (0.3 if place.opens_line else 2.0)
