"""Who is known by the office or trade that a noun names: "the minister" is whoever was called one."""

from __future__ import annotations

from kg.extract.coreference.discourse import Cluster, Discourse
from kg.extract.mentions.name_types import nationality_at
from kg.extract.mentions.titles import is_person_noun
from kg.extract.syntax.labels import is_modifier
from kg.extract.syntax.tree import Token
from kg.ontology import ontology, word_set

SOON = 1
"""How many sentences later somebody is introduced who is told of by his office before."""


def is_role(noun: Token) -> bool:
    """Whether the noun is one for a person by what he is or does."""
    return is_person_noun(noun.lemma) or noun.lemma in ontology().offices or noun.lemma in ontology().titles


def is_office(noun: Token) -> bool:
    """Whether the noun names an office, which nobody has of whom it is not told: "the minister", unlike "the man"."""
    office = ontology().offices.get(noun.lemma)
    return office is not None and ontology().kind(office.predicate) == "OFFICE"


def has_role(discourse: Discourse, cluster: Cluster, noun: Token) -> bool:
    """Whether the person was called so: "Foreign Minister Tarn" is "the minister", a "vice president" is none."""
    asked = _words_of(noun)
    return any(_is_same(asked, told) for told in roles_of(discourse, cluster, noun.i))


def comes_with_role(discourse: Discourse, cluster: Cluster, noun: Token) -> bool:
    """Whether the person is first told of soon after, with this title."""
    first = discourse.found[min(cluster.members)]
    soon = 0 <= discourse.sentences_between(noun.i, first.head) <= SOON
    return soon and first.head > noun.i and _is_same(_words_of(noun), first.title.casefold().split() or [""])


def roles_of(discourse: Discourse, cluster: Cluster, before: int) -> list[list[str]]:
    """The words of each title and common noun that the person has had so far."""
    members = [discourse.found[index] for index in cluster.members]
    titles = [mention.title.casefold().split() for mention in members if mention.title and mention.head < before]
    nouns = [discourse.doc[mention.head] for mention in members if mention.kind == "nominal" and mention.head < before]
    return titles + [_words_of(noun) for noun in nouns]


def _words_of(noun: Token) -> list[str]:
    """The noun behind the words that say what kind it is, without a nationality: "foreign", "minister"."""
    kinds = [child.lower_ for child in noun.lefts if is_modifier(child) and nationality_at(child) is None]
    return [*kinds, noun.lemma]


def _is_same(asked: list[str], told: list[str]) -> bool:
    title = ontology().titles.get(told[-1])
    if len(asked) == 1 and asked[0] in word_set("who has a rank") and title is not None and title.sector == "MIL":
        return True  # "General Tarn … the commander"
    if asked[-1] != told[-1] or not set(asked) <= set(told):
        return False
    return not (set(told) - set(asked)) & word_set("lesser and former")
