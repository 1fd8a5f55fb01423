"""Unnamed people who turn out to be others told of, by whose they are: his brother and "my brother", her colleague."""

from __future__ import annotations

from kg.extract.coreference.discourse import Cluster, Discourse
from kg.extract.mentions.name_types import nationality_at
from kg.extract.syntax.labels import is_modifier
from kg.extract.syntax.tree import Token
from kg.ontology import word_set


def join_relatives(discourse: Discourse) -> None:
    """Make one of each two people who are the same relative of one person, if not both are named."""
    told: dict[tuple[int, str], Cluster] = {}
    for index, mention in enumerate(discourse.found):
        cluster, owner = discourse.of.get(index), discourse.cluster_at(mention.owner)
        if mention.kind == "pronoun" or cluster is None or owner is None or cluster is owner:
            continue
        if cluster.type != "Person" or cluster.plural or owner.type != "Person":
            continue
        known = _known(discourse, told, cluster, owner, discourse.head(index))
        if known is not None and known is not cluster and known is not owner and _may_be_one(known, cluster):
            _merge(discourse, known, cluster)


def _known(
    discourse: Discourse, told: dict[tuple[int, str], Cluster], cluster: Cluster, owner: Cluster, noun: Token
) -> Cluster | None:
    """Who was told of as this relative of the owner's before; else the one told of now is noted."""
    kind = "counterpart" if noun.lemma in word_set("counterparts") else noun.lemma
    if kind not in word_set("one's only") | {"counterpart"} or any(map(_tells_which, noun.lefts)):
        return None
    known = told.get((owner.number, kind))
    if known is None and (kind != "counterpart" or _is_opposite(noun)):
        told[owner.number, kind] = cluster
        if kind == "counterpart":
            told.setdefault((cluster.number, kind), owner)
    return known


def _tells_which(word: Token) -> bool:
    """Whether a modifier tells which of several relatives is meant: "his | first | wife", unlike a nationality."""
    return is_modifier(word) and nationality_at(word) is None


def _is_opposite(noun: Token) -> bool:
    """Whether it is told whose counterpart somebody is: "his Chilean colleague", "her counterpart"."""
    return noun.lemma == "counterpart" or any(nationality_at(child) is not None for child in noun.lefts)


def _may_be_one(one: Cluster, other: Cluster) -> bool:
    return not (one.named and other.named) and (one.gender == other.gender or "" in (one.gender, other.gender))


def _merge(discourse: Discourse, one: Cluster, other: Cluster) -> None:
    first, second = (other, one) if other.named else (one, other)
    discourse.merge(second, first)
