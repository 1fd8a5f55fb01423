"""A small graph written by hand: every row type, every kind of field, and a row for every query."""

from __future__ import annotations

from dataclasses import replace

from kg.model import (
    ArticleRow,
    Entity,
    EntityType,
    Event,
    EventKind,
    EventLink,
    Evidence,
    Graph,
    GraphRow,
    MentionedIn,
    Relation,
    RoleRow,
    Speaker,
    Status,
)

RELATION_TYPES = (
    "DEMANDS", "SPOKE_WITH", "OTHER", "KILLED", "ARMED", "ACCUSES", "LEADER_OF", "PRESIDENT_OF", "MET", "SUPPORTS",
)  # fmt: skip


def article(key: str, published: str | None, **fields: str | None) -> ArticleRow:
    blank = {"title": None, "url": None, "source": None, "collected": None, "story": f"s-{key}"}
    return ArticleRow(id=f"a-{key}", key=key, published=published, **{**blank, **fields})  # type: ignore[arg-type]


def entity(id_: str, name: str, kind: EntityType, *aliases: str, **fields: object) -> Entity:
    blank = Entity(f"e-{id_}", name, kind, True, aliases, None, None, None, 1, None, None)
    return replace(blank, **fields)  # type: ignore[arg-type]


def event(id_: str, kind: EventKind, predicate: str, status: Status, label: str, **fields: object) -> Event:
    blank = Event(
        f"v-{id_}", kind, (), predicate, label, status, False, None, None, None, None, 1, 1, 0.75
    )  # fmt: skip
    return replace(blank, **fields)  # type: ignore[arg-type]


def evidence(id_: str, of: str, key: str, quote: str, status: Status, *speakers: str, **fields: object) -> Evidence:
    said = tuple(Speaker(f"e-{name}", depth, "said", depth == 0) for depth, name in enumerate(speakers))
    blank = Evidence(
        f"d-{id_}", f"v-{of}", f"a-{key}", quote, 10, 10 + len(quote), ("trigger:4:9",), status, "positive", "factual",
        "said" if said else None, False, said, None, None, None, None, None, None, None, 0.5, "active",
    )  # fmt: skip
    return replace(blank, **fields)  # type: ignore[arg-type]


def relation(subject: str, type_: str, object_: str, of: Event, **fields: object) -> Relation:
    target, is_event = (object_, True) if object_.startswith("v-") else (f"e-{object_}", False)
    blank = Relation(
        f"r-{subject}-{type_}-{object_}-{of.status}", f"e-{subject}", type_, of.kind, of.predicate, target, is_event,
        of.status, False, (of.id,), 1, 1, 1, of.date_from, of.date_to, 1.0,
    )  # fmt: skip
    return replace(blank, **fields)  # type: ignore[arg-type]


_ARTICLES = [
    article(
        "one", "2017-02-10", title="Quote \" ' ` {curly} $x", url="https://example.org/1", source="Capitol Dispatch"
    ),
    article("two", "2017-04-22T10:30:00Z", collected="2017-04-23", title="", source="Northern Wire"),
    article("three", None),
]
_ENTITIES = [
    entity("taliban", "Taliban", "Group", "the Taliban", "Tālibān", n_articles=3, first_seen="2017-02-10",
           last_seen="2017-04-22"),
    entity("us", "United States", "Place", "US", "America", country="USA", sector="government"),
    entity("russia", "Russia", "Place", "Moscow", country="RUS", sector="government"),
    entity("ghani", "Ashraf Ghani", "Person", "Ghani", country="AFG", affiliation="e-afghanistan"),
    entity("trump", "Donald Trump", "Person", "Trump"),
    entity("nicholson", "John Nicholson", "Person"),
    entity("mansour", "Akhtar Mansour", "Person", "Mullah Akhtar Mansour"),
    entity("akhundzada", "Hibatullah Akhundzada", "Person"),
    entity("karzai", "Hamid Karzai", "Person", "Karzai"),
    entity("wali", "Ahmed Wali Karzai", "Person", "Karzai"),
    entity("jose", "José Ćwik-Žižek", "Person"),
    entity("afghanistan", "Afghanistan", "Place", country="AFG"),
    entity("nato", "NATO", "Organization", ""),
    entity("base", "army base near Mazar-i-Sharif", "Facility", named=False),
    entity("letter", "Letter to America", "Work"),
    entity("weapons", "weapons", "Thing", named=False),
    entity("official", "a senior official", "Person", named=False),
    entity("soldiers", "soldiers", "Group", named=False),
]  # fmt: skip

_DEMAND = event("demand", "REQUEST", "demands", "actual", "Taliban demands withdrawal", modes=("public",))
_WITHDRAWAL = event("withdrawal", "RETREAT", "withdraws", "demanded", "withdrawal of foreign troops", date_text="soon")
_CALL = event("call", "CONSULT", "spoke_with", "actual", "Trump spoke with Ghani", date_from="2017-02-09",
              date_to="2017-02-09", date_text="Thursday", date_basis="inferred")  # fmt: skip
_ATTACK = event("attack", "ASSAULT", "killed", "actual", "Taliban killed soldiers", disputed=True,
                date_from="2017-04-21", date_to="2017-04-21", date_text="on Friday", date_basis="said", n_articles=2,
                n_stories=2, confidence=0.9)  # fmt: skip
_ARMS = event("arms", "AID", "armed", "claimed", "Russia armed the Taliban", disputed=True, n_articles=2)
_ACCUSE = event("accuse", "ACCUSE", "accuses", "actual", "Nicholson accuses Russia", modes=("public", "allege"))
_MANSOUR = event("mansour", "OFFICE", "leader_of", "actual", "Mansour leader of Taliban", date_from="2015-07-31",
                 date_to="2016-05-21", date_basis="said")  # fmt: skip
_AKHUNDZADA = event("akhundzada", "OFFICE", "leader_of", "claimed", "Akhundzada leader of Taliban",
                    date_from="2016-05-25", date_basis="said")  # fmt: skip
_GHANI = event("ghani", "OFFICE", "president_of", "actual", "Ghani president of Afghanistan")
_SUMMIT = event("summit", "CONSULT", "met", "future", "Trump will meet NATO", date_from="2017-05-25",
                date_to="2017-05-25", date_basis="said")  # fmt: skip
_TALKS = event("talks", "CONSULT", "met", "denied", "Karzai denied meeting the Taliban")
_HELP = event("help", "SUPPORT", "supports", "claimed", "US supports Afghanistan")
_EVENTS = [_DEMAND, _WITHDRAWAL, _CALL, _ATTACK, _ARMS, _ACCUSE, _MANSOUR, _AKHUNDZADA, _GHANI, _SUMMIT, _TALKS, _HELP]

_EVIDENCE = [
    evidence("1", "demand", "one", "The Taliban demanded that foreign troops leave.", "actual", cue="demanded"),
    evidence("2", "withdrawal", "one", "The Taliban demanded that foreign troops leave.", "demanded", "taliban",
             modality="demanded"),
    evidence("3", "call", "one", "Trump told Ghani by phone on Thursday 😀.", "actual", date_from="2017-02-09",
             date_to="2017-02-09", date_text="Thursday", date_basis="inferred", marks=("actor:0:5", "recipient:11:16")),
    evidence("4", "attack", "two", "Taliban fighters killed at least 140 soldiers.", "claimed", "official", "ghani",
             count_low=140, count_text="at least 140", date_from="2017-04-21", date_text="Friday", date_basis="said"),
    evidence("5", "attack", "three", "They killed 100 soldiers.", "actual", count_low=100, count_high=100,
             count_text="100", marks=()),
    evidence("6", "arms", "one", "Nicholson said Russia had armed the Taliban.", "claimed", "nicholson"),
    evidence("7", "arms", "three", "Moscow denied that it armed them.", "denied", "russia", polarity="negative",
             quoted=True),
    evidence("8", "accuse", "one", "Nicholson accused Russia.", "actual", confidence=1.0),
    evidence("9", "mansour", "two", "Mansour, the leader of the Taliban", "actual", rule="apposition"),
    evidence("10", "akhundzada", "two", "The Taliban named Akhundzada.", "claimed", "taliban"),
    evidence("11", "ghani", "two", "President Ashraf Ghani", "actual"),
    evidence("12", "summit", "one", "Trump will meet NATO in May.", "future", modality="future"),
    evidence("13", "talks", "three", "Karzai denied that he met the Taliban.", "denied", "karzai", polarity="negative"),
    evidence("14", "help", "three", "America supports Afghanistan, Ghani said.", "claimed", "ghani"),
]  # fmt: skip

_ROLES: list[GraphRow] = [
    RoleRow("v-demand", "actor", "e-taliban", ("d-1",)),
    RoleRow("v-demand", "recipient", "e-us", ("d-1",)),
    RoleRow("v-withdrawal", "actor", "e-us", ("d-2",)),
    RoleRow("v-withdrawal", "place", "e-afghanistan", ()),
    RoleRow("v-call", "actor", "e-trump", ("d-3",)),
    RoleRow("v-call", "recipient", "e-ghani", ("d-3",)),
    RoleRow("v-attack", "actor", "e-taliban", ("d-4", "d-5")),
    RoleRow("v-attack", "recipient", "e-soldiers", ("d-4", "d-5")),
    RoleRow("v-attack", "place", "e-base", ("d-4",)),
    RoleRow("v-arms", "actor", "e-russia", ("d-6", "d-7")),
    RoleRow("v-arms", "recipient", "e-taliban", ("d-6", "d-7")),
    RoleRow("v-arms", "object", "e-weapons", ("d-6",)),
    RoleRow("v-accuse", "actor", "e-nicholson", ("d-8",)),
    RoleRow("v-accuse", "recipient", "e-russia", ("d-8",)),
    RoleRow("v-mansour", "actor", "e-mansour", ("d-9",)),
    RoleRow("v-mansour", "organization", "e-taliban", ("d-9",)),
    RoleRow("v-akhundzada", "actor", "e-akhundzada", ("d-10",)),
    RoleRow("v-akhundzada", "organization", "e-taliban", ("d-10",)),
    RoleRow("v-ghani", "actor", "e-ghani", ("d-11",)),
    RoleRow("v-ghani", "place", "e-afghanistan", ("d-11",)),
    RoleRow("v-summit", "actor", "e-trump", ("d-12",)),
    RoleRow("v-summit", "actor", "e-nato", ("d-12",)),
    RoleRow("v-talks", "actor", "e-karzai", ("d-13",)),
    RoleRow("v-talks", "actor", "e-taliban", ("d-13",)),
    RoleRow("v-help", "actor", "e-us", ("d-14",)),
    RoleRow("v-help", "recipient", "e-afghanistan", ("d-14",)),
]
_LINKS: list[GraphRow] = [
    EventLink("v-demand", "CONTENT", "v-withdrawal"),
    EventLink("v-accuse", "CONTENT", "v-arms"),
    EventLink("v-withdrawal", "CONDITION", "v-summit"),
]
_RELATIONS = [
    relation("taliban", "DEMANDS", "v-withdrawal", _DEMAND),
    relation("taliban", "DEMANDS", "us", _DEMAND),
    relation("trump", "SPOKE_WITH", "ghani", _CALL),
    relation("taliban", "KILLED", "soldiers", _ATTACK, n_articles=2, n_stories=2, confidence=0.9),
    relation("russia", "ARMED", "taliban", _ARMS, n_articles=2),
    relation("nicholson", "ACCUSES", "russia", _ACCUSE),
    relation("mansour", "LEADER_OF", "taliban", _MANSOUR),
    relation("akhundzada", "LEADER_OF", "taliban", _AKHUNDZADA),
    relation("ghani", "PRESIDENT_OF", "afghanistan", _GHANI),
    relation("nato", "MET", "trump", _SUMMIT, symmetric=True),
    relation("karzai", "MET", "taliban", _TALKS, symmetric=True),
    relation("us", "SUPPORTS", "afghanistan", _HELP),
]
_MENTIONS = [MentionedIn(e.id, "a-one", n) for n, e in enumerate(_ENTITIES, 1)]

GRAPH = Graph.of([*_ARTICLES, *_ENTITIES, *_EVENTS, *_EVIDENCE, *_ROLES, *_LINKS, *_RELATIONS, *_MENTIONS])
