"""The type of what a common noun names: its table row, what stands before it, its place in the clause."""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.mentions.slots import slots_of
from kg.extract.syntax.labels import PLURAL, SUBJECT, has, is_modifier, left_child, word_after, word_before
from kg.extract.syntax.phrases import apposition, counted_noun, possessor, preposition_objects
from kg.extract.syntax.tree import Token, once
from kg.model import MentionType
from kg.ontology import Body, Pair, WordSet, ontology, word_set

DOERS = SUBJECT | {"agent"}
DEEDS = frozenset(("subject", "object"))
SPEAKERS = ("Person", "Organization")
"""Who a slot of speech speaks for."""
BETWEEN_SIDES = frozenset(("between", "by", "with", "for"))
"""Prepositions before those who fight or bargain."""
DETERMINED = frozenset(("det", "poss", "nummod"))
AMOUNT_MARKS = frozenset("$€£%")


def type_of_nominal(token: Token) -> MentionType:
    """The type of what a common noun names; persons in the plural are a Group, hundreds of them too."""
    counted = counted_noun(token)
    if token.lower_ == "one" and counted is not token and (counted.tag_ in PLURAL or is_quality(counted)):
        members = type_of_nominal(counted)
        return "Person" if members == "Group" else members
    if (told := _type_in_phrase(token, counted)) is not None:
        return told
    if counted.pos_ == "PROPN" and counted is not token:
        return "Group" if is_a_people(counted) else "Thing"
    kind = _type_of_lemma(counted.lemma)
    return "Group" if kind == "Person" and _are_several(counted) else kind


def _are_several(noun: Token) -> bool:
    """Whether a noun is in the plural, also by its article: "a superior" is one, whatever the model takes it for."""
    before = word_before(noun)
    return noun.tag_ in PLURAL and (before is None or before.lower_ not in ("a", "an"))


def _type_in_phrase(token: Token, counted: Token) -> MentionType | None:
    """The type that the words around give a noun, whatever it names alone."""
    if (row := pair_of(counted)) is not None:
        return "Group" if row.type == "Person" and _are_several(counted) else row.type
    if token.pos_ == "NUM" and (told := _type_of_apposition(token)) is not None:
        return "Group" if told == "Person" and token.lower_ != "one" else told
    if is_condition(token) or _are_remains(token) or _are_documents(token):
        return "Thing"
    if is_quality(counted):
        return "Group"
    if _are_people_counted(token):
        return "Person" if token.lower_ == "one" else "Group"
    lemma = counted.lemma
    if lemma in word_set("also of bodies", "trades of firms") and (told := _type_of_trade(token)) is not None:
        return told
    for words, asks, kind in SENSES:
        if lemma in word_set(words) and asks(token):
            return kind
    if lemma in word_set("moving crowds") and (of := _several_in(token)) is not None:
        return "Group" if type_of_nominal(of) == "Group" else "Thing"
    if lemma in word_set("spots") and token.dep_ == "pobj" and token.head.lower_ == "at":
        return "Place"
    if lemma in word_set("seats"):
        return "Organization" if token.dep_ in ("nsubj", "agent") and has(token, {"poss"}) else "Thing"
    if lemma in word_set("nobody alone") and _is_alone(token) and not _has_a_name(token):
        return "Thing"
    if lemma in word_set("grounds") and (ground := _ground(token)) is not None:
        return ground
    if token.tag_ == "NNS" and lemma in word_set("money in the plural") and _is_paid_out(token):
        return "Thing"
    if lemma in word_set("country nouns") and _is_gone_to(token):
        return "Place"
    if lemma == "other" and (one := _other_than(token)) is not None:
        return _type_of_others(other=token, one=one)
    return "Thing" if lemma in word_set("body parts") and _is_body_part(token) else None


def is_a_people(name: Token) -> bool:
    """Whether a name is a people's: "Malians", "Africans"."""
    known, text = ontology(), name.text
    listed = name.lower_ in word_set("peoples of many countries")
    return listed or known.countries.demonym(text) is not None or known.known.people(text) is not None


@once
def pair_of(noun: Token) -> Pair | None:
    """The row of a noun with a word before it: "search party", "governing party spokesman"."""
    words = list(noun.lefts)
    before = word_before(noun)
    if before is not None and is_modifier(noun) and is_modifier(before) and before.head == noun.head:
        words.append(before)
    for word in words:
        if (row := ontology().pairs.get(f"{word.lower_} {noun.lemma}")) is not None:
            return row
    return None


def _type_of_lemma(lemma: str) -> MentionType:
    """The type of what a noun names by itself: parts of a province are a Place."""
    known = ontology()
    if (agents := known.agent_type(lemma)) is not None:
        return agents
    if lemma.endswith("men") and known.agent_type(f"{lemma[:-2]}an") == "Person":
        return "Group"  # "militiamen" taken for a singular
    if (office := known.offices.get(lemma)) is not None and known.kind(office.predicate) == "OFFICE":
        return "Person"
    return "Place" if lemma in word_set("where people live", "compass points") else "Thing"


def is_condition(token: Token) -> bool:
    """Whether the noun is no state but one of emergency."""
    if not token.rights:
        return False
    conditions = word_set("conditions")
    phrases = preposition_objects(token)
    return any(prep == "of" and f"{token.lemma} of {noun.lemma}" in conditions for prep, noun in phrases)


def is_organ(token: Token) -> bool:
    """Whether the noun is one for what a country or movement has one of: its army."""
    return token.lemma in word_set("organs")


# ---- people ---------------------------------------------------------------------------------------------------------


def is_quality(noun: Token) -> bool:
    """Whether people are called by what they are alone: "the wounded", "the over-80s"."""
    if is_age_group(noun.lower_):
        return True
    quality = noun.lower_ in word_set("people by a quality") and noun.lemma != "year-old"
    return quality and has(noun, DETERMINED) and (noun.head.pos_ != "NOUN" or noun.dep_ == "conj")


def is_age_group(word: str) -> bool:
    """Whether people are called by their years: "under-15s", "over-80s"."""
    side, _, years = word.partition("-")
    return side in ("under", "over") and years.endswith("s") and years[:-1].isdecimal()


def _several_in(crowd: Token) -> Token | None:
    """What a crowd is made of: "refugees" of "a stream of refugees"; "a host of the show" is none."""
    members = (noun for prep, noun in preposition_objects(crowd) if prep == "of")
    return next((noun for noun in members if noun.tag_ in PLURAL or is_bare(noun)), None)


def _are_people_counted(number: Token) -> bool:
    """Whether a bare number counts people: "the blast wounded | 30 |", "a group of | nine |", "| two | fled"."""
    if not _counts(number):
        return False
    if _has_a_quality(number):
        return True
    if not all(map(_is_of_them, number.rights)):
        return False
    if any(child.text in AMOUNT_MARKS for child in number.lefts):
        return False
    upper = number.head
    if any(noun.lower_ == "whom" or _has_who(noun) for _, noun in preposition_objects(number)):
        return True
    if number.dep_ in SUBJECT and _tells_people(upper):
        return True
    if number.dep_ in ("dobj", "nsubjpass") and upper.lemma in word_set("done to many"):
        return True
    if number.dep_ == "pobj":
        return upper.lower_ == "of" and upper.head.lemma in word_set("sets of people")
    slots = slots_of(number, number.left_edge.i)
    alone = not number.rights and (number.pos_ == "NUM" or number.tag_ in PLURAL)
    alone = alone and upper.lemma not in word_set("dealings")
    return any(
        slot.types == ("Person",) or (alone and slot.types == SPEAKERS and slot.where in DEEDS) for slot in slots
    )


def _has_a_quality(number: Token) -> bool:
    """Whether the word behind a number says what people those are: "took in | 30 | wounded"."""
    behind = word_after(number)
    if behind is None or behind.lower_ not in word_set("people by a quality"):
        return False
    return behind.head is number or not is_modifier(behind)


def _tells_people(verb: Token) -> bool:
    """Whether what a verb says of a number is said of people: "twelve are missing", "nine were in hospital"."""
    if any(word.lower_ in word_set("people by a quality") for word in (verb, *verb.rights)):
        return True
    return any(prep == "in" and noun.lemma in word_set("people's states") for prep, noun in preposition_objects(verb))


def _type_of_apposition(number: Token) -> MentionType | None:
    """The type that an apposition gives those counted: "one of the 12, a clerk,", "one of them, a carmaker,"."""
    noun = apposition(number)
    return ontology().agent_type(noun.lemma) if noun is not None else None


def _counts(word: Token) -> bool:
    """Whether the word counts what is not named: "nine", "hundreds", "the rest"."""
    if word.pos_ == "NUM" or word.like_num:
        return True
    return word.lemma in word_set("remainders") or (word.tag_ == "NNS" and word.lemma in word_set("number nouns"))


def _has_who(those: Token) -> bool:
    """Whether a clause tells of people: "those who fell ill"."""
    clauses = (child for child in those.rights if child.dep_ == "relcl")
    return those.lower_ == "those" and any(word.lower_ == "who" for clause in clauses for word in clause.lefts)


def _is_of_them(word: Token) -> bool:
    """Whether the word is the "of" of "six of them", not of "six of which", or opens what is added: "including two"."""
    if word.is_punct or word.lower_ == "including":
        return True
    return word.lower_ == "of" and any(child.pos_ == "PRON" and child.lower_ != "which" for child in word.rights)


def _is_a_side(token: Token) -> bool:
    """Whether a side is one of those who fight or bargain: "both sides agreed"; no side of a road, none taken."""
    if token.rights or (token.dep_ == "dobj" and token.head.lemma in word_set("sides taken")):
        return False
    if token.dep_ == "pobj" and token.tag_ == "NNS":
        prep = token.head
        calls = prep.lower_ == "on" and prep.head.lemma in word_set("prepositional control")
        return calls or prep.lower_ in BETWEEN_SIDES
    return token.dep_ in DOERS | {"dobj"}


def is_a_country(member: Token) -> bool:
    """Whether a member is one of a bloc of countries: "the bloc's poorest member"."""
    owner = possessor(member)
    if owner is None:
        return False
    body = known_body(owner)
    return owner.lemma in word_set("blocs") or (body is not None and body.sector == "IGO" and member.tag_ == "NN")


def _type_of_trade(token: Token) -> MentionType | None:
    """What somebody is who may be a person or a firm: "Ada Lind, 33, a crane operator", but "a cheaper rival"."""
    if token.tag_ != "NN":
        return None
    if token.dep_ == "appos" and _is_called_somebody(token.head):
        return "Person"
    kinds = [child for child in token.lefts if child.dep_ == "amod"]
    if any(child.lower_ in word_set("said of firms") for child in kinds):
        return "Organization"
    foreign = any(ontology().countries.demonym(child.text) is not None for child in kinds)
    return "Organization" if foreign and token.lemma in word_set("sides of a trade") else None


def _is_called_somebody(name: Token) -> bool:
    """Whether a name is told of as a person's: a given name begins it, or an age follows: "Ada Lind", "Lind, 33,"."""
    if name.pos_ != "PROPN":
        return False
    aged = any(child.dep_ == "appos" and child.tag_ == "CD" for child in name.rights)
    return aged or ontology().known.gender(name.doc.words(name.left_edge.i, name.i + 1)) is not None


# ---- what sounds like a body ----------------------------------------------------------------------------------------


def _are_remains(token: Token) -> bool:
    """Whether bodies are dead ones: "16 bodies", "the body of a guard", but "international bodies"."""
    if token.lemma not in word_set("remains"):
        return False
    several = token.tag_ == "NNS" or any(prep == "of" for prep, _ in preposition_objects(token))
    found = token.dep_ in ("dobj", "nsubjpass") and token.head.lemma in word_set("done to remains")
    kinds = (word for word in token.lefts if is_modifier(word) and word.lower_ not in word_set("said of remains"))
    return (several or found or has(token, {"poss"})) and next(kinds, None) is None


def _are_documents(token: Token) -> bool:
    """Whether papers are somebody's or something's and no newspapers: "the ship's papers", "signed the papers"."""
    if token.lemma not in word_set("papers"):
        return False
    if token.tag_ != "NNS":
        return _is_written(token)
    return has(token, {"poss"}) or (token.dep_ == "dobj" and not any(map(is_modifier, token.lefts)))


def _is_written(paper: Token) -> bool:
    """Whether a paper is one that somebody writes: "a paper published by two botanists"."""
    told = [word for word in paper.rights if word.dep_ == "acl" and word.tag_ == "VBN"]
    if paper.dep_ in ("dobj", "nsubjpass"):
        told.append(paper.head)
    return any(verb.lemma in word_set("verbs of writing") for verb in told)


def _ground(token: Token) -> MentionType | None:
    """What a country or a centre is that is no body: a place, or a part of what has it: "the storm's centre"."""
    owner = _owning_noun(token)
    if owner is not None and (kind := type_of_nominal(owner)) in ("Thing", "Place"):
        return kind
    return "Place" if _is_ground(token) else None


def _is_of_a_firm(token: Token) -> bool:
    """Whether a firm has it: "the bank's capital", "the capital of the insurer"."""
    owner = _owning_noun(token)
    row = ontology().agents.get(owner.lemma) if owner is not None else None
    return row is not None and row.type == "Organization" and row.sector == "BUS"


def _leads_somewhere(way: Token) -> bool:
    """Whether an outlet is a way: "an outlet to the sea"."""
    behind = word_after(way)
    return behind is not None and behind.lower_ == "to"


def _is_owned_by_a_firm(fleet: Token) -> bool:
    """Whether what may be a navy is ships that somebody has: "bought the airline's fleet", "sold its fleet"."""
    if fleet.dep_ in DOERS:
        return False
    owner = possessor(fleet)
    return owner is not None and (owner.tag_ == "PRP$" or _is_of_a_firm(fleet))


def _is_paid_out(money: Token) -> bool:
    """Whether funds are money, with nothing before them that tells what bodies they are: "the funds were released"."""
    plain = not any(map(is_modifier, money.lefts))
    return plain and money.dep_ in ("dobj", "nsubjpass") and money.head.lemma in word_set("done to money")


def _owning_noun(token: Token) -> Token | None:
    """The common noun that has the noun: "storm" of "the storm's centre" and of "the centre of the storm"."""
    owner = possessor(token)
    if owner is None:
        owner = next((noun for prep, noun in preposition_objects(token) if prep == "of"), None)
    return owner if owner is not None and owner.pos_ == "NOUN" else None


def _is_ground(token: Token) -> bool:
    """Whether a country or a centre is where something is or goes, no body: "across the country", "at the front"."""
    if token.tag_ != "NN" or token.dep_ != "pobj" or token.head.lower_ not in word_set("ground prepositions"):
        return False
    return token.lemma in word_set("country nouns") or not any(map(is_modifier, token.lefts))


def _is_under(guard: Token) -> bool:
    """Whether a guard is no person but what somebody is kept under: "under heavy guard"."""
    return is_bare(guard) and guard.dep_ == "pobj" and guard.head.lower_ == "under"


def is_a_province(department: Token) -> bool:
    """Whether a department is part of a country: "the eastern department of Tarn", "Peru's Tarn department"."""
    if any(child.lower_ in word_set("parts of a country") for child in department.lefts):
        return True
    owner = possessor(department)
    if owner is not None and ontology().countries.country(owner.text) is not None:
        return any(is_modifier(child) and child.pos_ == "PROPN" for child in department.lefts)
    return any(prep == "of" and noun.ent_type_ == "GPE" for prep, noun in preposition_objects(department))


def _is_gone_to(country: Token) -> bool:
    """Whether a country stands where only a place does: "entered the Gulf state"."""
    return any(slot.types == ("Place",) and slot.weight > 1 for slot in slots_of(country, country.left_edge.i))


def _other_than(other: Token) -> Token | None:
    """What others are like: "Each side" of "Each side blamed | the other |", "a diver" of "a diver and | others |"."""
    if other.dep_ == "conj":
        return other.head
    if other.dep_ == "pobj" and other.head.lower_ in word_set("beside others"):
        upper = other.head.head
        return left_child(upper.head if upper.lower_ == "along" else upper, SUBJECT)
    if other.dep_ in SUBJECT and other.head.dep_ == "conj":
        return left_child(other.head.head, SUBJECT)
    subject = left_child(other.head, SUBJECT) if other.dep_ == "dobj" else None
    if subject is None or subject.left_edge.lower_ not in word_set("each"):
        return None
    return subject


def _type_of_others(other: Token, one: Token) -> MentionType:
    """The type of one or several others, by what they are like."""
    known = one.pos_ == "PROPN" and one.ent_type_ == "PERSON"
    kind = "Person" if known else type_of_nominal(one)
    if kind in ("Person", "Group"):
        return "Group" if other.tag_ in PLURAL else "Person"
    return kind


def _is_body_part(token: Token) -> bool:
    """Whether a word for a person is a part of one: "hit on the head", "came to a head"; no "head of the union"."""
    told = any(is_modifier(word) for word in token.lefts) or bool(token.rights)
    return token.dep_ == "pobj" and token.head.lower_ in ("on", "in", "to", "over", "from") and not told


def is_bare(token: Token) -> bool:
    """Whether a singular noun has no determiner: "office" of "left office" is no thing to come back to."""
    return token.tag_ == "NN" and left_child(token, DETERMINED) is None


def _is_alone(token: Token) -> bool:
    """Whether nothing tells one of several: "force was used", "no force was used"."""
    return is_bare(token) or (token.tag_ == "NN" and any(child.lower_ == "no" for child in token.lefts))


def _has_a_name(token: Token) -> bool:
    """Whether a name stands before the noun: "Delcor management", but "waste management"."""
    return any(is_modifier(child) and child.pos_ == "PROPN" for child in token.lefts)


def known_body(name: Token) -> Body | None:
    """The row of a body known by its name, with or without the words before it: "European Union"."""
    known, start = ontology().known, name.left_edge.i
    return known.body(name.text) or (known.body(name.doc.words(start, name.i + 1)) if start < name.i else None)


SENSES: tuple[tuple[WordSet, Callable[[Token], bool], MentionType], ...] = (
    ("sides", _is_a_side, "Group"),
    ("members of blocs", is_a_country, "Place"),
    ("departments", is_a_province, "Place"),
    ("watches", _is_under, "Thing"),
    ("ships or a navy", _is_owned_by_a_firm, "Thing"),
    ("media or a way", _leads_somewhere, "Thing"),
    ("money or a town", _is_of_a_firm, "Thing"),
)
"""Nouns of two senses: the words, what shows the second one, and its type."""
