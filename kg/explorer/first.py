"""The first view: who is drawn before the reader asks for anything, and which facts are read first."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.explorer.drawing import Drawing
from kg.explorer.facts import Fact
from kg.model import SHOWN_STATUSES, STANDING_KINDS, Graph

FIRST = 150
"""Actors drawn at first: the ones with most shown facts; the rest is counted, searched for, or asked for."""
CROWD = 40
"""Beyond this many unnamed ("soldiers", "a senior official") they wait behind their filter; beyond this many actors
those to whom no line leads wait too."""


def shown_numbers(drawn: Drawing) -> frozenset[int]:
    """The facts that the default filters show, and the acts that those demand or claim."""
    number = {fact.id: n for n, fact in enumerate(drawn.facts)}
    seen = {n for n, fact in enumerate(drawn.facts) if fact.status in SHOWN_STATUSES}
    reach = sorted(seen)
    while reach:
        acts = {number[act] for act in drawn.facts[reach.pop()].acts if act in number} - seen
        seen |= acts
        reach += sorted(acts)
    return frozenset(seen)


def first_nodes(drawn: Drawing) -> frozenset[str]:
    """The entities drawn at first, and the acts that they demand, claim or deny."""
    seen = shown_numbers(drawn)
    weight = {actor.row.id: len(seen.intersection(actor.drawn)) for actor in drawn.actors}
    able = [actor for actor in drawn.actors if weight[actor.row.id]]
    if sum(not actor.row.named for actor in drawn.actors if actor.drawn) > CROWD:
        able = [actor for actor in able if actor.row.named]
    if len(able) > CROWD:
        tied = _tied({actor.row.id for actor in able}, drawn, seen)
        able = [actor for actor in able if actor.row.id in tied]
    able.sort(key=lambda actor: -weight[actor.row.id])
    here = {actor.row.id for actor in able[:FIRST]}
    number = {fact.id: n for n, fact in enumerate(drawn.facts)}
    acts = {edge.target for edge in drawn.edges if edge.source in here and number.get(edge.target) in seen}
    return frozenset(here | acts)


def _tied(entities: Collection[str], drawn: Drawing, seen: Collection[int]) -> frozenset[str]:
    """The ends of all shown lines between these entities, and between them and acts."""
    ends = {*entities, *(drawn.facts[n].id for n in seen)}
    return frozenset(
        end
        for edge in drawn.edges
        if {edge.source, edge.target} <= ends and any(n in seen for line in edge.lines for n in line.facts)
        for end in (edge.source, edge.target)
    )


def reading(graph: Graph, drawn: Drawing) -> tuple[int, ...]:
    """The facts of the first screen: one article's as it tells them; of several, the best told between names first.

    What happened stands before what holds (an office, a membership). "Best told" is by the number of stories, then the
    newest.
    """
    if len(graph.articles) < 2:
        return tuple(range(len(drawn.facts)))
    named = {entity.id: entity.named for entity in graph.entities}
    stories = {event.id: event.n_stories for event in graph.events}
    days = [_day(fact, drawn) for fact in drawn.facts]
    newest = {day: -n for n, day in enumerate(sorted(set(days)))}

    def rank(n: int) -> tuple[bool, bool, int, int, int]:
        fact = drawn.facts[n]
        return (not _between(fact, named), fact.kind in STANDING_KINDS, -stories[fact.id], newest[days[n]], n)

    return tuple(sorted(range(len(drawn.facts)), key=rank))


def _between(fact: Fact, named: Mapping[str, bool]) -> bool:
    who, whom = ({end for end in ends if named[end]} for ends in (fact.who, fact.whom))
    return bool(who and whom - who)


def _day(fact: Fact, drawn: Drawing) -> str:
    return max((drawn.sources[sentence.article].published or "" for sentence in fact.sentences), default="")
