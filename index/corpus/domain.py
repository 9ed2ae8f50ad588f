"""``domain.yaml``: the field of law of a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tanyapasal.index.corpus.positions import Fields, Node
from tanyapasal.index.corpus.tables import read_aspect
from tanyapasal.index.language.aspects import Aspect
from tanyapasal.index.language.families import FamilyReader
from tanyapasal.index.language.groups import GroupReader
from tanyapasal.index.language.quantities.forms import KINDS
from tanyapasal.index.law.domain import Domain, Family, Group, Measure, Others, Records

_FIELDS = (
    "groups", "sides", "everyone", "which", "measures", "others", "families", "records", "starters", "aspects",
)  # fmt: skip


def read_domain(root: Node) -> tuple[Domain, tuple[Aspect, ...]]:
    """The field, and what questions ask about its subjects beside what ``aspects.yaml`` lists for every field.

    Every group that is named elsewhere in the file must be one of ``groups``.
    """
    fields = root.mapping("bidang hukum", (), _FIELDS)
    groups = tuple(_groups(fields))
    names = {group.name for group in groups}
    sides = tuple(_sides(fields, names))
    everyone = fields.text("everyone")
    if everyone and everyone not in names:
        fields.found["everyone"].mistake(f"'{everyone}' bukan nama di 'groups'")
    which = fields.text("which")
    if len(sides) > 1 and not which:
        root.mistake(
            "'sides' memerlukan 'which': pertanyaan balik, misalnya 'Anda menanyakan untuk A atau B?'"
        )
    domain = Domain(
        groups, sides, everyone, which, tuple(_measures(fields)), tuple(_others(fields)),
        records=_records(fields), starters=fields.texts("starters"),
    )  # fmt: skip
    domain = replace(domain, families=tuple(_families(fields, domain)))
    kinds = (*KINDS, *(measure.name for measure in domain.measures))
    return domain, tuple(read_aspect(node, kinds) for node in fields.items("aspects"))


def _groups(fields: Fields) -> Iterator[Group]:
    owners: dict[str, str] = {}
    for node in fields.items("groups"):
        entry = node.mapping("golongan orang", ("name", "written", "example"))
        group = Group(entry.text("name"), entry.texts("written"), entry.text("example"))
        for written in group.written:
            owner = owners.setdefault(written.lower(), group.name)
            if owner != group.name:
                node.mistake(f"'{written}' sudah menjadi tulisan '{owner}'; satu tulisan untuk satu golongan")
        if group.written and group.name not in GroupReader(Domain((group,))).named(group.example):
            node.mistake(
                f"contoh '{group.example}' tidak menyebut '{group.name}' dengan salah satu tulisannya"
            )
        yield group


def _sides(fields: Fields, names: set[str]) -> Iterator[tuple[str, ...]]:
    for node in fields.items("sides"):
        side = node.mapping("pihak", ("groups",)).texts("groups")
        for name in side:
            if name not in names:
                node.mistake(f"'{name}' bukan nama di 'groups'")
        yield side


def _measures(fields: Fields) -> Iterator[Measure]:
    for node in fields.items("measures"):
        entry = node.mapping("satuan", ("name", "short", "written"), ("asked", "lasting"))
        yield Measure(
            entry.text("name"),
            entry.text("short"),
            tuple(written.lower() for written in entry.texts("written")),
            entry.texts("asked"),
            entry.text("lasting") == "true",
        )


def _others(fields: Fields) -> Iterator[Others]:
    for node in fields.items("others"):
        entry = node.mapping("orang lain", ("written", "example"), ("refused",))
        found = Others(entry.texts("written"), entry.text("refused") == "true", entry.text("example"))
        if found.written and not any(w.lower() in found.example.lower() for w in found.written):
            node.mistake(f"contoh '{found.example}' tidak menyebut satu pun dari 'written'")
        yield found


def _families(fields: Fields, domain: Domain) -> Iterator[Family]:
    for node in fields.items("families"):
        entry = node.mapping("keluarga istilah", ("names", "before", "said", "meant"))
        family = Family(entry.texts("names"), entry.text("before"), entry.text("said"), entry.text("meant"))
        meant = FamilyReader(replace(domain, families=(family,))).exchange(family.before, family.said)
        if family.names and meant != family.meant:
            node.mistake(f"contoh tidak menghasilkan '{family.meant}', melainkan '{meant}'")
        yield family


def _records(fields: Fields) -> Records:
    node = fields.node("records")
    if node is None:
        return Records()
    entry = node.mapping("catatan pribadi", ("examples",), ("kept", "own", "go_to", "rules"))
    return Records(
        entry.texts("kept"), entry.texts("own"), entry.text("go_to"), entry.texts("examples"), entry.texts("rules")
    )  # fmt: skip
