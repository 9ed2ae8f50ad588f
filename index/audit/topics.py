"""Whether a claim and a place of law speak of the same thing, and where else a claim might stand.

Two views: idf-weighted words (of the place itself, less of its pasal, less of the regulation's title) and, given
an embedder, the cosine of meaning. Numbers are left out of both: quantities are compared elsewhere, exactly.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tanyapasal.index.audit.official import OfficialTexts, explanation_of
from tanyapasal.index.embedding.embedder import Embedder
from tanyapasal.index.language.statements import without_leaning
from tanyapasal.index.language.words.stemming import snowball, stems
from tanyapasal.index.law.places import Reference, RegulationId
from tanyapasal.index.text import one_line

# What a word of the claim is worth where it stands only in the rest of the pasal, or only in a title above it.
_IN_PASAL, _IN_CHAPTER, _IN_TITLE = 0.75, 0.7, 0.5
_CANDIDATES = 6
_SHARES_NOTHING = 0.15
# A word that stands once in all texts must not decide alone; an abbreviation so rare is written out.
_MOST_IDF, _RARE = 6.0, 3
_DEFINED = re.compile(
    r"(?<![\w/-])(?P<long>[A-Z][\w/-]*+(?:\s++(?:[A-Z][\w/-]*+|dan|dengan|atas|di|untuk)){1,9})(?:\s*+,\s++|\s++)(?:yang\s+)?selanjutnya\s+"
    r"(?:disingkat|disebut)\s+(?:dengan\s+)?(?P<short>[A-Z][\w/-]*(?:\s+[A-Z][\w/-]*){0,3})"
)
_ABBREVIATION = re.compile(r"(?<![\w-])[a-z]{2,6}(?![\w-])")
_NAME = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+){1,5}")
# Words that every claim of this kind has and that say nothing about its subject.
_GENERAL_WORDS = """
pasal ayat huruf angka uu pp nomor undang-undang peraturan pemerintah bahwa mengatur diatur menyebutkan menyatakan
menegaskan menjelaskan berdasarkan menurut sesuai ketentuan mengenai terkait adalah ialah yaitu yakni hal tahun hari bulan
orang paling lama sedikit banyak lambat minimal maksimal wajib harus boleh dapat bisa setiap satu dua tiga empat lima enam
tujuh delapan sembilan sepuluh puluh belas ratus ribu juta miliar rupiah rp kali jika apabila maka agar supaya punya ada
jangka waktu kurang lebih sampai sejak setelah sesudah sebelum
"""
# Plain Snowball throughout: the weights of agreement were fitted on labelled claims with it, and finer stems make
# neighbouring articles more alike ("dikembangkan", "pengembangan").
_PLAIN = frozenset(_GENERAL_WORDS.split())
_GENERAL = frozenset(stem_ for word in _GENERAL_WORDS.split() for stem_ in stems(word, snowball))


Terms = Callable[[str], list[str]]


class KeptTerms(Protocol):
    """What texts are about, as it was read before."""

    def of(self, told_by: str, read: Terms) -> Terms:
        """``read``, with a memory; ``told_by``: what its terms depend on besides the text."""


class Topics:
    """Topic agreement of claims with every place held. Cheap to make for tens of thousands of places."""

    def __init__(
        self,
        texts: OfficialTexts,
        embedder: Embedder | None = None,
        synonyms: Sequence[tuple[str, str]] = (),
        kept: KeptTerms | None = None,
    ) -> None:
        self._texts = texts
        self._embedder = embedder
        # What is abbreviated is written out, on both sides: an abbreviation shares no word with its name.
        self._long = {short.lower(): long.lower() for long, short in synonyms if " " not in short}
        # A name that the laws abbreviate counts as one word, however it is written.
        self._short = sorted(_definitions(texts).items(), key=lambda pair: -len(pair[0]))
        self.places = tuple(ref for ref in texts.provisions if _searched(ref, texts))
        self._position = {ref: n for n, ref in enumerate(self.places)}
        self._weights: dict[str, tuple[npt.NDArray[np.int32], npt.NDArray[np.float32]]] = {}
        self._vectors: dict[str, npt.NDArray[np.float32]] = {}
        self._index(self.terms if kept is None else kept.of(repr((self._long, self._short)), self.terms))
        # Agencies and plans go by initials that no law defines: "BPD" is the Badan Permusyawaratan Desa; so do the
        # subjects of laws: "PT" is the Perseroan Terbatas.
        named = {**_initials(texts), **_title_initials(texts)}
        rare = {
            k: v
            for k, v in named.items()
            if self._counts.get(k, 0) <= _RARE and k not in self._long and k not in _PLAIN
        }
        self._long.update(rare)

    def _index(self, terms: Terms) -> None:
        pasal: dict[Reference, set[str]] = {}
        title: dict[RegulationId, set[str]] = {}
        postings: dict[str, dict[int, float]] = {}
        own: dict[str, int] = {}
        for n, ref in enumerate(self.places):
            for word in set(terms(self._own(ref))):
                own[word] = own.get(word, 0) + 1
                postings.setdefault(word, {})[n] = 1.0
            above = ref.article
            if above not in pasal:
                explained = self._texts.text(explanation_of(above)) or ""
                pasal[above] = set(terms(f"{self._texts.text(above) or ''} {explained}"))
            if ref.regulation not in title:
                title[ref.regulation] = set(terms(self._texts.titles.get(ref.regulation, "")))
            chapter = set(terms(self._texts.headings.get(above, "")))
            for words, worth in (
                (pasal[above], _IN_PASAL),
                (chapter, _IN_CHAPTER),
                (title[ref.regulation], _IN_TITLE),
            ):
                for word in words:
                    known = postings.setdefault(word, {})
                    known[n] = max(known.get(n, 0.0), worth)
        total = max(len(self.places), 1)
        self._counts = own
        self._idf = {w: min(math.log(1 + (total - c + 0.5) / (c + 0.5)), _MOST_IDF) for w, c in own.items()}
        self._unknown = math.log(1 + total) * 0.5
        for word, known in postings.items():
            self._weights[word] = (
                np.fromiter(known.keys(), dtype=np.int32),
                np.fromiter(known.values(), dtype=np.float32),
            )

    def terms(self, text: str) -> list[str]:
        """Stems that say what a text is about: names written out, no numbers, no phrases of every law."""
        plain = one_line(without_leaning(text)).lower()
        written_out = _ABBREVIATION.sub(lambda m: self._long.get(m.group(), m.group()), plain)
        for long, short in self._short:
            if long in written_out:
                written_out = written_out.replace(long, short)
        return [
            t for t in stems(written_out, snowball) if t not in _GENERAL and not t[0].isdigit() and len(t) > 1
        ]

    def words(self, claim: str) -> npt.NDArray[np.float32]:
        """Share of the claim's words, weighted by idf, that each place has: shape (number of places,)."""
        scores = np.zeros(len(self.places), dtype=np.float32)
        total = 0.0
        for term in dict.fromkeys(self.terms(claim)):
            idf = self._idf.get(term, self._unknown)
            total += idf
            if term in self._weights:
                at, worth = self._weights[term]
                scores[at] += idf * worth
        return scores / total if total else scores

    def at(self, claim: str, ref: Reference) -> float:
        """Word agreement with the best of the places at ``ref`` and below it, 0 to 1."""
        scores = self.words(claim)
        return max((float(scores[self._position[place]]) for place in self._within(ref)), default=0.0)

    def elsewhere(self, claim: str, ref: Reference, limit: int = 40) -> tuple[tuple[Reference, float], ...]:
        """The places that share most words with the claim, outside ``ref``, best first."""
        scores = self.words(claim).copy()
        for place in self._within(ref):
            scores[self._position[place]] = 0.0
        best = np.argsort(-scores, kind="stable")[:limit]
        return tuple((self.places[int(n)], float(scores[n])) for n in best if scores[n] > _SHARES_NOTHING)

    def meaning(self, claim: str, ref: Reference) -> float | None:
        """Cosine of the claim and the best of the places at ``ref``; None without an embedder."""
        scores = self.words(claim)
        near = sorted(self._within(ref), key=lambda place: -float(scores[self._position[place]]))
        return self._meaning(claim, near[:_CANDIDATES])

    def _within(self, ref: Reference) -> list[Reference]:
        """The searched places at ``ref`` and below it; above it, if it is a part of one."""
        found = [r for r in self._below(ref) if r in self._position]
        above = ref
        while not found and len(above.locator.steps) > 1:
            above = Reference(
                above.regulation, type(above.locator)(above.locator.steps[:-1], above.locator.part)
            )
            found = [above] if above in self._position else []
        return found

    def _below(self, ref: Reference) -> Iterable[Reference]:
        yield ref
        for child in self._texts.children.get(ref, ()):
            yield from self._below(child)

    def _meaning(self, claim: str, places: Sequence[Reference]) -> float | None:
        if self._embedder is None or not places:
            return None
        missing = [p for p in places if str(p) not in self._vectors]
        if missing:
            texts = [self._described(place) for place in missing]
            for place, vector in zip(missing, self._embedder.documents(texts), strict=True):
                self._vectors[str(place)] = vector
        key = f"?{claim}"
        if key not in self._vectors:
            self._vectors[key] = self._embedder.queries([claim])[0]
        return max(float(self._vectors[key] @ self._vectors[str(place)]) for place in places)

    def _described(self, place: Reference) -> str:
        title = self._texts.titles.get(place.regulation, "")
        chapter = self._texts.headings.get(place.article, "")
        title = f"{title}. {chapter.rsplit('. ', 1)[-1]}" if chapter else title
        return f"{title}. {without_leaning(self._own(place))}"[:1200]

    def _own(self, place: Reference) -> str:
        """The text of a place; an item is read together with what leads its list in."""
        text = self._texts.text(place) or ""
        steps = place.locator.steps
        if len(steps) > 1 and steps[-1].unit in ("huruf", "angka") and steps[0].number != "1":
            lead = self._texts.provisions.get(place.article)
            return f"{one_line(lead.text)} {text}" if lead else text
        return text


def _searched(ref: Reference, texts: OfficialTexts) -> bool:
    """Ayat, pasal without ayat, and the items of a pasal that is one list (definitions, requirements)."""
    steps = ref.locator.steps
    if ref.locator.part != "batang_tubuh" or not steps or steps[0].unit != "pasal":
        return False
    if len(steps) == 1:
        definitions = steps[0].number == "1" and texts.below(ref, "angka")
        return not texts.below(ref, "ayat") and not definitions
    return len(steps) == 2


def _definitions(texts: OfficialTexts) -> dict[str, str]:
    """Names and the abbreviations that the regulations themselves give them, in lower case."""
    found: dict[str, str] = {}
    for ref, provision in texts.provisions.items():
        if ref.locator.pasal == "1" and len(ref.locator.steps) <= 2:
            for match in _DEFINED.finditer(one_line(provision.full_text)):
                long, short = match["long"].lower(), match["short"]
                if short.isupper() and " " not in short and " " in long:
                    found.setdefault(long, short.lower())
    return found


def _title_initials(texts: OfficialTexts) -> dict[str, str]:
    """The subjects of the regulations by the initials of their titles, where these are two to four words."""
    found: dict[str, str] = {}
    for title in texts.titles.values():
        words = [w for w in one_line(title).lower().split() if w not in ("dan", "di", "atas", "dengan")]
        if 2 <= len(words) <= 4:
            found.setdefault("".join(w[0] for w in words), " ".join(words))
    return found


def _initials(texts: OfficialTexts) -> dict[str, str]:
    """Names of the texts by the initials of their words, where these stand for one name alone (or mostly)."""
    counts: dict[str, dict[str, int]] = {}
    for provision in texts.provisions.values():
        for match in _NAME.finditer(provision.text):
            words = match.group().replace("-", " ").lower().split()
            for start in range(len(words)):
                for end in range(start + 2, len(words) + 1):
                    name = " ".join(words[start:end])
                    known = counts.setdefault("".join(w[0] for w in words[start:end]), {})
                    known[name] = known.get(name, 0) + 1
    found: dict[str, str] = {}
    for initials, names in counts.items():
        best, count = max(names.items(), key=lambda pair: (pair[1], pair[0]))
        if count >= 2 and count >= 0.5 * sum(names.values()):
            found[initials] = best
    return found
