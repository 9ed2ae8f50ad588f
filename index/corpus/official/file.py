"""One official text of a corpus, as a value."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tanyapasal.index.corpus.official.mends import mended
from tanyapasal.index.law.mends import Mend
from tanyapasal.index.law.passages import Source
from tanyapasal.index.law.places import RegulationId, RegulationStatus
from tanyapasal.index.law.regulation import Regulation


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """One official text: what its front matter says, and the regulation; spans are ranges of the file's text.

    ``note`` says how far the copy can be trusted ("salinan OCR, belum dicek terhadap JDIH"); "" without one.
    ``mends``: misreadings of the copy, those undone too; ``regulation`` has them mended, and ``copied`` is the text
    as the copy has it (None if nothing is mended).
    """

    id: RegulationId
    title: str
    status: RegulationStatus
    aliases: tuple[str, ...]
    source: Source
    note: str
    regulation: Regulation
    mends: tuple[Mend, ...] = ()
    copied: Regulation | None = None

    @property
    def as_copied(self) -> OfficialFile:
        """The file without any mend."""
        return replace(self, regulation=self.copied or self.regulation, mends=(), copied=None)

    def with_mends(self, mends: tuple[Mend, ...]) -> OfficialFile:
        """The file with these mends alone; what it changes in other regulations is to be read again."""
        copy = self.copied or self.regulation
        new = mended(copy, mends)
        return replace(self, regulation=new, mends=mends, copied=None if new is copy else copy)
