"""Participles behind an object, and what stands beside a participle."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.conjuncts import UNDERGONE
from kg.extract.mending.rule import listed, rule
from kg.extract.syntax.cued import speaks, verb_cues
from kg.extract.syntax.labels import (
    AUXILIARY,
    SUBJECT,
    comma_before,
    has,
    is_verb,
    left_child,
    right_child,
    subject_dep,
    word_before,
)
from kg.extract.syntax.phrases import conjuncts, is_somebody
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Token, in_place_of
from kg.extract.syntax.verbs import mark_of
from kg.ontology import ontology, word_set

RAIDS = frozenset(("ASSAULT", "COERCE"))


@rule("advcl")
def of_object(verb: Token) -> Iterator[Move]:
    """Hang a participle behind a comma on the object: "freed two of the clerks, | kidnapped | in May"."""
    above, comma = verb.head, comma_before(verb.left_edge)
    if comma is None or mark_of(verb) or not is_verb(above) or above.i > verb.i:
        return
    noun = next((c for c in above.rights if c.dep_ == "dobj" and c.right_edge.i == comma.i - 1), None)
    if noun is None:
        return
    if verb.tag_ == "VBG":
        if verb.lemma in word_set("measuring verbs"):
            yield (verb, noun, "acl")
    elif verb.tag_ in ("VBN", "VBD") and not has(verb, {"dobj"}) and _is_done_to_people(verb, noun):
        verb.tag_ = "VBN"
        yield (verb, noun, "acl")


def _is_done_to_people(verb: Token, noun: Token) -> bool:
    """Whether the participle tells a force, and the noun who can undergo it."""
    if not ontology().verb_kinds(verb.lemma) & (UNDERGONE | {"ACCUSE"}):
        return False
    of = (c for prep in noun.rights if prep.lower_ == "of" for c in prep.rights if c.dep_ == "pobj")
    return any(is_somebody(word) for word in (noun, *of))


@rule("ccomp", needs=SUBJECT)
def time_behind(verb: Token) -> Iterator[Move]:
    """Make a time of what seems the subject behind a participle: "a vote | held | the next | year | was won"."""
    participle, time = verb.head, left_child(verb, SUBJECT)
    noun = left_child(participle, {"nsubj"})
    if time is None or noun is None or not is_time(time) or time.left_edge.i != participle.i + 1:
        return
    if participle.tag_ != "VBD" or has(participle, AUXILIARY) or mark_of(verb) or _takes_clause(participle):
        return
    participle.tag_ = "VBN"
    yield in_place_of(verb, participle)
    yield (participle, noun, "acl")
    yield (noun, verb, subject_dep(verb))
    yield (time, participle, "npadvmod")
    yield from ((c, verb, c.dep_) for c in participle.children if c.i < noun.left_edge.i or c.i > verb.i)


def _takes_clause(verb: Token) -> bool:
    """Whether a clause may tell what the verb says or makes of it."""
    return speaks(verb) or any("clause" in row.takes for row in verb_cues(verb))


@rule("acl", needs={"cc"})
def joined_below(verb: Token) -> Iterator[Move]:
    """Join a noun below the participle before it: "robbers armed with clubs and stolen | guns | took it"."""
    noun, joint = verb.head, verb.rights[-1] if verb.rights else verb
    before = word_before(joint)
    other = next((c for c in noun.rights if c.dep_ == "conj" and c.left_edge.i == joint.i + 1), None)
    if joint.dep_ == "cc" and other is not None and before is not None and before.dep_ in ("pobj", "dobj"):
        yield (other, before, "conj")
        yield (joint, before, "cc")


@rule("acl", tags={"VBN"})
def above_object(verb: Token) -> Iterator[Move]:
    """Hang a participle above the noun it stands behind: "a hole in its books | caused | by losses"."""
    noun = verb.head
    if noun.dep_ == "pobj" and verb.lemma in word_set("causing verbs") and has(verb, {"agent"}):
        upper = noun.head.head
        if upper.pos_ == "NOUN" and noun.lemma not in ontology().nouns:
            yield (verb, upper, "acl")
    elif noun.dep_ == "dobj" and verb.lemma in word_set("disguising verbs") and not is_somebody(noun):
        yield (verb, noun.head, "advcl")


@rule("advcl", tags={"VBG"}, of=listed("verbs of beginning"))
def from_when(verb: Token) -> Iterator[Move]:
    """Make a preposition of "starting", "beginning": "will raise tolls | starting | next May"."""
    above = verb.head
    if verb.lefts or not is_verb(above):
        return
    below = [child for child in verb.rights if not child.is_punct]
    times = (noun for child in below for noun in ((child, *child.rights) if child.dep_ == "prep" else (child,)))
    if below and below[0].lower_ != "with" and all(noun.dep_ == "prep" or is_time(noun) for noun in times):
        yield (verb, above, "prep")


@rule("acl")
def of_nearest(verb: Token) -> Iterator[Move]:
    """Hang a participle on the last of the nouns joined before it: "the council and rebels | led | by Lind"."""
    noun = verb.head
    last = conjuncts(noun)[-1] if verb.tag_ == "VBN" else noun
    if last is not noun and last.i > noun.i and last.pos_ == noun.pos_ and last.right_edge.i == verb.left_edge.i - 1:
        yield (verb, last, "acl")


@rule("acl", tags={"VBG"})
def of_main_verb(verb: Token) -> Iterator[Move]:
    """Hang a phrase behind a participle on the main verb: "held clerks working for Lind | in | a raid on Monday"."""
    above = next(filter(is_verb, verb.ancestors), verb)
    starts = verb.lemma in word_set("verbs of beginning")  # "a curfew starting on Saturday"
    if starts or not above.i < verb.head.i < verb.i:
        return
    inside = (noun for prep in verb.rights if prep.dep_ == "prep" for noun in prep.rights)
    for prep in (*verb.rights[1:], *(prep for noun in inside for prep in noun.rights)):
        nouns = [noun for noun in prep.rights if noun.dep_ == "pobj"] if prep.dep_ == "prep" else []
        in_raid = prep.lower_ == "in" and any(map(_is_raid, nouns))
        if in_raid or (prep.lower_ == "on" and any(map(is_time, nouns))):
            yield (prep, above, "prep")


@rule("acl", needs={"agent"}, of=listed("standing participles"))
def of_whose_it_is(verb: Token) -> Iterator[Move]:
    """Hang a place behind a participle on the noun above: "collapsed at a mine run by Delcor | in | Orrin"."""
    above = next(filter(is_verb, verb.ancestors), verb)
    if not above.i < verb.i:
        return
    times = (child for child in verb.rights if any(map(is_time, (child, *child.children))))
    yield from ((child, above, child.dep_) for child in times)
    agent = right_child(verb, {"agent"})
    doer = right_child(agent, {"pobj"}) if agent is not None else None
    for prep in doer.rights if doer is not None and doer.pos_ == "PROPN" else ():
        if prep.dep_ == "prep" and any(noun.ent_type_ in ("GPE", "LOC") for noun in prep.rights):
            yield (prep, verb.head, "prep")


def _is_raid(noun: Token) -> bool:
    """Whether a noun is for an attack or a police action, not for what somebody does in it."""
    return not ontology().noun_kinds(noun.lemma).isdisjoint(RAIDS)


@rule("acl", "conj")
def of_charge_too(verb: Token) -> Iterator[Move]:
    """Make a gerund of the second thing charged: "held on charges of theft and | aiding | a gang"."""
    joint = word_before(verb) if verb.tag_ == "VBG" and not has(verb, AUXILIARY) else None
    thing = word_before(joint) if joint is not None and joint.dep_ == "cc" else None
    if thing is None or thing.dep_ != "pobj":
        return
    prep = thing.head
    noun = word_before(prep) if is_verb(prep.head) else prep.head
    charged = prep.lower_ == "of" and (verb.dep_ == "acl" or prep.head.lemma in word_set("charges"))
    looked_into = prep.lower_ == "into" and noun is not None and "ACCUSE" in ontology().noun_kinds(noun.lemma)
    if (charged and not is_verb(prep.head)) or looked_into:
        yield (verb, prep, "pcomp")
        yield from ((prep, noun, "prep") for noun in (noun,) if noun is not None and looked_into)


@rule("acl", tags={"VBN", "VBD"}, needs={"prep"})
def time_of_main(verb: Token) -> Iterator[Move]:
    """Hang a day right before the main verb on it: "Police backed by troops | on | Monday raided a bank"."""
    main, time = verb.head.head, verb.rights[-1]
    ends = time.dep_ == "prep" and time.right_edge.i + 1 == main.i and any(map(is_time, time.rights))
    if ends and main.tag_ == "VBD" and verb.lemma in word_set("participles of company") and has(verb, {"agent"}):
        yield (time, main, "prep")
