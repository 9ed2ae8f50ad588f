"""Names of people: what follows "nama", "atas nama", "bernama" and "saya", where it looks like a name.

A word looks like a name if it is a common one, or begins with a capital and is no word that people write often. In
lower case only common names are taken, except where the form says that a name follows ("nama: ", "bernama").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tanyapasal.bot.privacy.found import Found
from tanyapasal.bot.privacy.given_names import GIVEN_NAMES
from tanyapasal.index.language.words.frequent import zipf

_SELF = r"saya|sy|aku|gue|gw|kami|beliau"
_WHOSE = rf"lengkap|panggilan|asli|pemohon|peserta|pegawai|istri|isteri|suami|anak|ayah|ibu|bapak|orang ?tua|kakak|adik|atasan|{_SELF}|ku|nya|ya?ng bersangkutan"
_IS = r"adalah|itu|ialah|yaitu|yakni|ini"
_TITLE = r"(?:bapak|ibu|bpk|pak|bu|sdr|sdri|saudara|saudari|tn|ny|dr|drs|dra|drg|ir|prof|hj|h|kh|ust|ustadz|ustaz|apt|ns|i|ni|ida)\b\.?"
_SPACE = r"[^\S\n]*"
# (trigger, whether a name must follow)
_TRIGGERS = (
    (
        rf"\b(?:nama|nm)(?:{_SPACE}\b(?:{_WHOSE}))*(?:{_SPACE}\b(?:{_IS}))?(?:{_SPACE}/{_SPACE}\w+)?{_SPACE}(?:[:=\n]|\s-\s)\s*",
        True,
    ),
    (rf"\bnama\s+(?:{_SELF})\s+(?=\w+(?:\s+\w+)?\s*(?:[,.?!\n]|$))", True),
    (r"\b(?:my\s+)?name(?:\s+is|\s?:)\s*", True),
    (rf"\bnama(?:ku|nya)?(?:\s+(?:{_WHOSE}))*(?:\s+(?:{_IS}))?[\s,]+", False),
    (r"(?:\batas\s+nama|\ba\.\s?n\.?|\ba/n|\ban\.)[\s:]*", False),
    (r"\b(?:bernama|panggil(?:\s+saja)?)[\s:]+(?:saya\s+)?", True),
    (
        rf"(?<!tahu )(?<!menurut )(?<!kata )(?<!pikir )\b(?:{_SELF})\b[\s,]+(?:adalah\s+|bernama\s+|dengan\s+)?",
        False,
    ),
    (r"\b(?:perkenalkan|kenalkan|salam|hormat saya|ttd|tertanda)\b[\s,.:]+", False),
    (r"\A\W*(?:(?:halo|hai|hi|pagi|siang|sore|malam|selamat|min|kak|pak|bu)[\s,]+)*ini\s+", False),
    (r"(?<!/)\b(?:bapak|ibu|bpk|sdri?|saudar[ai]|pak|bu|mas|mbak)\b\.?\s+", False),
)
_FORMS = tuple((re.compile(form, re.IGNORECASE), sure) for form, sure in _TRIGGERS)
_NEXT = re.compile(rf"(?P<titles>(?:{_TITLE}{_SPACE})*)(?P<word>[^\W\d_]+(?:['.-][^\W\d_]+)*)", re.IGNORECASE)
# Blanks, or the dot of what is cut short: "Abd. Rahman", "M. Yusuf".
_BEFORE_NEXT = re.compile(r"(?:(?<=\b\w)|(?<=\b\w\w)|(?<=\b\w{3})|(?<=\b\w{4}))\. ?(?=[A-Z])|[ ]*")
_DEGREE = re.compile(
    r"[,\s]{0,3}(?:(?:S|M|A|Sp|Dr|Ph)\.\s?[A-Za-z]{1,5}(?:\.[A-Za-z]{1,4})*\.?|A\.?Md\.?(?:\w{1,4}\.?)?|\b(?:SH|MH|SE|MM|ST|MT|SPd|MPd|SSi|MSi|SKom)\b)"
)
_JOINS = frozenset(("bin", "binti", "al", "van", "de"))
# Words that begin what is said of a name, whatever their case.
_OTHER_WORDS = (
    "nip nik npwp hp wa email alamat umur usia dari di ke pada yang yg dan atau dengan sebagai untuk adalah belum sudah "
    "tidak ada apa apakah siapa kapan berapa bagaimana gimana kenapa mengapa mau ingin minta mohon tolong bisa boleh akan "
    "harus wajib jabatan unit instansi dinas kantor pasal ayat undang uu pp peraturan perpres permen nomor tahun"
)
_NO_NAMES = frozenset(_OTHER_WORDS.split())
_AFFIXED = re.compile(r"(?:di|me|ber|ter|pe|ke|se)\w{4,}|\w{3,}(?:nya|kan|lah|kah|pun)")
_CAPITAL_FREQUENT, _LOWER_RARE = 3.95, 2.6
_CALLED_OFTEN = 4.9
_ACRONYM = 5
_MOST_WORDS = 7


def names(text: str) -> Iterator[Found]:
    """Each name of a person in ``text`` (folded)."""
    shouted = text.isupper()
    for pattern, sure in _FORMS:
        for match in pattern.finditer(text):
            end = _name_end(text, match.end(), sure, shouted)
            if end is not None:
                yield Found(match.end(), end, "nama")


def _name_end(text: str, start: int, sure: bool, shouted: bool) -> int | None:
    """Where the name that begins at ``start`` ends, None if none begins there."""
    at, end, words = start, start, 0
    while words < _MOST_WORDS and (found := _NEXT.match(text, at)):
        word = found["word"]
        if not _is_name(word, sure and not words, bool(words), shouted):
            break
        words += 1
        end = found.end()
        between = _BEFORE_NEXT.match(text, end)
        at = between.end() if between else end
    if not words:
        return None
    while degree := _DEGREE.match(text, end):
        end = degree.end()
    return end


def _is_name(word: str, sure: bool, later: bool, shouted: bool) -> bool:
    lower = word.lower().rstrip(".")
    if lower in _NO_NAMES or lower.split("-")[0] in _NO_NAMES:
        return False
    if any(part in GIVEN_NAMES for part in re.split(r"['.-]", lower)):
        # "saya putri daerah": what is also said of everybody is a name only with a capital, or where one must stand
        return sure or later or word[0].isupper() or zipf(lower, "id") < _CALLED_OFTEN
    if later and (lower in _JOINS or (len(lower) == 1 and word[0].isupper())):
        return True
    if word[0].isupper() and not shouted:
        acronym = word.isupper() and len(word) <= _ACRONYM and not (later or sure)
        return not acronym and zipf(lower, "id") < _CAPITAL_FREQUENT
    return (sure or shouted) and zipf(lower, "id") < _LOWER_RARE and not _AFFIXED.fullmatch(lower)
