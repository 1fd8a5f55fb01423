"""Which of two a noun means: the former or the latter of a pair, the elder or the younger of two relatives."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.coreference.agreement import COLLECTIVE, meant
from kg.extract.coreference.discourse import Cluster, Discourse
from kg.extract.coreference.salience import REACH
from kg.extract.mentions.found import Found
from kg.extract.syntax.labels import has, is_modifier, is_verb, word_before
from kg.extract.syntax.phrases import has_modifier, possessor, preposition_objects, upper_word
from kg.extract.syntax.subjects import subjects_of
from kg.extract.syntax.tree import Token
from kg.ontology import word_set

PAIR_REACH = 2
"""How many sentences back the pair is told of."""
BESIDES = frozenset(("along", "together"))
ONES = frozenset(("that", "those"))
PEOPLE = frozenset(("Person", "Group"))
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
    if word.dep_ == "conj" and not has(word, {"conj"}) and word.head.dep_ != "conj" and has(word.head, {"cc"}):
        return word.head
    before = word_before(word.head)
    if word.dep_ != "pobj" or word.head.lower_ != "with" or before is None or before.lower_ not in BESIDES:
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
        may_be = cluster is not None and _is_somebody(cluster) and (cluster.named or cluster.type in PEOPLE)
        if may_be and discourse.found[index].type != "Nationality" and not is_where and not _share_verb(head, token):
            return cluster
    return None


def _share_verb(one: Token, other: Token) -> bool:
    """Whether two nouns hang on one verb, so that they are two: "according to | a clerk |, | the latter | left"."""
    verb = _verb_above(other)
    return verb is not None and verb == _verb_above(one)


def _verb_above(noun: Token) -> Token | None:
    return next((word for word in noun.ancestors if is_verb(word) and word.lower_ != "according"), None)


def _is_somebody(cluster: Cluster) -> bool:
    return bool(cluster.key) or cluster.type in ("Person", *COLLECTIVE)


# ---- by age ---------------------------------------------------------------------------------------------------------


def by_age(discourse: Discourse, token: Token) -> Cluster | None:
    """Who is older or younger of two relatives: "Brandel met his son. The elder | man | wept"."""
    if not tells_age(token):
        return None
    for pair in _relatives(discourse, token):
        meant_one = pair[has_modifier(token, word_set("younger"))]
        if token.pos_ != "PROPN" or any(token.text in name.split() for one in pair for name in one.names):
            return meant_one
    return None


def tells_age(noun: Token) -> bool:
    """Whether "the elder" or "the younger" stands before a noun or a name, which tells who of two is meant."""
    return has_modifier(noun, word_set("elder", "younger")) and has_modifier(noun, {"the"}) and not has(noun, {"poss"})


def _relatives(discourse: Discourse, token: Token) -> Iterator[Two]:
    """The elder and the younger of each two relatives told of, the last first."""
    for index in range(discourse.index_at(token.i) - 1, -1, -1):
        head, relative = discourse.head(index), discourse.of.get(index)
        if discourse.sentences_between(head.i, token.i) > 2 * REACH:
            return
        owner = possessor(head)
        is_elder = _is_elder(head) if owner is not None else None
        if owner is None or is_elder is None or relative is None or relative.type != "Person" or relative.plural:
            continue
        whose = meant(discourse, owner)
        if whose is not None and whose.type == "Person" and whose is not relative:
            yield (relative, whose) if is_elder else (whose, relative)


def _is_elder(relative: Token) -> bool | None:
    """Whether a relative is older than whose he is; None where the words do not tell."""
    words = {relative.lemma, *(child.lemma for child in relative.lefts if is_modifier(child))}
    if not words.isdisjoint(word_set("brothers and sisters")):
        elder, younger = has_modifier(relative, word_set("elder")), has_modifier(relative, word_set("younger"))
        return elder if elder != younger else None
    if not words.isdisjoint(word_set("elder kin")):
        return True
    return None if words.isdisjoint(word_set("younger kin")) else False
