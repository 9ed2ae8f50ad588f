"""Things of one kind that follow-ups exchange: "kalau pengawas?" after a question about directors.

The families of a field are data of the corpus. Those that stand here belong to the language of law in every field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from tanyapasal.index.law.domain import Domain, Family

# Each with a follow-up that a test runs.
FAMILIES: tuple[Family, ...] = (
    Family(
        ("tidak dengan hormat", "dengan hormat", "sementara", "atas permintaan sendiri"),
        "Kapan ketua diberhentikan dengan hormat?", "tidak dengan hormat",
        "Kapan ketua diberhentikan tidak dengan hormat?",
    ),
    Family(
        ("ringan", "sedang", "berat"),
        "Apa saja sanksi pelanggaran ringan?", "berat", "Apa saja sanksi pelanggaran berat?",
    ),
    Family(
        ("minimal", "maksimal", "paling sedikit", "paling banyak", "paling lama", "paling singkat"),
        "Berapa denda minimal?", "maksimal", "Berapa denda maksimal?",
    ),
    Family(
        ("hak", "kewajiban", "larangan", "sanksi", "syarat", "tugas", "wewenang"),
        "Apa kewajiban petugas?", "larangan", "Apa larangan petugas?",
    ),
)  # fmt: skip


def written_as(names: Iterable[str]) -> re.Pattern[str] | None:
    """Finds these names as whole words, whatever the case, the longest that fits; None for no names."""
    longest = sorted(names, key=len, reverse=True)
    if not longest:
        return None
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])", re.IGNORECASE)


class FamilyReader:
    """Exchanges things of one kind, those of every field and those of one. Thread-safe."""

    def __init__(self, domain: Domain) -> None:
        people = [g.written for g in domain.groups] + [o.written for o in domain.others]
        families = (
            tuple(chain.from_iterable(people)),
            *(family.names for family in (*domain.families, *FAMILIES)),
        )
        self._families = tuple(filter(None, map(written_as, families)))

    def exchange(self, question: str, said: str) -> str | None:
        """``question`` with what ``said`` names in the place of the thing of the same kind; None if there is none.

        Only where ``said`` is nothing but one such name; of several places in the question, the last one.
        """
        new = said.strip(" ?.!,")
        for names in self._families:
            if names.fullmatch(new) is None:
                continue
            places = [m for m in names.finditer(question) if m.group().lower() != new.lower()]
            if places:
                return f"{question[: places[-1].start()]}{new}{question[places[-1].end() :]}"
        return None
