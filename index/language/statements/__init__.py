"""What a text states: its sentences, the items of its lists under the words that introduce them, and where they lean.

The one reader of these. Nothing else cuts a text into sentences or items or looks for "sebagaimana dimaksud dalam …",
so that search, answers, audit and training mean the same by them. What is read are spans of the text that was given:
``span.of(text)`` is what stands there. Any text is taken, in time linear in its length.
"""

from tanyapasal.index.language.statements.items import Item, ayat, bare, items, opening, without_markers
from tanyapasal.index.language.statements.leaning import Leaning, leanings, without_leaning
from tanyapasal.index.language.statements.markers import FORMS, Marker, MarkerForm, Style, marker_at
from tanyapasal.index.language.statements.reading import Statement, statements
from tanyapasal.index.language.statements.sentences import clause_before, sentences

__all__ = [
    "FORMS",
    "Item",
    "Leaning",
    "Marker",
    "MarkerForm",
    "Statement",
    "Style",
    "ayat",
    "bare",
    "clause_before",
    "items",
    "leanings",
    "marker_at",
    "opening",
    "sentences",
    "statements",
    "without_leaning",
    "without_markers",
]
