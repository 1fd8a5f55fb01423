"""Where one clause ends and the next begins: semicolons, colons, and words that open a clause."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.syntax.cued import speaks
from kg.extract.syntax.labels import (
    AUXILIARY,
    COMPLETED,
    SUBJECT,
    SUBJECT_SLOT,
    TELLING_OF,
    comma_before,
    has,
    is_verb,
    left_child,
    right_child,
    subject_dep,
    word_before,
)
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Token, in_place_of
from kg.extract.syntax.verbs import has_subject, mark_of
from kg.ontology import word_set


@rule("ccomp", needs={"nsubj"}, words={"after", "before"})
def day_after(verb: Token) -> Iterator[Move]:
    """Make a time clause of what is behind "a day after": "called a truce, a day after a raid | left | two dead"."""
    above, thing = verb.head, left_child(verb, {"nsubj"})
    last = word_before(verb)
    if thing is None or last is None or mark_of(verb) or not above.i < thing.i or thing.left_edge.i != above.i + 1:
        return
    for prep in thing.subtree:
        noun = right_child(prep, {"pobj"}) if prep.lower_ in ("after", "before") else None
        if noun is not None and noun.right_edge is last and prep.head is not thing:
            yield (thing, above, "dobj")
            yield (verb, above, "advcl")
            yield (prep, verb, "mark")
            yield (noun, verb, "nsubj")


@rule("ccomp", "advcl", needs=SUBJECT, words={"that"})
def that_day(verb: Token) -> Iterator[Move]:
    """Join a clause behind "that" and a time: "was shut that | June | and its clerks | lost | their jobs"."""
    time = left_child(verb, SUBJECT)
    noun = right_child(time, {"conj"}) if time is not None and is_time(time) else None
    that = word_before(time) if time is not None else None
    if that is None or time is None or noun is None or that.lower_ != "that":
        return
    if noun.i < verb.i and not speaks(verb.head) and not is_time(noun):
        yield (that, time, "det")
        yield (time, verb.head, "npadvmod")
        yield (verb, verb.head, "conj")
        yield (noun, verb, subject_dep(verb))
        yield from ((child, verb.head, "cc") for child in time.rights if child.dep_ == "cc")


@rule("conj", "advcl", needs={"mark"})
def subject_on_mark(verb: Token) -> Iterator[Move]:
    """Make what seems to hang on a mark the subject: "a day after the | head | of the board said it was full"."""
    noun = next((word for c in verb.lefts if c.dep_ == "mark" for word in c.rights if word.dep_ == "pobj"), None)
    if noun is not None and not has_subject(verb) and verb.head.i < verb.i:
        yield (noun, verb, subject_dep(verb))
        yield (verb, verb.head, "advcl")


@rule("conj", "advcl", tags={"VBD"}, words={"after", "before"})
def subject_behind_after(verb: Token) -> Iterator[Move]:
    """Make a clause of "after", a noun and a verb: "Two died after a boat that left Tarn | sank | off Ireland"."""
    last = word_before(verb)
    if has(verb, SUBJECT | AUXILIARY | {"mark"}) or last is None or last.is_punct or last.dep_ == "cc":
        return
    nouns = (word for word in (last, *last.ancestors) if word.dep_ == "pobj" and word.right_edge is last)
    noun = next((noun for noun in nouns if noun.head.lower_ in ("after", "before")), None)
    prep = noun.head if noun is not None else verb
    apart = noun is not None and (has(noun, {"relcl", "acl"}) or has(prep, {"npadvmod"}))  # "a day after the head"
    if noun is not None and apart and is_verb(prep.head):
        yield (verb, prep.head, "advcl")
        yield (prep, verb, "mark")
        yield (noun, verb, "nsubj")


@rule("ccomp", needs=SUBJECT_SLOT, words={";"})
def before_semicolon(verb: Token) -> Iterator[Move]:
    """Separate a clause from what its semicolon ends: "Tarn | fired | rockets; there were no casualties"."""
    above = verb.head
    if above.i < verb.i or not has_subject(verb) or mark_of(verb):
        return
    semicolon = any(c.text == ";" and verb.i < c.i for c in above.lefts)
    says_it = _tells_before(above) and not has(above, {"dobj"})
    if semicolon and not says_it:
        yield in_place_of(verb, above)


def _tells_before(verb: Token) -> bool:
    """Whether a verb of speech has nothing behind it that it may tell."""
    return speaks(verb) and not has(verb, {"auxpass"}) and not any(is_verb(c) or c.dep_ == "ccomp" for c in verb.rights)


@rule("ccomp", needs=SUBJECT_SLOT)
def before_and(verb: Token) -> Iterator[Move]:
    """Set two sentences beside each other that a comma and an "and" join: "Tarn fell, | and films | showed a fire"."""
    above = verb.head
    if above.i < verb.i or mark_of(verb):
        return
    subjects = [child for child in above.lefts if child.dep_ in SUBJECT]
    joint = word_before(subjects[-1].left_edge) if subjects else None
    joins = joint is not None and joint.dep_ == "cc" and joint.i > verb.i and comma_before(joint) is not None
    if joins and any(child.dep_ in TELLING_OF for child in above.rights):
        yield in_place_of(verb, above)
        yield from ((other, verb, "dep") for other in subjects[:-1] if other.i > verb.i)


@rule("ccomp", needs=SUBJECT_SLOT, words={":"})
def before_colon(verb: Token) -> Iterator[Move]:
    """Separate a clause from what follows its colon: "Her ally | was | less patient: its leader demanded a vote"."""
    above = verb.head
    if above.i < verb.i or not has_subject(verb) or mark_of(verb) or not has(above, COMPLETED):
        return
    subject = left_child(above, SUBJECT)
    colon = word_before(subject.left_edge) if subject is not None else None
    if colon is not None and colon.text == ":" and colon.i > verb.i:
        yield in_place_of(verb, above)


@rule("ROOT", needs={"mark"})
def behind_main(verb: Token) -> Iterator[Move]:
    """Hang a time clause on what stands before it: "Markets had fallen, after a survey | showed | that …"."""
    mark = left_child(verb, {"mark"})
    main = left_child(verb, {"ccomp"})
    if mark is None or main is None or main.i > mark.i or mark.lower_ not in word_set("time marks"):
        return
    if comma_before(mark) is not None and has_subject(main) and has_subject(verb):
        yield (main, main, "ROOT")
        yield (verb, main, "advcl")


@rule("ccomp", "pcomp", "dative", needs=SUBJECT_SLOT)
def provided(verb: Token) -> Iterator[Move]:
    """Make "provided" the mark of the clause behind it: "will pay | provided | (that) the mill closes"."""
    conditions = word_set("participles of condition")
    opening = verb.head if verb.head.lower_ in conditions else word_before(verb.left_edge)
    if opening is None or opening.lower_ not in conditions or not has_subject(verb):
        return
    if opening.dep_ in ("prep", "advcl", "xcomp", "acl") and all(child is verb for child in opening.children):
        yield (verb, opening.head if opening is verb.head else verb.head, "advcl")
        yield (opening, verb, "mark")


@rule("ccomp", "conj", needs=SUBJECT, words={"that"})
def that_opens(verb: Token) -> Iterator[Move]:
    """Make "that" the mark of its clause, no determiner: "said | that | repairs would last"."""
    subject = left_child(verb, SUBJECT)
    first = subject.lefts[0] if subject is not None and subject.lefts else None
    if subject is None or first is None or first.lower_ != "that" or first.tag_ != "DT":
        return
    before = word_before(first)
    opens = before is not None and (before is verb.head or (before.dep_ == "cc" and verb.dep_ == "conj"))
    if opens and (subject.tag_ == "NNS" or subject.lemma in word_set("mass nouns")):
        first.tag_ = "IN"
        yield (first, verb, "mark")
