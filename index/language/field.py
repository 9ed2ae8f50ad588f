"""The readers of one field of law: what its texts and the questions about it speak of."""

from __future__ import annotations

from tanyapasal.index.language.aspects import AspectReader
from tanyapasal.index.language.glossary import Glossary, Language
from tanyapasal.index.language.groups import GroupReader
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.language.terms import TermReader
from tanyapasal.index.law.domain import Domain


class Field:
    """Readers of quantities, groups of people, aspects and terms, made once for a corpus. Thread-safe."""

    def __init__(self, domain: Domain, glossary: Glossary, language: Language) -> None:
        self.domain = domain
        self.quantities = QuantityReader(domain.measures)
        self.groups = GroupReader(domain)
        self.aspects = AspectReader(language.aspects, self.quantities)
        self.terms = TermReader(glossary)
