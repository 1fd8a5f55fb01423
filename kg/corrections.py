"""The journal of what people decided, `corrections.jsonl`: one JSON object a line, read whole and written whole.

A correction names mentions (article key and span) and the words at them, never a merged id: it holds through every
refresh. Lines of a kind that this version does not know are kept as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import msgspec

from kg.errors import KGError
from kg.files import OF_ITS_OWNER, write_whole

SUPPRESS = "suppress"


@dataclass(frozen=True, slots=True)
class Passage:
    """A mention: these characters of this article, and the words that stood there."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Suppression:
    """An actor to be hidden, found again by any of its mentions or by its name."""

    name: str
    named: bool
    mentions: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """The suppressions in the order they were made, and (number, text) of each line of another kind."""

    suppressed: tuple[Suppression, ...] = ()
    unknown: tuple[tuple[int, str], ...] = ()

    def with_one(self, suppression: Suppression) -> Corrections:
        """These and one more."""
        return replace(self, suppressed=(*self.suppressed, suppression))

    def without_articles(self, keys: Iterable[str]) -> Corrections:
        """These without what they hold of some articles; one that neither name nor mention is left of is gone."""
        gone = frozenset(keys)
        kept = (
            replace(each, mentions=tuple(place for place in each.mentions if place.article not in gone))
            for each in self.suppressed
        )
        return replace(self, suppressed=tuple(each for each in kept if each.named or each.mentions))

    def without(self, gone: Iterable[Suppression]) -> Corrections:
        """These but for some."""
        undone = set(gone)
        return replace(self, suppressed=tuple(each for each in self.suppressed if each not in undone))


def read_corrections(path: Path) -> Corrections:
    """What the file holds; no file is none. KGError names every broken line by its number: none is passed over."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Corrections()
    except (OSError, UnicodeDecodeError) as error:
        raise KGError(f"{path} cannot be read: {error}") from error
    return parse_corrections(text, str(path))


def parse_corrections(text: str, name: str) -> Corrections:
    """The corrections written in this text, which `name` names in errors."""
    suppressed: list[Suppression] = []
    unknown: list[tuple[int, str]] = []
    faults: list[str] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                told = _suppression(line)
            except (ValueError, msgspec.ValidationError) as error:
                faults.append(f"  line {number}: {error}")
            else:
                suppressed += [told] if told else []
                unknown += [] if told else [(number, line.strip())]
    if faults:
        raise KGError("\n".join((f"{name} is broken; mend these lines or take them out:", *faults)))
    return Corrections(tuple(suppressed), tuple(unknown))


def write_corrections(path: Path, corrections: Corrections) -> None:
    """The file, whole or not at all, for its owner's eyes alone: what is unknown first, then each suppression."""
    lines = [line for _, line in corrections.unknown]
    lines += [_line(each) for each in corrections.suppressed]
    write_whole(path, "".join(f"{line}\n" for line in lines), OF_ITS_OWNER)


def _line(suppression: Suppression) -> str:
    return json.dumps({"correction": SUPPRESS, **asdict(suppression)}, ensure_ascii=False)


def _suppression(line: str) -> Suppression | None:
    told = json.loads(line)
    if not isinstance(told, dict) or not isinstance(kind := told.pop("correction", None), str):
        raise ValueError('expected a JSON object with a "correction", such as "suppress"')
    return msgspec.convert(told, Suppression) if kind == SUPPRESS else None
