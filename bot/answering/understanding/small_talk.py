"""Small talk: greetings, thanks, who are you."""

from __future__ import annotations

import re
from collections.abc import Callable

from tanyapasal.index.asking.query import Query
from tanyapasal.index.language.glossary import Language
from tanyapasal.index.text import words

ABOUT = "Saya TanyaPasal. Saya menjawab pertanyaan tentang peraturan dengan menyebutkan pasalnya."


class SmallTalk:
    """Answers messages that are nothing but small talk. ``read``: the reader of questions."""

    def __init__(self, language: Language, read: Callable[[str], Query]) -> None:
        self._read = read
        answers = (
            (language.greetings, f"Halo! {ABOUT} Silakan tulis pertanyaan Anda."),
            (language.wellbeing, f"Baik, terima kasih. {ABOUT}"),
            (language.identity, ABOUT + " Jawaban saya kutipan dari sumbernya, bukan nasihat hukum."),
            (language.thanks, "Sama-sama. Silakan bertanya lagi bila perlu."),
            (language.farewell, "Sampai jumpa. Silakan kembali bila ada pertanyaan."),
        )
        self._answers = {" ".join(words(p)): said for phrases, said in reversed(answers) for p in phrases}
        longest_first = sorted((p for p in self._answers if p), key=len, reverse=True)
        self._phrases = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, longest_first))})(?!\S)")

    def answer(self, said: str, query: Query) -> str | None:
        """What to say to a message that says nothing else, or None."""
        plain = " ".join(words(said))
        if not plain:
            return f"{ABOUT} Silakan tulis pertanyaan Anda."
        for text in (plain, " ".join(words(query.text))):
            if text in self._answers:
                return self._answers[text]
        found = self._phrases.findall(plain)
        if not found:
            return None
        rest = " ".join(self._phrases.sub(" ", plain).split())
        if rest:
            # "halo kak, mau tanya dong" says nothing more; "halo, izin berlaku berapa lama" does.
            query = self._read(rest)
            if query.content or query.mentions or query.kind != "lain":
                return None
        return self._answers[max(found, key=len)]
