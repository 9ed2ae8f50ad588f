"""sources.yaml: where the official texts of regulations can be had, as addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.index.corpus.positions import Node, load
from tanyapasal.index.errors import CorpusError, CorpusMistake
from tanyapasal.index.law.places import RegulationId

FILE = "sources.yaml"
_ADDRESS = re.compile(r"https://[^\s/]+/\S*")
_PLACES = ("{kind}", "{number}", "{year}")


@dataclass(frozen=True, slots=True)
class AddressForm:
    """How a website makes the address of a regulation: ``https://…/{kind}-no-{number}-tahun-{year}``.

    ``kinds``: the kinds it has, each with its name in the address.
    """

    address: str
    kinds: tuple[tuple[str, str], ...]

    def of(self, regulation: RegulationId) -> str | None:
        """The address of a regulation, None for a kind that the website does not have."""
        kind = dict(self.kinds).get(regulation.kind)
        if kind is None:
            return None
        return self.address.format(kind=kind, number=regulation.number, year=regulation.year)


@dataclass(frozen=True, slots=True)
class Sources:
    """Addresses of single regulations, and forms of addresses that hold for whole kinds."""

    listed: tuple[tuple[RegulationId, tuple[str, ...]], ...] = ()
    forms: tuple[AddressForm, ...] = ()

    def addresses(self, regulation: RegulationId) -> tuple[str, ...]:
        """Where to look for a regulation, in order; () if nothing is known of it."""
        own = dict(self.listed).get(regulation, ())
        formed = (form.of(regulation) for form in self.forms)
        return tuple(dict.fromkeys([*own, *(url for url in formed if url)]))


def read_sources(folder: Path) -> Sources:
    """The addresses of a corpus folder, none without the file; raises CorpusError with every mistake."""
    path = folder / FILE
    if not path.is_file():
        return Sources()
    mistakes: list[CorpusMistake] = []
    fields = load(path.read_text(encoding="utf-8-sig"), FILE, mistakes).mapping(
        FILE, (), ("regulations", "forms")
    )
    listed = [_regulation(node) for node in fields.items("regulations")]
    forms = [_form(node) for node in fields.items("forms")]
    if mistakes:
        raise CorpusError(tuple(sorted(mistakes, key=lambda m: m.line)))
    return Sources(tuple(entry for entry in listed if entry), tuple(forms))


def _regulation(node: Node) -> tuple[RegulationId, tuple[str, ...]] | None:
    fields = node.mapping("peraturan", ("id", "addresses"), ("checked",))
    regulation = fields.parsed("id", RegulationId.parse)
    addresses = fields.texts("addresses")
    for address in addresses:
        _check(node, address)
    return (regulation, addresses) if regulation else None


def _form(node: Node) -> AddressForm:
    fields = node.mapping("bentuk alamat", ("address", "kinds"), ("checked",))
    address = fields.text("address")
    _check(node, address)
    rest = address
    for place in _PLACES:
        rest = rest.replace(place, "")
        if place not in address:
            node.mistake(f"alamat '{address}' harus memuat {', '.join(_PLACES)}")
    if "{" in rest or "}" in rest:
        node.mistake(f"alamat '{address}' memuat kurung kurawal lain dari {', '.join(_PLACES)}")
    kinds = fields.node("kinds")
    named = [(name, value.text(f"'{name}'")) for name, value in (kinds.entries or ())] if kinds else []
    return AddressForm(address, tuple(named))


def _check(node: Node, address: str) -> None:
    if address and not _ADDRESS.fullmatch(address):
        node.mistake(f"'{address}' bukan alamat https yang lengkap")
