"""The words that are made of an Indonesian root: tanya gives bertanya, ditanyakan, menanyakan, pertanyaan …

Made by the rules of the language, not taken apart: a stemmer takes "peserta" for "serta" and "percobaan" for "coba",
while here whoever names a root says which of its words are meant.
"""

from __future__ import annotations

from itertools import product

_SWALLOWED = {"p": "m", "t": "n", "k": "ng", "s": "ny"}
_NASAL = {**dict.fromkeys("bfpv", "m"), **dict.fromkeys("cdjstz", "n"), **dict.fromkeys("aeioughk", "ng")}


def behind_nasal(root: str) -> tuple[str, ...]:
    """A root as it stands behind me- and pe-: buat gives mbuat, tulis nulis (and ntulis), cek ncek and ngecek."""
    first = root[:1]
    forms = [_NASAL.get(first, "") + root]
    if first in _SWALLOWED:
        forms.append(_SWALLOWED[first] + root[1:])
    if sum(letter in "aeiou" for letter in root) == 1:
        forms.append("nge" + root)
    return tuple(forms)


def verbs(root: str) -> frozenset[str]:
    """The root and its verbs: active, passive, with ber- and ter-, each alone and with -kan and -i."""
    ber = ("be" if root.startswith("r") else "ber") + root
    heads = (root, "di" + root, "ter" + root, ber, *("me" + nasal for nasal in behind_nasal(root)))
    return frozenset(head + ending for head, ending in product(heads, ("", "kan", "i")))


def nouns(root: str) -> frozenset[str]:
    """Its nouns for the act, what comes of it, and who does it: jawaban, penjelasan, pertanyaan, pembuat."""
    agents = ["pe" + nasal for nasal in behind_nasal(root)]
    heads = (root, ("pe" if root.startswith("r") else "per") + root, "ke" + root, *agents)
    return frozenset([*(head + "an" for head in heads), *agents])
