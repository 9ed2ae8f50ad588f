"""Spoken words that mean something by what stands beside them: "min" as minimum, "buat" as "untuk"."""

from __future__ import annotations

import re

from tanyapasal.index.law.domain import Domain

# "min" is how people address whoever answers ("admin"); before a number or behind a measure it is a minimum.
_MINIMUM = r"\bmin\b\.?(?=\s*\d)|(?<=\busia )\bmin\b|(?<=\bumur )\bmin\b|(?<=\bpaling )\bmin\b"
_MINIMUM_OF = r"|(?<=\b{measure} )\bmin\b(?=\s+(?:brp|brapa|berapa|se\w+))"
# "buat" is "untuk" before whom or what something is for, and a verb before what is made.
_FOR = (
    r"\bbuat\b(?=\s+(?:{people}|siapa\w*|saya|sy|aku|kami|kita|yang|yg|para|semua|setiap|orang|calon|pegawai|peg|pejabat"
    r"|apa\w*|jadi|naik|ikut|dapat|me(?:m|n|ng|ny|l|r|w|y)[a-z]{4,})\b)"
)


class SpokenWords:
    """Puts standard words in their place, for the people and measures of one field. Thread-safe."""

    def __init__(self, domain: Domain) -> None:
        measures = (re.escape(name) for measure in domain.measures for name in measure.written)
        behind = "".join(_MINIMUM_OF.replace("{measure}", name) for name in measures)
        self._minimum = re.compile(_MINIMUM + behind, re.IGNORECASE)
        people = [name for group in domain.groups for name in group.written]
        people += [name for others in domain.others for name in others.written]
        written = "|".join(map(re.escape, people)) or "(?!)"
        self._for = re.compile(_FOR.replace("{people}", written), re.IGNORECASE)

    def standard(self, text: str) -> str:
        """``text`` with standard words for those that only their neighbours tell."""
        return self._for.sub("untuk", self._minimum.sub("minimal", text))
