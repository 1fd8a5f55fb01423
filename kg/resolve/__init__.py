"""Which entities, events and stories of different articles are one. Pure; the order of articles never matters."""

from kg.resolve.entities import Resolved, resolve_entities
from kg.resolve.events import Report, resolve_events
from kg.resolve.stories import stories

__all__ = ["Report", "Resolved", "resolve_entities", "resolve_events", "stories"]
