"""Which entities, events and stories of different articles are one. Pure; the order of articles never matters."""

from kg.resolve.entities import Resolved, resolve_entities
from kg.resolve.events import Report, resolve_events
from kg.resolve.stories import stories
from kg.resolve.suppression import hidden_entities, suppression_of, without_suppressed

__all__ = [
    "Report",
    "Resolved",
    "hidden_entities",
    "resolve_entities",
    "resolve_events",
    "stories",
    "suppression_of",
    "without_suppressed",
]
