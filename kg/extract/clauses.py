"""Verbs and the words that fill their slots: active, passive, relative, participial, joined and controlled clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.objects import direct_objects
from kg.extract.phrases import NOMINAL, conjuncts, preposition_objects
from kg.extract.subjects import subjects_of, unique
from kg.extract.verbs import is_passive, joined_verbs, lemma_of, tells

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Act:
    """A verb with its slots filled: who does it, to whom, and what hangs on it by a preposition.

    `subjects` do and `objects` undergo, in passives too. `complements` are the verbs it governs.
    """

    token: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    obliques: tuple[tuple[str, Token], ...]
    complements: tuple[Token, ...]
    passive: bool
    rule: str

    @property
    def lemma(self) -> str:
        """The verb's base form, mended where the model gets it wrong."""
        return lemma_of(self.token)


def verb_acts(doc: Doc) -> Iterator[Act]:
    """An Act for every verb that tells one, in order of the text."""
    for token in doc:
        if tells(token):
            yield _act(token)


def _act(token: Token) -> Act:
    passive = is_passive(token)
    grammatical = subjects_of(token)
    agents = tuple(noun for prep, noun in preposition_objects(token) if prep == "by" and _is_agent(noun))
    direct = direct_objects(token)
    obliques = tuple(_obliques(token, passive))
    return Act(
        token=token,
        subjects=agents if passive else grammatical,
        objects=unique((*grammatical, *direct) if passive else direct),
        obliques=obliques,
        complements=tuple(complements_of(token)),
        passive=passive,
        rule=_rule(token, passive),
    )


def _is_agent(noun: Token) -> bool:
    return noun.ent_type_ not in ("DATE", "TIME", "PERCENT", "QUANTITY", "MONEY", "CARDINAL")


def _obliques(token: Token, passive: bool) -> Iterator[tuple[str, Token]]:
    for prep, noun in preposition_objects(token):
        if not (passive and prep == "by" and _is_agent(noun)) and not _is_no_side(prep, noun):
            yield prep, noun
    yield from (
        ("to", noun) for c in token.children if c.dep_ == "dative" and c.pos_ in NOMINAL for noun in conjuncts(c)
    )
    for child in token.children:  # "go on to", "sworn in as": the preposition of a particle or adjective is the verb's
        if child.dep_ in ("acomp", "prt", "advmod") and child.pos_ in ("ADJ", "ADV", "ADP"):
            yield from preposition_objects(child)


def _is_no_side(prep: str, noun: Token) -> bool:
    """Whether the phrase names a source or a purpose: "according to", "in order"."""
    return prep.split()[0] in ("according", "per") or (prep == "in" and noun.lower_ == "order")


def _rule(token: Token, passive: bool) -> str:
    names = {"relcl": "relative", "acl": "participle", "advcl": "adverbial", "conj": "joined", "xcomp": "control"}
    shape = names.get(token.dep_, "embedded" if token.dep_ in ("ccomp", "pcomp") else "clause")
    if token.lemma_ == "be":
        return f"{shape}:copula"
    return f"{shape}:{'passive' if passive else 'active'}"


def complements_of(token: Token) -> Iterator[Token]:
    """The verbs this one governs: that-clauses, infinitives, gerunds, also behind a preposition; joined ones each."""
    for child in token.children:
        if child.dep_ in ("ccomp", "xcomp") and tells(child):
            yield from joined_verbs(child)
        elif child.dep_ in ("prep", "prt", "acomp"):
            yield from (
                verb
                for c in child.children
                if c.dep_ in ("pcomp", "xcomp", "ccomp") and tells(c)
                for verb in joined_verbs(c)
            )
