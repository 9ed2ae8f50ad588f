"""The terms of a field that a text names."""

from __future__ import annotations

import re

from tanyapasal.index.language.glossary import Glossary, Term
from tanyapasal.index.text import Span, words

_TOKEN = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


class TermReader:
    """Finds the terms of one glossary in texts, whatever the case. Thread-safe."""

    def __init__(self, glossary: Glossary) -> None:
        self.terms = glossary.terms
        self.by_form = {" ".join(words(form)): term for term in glossary.terms for form in term.forms}
        self.longest = max((len(form.split()) for form in self.by_form), default=1)
        # How many words the longest form has that begins with a word.
        self._beginning: dict[str, int] = {}
        for first, *rest in (form.split() for form in self.by_form if form):
            self._beginning[first] = max(self._beginning.get(first, 0), 1 + len(rest))
        self._distinct = tuple(frozenset(group) for group in glossary.distinct)

    def find(self, text: str) -> tuple[tuple[Span, Term], ...]:
        """The terms that a text names, the longest first at each place, in order."""
        tokens = [(m.group().lower(), Span(m.start(), m.end())) for m in _TOKEN.finditer(text)]
        found: list[tuple[Span, Term]] = []
        i = 0
        while i < len(tokens):
            for size in range(min(self._beginning.get(tokens[i][0], 0), len(tokens) - i), 0, -1):
                term = self.by_form.get(" ".join(word for word, _ in tokens[i : i + size]))
                if term is not None:
                    found.append((Span(tokens[i][1].start, tokens[i + size - 1][1].end), term))
                    i += size - 1
                    break
            i += 1
        return tuple(found)

    def named(self, text: str) -> frozenset[str]:
        """The names of the terms in a text."""
        return frozenset(term.term for _, term in self.find(text))

    def mentioned(self, text: str) -> frozenset[str]:
        """The names of the terms of which a form stands anywhere in a text, also within a longer one."""
        tokens = words(text)
        found: set[str] = set()
        for i, first in enumerate(tokens):
            for size in range(1, min(self._beginning.get(first, 0), len(tokens) - i) + 1):
                term = self.by_form.get(" ".join(tokens[i : i + size]))
                if term is not None:
                    found.add(term.term)
        return frozenset(found)

    def named_within(self, text: str) -> frozenset[str]:
        """Those of ``named`` and the terms within them: "manajemen taman" names "taman".

        A term that stands apart from the one around it is not meant by it: "calon petugas" names no "petugas".
        """
        found: set[str] = set()
        for span, term in self.find(text):
            inner = self.named(" ".join(span.of(text).split()[1:]))
            found |= {term.term} | inner.difference(*(g for g in self._distinct if term.term in g))
        return frozenset(found)
