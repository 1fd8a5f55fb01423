"""Phrases: where they stand in a text, what they are about, and whether two of them name the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from kg.model import Argument, Extraction, Span, fold

_WORD = re.compile(r"[^\W_]+")
_OWNERS_S = re.compile(r"['’]s\b")
_LINKS = frozenset("of in on at by for from to with about against among between near under over who which that".split())
_DETERMINERS = frozenset("a an the this that these those its his her their our my your".split())
_PRONOUNS = frozenset(
    "i me we us you he him she her it they them who whom which that this these those himself herself itself".split()
)


def places(phrase: str, text: str) -> list[Span]:
    """Every place of the phrase, as whole words; what separates them may be wider in the text."""
    spaced = r"\s+".join(map(re.escape, phrase.split()))
    return [Span(*found.span()) for found in re.finditer(rf"(?<!\w){spaced}(?!\w)", text)]


def touch(one: Span, other: Span) -> bool:
    """Whether the two share a character."""
    return one.start < other.end and other.start < one.end


def callings(extraction: Extraction) -> Mapping[str, tuple[str, ...]]:
    """What each entity of an article is called in it, pronouns left out."""
    called: defaultdict[str, list[str]] = defaultdict(list)
    for entity in extraction.entities:
        called[entity.id].append(entity.name)
    for mention in extraction.mentions:
        if mention.entity and mention.kind != "pronoun":
            called[mention.entity].append(mention.text)
    return {entity: tuple(dict.fromkeys(names)) for entity, names in called.items()}


def agreement(phrase: str | None, argument: Argument | None, called: Mapping[str, tuple[str, ...]]) -> float:
    """How much of the phrase the argument names, 0 to 1: in its own words or in others that its entity goes by."""
    if phrase is None or argument is None:
        return float(phrase is None and argument is None)
    return max((likeness(phrase, words) for words in _names(phrase, argument, called)), default=0.0)


def _names(phrase: str, argument: Argument, called: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    if not is_pronoun(argument.text) or fold(argument.text) == fold(phrase):
        yield argument.text
    if not is_pronoun(phrase):
        yield from called.get(argument.entity or "", ())


def likeness(phrase: str, words: str) -> float:
    """The share of the phrase's words that stand in the words; 0 where they are about something else or far longer."""
    ours, theirs = _content(phrase), _content(words)
    if not ours or not theirs:
        return float(fold(phrase) == fold(words))
    if _head(phrase) != _head(words) or len(theirs) > 2 * len(ours) + 2:
        return 0.0
    shared = len(set(ours) & set(theirs)) / len(set(ours))
    return shared if shared >= 0.5 else 0.0


def is_pronoun(words: str) -> bool:
    """Whether the words name nobody by themselves."""
    return fold(words) in _PRONOUNS


def _head(phrase: str) -> str:
    """The word a phrase is about: the last before a comma or a preposition."""
    front: list[str] = []
    for word in _folded(re.split(r"[,(]", phrase)[0] or phrase):
        if word in _LINKS and front:
            break
        front.append(word)
    return front[-1] if front else ""


def _content(phrase: str) -> list[str]:
    return [word for word in _folded(phrase) if word not in _LINKS and word not in _DETERMINERS]


def _folded(phrase: str) -> Iterable[str]:
    return _WORD.findall(_OWNERS_S.sub("", fold(phrase)))
