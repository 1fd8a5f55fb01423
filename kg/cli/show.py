"""The command show: an actor or event, its facts, and every sentence with the words marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.output import counted, heading, marked, out
from kg.cli.place import Place

if TYPE_CHECKING:
    from kg.lookup import Fact
    from kg.model import Article, ArticleRow, Entity, Event, Evidence, Extraction, Graph


def register(app: typer.Typer) -> None:
    """Adds this module's command."""
    app.command()(show)


def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an alias, an event's words, or an id.")],
    why: Annotated[bool, typer.Option("--why", help="Also every mention, and why it was taken for this one.")] = False,
) -> None:
    """Show an actor or event, with every sentence behind it. What it is, and its facts with status and speaker.

    Accents and capitals do not matter. In a pipe the marked words read [words|role].

    \b
    kg show Taliban
    kg show 'jose cwik' --why
    """
    from kg import lookup
    from kg.model import Event

    place: Place = ctx.obj
    built = place.built()
    ids = built.ids()
    found = lookup.find(built.graph, name, ids)
    if isinstance(found, Event):
        _event(built.graph, found)
    else:
        _entity(built.graph, found)
    if why:
        _mentions(built.read, ids, found.id)


def _entity(graph: Graph, entity: Entity) -> None:
    from kg.lookup import facts_of, said_by

    heading(f"{entity.name} — {entity.kind}{'' if entity.named else ', unnamed'}")
    names = {row.id: row.name for row in graph.entities}
    told = {
        "also": "; ".join(entity.aliases),
        "country": entity.country,
        "sector": entity.sector,
        "of": names.get(entity.affiliation or "", entity.affiliation),
        "in": f"{counted(entity.n_articles, 'article')}{_days(entity.first_seen, entity.last_seen)}",
        "id": entity.id,
    }
    _fields(told)
    facts = facts_of(graph, entity)
    _facts(graph, facts, "No facts.")
    if said := said_by(graph, entity):
        out()
        heading("On its word")
        _facts(graph, said)


def _event(graph: Graph, event: Event) -> None:
    from kg.lookup import event_fact

    heading(f"{event.label} — {event.kind}, {event.status}{', disputed' if event.disputed else ''}")
    names = {row.id: row.name for row in graph.entities}
    labels = {row.id: row.label for row in graph.events}
    told = {"predicate": event.predicate, "date": event.date_text or "", "days": _days(event.date_from, event.date_to)}
    for row in graph.roles:
        if row.event == event.id:
            told[row.role] = "; ".join(filter(None, (told.get(row.role), names.get(row.entity))))
    for link in graph.links:
        if link.event == event.id:
            told[link.type.lower()] = labels.get(link.target, link.target)
    _fields({**told, "in": counted(event.n_articles, "article"), "id": event.id})
    _facts(graph, [event_fact(graph, event)])


def _fields(told: Mapping[str, str | None]) -> None:
    for word, value in told.items():
        if value:
            out(f"  {word:<9} {value.strip()}")


def _facts(graph: Graph, facts: Sequence[Fact], none: str = "") -> None:
    articles = {row.id: row for row in graph.articles}
    names = {row.id: row.name for row in graph.entities}
    for fact in facts:
        out()
        heading(_headline(fact, names))
        for row in fact.evidence:
            _sentence(row, articles[row.article], names)
    if not facts and none:
        out(none)


def _headline(fact: Fact, names: Mapping[str, str]) -> str:
    act = f"{fact.subject} {fact.predicate} {fact.object}" if fact.object else f"{fact.subject} ({fact.predicate})"
    speakers = dict.fromkeys(filter(None, (_speaker(row, names) for row in fact.evidence if row.status == fact.status)))
    says = f", says {' and '.join(speakers)}" if speakers else ""
    articles = len({row.article for row in fact.evidence})
    return f"{act} · {fact.status}{says} · {counted(fact.n_events, 'event')} in {counted(articles, 'article')}"


def _sentence(row: Evidence, article: ArticleRow, names: Mapping[str, str]) -> None:
    from kg.explorer.facts import cut

    marked((piece.text, piece.role) for piece in cut(row.quote, row.marks))
    speaker = _speaker(row, names)
    said = f"{row.status}, says {speaker}" if speaker else row.status
    when = f", about {row.date_text}{_days(row.date_from, row.date_to)}" if row.date_text else ""
    source = ", ".join(filter(None, (article.title, article.source, article.published)))
    out(f"      {said}{when} — {article.key}{': ' + source if source else ''}")


def _speaker(row: Evidence, names: Mapping[str, str]) -> str:
    """The chain of those who say so, innermost first; an unnamed source is its cue in brackets."""
    chain = [names.get(s.entity, s.entity) for s in sorted(row.speakers, key=lambda s: s.depth)]
    return " via ".join(chain) or (f"({row.cue})" if row.cue and row.status != "actual" else "")


def _days(first: str | None, last: str | None) -> str:
    days = " to ".join(dict.fromkeys(filter(None, (first, last))))
    return f" ({days})" if days else ""


def _mentions(read: Iterable[tuple[Article, Extraction]], ids: Mapping[str, str], identity: str) -> None:
    out()
    heading("Why these words mean it")
    for article, extraction in read:
        held = [m for m in extraction.mentions if m.entity and ids.get(m.entity) == identity]
        for (text, kind, link), times in Counter((m.text, m.kind, m.link) for m in held).items():
            often = f", {times} times" if times > 1 else ""
            out(f"  {article.key}: {text!r} ({kind}{often}): {link or 'its own name'}")
