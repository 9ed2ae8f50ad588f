"""The readers of one field of law: what its texts and the questions about it speak of."""

from __future__ import annotations

from typing import Protocol

from tanyapasal.index.language.aspects import AspectReader
from tanyapasal.index.language.glossary import Glossary, Language
from tanyapasal.index.language.groups import GroupReader
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.language.terms import TermReader
from tanyapasal.index.law.domain import Domain


class Described(Protocol):
    """What describes its field of law: a corpus, or the knowledge of a snapshot."""

    @property
    def domain(self) -> Domain: ...

    @property
    def glossary(self) -> Glossary: ...

    @property
    def language(self) -> Language: ...


class Field:
    """Readers of quantities, groups of people, aspects and terms, made once for a corpus. Thread-safe."""

    def __init__(self, of: Described) -> None:
        self.domain, self.glossary, self.language = of.domain, of.glossary, of.language
        self.quantities = QuantityReader(of.domain.measures)
        self.groups = GroupReader(of.domain)
        self.aspects = AspectReader(of.language.aspects, self.quantities)
        self.terms = TermReader(of.glossary)
