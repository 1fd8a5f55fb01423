"""Everything a doc states, act by act: verbs, event nouns and offices, each with its context."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from kg.extract import certainty
from kg.extract.addressees import with_addressees
from kg.extract.annotated import Annotated
from kg.extract.belonging import Belonging, belongings
from kg.extract.clauses import Act, verb_acts
from kg.extract.context import PLAIN, Context, context_of, is_governed
from kg.extract.days import Tense
from kg.extract.event_nouns import read_governed, read_noun
from kg.extract.implied import implied
from kg.extract.labels import COPULAS, SUBJECT, is_modifier, is_verb
from kg.extract.objects import is_judged
from kg.extract.offices import OfficeLink, office_links
from kg.extract.phrases import apposed_to, left_edge, other_name, preposition_objects
from kg.extract.rows import verb_rows
from kg.extract.senses import read_verb
from kg.extract.sides import CIRCUMSTANCE, SIDES, Reading, Side
from kg.extract.spelled import in_brackets, long_head
from kg.extract.statement import Row, Statement
from kg.extract.timing import is_after, time_of
from kg.extract.tree import Token
from kg.extract.verbs import is_gerund, is_infinitive, is_passive, is_told_apart
from kg.extract.voices import is_trailing_report
from kg.extract.wording import clause_tokens, predicate_text
from kg.model import Dating, EventKind, Role
from kg.ontology import ontology, word_set

PLACE_PREPS = frozenset("in at near on outside across inside around off along over".split())
DATED_PREPS = frozenset(("in", "at", "during", "by"))
HAPPENED = frozenset(("actual", "claimed", "denied"))
CLAUSE_ROLES: Mapping[EventKind, Role] = {"REQUEST": "object", "ACCUSE": "recipient"}
"""What the subject of a noun's clause is to the noun's act: what a demand is about, whom a charge is made against."""
CONTENT_KINDS = frozenset("REQUEST AGREE STATEMENT REJECT THREATEN ACCUSE CONCEDE".split())


def statements(annotated: Annotated, published: date | None) -> Iterator[Statement]:
    """Every statement of the doc, in order of its triggers; a governing act stands before what it governs."""
    reader = _Reader(annotated, published, {act.token.i: act for act in verb_acts(annotated.doc)})
    found = [*reader.of_verbs(), *reader.of_nouns()]
    triggers = {statement.trigger.i for statement in found}
    links = [link for link in office_links(annotated.doc) if link.office.i not in triggers]
    told = {link.verb.i for link in links if link.verb is not None and link.verb.lemma_ in COPULAS}
    found = [_beside_office(statement) if statement.trigger.i in told else statement for statement in found]
    found += [reader.of_office(link) for link in links]
    found += reader.of_appositions()
    holders = {link.office.i for link in links}
    members = (link for link in belongings(annotated.doc, annotated.type_of) if link.member.i not in holders)
    found += [reader.of_belonging(link) for link in members]
    yield from sorted(found, key=lambda statement: statement.trigger.i)


def _beside_office(statement: Statement) -> Statement:
    """The statement of a copula whose office is told by itself: what its rows say is said there too."""
    return replace(statement, rows=tuple(replace(row, adjunct=True) for row in statement.rows))


class _Reader:
    """Reads the acts of one doc."""

    def __init__(self, annotated: Annotated, published: date | None, acts: Mapping[int, Act]) -> None:
        self.annotated, self.published, self.acts = annotated, published, acts
        alone = {index: read_verb(act, annotated.type_of) for index, act in acts.items()}
        self.readings = {index: with_addressees(act, acts, alone, annotated) for index, act in acts.items()}
        self.light = {noun.i for reading in self.readings.values() for noun in reading.light}

    # ---- verbs

    def of_verbs(self) -> Iterator[Statement]:
        """What the verbs tell."""
        for index, act in self.acts.items():
            if not _says_nothing(act) and not is_trailing_report(act.token):
                statement = self._of_verb(act, self.readings[index])
                if statement is not None:
                    yield statement

    def _of_verb(self, act: Act, reading: Reading) -> Statement | None:
        dated = act.objects if reading.kind not in CONTENT_KINDS else ()  # "considers a strike in May": the strike
        when = time_of(act.token, self.published, (*dated, *_dated_phrases(act)))
        bare, copula = _is_bare(act, reading), act.rule.endswith("copula")
        reading = implied(act, self.acts, self.readings, self.annotated) or reading
        if bare:
            act = replace(act, obliques=() if act.complements else act.obliques)
            reading = reading if reading.implied else Reading(act.lemma, "OTHER", (), reading.participants, False)
        if copula and (one := _one_of(act, self.annotated)) is not None:
            sides: list[Side] = [*(("actor", subject) for subject in act.subjects), ("organization", one)]
            reading = Reading("member_of", "RELATION", (), tuple(sides), True)
        rows = verb_rows(act, reading, self.acts, self.annotated)
        if (bare or copula) and all(row.subject is None or row.object is None for row in rows):
            rows = ()
        if bare:
            rows = tuple(row for row in rows if row.object not in (None, *act.complements)) + self._reported(
                act, bool(rows)
            )
        context = context_of(act.token, self.annotated.quotes, is_after(when, self.published))
        names = _name_given(act.token)
        if names is not None:
            reading = replace(reading, predicate="known_as")
            rows = tuple(replace(row, adjunct=True) for row in rows if row.object == names)
        if not reading.known and context == PLAIN and all(row.subject is None for row in rows) and not act.passive:
            rows = ()  # "… , resurrecting them": nobody's act
        if not rows and (bare or copula):
            return None
        return Statement(
            trigger=act.token,
            reading=reading,
            context=context,
            rows=rows,
            content=_content(act, reading),
            date=when,
            place=self._place(phrase for phrase in _phrases_of(act) if not _is_addressed(phrase, reading)),
            is_event=bool(rows) and (reading.implied or not bare) and (reading.known or not copula) and names is None,
            confidence=self._confidence(act.token, act.rule, reading, context),
            rule=act.rule,
        )

    def _reported(self, act: Act, told: bool) -> tuple[Row, ...]:
        """What a bare report says; a row of its own where it is itself reported: "the paper says officials said …"."""
        again = bool(context_of(act.token, self.annotated.quotes).voices)
        clauses = [c for c in act.complements if is_told_apart(c) and len(range(*clause_tokens(c))) > 1]
        return tuple(
            Row(subject, predicate_text(act), clause, adjunct=not again)
            for subject in (act.subjects if again else act.subjects[:1])
            for clause in clauses or (None,) * (again and not told)
        )

    # ---- nouns

    def of_nouns(self) -> Iterator[Statement]:
        """What the event nouns tell that are no part of a verb's sense."""
        for token in self.annotated.doc:
            if token.pos_ == "NOUN" and token.i not in self.light and self._stands_alone(token):
                known, governed = read_noun(token, self.annotated.type_of), is_governed(token)
                reading = known or (read_governed(token, self.annotated.type_of) if governed else None)
                if reading is not None:
                    context = context_of(token, self.annotated.quotes, is_after(self._noun_time(token), self.published))
                    if reading.participants:
                        yield self._of_noun(token, reading, context)

    def _stands_alone(self, token: Token) -> bool:
        return not is_modifier(token) and self.annotated.type_of(token) == "Thing"

    def _of_noun(self, token: Token, reading: Reading, context: Context) -> Statement:
        return Statement(
            trigger=token,
            reading=self._with_subject_of_clause(reading, token),
            context=context,
            rows=tuple(row for row in _noun_rows(reading, token) if self._tells_side(row)),
            content=_clauses_of(token),
            date=self._noun_time(token, "past" if context.status in HAPPENED else None),
            place=self._place(_nearby(token)),
            is_event=True,
            confidence=self._confidence(token, "nominal", reading, context),
            rule="nominal",
        )

    def _with_subject_of_clause(self, reading: Reading, noun: Token) -> Reading:
        """The reading, with who must act or is said to have acted: "the demand that Israel leave"."""
        if reading.kind not in CLAUSE_ROLES or any(role != "actor" for role, _ in reading.participants):
            return reading
        subjects = [s for verb in _clauses_of(noun) if verb.i in self.acts for s in self.acts[verb.i].subjects]
        role = CLAUSE_ROLES[reading.kind]
        told: list[Side] = [(role, side) for side in subjects if self.annotated.type_of(side) in SIDES]
        return replace(reading, participants=(*reading.participants, *told))

    def _tells_side(self, row: Row) -> bool:
        """Whether the row of a noun says more than a thing's own noun: not "price | rise | –"."""
        return row.object is not None or (row.subject is not None and self.annotated.type_of(row.subject) != "Thing")

    def _noun_time(self, token: Token, tense: Tense | None = None) -> Dating | None:
        """The noun's own time, else that of the verb whose subject or object it is."""
        own = time_of(token, self.published, tense=tense)
        fills_slot = token.dep_ in SUBJECT | {"dobj"} and is_verb(token.head)
        return own or (time_of(token.head, self.published) if fills_slot else None)

    # ---- offices

    def of_office(self, link: OfficeLink) -> Statement:
        """That somebody holds an office; from the day it is taken; until when, the sentence does not say."""
        sides: tuple[Side, ...] = (("actor", link.holder), ("organization", link.body))
        reading = Reading(link.predicate, ontology().kind(link.predicate), (), sides, True)
        when = time_of(link.verb, self.published) if link.verb is not None else None
        return Statement(
            trigger=link.office,
            reading=reading,
            context=context_of(link.verb, self.annotated.quotes) if link.verb is not None else PLAIN,
            rows=(Row(link.holder, f"{self._holds(link)} {link.prep}", link.body),),
            content=(),
            date=replace(when, to=None) if when is not None and when.from_ else when,
            place=None,
            is_event=True,
            confidence=self._confidence(link.office, link.rule, reading, PLAIN),
            rule=link.rule,
        )

    def _holds(self, link: OfficeLink) -> str:
        """What the holder is, or does to be it: "served as the first mayor", "is former mayor"."""
        act = self.acts.get(link.verb.i) if link.verb is not None else None
        if act is None or link.holder not in (act.patients if act.passive else act.subjects) or link.is_before:
            return f"is {link.title}"
        text = predicate_text(act, "as" if link.office.head.lower_ == "as" else "")
        return f"{text} {link.office.doc[left_edge(link.office) : link.office.i + 1].text}"

    def of_belonging(self, link: Belonging) -> Statement:
        """That somebody is one of a body."""
        sides: tuple[Side, ...] = (("actor", link.member), ("organization", link.body))
        reading = Reading(link.predicate, "RELATION", (), sides, True)
        return Statement(
            trigger=link.member,
            reading=reading,
            context=PLAIN,
            rows=(Row(link.member, link.wording, link.body, adjunct=True),),
            content=(),
            date=None,
            place=None,
            is_event=True,
            confidence=self._confidence(link.member, "apposition", reading, PLAIN),
            rule="belonging",
        )

    # ---- appositions

    def of_appositions(self) -> Iterator[Statement]:
        """What a name is, told by a noun or an abbreviation beside it: "Tern Air, a carrier", "the Rail Union (RU)"."""
        spelled = {token.i: long_head(token) for token in in_brackets(self.annotated.doc)}
        for token in self.annotated.doc:
            beside = token.dep_ == "appos" or token.ent_type_ == "PERSON"
            head = spelled.get(token.i) or (apposed_to(token) if beside else None)
            if head is None or token.i in self.light or not self._names_one(head, token):
                continue
            name, other = (head, token) if head.pos_ == "PROPN" else (token, head)
            reading = Reading("be", "OTHER", (), (), True)
            yield Statement(
                trigger=name,
                reading=reading,
                context=PLAIN,
                rows=(Row(name, "is", other, adjunct=True),),
                content=(),
                date=None,
                place=None,
                is_event=False,
                confidence=self._confidence(token, "apposition", reading, PLAIN),
                rule="apposition",
            )

    def _names_one(self, head: Token, token: Token) -> bool:
        """Whether the two words are names or nouns for one entity."""
        entity = self.annotated.entity_id(token) if token.pos_ != "PRON" else None  # "she herself"
        return entity is not None and entity == self.annotated.entity_id(head)

    # ---- each

    def _place(self, phrases: Iterable[tuple[str, Token]]) -> Token | None:
        places = (noun for prep, noun in phrases if prep in PLACE_PREPS)
        return next((noun for noun in places if self.annotated.type_of(noun) in ("Place", "Facility")), None)

    def _confidence(self, trigger: Token, rule: str, reading: Reading, context: Context) -> float:
        gap = self.annotated.spans.gap(trigger)
        return certainty.of_clause(trigger, rule.partition(":")[0], context.status, known=reading.known, gap=gap)


# ---- verbs ----------------------------------------------------------------------------------------------------------


def _is_bare(act: Act, reading: Reading) -> bool:
    """Whether the verb only reports: what it reports is told by the verb it governs."""
    if act.lemma not in ontology().cues.bare or _asks(act) or (act.passive and not act.complements):
        return False
    if not reading.known or reading.kind in ("STATEMENT", "OTHER"):
        return True
    return _reports_clause(act) and reading.kind != "CONSULT"


def _dated_phrases(act: Act) -> Iterator[Token]:
    yield from (noun for prep, noun in act.obliques if prep in DATED_PREPS)


def _one_of(act: Act, annotated: Annotated) -> Token | None:
    """The people of whom the subject is one: "Norland is one of | our allies"."""
    ones = (one for one in act.objects if one.lower_ == "one")
    people = (noun for one in ones for prep, noun in preposition_objects(one) if prep == "of")
    return next((noun for noun in people if annotated.type_of(noun) == "Group"), None)


def _reports_clause(act: Act) -> bool:
    """Whether a finite clause follows: then "suggest" reports and proposes nothing."""
    return any(c.dep_ == "ccomp" and not is_infinitive(c) and not is_judged(c) for c in act.token.children)


def _asks(act: Act) -> bool:
    """Whether an infinitive follows: "told them to leave" is a demand."""
    return any(is_infinitive(c) and c.dep_ in ("xcomp", "ccomp") for c in act.token.children)


def _says_nothing(act: Act) -> bool:
    """Whether the verb only carries another: "continue to support", "is expected to leave"."""
    governs = any(is_infinitive(c) or is_gerund(c) for c in act.complements)
    if act.passive and act.lemma in word_set("raising verbs") and governs and not act.subjects:
        return True
    on_condition = any(prep == "on" and noun.lemma == "condition" for prep, noun in act.obliques)
    if on_condition and act.lemma in ("speak", "talk"):
        return True  # "speaking on condition of anonymity"
    if _withholds_name(act.token) or any(_withholds_name(c) for c in act.complements):
        return True
    return act.lemma in word_set("transparent verbs") and governs


def _name_given(verb: Token) -> Token | None:
    """ "Known as Chucho": no act, but another name."""
    name = other_name(verb.head) if verb.dep_ == "acl" else None
    return name if name is not None and name in verb.subtree else None


def _withholds_name(verb: Token) -> bool:
    """ "… who asked not to be named": about the source, no act."""
    negated = any(c.dep_ == "neg" for c in verb.children) or verb.head.lemma_ in word_set("withholding verbs")
    return verb.lemma in word_set("naming verbs") and verb.dep_ in ("xcomp", "ccomp") and is_passive(verb) and negated


def _content(act: Act, reading: Reading) -> tuple[Token, ...]:
    """The acts that the act is about: the verbs it governs, and for words with force the act its object tells."""
    verbs = [inner for verb in act.complements for inner in (verb, *_through(verb))]
    about = (noun for prep, noun in act.obliques if prep == "on" or prep not in CIRCUMSTANCE)  # not "in a letter"
    nouns = [*act.objects, *about] if reading.kind in CONTENT_KINDS else []
    return (*verbs, *nouns, *(inner for noun in nouns for _, inner in preposition_objects(noun)))


def _is_addressed(phrase: tuple[str, Token], reading: Reading) -> bool:
    """Whether the phrase names a side, not where: "called on Tarn"."""
    prep, noun = phrase
    return prep == "on" and ("recipient", noun) in reading.participants


def _through(verb: Token) -> tuple[Token, ...]:
    """The verbs that a verb without a sense of its own carries."""
    if verb.lemma not in word_set("transparent verbs"):
        return ()
    return tuple(child for child in verb.children if child.dep_ == "xcomp")


def _phrases_of(act: Act) -> Iterator[tuple[str, Token]]:
    """The phrases that hang on the act's own clause: on the verb, and on an object behind it."""
    yield from act.obliques
    for noun in act.objects:
        if noun.i > act.token.i:
            yield from preposition_objects(noun)


# ---- nouns ----------------------------------------------------------------------------------------------------------


def _nearby(noun: Token) -> Iterator[tuple[str, Token]]:
    """The phrases that may say where: on the noun, on its doer, on a doer that the parser hung on the verb above."""
    for prep, token in preposition_objects(noun):
        yield prep, token
        if prep == "by":
            yield from preposition_objects(token)
    if noun.dep_ == "pobj":
        stray = next((c for c in noun.head.head.children if c.lower_ == "by" and c.i > noun.i), None)
        doers = [c for c in stray.children if c.dep_ == "pobj"] if stray is not None else []
        yield from (pair for doer in doers for pair in preposition_objects(doer))


def _clauses_of(noun: Token) -> tuple[Token, ...]:
    """The verbs of the clauses that say what the noun is about; not "a loan backed by profits"."""
    clauses = (child for child in noun.children if child.dep_ in ("acl", "ccomp") and child.pos_ == "VERB")
    return tuple(clause for clause in clauses if clause.dep_ == "ccomp" or clause.tag_ != "VBN")


def _noun_rows(reading: Reading, token: Token) -> Iterator[Row]:
    actors: list[Token | None] = [noun for role, noun in reading.participants if role == "actor"]
    others: list[Token | None] = [noun for role, noun in reading.participants if role != "actor"]
    clauses = [verb for verb in _clauses_of(token) if verb.tag_ != "VBG" or verb.dep_ != "acl"]
    others = others or list(clauses[:1])  # "the demand that they leave"
    known = ontology().predicates.get(reading.predicate)
    if known is not None and known.symmetric and not others and len(actors) > 1:
        actors, others = actors[:1], actors[1:]
    for actor in actors or [None]:
        for other in others or [None]:
            if actor is not None or other is not None:
                yield Row(actor, token.text, other)
