"""The type of a name: from the tables first, then the words around it, the model last."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kg.extract.mentions.names import name_run, names_its_place
from kg.extract.mentions.noun_types import is_a_province, is_age_group, pair_of
from kg.extract.mentions.titles import strip_titles
from kg.extract.syntax.labels import SINGULAR, has, is_modifier, word_after, word_before
from kg.extract.syntax.phrases import apposed_to, apposition, preposition_objects
from kg.extract.syntax.tree import Token, once
from kg.model import MentionType, fold
from kg.ontology import Agent, Pair, Title, endings, ontology, word_set

ENT_TYPES: Mapping[str, MentionType] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "NORP": "Nationality", "FAC": "Facility",
    "WORK_OF_ART": "Work", "LAW": "Work", "PRODUCT": "Thing", "EVENT": "Thing", "LANGUAGE": "Thing",
    "DATE": "Time", "TIME": "Time",
}  # fmt: skip
MISTAKEN = frozenset(("ORG", "GPE", "NORP", ""))
"""What the model may take a person's name for."""
QUOTES = frozenset('"“”')
OWNERS_MARKS = ("'s ", "’s ")
AGES = range(10, 116)
"""The years that a number behind a name may tell."""
WHOSE = frozenset(("of", "from", "in", "throughout", "across"))
"""Prepositions between people or a body and their country."""


OF = frozenset(("of", "from"))
"""Those between people and the country that they are from, wherever they are."""


class NameType(NamedTuple):
    """What a name is, and the country and sector it tells. `guessed`: only the model says so."""

    type: MentionType
    country: str | None = None
    sector: str | None = None
    guessed: bool = False


def type_of_name(token: Token, name: str, title: str) -> NameType:
    """What the tables say of a name; where they are silent, the model."""
    begins, _, rest = name.partition(" ")
    if fold(begins) in word_set("company beginnings") if rest else title in word_set("trades of firms"):
        return NameType("Organization", None, "BUS")
    if rest and fold(name).startswith(_named_things()):
        return NameType("Thing")
    if rest and fold(begins) in word_set("club beginnings"):
        return NameType("Organization")
    if rest and token.lower_ in word_set("goods in names"):
        return NameType("Organization", None, "BUS")
    if title and not _is_also_of_bodies(token, title, name):
        return NameType("Person", guessed=title in word_set("also of bodies"))
    told = _type_in_tables(token, name) or _type_of_company(token, name)
    if told is not None or ontology().known.leader(name) is not None or _has_given_name(token, name):
        return told or NameType("Person")
    kind = _type_by_model(token)
    if kind == "Person" and rest and _has_owner(name):
        return NameType("Organization")
    if kind in ("Person", "Thing", "Organization") and rest and _has_word_of_bodies(name):
        return NameType("Organization")
    return NameType(kind, guessed=True)


@cache
def _named_things() -> tuple[str, ...]:
    """How the names of storms and ships begin."""
    return tuple(f"{kind} " for kind in word_set("storm names", "ship prefixes"))


def _has_owner(name: str) -> bool:
    """Whether somebody owns what a name tells: "St. Brendan's Trust"."""
    return any(mark in name for mark in OWNERS_MARKS)


def _has_word_of_bodies(name: str) -> bool:
    return not word_set("words of bodies").isdisjoint(fold(name).split())


def _has_given_name(token: Token, name: str) -> bool:
    """Whether a given name makes it a person's: "Esteban Prieto", whatever the model takes it for."""
    if token.ent_type_ not in MISTAKEN or any(child.dep_ == "det" for child in token.lefts):
        return False
    return ontology().known.gender(name) is not None and all(word.isalpha() for word in name.replace("-", "").split())


def _type_of_company(token: Token, name: str) -> NameType | None:
    """The type of a name that ends as companies' do, if the model says nothing else: "Norvik Energy", "Tarngaz"."""
    if " " not in name and token.lower_.endswith(endings("endings of firms")) and token.text.isalpha():
        return NameType("Organization", None, "BUS")
    known = token.ent_type_ in ("ORG", "") or token.lower_ in word_set("goods in names")
    company = " " in name and token.lower_ in word_set("company heads") and known
    return NameType("Organization", None, "BUS") if company else None


def _is_also_of_bodies(token: Token, title: str, name: str) -> bool:
    """Whether the noun before a name may be one for a body: "rival Delcor", "neighbour Chad", "broadcaster TVN"."""
    told = token.ent_type_ == "ORG" or token.text.isupper() or ontology().countries.country(name) is not None
    return told and title in word_set("also of bodies")


def _type_in_tables(token: Token, name: str) -> NameType | None:
    countries, last = ontology().countries, token.lower_
    if token.text in word_set("codes of nobody") or _is_a_language(token):
        return NameType("Thing")
    if is_age_group(last):
        return NameType("Group")
    if (code := countries.country(name)) is not None:
        return NameType("Place", code, "GOV")
    if (metonym := countries.metonym(name)) is not None and metonym.kind != "capital":
        return NameType("Organization", metonym.country or None, metonym.sector)
    if names_its_place(token):
        return NameType("Place")
    if last in word_set("body heads"):
        return NameType("Organization", country_in(token), _sector_of_head(token))
    if last in word_set("broadcasters") and " " in name:
        return NameType("Organization", country_in(token), "MED")
    if (kind := _type_of_noun(last)) is not None:
        return NameType(kind)
    if fold(name.partition(" ")[0]) in word_set("place beginnings") and " " in name:
        return NameType("Place")
    if last in word_set("document heads") and not _is_somebody(token):
        return NameType("Work")
    if last in word_set("peoples of many countries") and not is_modifier(token):
        return NameType("Group", country_in(token))
    if last in word_set("diseases", "feasts"):
        return NameType("Thing")
    if (code := countries.demonym(name)) is not None and token.dep_ not in ("compound", "amod"):
        return NameType("Group", _country_of_people(token, code))
    if (code := countries.capital(name)) is not None:
        return NameType("Place", code)
    if ontology().known.people(name) is not None:
        return NameType("Group") if is_modifier(token) or token.ent_type_ != "PERSON" else None
    return NameType("Place") if country_of_place(name) is not None else None


def _is_a_language(name: Token) -> bool:
    """Whether a people's name is its language's here: "spoke Spanish", "in Dutch", "translated from the Greek"."""
    if name.lower_.endswith("s") or ontology().countries.demonym(name.text) is None:
        return False
    verb = name.head.lemma
    if name.dep_ == "dobj":
        return verb in word_set("verbs of languages")
    if name.dep_ != "pobj":
        return False
    translated = name.head.head.lemma in word_set("verbs of translating")
    return translated or (verb in ("in", "into") and not has(name, {"det", "amod", "compound"}))


def _is_somebody(token: Token) -> bool:
    """Whether the model takes a name for a person's, and no number follows it: Jude Law, unlike Bill 3065."""
    return token.ent_type_ == "PERSON" and not any(child.tag_ == "CD" for child in token.rights)


def _country_of_people(token: Token, code: str) -> str | None:
    """The country people live in: Bosnia of "Bosnian Serbs" and "Serbs of Bosnia"; "ethnic Serbs" alone tells none."""
    lands = [found for child in token.lefts if is_modifier(child) and (found := _country_before(child))]
    of = [noun for prep, noun in preposition_objects(token) if prep == "of" and noun.pos_ == "PROPN"]
    lands += [found for noun in of if (found := _country_named(noun))]
    ethnic = any(child.lower_ in word_set("of a people") for child in token.lefts)
    return next(iter(lands), (country_in(token) if ethnic else code))


def _sector_of_head(name: Token) -> str | None:
    """The sector that a body's last word tells, with one before it first: "Tarn Rights Network" is no broadcaster."""
    row = pair_of(name)
    return sector_of(row if row is not None and row.type == "Organization" else ontology().agents.get(name.lower_))


def _type_of_noun(noun: str) -> MentionType | None:
    """The type of what is called by such a noun: "airport", "city"."""
    if noun in word_set("facility heads"):
        return "Facility"
    if noun in word_set("place heads"):
        return "Place"
    return "Thing" if noun in word_set("event heads") else None


def sector_of(agent: Agent | Pair | Title | None) -> str | None:
    """The sector that a noun for people or bodies, or a title, tells."""
    return agent.sector if agent is not None and agent.sector != "UNK" else None


# ---- the model ------------------------------------------------------------------------------------------------------


def _type_by_model(token: Token) -> MentionType:
    kind = ENT_TYPES.get(token.ent_type_)
    if kind in (None, "Nationality", "Time"):
        kind = _guess(token)
    return "Organization" if kind == "Person" and _is_a_body(token) else kind


def _is_a_body(token: Token) -> bool:
    """Whether a name that looks like a person's is a body's: it has an article, or its people are named after it."""
    if any(c.dep_ == "det" and c.lower_ == "the" for c in token.lefts):
        return True
    noun = token.head
    agents = ontology().agent_type(noun.lemma) if is_modifier(token) and noun.pos_ == "NOUN" else None
    if agents is None:
        return False
    return noun.tag_ == "NNS" or agents != "Person" or noun.head.pos_ == "PROPN"


def _guess(token: Token) -> MentionType:
    """The type of a name the model has no word on, from its neighbours."""
    noun = apposition(token)
    if noun is None and is_modifier(token):
        noun = token.head
    if noun is not None and noun.dep_ == "appos" and ontology().agent_type(noun.lemma) == "Person":
        return "Person"
    return "Place" if token.dep_ == "pobj" and token.head.lower_ in ("in", "near") else "Organization"


# ---- the words around -----------------------------------------------------------------------------------------------


def told_type(token: Token) -> MentionType | None:
    """The type that the words around a name tell: "a city in Mali", "the X group", "X fighters", "former X"."""
    if _is_quoted_work(token):
        return "Work"
    apposed = _apposed_type(token)
    if _is_based_somewhere(token) and apposed != "Thing":
        return "Organization"
    if _is_a_club(token) or _has_what_firms_have(token) or _has_leaders(token) or _is_called_a_body(token):
        return "Organization"
    if apposed is not None:
        return apposed
    if token.rights and _is_told_of_as_somebody(token):
        return "Person"
    if token.i - token.left_edge.i > 1 and _has_past_holder(token):
        return "Person"
    if token.tag_ == "NNP" and _is_a_land(token):
        return "Place"
    return "Organization" if is_modifier(token) and _has_a_body_behind(token) else None


def _has_a_body_behind(name: Token) -> bool:
    """Whether the name is that of the body or of the members behind it: "Delcor group", no "Gaza firm"."""
    if name.head.pos_ != "NOUN":
        return False
    noun = name.head.lemma
    row = ontology().anaphors.get(noun)
    if noun not in word_set("members") and (row is None or row.types[0] != "Organization"):
        return False
    return country_of_place(name.doc.words(*name_run(name))) is None


def _is_quoted_work(token: Token) -> bool:
    """Whether a name in quotation marks is somebody's: Brandel's "Marigold"."""
    start, end = name_run(token)
    tokens = token.doc.tokens
    if start < 2 or end >= len(tokens) or tokens[start - 2].tag_ != "POS":
        return False
    return tokens[start - 1].text in QUOTES and tokens[end].text in QUOTES


def _is_based_somewhere(token: Token) -> bool:
    """Whether the name is a body's by the place before it: "Oslo-based Tern Air"."""
    based = next((child for child in token.lefts if child.dep_ == "amod" and child.lower_ in word_set("seated")), None)
    if based is None or token.tag_ != "NNP":
        return False
    return ontology().known.gender(token.doc.words(based.i + 1, token.i + 1)) is None


def _is_a_club(token: Token) -> bool:
    """Whether the name has players or coaches: "Rivera coach Ivo Brandel"."""
    behind = word_after(token)
    return is_modifier(token) and behind is not None and behind.lemma in word_set("players and coaches")


def _has_what_firms_have(token: Token) -> bool:
    """Whether the name has what only firms have: "Crédit Tarn's customers", "customers of Crédit Tarn"."""
    if token.ent_type_ != "PERSON" or (token.ent is not None and ontology().known.gender(token.ent.text) is not None):
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "of":
        return token.head.head.lemma in word_set("what firms have")
    return (token.dep_ == "poss" or is_modifier(token)) and token.head.lemma in word_set("what firms have")


def _has_leaders(token: Token) -> bool:
    """Whether what is called like a treaty has leaders, and so is a body: "Rural Accord's chairman"."""
    if token.dep_ != "poss" or token.lower_ not in word_set("document heads"):
        return False
    return token.head.lemma in word_set("who speaks for a body")


def _is_called_a_body(token: Token) -> bool:
    """Whether a noun for bodies stands before the name: "the yoghurt brand Alpenmilch"."""
    before = word_before(token.doc[name_run(token)[0]])
    if before is None or before.pos_ != "NOUN" or before.head != token or not is_modifier(before):
        return False
    kind = ontology().agent_type(before.lemma)
    return kind in ("Organization", "Group") and before.lemma not in word_set("country nouns")


def _is_told_of_as_somebody(token: Token) -> bool:
    """Whether a name of two words is described as a person: "Wenna Trest, 61,", "Wenna Trest, who ran it"."""
    if token.ent_type_ not in MISTAKEN or token.lower_ in word_set("body heads", "company heads"):
        return False
    if token.tag_ != "NNP" or not any(child.pos_ == "PROPN" and is_modifier(child) for child in token.lefts):
        return False
    if fold(token.left_edge.text) in word_set("club beginnings", "company beginnings"):
        return False
    return not has(token, {"det"}) and any(map(_tells_somebody, token.rights))


def _tells_somebody(child: Token) -> bool:
    """Whether what hangs behind a name is said of people alone: "who ran it", "aged 61", "the Tarn-born potter"."""
    match child.dep_:
        case "relcl":
            return any(word.lower_ == "who" for word in child.lefts) and not any(
                word.tag_ == "VBP" or word.lower_ == "were" for word in (child, *child.lefts)
            )
        case "appos" if child.tag_ == "CD":
            return _is_an_age(child)
        case "appos" if child.tag_ == "NN":
            is_somebody = ontology().agent_type(child.lemma) in (None, "Person")
            return is_somebody and any(map(_tells_birth, child.lefts))
    return child.lower_ == "aged" and any(word.tag_ == "CD" for word in child.rights)


def _has_given_name_before(token: Token) -> bool:
    """Whether a name begins with a given name: "Ivo Brandel"."""
    return ontology().known.gender(token.doc.words(name_run(token)[0], token.i + 1)) is not None


def _is_an_age(number: Token) -> bool:
    """Whether a number stands between commas and may be somebody's years."""
    ends = number.i + 1 < len(number.doc) and number.nbor(1).text == ","
    return ends and number.nbor(-1).text == "," and number.text.isdecimal() and int(number.text) in AGES


def _tells_birth(word: Token) -> bool:
    """Whether the word says where somebody was born: "Tarn-| born |"."""
    return word.dep_ == "amod" and word.lower_ == "born" and bool(word.lefts)


def _is_a_land(token: Token) -> bool:
    """Whether the words around are those of a place: "eastern Tavland", "north of Tarn", "Tavland's coast"."""
    if token.dep_ == "pobj" and (token.left_edge.lower_ in word_set("saints") or _is_several_lands(token)):
        return True
    if any(child.lower_ in word_set("parts of a country") and child.text.islower() for child in token.lefts):
        return True
    if token.dep_ == "pobj" and token.head.lower_ == "of" and _is_land(token.head.head):
        return True
    if token.ent_type_ != "PERSON":
        return False
    upper = token.head
    if token.dep_ == "poss":
        return upper.lemma in word_set("what lands have")
    if token.dep_ != "pobj" or upper.lower_ not in ("of", "in"):
        return False
    if upper.lower_ == "in":
        return not has(token, {"compound", "conj", "appos"}) and upper.head.lemma not in word_set("trusting")
    return upper.head.lemma in word_set("of a land") or upper.head.lower_ in word_set("parts of a country")


def _is_land(noun: Token) -> bool:
    """Whether a noun is one for a part of a country, with its name behind "of": "the valley of Tarn"."""
    if noun.lemma in word_set("departments"):
        return is_a_province(noun)
    return noun.lemma in word_set("where people live")


def _is_several_lands(token: Token) -> bool:
    """Whether a name in the plural begins with a point of the compass: "the Western Isles"."""
    if not token.lower_.endswith("s") or token.ent_type_ not in ("", "GPE", "LOC") or not has(token, {"det"}):
        return False
    return token.i > 0 and token.nbor(-1).lower_ in word_set("parts of a country")


def _has_past_holder(token: Token) -> bool:
    return any(child.dep_ == "amod" and child.lower_ in word_set("past holders") for child in token.lefts)


def _apposed_type(token: Token) -> MentionType | None:
    """The type that an apposition gives: "Gao, a city in Mali", "Vodacel, a phone company"."""
    noun = apposed_to(token) or apposition(token)
    if noun is not None and noun.lemma in word_set("also of bodies"):
        noun = apposition(token)  # "The owner, Delcor, a unit of Tern Air"
    if noun is None or noun.tag_ not in SINGULAR or noun.lemma in word_set("also of bodies"):
        return None
    if ontology().countries.demonym(noun.text) is not None:
        return "Person"  # "Scaparrotti, an American"
    if noun.pos_ != "NOUN":
        return None
    lemma = noun.lemma
    if token.lower_ in word_set("goods in names") and ontology().agent_type(lemma) == "Person":
        return "Organization"  # "a sponsor, Norvik Energy"
    if lemma in word_set("titled works"):
        return "Work"
    if lemma in word_set("trades of firms") and _has_given_name_before(token):
        return "Person"  # "the developer Ivo Brandel"
    if lemma in word_set("trades of firms") and noun.i == token.i - 1:
        return "Organization"  # "Spanish grocer Mercasol"
    if (office := ontology().offices.get(lemma)) is not None and office.predicate == "subsidiary_of":
        return "Organization"  # "Delcor, a unit of Tern Air"
    if (pair := pair_of(noun)) is not None:
        return pair.type  # "the weather service Aura Tarn"
    if (agents := ontology().agent_type(lemma)) is not None:
        return agents
    if (slot := ontology().name_slots.get(("called", lemma))) is not None:
        return slot.types[0]
    return "Place" if lemma in word_set("place heads", "where people live") else _type_of_noun(lemma)


# ---- the country in a phrase ----------------------------------------------------------------------------------------


def country_in(token: Token) -> str | None:
    """The country that a phrase names: "Afghan government", "government of Afghanistan", "Iran's navy"."""
    for child in token.lefts:
        if (is_modifier(child) or child.dep_ == "poss") and (code := _country_before(child)):
            return code
        if is_modifier(child) and child.pos_ == "NOUN" and (code := country_in(child)):
            return code  # "South Korean army officers"
    whose = OF if token.lemma in word_set("often abroad") else WHOSE
    for prep, noun in preposition_objects(token):
        if prep in whose and noun.pos_ == "PROPN" and (code := _country_named(noun)):
            return code
        if prep == "of" and noun.pos_ == "NOUN" and token.pos_ == "NOUN" and (code := country_in(noun)):
            return code  # "leaders of Romania's government", "a group of Yemeni doctors"
    return _country_based_in(token)


def _country_based_in(token: Token) -> str | None:
    """The country of "a group based in Chad"."""
    for child in token.rights:
        if child.dep_ == "acl" and child.lower_ == "based":
            named = (noun for prep, noun in preposition_objects(child) if prep in WHOSE and noun.pos_ == "PROPN")
            return next((code for noun in named if (code := _country_named(noun))), None)
    return None


def _country_before(child: Token) -> str | None:
    if not child.text[0].isupper():
        return None
    countries = ontology().countries
    name = " ".join(word.text for word in child.subtree if word.pos_ == "PROPN" or word == child)
    if (code := ontology().known.place(child.doc.words(child.i, child.i + 2))) is not None:
        return code  # "Lao Cai province"
    if (nationality := nationality_at(child)) is not None:
        code, start = nationality
        return code if start == 0 or child.doc[start - 1].lower_ not in word_set("of a people") else None
    if (code := countries.country(name) or country_of_place(name)) is not None:
        return code  # "New Jersey firm", no firm of Jersey
    return countries.country(child.text) or _country_of_owner(child, name)


def _country_of_owner(child: Token, name: str) -> str | None:
    """The country of a leader, with title or of an administration, of a body or a place: "Bush administration"."""
    start, title = strip_titles(child.doc, child.left_edge.i, child.i)
    row = ontology().titles.get(title)
    leads = (row is not None and row.kind == "office") or child.head.lemma in word_set("led by one")
    own = child.doc.words(start, child.i + 1)
    return country_of_known(name) or country_of_known(own) or (ontology().known.holder(own) if leads else None)


@once
def nationality_at(token: Token) -> tuple[str, int] | None:
    """The country of the nationality that ends in the word, and its first word: two words before one ("Sri Lankan")."""
    if not token.text[0].isupper():
        return None
    if token.i and token.doc.words(token.i - 1, token.i + 1).casefold() in word_set("people of continents"):
        return None
    for start in (token.i - 1, token.i) if token.i else (token.i,):
        if (code := ontology().countries.demonym(token.doc.words(start, token.i + 1))) is not None:
            return code, start
    return None


def _country_named(noun: Token) -> str | None:
    start, end = name_run(noun)
    name = noun.doc.words(start, end)
    return ontology().countries.country(name) or ontology().countries.capital(name) or country_of_known(name)


def country_of_known(name: str) -> str | None:
    """The country of a leader, a body or a place known by name alone."""
    body = ontology().known.body(name)
    return ontology().known.leader(name) or (body.country if body is not None else "") or country_of_place(name)


def country_of_place(name: str) -> str | None:
    """The country of a region or town known by name alone, or of a part of a country: "Western Chad"."""
    part, _, whole = name.partition(" ")
    is_part = part.casefold() in word_set("parts of a country") and name.casefold() not in word_set("continents")
    known = ontology().known.place(name) or ontology().known.people(name)
    return known or (ontology().countries.country(whole) if is_part else None)
