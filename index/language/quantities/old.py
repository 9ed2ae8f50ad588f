"""Going: readers of one field for callers that are not yet handed theirs."""

from tanyapasal.index.language.groups import GroupReader
from tanyapasal.index.language.quantities import norms
from tanyapasal.index.language.quantities.reader import QuantityReader
from tanyapasal.index.law.domain import Domain, Group, Measure

FIELD = Domain(
    (
        Group("CPNS", ("cpns", "calon pns", "calon pegawai negeri sipil")),
        Group("PNS", ("pns", "pegawai negeri sipil")),
        Group("PPPK", ("pppk", "p3k", "pegawai pemerintah dengan perjanjian kerja")),
        Group("ASN", ("asn", "aparatur sipil negara")),
    ),
    (("PNS", "CPNS"), ("PPPK",)),
    "ASN",
    "",
    (Measure("jam pelajaran", "JP", ("jam pelajaran", "jp", "jampel"), ("berapa jam",), True),),
)
_READER = QuantityReader(FIELD.measures)
find_amounts, find_norms, audiences = _READER.amounts, _READER.norms, GroupReader(FIELD).named


def short_form(text: str) -> str | None:
    return norms.short_form(text, find_norms(text))
