"""Whether two names are one's: parts of a person's name, acronyms, short forms, names with a nationality."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from kg.extract.coreference.discourse import Cluster, without_s
from kg.extract.mentions.found import Found
from kg.extract.syntax.spelled import is_acronym
from kg.model import fold
from kg.ontology import ontology, word_set

Words = tuple[str, ...]
BODILY = frozenset(("Organization", "Group", "Thing", "Facility", "Work"))
"""Types that the model mixes up: two mentions of one name may have either."""


def why_same(mention: Found, cluster: Cluster) -> str:
    """Why a name is the named entity's; empty if it is not."""
    if mention.gender and cluster.gender and mention.gender != cluster.gender:
        return ""  # "Mr Orley", "Mrs Orley"
    fits = _fits(mention, cluster)
    if fold(mention.name) in map(fold, cluster.names):
        return "same name" if fits or len(mention.name.split()) > 1 else ""
    if mention.type == "Person" and cluster.type == "Person":
        return "name part" if _may_be_one(mention, cluster) else ""
    if "Person" in (mention.type, cluster.type):
        return ""
    return _why_same_body(mention.name, cluster, fits)


def _may_be_one(mention: Found, cluster: Cluster) -> bool:
    """Whether a name may be the person's, who has no other given name."""
    words = name_words(mention.name)
    own = frozenset(words)
    names = [other for other in map(name_words, cluster.names) if not own.isdisjoint(other)]
    if not names or any(_are_kin(words, other) for other in names):
        return False
    return any(_same_words(words, other) or _is_part(words, other) for other in names)


def _why_same_body(name: str, cluster: Cluster, fits: bool) -> str:
    names = cluster.names
    if without_s(name) in map(without_s, names):
        return "same name"
    if any(is_acronym(name, other) or is_acronym(other, name) for other in names):
        return "acronym"
    folded = fold(name)
    words = frozenset(folded.split())
    near = [other for other in map(fold, names) if not words.isdisjoint(other.split())]
    if any(_demonym_apart(folded, other) for other in near):
        return "name with its nationality"
    if fits and any(_is_short_form(folded, other) for other in near) and not _goes_on_otherwise(name, names):
        return "short name"
    return ""


def _fits(mention: Found, cluster: Cluster) -> bool:
    return mention.type == cluster.type or (mention.type in BODILY and cluster.type in BODILY)


@lru_cache(1 << 12)
def name_words(name: str) -> Words:
    """A person's name as comparable words, without Jr. and the like."""
    suffixes = word_set("name suffixes")
    return tuple(word for word in fold(name).replace(".", "").split() if word not in suffixes)


def _same_words(one: Words, other: Words) -> bool:
    """Whether two names may be one person's: equal surname, and given names that do not differ."""
    short, long = sorted((one, other), key=len)
    if not short or short[-1] != long[-1]:
        return False
    return len(short) == 1 or _same_given(short[0], long[0]) or set(short) <= set(long)


def _are_kin(one: Words, other: Words) -> bool:
    """Whether two full names have the family name alone in common: "Ivo Brandel" and "Ada Brandel"."""
    return min(len(one), len(other)) > 1 and one[-1] == other[-1] and not _same_words(one, other)


def _is_part(words: Words, full: Words) -> bool:
    """Whether the words stand together in a full name: "Kim" of "Kim Tae-jun", "Vidal" of "Teresa Vidal Prieto"."""
    places = range(len(full) - len(words) + 1)
    return bool(words) and any(full[place : place + len(words)] == words for place in places)


def _same_given(one: str, other: str) -> bool:
    """Whether two given names are equal, or one is the initial of the other."""
    return one == other or (one[0] == other[0] and min(len(one), len(other)) == 1)


def _demonym_apart(one: str, other: str) -> bool:
    """Whether one name is the other behind a nationality: "Afghan Taliban"."""
    long, short = sorted((one, other), key=len, reverse=True)
    first, _, rest = long.partition(" ")
    return rest == short and ontology().countries.demonym(first.capitalize()) is not None


def _goes_on_otherwise(name: str, names: Iterable[str]) -> bool:
    """Whether one of the names goes on otherwise: "Hoshino Swift" is no "Hoshino" that is also "Hoshino Motors"."""
    words = fold(name).split()
    others = (fold(other).split() for other in names)
    return any(words[0] == other[0] and words[1:2] and other[1:2] and words[1] != other[1] for other in others)


def _may_go_without(words: list[str]) -> bool:
    """Whether a body's name is told without its first word: "Banco Tarn", "Deutsche Handelsbank"."""
    if words[0] in word_set("company beginnings") | word_set("club beginnings"):
        return True
    return len(words) == 2 and words[0] in word_set("national beginnings") and words[1] not in word_set("body heads")


def _is_short_form(one: str, other: str) -> bool:
    """Whether one name is the beginning of the other, or the other without its legal form, its "Banco", its "Real"."""
    short, long = sorted((one.split(), other.split()), key=len)
    if short and short == long[1:] and _may_go_without(long):
        return True
    if not short or len(short) == len(long) or short != long[: len(short)] or len(short[0]) <= 3:
        return False
    rest = [word for word in long[len(short) :] if word.replace(".", "") not in word_set("legal forms")]
    return len(rest) < 2 or (len(rest) == 2 and rest[-1] in word_set("company heads"))
