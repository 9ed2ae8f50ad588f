"""Where somebody lives: what follows "alamat" and its like, and streets with a number, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tanyapasal.bot.privacy.found import Found

_LAW = r"pasal|psl|ayat|undang|uu|pp|perpu|perppu|perpres|permen\w*|perda|peraturan|keputusan|kepmen\w*|surat edaran|huruf"
_ASKING = (
    r"apa|apakah|bagaimana|gimana|gmn|kapan|berapa|kenapa|mengapa|mau|ingin|bisa|bisakah|boleh|itu|kok|mohon|tolong|yang|yg|untuk|sesuai"
    r"|menurut|wajib|harus|tidak|belum|sudah|atau|jika|kalau|bila|karena|sehingga|agar|supaya|dapat|nip|nik|npwp|hp|wa|telp|telepon|email"
)
# A clause ends with a sign that is no dot of an abbreviation, or with a word that begins another.
_WORD = rf"(?:(?!(?:{_LAW}|{_ASKING})\b)[\w.'/#-]+)"
_TAIL = (
    rf"{_WORD}(?:(?:,\s?|[ \t]{{1,3}}(?:[-:=]\s)?|\n(?=(?:rt|kel|kec|kab|kota|desa|no|jl)\b)){_WORD}){{0,24}}"
)
_STREET = (
    r"(?:jl|jln|jalan|gg|gang|lorong|lrg|blok|blk|rt|rw|kp|kampung|kel|kelurahan|kec|kecamatan|kab|kabupaten|ds|desa|dusun|dsn|perum\w*"
    r"|komp|komplek\w*|apartemen|apt|rusun\w*|asrama|mess|jorong|nagari|banjar|griya|graha|kav|kavling|kode ?pos|cluster|residence"
    r"|regency|lantai|no|nomor)"
)
_HOUSE = (
    r"(?:\b(?:jl|jln|gg)\b\.?\s?\w"
    r"|\bjalan\s+[A-Z]|\b(?:rt|rw|blok|blk|kav|kavling|no|nomor|lantai)\b\.?\s?\w{0,2}\d|\b\d{5}\b|\b[a-z]\d{1,2}(?: no\b|\s?/\s?\d))"
)
_HOMES = (
    r"alamat(?:ku|nya)?|almt|alm\.|domisili|berdomisili|(?:ber)?tempat tinggal|tinggal di|rumah(?:ku|\s+saya)?\s+di|kirim(?:kan)? ke"
    r"|dikirim ke|ngekos di|kos di|kontrak di"
)
_FILL = (
    r"(?:\s{1,3}(?:saya|sy|aku|ku|lengkap|rumah|domisili|ktp|kos|kost|kantor|surat|orang ?tua|istri|suami|tinggal|adalah|itu|di|skrg|sekarang"
    r"|ada|baru|lama|asal|sesuai ktp))*"
)
_SAID = re.compile(
    rf"\b(?:{_HOMES})(?P<own>{_FILL})\s{{0,3}}(?P<sign>[:=-]?)\s{{0,3}}(?P<place>{_TAIL})", re.IGNORECASE
)
_WRITTEN_STREET = re.compile(
    rf"\b(?:jl|jln)\b\.?\s?{_TAIL}"
    rf"|\b(?:jalan|gang|lorong|komplek|perumahan)\s+(?:(?!(?:{_LAW}|{_ASKING}|dan|tentang|tol|nasional)\b)[\w.]+\s+){{1,4}}"
    rf"(?:no|nomor|rt|kav|blok)\b\.?\s?\w{{0,2}}\d{{1,4}}\b(?!\s*/|\s+tahun)(?:[ ,]+{_TAIL})?",
    re.IGNORECASE,
)
_NEIGHBOURHOOD = re.compile(
    rf"(?:\b(?:desa|dusun|dsn|kel|kelurahan|kp|kampung)\b\.?\s\w+(?:\s\w+)?,?\s)?\brt\b[. ]?\s?\d{{1,3}}[\s/,]{{0,3}}(?:\brw\b[. ]?\s?)?\d{{1,3}}"
    rf"(?:[ ,]+{_TAIL})?",
    re.IGNORECASE,
)
_ON_A_HOUSE = re.compile(_HOUSE, re.IGNORECASE)
_ON_A_STREET = re.compile(rf"\b{_STREET}\b", re.IGNORECASE)
_OWN = re.compile(r"saya|sy|aku|ku|lengkap|orang ?tua|istri|suami|skrg|sekarang|kos", re.IGNORECASE)


def places(text: str) -> Iterator[Found]:
    """Each address where somebody lives in ``text`` (folded)."""
    for match in _SAID.finditer(text):
        place = match["place"]
        own = (
            match["sign"]
            or "\n" in match.group()[: match.start("place") - match.start()]
            or _OWN.search(match.group()[: match.start("place") - match.start()])
        )
        if _ON_A_HOUSE.search(place) or (own and _ON_A_STREET.search(place)):
            yield Found(*match.span("place"), "alamat")
    for pattern in (_WRITTEN_STREET, _NEIGHBOURHOOD):
        for match in pattern.finditer(text):
            yield Found(*match.span(), "alamat")
