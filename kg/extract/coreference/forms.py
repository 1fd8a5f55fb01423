"""Which entity a common noun is another word for, by the form of its sentence: "known as the ringleader"."""

from __future__ import annotations

from kg.extract.coreference.agreement import meant
from kg.extract.coreference.discourse import Cluster, Discourse
from kg.extract.mentions.found import Found
from kg.extract.syntax.labels import has, is_verb, right_child, word_after
from kg.extract.syntax.phrases import apposed_to
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Token
from kg.ontology import word_set


def described_as(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Who is described, or serves, as what the noun tells: "Brandel, described by police as the | ringleader |"."""
    if token.dep_ != "pobj" or token.head.lower_ != "as":
        return None
    verb = next(filter(is_verb, token.head.ancestors), None)
    if verb is None or has(verb, {"neg"}):
        return None
    holder = _who_is_described(verb) if verb.lemma in word_set("naming as") else None
    if verb.lemma in word_set("serving as"):
        holder = next(iter(subjects_of(verb)), None)
    cluster = meant(discourse, holder) if holder is not None else None
    return cluster if cluster is not None and _may_be(cluster, mention) else None


def _who_is_described(verb: Token) -> Token | None:
    """The noun of a participle, the object of a verb, the subject of a passive."""
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    if has(verb, {"auxpass"}):
        return next(iter(subjects_of(verb)), None)
    done_to = right_child(verb, {"dobj"})
    if done_to is None and verb.dep_ == "relcl" and any(c.lower_ in ("who", "whom", "which") for c in verb.lefts):
        return verb.head
    return done_to


def apposed_besides(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Who is told two things in apposition: "Ada Lind, the mayor's sister and a former tax | inspector |, fled"."""
    first = token.head
    if token.dep_ != "conj" or token.pos_ != "NOUN" or first.dep_ != "appos" or first.pos_ != "NOUN":
        return None
    behind = word_after(token.right_edge)
    if behind is None or behind.text not in ",.;" or any(word.text == "," for word in first.rights if word.i < token.i):
        return None
    holder, told = apposed_to(first), discourse.cluster_at(first.i)
    cluster = discourse.cluster_at(holder.i) if holder is not None else None
    if cluster is None or cluster is not told or behind.text != "," or holder is None or holder.i > first.i:
        return None
    return cluster if _may_be(cluster, mention) else None


def counted(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Those whose number is told: "thousands of garment | workers |", "a crowd of | bakers |"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of" or mention.type != "Group" or not mention.plural:
        return None
    many = token.head.head
    if many.lemma not in word_set("number nouns", "sets of people") or has(token, {"det", "poss", "nummod"}):
        return None
    cluster = discourse.cluster_at(many.i)
    return cluster if cluster is not None and cluster.type == "Group" and not cluster.named else None


def _may_be(cluster: Cluster, mention: Found) -> bool:
    """Whether number, sex and type let the noun be another word for the entity."""
    if cluster.plural != mention.plural or (mention.gender and cluster.gender not in ("", mention.gender)):
        return False
    return cluster.type == mention.type and cluster.type in ("Person", "Group", "Organization")
