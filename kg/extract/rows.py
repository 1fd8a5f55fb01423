"""An act as triples: a row for each subject and object, and one for each further phrase that hangs on the act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated
from kg.extract.clauses import Act
from kg.extract.phrases import preposition_objects
from kg.extract.sides import Reading
from kg.extract.timewords import is_time
from kg.extract.verbs import is_gerund, is_infinitive
from kg.extract.wording import GAP, predicate_text, with_object

if TYPE_CHECKING:
    from spacy.tokens import Token

CIRCUMSTANCE = frozenset(
    "after before during since until by under while despite amid without because through within outside as".split()
)
EMPTY_ALONE = frozenset(("have", "do", "be"))


@dataclass(frozen=True, slots=True)
class Row:
    """One triple of a statement. An adjunct says more of what another row says ("set up a centre in | Mumbai")."""

    subject: Token | None
    text: str
    object: Token | None
    adjunct: bool = False


def verb_rows(act: Act, reading: Reading, acts: Mapping[int, Act], annotated: Annotated) -> tuple[Row, ...]:
    """The rows of a verb; none where it says nothing by itself ("it is time")."""
    if act.token.lemma_ == "be" and _says_what(act, acts, annotated):
        return ()
    told = tuple(_objects(act, reading, acts)) or ((predicate_text(act, chain=_embedded_verb(act, acts)), None),)
    rows = [Row(subject, text, noun) for subject in act.subjects or (None,) for text, noun in told]
    rows += _adjuncts(act, {noun for _, noun in told})
    return tuple(row for row in rows if _tells(row, act, annotated))


def _says_what(act: Act, acts: Mapping[int, Act], annotated: Annotated) -> bool:
    """Whether a copula has an empty "it", or an infinitive that tells the act itself."""
    empty = any(s.lower_ == "it" and annotated.entity_id(s) is None for s in act.subjects)
    adjective = any(c.dep_ == "acomp" for c in act.token.children)
    return empty or (_embedded(act, acts) is not None and not adjective and not act.objects)


def _tells(row: Row, act: Act, annotated: Annotated) -> bool:
    if row.object is None and (row.subject is None or act.token.lemma_ in EMPTY_ALONE):
        return False
    if (
        row.subject is not None
        and row.subject.lower_ in ("you", "we", "i")
        and annotated.entity_id(row.subject) is None
    ):
        return False
    return row.object != row.subject


def _embedded(act: Act, acts: Mapping[int, Act]) -> Act | None:
    """The infinitive or gerund that the verb governs."""
    return next((acts[c.i] for c in act.complements if c.i in acts and (is_infinitive(c) or is_gerund(c))), None)


def _embedded_verb(act: Act, acts: Mapping[int, Act]) -> Token | None:
    embedded = _embedded(act, acts)
    return embedded.token if embedded is not None else None


def _objects(act: Act, reading: Reading, acts: Mapping[int, Act]) -> Iterator[tuple[str, Token]]:
    """(predicate as worded, object) of each row."""
    adjective = next((c for c in act.token.children if c.dep_ == "acomp"), None)
    embedded = _embedded(act, acts)
    if act.objects:
        yield from ((_with_gap(act, embedded, noun), noun) for noun in act.objects)
        yield from ((with_object(act, _prep_of(act, noun)), noun) for noun in _sides_apart(act, reading))
    elif adjective is not None:
        text = predicate_text(act)
        obliques = [(f"{text} {adjective.text} {prep}", noun) for prep, noun in _obliques(act)]
        yield from obliques or [(text, adjective)]
    elif embedded is not None and (found := _objects_of_embedded(act, embedded)):
        yield from ((predicate_text(act, chain=embedded.token), noun) for noun in found)
    else:
        yield from _without_object(act, reading, embedded)


def _with_gap(act: Act, embedded: Act | None, noun: Token) -> str:
    """The verb as worded; of an object that is to act itself, with a gap in its place: "wants … to leave"."""
    if embedded is None or noun not in embedded.subjects or not is_infinitive(embedded.token):
        return predicate_text(act)
    return f"{predicate_text(act)} {GAP} to {embedded.token.text}"


def _objects_of_embedded(act: Act, embedded: Act) -> tuple[Token, ...]:
    """What the embedded verb is done to, where both are one's: "refused to publish | the salaries"."""
    if embedded.subjects != act.subjects:
        return ()
    return (*embedded.objects, *(noun for _, noun in embedded.obliques if not is_time(noun)))[:1]


def _without_object(act: Act, reading: Reading, embedded: Act | None) -> Iterator[tuple[str, Token]]:
    sides = {noun for role, noun in reading.participants if role != "actor" or noun not in act.subjects}
    telling = [(prep, noun) for prep, noun in _obliques(act) if prep not in CIRCUMSTANCE or noun in sides]
    yield from ((predicate_text(act, prep), noun) for prep, noun in telling)
    if not telling and embedded is None and reading.known:
        yield from ((predicate_text(act), clause) for clause in act.complements[:1])


def _obliques(act: Act) -> list[tuple[str, Token]]:
    """The phrases that say more of the act: no time, no verb, nothing before the subject ("In addition, …")."""
    first = min((subject.i for subject in act.subjects), default=-1)
    return [
        (prep, noun)
        for prep, noun in act.obliques
        if not is_time(noun) and noun.pos_ != "VERB" and not (noun.i < first and noun.i < act.token.i)
    ]


def _sides_apart(act: Act, reading: Reading) -> list[Token]:
    """The sides that get a row beside the object's: on the verb, or on the noun that is part of the verb's sense."""
    sides = [noun for role, noun in reading.participants if role != "actor" or noun not in act.subjects]
    return [noun for noun in sides if noun not in act.objects and _is_apart(act, reading, noun)]


def _is_apart(act: Act, reading: Reading, noun: Token) -> bool:
    if any(noun == other for _, other in act.obliques):
        return True
    return bool(reading.light) and noun.dep_ in ("pobj", "conj") and _prep_of(act, noun) != "of"


def _prep_of(act: Act, noun: Token) -> str:
    """The preposition by which a noun hangs on the verb or on its object, however deep."""
    direct = next((prep for prep, other in act.obliques if other == noun), "")
    above = next((t for t in noun.ancestors if t.head in act.objects and t.dep_ == "prep"), None)
    return direct or (above.lower_ if above is not None else "")


def _adjuncts(act: Act, told: set[Token | None]) -> Iterator[Row]:
    """A row for each further phrase on the verb and on its object; a passive's subject is whom it is done to."""
    subjects = act.objects if act.passive and not act.subjects else act.subjects
    for subject in subjects:
        if act.passive or not act.objects:
            phrases = [(predicate_text(act, prep), noun) for prep, noun in _obliques(act)]
        else:
            nearby = [*_obliques(act), *(pair for noun in act.objects[:1] for pair in _on_object(noun))]
            phrases = [(with_object(act, prep), noun) for prep, noun in nearby]
        yield from (Row(subject, text, noun, adjunct=True) for text, noun in phrases if noun not in told)


def _on_object(noun: Token) -> Iterator[tuple[str, Token]]:
    yield from ((prep, other) for prep, other in preposition_objects(noun) if prep != "of" and not is_time(other))
