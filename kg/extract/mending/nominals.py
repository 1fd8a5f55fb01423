"""What hangs on a noun in the wrong way: days that are the verb's, some that are told among many."""

from __future__ import annotations

from kg.extract.syntax.cued import noun_cues
from kg.extract.syntax.labels import has, is_verb
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import mark_of
from kg.ontology import ontology, word_set

DOWN_TO_NOUN = frozenset(("dobj", "pobj", "prep", "agent", "attr", "dative", "oprd", "conj", "appos"))
"""The dependencies that lead from a verb down to the last noun that it is told of."""


def rehang(token: Token) -> tuple[Move, ...]:
    """The moves that put right how a word hangs on a noun."""
    match token.dep_:
        case "prep" if token.lower_ == "on":
            return _hang_day(token)
        case "appos":
            return _join_example(token)
        case "advmod" if token.lower_ == "far":
            return _hang_content(token)
    return ()


def _hang_day(prep: Token) -> tuple[Move, ...]:
    """The move of an "on" with its day to the verb: "closed the road to | the port | on Monday".

    No move where the noun, or one that it hangs on, is an act that may have had its day: "the vote on Monday".
    """
    if not any(c.dep_ == "pobj" and is_time(c) for c in prep.rights):
        return ()
    adverb = prep.head if prep.head.lower_ in word_set("adverbs before a day") else None
    last = noun = (adverb or prep).head
    while noun.dep_ in DOWN_TO_NOUN and not is_verb(noun):
        if noun.lemma in ontology().nouns or is_time(noun):
            return ()
        noun = noun.head
    if not is_verb(noun) or (noun is last and adverb is None) or noun.i > prep.i or _has_day(noun):
        return ()
    moved = (prep, noun, "prep")
    return (moved,) if adverb is None else (moved, (adverb, prep, "advmod"))


def _join_example(noun: Token) -> tuple[Move, ...]:
    """The move that joins some to the many they are told among: "nine sailors were saved, among them | a cook |"."""
    among = any(prep.lower_ == "among" and has(prep, {"pobj"}) for prep in noun.lefts if prep.dep_ == "prep")
    return ((noun, noun.head, "conj"),) if among else ()


def _hang_content(far: Token) -> tuple[Move, ...]:
    """The move of what is evident to its noun: "there was no evidence so far that the guild | knew |"."""
    told = (child for child in far.rights if child.dep_ == "ccomp" and mark_of(child) == "that")
    return tuple((clause, far.head, "acl") for clause in told if noun_cues(far.head))


def _has_day(verb: Token) -> bool:
    """Whether a time hangs on the verb."""
    days = (noun for child in verb.rights if child.dep_ == "prep" for noun in child.rights if noun.dep_ == "pobj")
    return has(verb, {"npadvmod", "tmod"}) or any(map(is_time, days))
