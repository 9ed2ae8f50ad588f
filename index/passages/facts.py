"""What passages tell, read once when an index is built and stored in it.

Search and answering work on these values; no question makes anybody read the text of a passage again. What is read
here is what a text says, never whether it answers: that depends on the question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.law.places import Reference
from tanyapasal.index.text import Span

Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: where it stands in the text, its stems, how it commands, permits or forbids, whether it has a condition, and whether it denies.

    ``negated``: something besides what it forbids or sets free is denied: "pegawai yang tidak hadir wajib melapor".
    ``denied``, ``supposed``: stems of what is denied, and of what it supposes of those whom it speaks of.
    """

    span: Span
    stems: Stems
    modals: tuple[str, ...] = ()
    conditional: bool = False
    negated: bool = False
    denied: Stems = frozenset()
    supposed: Stems = frozenset()


@dataclass(frozen=True, slots=True)
class Enumeration:
    """A list: the words that introduce it, without the places that they lean on, in order.

    ``stems``: one for each word. ``items``: it has items of its own; otherwise it stands within a sentence. ``conditions``: of when something holds.
    """

    introduction: tuple[str, ...]
    stems: tuple[str, ...]
    items: bool
    conditions: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What one passage tells. Stems are without stop words; names of terms and aspects are those of the corpus.

    Stems: of its ``text``, ``topic``, ``context``, and ``added``, what staff added so that it is found; ``introduction``, of the
    words above its first part, empty if it has none; ``statements``, what it states, one set each, without the
    places that it leans on; ``sentences``.

    In its text: ``enumeration``, its first list; ``items`` of its lists, also ayat, without their markers; ``norms``, its
    quantities, ``lines``, the line each stands in, and ``short``, the first ones for a headline; ``done_by``, verbs in the
    passive and who does it; ``defines``, ``dates``, ``links``, ``lists``: it says what something is, tells when, holds a link, a
    list; ``defined``, the name that it defines as an official text, and its short form if it has one; ``explained``, what
    its sentences say something to be ("X adalah …") and abbreviations it spells out, one set each.

    About whom and what: ``groups``, by its words or else by where it stands, and the one ``side`` that these are of; aspects
    ``told`` by text and topic, ``placed`` by its context, ``about`` by topic and heading; ``terms`` of the field in text,
    topic and context, those ``within`` terms too, and ``mentioned``, every one of which a form stands there.

    Elsewhere: ``named``, places that it names with certainty; ``leans``, places of its own regulation without which it is
    half a rule; ``ends``, numbers and years of regulations whose standing it states; ``implementing``: it speaks of what
    implements one.
    """

    text: Stems = frozenset()
    topic: Stems = frozenset()
    context: Stems = frozenset()
    added: Stems = frozenset()
    introduction: Stems = frozenset()
    statements: tuple[Stems, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    enumeration: Enumeration | None = None
    items: tuple[Span, ...] = ()
    norms: tuple[Norm, ...] = ()
    lines: tuple[int, ...] = ()
    short: str | None = None
    groups: frozenset[str] = frozenset()
    side: frozenset[str] | None = None
    told: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    mentioned: frozenset[str] = frozenset()
    defined: tuple[str, ...] = ()
    defines: bool = False
    explained: tuple[Stems, ...] = ()
    dates: bool = False
    links: bool = False
    lists: bool = False
    named: tuple[Reference, ...] = ()
    leans: tuple[Reference, ...] = ()
    done_by: tuple[tuple[str, str], ...] = ()
    ends: tuple[tuple[str, str], ...] = ()
    implementing: bool = False

    @property
    def searched(self) -> Stems:
        """The stems of all that the indexes by words read of the passage."""
        return self.context | self.topic | self.text | self.added


@dataclass(frozen=True, slots=True)
class CorpusFacts:
    """The facts of each passage of a corpus, in order, the words that they hold, and what damaged ones of them were."""

    passages: Sequence[Facts] = ()
    vocabulary: frozenset[str] = frozenset()
    repairs: dict[str, str] = field(default_factory=dict)
