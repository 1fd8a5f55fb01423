"""An act as triples, as worded: a row for each subject and object, and one for each further phrase on the act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec.structs import replace

from kg.extract.annotated import Annotated
from kg.extract.events.sides import SIDES, Reading, fills_out
from kg.extract.rows.actives import active_rows
from kg.extract.rows.adjuncts import adjuncts_of, completions
from kg.extract.rows.complements import embedded_act
from kg.extract.rows.passives import passive_rows
from kg.extract.rows.statement import Row
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.phrases import conjuncts, short_phrase
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import is_particle
from kg.extract.wording import is_resulting_state, noun_text
from kg.ontology import word_set

LONG, LONG_OF_KIND = 4, 5
"""Words of subject and predicate from which on a list is not told thing by thing, of an act of a kind one more."""
BE = frozenset(("is", "are", "was", "were"))
EMPTY_ALONE = frozenset(("have", "do", "be"))


def verb_rows(act: Act, reading: Reading, acts: Mapping[int, Act], annotated: Annotated) -> tuple[Row, ...]:
    """The rows of a verb; none where it says nothing by itself ("it is time")."""
    if act.token.lemma == "be" and _says_what(act, acts, annotated):
        return ()
    rows = tuple(passive_rows(act, acts) if act.passive else active_rows(act, reading, acts))
    if len(rows) > 1:
        rows = tuple(_joined(rows, LONG if reading.kind == "OTHER" else LONG_OF_KIND, annotated))
    if adjuncts := tuple(adjuncts_of(act, rows, annotated)):
        rows = _filled(rows, adjuncts)
    if None in [row.object for row in rows] and _is_open(act, acts):
        rows = tuple(_completed(rows, act, acts))
    if len(rows) > 1:
        rows = tuple(row for row in rows if row.object is None or not _is_empty(row.object)) or rows
        rows = tuple(_whole(rows, act))
    return tuple([row for row in rows if _tells(row, act, annotated)])


def _is_open(act: Act, acts: Mapping[int, Act]) -> bool:
    """Whether what stands behind the verb may complete it: no other verb does, nor "dead" of "was shot dead"."""
    return embedded_act(act, acts) is None and not any(map(is_resulting_state, act.token.rights))


def _is_empty(noun: Token) -> bool:
    """Whether an object makes no row beside what is behind its preposition: "took | part | in the strike"."""
    return fills_out(noun) and noun.head.lemma in word_set("verbs filled out")


def _whole(rows: tuple[Row, ...], act: Act) -> Iterator[Row]:
    """The rows without those that say nothing before a longer one, which then is no adjunct.

    "put the toll at | 22", not "put | the toll"; "went on strike in | May", not "went on | strike". Where an act
    happens is still no side of it: "released from captivity in | Mali".
    """
    longer = dict(_cut_short(rows, act))
    told = {
        other
        for row, other in longer.items()
        if other.object is not None and (row.object in act.objects or is_time(other.object))
    }
    for row in rows:
        if row not in longer:
            yield replace(row, adjunct=False, anchor=None) if row in told else row


def _cut_short(rows: tuple[Row, ...], act: Act) -> Iterator[tuple[Row, Row]]:
    """(row, longer row) for each that says nothing alone, with the first that begins with its words."""
    needed = [row for row in rows if _is_needed_phrase(row, act)]
    for row in rows:
        noun = row.object
        if noun is None:
            continue
        if noun in act.objects:
            others: Sequence[Row] = needed if not row.adjunct else ()
        else:
            others = rows if noun.lemma in word_set("nouns of a state") and not noun.children else ()
        if (other := next((other for other in others if _begins_with(other, row, noun)), None)) is not None:
            yield row, other


def _is_needed_phrase(row: Row, act: Act) -> bool:
    """Whether a row tells the phrase without which its verb says nothing: "put the toll *at* | 22"."""
    if row.anchor is None or f"{act.lemma} {row.anchor.lower_}" not in word_set("verbs with a phrase"):
        return False
    return not any(map(is_particle, act.token.rights))


def _begins_with(longer: Row, row: Row, noun: Token) -> bool:
    """Whether another row of the same subject begins with the words of a row and its noun."""
    if longer is row or longer.subject is not row.subject:
        return False
    return f"{longer.text} ".startswith(f"{row.text} {noun_text(noun)} ")


def _says_what(act: Act, acts: Mapping[int, Act], annotated: Annotated) -> bool:
    """Whether a copula has an empty "it", or an infinitive that tells the act itself."""
    empty = any(s.lower_ == "it" and annotated.entity_id(s) is None for s in act.subjects)
    adjective = any(c.dep_ == "acomp" for c in act.token.children)
    return empty or (embedded_act(act, acts) is not None and not adjective and not act.objects)


def _tells(row: Row, act: Act, annotated: Annotated) -> bool:
    if row.object is None and (row.subject is None or act.token.lemma in EMPTY_ALONE):
        return False
    if row.subject is not None and row.subject.lower_ == "you" and annotated.entity_id(row.subject) is None:
        return False
    return row.object != row.subject


def _joined(rows: tuple[Row, ...], long: int, annotated: Annotated) -> Iterator[Row]:
    """The rows; short things that a long clause lists are one phrase in one row, not the clause over again."""
    for (subject, text), group in groupby(rows, key=lambda row: (row.subject, row.text)):
        listed = list(group)
        things = [row.object for row in listed if row.object is not None]
        if len(listed) > 1 and len(things) == len(listed) and _would_repeat(subject, text, things, long, annotated):
            yield replace(listed[0], last=things[-1])
        else:
            yield from listed


def _would_repeat(subject: Token | None, text: str, things: list[Token], long: int, annotated: Annotated) -> bool:
    """Whether a row for each of these conjuncts would repeat four fifths of its words; a side has its own row.

    The bare copula is no word that is said over again.
    """
    if set(things) - set(conjuncts(things[0])) or any(annotated.type_of(each) in SIDES for each in things):
        return False
    repeated = (len(text.split()) if text not in BE else 0) + (_length(subject) if subject is not None else 0)
    return any(repeated >= max(long, 4 * _length(each)) for each in things)


def _length(noun: Token) -> int:
    start, end = short_phrase(noun)
    return end - start


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
    text, last = next(completions(act, acts), ("", None))
    for row in rows:
        yield row if row.object is not None or last is None else replace(row, text=text, object=last)
