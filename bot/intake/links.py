"""The documents that a page of a website offers: PDF and Word files that it links, shows or names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urldefrag, urljoin, urlsplit

import lxml.html

# The attributes in which pages carry addresses: links, frames, viewers, and the notes for search engines.
_ATTRIBUTES = ("href", "src", "data", "content", "data-href", "data-src", "data-url", "data-file")
_DOCUMENT = re.compile(r"\.(?:pdf|docx)$", re.I)
# Links that hand out a file without saying so by their name.
_HANDED = re.compile(r"(?:^|[/_-])(?:download|unduh)(?:[/_-]|$)", re.I)
_ADDRESS = re.compile(r"https?://|/", re.I)
_MOST_PAGE_BYTES = 10 * 1024 * 1024


def is_page(data: bytes) -> bool:
    """True for HTML, as far as its beginning tells."""
    head = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<!--", b"<meta", b"<div")) or (
        head.startswith(b"<?xml") and b"<html" in data[:2048].lower()
    )


def document_links(data: bytes, base: str) -> tuple[str, ...]:
    """The addresses of documents on a page that lay at ``base``, each once, in the order of the page.

    Files that are called PDF or Word come before those that only a link "unduh" tells of. Never raises.
    """
    try:
        page = lxml.html.document_fromstring(data[:_MOST_PAGE_BYTES])
    except (lxml.etree.LxmlError, ValueError):
        return ()
    bases = page.xpath("//base/@href")
    if isinstance(bases, list) and bases:
        base = _joined(base, str(bases[0])) or base
    named: dict[str, None] = {}
    handed: dict[str, None] = {}
    for element in page.iter():
        for written in _written(element):
            if (shown := _shown(written, base)) is not None:
                named[shown] = None
            elif element.tag == "a" and (url := _joined(base, written)) and _is_handed(url):
                handed[url] = None
    return tuple({**named, **handed})


def _written(element: lxml.html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str):  # a comment
        return
    for name in _ATTRIBUTES:
        value = (element.get(name) or "").strip()
        # Other notes of a page are prose, which may end like the name of a file.
        if value and (name != "content" or _ADDRESS.match(value)):
            yield value


def _shown(written: str, base: str) -> str | None:
    """The document that an address is, or that a viewer shows: ``viewer.html?file=/naskah.pdf``."""
    url = _joined(base, written)
    if url is None:
        return None
    parts = urlsplit(url)
    if _DOCUMENT.search(unquote(parts.path)):
        return url
    inside = [value for _, value in parse_qsl(parts.query) if _DOCUMENT.search(value)]
    # A file that is asked for by its name alone lies behind this very address.
    return _joined(url, inside[0]) if inside and "/" in inside[0] else url if inside else None


def _is_handed(url: str) -> bool:
    return _HANDED.search(unquote(urlsplit(url).path)) is not None


def _joined(base: str, written: str) -> str | None:
    try:
        url = urldefrag(urljoin(base, written)).url
        return url.replace(" ", "%20") if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None
