"""Who does what a verb says: the subject, found through relatives, control, participles and joined verbs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.extract.phrases import NOMINAL, RELATIVES, conjuncts, possessor, preposition_objects
from kg.extract.verbs import is_passive, lemma_of, mended_head

if TYPE_CHECKING:
    from spacy.tokens import Token

DEPTH = 8


SUBJECT_CONTROL = frozenset(("promise", "vow", "threaten", "pledge"))


def subjects_of(token: Token, depth: int = DEPTH) -> tuple[Token, ...]:
    """The nouns in the verb's subject slot, found through relative pronouns, control, participles and joined verbs."""
    own = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass") and child.tag_ != "EX"]
    if own:
        before = [child for child in own if child.i < token.i] or own
        return unique(noun for noun in antecedents(before[-1], token) if fills_a_slot(noun))
    if depth == 0 or any(child.dep_ in ("csubj", "expl") for child in token.children):
        return ()
    stolen = _stolen_subject(token) or _swallowed_subject(token)
    return (stolen,) if stolen is not None else _inherited(token, depth - 1)


def _stolen_subject(token: Token) -> Token | None:
    """The noun right before a joined verb that the parser joined to a noun further up: "in Kabul and Russia wanted"."""
    if token.dep_ != "conj" or token.tag_ not in ("VBD", "VBZ", "VBP") or token.i == 0:
        return None
    before = token.nbor(-1)
    while before.i and before.dep_ in ("advmod", "aux", "neg"):
        before = before.nbor(-1)
    return before if before.dep_ == "conj" and before.pos_ in ("PROPN", "NOUN") and before.head.i < before.i else None


def _swallowed_subject(token: Token) -> Token | None:
    """The subject that the parser hung on a day before it: "On Monday President Obama said"."""
    if token.tag_ not in ("VBD", "VBZ", "VBP") or token.dep_ == "conj":
        return None
    for prep in (c for c in token.lefts if c.dep_ == "prep"):
        for noun in (
            c for c in prep.children if c.dep_ == "pobj" and c.pos_ == "PROPN" and c.ent_type_ not in ("DATE", "TIME")
        ):
            before = token.doc[noun.left_edge.i : noun.i]
            if any(word.ent_type_ == "DATE" and word.dep_ in ("compound", "nmod") for word in before):
                return noun
    return None


def fills_a_slot(noun: Token) -> bool:
    """Whether a word can stand for a side: no lost noun's article, no question word, no empty "there"."""
    if noun.lower_ in ("the", "a", "an", "there") or noun.tag_ in ("WP", "WRB", "WDT"):
        return False
    return noun.pos_ in NOMINAL or noun.pos_ in ("ADJ", "DET", "X")


def antecedents(noun: Token, verb: Token) -> tuple[Token, ...]:
    """The noun with what is joined to it; a relative pronoun's antecedent in its place."""
    if noun.lower_ in RELATIVES and noun.tag_ in ("WP", "WDT", "WP$", "IN", "DT"):
        clause = verb
        while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head != clause and clause.dep_ != "relcl":
            clause = clause.head
        if clause.dep_ in ("relcl", "acl") and clause.head.pos_ in (*NOMINAL, "X"):
            return (clause.head,)
        return ()
    return conjuncts(noun)


def _inherited(token: Token, depth: int) -> tuple[Token, ...]:
    head = mended_head(token)
    match token.dep_:
        case "conj" | "dep" | "parataxis" if head.pos_ in ("VERB", "AUX"):
            return subjects_of(head, depth)
        case "xcomp" | "oprd":
            return _controller(head, depth)
        case "ccomp" if token.tag_ in ("VBG", "VB") and not any(c.dep_ == "mark" for c in token.children):
            return _controller(head, depth) if token.tag_ == "VBG" else ()
        case "advcl" if head.pos_ in ("VERB", "AUX"):
            return subjects_of(head, depth)
        case "acl" if any(child.lower_ == "to" for child in token.lefts):
            return _owner_of_act(head, depth)
        case "acl" | "relcl" if head.pos_ in NOMINAL and not _has_relative(token):
            return (head,) if token.tag_ in ("VBG", "VBN", "VBD") else ()
        case "pcomp":
            return _through_preposition(head, depth)
    return ()


def _controller(verb: Token, depth: int) -> tuple[Token, ...]:
    """Who does what the infinitive says: the object of the governing verb, else its subject."""
    if verb.pos_ not in ("VERB", "AUX"):
        if verb.pos_ == "NOUN":
            return _owner_of_act(verb, depth)
        return subjects_of(verb.head, depth) if verb.pos_ == "ADJ" and verb.head != verb else ()
    addressed = [child for child in verb.children if child.dep_ in ("dobj", "dative")]
    objects = [child for child in addressed if child.pos_ in NOMINAL and fills_a_slot(child)]
    if addressed and not objects:
        return ()
    if objects and not is_passive(verb) and lemma_of(verb) not in SUBJECT_CONTROL:
        return conjuncts(objects[0])
    called_on = [noun for prep, noun in preposition_objects(verb) if prep in ("on", "upon", "to", "with", "for")]
    if called_on and lemma_of(verb) in ("call", "appeal", "plead", "signal", "wait", "rely"):
        return tuple(called_on)
    return subjects_of(verb, depth)


def _through_preposition(prep: Token, depth: int) -> tuple[Token, ...]:
    head = prep.head
    while head.pos_ == "ADP" and head.head != head:
        head = head.head
    if head.pos_ in ("VERB", "AUX"):
        if prep.lower_ in ("of", "for", "from", "into", "with"):
            return _controller(head, depth)
        return subjects_of(head, depth)
    return _owner_of_act(head, depth) if head.pos_ in NOMINAL else ()


def _owner_of_act(noun: Token, depth: int) -> tuple[Token, ...]:
    """Who does what hangs on a noun ("its decision to leave", "made an offer to buy"): its owner, else the verb's subject."""
    owner = possessor(noun) or next((child for child in noun.lefts if child.dep_ == "nsubj"), None)
    if owner is not None:
        return conjuncts(owner)
    by = [token for prep, token in preposition_objects(noun) if prep in ("by", "for", "on")]
    if by:
        return tuple(by)
    if noun.dep_ in ("dobj", "pobj", "attr", "conj"):
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        return subjects_of(verb, depth) if verb.pos_ in ("VERB", "AUX") else ()
    return ()


def _has_relative(token: Token) -> bool:
    return any(child.lower_ in RELATIVES and child.tag_ in ("WP", "WDT", "WP$", "WRB") for child in token.children)


def unique(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(dict.fromkeys(tokens))
