"""Graphs made by hand for the page's tests: a builder, a realistic story, an emoji story, a hostile graph."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kg.model import (
    ArticleRow,
    Entity,
    EntityType,
    Event,
    EventLink,
    Evidence,
    Graph,
    GraphRow,
    Relation,
    RoleRow,
    Speaker,
    Status,
    content_id,
)

SYMMETRIC = {"spoke with", "met with"}


@dataclass
class Story:
    """Collects rows; every method gives back the id of what it added."""

    rows: list[GraphRow] = field(default_factory=list)

    def article(self, title: str | None, text: str = "", **more: Any) -> str:
        row = ArticleRow(content_id("a", title), title or "only", title, None, None, None, None, "s1")
        self.rows.append(replace(row, **more))
        return row.id

    def entity(
        self, name: str, kind: EntityType = "Person", *, named: bool = True, aliases: tuple[str, ...] = ()
    ) -> str:
        row = Entity(content_id("e", name), name, kind, named, aliases, None, None, None, 1, "2017-01-27", "2017-01-27")
        self.rows.append(row)
        return row.id

    def fact(
        self,
        article: str,
        quote: str,
        words: str,
        *,
        trigger: str,
        status: Status = "actual",
        said_by: tuple[tuple[str, str], ...] = (),
        cue: str | None = None,
        label: str = "",
        acts: tuple[str, ...] = (),
        marks: Mapping[str, str] | None = None,
        confidence: float = 0.9,
        **roles: str | tuple[str, ...],
    ) -> str:
        """An event with one sentence; roles are actor=, recipient=, object=, organization=, place=."""
        event = content_id("v", quote, words, trigger)
        self.rows.append(_event(event, words, label or words, status, confidence))
        self.rows.append(
            _evidence(
                event,
                article,
                quote,
                {"trigger": trigger, **(marks or {})},
                status,
                cue,
                said_by,
                confidence,
                len(self.rows),
            )
        )
        ends = {role: (value,) if isinstance(value, str) else value for role, value in roles.items()}
        self.rows += [RoleRow(event, role, entity, ()) for role, among in ends.items() for entity in among]  # type: ignore[arg-type]
        self.rows += [EventLink(event, "CONTENT", act) for act in acts]
        self.rows += [
            _relation(s, words, o, is_event, status, event, confidence) for s, o, is_event in _pairs(words, ends, acts)
        ]
        return event

    def graph(self) -> Graph:
        return Graph.of(_merged(self.rows))


def _event(event: str, words: str, label: str, status: Status, confidence: float) -> Event:
    name = words.replace(" ", "_")
    return Event(event, "OTHER", (), name, label, status, False, None, None, None, None, 1, 1, confidence)


def _evidence(
    event: str,
    article: str,
    quote: str,
    marks: Mapping[str, str],
    status: Status,
    cue: str | None,
    said_by: tuple[tuple[str, str], ...],
    confidence: float,
    start: int = 0,
) -> Evidence:
    found = tuple(
        f"{role}:{quote.index(piece)}:{quote.index(piece) + len(piece)}" for role, piece in sorted(marks.items())
    )
    speakers = tuple(Speaker(entity, depth, word, False) for depth, (entity, word) in enumerate(said_by))
    key = content_id("x", event, quote)
    return Evidence(
        key,
        event,
        article,
        quote,
        start,
        start + len(quote),
        found,
        status,
        "positive",
        "factual",
        cue,
        False,
        speakers,
        None,
        None,
        None,
        None,
        None,
        None,
        None,
        confidence,
        "by-hand",
    )


def _pairs(words: str, ends: Mapping[str, tuple[str, ...]], acts: tuple[str, ...]) -> list[tuple[str, str, bool]]:
    who = ends.get("actor", ())
    whom = ends.get("recipient", ()) + ends.get("organization", ()) + ends.get("object", ())
    if words in SYMMETRIC and len(who) == 2:
        return [(*sorted(who), False)]  # type: ignore[list-item]
    return [(s, o, False) for s in who for o in whom] + [(s, act, True) for s in who for act in acts]


def _relation(s: str, words: str, o: str, is_event: bool, status: Status, event: str, confidence: float) -> Relation:
    key = content_id("r", s, words, o, status)
    symmetric = words in SYMMETRIC
    name = words.replace(" ", "_")
    return Relation(
        key, s, name.upper(), "OTHER", name, o, is_event, status, symmetric, (event,), 1, 1, 1, None, None, confidence
    )


def _merged(rows: list[GraphRow]) -> list[GraphRow]:
    relations: dict[str, Relation] = {}
    for row in rows:
        if isinstance(row, Relation):
            old = relations.get(row.id, row)
            events = tuple(sorted({*old.event_ids, *row.event_ids}))
            relations[row.id] = replace(row, event_ids=events, n_events=len(events))
    return [row for row in rows if not isinstance(row, Relation)] + list(relations.values())


def emoji() -> Graph:
    """Case p02: emoji before the names and a joined emoji inside the quote."""
    story = Story()
    quote = "📉📰 Regulators said that Torvik Air sacked Ivo Brandel 👩‍✈️ in Tarn."
    article = story.article("Sacked", url="https://news.example/sacked", source="Tarn Post", published="2024-05-01")
    air, ivo = story.entity("Torvik Air", "Organization"), story.entity("Ivo Brandel")
    tarn, regulators = story.entity("Tarn", "Place"), story.entity("Regulators", "Group", named=False)
    story.fact(
        article,
        quote,
        "sacked",
        trigger="sacked",
        status="claimed",
        said_by=((regulators, "said"),),
        marks={"actor": "Torvik Air", "recipient": "Ivo Brandel", "speaker": "Regulators"},
        actor=air,
        recipient=ivo,
        place=tarn,
    )
    return story.graph()


def accents() -> Graph:
    """Case q03: a name with accents."""
    story = Story()
    article = story.article("Suit")
    jose, delcor = story.entity("José Ćwik", aliases=("Herr Weiß",)), story.entity("Delcor", "Organization")
    story.fact(
        article,
        "José Ćwik sued Delcor.",
        "sued",
        trigger="sued",
        marks={"actor": "José Ćwik", "recipient": "Delcor"},
        actor=jose,
        recipient=delcor,
    )
    return story.graph()


def crowd(*, names: int, unnamed: int = 0) -> Graph:
    """Named actors in a chain of suits, each after the first also suing Name 0; unnamed ones whom they attacked."""
    story = Story()
    article = story.article("Crowd", published="2024-05-01")
    story.article("Another", published="2024-05-02")
    people = [story.entity(f"Name {n}") for n in range(names)]
    for n, person in enumerate(people):
        other = people[n - 1] if n % 5 else people[0 if n else 1]
        story.fact(article, f"Name {n} sued somebody.", "sued", trigger="sued", actor=person, recipient=other)
    for n in range(unnamed):
        men = story.entity(f"soldiers {n}", "Group", named=False)
        quote = f"Name {n % names} attacked soldiers {n}."
        story.fact(article, quote, "attacked", trigger="attacked", actor=people[n % names], recipient=men)
    return story.graph()


def letter() -> Graph:
    """A story of some fifteen actors and twenty facts, with every status."""
    s = Story()
    a = s.article(
        "Taliban Tells Trump: Time to Leave Afghanistan",
        url="https://www.example.org/2017/01/27/letter",
        source="Example News",
        published="2017-01-27",
    )
    taliban = s.entity("Taliban", "Organization", aliases=("Afghan Taliban", "Taliban jihadists"))
    trump = s.entity("Donald Trump", aliases=("President Trump",))
    ghani, mujahid = s.entity("Ashraf Ghani"), s.entity("Zabihullah Mujahid", aliases=("Mujahid",))
    us = s.entity("United States", "Place", aliases=("U.S.", "America"))
    afghan = s.entity("Afghan government", "Organization", aliases=("government of Afghanistan",))
    afghanistan, pakistan = s.entity("Afghanistan", "Place"), s.entity("Pakistan", "Place")
    russia, iran = s.entity("Russia", "Place", aliases=("Moscow",)), s.entity("Iran", "Place")
    nicholson, cleveland = s.entity("John Nicholson"), s.entity("Charles Cleveland")
    akhundzada, mansour = s.entity("Hibatullah Akhundzada"), s.entity("Mullah Akhtar Mansour")
    forces = s.entity("Afghanistan security forces", "Organization")
    official = s.entity("senior Taliban official", "Person", named=False)
    journal = s.entity("The Wall Street Journal", "Organization", aliases=("WSJ",))
    reuters = s.entity("Reuters", "Organization")

    q1 = (
        "A spokesman for the Taliban terrorist group in Afghanistan told President Donald Trump in a recent letter "
        "it is time for the United States to withdraw its troops and leave the country."
    )
    leave = s.fact(
        a,
        q1,
        "withdrew troops from",
        trigger="withdraw",
        status="demanded",
        label="withdrawal of U.S. troops",
        said_by=((mujahid, "told"),),
        marks={"actor": "United States", "object": "its troops", "speaker": "A spokesman"},
        actor=us,
        recipient=afghanistan,
    )
    s.fact(
        a,
        q1,
        "urged",
        trigger="told",
        actor=taliban,
        recipient=trump,
        acts=(leave,),
        label="Taliban urged Trump",
        marks={"actor": "Taliban", "recipient": "Donald Trump"},
    )
    q2 = (
        "Taliban spokesman Zabihullah Mujahid warned President Trump that, as long as the U.S. coalition remains "
        "on Afghan soil, peace will be difficult to attain."
    )
    s.fact(
        a,
        q2,
        "spokesman for",
        trigger="spokesman",
        actor=mujahid,
        organization=taliban,
        marks={"actor": "Zabihullah Mujahid", "organization": "Taliban"},
    )
    s.fact(
        a,
        q2,
        "warned",
        trigger="warned",
        actor=mujahid,
        recipient=trump,
        marks={"actor": "Zabihullah Mujahid", "recipient": "President Trump"},
    )
    q3 = (
        "The Wall Street Journal learned from unnamed Afghan official that Trump told Afghan President Ashraf Ghani "
        "in a phone call in December that he would certainly continue to support Afghanistan security forces."
    )
    s.fact(
        a,
        q3,
        "spoke with",
        trigger="phone call",
        status="claimed",
        actor=(trump, ghani),
        said_by=((official, "learned from"), (journal, "learned")),
        marks={"actor": "Trump", "recipient": "Ashraf Ghani", "speaker": "unnamed Afghan official"},
    )
    s.fact(
        a,
        q3,
        "supports",
        trigger="support",
        status="promised",
        actor=trump,
        recipient=forces,
        marks={"actor": "Trump", "recipient": "Afghanistan security forces"},
    )
    q4 = "According to the Taliban, Russia also wants the United States to leave Afghanistan."
    quits = s.fact(
        a,
        q4,
        "left",
        trigger="leave",
        status="demanded",
        label="the United States leaves Afghanistan",
        actor=us,
        object=afghanistan,
        marks={"actor": "United States", "object": "Afghanistan"},
    )
    s.fact(
        a,
        q4,
        "demands",
        trigger="wants",
        status="claimed",
        said_by=((taliban, "According to"),),
        acts=(quits,),
        marks={"actor": "Russia", "speaker": "the Taliban"},
        actor=russia,
    )
    q5 = "Taliban jihadists have repeatedly demanded the withdrawal of foreign troops as a condition for peace talks."
    foreign = s.fact(
        a,
        q5,
        "withdrew",
        trigger="withdrawal",
        status="demanded",
        label="withdrawal of foreign troops",
        marks={"object": "foreign troops"},
    )
    s.fact(a, q5, "demands", trigger="demanded", actor=taliban, acts=(foreign,), marks={"actor": "Taliban jihadists"})
    talks = s.fact(
        a, q5, "holds talks with", trigger="peace talks", status="hypothetical", actor=taliban, recipient=afghan
    )
    assert talks
    q6 = (
        "However, the Afghan government rejected the group’s demands — an indication of the rift between the two sides."
    )
    s.fact(
        a,
        q6,
        "rejects",
        trigger="rejected",
        status="claimed",
        actor=afghan,
        recipient=taliban,
        marks={"actor": "the Afghan government", "recipient": "the group"},
        cue="it added",
    )
    q7 = (
        "In May 2016, Hibatullah Akhundzada became the leader of the Taliban following the execution of his "
        "predecessor Mullah Akhtar Mansour by a U.S. drone strike in Pakistan."
    )
    s.fact(
        a,
        q7,
        "leader of",
        trigger="leader",
        actor=akhundzada,
        organization=taliban,
        marks={"actor": "Hibatullah Akhundzada", "organization": "the Taliban"},
    )
    s.fact(
        a,
        q7,
        "killed",
        trigger="execution",
        actor=us,
        recipient=mansour,
        place=pakistan,
        marks={"actor": "U.S.", "recipient": "Mullah Akhtar Mansour", "place": "Pakistan"},
    )
    s.fact(
        a,
        q7,
        "succeeded",
        trigger="predecessor",
        actor=akhundzada,
        recipient=mansour,
        marks={"actor": "Hibatullah Akhundzada", "recipient": "Mullah Akhtar Mansour"},
    )
    q8 = (
        "American Gen. John Nicholson, top commander of U.S. and NATO troops in Afghanistan, has also expressed dismay "
        "towards the malign influence of external actors such as Pakistan, Russia, and Iran."
    )
    s.fact(
        a,
        q8,
        "criticizes",
        trigger="expressed dismay",
        actor=nicholson,
        recipient=(pakistan, russia, iran),
        marks={"actor": "John Nicholson", "recipient": "Pakistan, Russia, and Iran"},
    )
    q9 = "Russia supports the Taliban with weapons or funding, Afghan defense officials are reportedly worried."
    s.fact(
        a,
        q9,
        "armed",
        trigger="weapons",
        status="claimed",
        cue="reportedly",
        actor=russia,
        recipient=taliban,
        confidence=0.45,
        marks={"actor": "Russia", "recipient": "the Taliban"},
    )
    q10 = "Taliban officials claim Moscow’s support does not extend beyond moral and political support, Reuters noted."
    s.fact(
        a,
        q10,
        "supports",
        trigger="support",
        status="claimed",
        said_by=((official, "claim"), (reuters, "noted")),
        actor=russia,
        recipient=taliban,
        marks={"actor": "Moscow", "speaker": "Taliban officials"},
    )
    q11 = (
        "Charles Cleveland, a top spokesman for the U.S. mission, indicated the coalition may never defeat the Taliban."
    )
    s.fact(
        a,
        q11,
        "defeated",
        trigger="defeat",
        status="negated",
        said_by=((cleveland, "indicated"),),
        actor=us,
        recipient=taliban,
        marks={"speaker": "Charles Cleveland", "recipient": "the Taliban"},
    )
    s.fact(
        a,
        q11,
        "spokesman for",
        trigger="spokesman",
        actor=cleveland,
        organization=us,
        marks={"actor": "Charles Cleveland", "organization": "U.S. mission"},
    )
    q12 = "The Taliban has repeatedly claimed victory over the U.S. foreign troops and their Afghan allies."
    s.fact(
        a,
        q12,
        "defeated",
        trigger="victory",
        status="claimed",
        said_by=((taliban, "claimed"),),
        actor=taliban,
        recipient=us,
        marks={"actor": "The Taliban", "recipient": "U.S."},
    )
    q13 = "Pakistan denied that it sheltered the Taliban."
    s.fact(
        a,
        q13,
        "sheltered",
        trigger="sheltered",
        status="denied",
        said_by=((pakistan, "denied"),),
        actor=pakistan,
        recipient=taliban,
        marks={"actor": "it", "recipient": "the Taliban"},
    )
    return s.graph()


HOSTILE = (
    "</script><script>window.hurt=1</script><img src=x onerror=window.hurt=1>"
    "\"'`${window.hurt=1}{{7*7}} href=\u202e\x1b[31m\x07\ud800\u2028📉"
)


def hostile(text: str = HOSTILE) -> Graph:
    """Every string field of every row type holds `text`; fields are read from the classes: new ones are covered."""
    return Graph(**{f.name: (_filled(_row_type(f.name), text),) for f in fields(Graph)})


def _row_type(name: str) -> type:
    row: type = get_args(get_type_hints(Graph)[name])[0]
    return row


def _filled(row: type, text: str) -> Any:
    hints = get_type_hints(row)
    return row(**{f.name: _value(hints[f.name], text) for f in fields(row)})


def _value(hint: Any, text: str) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return _value(get_args(hint)[0], text)
    if get_origin(hint) is tuple:
        return (_value(get_args(hint)[0], text),)
    if hint is str or get_origin(hint) is Literal:
        return text
    return _filled(hint, text) if hasattr(hint, "__dataclass_fields__") else hint(1)
