"""What a relative pronoun stands for."""

from __future__ import annotations

from itertools import takewhile

from kg.extract.syntax.cued import HARMING
from kg.extract.syntax.labels import NOMINAL, RELATIVES, comma_before, has, is_verb
from kg.extract.syntax.phrases import PEOPLE, conjuncts, upper_word
from kg.extract.syntax.tree import Token
from kg.ontology import ontology, word_set

OF_BODY = frozenset(("from", "for", "of", "at"))
DONE_BY_STATES = frozenset(("REQUEST", "CONSULT", "AGREE", "SANCTION", "OFFICE", "SUPPORT"))
"""What a capital does, and no act that is of it."""
RELATIVE_TAGS = frozenset(("WP", "WDT", "WP$", "IN", "DT"))


def antecedents(noun: Token, verb: Token) -> tuple[Token, ...]:
    """The noun with what is joined to it; a relative pronoun's antecedent in its place."""
    if _is_part_of_which(noun) and verb.dep_ == "relcl":
        return (verb.head,) if noun.lower_ in word_set("nearly all") else (noun,)  # "parties, most of which fled"
    demonstrative = noun.head is verb and noun.i > verb.i  # "denied that"
    if noun.lower_ not in RELATIVES or noun.tag_ not in RELATIVE_TAGS or demonstrative:
        return conjuncts(noun)
    clause = verb
    while clause.dep_ in ("conj", "xcomp", "ccomp") and clause.head != clause:
        clause = clause.head
    if clause.dep_ not in ("relcl", "acl") or clause.head.pos_ not in (*NOMINAL, "X"):
        return ()
    if noun.lower_ == "who":
        meant = _people_of(clause.head, noun) or _somebody_with(clause.head)
    else:
        meant = _act_at(clause.head, noun, verb) or _act_of(clause.head, verb) or _thing_of(clause.head, noun)
    return (meant or clause.head,)


def _is_part_of_which(noun: Token) -> bool:
    """Whether it is "most of which", "two of whom"."""
    behind = noun.rights[0] if noun.rights and noun.rights[0].lower_ == "of" else None
    return behind is not None and any(word.lower_ in ("which", "whom") for word in behind.rights)


def _somebody_with(thing: Token) -> Token | None:
    """Who has the thing behind which a "who" stands: "an official with access who spied"."""
    if (member := _member_of(thing)) is not None:
        return member
    word = thing
    while word.dep_ == "pobj" and word.pos_ == "NOUN" and not _has_a_name_or_role(word):
        upper = upper_word(word.head)
        objects = (
            [child for child in upper.children if child.dep_ == "dobj" and child.i < word.i] if is_verb(upper) else []
        )
        word = objects[0] if objects else upper
        if _has_a_name_or_role(word):
            return word
    return None


def _people_of(others: Token, who: Token) -> Token | None:
    """Whom a "who" behind a comma tells of, where people are told by others: "*relatives* of the victims, who sued"."""
    if others.dep_ != "pobj" or others.head.lower_ != "of" or comma_before(who) is None:
        return None
    people = upper_word(others.head)
    both = (others, people)
    are_people = all(noun.tag_ == "NNS" and ontology().agent_type(noun.lemma) in PEOPLE for noun in both)
    return people if are_people else None


def _thing_of(people: Token, which: Token) -> Token | None:
    """What a "which" stands for that the parser hung on people: "customers of the *bank* he founded, which failed".

    So too "a *firm* run by a banker, which failed".
    """
    if which.lower_ != "which" or not _is_person(people):
        return None
    below = (noun for prep in people.rights if prep.dep_ == "prep" for noun in prep.rights if noun.dep_ == "pobj")
    above = (word for word in takewhile(lambda word: word.dep_ != "ROOT", people.ancestors) if word.pos_ == "NOUN")
    run_by = people.dep_ == "pobj" and people.head.dep_ == "agent" and people.head.head.dep_ == "acl"
    return next((noun for noun in (*below, *(above if run_by else ())) if not _is_person(noun)), None)


def _is_person(noun: Token) -> bool:
    """Whether a noun is one for a person, or stands beside a person's name or a trade."""
    beside = (*noun.rights, *noun.lefts) if noun.pos_ == "PROPN" else noun.rights
    if any(word.dep_ == "appos" and word.ent_type_ == "PERSON" for word in beside):
        return True
    heads = (noun, *(word for word in beside if word.dep_ == "compound" and word.pos_ == "NOUN"))
    return any(ontology().agent_type(word.lemma) == "Person" for word in heads)


def _act_of(thing: Token, verb: Token) -> Token | None:
    """The act or accident that harms, and not what it happened to: "the *crash* of a plane that killed two".

    So too what is attended or put off: "a *meeting* of the council, which was held in May".
    """
    act, known = thing.head.head, ontology()
    if thing.dep_ != "pobj" or thing.head.lower_ != "of" or thing.pos_ != "NOUN" or act.pos_ != "NOUN":
        return None
    kinds = known.noun_kinds(act.lemma)
    if "CONSULT" in kinds and verb.lemma in word_set("done to meetings") and has(verb, {"auxpass"}):
        return act
    harms = bool(kinds & HARMING) and thing.lemma not in known.agents
    return act if harms and known.verb_kinds(verb.lemma) & HARMING else None


def _member_of(body: Token) -> Token | None:
    """Who is of a named body, behind which a "who" stands: "monitors from the League, who toured the town"."""
    body = body.head if body.dep_ == "appos" and body.head.pos_ == "NOUN" else body  # "for the paper *Le Soir*"
    if body.dep_ != "pobj" or body.head.lower_ not in OF_BODY or body.ent_type_ in ("PERSON", "NORP"):
        return None
    member, agent_type = upper_word(body.head), ontology().agent_type
    named = body.pos_ == "PROPN" or agent_type(body.lemma) in ("Group", "Organization")
    if member.pos_ == "PROPN":
        return member  # "Ana Lind of Tarn, who resigned"
    is_person = member.pos_ == "NOUN" and agent_type(member.lemma) == "Person" and member.lemma not in word_set("kin")
    return member if named and is_person else None


def _has_a_name_or_role(noun: Token) -> bool:
    return noun.pos_ == "PROPN" or noun.lemma in ontology().agents


def _act_at(place: Token, relative: Token, verb: Token) -> Token | None:
    """What happened at a place, behind which it is told of: "the bombing in the city of Tarn, which ended the truce".

    A place does no harm; a country, or any place with a verb of what places do, is told of itself otherwise.
    """
    if place.head.lower_ == "by":
        return None  # "the purchase by Tarn, which …": a side, no place
    named = place.pos_ == "PROPN" and place.head.lower_ in ("in", "at", "near")
    is_place = named or place.ent_type_ in ("GPE", "LOC", "FAC") or place.lemma in word_set("place heads")
    if not is_place or place.dep_ != "pobj":
        return None
    kinds = ontology().verb_kinds(verb.lemma)
    harms = bool(kinds & HARMING)
    if place.head.lower_ == "of" and kinds & DONE_BY_STATES and not harms:
        return None  # "the approval of Ottawa, which ordered …"
    of_act = relative.lower_ == "which" and relative.dep_ == "nsubj" and verb.lemma not in word_set("what places do")
    if not harms and (not of_act or ontology().countries.country(place.text) is not None):
        return None
    above = takewhile(lambda word: harms or not is_verb(word), place.ancestors)
    nouns = [noun for noun in above if noun.pos_ == "NOUN"]
    told = ((noun, ontology().noun_kinds(noun.lemma)) for noun in nouns)
    acts = (noun for noun, kinds in told if kinds and (not harms or kinds & HARMING))
    works = (noun for noun in nouns[:1] if of_act and noun.lemma in word_set("facility heads"))
    return next(acts, next(works, None))  # "the plant in Tarn, which employs hundreds"
