"""A field of law as values: what it calls its people and its measures. ``tanyapasal.index.corpus`` reads it from YAML.

The code names no field: who is an employee of which kind, and that learning is counted in hours, is data of the
corpus (``corpus/domain.yaml``), so that the same program answers about taxes or villages from another folder.
"""

from __future__ import annotations

from dataclasses import dataclass, field


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
class Others:
    """People beside the groups, whom questions name in their place.

    ``refused``: no text is about them, so that only one that itself names them answers. ``example``: a question
    that names them.
    """

    written: tuple[str, ...]
    refused: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Names of things of one kind, which follow-ups exchange.

    ``before``, ``said``, ``meant``: a question, a follow-up, and what it means then.
    """

    names: tuple[str, ...]
    before: str
    said: str
    meant: str


@dataclass(frozen=True, slots=True)
class Records:
    """What is kept about persons elsewhere, and never here.

    ``kept``: papers and files, asked for at once ("mana … saya"); ``own``: what everybody has of his own, asked for
    only where it is looked up ("cek … saya", "… saya sudah berapa"). ``go_to``: a sentence that says where to ask.
    ``examples``: questions for such records; ``rules``: near ones, which ask for the rule.
    """

    kept: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    go_to: str = ""
    examples: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Domain:
    """One field of law.

    ``sides``: sets of names of groups; a rule for a group of one side is none for those of another. ``everyone``:
    the group that all sides belong to, "" if there is none. ``which``: how it is asked back which side is meant.
    ``starters``: questions to begin with; without any they are made of the topics of the texts.
    """

    groups: tuple[Group, ...] = ()
    sides: tuple[tuple[str, ...], ...] = ()
    everyone: str = ""
    which: str = ""
    measures: tuple[Measure, ...] = ()
    others: tuple[Others, ...] = ()
    families: tuple[Family, ...] = ()
    records: Records = field(default_factory=Records)
    starters: tuple[str, ...] = ()
