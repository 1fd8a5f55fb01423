"""One event over many reports: equal kind and predicate, the same sides in the same roles, days and places that agree.

Rules: an act without a named side merges with none, nor does one of which no more is told than who ("the demand of the
union"); the undated joins the dated only where there is one to join.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import STANDING_KINDS, EventMention, fold
from kg.resolve.clusters import components

REACH = timedelta(days=7)
"""An undated act is taken to lie in the week before its article."""


@dataclass(frozen=True, slots=True)
class Report:
    """An event mention with the day its article was published and its entities resolved."""

    mention: EventMention
    published: str | None
    entities: Mapping[str, str]
    named: frozenset[str]

    def entity(self, local: str | None) -> str | None:
        """The graph's id of a local entity."""
        return self.entities.get(local) if local else None


def resolve_events(reports: Sequence[Report]) -> Mapping[str, str]:
    """Event mention id to event id (the smallest mention id of its event). Any order of reports gives the same."""
    by_id = {report.mention.id: report for report in reports}
    groups: dict[object, list[Report]] = {}
    for report in sorted(reports, key=lambda r: r.mention.id):
        groups.setdefault(event_key(report, by_id), []).append(report)
    found: dict[str, str] = {}
    for group in groups.values():
        for event in _split(group):
            smallest = min(report.mention.id for report in event)
            found.update({report.mention.id: smallest for report in event})
    return found


def event_key(report: Report, by_id: Mapping[str, Report], depth: int = 2) -> object:
    """What all reports of one event have in common: strings in tuples, or the mention's id where it stands alone."""
    mention = report.mention
    sides = tuple(sorted({(p.role, _side(report, p.entity, p.text)) for p in mention.participants}))
    if not any(report.entity(p.entity) in report.named for p in mention.participants):
        return mention.id
    about = {event_key(by_id[c], by_id, depth - 1) for c in mention.content if c in by_id} if depth else set[object]()
    content = tuple(sorted(about, key=repr))
    if _is_thin(mention, content):
        return mention.id
    return (mention.type, mention.predicate, sides, content)


def _is_thin(mention: EventMention, content: Collection[object]) -> bool:
    """Whether only one side is told, and neither what it is about nor when: another report may mean another act."""
    told = len(mention.participants) > 1 or bool(content) or mention.type in STANDING_KINDS
    return not told and (mention.date is None or mention.date.from_ is None)


def _side(report: Report, local: str | None, text: str) -> str:
    """A named side is its entity; an unnamed one the last word of its phrase ("at least 140 soldiers": soldiers)."""
    entity = report.entity(local)
    return entity if entity in report.named and entity else f"~{''.join(fold(text).split()[-1:])}"


def _split(group: list[Report]) -> Iterator[list[Report]]:
    """A group by days, then by places."""
    for same_days in _by_days(group):
        yield from _by_place(same_days)


def _by_days(group: list[Report]) -> Iterator[list[Report]]:
    dated = [(report, days) for report in group if (days := _days(report)) is not None]
    undated = [report for report in group if _days(report) is None]
    index = range(len(dated))
    overlaps = [
        (i, j) for i in index for j in range(i) if dated[i][1][0] <= dated[j][1][1] and dated[j][1][0] <= dated[i][1][1]
    ]
    parts = [[dated[i][0] for i in part] for part in components(index, overlaps)]
    yield from _with_open(parts, undated)


def _by_place(group: list[Report]) -> Iterator[list[Report]]:
    placed: dict[str, list[Report]] = {}
    for report in group:
        at = report.mention.place
        known = at is not None and report.entity(at.entity) is not None
        placed.setdefault(_side(report, at.entity, at.text) if at is not None and known else "", []).append(report)
    yield from _with_open([placed[place] for place in sorted(placed) if place], placed.get("", []))


def _with_open(parts: list[list[Report]], unknown: list[Report]) -> Iterator[list[Report]]:
    """The parts; those that say nothing join the one part there is, else they stand together."""
    if len(parts) == 1:
        yield parts[0] + unknown
        return
    yield from parts
    if unknown:
        yield unknown


def _days(report: Report) -> tuple[date, date] | None:
    when = report.mention.date
    if when is not None and when.from_ and when.to:
        return date.fromisoformat(when.from_), date.fromisoformat(when.to)
    if report.mention.type in STANDING_KINDS or not report.published:
        return None
    day = date.fromisoformat(report.published)
    return day - REACH, day
