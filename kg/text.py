"""The copy of an article that is fed to the parser, with the way back to the article's own characters.

Scars of earlier tokenizers (`U. S.`, `Military. com`, `[think]`) mislead a parser and must not change what we quote.
So the parser reads a cleaned copy, and every span of it leads back to exact characters of the original.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CleanText:
    """A cleaned copy. `offsets[i]:ends[i]` are the original characters that cleaned character i stands for.

    Both never decrease, and `ends[i] <= offsets[i + 1]`. `gaps` are positions in `text` where words were lost.
    """

    text: str
    offsets: tuple[int, ...]
    ends: tuple[int, ...]
    gaps: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """The original characters from cleaned `start` to `end`; an empty span stays empty."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} is not in the cleaned text (0:{len(self.text)})")
        if start < end:
            return self.offsets[start], self.ends[end - 1]
        at = self.offsets[start] if start < len(self.text) else max(self.ends, default=0)
        return at, at

    def crosses_gap(self, start: int, end: int) -> bool:
        """Whether words are missing inside cleaned `start:end`."""
        return any(start < gap < end - 1 for gap in self.gaps)


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of repair: what `pattern` matches, or each group it captures, becomes `to` (at most one character).

    Without one of the pieces that it `needs` in the text the pattern is not tried.
    """

    pattern: re.Pattern[str]
    to: str | Callable[[str], str]
    example: str
    becomes: str
    needs: tuple[str, ...]


def _compose(letters: str) -> str:
    composed = unicodedata.normalize("NFC", letters)
    return composed if len(composed) == 1 else letters


def _rule(pattern: str, to: str | Callable[[str], str], example: str, becomes: str, *needs: str) -> Rule:
    return Rule(re.compile(pattern), to, example, becomes, needs or ("",))


ACCENTS = "".join(map(chr, range(0x300, 0x370)))
"""The marks that stand behind the letter they belong to."""

BREAKS = "\r\x0b\x0c\x85\u2028\u2029"
"""What ends a line, besides the newline."""
BLANKS = "\t\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
"""What is as wide as a space, or so."""

# Rows apply in order, each to the text the rows above it left.
_CHARACTERS = (
    _rule(rf"\r\n?|[{BREAKS}]", "\n", "one\r\ntwo", "one\ntwo", *BREAKS),
    _rule(r"[\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+", "", "Ka\u200bbul", "Kabul"),
    _rule(rf"[{BLANKS}]", " ", "40\xa0men", "40 men", *BLANKS),
    _rule(rf"[^\W\d_][{ACCENTS}]+", _compose, "Jose\u0301", "José", *ACCENTS),
    _rule(r"-LRB-", "(", "Khaama Press -LRB-KP)", "Khaama Press (KP)", "-LRB-"),
    _rule(r"-RRB-", ")", "Khaama Press (KP-RRB-", "Khaama Press (KP)", "-RRB-"),
    _rule(r"-LSB-", "[", "-LSB-the envoy]", "[the envoy]", "-LSB-"),
    _rule(r"-RSB-", "]", "[the envoy-RSB-", "[the envoy]", "-RSB-"),
    _rule(r"``|(?<!')''(?!')", '"', "``No deal,'' he said", '"No deal," he said', "``", "''"),
)
_SPACES = (
    _rule(r"(?<! ) ++(?=\n)|(?<=\n) ++", "", "one  \n  two", "one\ntwo", " \n", "\n "),
    _rule(r"(?<=\n\n)\n+", "", "one\n\n\n\ntwo", "one\n\ntwo", "\n\n\n"),
    _rule(r" {2,}", " ", "the U.S.  mission", "the U.S. mission", "  "),
    _rule(r"\A ", "", " one", "one"),
    _rule(r" \Z", "", "one ", "one"),
)
_FRONT = (
    _rule(
        r"(?m)^([A-Z][A-Z’'./ -]{2,40}(?:, [A-Z\d][\w .]{1,30})?(?:, [A-Z\d][\w .]{0,20}\d(?:, \d{4})?)?"
        r"(?: \([^()\n]{2,40}\)| /[^/\n]{2,40}/)?"
        r" ?(?:--|[-–—]) )(?=[A-Z“\"])",
        "", "TARN, Lusonia (Radio Zil) - A ferry sank.", "A ferry sank.",
    ),
    _rule(r"\A(By [A-Z][^.!?\n]{2,80}\n+)", "", "By Ada Finch\nA ferry sank.", "A ferry sank."),
)  # fmt: skip
_SCARS = (
    _rule(r"(?<![\w.])U\.( )[SNK]\.", "", "the U. S. troops", "the U.S. troops", "U. "),
    _rule(
        r"(?<![\w.])(?:E\.( )U\.|D\.( )C\.|U\.( )A\.( )E\.)", "", "Washington, D. C.", "Washington, D.C.",
        "E. U.", "D. C.", "U. A. E.",
    ),
    _rule(r"(?<=\d )[ap]\.( )m\.", "", "at 8 p. m. on Monday", "at 8 p.m. on Monday", ". m."),
    _rule(
        r"(?<=\w\.)( )(?:com|org|net)(?![\w-])", "", "reported Military. com.", "reported Military.com.",
        ". com", ". org", ". net",
    ),
    _rule(r" ?\[sic\]", "", "he dont [sic] know", "he dont know", "[sic]"),
    _rule(r"(\[)[^\W\d_][^\s\[\]]*(\])", "", "Do you [think] so", "Do you think so", "["),
    _rule(
        r"(?:\A|\n|[.!?…][\"”]? )(\[)(?=[A-Z][^\[\]\n]*(?:[\[\n]|\Z))", "", "[Under it, we go", "Under it, we go", "[",
    ),
    _rule(r'(?<![^\s(\[—–])"( ?)[^"\n]*?( ?)"(?!\w)', "", '" Go now. " He left', '"Go now." He left', '"'),
    _rule(r'(?<=[.,!?…])( )"(?=\s|\Z)', "", 'in the country. "', 'in the country."', ' "'),
    _rule(r"“( )|( )”", "", "“ Go now. ”", "“Go now.”", "“ ", " ”"),
)  # fmt: skip
RULES: tuple[Rule, ...] = _CHARACTERS + _SPACES + _SCARS + _FRONT

# Wide space after a full stop or beside a dash is typesetting; anywhere else inside a line, words fell out.
_GAP = re.compile(r'(?<=[^\s.!?"”)…—–-]) {3,}(?=[^\s…—–-])|(?<=[.!?"”)]) {3,}(?=[a-z])')


@dataclass(frozen=True, slots=True)
class _Copy:
    """A text in the making: its characters, and where each begins and ends in the original."""

    text: str
    starts: list[int]
    ends: list[int]


def clean(text: str) -> CleanText:
    """The parser's copy of `text`. Words are never changed, reordered or lost; line breaks stay as newlines."""
    copy = _Copy(text, list(range(len(text))), list(range(1, len(text) + 1)))
    for rule in _CHARACTERS:
        copy = _apply(rule, copy)
    gap = "   " in copy.text
    lost = [copy.starts[match.start()] for match in _GAP.finditer(copy.text)] if gap else []
    for rule in _SPACES + _SCARS + tuple(reversed(_FRONT)):
        copy = _apply(rule, copy)
    gaps = tuple(bisect_left(copy.starts, place) for place in lost)
    return CleanText(copy.text, tuple(copy.starts), tuple(copy.ends), gaps)


def _apply(rule: Rule, copy: _Copy) -> _Copy:
    if not any(piece in copy.text for piece in rule.needs):
        return copy
    edits = [(a, b, to) for a, b in _places(rule, copy.text) if (to := _replacement(rule, copy.text[a:b])) is not None]
    if not edits:
        return copy
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for a, b, to in edits:
        words += (copy.text[done:a], to)
        starts += copy.starts[done:a] + [copy.starts[a]] * len(to)
        ends += copy.ends[done:a] + [copy.ends[b - 1]] * len(to)
        done = b
    return _Copy("".join(words) + copy.text[done:], starts + copy.starts[done:], ends + copy.ends[done:])


def _places(rule: Rule, text: str) -> list[tuple[int, int]]:
    groups = range(1, rule.pattern.groups + 1) if rule.pattern.groups else (0,)
    spans = [match.span(group) for match in rule.pattern.finditer(text) for group in groups]
    return [(a, b) for a, b in spans if a < b]


def _replacement(rule: Rule, found: str) -> str | None:
    to = rule.to if isinstance(rule.to, str) else rule.to(found)
    return None if to == found else to
