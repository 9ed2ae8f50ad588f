"""The parts of a text: body, penjelasan, lampiran, and another regulation that stands behind this one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from tanyapasal.index.parsing import forms
from tanyapasal.index.parsing.headings.outline import opens_closing, refers, starts
from tanyapasal.index.parsing.headings.pasal_lines import pasal_line
from tanyapasal.index.parsing.pages.pieces import Piece

Section = Literal["batang_tubuh", "penjelasan", "lampiran", "naskah_lain"]
# Pieces that the general part of penjelasan may have
_GENERAL = 3000
# Pieces within which a second PENJELASAN repeats the first
_AT_ONCE = 12
_NAME = re.compile(
    r"(?:UNDANG-UNDANG|PERATURAN|KEPUTUSAN|INSTRUKSI|SURAT\s+EDARAN)\b[A-Z\s,.-]{0,150}?\bNOMOR\b[^\n]{1,40}\s+(?:TAHUN\b[^\n]{1,12}\s+)?TENTANG\b"
)
# A regulation named in the heading of an annex, and the lines within which it is
_NUMBER = re.compile(
    r"^[ \t]*+(?:Lampiran|LAMPIRAN)?[\w \t.:,-]{0,160}?\b(?:NOMOR|Nomor|NO\.|No\.)[ \t]*+(?::[ \t]*+)?(?=\S{0,60}?\d)\S{1,100}?[ \t]*+(?:TAHUN|Tahun|$)",
    re.MULTILINE,
)
_TO_NUMBER = 6
_STOP = re.compile(r"[a-z]\.\s*\n")
_FIRST_ARTICLE = re.compile(r"(?:Article|ARTICLE)\s+[1I][.:]?")
_TREATY = re.compile(
    r"[A-Z\s'’,.()-]{0,80}\b(?:CONVENTION|AGREEMENT|PROTOCOL|TREATY|COVENANT|CHARTER|STATUTE|MEMORANDUM|CONSTITUTION|ACCORD)\b"
)
# Pieces within which the preamble of a regulation decides, and what stands in it
_PREAMBLE = 120
_PREAMBLE_FORMS = (forms.MENIMBANG, forms.MENETAPKAN)
_TITLE = re.compile(
    r"[\s.A-Z]{0,12}(?:ATAS|TENTANG|UNDANG|PERATURAN|(?:[Il1]\s?\.\s*)?UMUM|Atas|KEPUTUSAN|RANCANGAN|MENGENAI|PASAL)"
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Pieces ``[first, last)`` of one part; ``naskah_lain``: another regulation behind this one, to the end."""

    section: Section
    first: int
    last: int


def stretches(masked: str, pieces: Sequence[Piece]) -> list[Stretch]:
    """The text cut into its parts. The first part reaches to the first heading of the body, see ``parser``."""
    marks = _Marks(masked, pieces).read()
    bounds = [place for place, _ in marks] + [len(pieces)]
    found = [Stretch("batang_tubuh", 0, bounds[0])]
    found += [Stretch(section, place, last) for (place, section), last in zip(marks, bounds[1:], strict=True)]
    return found


class _Marks:
    """Goes through the pieces once and marks where a part begins.

    The order of a regulation is fixed (UU 12/2011 Lampiran II number 1): the body, its signatures, then penjelasan or
    lampiran, so what a heading means depends on what has been passed: the first article, and the signatures.
    """

    def __init__(self, masked: str, pieces: Sequence[Piece]) -> None:
        self._masked = masked
        self._pieces = pieces
        self._marks: list[tuple[int, Section]] = []
        self._in_articles = False
        self._signed = False
        self._signed_at = 0
        self._general: int | None = None

    def read(self) -> list[tuple[int, Section]]:
        """The piece at which each part after the body begins."""
        for i, piece in enumerate(self._pieces):
            first = self._masked[piece.start]
            for letters, takes in _OPENERS:
                if (letters is None or first in letters) and takes(self, i):
                    break
            section = self._section
            if section == "naskah_lain":
                break
            self._signed = self._signed or section == "penjelasan"
        return self._marks

    @property
    def _section(self) -> Section:
        """The part that was begun last."""
        return self._marks[-1][1] if self._marks else "batang_tubuh"

    def _starts(self, form: forms.Form, i: int) -> bool:
        return starts(form, self._masked, self._pieces[i]) is not None

    def penjelasan(self, i: int) -> bool:
        """PENJELASAN on a line of its own, above "ATAS" or the name of the regulation."""
        if not (
            self._in_articles
            and self._starts(forms.PENJELASAN, i)
            and _is_title(self._masked, self._pieces[i])
        ):
            return False
        if self._section != "penjelasan" or i - self._marks[-1][0] >= _AT_ONCE:
            self._marks.append((i, "penjelasan"))
        return True

    def umum(self, i: int) -> bool:
        """ "I. UMUM" opens the general part of a penjelasan whose own heading may be lost."""
        if not (self._in_articles and self._starts(forms.UMUM, i)):
            return False
        self._general = i
        return True

    def pasal_demi_pasal(self, i: int) -> bool:
        """ "II. PASAL DEMI PASAL": where no PENJELASAN was read, its heading was lost."""
        lost = self._in_articles and all(section != "penjelasan" for _, section in self._marks)
        if not (lost and self._starts(forms.PASAL_DEMI_PASAL, i)):
            return False
        general = self._general
        near = general is not None and i - general < _GENERAL
        if general is None or not near or (self._marks and self._marks[-1][0] >= general):
            general = i
        self._marks.append((general, "penjelasan"))
        return True

    def naskah_lain(self, i: int) -> bool:
        """The name and the preamble of another regulation, behind the signatures and outside a lampiran."""
        if not (
            self._signed and self._section != "lampiran" and _opens_another(self._masked, self._pieces, i)
        ):
            return False
        self._marks.append((i, "naskah_lain"))
        return True

    def lampiran(self, i: int) -> bool:
        """LAMPIRAN at the beginning of a line, behind the signatures; one part holds them all."""
        if self._section == "lampiran" or not (self._signed or self._in_articles):
            return False
        found = annex_heading(self._masked, self._pieces, i)
        if found is None:
            return False
        alone = found.end() == self._pieces[i].end
        if not (self._signed or alone or _names_regulation(self._masked, self._pieces, i)):
            return False
        self._marks.append((i, "lampiran"))
        return True

    def treaty(self, i: int) -> bool:
        """ "Article 1" behind the signatures: the treaty that the law ratifies, without a heading of its annex."""
        if not self._signed or self._section == "lampiran" or not self._pieces[i].opens_line:
            return False
        if not _FIRST_ARTICLE.fullmatch(self._masked, self._pieces[i].start, self._pieces[i].end):
            return False
        begins = self._marks[-1][0] if self._marks else self._signed_at
        named = (
            j
            for j in range(begins + 1, i)
            if _TREATY.match(self._masked, self._pieces[j].start, self._pieces[j].end)
        )
        self._marks.append((next(named, i), "lampiran"))
        return True

    def signatures(self, i: int) -> bool:
        """ "Ditetapkan di Jakarta" ends the body."""
        if self._marks or not opens_closing(self._masked, self._pieces[i]):
            return False
        if not self._signed:
            self._signed_at = i
        self._signed = True
        return True

    def first_article(self, i: int) -> bool:
        """The heading of the first article."""
        if self._in_articles:
            return False
        piece = self._pieces[i]
        self._in_articles = pasal_line(self._masked, piece) is not None or (
            self._starts(forms.PASAL, i) and not refers(self._masked, piece)
        )
        return self._in_articles


# What a piece may open and the letters it then begins with, as scanners print them; the first that takes it decides
_OPENERS: tuple[tuple[str | None, Callable[[_Marks, int], bool]], ...] = (
    ("PF", _Marks.penjelasan),
    ("IU1l", _Marks.umum),
    ("IPp1l", _Marks.pasal_demi_pasal),
    ("UPKIS", _Marks.naskah_lain),
    ("LlI", _Marks.lampiran),
    ("A", _Marks.treaty),
    ("DS", _Marks.signatures),
    (None, _Marks.first_article),
)


def annex_heading(masked: str, pieces: Sequence[Piece], i: int) -> re.Match[str] | None:
    """The heading of an annex at the beginning of piece ``i``: LAMPIRAN, or "Lampiran" above the regulation's number."""
    if not pieces[i].opens_line:
        return None
    match = starts(forms.LAMPIRAN, masked, pieces[i])
    lower = starts(forms.LAMPIRAN_LOWER, masked, pieces[i]) if match is None else None
    return lower if lower is not None and _names_regulation(masked, pieces, i, at_once=True) else match


def _names_regulation(masked: str, pieces: Sequence[Piece], i: int, *, at_once: bool = False) -> bool:
    """True if the heading, or one of the lines below it, has the number of a regulation; ``at_once``: no sentence ends before."""
    last = min(len(pieces), i + _TO_NUMBER) - 1
    match = _NUMBER.search(masked, pieces[i].start, pieces[last].end)
    return match is not None and not (at_once and _STOP.search(masked, pieces[i].start, match.start()))


def _opens_another(masked: str, pieces: Sequence[Piece], i: int) -> bool:
    """True for the name of a regulation in capitals above "TENTANG", "Menimbang" and "MEMUTUSKAN"."""
    if not pieces[i].opens_line or _NAME.match(masked, pieces[i].start) is None:
        return False
    seen = 0
    for piece in pieces[i + 1 : i + _PREAMBLE]:
        if seen < len(_PREAMBLE_FORMS) and starts(_PREAMBLE_FORMS[seen], masked, piece):
            seen += 1
        elif piece.opens_line and starts(forms.PASAL, masked, piece) and seen < 1:
            return False
        if seen == len(_PREAMBLE_FORMS):
            return True
    return False


def _is_title(masked: str, piece: Piece) -> bool:
    """ "PENJELASAN" followed by "ATAS", a kind of regulation or "UMUM"."""
    following = " ".join(masked[piece.start : piece.start + 200].split())[10:]
    return _TITLE.match(following) is not None
