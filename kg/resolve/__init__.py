"""Which entities, events and stories of different articles are one. Pure; the order of articles never matters."""

from kg.resolve.entities import Part, Resolved, parts_of, resolve_entities
from kg.resolve.events import Report, resolve_events
from kg.resolve.shares import part_of, shares_of
from kg.resolve.stories import stories
from kg.resolve.suppression import hidden_entities, suppression_of, without_suppressed

__all__ = [
    "Part",
    "Report",
    "Resolved",
    "hidden_entities",
    "part_of",
    "parts_of",
    "resolve_entities",
    "resolve_events",
    "shares_of",
    "stories",
    "suppression_of",
    "without_suppressed",
]
