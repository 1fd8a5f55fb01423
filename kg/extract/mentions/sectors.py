"""The sector of whom a common noun or an office names: its table row's, or that of the body that has it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.extract.mentions.name_types import country_of_known, sector_of
from kg.extract.mentions.noun_types import is_a_country, known_body, pair_of
from kg.extract.syntax.labels import has, is_modifier, word_before
from kg.extract.syntax.phrases import possessor, preposition_objects
from kg.extract.syntax.tree import Token
from kg.model import MentionType
from kg.ontology import ontology, word_set

WHOSE = frozenset(("of", "at", "for"))
"""Prepositions between an office and its body."""
ONE_BODY = frozenset(("Organization",))
WITH_PEOPLE = frozenset(("Organization", "Person", "Group"))
TOLD_BY = frozenset(("amod", "compound", "poss"))
BODY_LABELS = frozenset(("ORG", "PERSON", "NORP"))
"""What the model takes a body for, rather than for a town."""


def sector_of_nominal(token: Token, kind: MentionType) -> str | None:
    """The sector of whom a noun of this type names; of one that any body may have, the body's: "a bank's auditors"."""
    if kind == "Thing" or (kind == "Place" and ontology().agent_type(token.lemma) == "Organization"):
        return None
    if (row := pair_of(token)) is not None:
        return row.sector if row.sector != "UNK" else None
    if token.lemma in word_set("members of blocs") and is_a_country(token):
        return "GOV"
    agent = ontology().agents.get(token.lemma)
    if token.lemma in word_set("sides of a deal") and token.tag_ == "NNS" and not has(token, TOLD_BY):
        return None
    if token.lemma not in word_set("in any body"):
        return sector_of(agent)
    kinds = WITH_PEOPLE if agent is not None and agent.type == "Organization" else ONE_BODY
    return _sector_of_body(tuple(_bodies_of(token)), sector_of(agent), kinds)


def sector_beside(name: Token, start: int, title: str) -> str | None:
    """The sector of the holder of an office that any body may have: "Sindra president Lia Brandel", of no state."""
    own = _sector_of_title(name, start, title)
    if title not in word_set("in any body") or name.left_edge.i == start:
        return own
    words = title.split()
    before = [word for word in name.doc.tokens[name.left_edge.i : start] if word.lower_ not in words]
    return _sector_of_body([word for word in before if word.pos_ in ("NOUN", "PROPN")], own, ONE_BODY)


def sector_of_kind(name: Token, start: int) -> str | None:
    """The sector of a body by the noun for it before its name: "shipping company Delcor"."""
    noun = word_before(name.doc[start])
    if noun is None or noun.pos_ != "NOUN" or noun.head != name or not is_modifier(noun):
        return None
    return sector_of_nominal(noun, "Organization") if ontology().agent_type(noun.lemma) == "Organization" else None


def _sector_of_title(name: Token, start: int, title: str) -> str | None:
    """The sector that a title or a description tells: "Judge Ada Lind", "managing director Ada Lind"."""
    noun = word_before(name.doc[start]) if title else None
    if noun is not None and (pair := pair_of(noun)) is not None:
        return sector_of(pair)
    row = ontology().titles.get(title)
    return sector_of(row if row is not None else ontology().agents.get(title))


def _sector_of_body(bodies: Sequence[Token], own: str | None, kinds: Collection[str]) -> str | None:
    """The sector of the first of these that is a body, one known by name first; `own` where none is.

    `kinds`: what the noun for one may be. A person's office in a body that nobody knows tells no sector.
    """
    names = [body for body in bodies if body.pos_ == "PROPN"]
    if (known := next(filter(None, map(known_body, names)), None)) is not None:
        return known.sector
    for body in bodies:
        noun = body.lower_ if body.pos_ == "PROPN" else body.lemma
        if noun in word_set("where people live"):
            return "GOV"
        if ontology().agent_type(noun) in kinds and noun not in word_set("country nouns"):
            own_noun = noun == body.lemma
            return sector_of_nominal(body, "Organization") if own_noun else sector_of(ontology().agents.get(noun))
    if kinds is WITH_PEOPLE or not names or names[-1].ent_type_ not in BODY_LABELS:
        return own
    return own if _is_of_state(names) else None


def _is_of_state(names: Sequence[Token]) -> bool:
    """Whether words for a country, or for what stands for one, are among these: "White House"."""
    countries = ontology().countries
    whole = names[0].doc.words(names[0].i, names[-1].i + 1)
    return any(
        countries.country(name) or countries.demonym(name) or countries.metonym(name) or country_of_known(name)
        for name in (names[0].text, names[-1].text, whole)
    )


def _bodies_of(token: Token) -> Iterator[Token]:
    """The nouns that may name the body of an office, the nearest first."""
    yield from (child for child in reversed(token.lefts) if is_modifier(child) and child.pos_ in ("NOUN", "PROPN"))
    if (owner := possessor(token)) is not None:
        yield owner
    yield from (noun for prep, noun in preposition_objects(token) if prep in WHOSE)
