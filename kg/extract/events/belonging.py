"""Who belongs to which body, without a verb: "two members of the tribe", "experts from the bank"."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from kg.extract.events.sides import TypeOf
from kg.extract.syntax.labels import is_modifier, is_verb, word_before
from kg.extract.syntax.phrases import conjuncts, left_edge, named_before
from kg.extract.syntax.tree import Doc, Token
from kg.ontology import ontology, word_set

FROM = frozenset(("from", "at", "within"))
BODIES = frozenset(("Organization", "Group", "Facility"))
QUANTIFIERS = frozenset(("no", "any", "every", "each", "all"))
"""Determiners before a noun for the whole body, or for nobody of it."""


class Belonging(Struct, frozen=True):
    """A member and its body, as words, and the preposition between them."""

    member: Token
    body: Token
    prep: str
    predicate: str

    @property
    def wording(self) -> str:
        """The link as a clause would tell it: "is from", "is among"."""
        return f"is {self.prep}" if self.prep == "of" or self.prep in FROM else "is among"


def belongings(doc: Doc, type_of: TypeOf) -> Iterator[Belonging]:
    """Every such link of a doc, in order of the preposition."""
    naming = {"including", *word_set("focus adverbs")}
    for word in doc:
        if word.dep_ == "prep" and (word.lower_ == "of" or word.lower_ in FROM):
            yield from _in_body(word, type_of)
            yield from _part_of_body(word, type_of)
        elif word.lower_ in naming:
            yield from _named(word, type_of)


def _in_body(prep: Token, type_of: TypeOf) -> Iterator[Belonging]:
    """The members of a body: "two members of the guild"; "the members of the guild" are the guild itself."""
    before = word_before(prep)
    member = before if before is not None and before.pos_ == "NOUN" and prep.lower_ in FROM else prep.head
    if member.pos_ != "NOUN" or not _belongs(member, prep.lower_) or _is_everybody(member):
        return
    if _is_taken_from(prep):
        return
    for noun in prep.children:
        if noun.dep_ == "pobj" and type_of(noun) in BODIES:
            named = (body for body in conjuncts(noun) if body.pos_ == "PROPN" or named_before(body) is not None)
            yield from (Belonging(member, body, prep.lower_, "member_of") for body in named)


def _is_taken_from(prep: Token) -> bool:
    """Whether the verb before may take, keep or send something from somebody: "stole the names of clerks from | the
    bank"."""
    verb = next((word for word in prep.ancestors if is_verb(word)), prep)
    senses = ontology().verbs.get(verb.lemma, ()) if prep.lower_ == "from" and verb.i < prep.i else ()
    return any("from" in (*sense.recipient, *sense.prep) for sense in senses)


def _part_of_body(prep: Token, type_of: TypeOf) -> Iterator[Belonging]:
    """The part of a body, wherever the "at" hangs: "the Bureau of Wells at the Ministry of Water"."""
    part = word_before(prep) if prep.lower_ in FROM - {"from"} else None
    while part is not None and part.dep_ in ("pobj", "prep", "conj") and part.lower_ not in word_set("parts of bodies"):
        part = part.head
    if part is None or part.pos_ != "PROPN" or part.lower_ not in word_set("parts of bodies"):
        return
    bodies = (noun for noun in prep.children if noun.dep_ == "pobj" and noun.pos_ == "PROPN")
    yield from (Belonging(part, body, prep.lower_, "part_of") for body in bodies if type_of(body) in BODIES)


def _belongs(noun: Token, prep: str) -> bool:
    """Whether what stands behind the preposition is the body of whoever the noun names."""
    if noun.lemma in word_set("those who belong"):
        return True
    if prep == "of":  # "ministers of the alliance"
        office = ontology().offices.get(noun.lemma)
        return office is not None and noun.tag_ == "NNS" and ontology().kind(office.predicate) == "OFFICE"
    return ontology().agent_type(noun.lemma) == "Person"


def _is_everybody(noun: Token) -> bool:
    """Whether no part of a body is named: "the members", "no member"."""
    before = noun.doc[left_edge(noun) : noun.i]
    if any(word.lower_ in QUANTIFIERS for word in before):
        return True
    return len(before) == 1 and before[0].lower_ == "the" and noun.tag_ == "NNS"


def _named(word: Token, type_of: TypeOf) -> Iterator[Belonging]:
    """The parts of a body that are named: "the alliance, including Tarn", "its allies, notably Tarn"."""
    if word.dep_ == "prep":
        body, nouns = word.head, [child for child in word.children if child.dep_ == "pobj"]
    else:
        body, nouns = word.head.head, [word.head] if word.head.dep_ == "appos" else []
    if type_of(body) not in BODIES or body.pos_ not in ("NOUN", "PROPN") or is_modifier(body):
        return
    names = (each for noun in nouns for each in conjuncts(noun) if each.pos_ == "PROPN")
    yield from (Belonging(name, body, word.lower_, "part_of") for name in names)
