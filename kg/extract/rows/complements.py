"""What completes a verb: the clauses it governs, and the phrases that say more of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.syntax.clauses import Act
from kg.extract.syntax.labels import AUXILIARY, FINITE
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import has_subject, is_gerund, is_infinitive
from kg.ontology import word_set

CIRCUMSTANCE = frozenset(
    "after before during since until by under while despite amid without because through within outside as".split()
) | {"because of"}


def embedded_act(act: Act, acts: Mapping[int, Act]) -> Act | None:
    """The infinitive or gerund that the verb governs."""
    for clause in governed_clauses(act):
        if clause.i in acts and _is_chained(clause):
            return acts[clause.i]
    return None


def embedded_verb(act: Act, acts: Mapping[int, Act]) -> Token | None:
    """The verb of that act."""
    embedded = embedded_act(act, acts)
    return embedded.token if embedded is not None else None


def _is_chained(clause: Token) -> bool:
    """Whether a clause is an infinitive or a gerund; none with a subject of its own: "with each guild keeping its"."""
    return is_infinitive(clause) or (is_gerund(clause) and not (clause.dep_ == "pcomp" and has_subject(clause)))


def governed_clauses(act: Act) -> list[Token]:
    """The clauses that the verb governs, not those of "after meeting lawmakers", nor "called for Egypt to pay"."""
    if not act.complements:
        return []
    return [c for c in act.complements if c.dep_ != "advcl" and c.head.lower_ not in CIRCUMSTANCE]


def finite_clauses(act: Act) -> Iterator[Token]:
    """The finite clauses that an act is about: "where it lay" of "refused to say where it lay"."""
    yield from (clause for clause in act.complements if clause.dep_ == "ccomp" and has_subject(clause))


def lacks_subject(clause: Token) -> bool:
    """Whether a clause's subject stands outside it: "the loan he said | was needed", "the loan, he said, | was due"."""
    if clause.dep_ != "ccomp" or clause.i < clause.head.i:
        return False
    first = next((child for child in clause.lefts if child.dep_ in AUXILIARY), clause)
    return clause.left_edge.i < clause.head.i or (first.tag_ in FINITE and not has_subject(clause))


def obliques(act: Act) -> list[tuple[str, Token]]:
    """The phrases that say more of the act: no time, no verb, no "in principle", nothing before the subject."""
    if not act.obliques:
        return []
    first = min([subject.i for subject in act.subjects], default=-1)
    return [
        (prep, noun)
        for prep, noun in act.obliques
        if not is_time(noun) and noun.pos_ != "VERB" and not (noun.i < first and noun.i < act.token.i)
        if not is_manner(noun)
    ]


def says_how(child: Token) -> bool:
    """Whether a word on a verb is the adjective that completes it: "became ill", "seems happy"."""
    return child.dep_ == "acomp" or (child.dep_ == "oprd" and child.pos_ == "ADJ")


def is_manner(noun: Token) -> bool:
    """Whether a noun says how, and nothing to which anything is done: "in principle", "in a bid to win"."""
    if noun.lemma in word_set("efforts") and noun.head.lower_ == "in":
        return any(map(is_infinitive, noun.rights))  # what is tried is told by itself
    return not noun.lefts and not noun.rights and noun.lower_ in word_set("adverbial nouns")


def told_by(text: str, inner: Act) -> Iterator[tuple[str, Token]]:
    """(predicate as worded, noun) of the objects of an inner verb, else of its phrases."""
    yield from ((text, noun) for noun in inner.objects)
    if not inner.objects:
        yield from ((f"{text} {prep}", noun) for prep, noun in obliques(inner))
        yield from ((text, clause) for clause in finite_clauses(inner))
