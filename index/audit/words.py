"""The sentences of findings, in Indonesian, for the people who mend the document."""

from __future__ import annotations

from tanyapasal.index.audit.amounts import AmountFinding
from tanyapasal.index.audit.citations.decisions import is_decision
from tanyapasal.index.audit.findings import Claim
from tanyapasal.index.audit.nearest_place import Missing
from tanyapasal.index.audit.official import OfficialTexts
from tanyapasal.index.language.quantities.norms import Norm
from tanyapasal.index.law.kinds import Kinds, label_of_place
from tanyapasal.index.law.places import Reference, RegulationId

_MARK = {"minimal": "paling sedikit", "maksimal": "paling banyak"}


class Words:
    """Notes about findings; ``kinds`` and ``texts`` name regulations and their titles."""

    def __init__(self, kinds: Kinds, texts: OfficialTexts) -> None:
        self._kinds = kinds
        self._texts = texts

    def label(self, ref: Reference) -> str:
        return self._kinds.label_of(ref)

    def revoked(self, ref: Reference) -> str:
        by = self._texts.revoked_by.get(ref.regulation)
        with_what = f" dengan {self._kinds.label(by)}" if by else ""
        return f"{self._kinds.label(ref.regulation)} sudah dicabut{with_what}; jangan dipakai lagi sebagai dasar hukum."

    def deleted(self, ref: Reference, by: RegulationId) -> str:
        return f"{self.label(ref)} sudah dihapus atau dicabut dengan {self._kinds.label(by)}; jangan dipakai lagi sebagai dasar hukum."

    def outdated(self, place: Reference) -> str:
        by = " dan ".join(map(self._kinds.label, self._texts.amended_by.get(place.regulation, ())))
        return f" Itu bunyi lama, sebelum diubah{f' dengan {by}' if by else ''}."

    def said_otherwise(self, claimed: str, ruled: str) -> str:
        return f" Perhatikan: pernyataan menulis \u201c{claimed}\u201d, pasal menulis \u201c{ruled}\u201d."

    def narrower(self, place: Reference, people: frozenset[str], everyone: str) -> str:
        who = " dan ".join(sorted(people))
        return f" Perhatikan: {self.label(place)} mengatur {who}, sedangkan pernyataan menyebut {everyone}."

    def nothing_claimed(self, place: Reference) -> str:
        return f"{self.label(place)} hanya disebut: tidak ada pernyataan yang dapat dibandingkan dengan bunyinya."

    def not_held(self, ref: Reference) -> str:
        if is_decision(ref.regulation):
            return f"{self.label(ref)} adalah putusan pengadilan; isinya tidak diperiksa."
        return f"Teks resmi {self._kinds.label(ref.regulation)} belum dimiliki, sehingga pernyataan ini belum diperiksa."

    def unreadable(self, ref: Reference, place: Missing) -> str:
        where = self.label(place.nearest) if place.nearest else self._kinds.label(ref.regulation)
        return f"{self.label(ref)} tidak terbaca dengan pasti dari naskah {where}; periksalah pada naskah aslinya."

    def no_place(self) -> str:
        return "Peraturan disebut tanpa pasal dan isinya tidak ditemukan dengan pasti; periksalah pasal yang dimaksud."

    def vague(self, place: Reference) -> str:
        return f"Pernyataan terlalu umum untuk dibandingkan dengan bunyi {self.label(place)}; periksalah sendiri."

    def stands_at(self, ref: Reference) -> str:
        return f"Isinya terdapat dalam {self.label(ref)}."

    def missing(self, ref: Reference, place: Missing, see: tuple[Reference, ...]) -> str:
        if place.nearest is None:
            what = f"{self._kinds.label(ref.regulation)} tidak memuat {label_of_place(ref.locator)}"
            what += f"; pasalnya sampai dengan Pasal {place.last}" if place.last else ""
        elif place.last == 0:
            what = f"{self.label(place.nearest)} tidak terbagi atas {place.unit}"
        else:
            what = f"{self.label(place.nearest)} hanya terdiri atas {place.last} {place.unit}"
        return f"{what}.{self._pointing(see)}"

    def wrong(
        self, place: Reference, law: str, see: tuple[Reference, ...], differences: tuple[AmountFinding, ...]
    ) -> str:
        about = _shortened(law)
        note = f"{self.label(place)} mengatur hal lain: \u201c{about}\u201d{self._pointing(see)}"
        if see and differences:
            note += f" Di sana: {'; '.join(self._difference(a) for a in differences)}."
        return note

    def other_audience(self, place: Reference, law: frozenset[str]) -> str:
        return f"{self.label(place)} berlaku bagi {' dan '.join(sorted(law))}, bukan bagi yang disebut dalam pernyataan."

    def contradicted(self, place: Reference, wrong: list[AmountFinding]) -> str:
        return f"{self.label(place)} berbunyi lain: {'; '.join(self._difference(a) for a in wrong)}."

    def match(self, place: Reference, amounts: tuple[AmountFinding, ...], claim: Claim) -> str:
        note = f"Sesuai dengan {self.label(place)}."
        if place != claim.ref:
            note = f"Isinya sesuai; tempatnya ditulis lebih tepat {self.label(place)}."
        loose = [a for a in amounts if a.law is not None and a.law.operator and a.claimed.operator is None]
        if loose and loose[0].law is not None:
            note += f" Dalam pasal ditulis \u201c{_amount(loose[0].law)}\u201d."
        known = self._texts.amended_by.get(place.regulation, ())
        amended = [by for by in known if by not in self._texts.held]
        if amended:
            by = ", ".join(map(self._kinds.label, amended))
            note += f" Peraturan ini telah diubah dengan {by}; teks yang dibandingkan ialah teks sebelum perubahan."
        return note

    def _difference(self, finding: AmountFinding) -> str:
        claimed, law = finding.claimed, finding.law
        match finding.state:
            case "absent":
                return f"\u201c{_amount(claimed)}\u201d tidak terdapat di dalamnya"
            case "other_operator" if law is not None:
                return f"pernyataan menulis \u201c{_amount(claimed)}\u201d, pasal menulis \u201c{_amount(law)}\u201d (batas terbalik)"
            case _ if law is not None:
                also = (
                    " (angka dan batas berbeda)"
                    if claimed.bound and law.bound and claimed.bound != law.bound
                    else ""
                )
                return f"pernyataan menulis \u201c{_amount(claimed)}\u201d, pasal menulis \u201c{_amount(law)}\u201d{also}"
        return f"\u201c{_amount(claimed)}\u201d tidak sesuai"

    def _pointing(self, see: tuple[Reference, ...]) -> str:
        return f" Lihat {' dan '.join(map(self.label, see))}." if see else ""


def _amount(norm: Norm) -> str:
    return str(norm)


def _shortened(text: str, most: int = 180) -> str:
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"
