"""Joined verbs whose form shows which verb they belong to: bare forms, actives beside participles, numbers."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.syntax.cued import reports, speaks
from kg.extract.syntax.labels import (
    AUXILIARY,
    FINITE,
    PRESENT_TENSE,
    SUBJECT,
    SUBJECT_SLOT,
    TELLING_OF,
    comma_before,
    has,
    is_verb,
    left_child,
    word_before,
)
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import has_subject, is_infinitive, mark_of
from kg.ontology import ontology, word_set

PERFECT = frozenset(("auxpass", "nsubjpass"))
BARE = frozenset(("VB", "VBP"))
AIMS = frozenset(("xcomp", "ccomp", "advcl", "acl", "relcl"))
SINGULAR_FORMS = frozenset(("has", "is"))
PLURAL_FORMS = frozenset(("have", "are"))


@rule("conj", "advcl", "dep")
def bare_form(verb: Token) -> Iterator[Move]:
    """Join a base form to the infinitive or modal it can only share: "voted to shut it, | sell | it and leave"."""
    above = verb.head
    bare = verb.tag_ in BARE or _is_told_too(verb)
    if not bare or verb.lower_ != verb.lemma or above.i > verb.i or not is_verb(above):
        return
    if has(verb, AUXILIARY | SUBJECT_SLOT) or mark_of(verb) or (above.tag_ == "VBP" and not _is_listed(verb)):
        return
    if any(child.dep_ == "conj" and child.tag_ in ("VBD", "VBN") for child in verb.rights):
        return  # "refused to pay, set up pickets and called a strike": a past that looks like a base form
    first = above if above.tag_ == "VB" else _governed_by(above, verb)
    if first is not None and _is_open(first, verb):
        verb.tag_ = "VB"
        yield (verb, first, "conj")


def _is_told_too(verb: Token) -> bool:
    """Whether what looks like a past is told with what stands before: "said it would cut jobs *and shut* a plant"."""
    joint = word_before(verb)
    before = word_before(joint) if joint is not None and joint.dep_ == "cc" else None
    return verb.tag_ == "VBD" and reports(verb.head) and before is not None and not before.is_punct


def _is_listed(verb: Token) -> bool:
    """Whether the verb is none of speech and stands behind a comma: "expect it to cut jobs, sell land and move"."""
    return comma_before(verb) is not None and not speaks(verb)


def _governed_by(above: Token, verb: Token) -> Token | None:
    """The last infinitive or modal on a verb or its object, before the joined verb."""
    objects = (child for child in above.rights if child.dep_ == "dobj")
    inner = [c for word in (*objects, above) for c in word.rights if c.i < verb.i and c.dep_ in AIMS]
    return next((c for c in reversed(inner) if c.tag_ == "VB" and _has_sign(c)), None)


def _has_sign(verb: Token) -> bool:
    return any(child.tag_ in ("TO", "MD") for child in verb.lefts)


def _is_open(first: Token, verb: Token) -> bool:
    """Whether a verb has a "to" or a modal that the joined one can only share."""
    while first.dep_ == "conj" and first.tag_ == "VB" and not _has_sign(first):
        first = first.head
    if verb.tag_ == "VBP" and is_infinitive(first):
        return first.head.tag_ != "VBP" or _is_listed(verb)  # "they threaten to leave and ask for money"
    return first.tag_ == "VB" and _has_sign(first)


@rule("conj", tags=FINITE)
def above_participle(verb: Token) -> Iterator[Move]:
    """Join a finite verb above a participle: "found ivory packed in crates and | arrested | the driver"."""
    participle = verb.head
    held = participle.dep_ == "ccomp" and participle.tag_ == "VBN" and not has(participle, AUXILIARY | {"mark"})
    hung = participle.dep_ == "acl" and participle.tag_ in ("VBN", "VBD")
    if not (held or hung) or has(participle, {"dobj"}):
        return
    if not has(verb, TELLING_OF) or has(verb, SUBJECT):
        return
    upper = next((word for word in participle.ancestors if word.tag_ in FINITE and has_subject(word)), None)
    if upper is not None and upper.i < participle.i:
        yield (verb, upper, "conj")


@rule("conj", tags={"VBG", "VB"})
def joined_to_noun(verb: Token) -> Iterator[Move]:
    """Join a verb to the verb of its form, not to a noun: "killing two guards and a nurse and | burning | a barn"."""
    noun = verb.head
    if is_verb(noun) or noun.i > verb.i or has(verb, AUXILIARY | SUBJECT_SLOT):
        return
    upper = next((word for word in noun.ancestors if word.tag_ == verb.tag_ and not has(word, PERFECT)), None)
    tells = has(verb, TELLING_OF) and verb.lemma not in word_set("verbs without object")  # "recurring parts"
    if upper is not None and upper.i < noun.i and is_verb(upper) and tells:
        yield (verb, upper, "conj")
        yield from ((c, verb, c.dep_) for c in upper.rights if c.dep_ == "prep" and c.i > verb.i)


@rule("conj", tags={"VBG"})
def bare_gerund(verb: Token) -> Iterator[Move]:
    """Join a gerund to the gerund above: "burning a barn that he said was empty and | killing | a guard"."""
    finite = verb.head
    if has(verb, AUXILIARY | SUBJECT) or finite.tag_ not in FINITE | {"VBN"} or finite.i > verb.i:
        return
    upper = next((word for word in finite.ancestors if word.tag_ == "VBG" and not has(word, AUXILIARY)), None)
    if upper is not None and upper.dep_ in ("advcl", "acl", "pcomp", "conj") and upper.i < finite.i:
        yield (verb, upper, "conj")


@rule("conj", tags={"VBD"})
def other_tense(verb: Token) -> Iterator[Move]:
    """Join a past above a relative clause in the present: "built a clock that tells the tide and | sold | it"."""
    clause = verb.head
    if clause.dep_ != "relcl" or clause.tag_ not in PRESENT_TENSE or has(verb, AUXILIARY | SUBJECT):
        return
    upper = next((word for word in clause.ancestors if word.tag_ in FINITE and has_subject(word)), None)
    if upper is not None and upper.tag_ == "VBD" and upper.i < clause.i:
        yield (verb, upper, "conj")


@rule("conj")
def other_number(verb: Token) -> Iterator[Move]:
    """Join a verb to the one whose subject has its number: "wants both men tried and has | asked | for help"."""
    number = _number_of(verb)
    if not number or has_subject(verb) or verb.head.i > verb.i or not is_verb(verb.head):
        return
    if (near := left_child(verb.head, SUBJECT)) is None or _number_of_noun(near) in ("", number):
        return
    upper = next((w for w in verb.head.ancestors if is_verb(w) and w.i < verb.i and has_subject(w)), None)
    subject = left_child(upper, SUBJECT) if upper is not None else None
    if upper is not None and subject is not None and _number_of_noun(subject) == number:
        yield (verb, upper, "conj")


def _number_of(verb: Token) -> str:
    """The number of a present form or its auxiliary, empty where it shows none."""
    first = next((child for child in verb.lefts if child.dep_ in AUXILIARY), verb)
    if first.tag_ == "VBZ" and (first is verb or first.lower_ in SINGULAR_FORMS):
        return "one"
    return "many" if first.tag_ == "VBP" and (first is verb or first.lower_ in PLURAL_FORMS) else ""


def _number_of_noun(noun: Token) -> str:
    """The number of a common noun, empty where it may be either."""
    if has(noun, {"conj"}) or noun.pos_ != "NOUN":
        return ""
    if noun.tag_ == "NNS":
        return "many" if noun.lower_ != noun.lemma else ""
    return "one" if noun.tag_ == "NN" and ontology().agent_type(noun.lemma) in (None, "Person") else ""
