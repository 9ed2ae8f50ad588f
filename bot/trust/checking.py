"""A receipt, or a day's log of them, checked offline against a snapshot and the corpus it was built from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tanyapasal.bot.trust.canonical import Json, digest, text_digest
from tanyapasal.bot.trust.log import read_receipt
from tanyapasal.bot.trust.receipts import FORMATS, NONE_BEFORE, Receipt, is_erased, mends_files
from tanyapasal.index.law.kinds import Kinds
from tanyapasal.index.law.passages import Passage
from tanyapasal.index.law.places import Reference
from tanyapasal.index.search.snapshot import Knowledge


@dataclass(frozen=True, slots=True)
class Held:
    """What receipts are checked against.

    ``kinds``: how places are written; ``corpus``: the folder, None to leave the files on disk alone.
    """

    snapshot: str
    passages: Mapping[str, Passage]
    sources: Mapping[str, str]
    kinds: Kinds
    corpus: Path | None

    @classmethod
    def of(cls, snapshot: str, knowledge: Knowledge, corpus: Path | None) -> Held:
        by_id = {passage.id: passage for passage in knowledge.whole}
        return cls(snapshot, by_id, dict(knowledge.sources), knowledge.kinds, corpus)


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a receipt does not hold: the line in the log (1 for a single receipt) and one sentence."""

    line: int
    reason: str


def check_file(path: Path, held: Held) -> tuple[int, tuple[Flaw, ...]]:
    """How many receipts a file holds, and every flaw. A log (.jsonl) must also be one unbroken chain.

    Raises OSError if the file cannot be read.
    """
    data = path.read_bytes()
    lines = [line for line in data.split(b"\n") if line.strip()] if path.suffix == ".jsonl" else [data]
    if not lines:
        return 0, (Flaw(1, "berkas kosong"),)
    flaws: list[Flaw] = []
    previous = NONE_BEFORE
    for number, line in enumerate(lines, start=1):
        receipt = read_receipt(line)
        if receipt is None:
            flaws.append(Flaw(number, "bukan tanda bukti (JSON tidak terbaca)"))
            previous = ""
            continue
        flaws += [Flaw(number, reason) for reason in _flaws(receipt, held)]
        if path.suffix == ".jsonl":
            if receipt.get("previous") != previous:
                flaws.append(
                    Flaw(number, "rantai terputus: hash sebelumnya tidak cocok dengan baris di atasnya")
                )
            previous = str(receipt.get("hash"))
    return len(lines), tuple(flaws)


def _flaws(receipt: Receipt, held: Held) -> Iterator[str]:
    if receipt.get("format") not in FORMATS:
        yield f"format tanda bukti {receipt.get('format')!r} tidak dikenal"
        return
    if is_erased(receipt):
        return  # nothing is left that could be checked but its place in the chain
    rest = {key: value for key, value in receipt.items() if key != "hash"}
    try:
        computed = digest(rest)
    except ValueError as error:
        yield f"isi tanda bukti tidak baku: {error}"
        return
    if computed != receipt.get("hash"):
        yield "isi tanda bukti berubah: hash tidak cocok"
    if receipt.get("snapshot") != held.snapshot:
        yield f"dibuat dari indeks {receipt.get('snapshot')}, sedangkan indeks yang ada {held.snapshot}"
        return
    citations = receipt.get("citations")
    if not isinstance(citations, list):
        yield "daftar kutipan tidak ada"
        return
    for number, citation in enumerate(citations, start=1):
        if not isinstance(citation, dict):
            yield f"kutipan {number} tidak terbaca"
            continue
        for reason in _citation_flaws(citation, held):
            yield f"kutipan {number} ({citation.get('ref')}): {reason}"


def _citation_flaws(citation: Mapping[str, Json], held: Held) -> Iterator[str]:
    passage = held.passages.get(str(citation.get("passage")))
    if passage is None:
        yield "bagian yang dikutip tidak ada dalam indeks"
        return
    cited = (str(citation.get("ref")), str(citation.get("label")))
    if cited not in _places(passage, held.kinds):
        yield "rujukan atau label tidak cocok dengan indeks"
    if text_digest(passage.text) != citation.get("passage_sha256"):
        yield "bunyi bagian dalam indeks berubah: hash tidak cocok"
    span, quote = citation.get("span"), citation.get("quote")
    if not (
        isinstance(span, list)
        and len(span) == 2
        and isinstance(span[0], int)
        and isinstance(span[1], int)
        and 0 <= span[0] < span[1]
        and passage.text[span[0] : span[1]] == quote
    ):
        yield "kutipan tidak sama, huruf demi huruf, dengan bagian yang ditunjuknya"
    source = citation.get("source")
    if not isinstance(source, dict):
        yield "berkas sumber tidak disebut"
        return
    changed_by, mends = _entries(source, "changed_by"), _entries(source, "mends")
    if [other.get("file") for other in changed_by] != [f"official/{r}.md" for r in passage.changed_by]:
        yield "daftar berkas yang mengubah bunyinya tidak cocok dengan indeks"
    if [other.get("file") for other in mends] != mends_files(passage, held.sources):
        yield "daftar berkas perbaikan teks OCR tidak cocok dengan indeks"
    for entry in (source, *changed_by, *mends):
        yield from _entry_flaws(entry, held)


def _entries(source: Mapping[str, Json], name: str) -> list[Mapping[str, Json]]:
    listed = source.get(name)
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def _places(passage: Passage, kinds: Kinds) -> Iterator[tuple[str, str]]:
    """What may be cited for the words of a passage: its own place, and the articles that it rests on."""
    yield str(passage.ref), passage.label
    for ref in passage.legal_basis:
        if isinstance(ref, Reference):
            yield str(ref), kinds.label_of(ref)


def _entry_flaws(source: Mapping[str, Json], held: Held) -> Iterator[str]:
    file, hashed = str(source.get("file")), source.get("file_sha256")
    if held.sources.get(file) != hashed:
        yield f"hash berkas sumber {file} tidak cocok dengan indeks"
    elif held.corpus is not None and hashed is not None:
        yield from _file_flaws(held.corpus / file, file, str(hashed))


def _file_flaws(path: Path, name: str, hashed: str) -> Iterator[str]:
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        yield f"berkas sumber {name} tidak ada dalam korpus"
        return
    if found != hashed:
        yield f"berkas sumber {name} berubah sejak indeks dibangun"


def show(receipt: Receipt) -> str:
    """A receipt for people to keep: indented JSON; its hash is of the canonical form, not of these bytes."""
    return json.dumps(receipt, ensure_ascii=False, indent=2)
