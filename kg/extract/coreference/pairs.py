"""Which of two a noun means: the former or the latter of a pair, the elder or the younger of two relatives."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.coreference.agreement import COLLECTIVE, meant
from kg.extract.coreference.discourse import Cluster, Discourse
from kg.extract.coreference.salience import REACH
from kg.extract.mentions.found import Found
from kg.extract.syntax.labels import has
from kg.extract.syntax.phrases import has_modifier, preposition_objects, upper_word
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Token
from kg.ontology import word_set

PAIR_REACH = 2
"""How many sentences back the pair is told of."""
ONES = frozenset(("that", "those"))
Two = tuple[Cluster, Cluster]


def former_or_latter(discourse: Discourse, mention: Found, token: Token) -> Cluster | None:
    """Who of two was told of first or last: "Tarn and Delcor share a mill. | The former | runs it"."""
    if token.lower_ not in ("former", "latter"):
        return None
    is_latter = token.lower_ == "latter"
    pair = _last_pair(discourse, token)
    if pair is not None:
        return pair[is_latter]
    return _last_told(discourse, token) if is_latter else None


def _last_pair(discourse: Discourse, token: Token) -> Two | None:
    for index in range(discourse.index_at(token.i) - 1, -1, -1):
        head = discourse.head(index)
        if discourse.sentences_between(head.i, token.i) > PAIR_REACH:
            return None
        first = _joined_to(head)
        one, other = _of_word(discourse, first), discourse.of.get(index)
        if one is not None and other is not None and one is not other and _is_somebody(one) and _is_somebody(other):
            return one, other
    return None


def _joined_to(second: Token) -> Token | None:
    """The first of two, of which this is the second: "a | clerk | and a baker", "a | clerk | along with a baker"."""
    word = _whose(second)
    if word.dep_ == "conj" and not has(word, {"conj"}) and word.head.dep_ != "conj":
        return word.head
    if word.dep_ != "pobj" or word.head.lower_ != "with" or word.head.head.lower_ not in ("along", "together"):
        return None
    return next(iter(subjects_of(upper_word(word.head))), None)


def _whose(noun: Token) -> Token:
    """The "that" which an of-phrase completes: "that of a | clerk |"; else the noun."""
    upper = noun.head.head
    return upper if noun.dep_ == "pobj" and noun.head.lower_ == "of" and upper.lower_ in ONES else noun


def _of_word(discourse: Discourse, word: Token | None) -> Cluster | None:
    """The entity of a noun, or of the noun behind "that of"."""
    if word is None or word.lower_ not in ONES:
        return discourse.cluster_at(word.i) if word is not None else None
    return next((discourse.cluster_at(noun.i) for prep, noun in preposition_objects(word) if prep == "of"), None)


def _last_told(discourse: Discourse, token: Token) -> Cluster | None:
    """Who is told of last, by name, or in the same sentence: "Tarn sued Delcor after | the latter | left"."""
    for index in range(discourse.index_at(token.i) - 1, -1, -1):
        head, cluster = discourse.head(index), discourse.of.get(index)
        if discourse.sentences_between(head.i, token.i) > 1:
            return None
        is_where = head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near", "on")
        may_be = cluster is not None and _is_somebody(cluster) and (cluster.named or _is_met(cluster, head, token))
        if may_be and discourse.found[index].type != "Nationality" and not is_where:
            return cluster
    return None


def _is_met(cluster: Cluster, head: Token, token: Token) -> bool:
    """Whether it is a person told of in the sentence without a name."""
    return cluster.type == "Person" and not cluster.plural and head.sent is token.sent


def _is_somebody(cluster: Cluster) -> bool:
    return bool(cluster.key) or cluster.type in ("Person", *COLLECTIVE)


# ---- by age ---------------------------------------------------------------------------------------------------------


def by_age(discourse: Discourse, token: Token) -> Cluster | None:
    """Who is older or younger of two relatives: "Brandel met his son. The elder | man | wept"."""
    elder, younger = has_modifier(token, word_set("elder")), has_modifier(token, word_set("younger"))
    if elder == younger or has(token, {"poss"}) or not has_modifier(token, {"the"}):
        return None
    for pair in _relatives(discourse, token):
        meant_one = pair[younger]
        if token.pos_ != "PROPN" or any(token.text in name.split() for one in pair for name in one.names):
            return meant_one
    return None


def _relatives(discourse: Discourse, token: Token) -> Iterator[Two]:
    """The elder and the younger of each two relatives told of, the last first."""
    for index in range(discourse.index_at(token.i) - 1, -1, -1):
        head, mention = discourse.head(index), discourse.found[index]
        if discourse.sentences_between(head.i, token.i) > 2 * REACH:
            return
        relative = discourse.of.get(index)
        if mention.kind != "nominal" or mention.owner is None or relative is None or relative.plural:
            continue
        owner = meant(discourse, discourse.doc[mention.owner])
        is_elder = _is_elder(head)
        if is_elder is not None and owner is not None and owner.type == "Person" and owner is not relative:
            yield (relative, owner) if is_elder else (owner, relative)


def _is_elder(relative: Token) -> bool | None:
    """Whether a relative is older than whose he is; None where the words do not tell."""
    if relative.lemma in word_set("brothers and sisters"):
        elder, younger = has_modifier(relative, word_set("elder")), has_modifier(relative, word_set("younger"))
        return elder if elder != younger else None
    if relative.lemma in word_set("elder kin"):
        return True
    return False if relative.lemma in word_set("younger kin") else None
