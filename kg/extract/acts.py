"""Everything a doc states, act by act: verbs, event nouns and offices, each with its context."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from kg.extract.annotated import Annotated
from kg.extract.clauses import Act, verb_acts
from kg.extract.context import PLAIN, Context, context_of
from kg.extract.days import Tense
from kg.extract.event_nouns import read_noun
from kg.extract.offices import OfficeLink, office_links
from kg.extract.phrases import preposition_objects
from kg.extract.rows import Row, verb_rows
from kg.extract.senses import read_verb
from kg.extract.sides import Reading
from kg.extract.timing import is_after, time_of
from kg.extract.verbs import is_gerund, is_infinitive, is_passive, lemma_of
from kg.extract.voices import is_trailing_report
from kg.model import Dating
from kg.ontology import ontology, word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

PLACE_PREPS = frozenset("in at near on outside across inside around off along over".split())
CONTENT_KINDS = frozenset("REQUEST AGREE STATEMENT REJECT THREATEN ACCUSE CONCEDE".split())
LESS_SURE = {
    "relative": 0.06, "participle": 0.08, "adverbial": 0.08, "joined": 0.06, "control": 0.05, "nominal": 0.12,
    "embedded": 0.03,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Statement:
    """An act with all that is said of it. `content` are the triggers of the acts it is about."""

    trigger: Token
    reading: Reading
    context: Context
    rows: tuple[Row, ...]
    content: tuple[Token, ...]
    date: Dating | None
    place: Token | None
    is_event: bool
    confidence: float
    rule: str


def statements(annotated: Annotated, published: date | None) -> Iterator[Statement]:
    """Every statement of the doc, in order of its triggers; a governing act stands before what it governs."""
    acts = list(verb_acts(annotated.doc))
    readings = {act.token.i: read_verb(act, annotated.type_of) for act in acts}
    light = {noun.i for reading in readings.values() for noun in reading.light}
    by_verb = {act.token.i: act for act in acts}
    found = [_verb_statement(annotated, act, readings[act.token.i], by_verb, published) for act in acts]
    found += [
        s for token in annotated.doc if token.i not in light and (s := _noun_statement(annotated, token, published))
    ]
    triggers = {s.trigger.i for s in found if s is not None}
    links = [link for link in office_links(annotated.doc) if link.office.i not in triggers]
    told = {link.verb.i for link in links if link.verb is not None and link.verb.lemma_ in ("be", "become", "remain")}
    found = [s for s in found if s is not None and s.trigger.i not in told]
    found += [_office_statement(annotated, link, published) for link in links]
    yield from sorted((s for s in found if s is not None), key=lambda s: s.trigger.i)


# ---- verbs ----------------------------------------------------------------------------------------------------------


def _verb_statement(
    annotated: Annotated, act: Act, reading: Reading, acts: Mapping[int, Act], published: date | None
) -> Statement | None:
    token, cues = act.token, ontology().cues
    if _says_nothing(act) or is_trailing_report(token):
        return None
    bare = (
        act.lemma in cues.bare
        and not _asks(act)
        and (
            not reading.known
            or reading.kind in ("STATEMENT", "OTHER")
            or (_reports_clause(act) and reading.kind != "CONSULT")
        )
    )
    if bare:
        act, reading = replace(act, obliques=()), Reading(act.lemma, "OTHER", (), reading.participants, False)
    when = time_of(
        token, published, (*act.objects, *(noun for prep, noun in act.obliques if prep in ("in", "at", "during", "by")))
    )
    context = context_of(token, annotated.quotes, is_after(when, published))
    rows = verb_rows(act, reading, acts, annotated)
    if (bare or act.rule.endswith("copula")) and not any(
        row.subject is not None and row.object is not None for row in rows
    ):
        return None
    return Statement(
        trigger=token,
        reading=reading,
        context=context,
        rows=rows,
        content=_content(act, reading),
        date=when,
        place=_place(act, annotated),
        is_event=bool(rows) and not bare and not act.rule.endswith("copula"),
        confidence=_confidence(act.rule, reading, annotated.spans.gap(token), sum(not row.adjunct for row in rows)),
        rule=act.rule,
    )


def _reports_clause(act: Act) -> bool:
    """Whether a finite clause follows: then "suggest" reports and proposes nothing."""
    return any(c.dep_ == "ccomp" and not is_infinitive(c) for c in act.token.children)


def _asks(act: Act) -> bool:
    """Whether an infinitive follows: "told them to leave" is a demand."""
    return any(is_infinitive(c) and c.dep_ in ("xcomp", "ccomp") for c in act.token.children)


def _says_nothing(act: Act) -> bool:
    """Whether the verb only carries another: "continue to support", "is expected to leave"."""
    governs = any(is_infinitive(c) or is_gerund(c) for c in act.complements)
    if act.passive and act.lemma in word_set("raising verbs") and governs and not act.subjects:
        return True
    if _withholds_name(act.token) or any(_withholds_name(c) for c in act.complements):
        return True
    return act.lemma in word_set("transparent verbs") and governs


def _withholds_name(verb: Token) -> bool:
    """ "… who asked not to be named": about the source, no act."""
    negated = any(c.dep_ == "neg" for c in verb.children) or verb.head.lemma_ in word_set("withholding verbs")
    return (
        lemma_of(verb) in word_set("naming verbs") and verb.dep_ in ("xcomp", "ccomp") and is_passive(verb) and negated
    )


def _content(act: Act, reading: Reading) -> tuple[Token, ...]:
    """The acts that the act is about: the verbs it governs, and for words with force the act its object tells."""
    verbs = [
        inner
        for c in act.complements
        for inner in ((c, *_through(c)) if lemma_of(c) in word_set("transparent verbs") else (c,))
    ]
    nouns = [*act.objects, *(n for _, n in act.obliques)] if reading.kind in CONTENT_KINDS else []
    deeper = (
        [inner for noun in nouns for _, inner in preposition_objects(noun)] if reading.kind in CONTENT_KINDS else []
    )
    return (*verbs, *nouns, *deeper)


def _through(verb: Token) -> tuple[Token, ...]:
    return tuple(c for c in verb.children if c.dep_ == "xcomp")


def _place(act: Act, annotated: Annotated) -> Token | None:
    """A place that hangs on the act's own clause."""
    nearby = [
        *act.obliques,
        *((prep, noun) for obj in act.objects for prep, noun in preposition_objects(obj) if obj.i > act.token.i),
    ]
    return next(
        (n for prep, n in nearby if prep in PLACE_PREPS and annotated.type_of(n) in ("Place", "Facility")), None
    )


def _confidence(rule: str, reading: Reading, gap: bool, rows: int) -> float:
    doubt = LESS_SURE.get(rule.split(":")[0], 0.0) + (0.0 if reading.known else 0.08) + (0.2 if gap else 0.0)
    return round(max(0.1, 0.92 - doubt - 0.03 * max(0, rows - 1)), 2)


# ---- nouns ----------------------------------------------------------------------------------------------------------


def _noun_statement(annotated: Annotated, token: Token, published: date | None) -> Statement | None:
    if token.pos_ != "NOUN" or token.dep_ in ("compound", "nmod", "amod") or annotated.type_of(token) != "Thing":
        return None
    reading = read_noun(token, annotated.type_of)
    if reading is None:
        return None
    context = context_of(token, annotated.quotes)
    if not reading.participants and context.status not in ("demanded", "denied", "promised", "negated"):
        return None
    tense: Tense | None = "past" if context.status in ("actual", "claimed", "denied") else None
    when = time_of(token, published, tense=tense) or (
        time_of(token.head, published)
        if token.dep_ in ("nsubj", "nsubjpass", "dobj") and token.head.pos_ in ("VERB", "AUX")
        else None
    )
    return Statement(
        trigger=token,
        reading=reading,
        context=context,
        rows=tuple(_noun_rows(reading, token)),
        content=tuple(c for c in token.children if c.dep_ in ("acl", "ccomp") and c.pos_ == "VERB"),
        date=when,
        place=next(
            (n for p, n in _nearby(token) if p in PLACE_PREPS and annotated.type_of(n) in ("Place", "Facility")), None
        ),
        is_event=True,
        confidence=_confidence("nominal", reading, annotated.spans.gap(token), 1),
        rule="nominal",
    )


def _nearby(noun: Token) -> Iterator[tuple[str, Token]]:
    for prep, token in preposition_objects(noun):
        yield prep, token
        if prep == "by":
            yield from preposition_objects(token)
    stray = (
        next((c for c in noun.head.head.children if c.lower_ == "by" and c.i > noun.i), None)
        if noun.dep_ == "pobj"
        else None
    )
    if stray is not None:
        yield from (pair for c in stray.children if c.dep_ == "pobj" for pair in preposition_objects(c))


def _noun_rows(reading: Reading, token: Token) -> Iterator[Row]:
    actors: list[Token | None] = [noun for role, noun in reading.participants if role == "actor"]
    others: list[Token | None] = [noun for role, noun in reading.participants if role != "actor"]
    symmetric = ontology().predicates[reading.predicate].symmetric
    if symmetric and not others and len(actors) > 1:
        actors, others = actors[:1], actors[1:]
    for actor in actors or [None]:
        for other in others or [None]:
            if actor is not None or other is not None:
                yield Row(actor, token.text, other)


# ---- offices --------------------------------------------------------------------------------------------------------


def _since(when: Dating | None) -> Dating | None:
    """An office is held from the day it is taken; until when, the sentence does not say."""
    return replace(when, to=None) if when is not None and when.from_ else when


def _office_statement(annotated: Annotated, link: OfficeLink, published: date | None) -> Statement | None:
    anchor = link.verb if link.verb is not None else link.office
    context = context_of(anchor, annotated.quotes) if link.verb is not None else PLAIN
    reading = Reading(
        link.predicate, ontology().kind(link.predicate), (), (("actor", link.holder), ("organization", link.body)), True
    )
    return Statement(
        trigger=link.office,
        reading=reading,
        context=context,
        rows=(Row(link.holder, link.office.text, link.body),),
        content=(),
        date=_since(time_of(anchor, published)) if link.verb is not None else None,
        place=None,
        is_event=True,
        confidence=_confidence(link.rule, reading, annotated.spans.gap(link.office), 1),
        rule=link.rule,
    )
