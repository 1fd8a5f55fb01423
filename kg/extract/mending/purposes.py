"""Infinitives behind an object that tell what the subject is up to."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.syntax.cued import noun_cues, verb_cues
from kg.extract.syntax.labels import has, is_verb, word_before
from kg.extract.syntax.phrases import is_somebody
from kg.extract.syntax.subjects import is_own_purpose
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import has_perfect, is_infinitive, is_passive
from kg.ontology import ontology, word_set

DONE_BY_SOMEBODY = frozenset(("BUSINESS", "CONSULT", "REQUEST"))
"""What no thing does, with or without an object: "sold the mill to pay for it"."""


@rule("xcomp")
def subjects_purpose(verb: Token) -> Iterator[Move]:
    """Hang an infinitive on the verb where its subject is to do it: "phoned both clerks to | thank | them"."""
    above = verb.head
    if not is_infinitive(verb) or not is_verb(above) or above.i > verb.i or is_passive(above):
        return
    before = word_before(verb.left_edge)
    if before is None:
        return
    thing = next((c for c in above.rights if c.dep_ == "dobj" and c.right_edge is before), None)
    met = thing is not None and (is_own_purpose(verb, above) or _is_done_with(thing, verb))
    if met or asks_for_means(above, before):
        yield (verb, above, "advcl")


def _is_done_with(thing: Token, verb: Token) -> bool:
    """Whether somebody does to a thing what serves to do another: no verb that makes its object do anything."""
    if thing.pos_ != "NOUN" or is_somebody(thing) or thing.lemma in ontology().agents:
        return False
    if not has(verb, {"dobj"}) and not ontology().verb_kinds(verb.lemma) & DONE_BY_SOMEBODY:
        return False
    return not any("infinitive" in row.takes for row in verb_cues(thing.head))


@rule("advcl", needs={"aux"})
def told_to_have(verb: Token) -> Iterator[Move]:
    """Hang what somebody is said to have done on the saying: "was reported in May to have | sold | the mill"."""
    told = any(row.passive and "infinitive" in row.takes for row in verb_cues(verb.head))
    if told and is_infinitive(verb) and has_perfect(verb) and is_passive(verb.head):
        yield (verb, verb.head, "xcomp")


@rule("advcl", "xcomp")
def of_plot(verb: Token) -> Iterator[Move]:
    """Hang an infinitive on the plan or the call it tells: "foiled a plot to | bomb | it", "heard calls to | go |"."""
    plot = word_before(verb.left_edge)
    if plot is None or plot.dep_ != "dobj" or plot.head is not verb.head or not is_infinitive(verb):
        return
    asks = any(row.status == "demanded" and "infinitive" in row.takes for row in noun_cues(plot))
    if asks or any(row.status == "negated" and plot.lemma in row.object for row in verb_cues(verb.head)):
        yield (verb, plot, "acl")


def asks_for_means(verb: Token, last: Token) -> bool:
    """Whether the words on a verb up to `last` ask somebody for money and the like."""
    prep = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "for" and c.right_edge is last), None)
    if prep is None or verb.lemma not in word_set("prepositional control"):
        return False
    return any(c.dep_ == "pobj" and c.lemma in word_set("means asked for") for c in prep.rights)
