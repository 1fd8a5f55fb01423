"""What a verb is done to: its objects, a relative clause's antecedent and a joined verb's object among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.phrases import NOMINAL, RELATIVES
from kg.extract.subjects import antecedents, fills_a_slot, unique
from kg.extract.timewords import is_person_word, is_time
from kg.extract.verbs import is_infinitive, is_passive, tells

if TYPE_CHECKING:
    from spacy.tokens import Token

TIME_NOUNS = frozenset(
    "day week month year monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()
)


OBJECT_DEPS = frozenset(("dobj", "attr", "oprd"))


def direct_objects(token: Token) -> tuple[Token, ...]:
    """The nouns the verb takes without a preposition; a relative clause without an object takes its antecedent."""
    found: list[Token] = []
    for child in token.children:
        if child.dep_ == "oprd" and any(c.dep_ in ("dobj", "nsubjpass") for c in token.children):
            continue
        if child.dep_ in OBJECT_DEPS and is_relative(child):
            found += [token.head] if token.dep_ in ("relcl", "acl") else []
        elif child.dep_ in OBJECT_DEPS and (child.pos_ in (*NOMINAL, "X", "DET") or child.dep_ == "attr"):
            found += antecedents(child, token)
        elif child.dep_ == "npadvmod" and is_person_word(child):
            found.append(child)  # "met Augustin Friday"
        elif child.dep_ == "ccomp" and is_infinitive(child):
            found += [
                noun for c in child.children if c.dep_ in ("nsubj", "nsubjpass") for noun in antecedents(c, child)
            ]
    if not found and _takes_antecedent(token):
        found.append(token.head)
    if not found and (shared := _shares_object(token)) is not None:
        found += direct_objects(shared)
    return unique(noun for noun in found if fills_a_slot(noun) and not _is_adverbial(noun))


def _shares_object(token: Token) -> Token | None:
    """The joined verb whose object is also this one's: "bought and repainted six jets"."""
    after = token.doc[token.i + 1 : token.i + 3]
    if (
        len(after) < 2
        or after[0].dep_ != "cc"
        or any(c.dep_ in ("prep", "ccomp", "xcomp", "prt", "acomp") for c in token.rights)
    ):
        return None
    verb = after[1]
    return verb if verb.head == token and verb.dep_ == "conj" and verb.tag_ == token.tag_ and tells(verb) else None


def _is_adverbial(noun: Token) -> bool:
    """Whether the noun tells when: "left Friday"."""
    return noun.pos_ != "PRON" and is_time(noun) and noun.lemma_.lower() in TIME_NOUNS


def _takes_antecedent(token: Token) -> bool:
    """Whether a relative clause has its own subject and no object: "the demand he rejected"."""
    if token.dep_ != "relcl" or token.head.pos_ not in NOMINAL or is_passive(token):
        return False
    subjects = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
    if (
        not subjects
        or subjects[0].lower_ in RELATIVES
        or any(c.dep_ in (*OBJECT_DEPS, "ccomp", "xcomp") for c in token.children)
    ):
        return False
    adverbial = any(child.lower_ in ("when", "where", "why", "how") for child in token.subtree if child.i < token.i)
    stranded = any(child.dep_ == "prep" and not list(child.children) for child in token.children)
    return not adverbial and not stranded and token.head.ent_type_ not in ("DATE", "TIME")


def is_relative(token: Token) -> bool:
    """Whether the word is a relative pronoun in a slot: "a request that he made"."""
    return (
        token.lower_ in RELATIVES
        and token.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "attr")
        and token.head.dep_ in ("relcl", "acl")
    )
