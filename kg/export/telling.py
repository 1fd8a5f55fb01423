"""What a row says of itself when it leaves: its status, who says so, and a sentence. No claim leaves as a bare fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model import Event, Evidence, Graph, Relation, Status

REPORTEDLY = "(reportedly)"
"""Who claims what nobody is named for. Brackets mark a source without a name, as in `kg triples`."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Status and speaker of one row, and one sentence that tells it. What is claimed always has a speaker."""

    status: Status
    speaker: str | None
    sentence: str | None

    @property
    def words(self) -> str:
        """`claimed, says Maria Moss`; empty for what the articles themselves report as actual."""
        status = "" if self.status == "actual" else self.status
        return ", ".join(filter(None, (status, self._voice)))

    def label(self, label: str) -> str:
        """The label with these words behind it in brackets: `sued (claimed, says Maria Moss)`."""
        return f"{label} ({self.words})" if self.words else label

    @property
    def _voice(self) -> str:
        if self.speaker is None:
            return ""
        unnamed = self.speaker.startswith("(") and self.speaker.endswith(")")
        return "reportedly" if unnamed else f"says {self.speaker}"


@dataclass(frozen=True, slots=True)
class Tellings:
    """Looks up how the acts of one graph are told."""

    _support: Mapping[str, tuple[Evidence, ...]]
    _names: Mapping[str, str]

    def event(self, event: Event) -> Telling:
        """How an event is told."""
        return self._of(event.status, [event.id])

    def relation(self, relation: Relation) -> Telling:
        """How a relation is told."""
        return self._of(relation.status, relation.event_ids)

    def evidence(self, row: Evidence) -> Telling:
        """How one sentence tells it."""
        return Telling(row.status, self._speaker(row.status, [row]), row.quote)

    def support(self, events: Iterable[str], status: Status) -> list[Evidence]:
        """The evidence that gives these events this status."""
        return [row for event in events for row in self._support.get(event, ()) if row.status == status]

    def _of(self, status: Status, events: Iterable[str]) -> Telling:
        support = self.support(events, status)
        return Telling(status, self._speaker(status, support), support[0].quote if support else None)

    def _speaker(self, status: Status, support: Iterable[Evidence]) -> str | None:
        """The innermost speakers, each once; nobody, where an article says it in its own voice."""
        voices = [tuple(self._voices(row)) for row in support]
        if status == "actual" and not all(voices):
            return None
        named = "; ".join(dict.fromkeys(voice for row in voices for voice in row))
        return named or (REPORTEDLY if status == "claimed" else None)

    def _voices(self, row: Evidence) -> Iterator[str]:
        inner = [self._names[said.entity] for said in row.speakers if said.depth == 0 and said.entity in self._names]
        yield from filter(None, inner)
        if row.status == "claimed" and row.cue and not row.speakers:
            yield f"({row.cue})"


def tellings(graph: Graph) -> Tellings:
    """The tellings of this graph's events, relations and evidence."""
    support: defaultdict[str, list[Evidence]] = defaultdict(list)
    for row in graph.evidence:
        support[row.event].append(row)
    names = {entity.id: entity.name for entity in graph.entities}
    return Tellings({event: tuple(rows) for event, rows in support.items()}, names)
