"""The type of a name: from the tables first, then the words around it, the model last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.extract.names import name_run
from kg.extract.phrases import apposition, preposition_objects
from kg.model import MentionType
from kg.ontology import Ontology, ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

ENT_TYPES: Mapping[str, MentionType] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "NORP": "Nationality", "FAC": "Facility",
    "WORK_OF_ART": "Work", "LAW": "Work", "PRODUCT": "Thing", "EVENT": "Thing", "LANGUAGE": "Thing",
    "DATE": "Time", "TIME": "Time",
}  # fmt: skip


MEMBERS = frozenset("jihadist fighter militant insurgent guerrilla gunman rebel terrorist".split())
PLACE_HEADS = frozenset(
    "city town village province district region county river lake mountain island valley sea gulf bay street road "
    "square airport port border coast desert peninsula".split()
)


FACILITY_HEADS = frozenset(
    "airport port base hospital school university prison bridge station stadium camp dam plant".split()
)


ORG_HEADS = frozenset(
    "ministry department council court agency bank party union university college institute corp company group "
    "committee commission association federation league press news times post journal daily tribune herald gazette "
    "army police force forces brigade battalion corps guard navy air airlines airways ferries motors industries steel "
    "holdings partners foundation society club wanderers united athletic office bureau service services authority "
    "parliament senate congress assembly front movement organization organisation alliance coalition network".split()
)


def type_of_name(token: Token, name: str, title: str, known: Ontology) -> tuple[MentionType, str | None, str | None]:
    """Type, country and sector of a name, from the tables first and the model last."""
    countries = known.countries
    last = token.lower_
    if title:
        return "Person", None, None
    if (code := countries.country(name)) is not None:
        return "Place", code, "GOV"
    if (metonym := countries.metonym(name)) is not None and metonym.kind != "capital":
        return ("Organization", metonym.country or None, metonym.sector)
    if last in ORG_HEADS:
        return "Organization", country_in(token, known), _agent_sector(last, known)
    if last in FACILITY_HEADS:
        return "Facility", None, None
    if last in PLACE_HEADS:
        return "Place", None, None
    if (code := countries.demonym(name)) is not None and token.dep_ not in ("compound", "amod"):
        return "Group", code, None
    label = ENT_TYPES.get(token.ent_type_)
    if countries.capital(name) is not None:
        return "Place", countries.capital(name), None
    if label in (None, "Nationality", "Time"):
        label = _guess(token)
    if label == "Person" and _is_a_body(token, known):
        label = "Organization"
    return label, None, None


def told_type(token: Token, known: Ontology) -> MentionType | None:
    """The type that the words around a name tell: "a city in Mali", "the X group", "X fighters", "former X"."""
    if (apposed := _apposed_type(token, known)) is not None:
        return apposed
    if (
        any(c.dep_ == "amod" and c.lower_ in ("former", "late", "ex") for c in token.lefts)
        and token.i - token.left_edge.i > 1
    ):
        return "Person"
    noun = token.head.lemma_.lower() if token.dep_ in ("compound", "nmod", "amod") and token.head.pos_ == "NOUN" else ""
    row = known.anaphors.get(noun)
    if noun in MEMBERS or (row is not None and row.types[0] == "Organization"):
        return "Organization"
    return None


def _apposed_type(token: Token, known: Ontology) -> MentionType | None:
    """The type that an apposition gives: "Gao, a city in Mali", "Vodacel, a phone company"."""
    noun = token.head if token.dep_ == "appos" else apposition(token)
    if noun is None or noun.pos_ != "NOUN" or noun.tag_ == "NNS":
        return None
    lemma = noun.lemma_.lower()
    agent = known.agents.get(lemma)
    if agent is not None:
        return agent.type
    return "Place" if lemma in PLACE_HEADS else "Facility" if lemma in FACILITY_HEADS else None


def _is_a_body(token: Token, known: Ontology) -> bool:
    """Whether a name that looks like a person's is a body's: it has an article, or its people are named after it."""
    if any(c.dep_ == "det" and c.lower_ == "the" for c in token.lefts):
        return True
    noun = token.head if token.dep_ in ("compound", "nmod", "amod") else None
    agent = known.agents.get(noun.lemma_.lower()) if noun is not None and noun.pos_ == "NOUN" else None
    return (
        agent is not None
        and noun is not None
        and (noun.tag_ == "NNS" or agent.type != "Person" or noun.head.pos_ == "PROPN")
    )


def _guess(token: Token) -> MentionType:
    """The type of a name the model has no word on, from its neighbours."""
    noun = apposition(token)
    if noun is None and token.dep_ in ("compound", "nmod", "amod"):
        noun = token.head
    agent = ontology().agents.get(noun.lemma_.lower()) if noun is not None else None
    if agent is not None and agent.type == "Person" and noun is not None and noun.dep_ == "appos":
        return "Person"
    if token.dep_ == "pobj" and token.head.lower_ in ("in", "near"):
        return "Place"
    return "Organization"


def _agent_sector(word: str, known: Ontology) -> str | None:
    row = known.agents.get(word)
    return row.sector if row and row.sector != "UNK" else None


def country_in(token: Token, known: Ontology) -> str | None:
    """The country that a phrase names: "Afghan government", "government of Afghanistan", "Iran's navy"."""
    for child in token.children:
        if child.dep_ in ("amod", "compound", "nmod", "poss") and child.i < token.i:
            name = " ".join(w.text for w in child.subtree if w.pos_ == "PROPN" or w == child)
            code = (
                known.countries.demonym(child.text)
                or known.countries.country(name)
                or known.countries.country(child.text)
            )
            if code:
                return code
    for prep, noun in preposition_objects(token):
        if prep in ("of", "from", "in") and noun.pos_ == "PROPN" and (code := known.countries.country(_plain(noun))):
            return code
    return None


def _plain(noun: Token) -> str:
    start, end = name_run(noun)
    return noun.doc[start:end].text
