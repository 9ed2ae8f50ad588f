"""Mends of an official text: ``official/ID.mends.jsonl`` read and written, and laid over the text.

One mend a line, so that a hand or a diff changes one at a time. ``official/ID.md`` stays what was read from the copy; a
mend whose words do not stand at its place any more, because somebody corrected them there, changes nothing.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from tanyapasal.index.corpus.official.form import label
from tanyapasal.index.corpus.official.tree import Branch, forest, interleaved
from tanyapasal.index.errors import CorpusMistake
from tanyapasal.index.law.mends import MEND_KINDS, Mend, Undone, mended_text
from tanyapasal.index.law.places import Reference, parse_reference
from tanyapasal.index.law.regulation import Provision, Regulation
from tanyapasal.index.text import one_line

_TEXTS = ("at", "before", "original", "mended", "after", "kind", "reason")


def read_mends(text: str, path: str, mistakes: list[CorpusMistake]) -> tuple[Mend, ...]:
    """The mends of a file; lines that are none are added to ``mistakes``."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.append(_mend(json.loads(line)))
        except (ValueError, TypeError, KeyError) as error:
            told = str(error) if isinstance(error, KeyError) else one_line(str(error))
            message = f"baris ini bukan perbaikan yang sah ({told}); hapus, atau salin bentuk baris lain"
            mistakes.append(CorpusMistake(path, number, message))
    return tuple(found)


def mends_lines(mends: Iterable[Mend]) -> str:
    """The text that ``read_mends`` reads back to the same mends."""
    return "".join(f"{json.dumps(_told(mend), ensure_ascii=False)}\n" for mend in mends)


def mended(regulation: Regulation, mends: Iterable[Mend]) -> Regulation:
    """The regulation with the mends that are not undone; places, spans and order are those of the copy."""
    of_place: dict[Reference, list[Mend]] = defaultdict(list)
    for mend in mends:
        of_place[mend.place].append(mend)
    texts = {p.ref: mended_text(p.text, of_place[p.ref]) for p in regulation.provisions if p.ref in of_place}
    if all(texts.get(p.ref, p.text) == p.text for p in regulation.provisions):
        return regulation
    rewritten: dict[Reference, Provision] = {}
    for tree in forest(regulation.provisions):
        _rewrite(tree, texts, rewritten)
    return replace(regulation, provisions=tuple(rewritten.get(p.ref, p) for p in regulation.provisions))


def _rewrite(
    branch: Branch, texts: Mapping[Reference, str], rewritten: dict[Reference, Provision]
) -> Provision:
    """The provision of ``branch`` with mended texts; ``rewritten`` gets it, and all below it, where they changed."""
    provision = branch.provision
    text = texts.get(provision.ref, provision.text)
    below = {id(one): _rewrite(one, texts, rewritten) for one in branch.below}
    if text == provision.text and all(below[id(one)] is one.provision for one in branch.below):
        return provision
    # A mend changes words within a line, never the number of lines.
    own = iter([line for line in map(one_line, text.split("\n")) if line])
    lines = [
        next(own, part) if isinstance(part, str) else _marked(below[id(part)]) for part in interleaved(branch)
    ]
    rewritten[provision.ref] = replace(provision, text=text, full_text="\n".join(lines))
    return rewritten[provision.ref]


def _marked(provision: Provision) -> str:
    return f"{label(provision.ref.locator)}{provision.full_text}".strip()


def _mend(told: Mapping[str, object]) -> Mend:
    texts = {name: told[name] for name in _TEXTS}
    place = parse_reference(str(texts["at"]))
    kind = next((kind for kind in MEND_KINDS if kind == texts["kind"]), None)
    if (
        not isinstance(place, Reference)
        or kind is None
        or not all(isinstance(t, str) for t in texts.values())
    ):
        raise ValueError(f"'at', 'kind' ({', '.join(MEND_KINDS)}), atau salah satu teksnya keliru")
    before, original, new, after, reason = (
        str(texts[n]) for n in ("before", "original", "mended", "after", "reason")
    )
    undone = told.get("undone")
    by = Undone(str(undone["by"]), date.fromisoformat(undone["on"])) if isinstance(undone, Mapping) else None
    return Mend(place, original, new, before, after, kind, reason, by)


def _told(mend: Mend) -> dict[str, object]:
    texts = (str(mend.place), mend.before, mend.original, mend.mended, mend.after, mend.kind, mend.reason)
    told: dict[str, object] = dict(zip(_TEXTS, texts, strict=True))
    if mend.undone is not None:
        told["undone"] = {"by": mend.undone.by, "on": mend.undone.on.isoformat()}
    return told


def carried(found: Sequence[Mend], before: Iterable[Mend]) -> tuple[Mend, ...]:
    """The mends that were found, undone where the same ones have been undone ``before``."""
    undone = {mend.id: mend.undone for mend in before if mend.undone is not None}
    return tuple(replace(mend, undone=undone.get(mend.id)) for mend in found)
