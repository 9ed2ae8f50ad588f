"""A field of law as values: what it calls its people and its measures. ``tanyapasal.index.corpus`` reads it from YAML.

The code names no field: who is an employee of which kind, and that learning is counted in hours, is data of the
corpus (``corpus/domain.yaml``), so that the same program answers about taxes or villages from another folder.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Group:
    """People whom rules are made for, and every way they are written; ``example``: a text that speaks of them."""

    name: str
    written: tuple[str, ...]
    example: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit in which the field counts, beside those of everyday life.

    ``short``: in headlines. ``written``: every way of writing it. ``asked``: further words by which a question asks
    for it. ``lasting``: how long a thing takes may be told in it; given for each period it is an allowance then.
    """

    name: str
    short: str
    written: tuple[str, ...]
    asked: tuple[str, ...] = ()
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Domain:
    """One field of law.

    ``sides``: sets of names of groups; a rule for a group of one side is none for those of another. ``everyone``:
    the group that all sides belong to, "" if there is none. ``which``: how it is asked back which side is meant.
    """

    groups: tuple[Group, ...] = ()
    sides: tuple[tuple[str, ...], ...] = ()
    everyone: str = ""
    which: str = ""
    measures: tuple[Measure, ...] = ()
