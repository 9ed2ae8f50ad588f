"""Official texts to passages: every pasal whole, and each of its items beside it.

A passage of a pasal has the pasal's full text. Its items (ayat, huruf, angka) are passages of their own, so that a
question about one of them finds it and cites it exactly; ``parent`` leads to the passage of the pasal.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tanyapasal.index.corpus import OfficialFile
from tanyapasal.index.history.consolidation import Version, consolidated, history
from tanyapasal.index.history.current import quoted_provisions
from tanyapasal.index.language.statements import without_markers
from tanyapasal.index.law.kinds import Kinds, label_of_place
from tanyapasal.index.law.passages import Passage, Source
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.law.regulation import Heading, Provision, Regulation
from tanyapasal.index.text import one_line

# Long parts without pasal (lampiran, penjelasan umum) are cut between lines into pieces of about this size.
_PIECE_CHARACTERS = 1500
_SECTION_CHARACTERS = 3000
_INTRODUCTION_CHARACTERS = 240
# What a penjelasan calls the place that it explains
_EXPLAINED = re.compile(r"(?m)^(?:Ayat \(\w+\)|Huruf [a-z]+|Angka \d+\w*)\s*", re.IGNORECASE)
# No marker of an item: those are letters that stand alone and Roman numbers.
_WORD = re.compile(r"[^\W\d_ivxlcdm]{2}[^\W\d_]{2}", re.IGNORECASE)
_CLEAR = re.compile(r"(?:cukup jelas[\s.;,]*)+", re.IGNORECASE)
_SMALL = frozenset(
    {
        "dan",
        "atau",
        "tentang",
        "di",
        "ke",
        "dari",
        "untuk",
        "yang",
        "dengan",
        "dalam",
        "serta",
        "oleh",
        "bagi",
        "atas",
    }
)


def official_passages(
    file: OfficialFile, kinds: Kinds, others: Sequence[Regulation] = ()
) -> Iterator[Passage]:
    """The passages of one official text in reading order, a pasal before its items.

    What ``others``, the regulations held, change in it is worked in: a pasal is a passage as it reads now, and its
    source names who changed it. New text that this regulation gives another one is a passage at its number here
    too, as people cite it ("Pasal 203 PP 17/2020").
    """
    wording = _Wording(file, kinds, others)
    yield from _passages(wording.provisions, wording)
    quoted = wording.quoted()
    yield from _passages(quoted, wording)


def earlier_passages(
    file: OfficialFile, kinds: Kinds, versions: Sequence[Version], suffixes: Sequence[str]
) -> Iterator[tuple[Version, tuple[Passage, ...]]]:
    """The passages of wordings of pasal that no longer count; each id ends with the suffix of its version."""
    wording = _Wording(file, kinds, ())
    for version, suffix in zip(versions, suffixes, strict=True):
        by = f" sebagaimana diubah dengan {kinds.label(version.by)}" if version.by != file.id else ""
        note = f" ({file.note})" if file.note else ""
        source = replace(file.source, document=f"{file.source.document}{by}, bunyi lama{note}")
        changed_by = (version.by,) if version.by != file.id else ()
        yield (
            version,
            tuple(
                replace(
                    p,
                    id=f"{p.id}{suffix}",
                    parent=f"{p.parent}{suffix}" if p.parent else None,
                    source=source,
                    changed_by=changed_by,
                )
                for p in _passages(version.provisions, wording)
            ),
        )


def _passages(provisions: Sequence[Provision], wording: _Wording) -> Iterator[Passage]:
    parents: dict[Reference, Passage] = {}
    above: list[Provision] = []
    for provision in provisions:
        while above and not above[-1].ref.contains(provision.ref):
            above.pop()
        steps = provision.ref.locator.steps
        part = provision.ref.locator.part
        closing = part == "batang_tubuh" and not steps and wording.divided
        if part != "pembukaan" and not closing and not _says_nothing(provision.full_text):
            base = _passage(provision, wording)
            root = next((parents[p.ref] for p in above if p.ref in parents), None)
            if not provision.ref.locator.inner or _is_long_section(provision):
                yield from _pieces(base, provision.text)
            elif root is None:
                parents[provision.ref] = replace(base, context=_context(base, above))
                yield parents[provision.ref]
            elif provision.text:
                parent = root.id if base.text in root.text else None
                yield replace(base, context=_context(base, above), parent=parent)
        above.append(provision)


def _context(base: Passage, above: Sequence[Provision]) -> str:
    """Where a passage stands, with the first words of what it is an item of."""
    introduction = " ".join(one_line(p.text)[:_INTRODUCTION_CHARACTERS] for p in above if p.ref.locator.inner)
    return f"{base.context} {introduction}".strip()


class _Wording:
    """One official text as it reads now, and who made it so."""

    def __init__(self, file: OfficialFile, kinds: Kinds, others: Sequence[Regulation]) -> None:
        self.file = file
        self.kinds = kinds
        self._titles = Titles(file.regulation)
        self._own = {p.ref: p for p in file.regulation.provisions}
        self.divided = any(ref.locator.pasal and ref.locator.part == "batang_tubuh" for ref in self._own)
        self._changed: dict[Reference, tuple[RegulationId, ...]] = {}
        # Changed, but the new words could not be read: the older ones are shown, and said to be that.
        self._unread: set[Reference] = set()
        amending = [r for r in others if any(o.target.regulation == file.id for o in r.operations)]
        self.provisions: tuple[Provision, ...] = file.regulation.provisions
        if amending:
            current = consolidated(others, file.id)
            whole = tuple(p for p in self.provisions if p.ref.locator.pasal is None)
            self.provisions = (*current, *whole)
            self._note_changes(current, others)

    def _note_changes(self, current: Sequence[Provision], others: Sequence[Regulation]) -> None:
        touched = {
            place.locator.pasal
            for regulation in others
            for operation in regulation.operations
            for place in (operation.target, operation.renumbered)
            if place is not None and place.regulation == self.file.id
        }
        for article in current:
            own = self._own.get(article.ref)
            changed = own is None or own.full_text != article.full_text
            if len(article.ref.locator.steps) != 1 or not (changed or article.ref.locator.pasal in touched):
                continue
            versions = [v for v in history(others, article.ref) if v.by != self.file.id]
            if not versions:
                continue
            if not versions[-1].complete:
                self._unread.add(article.ref)
            if changed or article.ref in self._unread:
                self._changed[article.ref] = tuple(dict.fromkeys(v.by for v in versions))

    def quoted(self) -> tuple[Provision, ...]:
        """New texts of other regulations under this one's numbers, where a number means one text."""
        return quoted_provisions(self.file.regulation)

    def source(self, ref: Reference) -> Source:
        """The document, who changed this pasal, and how far the copy can be trusted."""
        note = f" ({self.file.note})" if self.file.note else ""
        labels = " dan ".join(map(self.kinds.label, self.changed_by(ref)))
        unread = "; bunyi barunya tidak seluruhnya terbaca" if ref.article in self._unread else ""
        changed = f" sebagaimana telah diubah dengan {labels}{unread}" if labels else ""
        return replace(self.file.source, document=f"{self.file.source.document}{changed}{note}")

    def changed_by(self, ref: Reference) -> tuple[RegulationId, ...]:
        """The regulations that gave the pasal of this place its wording."""
        return self._changed.get(ref.article, ())

    def headings(self, ref: Reference) -> tuple[str, ...]:
        own = self._own.get(ref)
        return self._titles.above(own) if own else ()

    def topic(self, headings: tuple[str, ...]) -> str:
        return self._titles.topic(headings[-1]) if headings else ""


def _passage(provision: Provision, wording: _Wording) -> Passage:
    file = wording.file
    label = wording.kinds.label_of(provision.ref)
    headings = wording.headings(provision.ref)
    return Passage(
        id=str(provision.ref),
        ref=provision.ref,
        label=label,
        heading=label_of_place(provision.ref.locator) or label,
        text=provision.full_text,
        source=wording.source(provision.ref),
        context=". ".join([f"{label} tentang {file.title}", *headings]) + ".",
        search_text=", ".join(file.aliases),
        topic=wording.topic(headings),
        changed_by=wording.changed_by(provision.ref),
    )


def _is_long_section(provision: Provision) -> bool:
    """True for a chapter of a guideline: what it is divided into are passages, and it has only its own words."""
    return provision.ref.locator.in_sections and len(provision.full_text) > _SECTION_CHARACTERS


def _pieces(base: Passage, text: str) -> Iterator[Passage]:
    """A long text without items as passages of whole lines."""
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if lines and (not line or sum(map(len, lines)) + len(line) > _PIECE_CHARACTERS):
            yield replace(base, text="\n".join(lines))
            lines = []
        if line:
            lines.append(line)


def _says_nothing(text: str) -> bool:
    """True for "Cukup jelas.", also where it is said of each ayat, and for no text at all."""
    if "jelas" not in text.lower() and _WORD.search(_EXPLAINED.sub("", text)):
        return False  # most texts: no list has to be looked for in them
    bare = one_line(_EXPLAINED.sub("", without_markers(text)))
    return not bare or _CLEAR.fullmatch(bare) is not None


class Titles:
    """The titles of the headings a provision stands under, as they are written inside of sentences."""

    def __init__(self, regulation: Regulation) -> None:
        self._capitals = _abbreviations(regulation)
        self._headings: Sequence[Heading] = sorted(regulation.headings, key=lambda h: h.span.start)
        self._starts = [h.span.start for h in self._headings]

    def above(self, provision: Provision) -> tuple[str, ...]:
        """Titles of its bab, bagian, paragraf and pasal, most general first."""
        wanted = {"bab": provision.bab, "bagian": provision.bagian, "paragraf": provision.paragraf}
        found: dict[str, str] = {}
        pasal = provision.ref.locator.pasal
        for heading in reversed(self._headings[: bisect_right(self._starts, provision.span.start)]):
            if heading.kind == "pasal" and "pasal" not in found:
                # the title of a heading in penjelasan only says which pasal it explains too
                titled = (heading.number or "").lower().replace(
                    " ", "-"
                ) == pasal and provision.ref.locator.part != "penjelasan"
                found["pasal"] = heading.title if titled else ""
            elif wanted.get(heading.kind) is not None and heading.kind not in found:
                found[heading.kind] = heading.title
            if len(found) == 4 or (heading.kind == "bab" and "bab" in found):
                break
        titles = (found.get(kind, "") for kind in ("bab", "bagian", "paragraf", "pasal"))
        return tuple(_cased(title, self._capitals) for title in titles if title)

    def topic(self, title: str) -> str:
        """A title as words inside of a sentence."""
        return " ".join(w if w.strip("(),.") in self._capitals else w.lower() for w in title.split())


def title_cased(regulation: Regulation) -> str:
    """The title as it is written inside of sentences; abbreviations that the text uses stay in capitals."""
    return _cased(regulation.title, _abbreviations(regulation))


def _abbreviations(regulation: Regulation) -> frozenset[str]:
    articles = (p.text for p in regulation.provisions if p.ref.locator.steps)
    return frozenset(re.findall(r"\b[A-Z]{2,}\b", " ".join(articles)))


def _cased(title: str, capitals: frozenset[str]) -> str:
    if not title.isupper():
        return title
    words = [w if w.strip("(),.") in capitals else w.lower() for w in title.split()]
    return " ".join(w if w in _SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(words))
