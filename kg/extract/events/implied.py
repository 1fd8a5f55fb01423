"""What a report amounts to: a demand of whom it says must act, a threat, a refusal, a charge."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.annotated import Annotated
from kg.extract.events.sides import SIDES, Reading, Side
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.labels import AUXILIARY
from kg.extract.syntax.phrases import possessor
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import has_perfect, mark_of
from kg.model import Status
from kg.ontology import ontology, word_set

HARMFUL = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST"))
"""What a speaker who says he will do it threatens with."""
WILLING = frozenset("AGREE SUPPORT CONCEDE RETREAT COOPERATE AID CONSULT".split())
"""What a speaker who says he will not do it refuses."""


def implied(act: Act, acts: Mapping[int, Act], readings: Mapping[int, Reading], annotated: Annotated) -> Reading | None:
    """The demand, threat, refusal or charge that a report is; None of one that merely tells."""
    if act.lemma not in word_set("stating verbs") or act.passive:
        return None
    actors = [side for side in readings[act.token.i].participants if side[0] == "actor"]
    contents = [acts[clause.i] for clause in act.complements if clause.dep_ == "ccomp" and clause.i in acts]
    for content in contents if actors else ():
        for predicate, named in _amounts_to(content, act, readings, annotated):
            addressed = act.objects if predicate == "threatens" else ()
            sides = [side for side in addressed or named if annotated.type_of(side) in SIDES]
            if sides:
                recipients: list[Side] = [("recipient", side) for side in sides]
                return Reading(predicate, ontology().kind(predicate), (), (*actors, *recipients), True, implied=True)
    return None


def _amounts_to(
    content: Act, act: Act, readings: Mapping[int, Reading], annotated: Annotated
) -> Iterator[tuple[str, list[Token]]]:
    """(predicate, its recipients) where what is said is what another did or must do, the speaker will or will not."""
    moods, are_answerable = _moods(content.token), _are_answerable(content)
    if not moods and not are_answerable:
        return
    owners = [owner for noun in content.subjects if (owner := possessor(noun)) is not None]  # "his government"
    own = _entities((*content.subjects, *owners), annotated) & _entities(act.subjects, annotated)
    reading = readings[content.token.i]
    if any(child.dep_ == "neg" for child in content.token.children):
        if own and not act.objects and reading.kind in WILLING and "future" in moods:
            yield "refuses", [side for role, side in reading.participants if role != "actor"]
        return
    if not own and are_answerable:
        yield "blames", list(content.subjects)
    if "demanded" in moods and not own and not act.objects:
        yield "demands", list(content.subjects)
    if "future" in moods and own and (reading.kind in HARMFUL or _has_price(content.token)):
        yield "threatens", [side for role, side in reading.participants if role == "recipient"]


def _are_answerable(content: Act) -> bool:
    """Whether the clause says whose doing something is: "were responsible", "are behind the raid"."""
    if content.token.lemma != "be":
        return False
    judged = any(child.dep_ == "acomp" and child.lemma in word_set("answerable") for child in content.token.children)
    return judged or any(prep == "behind" for prep, _ in content.obliques)


def _has_price(verb: Token) -> bool:
    """Whether only what follows "unless" averts it."""
    return any(child.dep_ == "advcl" and mark_of(child) == "unless" for child in verb.children)


def _entities(tokens: tuple[Token, ...], annotated: Annotated) -> set[str | None]:
    return {annotated.entity_id(token) for token in tokens} - {None}


def _moods(verb: Token) -> set[Status]:
    """What its modals make of a verb, where it is reported; nothing of "must have known"."""
    if has_perfect(verb):
        return set()
    modals = ontology().cues.modals
    rows = [modals[c.lower_] for c in verb.children if c.dep_ in AUXILIARY and c.lower_ in modals]
    return {row.reported or row.status for row in rows}
