"""What the text refers to: names without their titles, common nouns for people and bodies, pronouns, times, nationalities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extract.name_types import country_in, told_type, type_of_name
from kg.extract.names import inside_a_name, inside_longer_name, is_a_role, is_name_like, joined_to_head, name_run
from kg.extract.phrases import possessor, preposition_objects, short_phrase
from kg.extract.pronouns import PERSONAL, REFERRING, Gender, is_dummy
from kg.extract.timewords import is_time
from kg.extract.titles import description_before, strip_titles
from kg.model import MentionKind, MentionType, fold
from kg.ontology import Ontology, ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ORGANS = frozenset(
    "government administration regime army military navy police parliament ministry cabinet senate congress embassy "
    "court judiciary mission coalition presidency legislature treasury "
    "intelligence guard assembly council commission authority agency".split()
)


@dataclass(frozen=True, slots=True)
class Found:
    """A mention before coreference. `head` is its noun's token index; `start`, `end` are token indices, end exclusive."""

    head: int
    start: int
    end: int
    kind: MentionKind
    type: MentionType
    name: str
    named: bool
    country: str | None = None
    sector: str | None = None
    owner: int | None = None
    plural: bool = False
    definite: bool = False
    bare: bool = False
    sure: bool = False
    gender: Gender = ""
    title: str = ""


def find_mentions(doc: Doc) -> tuple[Found, ...]:
    """Every mention, one per head word, in order of the text."""
    known = ontology()
    found: dict[int, Found] = {}
    for token in doc:
        if token.i not in found and (mention := _mention(token, known)) is not None:
            found[token.i] = mention
    return tuple(_consistent(sorted(found.values(), key=lambda m: (m.start, m.end)), doc))


def _mention(token: Token, known: Ontology) -> Found | None:
    if token.text in known.countries.states and token.i and token.nbor(-1).text == ",":
        return None  # "Gary, IN"
    if token.is_space or token.is_punct or not any(c.isalnum() for c in token.text):
        return None
    if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
        return _pronoun(token)
    if is_time(token):
        return _time(token)
    if is_name_like(token) and token.pos_ != "PROPN":
        return _modifier_name(token, known)
    if token.pos_ == "ADJ" or (token.ent_type_ == "NORP" and token.dep_ in ("amod", "compound", "nmod")):
        return _nationality(token, known)
    if token.pos_ == "PROPN" or (
        token.pos_ == "NOUN" and token.ent_type_ in ("PERSON", "ORG", "GPE") and token.text[0].isupper()
    ):
        return _name(token, known)
    if token.pos_ == "NOUN" or (
        token.pos_ in ("NUM", "X") and token.dep_ in ("nsubj", "dobj", "pobj", "nsubjpass", "conj")
    ):
        return _nominal(token, known)
    return None


def _pronoun(token: Token) -> Found | None:
    word = token.lower_
    if word not in REFERRING or word == "who" or (word == "it" and is_dummy(token)):
        return None
    person = word in PERSONAL or word in ("i", "me", "my", "myself")
    return Found(
        token.i, token.i, token.i + 1, "pronoun", "Person" if person else "Thing", token.text, False,
        plural=word in ("they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours"),
        gender=PERSONAL.get(word, ""),  # type: ignore[arg-type]
    )  # fmt: skip


def _time(token: Token) -> Found | None:
    if token.ent_type_ in ("DATE", "TIME"):
        ent = next(e for e in token.doc.ents if e.start <= token.i < e.end)
        if token.i != ent.root.i:
            return None
        return Found(token.i, ent.start, ent.end, "name", "Time", ent.text, False)
    if token.i and is_time(token.doc[token.i - 1]) and token.doc[token.i - 1].head == token:
        return None
    start = token.i - 1 if token.i and token.nbor(-1).text[0].isdigit() else token.i  # "5th September"
    return Found(token.i, start, token.i + 1, "name", "Time", token.doc[start : token.i + 1].text, False)


def _nationality(token: Token, known: Ontology) -> Found | None:
    code = known.countries.demonym(token.text)
    if code is None or not token.text[0].isupper():
        return None
    return Found(token.i, token.i, token.i + 1, "name", "Nationality", known.countries.name(code), True, country=code)


def _name(token: Token, known: Ontology) -> Found | None:
    if inside_a_name(token):
        return _modifier_name(token, known)
    if is_a_role(token, known):
        return _nominal(token, known)
    if inside_longer_name(token):
        return None
    start, end = name_run(token)
    start, title = strip_titles(token.doc, start, token.i, known)
    return _typed_name(token, min(start, token.i), end, title, known)


def _modifier_name(token: Token, known: Ontology) -> Found | None:
    """The name that modifies a noun: "Taliban" in "Taliban officials". Part of a longer name or of a title: none."""
    if any(token.doc[token.i : token.i + size].text.casefold() in known.titles for size in (2, 3)):
        return None
    start, end = name_run(token)
    if joined_to_head(token):
        return None
    start, title = strip_titles(token.doc, start, token.i, known)
    if start > token.i or known.titles.get(token.lower_) or known.agents.get(token.lemma_.lower()):
        return None
    found = _typed_name(token, start, end, title, known)
    if known.countries.demonym(token.text) and not known.countries.country(found.name):
        return _nationality(token, known)
    return found


def _typed_name(token: Token, start: int, end: int, title: str, known: Ontology) -> Found:
    doc = token.doc
    name = doc[start:end].text
    title = title or description_before(token, start, known)
    row = known.titles.get(title)
    kind, country, sector = type_of_name(token, name, title, known)
    told = told_type(token, known) if not title and country is None else None
    return Found(
        token.i, start, end, "name", told or kind, name, True, country=country, sure=told is not None,
        sector=sector or (row.sector if row and row.sector != "UNK" else None),
        owner=_owner(token, known),
        gender=row.gender if row else "", title=title,
    )  # fmt: skip


def _owner(token: Token, known: Ontology) -> int | None:
    """The name or body a person or group belongs to: "Taliban" of "Taliban officials", "its" of "its troops"."""
    owner = possessor(token)
    if owner is not None:
        return owner.i
    for child in token.lefts:
        if child.dep_ in ("compound", "nmod", "amod") and (is_name_like(child) or known.countries.demonym(child.text)):
            return child.i
    return next(
        (noun.i for prep, noun in preposition_objects(token) if prep in ("of", "from") and noun.pos_ == "PROPN"), None
    )


def _nominal(token: Token, known: Ontology) -> Found | None:
    if token.dep_ in ("compound", "nmod", "amod", "npadvmod") and token.head.i > token.i:
        return None
    start, end = short_phrase(token)
    lemma = token.lemma_.lower()
    agent = known.agents.get(lemma)
    country = country_in(token, known)
    owner = _owner(token, known)
    organ = lemma in ORGANS and agent is not None and (country is not None or owner is not None)
    return Found(
        token.i, start, end, "nominal", _agent_type(token, known),
        _organ_name(token, start, end) if organ else token.doc[start:end].text, organ and _owner_is_named(token, owner),
        country=country, sector=agent.sector if agent and agent.sector != "UNK" else None, owner=owner,
        plural=token.tag_ in ("NNS", "NNPS"), definite=_is_definite(token), bare=_is_bare(token),
    )  # fmt: skip


def _agent_type(token: Token, known: Ontology) -> MentionType:
    """Persons in the plural are a Group."""
    lemma = token.lemma_.lower()
    agent = known.agents.get(lemma)
    office = known.offices.get(lemma)
    holds = office is not None and known.kind(office.predicate) == "OFFICE"
    kind = agent.type if agent else "Person" if holds else "Thing"
    return "Group" if kind == "Person" and token.tag_ in ("NNS", "NNPS") else kind


def _owner_is_named(token: Token, owner: int | None) -> bool:
    return owner is not None and token.doc[owner].pos_ in ("PROPN", "ADJ")


def _organ_name(token: Token, start: int, end: int) -> str:
    """An organ's name as worded, without its determiner."""
    _, last = start, end
    while token.doc[start].pos_ == "DET" and start < token.i:
        start += 1
    return token.doc[start:last].text


def _is_bare(token: Token) -> bool:
    """Whether a singular noun has no determiner: "office" of "left office" is no thing to come back to."""
    return token.tag_ == "NN" and not any(c.dep_ in ("det", "poss", "nummod") for c in token.lefts)


def _is_definite(token: Token) -> bool:
    return any(
        child.dep_ == "det" and child.lower_ in ("the", "this", "that", "these", "those") for child in token.lefts
    )


def _consistent(found: list[Found], doc: Doc) -> Iterator[Found]:
    """The same mentions, each name with the type most of its mentions have; a surname takes its full name's type."""
    votes: dict[str, dict[MentionType, int]] = {}
    for mention in found:
        if mention.kind == "name" and mention.named and mention.type not in ("Time", "Nationality"):
            votes.setdefault(fold(mention.name), {}).setdefault(mention.type, 0)
            votes[fold(mention.name)][mention.type] += 5 if mention.title or mention.sure else 1
    persons = {name.split()[-1] for name, counts in votes.items() if len(name.split()) > 1 and _top(counts) == "Person"}
    for mention in found:
        counts = votes.get(fold(mention.name)) if mention.kind == "name" and mention.named else None
        if counts is None or mention.type in ("Time", "Nationality"):
            yield mention
        elif fold(mention.name) in persons and mention.country is None:
            yield replace(mention, type="Person")
        else:
            yield mention if mention.country else replace(mention, type=_top(counts))


def _top(counts: Mapping[MentionType, int]) -> MentionType:
    return max(sorted(counts), key=lambda kind: counts[kind])
