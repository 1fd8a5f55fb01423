"""Conditions and time clauses, and what they are conditions of."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.status.markers import opens_time
from kg.extract.syntax.cued import speaks, verb_cues
from kg.extract.syntax.labels import (
    AUXILIARY,
    FINITE,
    SUBJECT,
    SUBJECT_SLOT,
    comma_before,
    has,
    is_verb,
    left_child,
    right_child,
    word_after,
    word_before,
)
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import has_modal, has_subject, inverted_auxiliary, is_full_verb, is_infinitive, mark_of
from kg.ontology import ontology, word_set


@rule("advcl", needs={"mark"}, words={"long", "soon"})
def soon_as(verb: Token) -> Iterator[Move]:
    """Hang the clause of "as soon as", "as long as" on the verb: "leave as soon as it | rains |"."""
    adverb = verb.head
    if adverb.lower_ not in ("soon", "long") or adverb.dep_ != "advmod" or mark_of(verb) != "as":
        return
    if adverb.i + 1 == verb.left_edge.i and is_verb(adverb.head) and adverb.head is not verb:
        yield (verb, adverb.head, "advcl")
        yield (adverb, verb, "advmod")
        yield from ((child, verb, "advmod") for child in verb.lefts if child.dep_ == "mark")


@rule("advcl", words={"once"})
def once_before(verb: Token) -> Iterator[Move]:
    """Make "once" the mark of the clause behind it: "will leave | once | a truce holds"."""
    opening = word_before(verb.left_edge)
    if opening is None or opening.lower_ != "once" or opening.dep_ != "advmod" or mark_of(verb):
        return
    if verb.tag_ in FINITE and opening.head is verb.head and opening.i > verb.head.i:
        yield (opening, verb, "mark")


@rule("ccomp", needs={"mark"}, words={"if"})
def no_question(verb: Token) -> Iterator[Move]:
    """Make a condition of the "if" clause of a verb that asks nothing: "will sue if it | rains |"."""
    above = verb.head
    asks = above.lemma in word_set("settling verbs") or any("clause" in row.takes for row in verb_cues(above))
    if mark_of(verb) == "if" and above.i < verb.i and has_modal(above) and not asks:
        yield (verb, above, "advcl")


@rule("advcl", needs={"mark"})
def of_modal(verb: Token) -> Iterator[Move]:
    """Hang a condition on the modal verb, not on a gerund: "will hold a vote on selling it if Tarn | agrees |"."""
    gerund = verb.head
    if gerund.dep_ != "pcomp" or gerund.tag_ != "VBG" or gerund.i > verb.i or mark_of(verb) not in ("if", "unless"):
        return
    above = next(filter(is_verb, gerund.ancestors), gerund)
    if has_modal(above):
        yield (verb, above, "advcl")


@rule("conj", "ccomp", "acl", "relcl", "dep", needs=SUBJECT_SLOT, words={"case"})
def in_case(verb: Token) -> Iterator[Move]:
    """Make "in case" the mark of the clause behind it: "dug wells | in case | the river dried"."""
    case = word_before(verb.left_edge)
    if case is None or case.lower_ != "case" or not has_subject(verb):
        return
    prep = case.head
    if prep.lower_ == "in" and prep.i + 1 == case.i and prep.head.i < prep.i:
        yield (verb, prep.head, "advcl")
        yield (prep, verb, "mark")
        yield (case, verb, "mark")


@rule("conj", needs=SUBJECT_SLOT)
def in_same_time(verb: Token) -> Iterator[Move]:
    """Join a clause to the time clause before it: "will grow after it buys a port and a bank | lends | it money"."""
    main, joint = verb.head, word_before(verb.left_edge)
    if joint is None or not joint.i or joint.dep_ != "cc" or joint.nbor(-1).is_punct or not has_subject(verb):
        return
    clause = next((c for c in reversed(main.rights) if c.dep_ == "advcl" and c.i < verb.i), None)
    if clause is None or clause.right_edge.i + 1 != joint.i or not opens_time(clause):
        return
    if has_modal(main) and not has_modal(verb):
        yield (verb, clause, "conj")


@rule(needs={"aux"}, words={"should"})
def all_of_them(verb: Token) -> Iterator[Move]:
    """Make "all" the subject behind an inverted "should": "Should | all | fail, Tarn will act"."""
    first, second = (verb.lefts[0], verb.nbor(-1)) if verb.lefts else (verb, verb)
    between = first.i + 1 == second.i and second.tag_ in ("DT", "CC") and not has(verb, SUBJECT_SLOT)
    if between and first.lower_ == "should":
        yield (second, verb, "nsubj")


@rule("ccomp", "advcl", "conj", "ROOT", needs=AUXILIARY, words={"had", "should", "were"})
def inverted_condition(verb: Token) -> Iterator[Move]:
    """Make a clause that its auxiliary opens a condition: "warned it would close should wages | fall |"."""
    first = inverted_auxiliary(verb)
    before = word_before(first) if first is not None else None
    if first is not None and first.i == verb.sent.start and verb.dep_ == "ccomp" and verb.head.i > verb.i:
        joined = next((c for c in verb.head.lefts if c.dep_ == "ccomp" and c.i > verb.i), verb.head)
        yield (verb, joined, "advcl")
    if first is not None and first.i == verb.sent.start and verb.dep_ == "ROOT":
        yield from _below_main(verb)
    if before is None or before.is_punct or before.dep_ == "cc":
        return
    above = next((word for word in (before, *before.ancestors) if is_full_verb(word)), verb)
    told = next((child for child in verb.lefts if child.dep_ == "ccomp" and child.holds(above)), None)
    if told is not None and verb.dep_ == "ROOT":
        yield (told, told, "ROOT")
        yield (verb, above, "advcl")
        yield from ((child, told, child.dep_) for child in verb.rights if child.is_punct)
    elif verb.dep_ != "ROOT" and above is not verb and (above is not verb.head or not speaks(above)):
        yield (verb, above, "advcl")


def _below_main(verb: Token) -> Iterator[Move]:
    """The moves of an inverted clause to the main verb that seems joined to it: "Should all | fail |, he will go"."""
    main = right_child(verb, {"conj", "ccomp"})
    if main is not None and has_modal(main) and has_subject(main) and comma_before(main.left_edge) is not None:
        yield (main, main, "ROOT")
        yield (verb, main, "advcl")
        yield from ((child, main, child.dep_) for child in verb.rights if child.is_punct)


@rule("advcl", needs={"nsubj"}, words={"were"})
def were_to(verb: Token) -> Iterator[Move]:
    """Make the infinitive of an inverted "were" the condition: "Were Tarn to | leave |, Oslo would gain"."""
    infinitive = next((c for c in verb.rights if is_infinitive(c)), None)
    subject = right_child(verb, {"nsubj"})
    if verb.text != "Were" or verb.lefts or subject is None or infinitive is None or not is_verb(verb.head):
        return
    yield (infinitive, verb.head, "advcl")
    yield (verb, infinitive, "aux")
    yield (subject, infinitive, "nsubj")


@rule("ccomp", words={"had"})
def had_it_been(verb: Token) -> Iterator[Move]:
    """Make the verb behind an inverted "had" the condition: "would have closed had the state not | bought | it"."""
    had = verb.head
    subject = left_child(verb, SUBJECT_SLOT)
    if had.lower_ != "had" or had.children[0] is not verb or subject is None or subject.left_edge.i != had.i + 1:
        return
    if verb.tag_ in ("VBN", "VBD") and has_modal(had.head):
        verb.tag_ = "VBN"
        yield (verb, had.head, "advcl")
        yield (had, verb, "aux")


@rule(needs={"aux"}, words={"should"})
def lost_condition(verb: Token) -> Iterator[Move]:
    """Make a verb of the noun behind an inverted "should": "Should the truce | collapse |, Tarn will act"."""
    first = verb.lefts[0] if verb.lefts else verb
    should, noun = (first.left_edge, first) if first.dep_ == "advcl" else (first, right_child(first, {"nsubj"}))
    if should.lower_ != "should" or should.dep_ != "aux" or noun is None or noun.lemma not in ontology().verbs:
        return
    doer = next((c for c in reversed(noun.lefts) if c.dep_ in ("compound", "poss")), None)
    comma = word_after(noun)
    if doer is None or comma is None or comma.text != "," or noun.tag_ not in ("NN", "VB"):
        return
    noun.tag_, noun.pos_ = "VB", "VERB"
    yield (noun, verb, "advcl")
    yield (should, noun, "aux")
    yield (doer, noun, "nsubj")
    yield from ((c, doer, c.dep_) for c in noun.lefts if c is not doer and c is not should)


@rule(needs={"ccomp"}, words={"if", "unless"}, of=speaks)
def condition_of_told(verb: Token) -> Iterator[Move]:
    """Hang a condition before a report on its content: "Unless wages | rise |, the guild warned, "we will strike""."""
    told = next((c for c in verb.rights if c.dep_ == "ccomp" and has_modal(c)), None)
    for child in verb.lefts if told is not None else ():
        if told is not None and child.dep_ == "advcl" and mark_of(child) in ("if", "unless"):
            yield (child, told, "advcl")


@rule("acl", tags={"VBN", "VBD"})
def of_first(verb: Token) -> Iterator[Move]:
    """Make a condition of what seems to tell of the first of two subjects: "if aid | arrived |, the cut could end"."""
    noun, above = verb.head, verb.head.head
    opening = word_before(noun.left_edge) if noun.dep_ in SUBJECT else None
    if opening is None or opening.head is not above or opening.dep_ != "mark" or opening.lower_ not in ("if", "unless"):
        return
    if any(c.dep_ in SUBJECT and comma_before(c.left_edge) is not None and c.i > verb.i for c in above.lefts):
        verb.tag_ = "VBD"
        yield (verb, above, "advcl")
        yield (noun, verb, "nsubj")
        yield (opening, verb, "mark")
