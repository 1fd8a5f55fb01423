"""A saved web page: trafilatura says what is the article, the page itself says where its lines break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from kg.config import Limits
from kg.errors import ArticleError
from kg.sources.dates import first_published, is_dateline
from kg.sources.encodings import decode
from kg.sources.files import SourceFile
from kg.sources.lines import Line, lines_of
from kg.sources.quiet import quiet
from kg.sources.records import Record, Records
from kg.sources.tables import whole

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]+)""", re.I)
_LONG = 40  # squeezed characters that no other line of a page will repeat by chance
_ENOUGH = 0.9


def read_html(file: SourceFile, limits: Limits) -> Records:
    """The article of one page: its text, title, day of first publication, site and address."""
    data = whole(file.path, limits.article_bytes)
    declared = _CHARSET.search(data[:4096])
    html = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    yield Record(file.label, file.name, page_fields(html))


def page_fields(html: str) -> dict[str, object]:
    """What a page says, as fields of an article. List items are lines of their own; no date is taken from a footer."""
    tree = _tree(html)
    published = first_published(tree)
    found = _main(tree)
    lines = lines_of(_tree(html))
    title = found.title if found else None
    text = _article_text(lines, (found.text if found else "") or "", title)
    return {"text": text, "title": title, "published": published, **_place(found)}


def _tree(html: str) -> Any:
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    try:
        return document_fromstring(html.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError) as e:
        raise ArticleError(f"not a web page: {e}") from e


def _main(tree: Any) -> Any:
    from trafilatura import bare_extraction

    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        try:
            return bare_extraction(tree, include_comments=False, with_metadata=True)
        except Exception as e:  # broken pages raise whatever its parsers meet first
            raise ArticleError(f"not a readable web page: {type(e).__name__}: {e}") from e


def _place(found: Any) -> dict[str, object]:
    url = found.url if found and (urlsplit(found.url or "").path.strip("/")) else None
    return {"source": found.sitename if found else None, "url": url}


def _article_text(lines: list[Line], main: str, title: str | None) -> str:
    kept = _kept(lines, main) if main else [not line.outside for line in lines]
    chosen = [line for line, keep in zip(lines, kept, strict=True) if keep]
    size = sum(len(_squeeze(line.text)) for line in chosen)
    if size < _ENOUGH * len(_squeeze(main)):  # the page and the extractor word it differently: take the extractor's
        return "\n\n".join(re.sub(r"^[-*] ", "", line) for line in main.split("\n"))
    told = [line for line in chosen if line.text != title and not is_dateline(line.text)]
    return "".join(_joined(told or chosen))


def _joined(lines: list[Line]) -> Iterator[str]:
    """Paragraphs apart, the items of one list under each other."""
    block = None
    for line in lines:
        if block is not None:
            yield "\n" if block == line.block else "\n\n"
        yield line.text
        block = line.block


def _kept(lines: list[Line], main: str) -> list[bool]:
    """Which lines the extractor took for the article, and with them the list items it lost."""
    kept = _matched(lines, _squeeze(main))
    for start, end in _item_runs(lines, kept):
        before, after = start > 0 and kept[start - 1], end < len(lines) and kept[end]
        told = all(line.text.endswith((".", "!", "?", '."', ".”")) for line in lines[start:end])
        if (before and after) or ((before or after) and told):
            kept[start:end] = [True] * (end - start)
    return kept


def _matched(lines: list[Line], main: str) -> list[bool]:
    """Walks along the extracted text: a line is kept where the text goes on with it."""
    kept, at, anchor = [], 0, 0
    for line in lines:
        words = _squeeze(line.text)
        goes_on = bool(words) and not line.outside and main.startswith(words, at)
        if not goes_on and len(words) >= _LONG and (found := main.find(words, anchor)) >= 0:
            goes_on, at = True, found
        if goes_on:
            at += len(words)
            anchor = at if len(words) >= _LONG else anchor
        kept.append(goes_on)
    return kept


def _item_runs(lines: list[Line], kept: list[bool]) -> Iterator[tuple[int, int]]:
    """Stretches of list items that were not kept and are no menu."""
    start = 0
    while start < len(lines):
        end = start
        while end < len(lines) and not kept[end] and lines[end].told_item:
            end += 1
        if end > start:
            yield start, end
        start = end + 1


def _squeeze(text: str) -> str:
    return re.sub(r"\W+", "", text)
