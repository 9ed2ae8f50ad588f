"""The words of a text that tell what it is about, apart from the places that it leans on and from joining words."""

from __future__ import annotations

from tanyapasal.index.language.statements import without_leaning
from tanyapasal.index.language.words.stemming import stems

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
        token for token in stems(without_leaning(text)) if token not in _JOINING and not token.isdigit()
    )
