"""What the verbs of a doc state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec.structs import replace

from kg.extract.annotated import Annotated
from kg.extract.events.implied import implied
from kg.extract.events.places import place_of_act
from kg.extract.events.readings import ReadDoc
from kg.extract.events.sides import WHERE_OR_WHEN, Reading, Side
from kg.extract.events.timing import is_after, time_of
from kg.extract.rows import certainty
from kg.extract.rows.complements import lacks_subject
from kg.extract.rows.statement import Row, Statement
from kg.extract.rows.verb_rows import verb_rows
from kg.extract.status.context import PLAIN, Context, context_of
from kg.extract.status.voices import is_trailing_report
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.cued import HARMING
from kg.extract.syntax.labels import CLAUSAL, follows_comma, has
from kg.extract.syntax.objects import is_judged
from kg.extract.syntax.phrases import other_name, preposition_objects
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import is_gerund, is_infinitive, is_passive, is_told_apart, puts_off
from kg.extract.wording import clause_tokens, predicate_text
from kg.model import Dating
from kg.ontology import ontology, word_set

DATED_PREPS = frozenset(("in", "at", "during", "by"))
CONTENT_KINDS = frozenset("REQUEST AGREE STATEMENT REJECT THREATEN ACCUSE CONCEDE".split())


def verb_statements(read: ReadDoc) -> Iterator[Statement]:
    """What each verb states; nothing of one that only carries another, or only says that the sentence is a report."""
    for act in read.acts.values():
        if not _says_nothing(act) and not is_trailing_report(act.token):
            statement = _statement(act, read)
            if statement is not None:
                yield statement


def _statement(act: Act, read: ReadDoc) -> Statement | None:
    alone, annotated = read.readings[act.token.i], read.annotated
    bare = _is_bare(act, alone)
    when = _time(act, alone, read.published)
    reading = _reading(act, alone, bare, read)
    if bare and act.complements:
        act = replace(act, obliques=())
    context = context_of(act.token, annotated.quotes, is_after(when, read.published))
    rows = _rows(act, reading, bare, context, read)
    if not rows:
        return None
    names = _name_given(act.token) is not None
    reading = replace(reading, predicate="known_as") if names else reading
    return Statement(
        trigger=act.token,
        reading=reading,
        context=context,
        rows=rows,
        content=_content(act, reading),
        date=when,
        place=place_of_act(act, reading, annotated.type_of),
        is_event=(reading.implied or not bare) and (reading.known or not _is_copula(act)) and not names,
        confidence=certainty.of_clause(act.token, act.rule, reading, context, annotated.spans),
        rule=act.rule,
    )


def _is_copula(act: Act) -> bool:
    return act.rule.endswith("copula")


def _time(act: Act, reading: Reading, published: date | None) -> Dating | None:
    """When the act is; what is said or asked has a time of its own: "considers a strike in May"."""
    happened = act.subjects if reading.kind in HARMING else ()  # "Tuesday's attack killed three"
    dated = () if reading.kind in CONTENT_KINDS else act.objects
    beside = (noun for prep, noun in act.obliques if prep in DATED_PREPS and not _has_year(noun))
    return time_of(act.token, published, (*dated, *beside, *happened))


def _has_year(noun: Token) -> bool:
    """Whether an act has a year of its own: "was charged in *the 2022 death*"."""
    return noun.lemma in ontology().nouns and any(child.dep_ == "nummod" for child in noun.lefts)


# ---- its reading ----------------------------------------------------------------------------------------------------


def _reading(act: Act, alone: Reading, bare: bool, read: ReadDoc) -> Reading:
    """The act's reading beside the others: of a bare report what it amounts to, else only who reports."""
    reading = implied(act, read.acts, read.readings, read.annotated) or alone
    if bare and not reading.implied:
        reading = Reading(act.lemma, "OTHER", (), reading.participants, False)
    one = _one_of(act, read.annotated) if _is_copula(act) else None
    if one is None:
        return reading
    sides: list[Side] = [*(("actor", subject) for subject in act.subjects), ("organization", one)]
    return Reading("member_of", "RELATION", (), tuple(sides), True)


def _is_bare(act: Act, reading: Reading) -> bool:
    """Whether the verb only reports: what it reports is told by the verb it governs."""
    if act.lemma not in ontology().cues.bare or _asks(act) or (act.passive and not act.complements):
        return False
    if not reading.known or reading.kind in ("STATEMENT", "OTHER"):
        return True
    return _reports_clause(act) and reading.kind != "CONSULT"


def _reports_clause(act: Act) -> bool:
    """Whether a finite clause follows: then "suggest" reports and proposes nothing."""
    return any(c.dep_ == "ccomp" and not is_infinitive(c) and not is_judged(c) for c in act.token.children)


def _asks(act: Act) -> bool:
    """Whether an infinitive follows: "told them to leave" is a demand."""
    return any(c.dep_ in CLAUSAL and is_infinitive(c) for c in act.token.children)


def _one_of(act: Act, annotated: Annotated) -> Token | None:
    """The people of whom the subject is one: "Norland is one of | our allies"."""
    ones = (one for one in act.objects if one.lower_ == "one")
    people = (noun for one in ones for prep, noun in preposition_objects(one) if prep == "of")
    return next((noun for noun in people if annotated.type_of(noun) == "Group" and _is_body(noun)), None)


def _is_body(people: Token) -> bool:
    """Whether people make up a body to which one belongs: "the rebels", none of "our partners", "the founders"."""
    agent = ontology().agents.get(people.lemma)
    return people.pos_ == "PROPN" or (agent is not None and (agent.type != "Person" or agent.sector == "REB"))


# ---- its rows -------------------------------------------------------------------------------------------------------


def _rows(act: Act, reading: Reading, bare: bool, context: Context, read: ReadDoc) -> tuple[Row, ...]:
    """The act's rows: of one that gives a name the name's, of one that nobody does, and no table knows, none."""
    rows = _worded_rows(act, reading, bare, context, read)
    if (name := _name_given(act.token)) is not None:
        rows = tuple(replace(row, adjunct=True) for row in rows if row.object == name)
    if act.passive or reading.known or context != PLAIN or any(row.subject is not None for row in rows):
        return rows
    return ()  # "…, resurrecting them"


def _worded_rows(act: Act, reading: Reading, bare: bool, context: Context, read: ReadDoc) -> tuple[Row, ...]:
    """The act's rows; a copula and a bare report have none without both sides, and a report has what it says."""
    rows = verb_rows(act, reading, read.acts, read.annotated)
    if (bare or _is_copula(act)) and all(row.subject is None or row.object is None for row in rows):
        rows = ()
    if not bare:
        return rows
    beside = tuple(row for row in rows if row.object not in (None, *act.complements))
    return beside + _reported(act, again=bool(context.voices), told=bool(rows))


def _reported(act: Act, *, again: bool, told: bool) -> tuple[Row, ...]:
    """What a bare report says; a row of its own where it is itself reported: "the paper says officials said …"."""
    apart = (clause for clause in act.complements if _is_content(clause))
    clauses = [clause for clause in apart if len(range(*clause_tokens(clause))) > 1]
    return tuple(
        Row(subject, predicate_text(act), clause, adjunct=not again)
        for subject in (act.subjects if again else act.subjects[:1])
        for clause in clauses or (None,) * (again and not told and not any(map(lacks_subject, act.complements)))
    )


def _is_content(clause: Token) -> bool:
    """Whether a clause is what is said, and not when: "said it would close | after | posting a loss"."""
    return is_told_apart(clause) and not lacks_subject(clause) and clause.dep_ != "pcomp"


def _name_given(verb: Token) -> Token | None:
    """The name that a participle gives its noun besides: "a commander known as | Chucho |"."""
    name = other_name(verb.head) if verb.dep_ == "acl" else None
    return name if name is not None and verb.holds(name) else None


# ---- whether it says anything ---------------------------------------------------------------------------------------


def _says_nothing(act: Act) -> bool:
    """Whether the verb only carries another: "continue to support", "is expected to leave"."""
    raised = act.passive and act.lemma in word_set("raising verbs") and not act.subjects
    carries = raised or act.lemma in word_set("transparent verbs")
    if carries and any(is_infinitive(c) or _is_carried_gerund(c, raised) for c in act.complements):
        return True
    if act.lemma in word_set("talking verbs") and _is_on_terms(act):
        return True
    if act.rule.startswith("relative") and _only_sums_up(act.token.head):
        return True
    return puts_off(act.token) or any(map(_withholds_name, (act.token, *act.complements)))


def _is_carried_gerund(clause: Token, raised: bool) -> bool:
    """Whether a verb carries a gerund; of what raises its subject not one behind a preposition: "found guilty of"."""
    return is_gerund(clause) and not (raised and clause.dep_ == "pcomp")


def _only_sums_up(noun: Token) -> bool:
    """Whether a pronoun behind a comma only takes up what is told before: "was paid, *something* the mill denied"."""
    return noun.lower_ in word_set("summing up") and follows_comma(noun)


def _is_on_terms(act: Act) -> bool:
    """Whether only the terms are told on which a source speaks: "speaking on condition of anonymity"."""
    return any(prep == "on" and noun.lemma in word_set("terms of a source") for prep, noun in act.obliques)


def _withholds_name(verb: Token) -> bool:
    """Whether the verb only says that a source wants no name told: "asked not to be | named |"."""
    if verb.dep_ not in ("xcomp", "ccomp") or verb.lemma not in word_set("naming verbs") or not is_passive(verb):
        return False
    return has(verb, {"neg"}) or verb.head.lemma in word_set("withholding verbs")


# ---- what it is about -----------------------------------------------------------------------------------------------


def _content(act: Act, reading: Reading) -> tuple[Token, ...]:
    """The acts that the act is about: the verbs it governs, and for words with force the act its object tells."""
    verbs = [inner for verb in act.complements for inner in (verb, *_through(verb))]
    if reading.kind not in CONTENT_KINDS:
        return tuple(verbs)
    about = (noun for prep, noun in act.obliques if prep == "on" or prep not in WHERE_OR_WHEN)  # not "in a letter"
    nouns = [*act.objects, *about]
    return (*verbs, *nouns, *(inner for noun in nouns for _, inner in preposition_objects(noun)))


def _through(verb: Token) -> tuple[Token, ...]:
    """The verbs that a verb without a sense of its own carries."""
    if verb.lemma not in word_set("transparent verbs"):
        return ()
    return tuple(child for child in verb.children if child.dep_ == "xcomp")
