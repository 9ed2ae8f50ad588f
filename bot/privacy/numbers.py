"""Numbers that name a person: NIP, NIK, NPWP, telephone, account and others, however they are grouped.

Numbers of law and quantities are told apart by their form: they are years, dates, hours, amounts of money in groups of
three, or stand with a year behind a slash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tanyapasal.bot.privacy.found import Found

# Of which number it is said what it is. "ni p…" is written in many ways; what is short is a word of its own.
_LABELS = (
    (r"nip[a-z]{0,4}|n\.i\.p\.?|nrp|(?:no\.?|nomor) induk (?:pegawai|karyawan)", "NIP"),
    (
        r"nik(?:ku|nya|mu)?|n\.i\.k\.?|(?:e-?)?ktp(?:-?el)?|kk|kartu keluarga|kartu tanda penduduk"
        r"|(?:no\.?|nomor) induk kependudukan",
        "NIK",
    ),
    (r"npwp(?:1[56](?=\D))?[a-z]{0,3}|n\.p\.w\.p\.?|nitku|(?:no\.?|nomor) pokok wajib pajak", "NPWP"),
    (
        r"hp(?:ku|nya)?|h\.p\.?|hand ?phone|ponsel|te?lpo?n?|te?lepo?n|tele?p|tilp|tlf|wa(?:ku|nya)?|w\.a\.?|whats ?app"
        r"|kontak|fax|faks\w{0,12}|nomor(?:ku|nya)",
        "telepon",
    ),
    (
        r"rek|rekening|norek|nuptk|nidn|nisn?|nim|nidk|bpjs(?: kesehatan| ketenagakerjaan)?|paspor|passport|karpeg|taspen|sim"
        r"|virtual account|kartu kredit",
        "nomor",
    ),
)
# What stands between the name of a number and the number.
_FILLING = (
    r"(?:(?:[^\S\n]+|(?<=[.)\]])|\n)(?:saya|sy|aku|gue|ku|nya|adalah|itu|ini|ialah|yaitu|lama|baru|no\.?|nomor|nomer|induk|istri|suami"
    r"|anak|ibu|bapak|rumah|kantor|pribadi|yg|yang|di|ke|aktif|bank|bri|bni|bca|mandiri|saudara|atasan|(?:wa|hp)))*"
)
_GAP = r"[\s:=.,#_\"'*>(\[{-]{0,6}"
# A comma with a blank behind it lists numbers: Pasal 203, 210, 212.
_BETWEEN = r"(?:(?:[ \t.\-/_*()+:|]|,(?=\S)){1,3}|[ \t]*\n[ \t]*)"
_DIGITS = rf"(?:\+|\(\+?)?\d+(?:{_BETWEEN}\d+)*"
_RUN = re.compile(rf"(?<![\d])(?:\(?\+|\()?\d+(?:{_BETWEEN}\d+)*")
_SERIES = re.compile(r"\d+")
_LABELLED = tuple(
    (
        re.compile(
            rf"(?<![^\W\d_])(?:{words}){_FILLING}{_GAP}(?P<number>[a-z]{{0,2}} ?{_DIGITS}(?:,? cabang:? \d{{3}}\.?\d{{3}})?)",
            re.IGNORECASE,
        ),
        kind,
    )
    for words, kind in _LABELS
)
_SPELLED_DIGIT = r"(?:nol|kosong|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)"
_SPELLED = re.compile(rf"\b{_SPELLED_DIGIT}(?:[\s,-]+{_SPELLED_DIGIT}){{6,}}\b", re.IGNORECASE)
# Papers whose numbers hold letters.
_LETTERED = re.compile(
    r"\b(?:kitas|kitap|akta(?: kelahiran| nikah| cerai)?|buku nikah|visa)(?: saya| no\.?| nomor)*[\s:.]{1,3}"
    r"(?P<number>(?=[a-z-]{0,12}\d)[\w./-]*\d[\w/-]{3,})",
    re.IGNORECASE,
)
_SHORTEST_LABELLED = 6

_YEAR = r"(?:1[6-9]|20)\d\d"
_ALONE_BEFORE, _ALONE_BEHIND = r"(?<![\d])(?<!\d[.,/:-])", r"(?!\d|[.,/:-]\d)"
_OF_LAW = (
    # 11/2017 · 9/15/PBI/2007 · 112/PMK.03/2022
    rf"{_ALONE_BEFORE}(?!0\d{{3}})\d{{1,4}}(?:/(?:\d{{1,2}}|[a-z][\w.-]{{0,14}})){{0,4}}/{_YEAR}(?!\d|[.-]\d)",
    # letters: 800.1.11.4/417/BKPSDM
    rf"{_ALONE_BEFORE}(?!0)\d{{1,3}}(?:\.\d{{1,2}}){{1,5}}/\d{{1,5}}(?=/[a-z]|\s|$)",
    # ids of regulations: uu-20-2023, perbi-9-15-2007
    rf"(?<![\w-])[a-z]{{1,30}}(?:-[a-z]{{1,30}}){{0,8}}(?:-[1-9]\d{{0,3}}){{1,2}}-{_YEAR}(?![\d-])",
    # dates and hours
    rf"{_ALONE_BEFORE}\d{{1,2}}([-./])\d{{1,2}}\1{_YEAR}{_ALONE_BEHIND}",
    rf"{_ALONE_BEFORE}{_YEAR}([-./])\d{{1,2}}\2\d{{1,2}}{_ALONE_BEHIND}",
    rf"{_ALONE_BEFORE}[0-2]?\d[.:][0-5]\d(?: ?- ?[0-2]?\d[.:][0-5]\d)?{_ALONE_BEHIND}",
    # years beside each other
    rf"{_ALONE_BEFORE}{_YEAR}(?:[ ,/-]{{1,2}}{_YEAR})*{_ALONE_BEHIND}",
)
_OF_MONEY = (
    r"\b(?:rp|idr)\.? ?\d[\d.,]*",
    r"(?<![\d])(?<!\d[.,/-])\d[\d.,]* ?(?:rupiah|juta|ribu|miliar|milyar|triliun|persen|%)",
    rf"{_ALONE_BEFORE}[1-9]\d{{0,2}}(?:\.\d{{3}})+(?:,\d{{1,2}})?{_ALONE_BEHIND}",
    rf"{_ALONE_BEFORE}[1-9]\d{{0,2}}(?:,\d{{3}})+(?:\.\d{{1,2}})?{_ALONE_BEHIND}",
)
_LAW = re.compile("|".join(_OF_LAW), re.IGNORECASE)
_MONEY = tuple(re.compile(form, re.IGNORECASE) for form in _OF_MONEY)
_TAKEN = "\0"


def numbers(text: str) -> Iterator[Found]:
    """Each number of ``text`` (folded) that names a person."""
    text = _without(_MONEY[0], text)
    for pattern, kind in _LABELLED:
        for match in pattern.finditer(text):
            start, end = match.span("number")
            if _names_somebody(text[start:end]):
                yield Found(start, end, kind)
                text = _blank(text, start, end)
    for match in _LETTERED.finditer(text):
        if _names_somebody(match["number"]):
            yield Found(*match.span("number"), "nomor")
    for match in _SPELLED.finditer(text):
        yield Found(*match.span(), "telepon")
    for pattern in (_LAW, *_MONEY[1:]):
        text = _without(pattern, text)
    for match in _RUN.finditer(text):
        kind = _kind(match.group())
        if kind:
            yield Found(*match.span(), kind)


def _names_somebody(number: str) -> bool:
    """True for what follows the name of a number, unless it is of law."""
    digits = "".join(_SERIES.findall(number))
    return len(digits) >= _SHORTEST_LABELLED and len("".join(_SERIES.findall(_without(_LAW, number)))) >= (
        _SHORTEST_LABELLED if len(digits) < 15 else 1
    )


def _kind(run: str) -> str:
    """What a number without a name is; empty if it names nobody."""
    parts = _SERIES.findall(run)
    digits = "".join(parts)
    known = {18: "NIP", 16: "NIK", 15: "NPWP"}.get(len(digits))
    single = all(len(part) == 1 for part in parts)
    if not single and all(len(part) <= 2 or re.fullmatch(_YEAR, part) for part in parts):
        # Enumerations: 5 10 15 20. A number that is cut like that is told by its length or its beginning.
        return known or ("telepon" if digits[0] == "0" and len(digits) in range(9, 14) else "")
    if known or "|" in run:  # a table of numbers is none
        return known or ""
    if run.startswith(("+", "(+")) and len(digits) >= 8:
        return "telepon"
    if digits.startswith(("0", "62", "8")) and len(digits) in range(8 if digits[0] == "0" else 10, 15):
        return "telepon"
    return "nomor" if len(digits) >= 9 and (single or max(map(len, parts)) >= 3) else ""


def _without(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: _TAKEN * len(match.group()), text)


def _blank(text: str, start: int, end: int) -> str:
    return f"{text[:start]}{_TAKEN * (end - start)}{text[end:]}"
