"""What scanners take for what, as data; a test requires each misreading to lead from its example to the right word."""

from __future__ import annotations

from dataclasses import dataclass

# The digits that a sign may have been.
DIGITS: dict[str, str] = {
    **{str(digit): str(digit) for digit in range(10)},
    **dict.fromkeys("OoQDU", "0"),
    **dict.fromkeys("lIi|!]LJj", "1"),
    **dict.fromkeys("Zz", "2"),
    **dict.fromkeys("Ss", "5"),
    **dict.fromkeys("Gb", "6"),
    **dict.fromkeys("B&", "8"),
    **dict.fromkeys("gq", "9"),
    **dict.fromkeys("tT", "17"),
    "A": "4",
}
# What a closing and an opening bracket are taken for.
CLOSING = "1lIi|!]}tTJjf\\"
OPENING = "({[<"
# Signs of one letter each that are taken for one another, small letters and digits.
_ALIKE = (
    "li1|!jtfr", "aceo0", "ae", "un", "na", "nh", "hb", "hk", "kl", "lb", "gq9", "s5", "sa", "z2", "vy", "b6", "b8", "vu",
)  # fmt: skip
ALIKE: frozenset[tuple[str, str]] = frozenset(
    (one, other) for group in _ALIKE for one in group for other in group if one != other
)


@dataclass(frozen=True, slots=True)
class Misreading:
    """``read`` stands in copies where ``printed`` was printed; ``example``: such a word and the right one."""

    read: str
    printed: str
    example: tuple[str, str]


# Seen in copies of gazettes of 1983 to 2023.
MISREADINGS: tuple[Misreading, ...] = (
    Misreading("rn", "m", ("rnengumumkan", "mengumumkan")),
    Misreading("m", "rn", ("gubemur", "gubernur")),
    Misreading("cl", "d", ("clalam", "dalam")),
    Misreading("ii", "u", ("diatiir", "diatur")),
    Misreading("li", "h", ("lialaman", "halaman")),
    Misreading("ri", "n", ("kewajibari", "kewajiban")),
    Misreading("vv", "w", ("pengavvasan", "pengawasan")),
    Misreading("rv", "w", ("dervan", "dewan")),
    Misreading("iv", "m", ("iventeri", "menteri")),
    Misreading("lv", "m", ("lventeri", "menteri")),
    Misreading("ivl", "m", ("ivlenteri", "menteri")),
    Misreading("nr", "ru", ("penrmusan", "perumusan")),
    Misreading("m", "ru", ("pengums", "pengurus")),
    Misreading("ll", "u", ("pengurlls", "pengurus")),
    Misreading("rrr", "ru", ("hurrrf", "huruf")),
    Misreading("tr", "u", ("dibenttrk", "dibentuk")),
    Misreading("lr", "u", ("ketlra", "ketua")),
    Misreading("lr", "k", ("ralryat", "rakyat")),
    Misreading("lr", "y", ("menlrusun", "menyusun")),
    Misreading("jr", "y", ("menjrusun", "menyusun")),
    Misreading("5r", "y", ("a5rat", "ayat")),
    Misreading("3r", "y", ("men3rusun", "menyusun")),
    Misreading("rr", "n", ("perwakilarr", "perwakilan")),
    Misreading("d", "rj", ("kineda", "kinerja")),
    Misreading("d", "ij", ("kebdakan", "kebijakan")),
    Misreading("qi", "aj", ("prqiurit", "prajurit")),
    Misreading("qi", "uj", ("disetqiui", "disetujui")),
    Misreading("€", "a", ("sec€ra", "secara")),
    Misreading("€r", "a", ("merupak€rn", "merupakan")),
    Misreading("€ul", "an", ("urus€ul", "urusan")),
    Misreading("zr", "a", ("pengetahuzrn", "pengetahuan")),
    Misreading("zm", "an", ("terlaksanzmya", "terlaksananya")),
    Misreading("er", "a", ("pendayagunaern", "pendayagunaan")),
    Misreading("ur", "a", ("rumusurn", "rumusan")),
    Misreading("em", "an", ("pengembemgan", "pengembangan")),
)
