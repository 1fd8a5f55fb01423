"""The lines of a web page as a reader sees them, each with what it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "head", "button", "select", "textarea", "object")
_OUTSIDE = frozenset({"nav", "aside", "footer", "form"})
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
     "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
     "thead", "tr", "ul"}
)  # fmt: skip
_LISTS = frozenset({"ul", "ol"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page. `block` is shared by the items of one list; `linked` is the share of it that is links."""

    text: str
    block: int
    item: bool
    outside: bool
    linked: float

    @property
    def told_item(self) -> bool:
        """A list item that tells something, other than an entry of a menu or a list of further stories."""
        return self.item and not self.outside and self.linked < 0.5 and self.text.count(" ") >= 2


class _Page:
    """Where the walk through a page stands: the elements that are open, and the line begun."""

    def __init__(self) -> None:
        self.open: list[str] = []
        self.block = 0
        self.words: list[str] = []
        self.links: list[str] = []

    def add(self, text: str | None) -> None:
        if text:
            self.words.append(text)
            if "a" in self.open:
                self.links.append(text)

    def flush(self) -> Iterator[Line]:
        text, links = (" ".join("".join(parts).split()) for parts in (self.words, self.links))
        self.words, self.links = [], []
        if text:
            here = set(self.open)
            yield Line(text, self.block, "li" in here, bool(here & _OUTSIDE), len(links) / len(text))

    def next_block(self, tag: str) -> None:
        """Every block begins another, except inside a list."""
        if tag in _BLOCKS and not _LISTS & set(self.open):
            self.block += 1


def lines_of(tree: Any) -> list[Line]:
    """The lines of a page, in the order of its source. The tree is used up."""
    from lxml import etree

    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    etree.strip_tags(tree, etree.Comment, etree.ProcessingInstruction)
    return list(_walk(etree.iterwalk(tree, events=("start", "end"))))


def _walk(events: Any) -> Iterator[Line]:
    page = _Page()
    for event, element in events:
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in _BLOCKS:
            yield from page.flush()
        if event == "start":
            page.next_block(tag)
            page.open.append(tag)
            page.add(element.text)
        else:
            page.open.pop()
            page.next_block(tag)
            page.add(element.tail)
    yield from page.flush()
