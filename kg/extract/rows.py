"""An act as triples, as worded: a row for each subject and object, and one for each further phrase on the act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from kg.extract.annotated import Annotated
from kg.extract.clauses import Act
from kg.extract.labels import FINITE, RELATIVES, has, is_verb
from kg.extract.objects import is_denied, is_judged, judgement
from kg.extract.phrases import conjuncts, preposition_objects, short_phrase
from kg.extract.sides import SIDES, Reading
from kg.extract.subjects import unique
from kg.extract.timewords import is_time
from kg.extract.tree import Token
from kg.extract.verbs import has_subject, is_gerund, is_infinitive, is_told_apart, mark_of, reports
from kg.extract.voices import is_trailing_report
from kg.extract.wording import GAP, adjective_text, infinitive_text, noun_text, predicate_text, with_object
from kg.ontology import ontology, word_set

CIRCUMSTANCE = frozenset(
    "after before during since until by under while despite amid without because through within outside as".split()
) | {"because of"}
LONG = 5
"""Words of subject and predicate from which on a list is not told thing by thing."""
EMPTY_ALONE = frozenset(("have", "do", "be"))


@dataclass(frozen=True, slots=True)
class Row:
    """One triple of a statement. An adjunct says more of what another row says ("set up a centre in | Mumbai").

    `anchor` is the word that an adjunct hangs on, where that is not the act's own; `last` is the last of the things
    that the row lists as one phrase.
    """

    subject: Token | None
    text: str
    object: Token | None
    adjunct: bool = False
    anchor: Token | None = None
    last: Token | None = None


def verb_rows(act: Act, reading: Reading, acts: Mapping[int, Act], annotated: Annotated) -> tuple[Row, ...]:
    """The rows of a verb; none where it says nothing by itself ("it is time")."""
    if act.token.lemma_ == "be" and _says_what(act, acts, annotated):
        return ()
    rows = tuple(_passive_rows(act, acts) if act.passive else _active_rows(act, reading, acts))
    rows = tuple(_joined(rows, annotated))
    rows = _filled(rows, tuple(_adjuncts(act, rows, annotated)))
    if any(row.object is None for row in rows) and _embedded(act, acts) is None:
        rows = tuple(_completed(rows, act, acts))
    if any(row.adjunct and row.anchor is not None for row in rows):
        rows = tuple(row for row in rows if row.object is None or not _is_empty(row.object))
    return tuple(row for row in rows if _tells(row, act, annotated))


def _is_empty(noun: Token) -> bool:
    """ "took | part": nothing beside "took part in | the strike"."""
    fills_out = noun.dep_ == "dobj" and not noun.lefts and noun.head.lemma == "take"
    return fills_out and noun.lower_ in word_set("empty objects")


def _says_what(act: Act, acts: Mapping[int, Act], annotated: Annotated) -> bool:
    """Whether a copula has an empty "it", or an infinitive that tells the act itself."""
    empty = any(s.lower_ == "it" and annotated.entity_id(s) is None for s in act.subjects)
    adjective = any(c.dep_ == "acomp" for c in act.token.children)
    return empty or (_embedded(act, acts) is not None and not adjective and not act.objects)


def _tells(row: Row, act: Act, annotated: Annotated) -> bool:
    if row.object is None and (row.subject is None or act.token.lemma_ in EMPTY_ALONE):
        return False
    if row.subject is not None and row.subject.lower_ == "you" and annotated.entity_id(row.subject) is None:
        return False
    return row.object != row.subject


def _embedded(act: Act, acts: Mapping[int, Act]) -> Act | None:
    """The infinitive or gerund that the verb governs."""
    return next((acts[c.i] for c in _governed(act) if c.i in acts and _is_chained(c)), None)


def _is_chained(clause: Token) -> bool:
    """Whether a clause is an infinitive or a gerund; none with a subject of its own: "with each guild keeping its"."""
    return is_infinitive(clause) or (is_gerund(clause) and not (clause.dep_ == "pcomp" and has_subject(clause)))


def _governed(act: Act) -> Iterator[Token]:
    """The clauses that the verb governs, not those of "after meeting lawmakers", nor "called for Egypt to pay"."""
    governed = (clause for clause in act.complements if clause.dep_ != "advcl")
    yield from (clause for clause in governed if clause.head.lower_ not in CIRCUMSTANCE)


def _embedded_verb(act: Act, acts: Mapping[int, Act]) -> Token | None:
    embedded = _embedded(act, acts)
    return embedded.token if embedded is not None else None


# ---- passives -------------------------------------------------------------------------------------------------------


def _passive_rows(act: Act, acts: Mapping[int, Act]) -> Iterator[Row]:
    """What is done to whom, as worded: "the mayor | was shot by | two men"; without a doer, the first phrase on it."""
    denied = (judgement(child) for child in act.token.rights if child.dep_ in ("oprd", "acomp") and is_denied(child))
    text = " ".join([predicate_text(act, chain=_embedded_verb(act, acts)), *denied])
    phrases = [(prep, noun) for prep, noun in act.obliques if noun.pos_ != "VERB"]
    phrases.sort(key=lambda phrase: is_time(phrase[1]))
    told: list[tuple[str, Token | None]] = [(f"{text} {_agents_prep(doer)}", doer) for doer in act.subjects]
    embedded = _embedded(act, acts)
    if embedded is not None and not told and embedded.subjects == act.patients:
        told += _told_by(text, embedded)
    given = [noun for noun in unique((*act.objects, *_named_so(act))) if noun not in act.patients]
    told = told or [(text, noun) for noun in given if act.patients]
    told = told or [(f"{text} {prep}", noun) for prep, noun in phrases[:1]] or [(text, None)]
    for patient in act.patients or (None,):
        for words, noun in told:
            yield Row(patient, words, noun)
        for noun in given:
            if (text, noun) not in told:
                yield Row(patient, text, noun, adjunct=bool(act.patients))


def _named_so(act: Act) -> list[Token]:
    """What a passive's subject is made or called: "was appointed | chairman", "was deemed | too dear"."""
    named = (child for child in act.token.rights if child.dep_ == "oprd" and not is_denied(child))
    return [each for child in named for each in conjuncts(child)]


def _agents_prep(doer: Token) -> str:
    """What stands before who does it in a passive."""
    behind_hands = any(word.lower_ == "hands" and doer in word.subtree for word in doer.ancestors)
    return "at the hands of" if behind_hands else "by"


# ---- actives --------------------------------------------------------------------------------------------------------


def _active_rows(act: Act, reading: Reading, acts: Mapping[int, Act]) -> Iterator[Row]:
    told = tuple(_objects(act, reading, acts)) or ((predicate_text(act, chain=_embedded_verb(act, acts)), None),)
    yield from (Row(subject, text, noun) for subject in act.subjects or (None,) for text, noun in told)


def _objects(act: Act, reading: Reading, acts: Mapping[int, Act]) -> Iterator[tuple[str, Token]]:
    """(predicate as worded, object) of each row."""
    adjective = next((c for c in act.token.children if _says_how(c)), None)
    embedded = _embedded(act, acts)
    if act.objects:
        yield from ((_with_gap(act, embedded, noun), noun) for noun in act.objects)
        yield from ((with_object(act, _prep_of(act, noun)), noun) for noun in _sides_apart(act, reading))
    elif adjective is not None:
        bare, text = predicate_text(act), f"{predicate_text(act)} {adjective_text(adjective)}"
        inner = next((acts[c.i] for c in adjective.children if c.i in acts and is_infinitive(c)), None)
        objects = inner.objects if inner is not None else ()
        told = [(f"{text} {infinitive_text(inner.token)}", noun) for noun in objects] if inner else []
        told = told or [(f"{text} {prep}", noun) for prep, noun in _obliques(act)]
        yield from told or [(bare, adjective)]
    elif embedded is not None and not _is_mutual(reading) and (found := _objects_of_embedded(act, embedded)):
        text = predicate_text(act, chain=embedded.token)
        yield from ((text, noun) for noun in found)
        yield from ((f"{text} {_middle(embedded)}{prep}", noun) for prep, noun in _addressed(embedded, reading, found))
    else:
        yield from _without_object(act, reading, embedded)


def _says_how(child: Token) -> bool:
    """Whether a word on a verb is the adjective that completes it: "became ill", "seems happy"."""
    return child.dep_ == "acomp" or (child.dep_ == "oprd" and child.pos_ == "ADJ")


def _is_mutual(reading: Reading) -> bool:
    """Whether the act has its other side for object, not what it is done for: "met to discuss | the price"."""
    row = ontology().predicates.get(reading.predicate)
    return row is not None and row.symmetric


def _with_gap(act: Act, embedded: Act | None, noun: Token) -> str:
    """The verb as worded, with a gap for an object that is to act itself or is judged: "wants … to leave"."""
    if noun.head != act.token and is_judged(noun.head):
        return f"{predicate_text(act)} {GAP} {judgement(noun.head)}"
    if embedded is None or noun not in embedded.subjects or not is_infinitive(embedded.token):
        return predicate_text(act)
    return f"{predicate_text(act)} {GAP} {infinitive_text(embedded.token)}"


def _objects_of_embedded(act: Act, embedded: Act) -> tuple[Token, ...]:
    """What the embedded verb is done to, where both are one's: "refused to publish | the salaries"."""
    if embedded.subjects != act.subjects or embedded.token.dep_ == "pcomp":
        return ()  # "apologised for closing the school": not to the school
    phrases = (noun for _, noun in embedded.obliques if not is_time(noun))
    return (*embedded.objects, *phrases, *_clauses_of(embedded))[:1]


def _clauses_of(act: Act) -> Iterator[Token]:
    """The finite clauses that an act is about: "where it lay" of "refused to say where it lay"."""
    yield from (clause for clause in act.complements if clause.dep_ == "ccomp" and has_subject(clause))


def _addressed(embedded: Act, reading: Reading, told: tuple[Token, ...]) -> Iterator[tuple[str, Token]]:
    """The phrases on the embedded verb that name a side of the governing act: "refused to send troops to | Mali"."""
    sides = [noun for role, noun in reading.participants if role != "actor" and noun not in told]
    sides = [noun for noun in sides if noun.dep_ in ("pobj", "conj")]
    yield from ((prep, noun) for noun in sides if (prep := _prep_of(embedded, noun)) and prep != "of")


def _middle(embedded: Act) -> str:
    first = next((noun for noun in embedded.objects if noun.i > embedded.token.i), None)
    return f"{noun_text(first)} " if first is not None else ""


def _without_object(act: Act, reading: Reading, embedded: Act | None) -> Iterator[tuple[str, Token]]:
    sides = {noun for role, noun in reading.participants if role != "actor" or noun not in act.subjects}
    telling = [(prep, noun) for prep, noun in _obliques(act) if prep not in CIRCUMSTANCE or noun in sides]
    yield from ((predicate_text(act, prep), noun) for prep, noun in telling)
    if not telling and embedded is None:
        clauses = (clause for clause in _governed(act) if is_told_apart(clause) and not _reports_it(clause))
        yield from ((predicate_text(act), clause) for clause in clauses)


def _reports_it(clause: Token) -> bool:
    """Whether the clause is the "added the letter" behind what the verb says."""
    return is_trailing_report(clause) or (reports(clause) and not has_subject(clause) and clause.tag_ in FINITE)


def _obliques(act: Act) -> list[tuple[str, Token]]:
    """The phrases that say more of the act: no time, no verb, no "in principle", nothing before the subject."""
    first = min((subject.i for subject in act.subjects), default=-1)
    return [
        (prep, noun)
        for prep, noun in act.obliques
        if not is_time(noun) and noun.pos_ != "VERB" and not (noun.i < first and noun.i < act.token.i)
        if noun.lower_ not in word_set("adverbial nouns") or list(noun.lefts)
    ]


def _sides_apart(act: Act, reading: Reading) -> list[Token]:
    """The sides that get a row beside the object's: on the verb, or on the noun that is part of the verb's sense."""
    sides = [noun for role, noun in reading.participants if role != "actor" or noun not in act.subjects]
    return [noun for noun in sides if noun not in act.objects and _is_apart(act, reading, noun)]


def _is_apart(act: Act, reading: Reading, noun: Token) -> bool:
    if any(noun == other for _, other in act.obliques):
        return True
    return bool(reading.light) and noun.dep_ in ("pobj", "conj") and _prep_of(act, noun) != "of"


def _prep_of(act: Act, noun: Token) -> str:
    """The preposition by which a noun hangs on the verb or on its object, however deep."""
    direct = next((prep for prep, other in act.obliques if other == noun), "")
    above = next((t for t in noun.ancestors if t.head in act.objects and t.dep_ == "prep"), None)
    return direct or (above.lower_ if above is not None else "")


# ---- lists ----------------------------------------------------------------------------------------------------------


def _joined(rows: tuple[Row, ...], annotated: Annotated) -> Iterator[Row]:
    """The rows; short things that a long clause lists are one phrase in one row, not the clause over again."""
    for (subject, text), group in groupby(rows, key=lambda row: (row.subject, row.text)):
        listed = list(group)
        things = [row.object for row in listed if row.object is not None]
        if len(listed) > 1 and len(things) == len(listed) and _would_repeat(subject, text, things, annotated):
            yield replace(listed[0], last=things[-1])
        else:
            yield from listed


def _would_repeat(subject: Token | None, text: str, things: list[Token], annotated: Annotated) -> bool:
    """Whether a row for each of these conjuncts would repeat four fifths of its words; a side has its own row."""
    if set(things) - set(conjuncts(things[0])) or any(annotated.type_of(each) in SIDES for each in things):
        return False
    repeated = len(text.split()) + (_length(subject) if subject is not None else 0)
    return any(repeated >= max(LONG, 4 * _length(each)) for each in things)


def _length(noun: Token) -> int:
    start, end = short_phrase(noun)
    return end - start


# ---- what else is said of the act -----------------------------------------------------------------------------------


def _adjuncts(act: Act, rows: tuple[Row, ...], annotated: Annotated) -> Iterator[Row]:
    """A row for each further phrase on the verb and on its object, anchored on its preposition."""
    told = {row.object for row in rows}
    subjects = act.patients if act.passive else act.subjects
    for subject in subjects:
        if subject != subjects[0] and annotated.type_of(subject) not in SIDES:
            continue
        for text, noun, last in _listed(_phrases(act), annotated):
            if noun not in told:
                yield Row(subject, text, noun, adjunct=True, anchor=_preposition(noun, act.token), last=last)


def _listed(phrases: Iterable[tuple[str, Token]], annotated: Annotated) -> Iterator[tuple[str, Token, Token | None]]:
    """Each phrase with its noun; things that are joined ("fleeing with food and clothes") are one phrase."""
    for text, noun in phrases:
        joined = conjuncts(noun) if noun.dep_ != "conj" else ()
        things = [each for each in joined if annotated.type_of(each) not in SIDES]
        if len(joined) > 1 and len(things) == len(joined):
            yield text, noun, joined[-1]
        elif noun.dep_ != "conj" or annotated.type_of(noun) in SIDES:
            yield text, noun, None


def _filled(rows: tuple[Row, ...], adjuncts: tuple[Row, ...]) -> tuple[Row, ...]:
    """The rows and the adjuncts; the first phrase on an intransitive takes the empty place: "bonds | rose in | May"."""
    first = {row.subject: row for row in reversed(adjuncts)}
    empty = {row.subject: first.pop(row.subject) for row in rows if row.object is None and row.subject in first}
    filled = (
        replace(empty[row.subject], adjunct=False, anchor=None) if row.object is None and row.subject in empty else row
        for row in rows
    )
    return (*filled, *(row for row in adjuncts if row not in empty.values()))


def _completed(rows: tuple[Row, ...], act: Act, acts: Mapping[int, Act]) -> Iterator[Row]:
    """The rows; where nothing else fills the empty place, what stands behind the verb: an adverb, a clause."""
    text, last = next(_behind(act, acts), ("", None))
    for row in rows:
        yield row if row.object is not None or last is None else replace(row, text=text, object=last)


def _behind(act: Act, acts: Mapping[int, Act]) -> Iterator[tuple[str, Token]]:
    """(predicate as worded, word) of a gerund with its preposition, an adverb, a clause behind the verb."""
    behind = list(act.token.rights)
    for child in behind:
        if child.dep_ in ("prep", "agent"):
            yield from ((predicate_text(act, child.lower_), verb) for verb in child.rights if verb.dep_ == "pcomp")
    yield from ((predicate_text(act), word) for word in behind if _says_where_or_how(word))
    for clause in (word for word in behind if word.dep_ == "advcl" and is_verb(word)):
        if is_infinitive(clause) and clause.i in acts and not has_subject(clause):
            yield from _told_by(predicate_text(act, chain=clause), acts[clause.i])
        elif not any(word.tag_ == "WDT" for word in clause.lefts):
            yield predicate_text(act, mark_of(clause)), clause
    yield from ((predicate_text(act, prep), noun) for prep, noun in act.obliques if _stands_before(noun, act))
    yield from ((predicate_text(act), word) for word in act.token.lefts if has(word, {"npadvmod"}))


def _stands_before(noun: Token, act: Act) -> bool:
    """Whether a phrase opens the clause and says where or when: "in Oslo" of "in Oslo the lamps went out"."""
    says = noun.lower_ not in RELATIVES and noun.lower_ not in word_set("adverbial nouns")
    return says and noun.i < act.token.i and noun.pos_ != "VERB"


def _says_where_or_how(word: Token) -> bool:
    return word.dep_ == "advmod" and word.lower_ not in word_set("adverbs of the speaker")


def _told_by(text: str, inner: Act) -> Iterator[tuple[str, Token]]:
    """(predicate as worded, noun) of the objects of an inner verb, else of its phrases."""
    yield from ((text, noun) for noun in inner.objects)
    if not inner.objects:
        yield from ((f"{text} {prep}", noun) for prep, noun in _obliques(inner))
        yield from ((text, clause) for clause in _clauses_of(inner))


def _phrases(act: Act) -> Iterator[tuple[str, Token]]:
    """(predicate as worded, noun) of each phrase: where, how and for what, then when."""
    bare = act.passive or not act.objects
    worded = predicate_text if bare else with_object
    nearby = _obliques(act)
    if not act.passive:
        nearby += [pair for noun in act.objects[:1] for pair in _on_object(noun)]
    told = nearby + list(_times(act, bare and not nearby))
    yield from ((worded(act, prep), noun) for prep, noun in told)


def _times(act: Act, alone: bool) -> Iterator[tuple[str, Token]]:
    """The times behind the verb: "in 1994", "last week"; `alone`, also those before it, and amounts."""
    if not act.complements:
        yield from ((prep, noun) for prep, noun in act.obliques if is_time(noun) and (alone or noun.i > act.token.i))
        days = (c for c in act.token.children if c.dep_ == "npadvmod")
        yield from (("", day) for day in days if alone or (is_time(day) and day.i > act.token.i))


def _on_object(noun: Token) -> Iterator[tuple[str, Token]]:
    yield from ((prep, other) for prep, other in preposition_objects(noun) if prep != "of" and not is_time(other))


def _preposition(noun: Token, verb: Token) -> Token | None:
    """The preposition that a noun hangs on; a noun without one is its own."""
    above = next((t for t in noun.ancestors if t.pos_ in ("ADP", "SCONJ") or t == verb), None)
    return noun if above == verb else above
