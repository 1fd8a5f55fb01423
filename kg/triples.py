"""Triples as people read them: who, what, whom, with status and speaker; and an Extraction in the graph's own ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from kg.exchange import from_json, to_json
from kg.model import Argument, Attribution, Dating, EventMention, Extraction, Phrase, Predicate, Triple

ADJUNCT, PHRASE = ":adjunct", ":phrase"
POINTERS = ("id", "entity", "event")


@dataclass(frozen=True, slots=True)
class TripleRow:
    """One triple with names in place of ids. `speaker` is the innermost; an unnamed source is its cue in brackets."""

    article: str
    subject: str | None
    predicate: str
    object: str | None
    status: str
    speaker: str | None
    words: str
    sentence: str
    attribution: Attribution | None
    date: Dating | None
    place: str | None
    event: str | None
    confidence: float
    rule: str


def triple_rows(
    extraction: Extraction, text: str, names: Mapping[str, str], adjuncts: bool = False
) -> Iterator[TripleRow]:
    """The triples of one article and what events tell alone, in its order; `names` says how the entities are called.

    What only says more of another row ("set up a centre in | Mumbai") is left out unless `adjuncts`. A time is nobody
    to whom anything is done: a triple's row has it for no object.
    """
    times = {position for m in extraction.mentions if m.type == "Time" for position in range(m.start, m.end)}
    rows = told(extraction)
    acts = {triple.predicate.start for triple in rows}
    for triple in rows:
        row = _row(triple, extraction.article.id, text, names)
        if adjuncts or not triple.rule.endswith(ADJUNCT):
            when = triple.voice == "active" and triple.object is not None and triple.object.end - 1 in times
            is_clause = triple.object is not None and not acts.isdisjoint(range(triple.object.start, triple.object.end))
            yield replace(row, object=None) if when and not is_clause else row
        if adjuncts:
            clause = replace(row, subject=_name(triple.subject, names))
            yield from (_of_phrase(clause, phrase, names) for phrase in triple.phrases)


def told(extraction: Extraction) -> list[Triple]:
    """The triples, and as triples the events that none tells ("President Lind", "Oslo's offer"), as the text goes."""
    known = {(triple.event, triple.sentence) for triple in extraction.triples}
    place = {(event.id, event.sentence): event.trigger.start for event in extraction.events}
    alone = (event for event in extraction.events if (event.id, event.sentence) not in known)
    rows = [*extraction.triples, *(row for event in alone for row in _of_event(event))]
    return sorted(rows, key=lambda row: place.get((row.event or "", row.sentence), row.predicate.start))


def local_names(extraction: Extraction) -> dict[str, str]:
    """The names of an article's own entities."""
    return {entity.id: entity.name for entity in extraction.entities}


def in_graph_ids(extraction: Extraction, ids: Mapping[str, str]) -> Extraction:
    """The extraction with the entities and events of the graph in place of its own; `ids` maps one to the other.

    Two local entities that are one are listed once. Two mentions of one event stay two: each is a sentence of its own.
    """
    plain = to_json(extraction)
    entities = {row["id"]: row for row in reversed([_mapped(row, ids) for row in plain["entities"]])}
    parts = {part: _mapped(plain[part], ids) for part in ("mentions", "triples", "events")}
    return from_json({**plain, **parts, "entities": list(reversed(entities.values()))})


def _row(triple: Triple, article: str, text: str, names: Mapping[str, str]) -> TripleRow:
    return TripleRow(
        article=article,
        subject=_name(triple.doer, names),
        predicate=triple.predicate.name,
        object=_object(triple, names),
        status=triple.status,
        speaker=_speaker(triple.attribution, names),
        words=triple.predicate.text,
        sentence=text[triple.sentence.start : triple.sentence.end],
        attribution=triple.attribution,
        date=triple.date,
        place=_name(triple.place, names),
        event=triple.event,
        confidence=triple.confidence,
        rule=triple.rule,
    )


def _of_event(event: EventMention) -> Iterator[Triple]:
    """A triple for each actor and each to whom or what it is done, None for one that is not said."""
    by_role: dict[str, list[Argument | None]] = defaultdict(list)
    for side in event.participants:
        by_role[side.role].append(Argument(side.start, side.end, side.text, side.entity))
    others = by_role["organization"] or by_role["recipient"] or by_role["object"] or by_role["place"]
    act, (shape, _, voice) = event.trigger, event.rule.partition(":")
    for doer, undergoer in product(by_role["actor"] or [None], others or [None]):
        turned = doer is None and voice == "agentless"
        yield Triple(
            subject=undergoer if turned else doer,
            predicate=Predicate(act.start, act.end, act.text, event.predicate, event.type),
            object=None if turned else undergoer,
            sentence=event.sentence,
            status=event.status,
            attribution=event.attribution,
            date=event.date,
            place=event.place,
            event=event.id,
            confidence=event.confidence,
            rule=shape if voice in ("passive", "agentless") and not turned else event.rule,
        )


def _of_phrase(row: TripleRow, phrase: Phrase, names: Mapping[str, str]) -> TripleRow:
    said = _name(phrase, names)
    return replace(
        row,
        predicate=phrase.name,
        object=said,
        words=phrase.predicate,
        confidence=phrase.confidence,
        rule=row.rule + PHRASE,
    )


def _object(triple: Triple, names: Mapping[str, str]) -> str | None:
    """The object; one that is to act itself with what it is to do: "wants | Turkey to leave"."""
    name, (_, gap, wish) = _name(triple.undergoer, names), triple.predicate.text.partition("… ")
    return f"{name} {wish}" if name and gap else name


def _name(words: Argument | Phrase | None, names: Mapping[str, str]) -> str | None:
    return names.get(words.entity or "", words.text) if words else None


def _speaker(told: Attribution | None, names: Mapping[str, str]) -> str | None:
    return (_name(told.speaker, names) or f"({told.cue})") if told else None


def _mapped(value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _pointed(key, inner, ids) for key, inner in value.items()}
    return [_mapped(inner, ids) for inner in value] if isinstance(value, list) else value


def _pointed(key: str, value: Any, ids: Mapping[str, str]) -> Any:
    if key in POINTERS and isinstance(value, str):
        return ids.get(value, value)
    if key in ("content", "condition"):
        return list(dict.fromkeys(ids.get(event, event) for event in value))
    return _mapped(value, ids)
