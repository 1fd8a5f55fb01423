"""Verbs that the parser joined to the wrong verb, or did not join at all."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.labels import AUXILIARY, FINITE, SUBJECT, has, is_verb, word_before
from kg.extract.tree import Move, Token
from kg.extract.verbs import has_subject, is_infinitive, mark_of
from kg.ontology import ontology, word_set

UNDERGONE = frozenset(("COERCE", "SANCTION", "ASSAULT"))
"""What a joined verb without an object tells is done to the subject that the verb before undergoes."""
OWN_TELLING = frozenset(("dobj", "ccomp"))


def is_speech(verb: Token) -> bool:
    """Whether the verb tells what somebody says: "warn", "reject"."""
    return verb.lemma in ontology().cues.speaking or verb.lemma in word_set("speech acts")


# ---- whose second verb it is ----------------------------------------------------------------------------------------


def said_beside(verb: Token) -> Iterator[Move]:
    """ "said the ruling was unfair and promised an appeal", "said Tarn would pay, but ruled out more": he did both."""
    beside = verb.head
    above = beside.head
    if verb.tag_ not in FINITE or has_subject(verb) or beside.dep_ != "ccomp":
        return
    if above.tag_ not in FINITE or above.lemma not in ontology().cues.speaking or above.i > beside.i:
        return
    subject = next((c for c in beside.lefts if c.dep_ in SUBJECT), None)
    is_mute = is_speech(verb) and not _may_speak(subject)
    if beside.tag_ in ("VB", "VBG") or is_mute or _tells_again(verb, beside):
        yield (verb, above, "conj")


def _tells_again(verb: Token, beside: Token) -> bool:
    """Whether a verb in the past cannot share the auxiliaries before it: "would be paid and rejected calls"."""
    if verb.tag_ != "VBD" or not has(verb, OWN_TELLING):
        return False
    modal = any(child.tag_ == "MD" for child in beside.lefts)
    perfect = any(child.dep_ == "aux" and child.lower_ == "had" for child in beside.lefts)
    return modal or (perfect and is_speech(verb) and has(verb, {"ccomp"}))


def _may_speak(noun: Token | None) -> bool:
    """Whether it is somebody, or a name or pronoun for somebody."""
    return noun is None or noun.pos_ in ("PROPN", "PRON") or noun.lemma in ontology().agents


def own_subject(verb: Token) -> Iterator[Move]:
    """ "promised to send nurses but a court in Tarn ruled": no nurses, no court was sent; the court ruled."""
    before = word_before(verb.left_edge)
    if verb.tag_ not in FINITE or has_subject(verb) or before is None:
        return
    noun = next((w for w in (before, *before.ancestors) if w.dep_ == "conj" and w.pos_ in ("NOUN", "PROPN")), None)
    if noun is None or noun.right_edge is not before or noun.head.i > noun.i:
        return
    joint = word_before(noun.left_edge)
    if joint is not None and joint.dep_ == "cc" and joint.lower_ in ("but", "and", "or", "yet"):
        yield (noun, verb, "nsubj")


def late_condition(verb: Token) -> Iterator[Move]:
    """ "said it was ready, but only if Tarn paid": a condition of what is said, not a second report."""
    if mark_of(verb) not in ("if", "unless"):
        return
    said = next((c for c in verb.head.rights if c.dep_ == "ccomp" and c.i < verb.i), verb.head)
    yield (verb, said, "advcl")


def same_form(verb: Token) -> Iterator[Move]:
    """ "would raise tolls and cut wages": a form that is also a base form shares the modal or "to"."""
    before = verb.head
    if verb.tag_ != "VBD" or verb.lower_ != verb.lemma or before.tag_ != "VB" or has(verb, AUXILIARY | SUBJECT):
        return
    first = before
    while first.dep_ == "conj" and is_verb(first.head) and not has(first, {"aux"}):
        first = first.head
    governed = is_infinitive(first) and first.dep_ == "xcomp" and not is_infinitive(first.head)
    if has(verb, {"dobj"}) and (governed or any(child.tag_ == "MD" for child in first.lefts)):
        verb.tag_ = "VB"
        yield (verb, before, "conj")


def beside_state(verb: Token) -> Iterator[Move]:
    """ "leaving nine people hurt and blocking a road": what left them so blocked it, not they."""
    state = verb.head
    above = state.head
    if verb.tag_ != "VBG" or above.tag_ != "VBG" or above.lemma not in word_set("verbs of leaving so"):
        return
    if has(above, {"dobj"}) and (state.tag_ in ("VBN", "JJ") or state.lower_ == "missing"):
        yield (verb, above, "conj")


# ---- what is done to it too -----------------------------------------------------------------------------------------


def done_too(verb: Token) -> Iterator[Move]:
    """ "was ordered to stay and barred from leaving", "was arrested and charged": both are done to her."""
    upper = verb.head.head if verb.head.dep_ == "xcomp" else verb.head
    if verb.tag_ != "VBD" or not has(upper, {"auxpass"}) or upper.i > verb.i:
        return
    kinds = ontology().verb_kinds(verb.lemma)
    if kinds & UNDERGONE and not has(verb, {"dobj", "nsubj", "nsubjpass"}):
        verb.tag_ = "VBN"
        yield (verb, upper, "conj")


def without_be(verb: Token) -> Iterator[Move]:
    """ "Homes were raided and computers seized": the second passive shares the auxiliary."""
    before = verb.head
    if verb.tag_ != "VBN" or not _is_passive_series(before) or has(verb, AUXILIARY | {"dobj", "ccomp", "xcomp"}):
        return
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is not None:
        yield (subject, verb, "nsubjpass")


def of_joined_noun(verb: Token) -> Iterator[Move]:
    """ "Homes were raided and computers seized", where the parser joined the computers to the raiding."""
    noun = verb.head
    before = noun.head
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or not is_verb(before):
        return
    if verb.tag_ not in ("VBN", "VBD") or verb.i != noun.i + 1 or not _is_passive_series(before):
        return
    verb.tag_ = "VBN"
    yield (verb, before, "conj")
    yield (noun, verb, "nsubjpass")


def _is_passive_series(verb: Token) -> bool:
    """Whether the verb is a passive with its auxiliary, or one that shares the auxiliary of such a verb."""
    if has(verb, {"auxpass"}):
        return True
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and has(verb, {"nsubjpass"}) and has(verb.head, {"auxpass"})


def harmed_too(verb: Token) -> Iterator[Move]:
    """ "The blast shattered windows and damaged cars": no damaged cars were shattered."""
    if verb.tag_ != "VBD":
        return
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None or not _is_harm(subject):
        return
    for first in verb.rights:
        noun = next((c for c in first.rights if c.dep_ == "conj" and c.tag_ == "NNS"), None)
        if first.dep_ == "dobj" and noun is not None and (second := _verb_before(noun)) is not None:
            second.tag_, second.pos_ = "VBD", "VERB"
            yield (second, verb, "conj")
            yield (noun, second, "dobj")
            yield from (
                (child, second, child.dep_) for child in first.rights if child.dep_ == "prep" and child.i > noun.i
            )


def _is_harm(noun: Token) -> bool:
    """Whether a noun is for an attack, a disaster or an accident: it damages, and carries nothing damaged."""
    return any(
        ontology().kind(sense.predicate) in ("HARM", "ASSAULT") for sense in ontology().nouns.get(noun.lemma, ())
    )


def _verb_before(noun: Token) -> Token | None:
    """The word that opens a joined noun's phrase and tells a harm: "damaged" of "and damaged cars"."""
    first = noun.left_edge
    joint = word_before(first)
    if joint is None or joint.dep_ != "cc" or first.dep_ != "amod" or not first.lower_.endswith("ed"):
        return None
    stems = {first.lower_[:-1], first.lower_[:-2], first.lemma}
    return first if stems & word_set("harms") else None
