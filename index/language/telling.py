"""The words of a text that tell what it is about, apart from the places that it leans on and from joining words."""

from __future__ import annotations

import re

from tanyapasal.index.language.stemming import stems

# "sebagaimana dimaksud dalam Pasal 3 ayat (1) huruf a dan huruf b": where a statement leans, not what it says
_LEANING = re.compile(
    r"(?:sebagaimana|yang)?\s*dimaksud\s+(?:dalam|pada)\s+(?:pasal\s+\S+\s*)?(?:ayat\s*\([^)]*\)\s*)?(?:huruf\s+\w\b\s*)?"
    r"(?:(?:,|dan/atau|dan|atau|sampai dengan)\s*(?:pasal\s+\S+\s*)?(?:ayat\s*)?(?:\([^)]*\))?(?:huruf\s+\w\b)?\s*)*",
    re.IGNORECASE,
)
# Words that join what is said or ask for it. Unlike other frequent words they differ between asking and telling.
_JOINING = frozenset(
    stems(
        "jika apabila kalau bila sudah bisa boleh harus suatu setiap kepada terhadap antara tersebut ayat pasal huruf "
        "angka lain hal bukan karena maka agar seperti yaitu meliputi terdiri atas berupa dimana seseorang orang"
    )
)


def telling(text: str) -> frozenset[str]:
    """The stems of a text that tell what it is about."""
    return frozenset(
        token for token in stems(_LEANING.sub(" ", text)) if token not in _JOINING and not token.isdigit()
    )
