"""``domain.yaml``: the field of law of a corpus."""

from __future__ import annotations

from collections.abc import Iterator

from tanyapasal.index.corpus.positions import Fields, Node
from tanyapasal.index.language.groups import GroupReader
from tanyapasal.index.law.domain import Domain, Group, Measure


def read_domain(root: Node) -> Domain:
    """The field; every group that is named elsewhere in the file must be one of ``groups``."""
    fields = root.mapping("bidang hukum", (), ("groups", "sides", "everyone", "which", "measures"))
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
    return Domain(groups, sides, everyone, which, tuple(_measures(fields)))


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
