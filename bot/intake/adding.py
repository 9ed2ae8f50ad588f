"""Texts into the corpus, one by one: what fails is told and stops nothing, what is done is not done again."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from tanyapasal.bot.errors import FetchingError
from tanyapasal.bot.intake.downloading import Download, Version, Web
from tanyapasal.bot.intake.entries import IN_CORPUS, Entry, filed_entry
from tanyapasal.bot.intake.journal import Journal, Read, digest_of
from tanyapasal.bot.intake.links import document_links, is_page
from tanyapasal.bot.intake.listing import is_address
from tanyapasal.bot.intake.reading import Reader
from tanyapasal.index.corpus import OfficialFile, read_corpus
from tanyapasal.index.corpus.official.storing import remove_unfinished
from tanyapasal.index.errors import FilingError, ReferenceSyntaxError, TanyaPasalError
from tanyapasal.index.filing import (
    checked,
    difference,
    held,
    overwritten,
    with_file,
    write_official,
)
from tanyapasal.index.law.places import RegulationId
from tanyapasal.index.reading import ReadText

_UNKNOWN_VERSION = Version()


@dataclass(frozen=True, slots=True)
class _Text:
    """A file to read: where it lies, what it is called and known by, its version, and which regulation it should be."""

    path: Path
    source: str
    key: str
    digest: str
    size: int
    modified: int = 0
    version: Version = _UNKNOWN_VERSION
    url: str | None = None
    named: RegulationId | None = None

    @property
    def name(self) -> str:
        """What the file is called where it comes from."""
        return self.path.name if self.url is None else PurePosixPath(urlsplit(self.url).path).name


class Adding:
    """One command that adds texts to a corpus.

    Without a ``journal`` nothing is written: neither the corpus nor what was read. ``again``: read also what was read
    before and has not changed. ``overwrite``: also a regulation that is held with another title. Raises CorpusError if the corpus as it is has mistakes.
    """

    def __init__(
        self,
        corpus: Path,
        reader: Reader,
        web: Web,
        journal: Journal | None = None,
        again: bool = False,
        overwrite: bool = False,
    ) -> None:
        self._folder = corpus
        self._corpus = read_corpus(corpus, may_be_empty=True)
        self._reader = reader
        self._web = web
        self._journal = journal
        self._again = again
        self._overwrite = overwrite
        self._claimed: dict[RegulationId, Entry] = {}
        self._digests: dict[str, str] = {}
        self._last = journal.of_regulation() if journal is not None else {}
        if journal is not None:
            remove_unfinished(corpus)

    def expect(self, named: Iterable[Path | str]) -> None:
        """Of what is named, that which was filed before keeps its regulations against texts that are new."""
        for item in named:
            known = self._known(str(item.resolve()) if isinstance(item, Path) else item)
            if known is None or known.entry.id is None or self._superseding(known.entry) is not None:
                continue
            if known.entry.outcome in IN_CORPUS:
                entry = replace(known.entry, source=str(item))
                self._claimed.setdefault(RegulationId.parse(known.entry.id), entry)

    def add(self, named: Path | str, identity: RegulationId | None = None) -> list[Entry]:
        """Add a file or what lies at an address; the entries of all that came of it."""
        return [self.file(named, identity)] if isinstance(named, Path) else self.address(named, identity)

    def file(self, path: Path, named: RegulationId | None = None) -> Entry:
        """Add one file; ``named``: which regulation it is. Never raises for what is wrong with the file."""
        source, key = str(path), str(path.resolve())
        try:
            about = path.stat()
            known = None if named else self._known(key)
            if known and (known.size, known.modified) == (about.st_size, about.st_mtime_ns):
                return self._as_before(source, known)
            digest = digest_of(path)
        except OSError as error:
            return Entry(source, "failed", f"'{source}' tidak dapat dibuka: {error.strerror}")
        return self._text(
            _Text(path, source, key, digest, about.st_size, about.st_mtime_ns, named=named), known
        )

    def address(self, url: str, named: RegulationId | None = None) -> list[Entry]:
        """Add what lies at an address: a document, or those that a page offers; the page itself if it offers none."""
        try:
            came = self._downloaded(url, named)
        except FetchingError as error:
            return [Entry(url, "failed", str(error))]
        if isinstance(came, Entry):
            return [came]
        links = document_links(came.data, came.url) if is_page(came.data) else ()
        if not links:
            return [self._came(url, came, named)]
        return self._offered(url, came, links, named)

    def fetch(self, identity: RegulationId, urls: tuple[str, ...]) -> list[Entry]:
        """Add a regulation from the first of its addresses that gives it; one entry, with why all failed if they did.

        A regulation that came from the network before is held; ``again`` fetches it anew.
        """
        source, why = str(identity), list[str]()
        last = self._last.get(source)
        if last is not None and is_address(last.source) and self._is_held(source) and not self._again:
            return [replace(last, before=True)]
        for url in urls:
            entries = self.address(url, identity)
            found = next((entry for entry in entries if entry.outcome in IN_CORPUS), None)
            if found is not None:
                return [found]
            why += [f"{entry.source}: {entry.message}" for entry in entries if entry.message]
        return [Entry(source, "failed", "; ".join(why), source, self._corpus.kinds.label(identity))]

    def _offered(
        self, url: str, page: Download, links: tuple[str, ...], named: RegulationId | None
    ) -> list[Entry]:
        entries: list[Entry] = []
        for link in links[: self._web.reach.links]:
            try:
                came = self._downloaded(link, named)
                entries.append(came if isinstance(came, Entry) else self._came(link, came, named))
            except FetchingError as error:
                entries.append(Entry(link, "failed", str(error)))
            if named and entries[-1].outcome in IN_CORPUS:
                break
        left = len(links) - self._web.reach.links
        if left > 0 and not named:
            entries.append(
                Entry(url, "skipped", f"{left} dokumen lain di halaman ini tidak diambil; sebutkan alamatnya")
            )
        if not any(entry.outcome in IN_CORPUS for entry in entries):
            own = self._came(url, page, named)  # a page that is the law itself, with links beside it
            return [own] if own.outcome in IN_CORPUS else [*entries, own]
        # Beside a regulation a page offers its abstract, its index card, the rules of the site.
        return [replace(e, outcome="skipped") if e.outcome == "failed" else e for e in entries]

    def _downloaded(self, url: str, named: RegulationId | None) -> Download | Entry:
        known = None if named else self._known(url)
        came = self._web.download(url, Version(known.etag, known.last_modified) if known else None)
        if came is not None:
            return came
        if known is None:
            raise FetchingError("situs menjawab tanpa mengirim berkas")
        return self._as_before(url, known)

    def _came(self, source: str, came: Download, named: RegulationId | None) -> Entry:
        digest = hashlib.sha256(came.data).hexdigest()
        with tempfile.TemporaryDirectory(prefix="tanyapasal-") as folder:
            # The name only tells Markdown from other text.
            suffix = PurePosixPath(urlsplit(came.url).path).suffix
            path = Path(folder) / ("unduhan.md" if suffix == ".md" else "unduhan")
            path.write_bytes(came.data)
            text = _Text(
                path, source, source, digest, len(came.data), version=came.version, url=came.url, named=named
            )
            return self._text(text, None if named else self._known(source))

    def _text(self, text: _Text, known: Read | None) -> Entry:
        if known and known.digest == text.digest:
            return self._as_before(text.source, known)
        if (same := self._digests.get(text.digest)) is not None:
            return Entry(text.source, "copy", f"berkas yang sama dengan {same}")
        try:
            entry = self._filed(text)
        except TanyaPasalError as error:
            entry = Entry(text.source, "failed", str(error).replace(str(text.path), text.source))
        except Exception as error:  # a defect of this program in one text is no reason to leave the others
            entry = Entry(
                text.source,
                "failed",
                f"galat program ({type(error).__name__}: {error}); laporkan kepada pengembang",
            )
        if entry.outcome in IN_CORPUS:
            self._digests[text.digest] = text.source
        if self._journal is not None:
            version = text.version
            self._journal.keep(
                text.key,
                Read(text.digest, text.size, text.modified, version.etag, version.modified, entry),
            )
        return entry

    def _filed(self, text: _Text) -> Entry:
        read = self._reader.read(text.path)
        file = self._checked(read, text)
        if text.url is not None:
            file = replace(file, source=replace(file.source, url=text.url))
        before = held(self._corpus, file.id)
        if not self._overwrite and (other_text := overwritten(file, before)):
            raise FilingError(other_text)
        change = difference(before.regulation if before else None, file.regulation)
        entry = filed_entry(text.source, file, read, self._corpus.kinds)
        if before is not None:
            counts = f"baru {len(change.new)}, berubah {len(change.changed)}, hilang {len(change.gone)}"
            entry = (
                replace(entry, outcome="unchanged")
                if change.empty
                else replace(entry, outcome="replaced", message=counts)
            )
        if (other := self._claimed.get(file.id, entry)).source != text.source:
            if change.empty:
                return replace(entry, outcome="copy", message=f"isinya sama dengan {other.source}")
            return _clashing(entry, other)
        if self._journal is not None:
            self._journal.filing()
            entry = replace(entry, written=digest_of(write_official(self._folder, file)))
        self._corpus = with_file(self._corpus, file)
        self._claimed[file.id] = entry
        return entry

    def _checked(self, read: ReadText, text: _Text) -> OfficialFile:
        """The file that a text becomes; one that does not say which regulation it is may be called by its id."""
        try:
            return checked(read, self._corpus, text.named, text.name)
        except FilingError:
            called = _called(text.path) if text.named is None else None
            if called is None:
                raise
        return checked(read, self._corpus, called)

    def _known(self, key: str) -> Read | None:
        """What was read of a source, where that still stands: what is amiss is tried again, and what has gone from the corpus."""
        if self._journal is None or self._again:
            return None
        read = self._journal.read(key)
        if read is None or read.entry.is_amiss or read.entry.id is None:
            return None
        return read if self._is_held(read.entry.id) else None

    def _is_held(self, identity: str) -> bool:
        return (self._folder / "official" / f"{identity}.md").is_file()

    def _as_before(self, source: str, known: Read) -> Entry:
        entry = replace(known.entry, source=source, before=True)
        if entry.outcome not in IN_CORPUS or entry.id is None:
            return entry
        if (later := self._superseding(entry)) is not None:
            return replace(entry, outcome="skipped", message=f"kemudian digantikan oleh {later}")
        identity = RegulationId.parse(entry.id)
        if (other := self._claimed.get(identity, entry)).source != source:
            return _clashing(entry, other)
        self._claimed[identity] = entry
        self._digests[known.digest] = source
        return entry

    def _superseding(self, entry: Entry) -> str | None:
        """The source of a text that has taken the place of this one in the corpus since."""
        last = self._last.get(entry.id or "")
        return last.source if last is not None and last.written != entry.written else None


def _called(path: Path) -> RegulationId | None:
    """The regulation that a file is called by: ``uu-20-2023.pdf``."""
    try:
        return RegulationId.parse(path.stem)
    except ReferenceSyntaxError:
        return None


def _clashing(entry: Entry, other: Entry) -> Entry:
    """The entry of a text that is not filed, because ``other`` was: which one is right, a person must say."""
    pasal = other.findings.pasal if other.findings else 0
    why = (
        f"{other.source} ({pasal} pasal) sudah mengisi peraturan ini dan isinya berbeda; "
        "periksa mana yang benar, lalu masukkan yang itu sendiri"
    )
    return replace(entry, outcome="clash", message=why)
