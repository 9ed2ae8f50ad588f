"""How the headings and markers of Indonesian law are written, as data: each form carries its examples."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tanyapasal.index.law.places import LATIN

_NUMBER = r"[0-9IlLiJjOoQTtZzSsBG|!]"
_LATIN = "|".join(LATIN)


@dataclass(frozen=True, slots=True)
class Form:
    """A pattern with texts that it must match from their beginning, and texts that it must not."""

    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...] = ()


# "Pasal 7", "Pasal 7A", "Pasal 4 1", "PasaJ246", "Pasal22"; the number is read by index.parsing.numerals
PASAL = Form(
    re.compile(
        r"[PF][aAeoc][sS5][aAeoc][-.]?[lLIJ1|!it\]\[]\s{0,3}(?:[Kk]e\s?-\s?)?"
        rf"(?P<number>(?=[0-9IlLiJjOoTtZzSsBG|!]){_NUMBER}{{1,4}}(?:[ ]{_NUMBER}{{1,3}}(?![\w.])){{0,2}}(?:[ ]?[A-Z](?![\w.])|\s?(?i:{_LATIN})(?!\w))?)(?![\w/])"
        r"(?:[ ]?:(?=\s|$)|[.:])?(?=\s|$|[.(\"“”'…,;)])",
    ),
    (
        "Pasal 7",
        "Pasal 7A",
        "Pasal 4 1",
        "PasaJ246",
        "Pasal22",
        "PASAL 3O",
        "Pasal I 1",
        "Pasal 5.",
        "Pasal 7 A",
        "Pasal 28K",
        "Pasal 1 bis",
        "PASAL 12 QUATER",
        "Pasat 67",
        "Pesal 5",
        "Fasal 5",
        "Pasa] 333",
        "Pasa.l 350",
        "Pasal 2 I 1",
    ),
    ("Pasal demi Pasal", "Pasal ini", "Pasal 20/2023"),
)
# "pasal 3" opens an article only where the scanner lost the capital
PASAL_LOWER = Form(
    re.compile(rf"pasal\s{{0,3}}(?P<number>{_NUMBER}{{1,4}})(?![\w/])(?=\s|$)"), ("pasal 3",), ("pasal ini",)
)
BAB = Form(
    re.compile(
        r"(?:(?:B\s?A\s?B|8AB|BA[E8])[ .\t]{0,3}[-–—]?[ ]?(?P<number>[IVXLTl1|!itJvx]{1,8}(?:[ ][IVXl1]{1,4})?[A-D]?|\d{1,2}[A-D]?"
        r"|(?:KE(?:SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN|SEPULUH|SEBELAS)|PERTAMA)(?:\s?(?:BELAS|PULUH)(?:\s(?:SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN)(?=\s|$))?)?)"
        r"(?![a-zA-Z0-9])[.:]?(?=\s|$|[.]))|Bab[ ]{1,3}(?P<line>[IVXLl1]{1,8}|\d{1,2})[.:]?$"
    ),
    (
        "BAB KEDUA",
        "BAB 2",
        "8AB II",
        "BAB - II",
        "BAB TV",
        "Bab II",
        "BAB I",
        "BAB IX",
        "BABII",
        "BAB XlI",
        "BAB XtI",
        "BAB V.",
        "BAB IIA",
    ),
    ("BAB ini", "BABAK I", "Bab II mengatur"),
)
BAGIAN = Form(
    re.compile(
        r"(?:Bagian|BAGIAN|Begian|Bagtan)\s{1,3}[-–—]?[ ]?(?P<number>(?:Ke|KE|ke)[- ]?(?:\d{1,2}|[a-zA-Z]+)(?:\s(?:[Bb]elas|BELAS|[Pp]uluh|PULUH)(?:\s(?:Satu|Dua|Tiga|Empat|Lima|Enam|Tujuh|Delapan|Sembilan)(?=\s|$))?)?"
        r"|Pertama|PERTAMA|[IVX]{1,5}(?=\s|$)|\d{1,2}(?=\s|$))(?=\s|$|[.:])"
    ),
    (
        "Bagian Kesatu",
        "Bagian Pertama",
        "Bagian Kedua Belas",
        "Bagian Keduabelas",
        "BAGIAN KEDUA",
        "Bagian I",
        "Bagian Ke-2",
        "Bagian Ke Satu",
    ),
    ("Bagian dari", "bagian kesatu"),
)
PARAGRAF = Form(
    re.compile(
        r"(?:Paragraf|PARAGRAF|Paragrap|Paragrat)\s{0,3}(?P<number>[0-9IlLOoTZSB]{1,3}|(?:Ke|ke)[a-z]+(?:\s[Bb]elas)?|Pertama)(?![\w])"
    ),
    ("Paragraf 1", "Paragraf I", "Paragraf Kesatu", "Paragraf1"),
    ("Paragraf ini",),
)
BUKU = Form(
    re.compile(r"BUKU\s(?P<number>KE[A-Z]+|PERTAMA|[IVX]{1,4})(?=\s|$)"),
    ("BUKU KESATU", "BUKU II"),
    ("BUKU INI",),
)
# The last divisions of a constitution, which have no number
ATURAN = Form(
    re.compile(r"(?P<name>ATURAN\s(?:PERALIHAN|TAMBAHAN))\s*(?=$|\n)"),
    ("ATURAN PERALIHAN", "ATURAN TAMBAHAN"),
    ("ATURAN PERALIHAN INI", "Aturan Peralihan"),
)
# Lists: (1) · a. · 1. · a) · 1) · (a)
PAREN = Form(
    re.compile(
        r"[(\[{](?P<number>\s?[0-9lIiOoSsTtZzUaq|!]{1,3}[a-h]?|\s?[a-z]{1,2})\s?(?P<close>[)\]}]|[J](?=\s)|(?<=[1lI|tJ])(?=\s|[A-Z]|$)|(?<=\d)(?=\s[A-Z]))"
        r"|(?P<lost>[l1I][2-9lI][l1I]|\(U)(?=\s[A-Z]|$)"
    ),
    (
        "(1)",
        "(2a)",
        "(21 Pegawai",
        "(l)",
        "(2t Menteri",
        "(a)",
        "{21",
        "(10)",
        "l2l Pelamar",
        "(U Setiap",
        "(2J Setiap",
        "(2 Setiap",
    ),
    ("(2 dan", "(dua)", "(satu) tahun", "(lihat"),
)
DOT = Form(
    re.compile(
        r"(?P<number>[a-zA-Z]{1,2}|[0-9lILOo]{1,3}|[1-9][0-9]?[a-h])\s?[.](?![.\d])(?=\s|[A-Za-z(\"“]|$)"
    ),
    ("a.", "1.", "L2.", "aa.", "5.Manajemen", "10. Tanda", "1a. x"),
    ("1.000", "ini.", "a..."),
)
CLOSE = Form(
    re.compile(r"(?P<number>[a-z]{1,2}|[0-9lI]{1,3})\s?\)(?=\s|[A-Za-z]|$)"),
    ("a)", "1)", "12) x"),
    ("ini)", "(a)"),
)
# Penjelasan: Ayat (1) · Huruf a · Angka 1
AYAT_OF = Form(
    re.compile(
        r"A[yj]at\s{0,2}[(\[{]\s?(?P<number>[0-9a-zA-Z|!]{1,3})\s?(?:[)\]}]|(?<=[1lItJ]))(?=\s|$|[.,:;A-Z])"
    ),
    ("Ayat (1)", "Ayat (21", "Ayat(2)", "Ajat (1)", "Ayat (a)"),
    ("Ayat ini", "ayat (1)"),
)
HURUF_OF = Form(
    re.compile(r"H[uo][rm](?:u|r)?[f1t]\s{0,2}(?P<number>[a-zA-Z1]{1,2})(?=\s|$|[.,:;])"),
    ("Huruf a", "Huruf aa", "Hurufj", "Humf b", "Huruf I"),
    ("Huruf kapital",),
)
ANGKA_OF = Form(
    re.compile(r"(?:Angka|Butir)\s{0,2}(?P<number>[0-9lIOL]{1,3}[a-h]?)(?=\s|$|[.,:;)])"),
    ("Angka 1", "Angka 12", "Angka L2"),
    ("Angka kecelakaan",),
)
# Where the parts of a regulation begin
PENJELASAN = Form(
    re.compile(
        r"(?:P\s?E\s?N\s?J\s?E\s?[LI]\s?\.?A\s?S\s?A\s?N|PEND?JELASAN|P?EN[JT]E[LI]\.?ASAN)\s*(?=$|\n|ATAS|TENTANG|UNDANG|PERATURAN|UMUM|MENGENAI)"
    ),
    ("PENJELASAN", "PENJELASAN ATAS", "PENDJELASAN", "P E N J E L A S A N", "PENJEI.ASAN ATAS"),
    ("Penjelasan", "PENJELASAN INI"),
)
UMUM = Form(
    re.compile(
        r"(?:(?:[Il1A]|BAGIAN\s)\s?[.,]?\s*)?(?:PENJELASAN\s+)?UMUM\s*[.:]?(?=\s|$)|(?:[I1l]\s?[.]\s*)?(?:Pen(?:d)?jelasan\s+)?Umum\s*[.:]?$"
    ),
    ("I. UMUM", "UMUM", "PENJELASAN UMUM", "l. UMUM", "Umum"),
    ("UMUMNYA",),
)
PASAL_DEMI_PASAL = Form(
    re.compile(
        r"(?:[I1lHB]{1,3}\s?[.,]?\s*)?(?:PEN\w*SAN\s+)?P\s?ASA[LI1]\s*DEM[I1l]\s*P\s?ASA[LI1]\s*[.:]?",
        re.IGNORECASE,
    ),
    (
        "II. PASAL DEMI PASAL",
        "PASAL DEMI PASAL",
        "II.PASAL DEMI PASAL",
        "Pasal demi Pasal",
        "II PASAL DEMI PASAL",
    ),
    ("pasal 2",),
)
LAMPIRAN = Form(
    re.compile(
        r"(?:LAMPIRAN|LAMP1RAN|I,AMPIRAN|LAMPIMN|IAMPIRAN)(?:\s+(?P<number>[IVXLl1]{1,6}|\d{1,2}|[A-H])(?=\s|$|[.:]))?(?=\s|$|[.:])"
    ),
    ("LAMPIRAN", "LAMPIRAN I", "LAMPIRAN PERATURAN", "IAMPIRAN II", "LAMPIRAN 2", "LAMPIRAN A"),
    ("Lampiran", "LAMPIRANNYA"),
)
# A heading in small letters, where a line below it names the regulation
LAMPIRAN_LOWER = Form(
    re.compile(
        r"Lampiran(?:\s+(?P<number>[IVXL]{1,6}|\d{1,2}|[A-H])(?=\s|$|[.:]))?\s*(?::|$|(?=Peraturan|Keputusan|Undang|Surat|Instruksi|Qanun|Perdasus))"
    ),
    ("Lampiran", "Lampiran II", "Lampiran :", "Lampiran I Peraturan Menteri", "Lampiran Keputusan"),
    ("Lampiran ini", "Lampirannya"),
)
# Treaties in the annex of the law that ratifies them
ARTICLE = Form(
    re.compile(
        rf"(?:Article|ARTICLE)\s{{1,3}}(?P<number>\d{{1,3}}(?:[ ]?[A-Z](?![\w.])|\s?(?i:{_LATIN})(?!\w))?)(?![\w/])(?:[.:])?(?=\s|$|[.(\"“”'…,;–—-])"
    ),
    ("Article 1", "ARTICLE 12.", "Article 7 bis", "Article 3A"),
    ("Articles 1", "article 1"),
)
# Where the signatures begin. "Agar setiap orang mengetahuinya, …" stands without a heading below the last pasal
# and stays with it, as the published collections of laws print it.
CLOSING = Form(
    re.compile(
        r"(?:Ditetapkan|Disahkan|Disjahkan|Diundangkan|Dikeluarkan|DITETAPKAN|DISAHKAN|DIUNDANGKAN|DIKELUARKAN)(?:\s*:)?\s+(?:di|Di|DI|pada)(?![a-z])"
    ),
    ("Ditetapkan di Jakarta", "Disahkan di Jakarta", "Ditetapkan : di Bandung", "Dikeluarkan di Jakarta"),
    ("ditetapkan di", "Diundangkan."),
)
MENIMBANG = Form(
    re.compile(
        r"(?P<number>M[eE][nN][iI][mM][bB][aA][nN][gG]|Menimbang|Mengingat|MENGINGAT|Memperhatikan|MEMPERHATIKAN|Mendengar|Membaca)(?=\s|:|$)"
    ),
    ("Menimbang :", "Mengingat", "Memperhatikan:"),
    ("Mengingatkan",),
)
MENETAPKAN = Form(
    re.compile(
        r"M\s?E\s?M\s?U\s?T\s?U\s?S\s?[KI]\s?[(]?\s?A\s?N|Memutuskan\s*:|Menetapkan(?=\s*:|\s*$)|MENETAPKAN|M[eE]net[aA][pP][kK][aA][nN]\s*:"
    ),
    ("MEMUTUSKAN:", "M E M U T U S K A N", "Menetapkan :", "MEMUTUSI(AN", "MenetapKan :"),
    ("Menetapkan kebijakan",),
)
DIKTUM = Form(
    re.compile(
        r"(?P<number>(?:KESATU|PERTAMA|KE(?:DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN|SEPULUH|SEBELAS)(?:\s?(?:BELAS|PULUH)(?:\s?(?:SATU|DUA|TIGA|EMPAT|LIMA|ENAM|TUJUH|DELAPAN|SEMBILAN))?)?))(?=\s*:|\s*$)"
    ),
    ("KESATU :", "KEDUA:", "KESEBELAS :", "KEDUA BELAS :"),
    ("KEDUA PIHAK",),
)
FORMS = {name: value for name, value in globals().copy().items() if isinstance(value, Form)}
# A word before a number that makes it a reference and not a heading or a marker
_REFERRING = (
    "pasal ayat ajat huruf angka butir nomor no dalam pada dan atau oleh dengan ketentuan dari ke s.d s/d "
    "sampai menurut berdasarkan terhadap maksud dimaksud melalui atas antara sebagaimana tentang untuk "
    "mengenai bab bagian paragraf penjelasan dan/atau yakni yaitu adalah tersebut melanggar kecuali hingga "
    "beserta serta juncto jo jis bahwa di diantara selain sejak setelah sesudah sebelum lampiran"
)
REFERENCE_WORDS = frozenset(_REFERRING.split())
