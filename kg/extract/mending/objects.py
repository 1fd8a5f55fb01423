"""Objects that are one, and what belongs to the verb though it hangs on its object."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.purposes import asks_for_means
from kg.extract.mending.rule import listed, rule
from kg.extract.syntax.cued import adjective_cues, verb_cues
from kg.extract.syntax.labels import (
    AUXILIARY,
    SUBJECT,
    follows_comma,
    has,
    is_verb,
    left_child,
    right_child,
    word_after,
    word_before,
)
from kg.extract.syntax.phrases import conjuncts, is_somebody
from kg.extract.syntax.subjects import ADDRESSED_BY
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Span, Token
from kg.extract.syntax.verbs import is_infinitive, verb_of_charge
from kg.ontology import ontology, word_set

NAMED = frozenset(("NOUN", "PROPN", "ADJ"))
WANTED = frozenset(("COERCE", "SANCTION", "ASSAULT", "RETREAT", "AID"))
"""What is to be done to the object of an order: "ordered two clerks jailed", not "ordered bread baked in Orrin"."""


@rule(needs={"dative", "dobj"})
def about_object(verb: Token) -> Iterator[Move]:
    """Mend what hangs on a verb's object: a role, a name, a charge, a circumstance."""
    objects = [child for child in verb.rights if child.dep_ in ("dobj", "dative")]
    if len(objects) == 2:
        yield from _role_before_name(verb, objects)
        yield from _name_of_inner(verb, objects)
        yield from _named_so(verb, objects)
    elif len(objects) == 1:
        yield from _charged(verb, objects[0])
        yield from _held(verb, objects[0])
        yield from _as_it_is(verb)
        if verb.tag_ != "VBG":
            yield from _around(verb, objects[0])


def _role_before_name(verb: Token, objects: list[Token]) -> Iterator[Move]:
    """Make one object of a role and a name: "freed basketball | player | Dana Price"."""
    if objects[1].ent_type_ == "PERSON" and objects[0].i + 1 == objects[1].left_edge.i:
        role, name = objects
        if role.pos_ == "NOUN" and role.tag_ == "NN" and not has(role, {"det", "poss"}):
            yield (role, name, "compound")
            yield (name, verb, "dobj")


@rule(needs={"attr", "dobj", "oprd"}, of=listed("choosing verbs"))
def called_office(verb: Token) -> Iterator[Move]:
    """Part a name from the office behind it: "named | Anna Voss | chief executive"."""
    offices = (c for c in verb.rights if c.dep_ in ("dobj", "oprd", "attr") and c.lemma in ontology().offices)
    office = next(offices, None)
    before = (*office.lefts, *verb.rights) if office is not None else ()
    name = next((c for c in before if _is_full_name(c) and office is not None and c.i < office.i), None)
    if office is None or name is None or office.ent_type_ == "PERSON" or any(c.dep_ == "poss" for c in office.lefts):
        return
    yield (name, verb, "dobj")
    yield (office, verb, "oprd")
    yield from ((child, name, child.dep_) for child in office.lefts if child.i < name.i)


def _is_full_name(word: Token) -> bool:
    """Whether the word ends a person's name of two words or more, and modifies another."""
    return word.ent is not None and word.ent.label_ == "PERSON" and len(word.ent) > 1 and word.ent.end == word.i + 1


def _name_of_inner(verb: Token, objects: list[Token]) -> Iterator[Move]:
    """Make a second object the name of a noun in the first: "charged two clerks of the trader | Gunvor |"."""
    before = word_before(objects[1].left_edge)
    inside = before is not None and before.dep_ == "pobj" and before is objects[0].right_edge and before.pos_ == "NOUN"
    if before is not None and inside and objects[1].pos_ == "PROPN" and not is_time(objects[1]):
        yield (objects[1], before, "appos")


def _named_so(verb: Token, objects: list[Token]) -> Iterator[Move]:
    """Make a second object with "a" what the first is called: "branded it an | insult |"."""
    called = objects[1]
    if verb.lemma in word_set("making verbs") and called.left_edge.lower_ in ("a", "an"):
        yield (objects[0], verb, "dobj")
        yield (called, verb, "oprd")


def _charged(verb: Token, noun: Token) -> Iterator[Move]:
    """Hang a charge on the verb, not on its object: "accused two envoys | of | hiring a thief"."""
    for prep in noun.rights:
        if prep.dep_ == "prep" and has(prep, {"pcomp"}) and verb_of_charge(prep) is verb and not has(verb, {"auxpass"}):
            yield (prep, verb, "prep")


@rule(needs={"dobj"})
def gapped(verb: Token) -> Iterator[Move]:
    """Make a clause without a verb of the second subject and object: "Tarn won four medals and | Norland | six"."""
    first = next((c for c in verb.rights if c.dep_ == "dobj" and has(c, {"nummod", "poss"})), None)
    if first is None:
        return
    noun = next((c for c in (*first.rights, *verb.rights) if c.dep_ == "conj" and not is_verb(c)), None)
    if noun is None or not noun.text[0].isupper() or noun.pos_ != "PROPN":
        return
    rest = word_after(noun)
    if rest is None or rest.tag_ not in ("CD", "PRP$") or not {rest.head, rest.head.head} & {noun, verb, first}:
        return
    yield (noun, verb, "dep")
    yield (rest if rest.head is noun else rest.head, noun, "dep")


def _held(verb: Token, noun: Token) -> Iterator[Move]:
    """Part "hostage", "captive" from whom it is said of: "held the mayor | hostage |"."""
    if noun.lower_ not in word_set("captives") or verb.lemma not in word_set("verbs of capture"):
        return
    held = next((c for c in reversed(noun.lefts) if c.dep_ in ("compound", "poss", "nmod")), None)
    if held is not None and held.i == noun.i - 1:
        yield (held, verb, "dobj")
        yield (noun, verb, "oprd")
        yield from ((child, held, child.dep_) for child in noun.lefts if child is not held)


@rule(needs={"acomp", "oprd"})
def of_adjective(verb: Token) -> Iterator[Move]:
    """Hang a preposition that an adjective asks for on it: "pleaded guilty on Monday | to | theft"."""
    adjective = next((c for c in verb.rights if c.dep_ in ("acomp", "oprd") and c.pos_ == "ADJ"), None)
    rows = adjective_cues(adjective) if adjective is not None else ()
    preps = {prep for row in rows for prep in row.preps}
    for prep in verb.rights if preps else ():
        if adjective is not None and prep.dep_ == "prep" and prep.lower_ in preps and prep.i > adjective.i:
            yield (prep, adjective, "prep")


def _as_it_is(verb: Token) -> Iterator[Move]:
    """Make a preposition of "as" before an adjective: "described the vote | as | fair and left"."""
    how = next((c for c in verb.rights if c.dep_ == "advcl" and c.pos_ == "ADJ"), None)
    mark = how.lefts[0] if how is not None and how.lefts else None
    if how is None or mark is None or mark.lower_ != "as" or mark.dep_ != "advmod":
        return
    if mark.left_edge.i == mark.i and not any(word.lower_ == "as" for word in how.rights) and not has(how, SUBJECT):
        yield (mark, verb, "prep")
        yield (how, mark, "amod")


def _around(verb: Token, noun: Token) -> Iterator[Move]:
    """Hang a circumstance on the verb, not on its object: "sacked the mayor and two aides | over | the fire"."""
    last = conjuncts(noun)[-1]
    if not last.rights or not is_somebody(last):
        return
    circumstantial = word_set("prepositions of circumstance")
    for prep in last.rights:
        if prep.dep_ == "prep" and prep.lower_ in circumstantial and not any(c.like_num for c in prep.rights):
            yield (prep, verb, "prep")


@rule("advcl", "ccomp", "xcomp")
def asked_to(verb: Token) -> Iterator[Move]:
    """Make the infinitive behind whom a verb addresses its complement: "called on Oslo to | act |"."""
    above = verb.head
    if not is_infinitive(verb) or not is_verb(above) or above.i > verb.i:
        return
    first = verb.left_edge
    if verb.dep_ == "advcl" and above.lemma in word_set("prepositional control"):
        before = word_before(first)
        prep = before.head if before is not None and before.dep_ == "pobj" and not is_time(before) else None
        if prep is None or prep.head is not above or prep.lower_ not in ADDRESSED_BY:
            return
        if not asks_for_means(above, prep.right_edge):
            yield (verb, above, "xcomp")
    elif first.dep_ == "preconj" and first.lower_ in ("both", "all") and verb.dep_ in ("xcomp", "ccomp"):
        yield (first, above, "dobj")


@rule("acl", "advcl", "relcl", "xcomp", tags={"VB"}, needs={"aux"})
def asked_of_another(verb: Token) -> Iterator[Move]:
    """Hang whom else a verb asks, and what for, on it: "told the clerk to pay and the | guard | to | leave |"."""
    noun = word_before(verb.left_edge)
    if noun is None or not is_infinitive(verb):
        return
    if noun.dep_ == "pobj":
        yield from _asked_by_preposition(verb, noun.head)
    joint = word_before(noun.left_edge) if noun.dep_ == "conj" else None
    if joint is None or joint.dep_ != "cc":
        return
    above = next((word for word in noun.ancestors if has(word, {"dobj"}) and not is_infinitive(word)), noun)
    first = right_child(above, {"xcomp"})
    if first is None or first is verb or first.i > noun.i or not _asks_to_do(above):
        return
    if noun.pos_ == "PROPN" or (has(noun, {"det", "poss"}) and noun.lemma in ontology().agents):
        yield (noun, above, "dobj")
        yield (verb, above, "xcomp")
        yield (joint, above, "cc")


def _asked_by_preposition(verb: Token, prep: Token) -> Iterator[Move]:
    """Hang a second preposition on the verb that asks: "called on Oslo to act and | on | Tarn to | wait |"."""
    joint = word_before(prep)
    asking = (word for word in prep.ancestors if word.lemma in word_set("prepositional control"))
    above = next(asking, None)
    if above is None or above is prep.head or joint is None or joint.dep_ != "cc":
        return
    if any(child.lower_ == prep.lower_ and child.i < prep.i for child in above.rights):
        yield (prep, above, "prep")
        yield (verb, above, "xcomp")


def _asks_to_do(verb: Token) -> bool:
    return any(row.status == "demanded" and "infinitive" in row.takes for row in verb_cues(verb))


@rule("acl", "ccomp", tags={"VBN", "VBD"})
def wanted_done(verb: Token) -> Iterator[Move]:
    """Make a participle what the verb wants done to its object: "wants the mill | razed |"."""
    of_noun = verb.dep_ == "acl"
    above = verb.head.head if of_noun else verb.head
    if above.lemma not in word_set("verbs of wanting done"):
        return
    if has(verb, AUXILIARY | {"mark", "agent"}) or (of_noun and not ontology().verb_kinds(verb.lemma) & WANTED):
        return
    if any(c.dep_ == "xcomp" and c.i > verb.i for c in above.rights):
        return  # "ordered a man convicted of theft to pay"
    before = (verb.head,) if of_noun else (*verb.lefts, *above.rights)
    noun = next((c for c in before if c.dep_ in ("nsubj", "dobj") and above.i < c.i < verb.i), None)
    if noun is not None:
        verb.tag_ = "VBN"
        yield (verb, above, "oprd")
        yield (noun, above, "dobj")
        yield from ((c, above, "conj") for c in verb.rights if c.dep_ == "conj" and has(c, AUXILIARY))


@rule("conj", tags={"VBN", "VBD"}, needs={"nsubj"})
def wanted_done_too(verb: Token) -> Iterator[Move]:
    """Join a second such participle to the first: "ordered the mill closed and the ovens | sold |"."""
    noun = left_child(verb, {"nsubj"})
    if noun is None or has(verb, AUXILIARY | {"dobj", "mark"}):
        return
    above = next((word for word in verb.ancestors if word.dep_ != "conj"), verb)
    wanted = (word for word in (above, *above.rights) if word.dep_ == "oprd" and word.tag_ == "VBN" and word.i < verb.i)
    first = next(wanted, None)
    if first is not None and first.head.lemma in word_set("verbs of wanting done"):
        verb.tag_ = "VBN"
        yield (verb, first, "conj")
        yield (noun, verb, "nsubjpass")


@rule(needs={"acomp", "oprd", "xcomp"}, of=listed("verbs of wanting done"))
def wanted_shut(verb: Token) -> Iterator[Move]:
    """Make a participle of what seems an adjective: "were ordered | shut | on Monday"."""
    state = right_child(verb, {"acomp", "oprd", "xcomp"})
    if state is not None and state.tag_ == "JJ" and ontology().verb_kinds(state.lower_) and state.i == verb.i + 1:
        state.tag_, state.pos_ = "VBN", "VERB"
        yield (state, verb, "oprd")
        yield from ((child, verb, child.dep_) for child in state.rights if child.dep_ == "advcl")


@rule(needs={"dobj"})
def of_so_many(verb: Token) -> Iterator[Move]:
    """Make people of the participle behind a number: "took in 58 | wounded | and ran out of beds"."""
    number = right_child(verb, {"dobj"})
    hurt = word_after(number) if number is not None and number.tag_ == "CD" and not number.rights else None
    if hurt is None or number is None or hurt.children or hurt.lower_ not in word_set("people by a quality"):
        return
    hurt.tag_, hurt.pos_, hurt.lemma = "NNS", "NOUN", hurt.lower_
    yield (hurt, verb, "dobj")
    yield (number, hurt, "nummod")


@rule(needs={"ccomp", "dobj"}, of=listed("making verbs"))
def made_so(verb: Token) -> Iterator[Move]:
    """Make the subject of a small clause the object, and its head the complement: "made | smoking | a crime"."""
    state = next((c for c in verb.rights if c.dep_ in ("dobj", "ccomp") and c.pos_ in NAMED), None)
    made = left_child(state, {"nsubj"}) if state is not None else None
    if state is None or made is None or made.left_edge.i != verb.i + 1 or has(state, {"cop", "aux", "mark"}):
        return
    if state.pos_ != "ADJ":
        yield (made, verb, "dobj")
        yield (state, verb, "oprd")


def _fines(verb: Token) -> bool:
    """Whether a verb tells that somebody has to pay."""
    return "fined" in [sense.predicate for sense in ontology().verbs.get(verb.lemma, ())]


@rule(needs={"dative", "dobj"}, of=_fines)
def fined(verb: Token) -> Iterator[Move]:
    """Part whom a verb fines from the amount: "fined | Nordbank | a pound", "fined | the bank Nord | a pound"."""
    amount = _amount_on(verb)
    beside = (*verb.rights, *amount.lefts) if amount is not None else ()
    whom = next((c for c in beside if _is_fined(c, verb)), None)
    if amount is None or whom is None:
        return
    if whom.ent is not None and whom.ent.end > whom.i + 1:
        _name_ends(whom)
    yield (whom, verb, "dobj")
    yield (amount, verb, "dobj")
    yield from ((c, whom, c.dep_) for c in amount.lefts if c.i < whom.i)
    name = word_after(whom)
    if name is not None and name.pos_ == "PROPN" and amount in name.ancestors and whom.pos_ == "NOUN":
        yield (name, whom, "appos")


def _amount_on(verb: Token) -> Token | None:
    """How much a verb has for object, or beside whom it goes to."""
    beside = (noun for whom in verb.rights if whom.dep_ == "dative" for noun in whom.rights if noun.dep_ == "appos")
    amounts = (*(child for child in verb.rights if child.dep_ == "dobj"), *beside)
    return next((noun for noun in amounts if any(c.tag_ == "CD" for c in (noun, *noun.lefts))), None)


def _is_fined(noun: Token, verb: Token) -> bool:
    between = verb.doc[verb.i + 1 : noun.i]
    named = noun.pos_ in ("PROPN", "PRON") or noun.lemma in ontology().agents
    apart = noun.dep_ in ("npadvmod", "dative", "nmod", "compound") and not is_time(noun)
    return named and apart and verb.i < noun.i and all(word.dep_ in ("det", "poss", "compound") for word in between)


def _name_ends(noun: Token) -> None:
    """End a name before the amount that the model takes for a part of it."""
    for word in noun.ent or ():
        word.ent, word.ent_type_, word.ent_iob_ = None, "", "O"
    if noun.pos_ == "PROPN":
        whole = Span(noun.doc, noun.left_edge.i, noun.i + 1, "ORG")
        for word in whole:
            word.ent, word.ent_type_, word.ent_iob_ = whole, "ORG", "I" if word.i > whole.start else "B"


@rule(needs={"ccomp", "conj", "dobj"}, of=listed("verbs of leaving so"))
def left_so(verb: Token) -> Iterator[Move]:
    """Join a further object with its own state to the first: "leaving nine people dead and | six | missing"."""
    left = tuple(_left_so(verb))
    alone = len(left) == 1 and not has(verb, {"oprd"})
    for noun, state in left:
        if state.lower_.endswith("ing") and not alone:
            state.tag_, state.pos_ = "VBG", "VERB"  # beside the dead: "four dead and two missing"
        elif state.lower_ == "dead" or alone or state.pos_ != "VERB":
            state.tag_, state.pos_ = "JJ", "ADJ"
        elif state.tag_ == "VBD":
            state.tag_ = "VBN"
        yield (state, verb, "ccomp")
        yield (noun, state, "nsubjpass" if state.tag_ == "VBN" else "nsubj")


def _left_so(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Whom a verb leaves in which state, wherever the parser hangs the two."""
    for word in verb.rights:
        states = [c for c in word.rights if _is_state(c)]
        if word.dep_ in ("ccomp", "conj") and _is_state(word, word.dep_):
            subject = left_child(word, SUBJECT)
            inner = [c for c in subject.rights if _is_state(c)] if subject is not None else []
            joined = right_child(subject, {"conj"}) if subject is not None else None
            if subject is not None and inner and joined is not None:
                yield (subject, inner[0])
                yield (joined, word)
            elif subject is not None:
                yield (subject, word)
        elif word.dep_ in ("dobj", "conj") and not is_verb(word):
            yield from ((word, state) for state in states)
            yield from ((c, s) for c in word.rights if c.dep_ == "conj" for s in c.rights if _is_state(s))


def _is_state(word: Token, dep: str = "amod") -> bool:
    return word.dep_ == dep and word.lower_ in word_set("states left")


@rule(needs={"advcl"})
def how_it_came_out(verb: Token) -> Iterator[Move]:
    """Make the adjective behind an object its state: "pulled out seven of them | alive |"."""
    state = right_child(verb, {"advcl"})
    noun = left_child(state, {"nsubj"}) if state is not None and state.pos_ == "ADJ" else None
    if state is None or noun is None or state.lower_ not in word_set("outcomes") or has(verb, {"dobj"}):
        return
    if not follows_comma(noun):  # "is accused of robbing nine people, most of them dead"
        yield (noun, verb, "dobj")
        yield (state, verb, "oprd")
