"""How many: the quantity at the head of a noun phrase, as the lowest and highest number its words allow.

The words are rows of `kg/ontology/quantities.toml`. An approximate figure is never given as an exact one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import Literal

from kg.model import Count
from kg.ontology.tables import shipped

Kind = Literal["exact", "from", "above", "just above", "to", "below", "about", "nearly"]
Bounds = tuple[int | None, int | None]
Part = int | Fraction
"""A part of a number in the making; a fraction only where it is none of a whole, for fractions are slow."""

TABLE = "quantities.toml"
LONGEST = 200
"""Characters of a phrase that are read: a quantity stands at its head."""
QUANTITY = r"""
    \s*(?:{leads}\s+)*
    (?P<all>
        (?:(?P<hedge>{hedges})\s+)*
        (?: (?P<vague>{vague})
          | between\s+(?P<least>{number})\s+and\s+(?P<most>{number})
          | (?P<from>{figure})\s*[-–]\s*(?P<till>{number})
          | (?:from\s+)?(?P<low>{number})\s+(?:to|or)\s+(?P<high>{number})
          | (?P<n>{number}) )
        (?P<tail>{tails})?
    )
    (?![\w%]|[.,:]?[0-9]|[-–]\w|[\s-]+{scale}|\s*%)
    (?!\s+(?:per\s?cent|percent|thirds?|quarters?|fifths?|tenths?|[ap]\.?m)\b)
    (?!\s+(?:in|out\s+of)\s+{number})
"""
"""A phrase's head: the quantity, and what must not follow it (ages, shares, fractions, `one in five`)."""
_YEAR = re.compile(r"(?:1[5-9]|20)[0-9][0-9]")
_WORD = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Cardinals:
    """Number words in order: the first is worth `first`, each next one `step` more."""

    words: tuple[str, ...]
    first: int
    step: int
    example: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Sets:
    """Words for a small set: `a couple`."""

    words: tuple[str, ...]
    value: int
    example: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Scales:
    """Words that multiply (`dozen`), their plurals (with `of`: only before "of") and what is written after a figure."""

    value: int
    example: str
    words: tuple[str, ...] = ()
    plural: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    of: bool = False
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Hedges:
    """Words that stand by a figure, and what they make of it."""

    words: tuple[str, ...]
    kind: Kind
    example: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Leads:
    """Words before a figure that leave it as it is."""

    words: tuple[str, ...]
    example: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The tables as one pattern for a phrase, one for a numeral, and the worth of each word."""

    quantity: re.Pattern[str]
    number: re.Pattern[str]
    ones: Mapping[str, int]
    scales: Mapping[str, int]
    plurals: Mapping[str, int]
    kinds: Mapping[str, Kind]


@cache
def _grammar() -> Grammar:
    cardinals, sets = shipped(TABLE, "cardinals", Cardinals), shipped(TABLE, "sets", Sets)
    scales = shipped(TABLE, "scales", Scales)
    hedges, tails = shipped(TABLE, "hedges", Hedges), shipped(TABLE, "tails", Hedges)
    leads, vague = shipped(TABLE, "leads", Leads), shipped(TABLE, "vague", Leads)
    ones = {word: row.first + row.step * place for row in cardinals for place, word in enumerate(row.words)}
    number = _number_pattern([*ones], _words(sets), scales)
    quantity = QUANTITY.format(
        number=number, vague=_vague_pattern(vague, scales), figure=_figure(scales), scale=_scale(scales),
        leads=_any(_words(leads)), hedges=_any(_words(hedges)), tails=_any(_words(tails)),
    )  # fmt: skip
    return Grammar(
        quantity=re.compile(quantity, re.IGNORECASE | re.VERBOSE),
        number=re.compile(number, re.IGNORECASE),
        ones=ones | {word.split()[-1]: row.value for row in sets for word in row.words},
        scales={word: row.value for row in scales for word in row.words + row.short},
        plurals={word: row.value for row in scales for word in row.plural},
        kinds={" ".join(word.split()): row.kind for row in hedges + tails for word in row.words},
    )


def _words(rows: Iterable[Sets | Hedges | Leads]) -> list[str]:
    return [word for row in rows for word in row.words]


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first) + ")"


def _scale(scales: Iterable[Scales]) -> str:
    return _any(word for row in scales for word in row.words) + r"\b"


def _figure(scales: Iterable[Scales]) -> str:
    short = _any(word for row in scales for word in row.short)
    return rf"(?:[£$€]?[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?(?:{short}\b)?)"


def _number_pattern(ones: Iterable[str], sets: Iterable[str], scales: tuple[Scales, ...]) -> str:
    """Figures and number words in a row: `two and a half million`, `half a dozen`, `a hundred and five`."""
    scale = _scale(scales)
    item = rf"(?:{_figure(scales)}|{_any(ones)}\b|{_any(sets)}\b(?:\s+of(?=\s+{scale}))?)"
    before = r"(?:half\s+an?\s+|half[\s-]|a\s+half[\s-]|a\s+quarter\s+of\s+a\s+|an?\s+)?"
    scaled = rf"{before}{scale}(?:\s+and\s+{item}(?!\s+{scale}))?"
    part = rf"(?:{item}(?:\s+and\s+a\s+half(?=\s+{scale}))?|{scaled})"
    return rf"(?:{part}(?:[\s-]+{part})*)"


def _vague_pattern(vague: Iterable[Leads], scales: tuple[Scales, ...]) -> str:
    """`tens of thousands`, `many dozens`, `several hundred`; `some hundred` is about a hundred."""
    words = _words(vague)
    ends = [re.escape(word) + (r"(?=\s+of\b)" if row.of else r"\b") for row in scales for word in row.plural]
    plural = "(?:" + "|".join(ends) + ")"
    several = _any(word for word in words if word != "some")
    return rf"(?:{_any(words)}\s+)?{plural}(?:\s+of\s+{plural})*|{several}\s+{_scale(scales)}"


def count(words: str) -> Count | None:
    """The quantity of a noun phrase: `at least two dozen sailors` is 24 and more, `a man` and `one of the men` None."""
    found = _match(words)
    bounds = _bounds(found) if found else None
    if not found or not bounds or bounds == (None, None):
        return None
    return Count(low=bounds[0], high=bounds[1], text=found["all"])


def cardinal(words: str) -> int | None:
    """The whole number these words spell, and nothing else: `two hundred and five`, `1.2m`, `half a dozen`, `a`."""
    if words.casefold() in ("a", "an"):
        return 1
    value = _value(words) if _grammar().number.fullmatch(words) else None
    return int(value) if value is not None and value == int(value) else None


def _match(words: str) -> re.Match[str] | None:
    found = _grammar().quantity.match(words[:LONGEST])
    if not found:
        return None
    rest = words[found.end() :].split(maxsplit=1)
    number = (found["n"] or "").casefold()
    if number == "one" and rest and rest[0].casefold() in ("of", "another", "by"):
        return None
    if _YEAR.fullmatch(number) and not found["hedge"] and (number[2:] != "00" or found.start("all")):
        return None
    return found


def _bounds(found: re.Match[str]) -> Bounds | None:
    kind = _kind(found)
    if found["vague"]:
        return None if kind in ("to", "below") else (_vaguely(found["vague"]), None)
    if found["n"]:
        value = _value(found["n"])
        return None if value is None else _hedged(value, kind)
    first, second = found["least"] or found["from"] or found["low"], found["most"] or found["till"] or found["high"]
    return _between(first, second)


def _kind(found: re.Match[str]) -> Kind:
    said = found["tail"] or found["hedge"] or "exactly"
    return _grammar().kinds[" ".join(said.casefold().split())]


def _hedged(value: Fraction, kind: Kind) -> Bounds:
    low, high = floor(value), ceil(value)
    match kind:
        case "exact":
            return low, high
        case "from":
            return high, None
        case "above":
            return low + 1, None
        case "to":
            return None, low
        case "below":
            return None, high - 1 if high else None
    tenth_less, tenth_more = floor(value * 9 / 10), ceil(value * 11 / 10)
    if kind == "just above":
        return low + 1, max(low + 1, tenth_more)
    if kind == "nearly":
        return min(tenth_less, max(high - 1, 0)), max(high - 1, 0)
    return tenth_less, tenth_more


def _between(first: str, second: str) -> Bounds | None:
    """`two to three dozen`: the scale of the second number is the first one's too."""
    low, high = _value(first), _value(second)
    scale = _grammar().scales.get(_parts(second)[-1], 1)
    if low is None or high is None:
        return None
    if low < scale and low * scale <= high and not any(word in _grammar().scales for word in _parts(first)):
        low *= scale
    return (floor(low), ceil(high)) if low <= high else None


def _vaguely(words: str) -> int:
    value = 2
    for word in _parts(words):
        value *= _grammar().plurals.get(word, _grammar().scales.get(word, 1))
    return value


def _parts(words: str) -> list[str]:
    return _WORD.findall(words.casefold())


def _value(words: str) -> Fraction | None:
    """The number that number words add up to; None where they are no one number (`five six`)."""
    total: Part = 0
    current: Part = 0
    for word in _parts(words):
        if scale := _grammar().scales.get(word):
            factor = current or 1
            total, current = (total, factor * scale) if scale < 1000 else (total + factor * scale, 0)
        elif (one := _one(word)) is not None:
            if not _fits(current, one):
                return None
            current += one
    return Fraction(total + current)


def _one(word: str) -> Part | None:
    if word[0].isdigit():
        figure = word.replace(",", "")
        return Fraction(figure) if "." in figure else int(figure)
    if word in ("half", "quarter"):
        return Fraction(1, 2 if word == "half" else 4)
    return _grammar().ones.get(word)


def _fits(current: Part, one: Part) -> bool:
    """Whether a number word may follow: after nothing, round hundreds, or (below ten) round tens from twenty on."""
    rest = current % 100
    return one < 1 or rest == 0 or (rest >= 20 and rest % 10 == 0 and one < 10)
