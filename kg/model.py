"""The values everything else speaks in: frozen, comparable, and printable. No I/O.

The first half (`Article` to `Extraction`) is what one article says; its field names are those of the exchange format
that `kg extract` prints. The second half (`Entity` to `Graph`) is what all articles say together.
Offsets are code points of the article's text, end exclusive.

What an extraction is made of (`Span` to `EventMention`) are msgspec's Structs: an article has hundreds, and a frozen
dataclass takes several times as long to make. Their `replace` is that of `msgspec.structs`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Literal, get_args

from msgspec import Struct

Status = Literal["actual", "claimed", "promised", "future", "demanded", "hypothetical", "negated", "denied"]
"""What became of an act, in the order in which evidence outranks other evidence of the same event."""

MentionKind = Literal["name", "nominal", "pronoun"]
EntityType = Literal["Person", "Organization", "Group", "Place", "Facility", "Work", "Thing"]
MentionType = Literal["Person", "Organization", "Group", "Place", "Facility", "Work", "Thing", "Time", "Nationality"]
Role = Literal["actor", "recipient", "object", "organization", "place"]
Polarity = Literal["positive", "negative"]
Modality = Literal["factual", "reported", "promised", "future", "demanded", "possible"]
DateBasis = Literal["said", "inferred"]
EventKind = str
"""One of EVENT_KINDS, or a kind that a workspace adds in its kg.toml."""
LinkType = Literal["CONTENT", "CONDITION"]

STATUSES: tuple[Status, ...] = get_args(Status)
ENTITY_TYPES: tuple[EntityType, ...] = get_args(EntityType)
EVENT_KINDS: tuple[EventKind, ...] = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
    "STATEMENT", "OFFICE", "BUSINESS", "HARM", "RELATION", "OTHER",
)  # fmt: skip
STANDING_KINDS = frozenset(("OFFICE", "RELATION"))
"""Of what holds rather than happens: an office, a membership, kin."""
ROLES: tuple[Role, ...] = get_args(Role)
SHOWN_STATUSES: tuple[Status, ...] = ("actual", "claimed")
"""What the default view shows: what is reported. The rest is hidden, counted, and one click away."""


def content_id(prefix: str, *parts: object) -> str:
    """An id made of what the thing is: equal parts give equal ids, on every machine and in every run."""
    text = "\x1f".join(map(str, parts))
    return f"{prefix}{blake2b(text.encode('utf-8', 'surrogatepass'), digest_size=8).hexdigest()}"


@lru_cache(1 << 16)
def fold(name: str) -> str:
    """A name as people compare it: no accents, no case, single spaces (`José  Ćwik` and `jose cwik` are equal)."""
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(bare.replace("’", "'").casefold().split())


# ---- one article ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Article:
    """A document as received. `text` never changes; every offset points into it."""

    key: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: str | None = None
    collected: str | None = None
    language: str | None = None

    @property
    def id(self) -> str:
        """The article's id in the graph."""
        return content_id("a", self.key)

    @property
    def text_hash(self) -> str:
        """The digest of what an extraction depends on: key (its ids), text, and the day that dates are counted from."""
        return content_id("t", self.key, self.text, self.published or "")


class Span(Struct, frozen=True):
    """Characters of an article's text."""

    start: int
    end: int


class Mention(Struct, frozen=True):
    """These characters refer to something; `link` says why they were taken for `entity`.

    `name` is a person's name in `text`, without title and description; empty where that is all of `text`.
    """

    id: str
    start: int
    end: int
    text: str
    kind: MentionKind
    type: MentionType
    entity: str | None
    link: str = ""
    name: str = ""


class LocalEntity(Struct, frozen=True):
    """One cluster of mentions of one article, before resolution across articles."""

    id: str
    name: str
    type: EntityType
    named: bool
    country: str | None = None
    sector: str | None = None
    affiliation: str | None = None


class Argument(Struct, frozen=True):
    """A filled slot: words of the article, the entity they name, or the event they point at."""

    start: int
    end: int
    text: str
    entity: str | None = None
    event: str | None = None


class Predicate(Struct, frozen=True):
    """What a triple says. `start`, `end` cover the word whose act, type and status it gives; `text` may be a chain."""

    start: int
    end: int
    text: str
    name: str
    type: EventKind


class Attribution(Struct, frozen=True):
    """Who says so. A `speaker` of None with a cue is an unnamed source ("reportedly"); `via` is who passed it on."""

    speaker: Argument | None
    cue: str
    quoted: bool = False
    via: Attribution | None = None


def chain_of(attribution: Attribution | None) -> Iterator[Attribution]:
    """The attribution and those that passed it on, the innermost first; none of what the article says itself."""
    while attribution is not None:
        yield attribution
        attribution = attribution.via


class Dating(Struct, frozen=True):
    """A time as worded, and the days it covers (ISO, inclusive), None where the text and its date do not tell."""

    from_: str | None
    to: str | None
    text: str
    basis: DateBasis


class Count(Struct, frozen=True):
    """A quantity: `at least two dozen` is low 24, high None."""

    low: int | None
    high: int | None
    text: str


class Participant(Struct, frozen=True):
    """Somebody or something in an event, in its role."""

    role: Role
    start: int
    end: int
    text: str
    entity: str | None
    count: Count | None = None


class Phrase(Struct, frozen=True):
    """What else a clause says of its act: when, where, with what. `predicate` is the clause as worded up to it ("opened
    a mill in"), `name` what joins it to the act: its preposition, or of a bare time the act itself; `confidence` the
    chance that it says so of this act.
    """

    predicate: str
    name: str
    start: int
    end: int
    text: str
    entity: str | None
    confidence: float


class Triple(Struct, frozen=True):
    """A clause as worded: in a passive the subject undergoes ("the mayor | was shot by | two men").

    An intransitive has no object. `rule` names the shape of the clause and its voice: active, copula, passive (the
    object is who does it), agentless; `doer` and `undergoer` are the two sides whatever the voice.
    """

    subject: Argument | None
    predicate: Predicate
    object: Argument | None
    sentence: Span
    status: Status
    attribution: Attribution | None
    date: Dating | None
    place: Argument | None
    event: str | None
    confidence: float
    rule: str
    phrases: tuple[Phrase, ...] = ()

    @property
    def voice(self) -> str:
        """The second word of the rule; empty for what no verb tells."""
        return self.rule.partition(":")[2].partition(":")[0]

    @property
    def doer(self) -> Argument | None:
        """Who does it; None where the clause does not say."""
        return {"passive": self.object, "agentless": None}.get(self.voice, self.subject)

    @property
    def undergoer(self) -> Argument | None:
        """To whom or what it is done."""
        return self.subject if self.voice in ("passive", "agentless") else self.object


class Trigger(Struct, frozen=True):
    """The word that tells the act."""

    start: int
    end: int
    text: str


class EventMention(Struct, frozen=True):
    """An act one sentence tells of. `content` is what is demanded, claimed, denied; `condition` the "if" of it."""

    id: str
    type: EventKind
    modes: tuple[str, ...]
    predicate: str
    status: Status
    polarity: Polarity
    modality: Modality
    attribution: Attribution | None
    trigger: Trigger
    sentence: Span
    participants: tuple[Participant, ...]
    content: tuple[str, ...]
    condition: tuple[str, ...]
    date: Dating | None
    place: Argument | None
    confidence: float
    rule: str


def slots_of(row: Triple | EventMention) -> list[Argument | Participant | Phrase]:
    """All that fills a slot of the row: its sides, its phrases and place, whoever says so."""
    sides = (row.subject, row.object, *row.phrases) if isinstance(row, Triple) else row.participants
    speakers = [each.speaker for each in chain_of(row.attribution)] if row.attribution is not None else []
    return [words for words in (*sides, row.place, *speakers) if words is not None]


@dataclass(frozen=True, slots=True)
class ExtractorInfo:
    """What made an extraction: equal info and equal text give equal bytes."""

    name: str
    version: str
    model: str
    model_version: str
    model_hash: str


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """The article an extraction belongs to."""

    id: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article."""

    article: ArticleRef
    extractor: ExtractorInfo
    mentions: tuple[Mention, ...]
    entities: tuple[LocalEntity, ...]
    triples: tuple[Triple, ...]
    events: tuple[EventMention, ...]


# ---- all articles together --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in the graph: where it came from, not its text. `story` is shared by copies of one text."""

    id: str
    key: str
    title: str | None
    url: str | None
    source: str | None
    published: str | None
    collected: str | None
    story: str


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place or thing after resolution. An unnamed one (`a senior official`) lives in its article alone."""

    id: str
    name: str
    kind: EntityType
    named: bool
    aliases: tuple[str, ...]
    country: str | None
    sector: str | None
    affiliation: str | None
    n_articles: int
    first_seen: str | None
    last_seen: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, was said with force, is demanded, or holds; its status is its best evidence's."""

    id: str
    kind: EventKind
    modes: tuple[str, ...]
    predicate: str
    label: str
    status: Status
    disputed: bool
    date_from: str | None
    date_to: str | None
    date_text: str | None
    date_basis: DateBasis | None
    n_articles: int
    n_stories: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said a piece of evidence; depth 0 is the innermost."""

    entity: str
    depth: int
    cue: str
    quoted: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence in support of one event. `marks` are `role:start:end`, counted in the quote."""

    id: str
    event: str
    article: str
    quote: str
    start_char: int
    end_char: int
    marks: tuple[str, ...]
    status: Status
    polarity: Polarity
    modality: Modality
    cue: str | None
    quoted: bool
    speakers: tuple[Speaker, ...]
    date_from: str | None
    date_to: str | None
    date_text: str | None
    date_basis: DateBasis | None
    count_low: int | None
    count_high: int | None
    count_text: str | None
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class MentionedIn:
    """How often an article mentions an entity."""

    entity: str
    article: str
    count: int


@dataclass(frozen=True, slots=True)
class RoleRow:
    """An entity's role in an event, and the evidence that gives it."""

    event: str
    role: Role
    entity: str
    evidence_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventLink:
    """What was demanded, promised, denied (CONTENT); the "if" of a threat (CONDITION)."""

    event: str
    type: LinkType
    target: str


@dataclass(frozen=True, slots=True)
class Relation:
    """What people draw first: one per (subject, predicate, object, status), computed from events.

    `type` is the relationship type in the store, a word of the ontology; `object` is an entity, or an event when
    what is demanded or claimed is itself an act.
    """

    id: str
    subject: str
    type: str
    kind: EventKind
    predicate: str
    object: str
    object_is_event: bool
    status: Status
    symmetric: bool
    event_ids: tuple[str, ...]
    n_events: int
    n_articles: int
    n_stories: int
    first_date: str | None
    last_date: str | None
    confidence: float


GraphRow = ArticleRow | Entity | Event | Evidence | MentionedIn | RoleRow | EventLink | Relation


@dataclass(frozen=True, slots=True)
class Graph:
    """All that the articles say together, as sorted rows: equal articles give an equal Graph. Lives in memory."""

    articles: tuple[ArticleRow, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    mentioned_in: tuple[MentionedIn, ...] = ()
    roles: tuple[RoleRow, ...] = ()
    links: tuple[EventLink, ...] = ()
    relations: tuple[Relation, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[GraphRow]) -> Graph:
        """The graph of these rows, in any order; a row given twice counts once."""
        tables: dict[type, set[GraphRow]] = {table: set() for table in _TABLES}
        for row in rows:
            tables[type(row)].add(row)
        fields: dict[str, Any] = {field: tuple(sorted(tables[table], key=repr)) for table, field in _TABLES.items()}
        return cls(**fields)

    def rows(self) -> Iterable[GraphRow]:
        """Every row, table by table: articles first, relations last."""
        for field in _TABLES.values():
            yield from getattr(self, field)


_TABLES: dict[type, str] = {
    ArticleRow: "articles",
    Entity: "entities",
    Event: "events",
    Evidence: "evidence",
    MentionedIn: "mentioned_in",
    RoleRow: "roles",
    EventLink: "links",
    Relation: "relations",
}
