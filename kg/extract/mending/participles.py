"""Participles that are the sentence's verb, or tell of another verb than the one they hang on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.labels import CLOSED, COMPLETED, FINITE, has, is_verb, word_before
from kg.extract.mending.coordination import UNDERGONE
from kg.extract.timewords import is_time
from kg.extract.tree import Move, Token
from kg.extract.verbs import is_infinitive, mark_of
from kg.ontology import ontology, word_set

PEOPLE = frozenset(("Person", "Group"))


def top_noun(verb: Token) -> Iterator[Move]:
    """ "Tarn, a small port, called on Oslo to act": no participle of a noun that has no verb."""
    noun = verb.head
    if verb.tag_ != "VBD" or noun.dep_ != "ROOT" or noun.pos_ not in ("PROPN", "NOUN"):
        return
    yield (verb, verb, "ROOT")
    yield (noun, verb, "nsubj")
    yield from ((c, verb, "punct") for c in noun.rights if c.is_punct and c.i > verb.i)


def result(verb: Token) -> Iterator[Move]:
    """ "struck to demand more pay, closing schools": the strike closed them, not the demand."""
    purpose = verb.head
    if verb.tag_ != "VBG" or mark_of(verb) or not is_verb(purpose.head):
        return
    comma = word_before(verb.left_edge)
    if not is_infinitive(purpose) or comma is None or comma.text != ",":
        return
    settled = purpose.dep_ == "xcomp" and purpose.head.lemma in word_set("settling verbs")
    if purpose.dep_ == "advcl" or (settled and purpose.head.tag_ == "VBD"):
        yield (verb, purpose.head, "advcl")


def sent_doing(verb: Token) -> Iterator[Move]:
    """ "sent them fleeing": they fled."""
    above = verb.head
    before = word_before(verb.left_edge)
    if verb.tag_ != "VBG" or mark_of(verb) or above.lemma not in word_set("verbs of sending") or before is None:
        return
    if before.dep_ == "dobj" and before.head is above and (before.pos_ == "PRON" or before.lemma in ontology().agents):
        yield (verb, above, "xcomp")


def headline(verb: Token) -> Iterator[Move]:
    """ "Chelsea fined over payments", "Two men jailed": a headline's participle, done to its subject."""
    if verb.tag_ not in ("VBD", "VBN") or verb.sent[-1].text in CLOSED or not _is_undergone(verb):
        return
    if has(verb, COMPLETED | {"aux", "auxpass", "prt"}) or "," in verb.sent.text:
        return
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if verb.dep_ == "ROOT" and subject is not None:
        verb.tag_ = "VBN"
        yield (subject, verb, "nsubjpass")
    elif verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and not any(word.tag_ in FINITE for word in verb.sent):
        verb.tag_ = "VBN"
        yield (verb, verb, "ROOT")
        yield (verb.head, verb, "nsubjpass")


def _is_undergone(verb: Token) -> bool:
    """Whether what a verb without an object tells is done to its subject."""
    kinds = ontology().verb_kinds(verb.lemma)
    return bool(kinds & {"COERCE", "SANCTION"}) or verb.lemma in word_set("bodily harms")


# ---- behind an object ------------------------------------------------------------------------------------------------


def of_object(verb: Token) -> Iterator[Move]:
    """ "freed two of the clerks, kidnapped in May", "pledged loans, amounting to a tenth": the clerks, the loans."""
    above, comma = verb.head, word_before(verb.left_edge)
    if comma is None or comma.text != "," or mark_of(verb) or not is_verb(above) or above.i > verb.i:
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
    """Whether the participle is of a force that such an object undergoes."""
    if not ontology().verb_kinds(verb.lemma) & UNDERGONE:
        return False
    of = (c for prep in noun.rights if prep.lower_ == "of" for c in prep.rights if c.dep_ == "pobj")
    return any(_is_somebody(word) for word in (noun, *of))


def above_object(verb: Token) -> Iterator[Move]:
    """ "a hole in its books caused by losses", "entered the town disguised as clerks": no books, no town."""
    noun = verb.head
    if verb.tag_ != "VBN":
        return
    if noun.dep_ == "pobj" and verb.lemma in word_set("causing verbs") and has(verb, {"agent"}):
        upper = noun.head.head
        if upper.pos_ == "NOUN" and noun.lemma not in ontology().nouns:
            yield (verb, upper, "acl")
    elif noun.dep_ == "dobj" and verb.lemma in word_set("disguising verbs") and not _is_somebody(noun):
        yield (verb, noun.head, "advcl")


def _is_somebody(noun: Token) -> bool:
    agent = ontology().agents.get(noun.lemma)
    return (agent is not None and agent.type in PEOPLE) or noun.ent_type_ == "PERSON" or noun.pos_ == "PRON"


def from_when(verb: Token) -> Iterator[Move]:
    """ "will raise tolls starting next May": nobody starts anything."""
    above = verb.head
    if verb.tag_ != "VBG" or verb.lemma not in word_set("verbs of beginning") or verb.lefts or not is_verb(above):
        return
    below = [child for child in verb.rights if not child.is_punct]
    times = (noun for child in below for noun in ((child, *child.rights) if child.dep_ == "prep" else (child,)))
    if below and below[0].lower_ != "with" and all(noun.dep_ == "prep" or is_time(noun) for noun in times):
        yield (verb, above, "prep")
