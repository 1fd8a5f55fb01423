"""Whether two names are one's: parts of a person's name, acronyms, short forms, names with a nationality."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.discourse import Cluster
from kg.extract.found import Found
from kg.extract.spelled import is_acronym
from kg.model import fold
from kg.ontology import ontology, word_set

BODILY = frozenset(("Organization", "Group", "Thing", "Facility", "Work"))
"""Types that the model mixes up: two mentions of one name may have either."""


def why_same(mention: Found, cluster: Cluster) -> str:
    """Why a name is the entity's; empty if it is not."""
    if not cluster.named or cluster.key or not cluster.names:
        return ""
    fits = _fits(mention, cluster)
    if fold(mention.name) in map(fold, cluster.names):
        return "same name" if fits or len(mention.name.split()) > 1 else ""
    if mention.type == "Person" and cluster.type == "Person":
        return "name part" if any(same_person(mention.name, other) for other in cluster.names) else ""
    if "Person" in (mention.type, cluster.type):
        return ""
    return _why_same_body(mention.name, cluster, fits)


def _why_same_body(name: str, cluster: Cluster, fits: bool) -> str:
    names = cluster.names
    if _without_s(name) in map(_without_s, names):
        return "same name"
    if any(is_acronym(name, other) or is_acronym(other, name) for other in names):
        return "acronym"
    if any(_demonym_apart(fold(name), fold(other)) for other in names):
        return "name with its nationality"
    if fits and any(_is_short_form(fold(name), fold(other)) for other in names) and not _goes_on_otherwise(name, names):
        return "short name"
    return ""


def _fits(mention: Found, cluster: Cluster) -> bool:
    kinds = {mention.type, cluster.type}
    return len(kinds) == 1 or kinds <= BODILY


def name_words(name: str) -> list[str]:
    """A person's name as comparable words, without Jr. and the like."""
    suffixes = word_set("name suffixes")
    return [word for word in fold(name).replace(".", "").split() if word not in suffixes]


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: equal surname, and given names that do not differ."""
    short, long = sorted((name_words(one), name_words(other)), key=len)
    if not short or short[-1] != long[-1]:
        return False
    return len(short) == 1 or _same_given(short[0], long[0]) or set(short) <= set(long)


def _same_given(one: str, other: str) -> bool:
    """Whether two given names are equal, or one is the initial of the other."""
    return one == other or (one[0] == other[0] and min(len(one), len(other)) == 1)


def _without_s(name: str) -> str:
    """ "McDonald" of "McDonald's", whose managers are told of without its own s."""
    return fold(name).replace("’", "'").removesuffix("'s")


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


def _is_short_form(one: str, other: str) -> bool:
    """Whether one name is the beginning of the other, or the other without its legal form or its "Banco"."""
    short, long = sorted((one.split(), other.split()), key=len)
    if short and short == long[1:] and long[0] in word_set("company beginnings"):
        return True
    if not short or len(short) == len(long) or short != long[: len(short)] or len(short[0]) <= 3:
        return False
    rest = long[len(short) :]
    return len(rest) == 1 or set(rest) <= word_set("legal forms")
