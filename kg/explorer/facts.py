"""What there is to read behind a drawn edge: facts, their sentences cut at the marked words, and who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.explorer.visible import web_address
from kg.model import STATUSES, ArticleRow, Event, Evidence, Graph, RoleRow

MAX_SENTENCES = 20
"""Sentences kept per fact; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a quote, and the roles its words have in the event ("" for none)."""

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Said:
    """One link of the chain of speakers, innermost first."""

    name: str
    actor: str
    cue: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The article a sentence stands in. `link` is set only for http and https."""

    title: str | None
    source: str | None
    published: str | None
    link: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One piece of evidence: a sentence in its pieces, what it makes of the act, and who says so."""

    pieces: tuple[Piece, ...]
    status: str
    said: tuple[Said, ...]
    cue: str | None
    article: int
    date: str | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Fact:
    """One event as a line: who, words, whom. `content_of` are the events whose demand, claim or denial this is."""

    id: str
    who: tuple[str, ...]
    words: str
    whom: tuple[str, ...]
    acts: tuple[str, ...]
    label: str
    kind: str
    status: str
    by: str | None
    disputed: bool
    date: str | None
    confidence: float
    sentences: tuple[Sentence, ...]
    more: int
    content_of: tuple[str, ...]


def cut(quote: str, marks: Iterable[str]) -> tuple[Piece, ...]:
    """The quote cut at the marks (`role:start:end`, code points). The pieces join to the quote; bad marks count not."""
    spans = [span for span in map(_span, marks) if span and 0 <= span[1] < span[2] <= len(quote)]
    edges = sorted({0, len(quote), *(s for _, s, _ in spans), *(e for _, _, e in spans)})
    pieces = []
    for start, end in pairwise(edges):
        roles = dict.fromkeys(role for role, s, e in spans if s <= start and end <= e)
        pieces.append(Piece(quote[start:end], " ".join(roles)))
    return tuple(pieces)


def words_of(predicate: str) -> str:
    """A predicate's name as people read it: `spoke_with` is "spoke with"."""
    return " ".join(predicate.replace("_", " ").split())


def rank_of(status: str) -> int:
    """The place of a status among the statuses, best evidence first; an unknown one comes last."""
    return STATUSES.index(status) if status in STATUSES else len(STATUSES)


def sources(graph: Graph) -> tuple[Source, ...]:
    """The articles as a reader sees them, in the graph's order."""
    return tuple(Source(row.title, row.source, row.published, web_address(row.url)) for row in graph.articles)


def facts(graph: Graph) -> tuple[Fact, ...]:
    """Every event of the graph as a fact, in reading order: by day of publication, article, and place in its text."""
    evidence = _by_event(graph.evidence)
    roles, links = _by_event(graph.roles), _links(graph)
    names = {entity.id: entity.name for entity in graph.entities}
    articles = {row.id: (number, row) for number, row in enumerate(graph.articles)}
    read = {event.id: _read(evidence[event.id], articles) for event in graph.events}
    order = sorted(graph.events, key=lambda event: (*read[event.id], event.id))
    return tuple(_fact(event, evidence[event.id], roles[event.id], links, names, articles) for event in order)


Articles = Mapping[str, tuple[int, ArticleRow]]
Links = Mapping[str, Mapping[str, list[str]]]


def _fact(
    event: Event,
    evidence: list[Evidence],
    roles: list[RoleRow],
    links: Links,
    names: Mapping[str, str],
    articles: Articles,
) -> Fact:
    best = sorted(evidence, key=lambda row: (rank_of(row.status), _place(row, articles)))
    sentences = tuple(_sentence(row, names, articles) for row in best if row.article in articles)
    who, whom = _ends(roles, names)
    return Fact(
        id=event.id,
        who=who,
        words=words_of(event.predicate) or words_of(event.kind),
        whom=whom,
        acts=tuple(links["content"][event.id]),
        label=event.label,
        kind=event.kind,
        status=event.status,
        by=_by(best, names),
        disputed=event.disputed,
        date=_date(event),
        confidence=event.confidence,
        sentences=sentences[:MAX_SENTENCES],
        more=len(sentences[MAX_SENTENCES:]),
        content_of=tuple(links["content_of"][event.id]),
    )


def _sentence(row: Evidence, names: Mapping[str, str], articles: Articles) -> Sentence:
    return Sentence(
        pieces=cut(row.quote, row.marks),
        status=row.status,
        said=_chain(row, names),
        cue=row.cue,
        article=articles[row.article][0],
        date=_date(row),
        confidence=row.confidence,
        rule=row.rule,
    )


def _chain(row: Evidence, names: Mapping[str, str]) -> tuple[Said, ...]:
    known = [speaker for speaker in row.speakers if speaker.entity in names]
    known.sort(key=lambda speaker: speaker.depth)
    return tuple(Said(names[s.entity], s.entity, s.cue, s.quoted) for s in known)


def _by(best: list[Evidence], names: Mapping[str, str]) -> str | None:
    """The name beside the status: the innermost speaker of the best evidence; None where nobody is named."""
    chain = _chain(best[0], names) if best else ()
    return chain[0].name if chain else None


def _ends(roles: list[RoleRow], names: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    by_role: dict[str, list[str]] = defaultdict(list)
    for row in sorted(roles, key=lambda row: (names.get(row.entity, ""), row.entity)):
        if row.entity in names:
            by_role[row.role].append(row.entity)
    who, whom = by_role["actor"], by_role["recipient"] + by_role["object"] + by_role["organization"]
    whom = whom or (by_role["place"] if len(who) < 2 else [])
    if len(who) > 1 and not whom:
        who, whom = who[:1], who[1:]
    return tuple(dict.fromkeys(who)), tuple(dict.fromkeys(whom))


def _date(row: Event | Evidence) -> str | None:
    days = " to ".join(dict.fromkeys(day for day in (row.date_from, row.date_to) if day))
    return f"{row.date_text} ({days})" if row.date_text and days else row.date_text or days or None


def _links(graph: Graph) -> Links:
    links: dict[str, defaultdict[str, list[str]]] = {"content": defaultdict(list), "content_of": defaultdict(list)}
    for link in graph.links:
        if link.type == "CONTENT":
            links["content"][link.event].append(link.target)
            links["content_of"][link.target].append(link.event)
    return links


def _read(evidence: list[Evidence], articles: Articles) -> tuple[str, str, int]:
    return min((_place(row, articles) for row in evidence), default=("~", "", 0))


def _place(row: Evidence, articles: Articles) -> tuple[str, str, int]:
    article = articles[row.article][1] if row.article in articles else None
    return (article.published or "~" if article else "~", article.key if article else "", row.start_char)


def _by_event(rows: Iterable[Evidence] | Iterable[RoleRow]) -> defaultdict[str, list]:  # type: ignore[type-arg]
    table = defaultdict(list)
    for row in rows:
        table[row.event].append(row)
    return table


def _span(mark: str) -> tuple[str, int, int] | None:
    role, start, end = (*mark.rsplit(":", 2), "", "")[:3]
    return (role, int(start), int(end)) if start.isdecimal() and end.isdecimal() else None
