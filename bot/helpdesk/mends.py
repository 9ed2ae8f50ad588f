"""Mends of scanned copies, looked at and taken back by people."""

from __future__ import annotations

import threading
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from tanyapasal.bot.errors import MendsError
from tanyapasal.index.errors import CorpusError, ReferenceSyntaxError
from tanyapasal.index.law.kinds import Kinds, label_of_place
from tanyapasal.index.law.mends import Mend, Undone
from tanyapasal.index.law.places import RegulationId

# What somebody who changed a mend must know.
REBUILD = (
    "Perubahan dipakai untuk menjawab setelah indeks dibangun ulang (tanyapasal index build); "
    "layanan yang sedang berjalan memakainya tanpa dimulai ulang."
)


@dataclass(frozen=True, slots=True)
class MendedRegulation:
    """A regulation in whose copy something can be mended: how many places, and how many of them were undone."""

    id: RegulationId
    label: str
    mends: int
    undone: int


@dataclass(frozen=True, slots=True)
class ListedMend:
    """A mend as people see it: ``number`` in the file, from 1; ``holds``: its words still stand in the held text."""

    number: int
    mend: Mend
    place: str
    holds: bool


class Mends:
    """The mends of one corpus folder. Thread-safe; every call reads the files, and the first one loads what reads them.

    ``data``: where it is noted that the index is behind once something is changed.
    """

    def __init__(self, corpus: Path, data: Path) -> None:
        self._corpus, self._data = corpus, data
        self._lock = threading.Lock()

    def regulations(self) -> tuple[MendedRegulation, ...]:
        """Those with mends, by id; raises MendsError if a file cannot be read."""
        from tanyapasal.index.corpus import known_kinds
        from tanyapasal.index.corpus.official.storing import held_mends

        try:
            kinds = known_kinds(self._corpus)
            return tuple(
                MendedRegulation(i, kinds.label(i), len(mends), sum(m.undone is not None for m in mends))
                for i, mends in held_mends(self._corpus)
            )
        except (CorpusError, OSError, ReferenceSyntaxError) as error:
            raise MendsError(f"Perbaikan teks OCR tidak terbaca: {error}") from error

    def of(self, regulation: str) -> tuple[MendedRegulation, tuple[ListedMend, ...]]:
        """The mends of one regulation, named by its id, in reading order; raises MendsError if it is not held."""
        from tanyapasal.index.corpus import known_kinds
        from tanyapasal.index.corpus.official.storing import read_held

        try:
            identity = RegulationId.parse(regulation)
            file = read_held(self._corpus, identity)
            kinds = known_kinds(self._corpus)
        except (CorpusError, OSError, ReferenceSyntaxError) as error:
            raise MendsError(f"Perbaikan teks OCR tidak terbaca: {error}") from error
        if file is None:
            raise MendsError(f"Teks resmi {regulation} tidak ada di korpus.")
        texts = {p.ref: p.text for p in file.as_copied.regulation.provisions}
        listed = tuple(
            ListedMend(n, m, _place(m, kinds), m.span_in(texts.get(m.place, "")) is not None)
            for n, m in enumerate(file.mends, 1)
        )
        undone = sum(m.undone is not None for m in file.mends)
        return MendedRegulation(identity, kinds.label(identity), len(listed), undone), listed

    def set_undone(self, regulation: str, ids: Collection[str], by: str | None) -> int:
        """Take mends back in the name of ``by``, or mend again what was undone (None); returns how many changed.

        Raises MendsError if the files cannot be read or written.
        """
        with self._lock:
            _, listed = self.of(regulation)
            undone = None if by is None else Undone(by, date.today())
            changed = {
                m.mend.id
                for m in listed
                if m.mend.id in ids and (m.mend.undone is None) == (undone is not None)
            }
            if changed:
                self._write(regulation, changed, undone)
            return len(changed)

    def _write(self, regulation: str, ids: Collection[str], undone: Undone | None) -> None:
        from tanyapasal.index.corpus.official.storing import read_held, write_mends
        from tanyapasal.index.keeping.building import note_change

        file = read_held(self._corpus, RegulationId.parse(regulation))
        if file is None:
            return
        mends = tuple(replace(m, undone=undone) if m.id in ids else m for m in file.mends)
        try:
            note_change(self._data)
            write_mends(self._corpus, file.with_mends(mends))
        except OSError as error:
            message = f"Folder korpus tidak dapat ditulisi ({error.strerror}); ubah dengan tanyapasal regulation mends."
            raise MendsError(message) from error


def _place(mend: Mend, kinds: Kinds) -> str:
    return label_of_place(mend.place.locator) or kinds.label(mend.place.regulation)
