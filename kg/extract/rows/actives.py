"""The rows of an active verb: who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kg.extract.events.sides import Reading
from kg.extract.rows.complements import (
    CIRCUMSTANCE,
    embedded_act,
    embedded_verb,
    finite_clauses,
    governed_clauses,
    lacks_subject,
    obliques,
    says_how,
    told_by,
)
from kg.extract.rows.statement import Row
from kg.extract.status.voices import is_trailing_report
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.cued import adjective_cues, reports
from kg.extract.syntax.labels import AMOUNTS, FINITE, word_before
from kg.extract.syntax.objects import completion_of, gapped, is_judged, judgement
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import has_subject, is_infinitive, is_told_apart
from kg.extract.wording import GAP, adjective_text, infinitive_text, noun_text, phrase_text, predicate_text, with_object
from kg.ontology import ontology, word_set


def active_rows(act: Act, reading: Reading, acts: Mapping[int, Act]) -> list[Row]:
    told = _objects(act, reading, acts) or [(predicate_text(act, chain=embedded_verb(act, acts)), None)]
    rows = [Row(subject, text, noun) for subject in act.subjects or (None,) for text, noun in told]
    others = gapped(act.token)
    return rows + [Row(subject, predicate_text(act), noun) for subject, noun in others] if others else rows


def _objects(act: Act, reading: Reading, acts: Mapping[int, Act]) -> Sequence[tuple[str, Token | None]]:
    """(predicate as worded, object) of each row."""
    embedded = embedded_act(act, acts)
    if act.objects:
        told = [(_with_gap(act, embedded, noun), noun) for noun in act.objects]
        return told + [(with_object(act, _prep_of(act, noun)), noun) for noun in _sides_apart(act, reading)]
    adjective = next((c for c in act.token.children if says_how(c)), None)
    if adjective is not None:
        return _of_adjective(act, adjective, acts)
    if embedded is not None and not _is_mutual(reading) and (found := _objects_of_embedded(act, embedded)):
        text = predicate_text(act, chain=embedded.token)
        told = [(f"{text} {prep}" if prep else text, noun) for prep, noun in found]
        addressed = _addressed(embedded, reading, [noun for _, noun in found])
        return told + [(f"{text} {_middle(embedded)}{prep}", noun) for prep, noun in addressed]
    return _without_object(act, reading, embedded)


def _of_adjective(act: Act, adjective: Token, acts: Mapping[int, Act]) -> list[tuple[str, Token]]:
    """The same where an adjective completes the verb: what stands behind the adjective, else the adjective."""
    bare = predicate_text(act)
    text = f"{bare} {adjective_text(adjective)}"
    inner = next((acts[c.i] for c in adjective.children if c.i in acts and is_infinitive(c)), None)
    told = list(told_by(f"{text} {infinitive_text(inner.token)}", inner)) if inner is not None else []
    if inner is not None and not told:  # "is due to begin in | March"
        text = f"{text} {infinitive_text(inner.token)}"
        told = [(f"{text} {prep}", noun) for prep, noun in inner.obliques if is_time(noun)]
    told = told or [(f"{text} {prep}", noun) for prep, noun in (obliques(act) or _set_for(act, adjective))]
    if act.token.lemma == "make":  # "made clear | it would stay"
        told = told or [(text, clause) for clause in finite_clauses(act)]
    return told or [(bare, adjective)]


def _set_for(act: Act, adjective: Token) -> list[tuple[str, Token]]:
    """The day for which an adjective sets something: "is due on | Monday"."""
    sets = any(row.status == "future" for row in adjective_cues(adjective))
    return [(prep, noun) for prep, noun in act.obliques if is_time(noun)] if sets else []


def _is_mutual(reading: Reading) -> bool:
    """Whether the act has its other side for object, not what it is done for: "met to discuss | the price"."""
    row = ontology().predicates.get(reading.predicate)
    return row is not None and row.symmetric


def _with_gap(act: Act, embedded: Act | None, noun: Token) -> str:
    """The verb as worded, with a gap for an object that is to act itself or is judged: "wants … to leave"."""
    if how := _what_it_is(act, noun):
        words = [predicate_text(act), how] if noun.i < act.token.i else [predicate_text(act), GAP, how]
        return " ".join(words)
    if embedded is None or noun not in embedded.subjects or not is_infinitive(embedded.token):
        completing = completion_of(noun) if noun.head == act.token else None
        return f"{predicate_text(act)} {GAP} {noun_text(completing)}" if completing else predicate_text(act)
    return f"{predicate_text(act)} {GAP} {infinitive_text(embedded.token)}"


def _what_it_is(act: Act, noun: Token) -> str:
    """What the verb calls, finds or makes its object: "called the vote *a farce*", "described it *as fair*"."""
    if noun.head != act.token and noun != act.token.head:
        return judgement(noun.head) if is_judged(noun.head) else ""
    for child in act.token.rights:
        if noun.i < child.i and child.dep_ == "oprd" and not _goes_on(child, noun):
            return noun_text(child) if child.pos_ != "ADJ" else judgement(child)
        if noun.i < child.i and child.lower_ == "as" and child.rights and child.rights[0].dep_ == "amod":
            return child.doc[child.i : child.rights[0].i + 1].text
    return ""


def _goes_on(word: Token, noun: Token) -> bool:
    """Whether a word does not say what the noun is: the rest of its name, or an apposition."""
    before = word_before(word.left_edge)
    if before is None:
        return False
    in_name = (noun.ent is not None and word.ent is noun.ent) or (before is noun and noun.pos_ == word.pos_ == "PROPN")
    return in_name or before.text in (",", ":", ";")


def _objects_of_embedded(act: Act, embedded: Act) -> tuple[tuple[str, Token], ...]:
    """(preposition, noun) of what the embedded verb is done to, where both are one's: "refused to sell | the mill"."""
    advised = not embedded.subjects and act.lemma in word_set("advising verbs")  # "warned against selling | the school"
    if not advised and (embedded.subjects != act.subjects or embedded.token.dep_ == "pcomp"):
        return ()  # "apologised for closing the school": not to the school
    phrases = (phrase for phrase in embedded.obliques if not is_time(phrase[1]))
    objects, clauses = ([("", each) for each in told] for told in (embedded.objects, finite_clauses(embedded)))
    return (*objects, *phrases, *clauses)[:1]


def _addressed(embedded: Act, reading: Reading, told: list[Token]) -> Iterator[tuple[str, Token]]:
    """The phrases on the embedded verb that name a side of the governing act: "refused to send troops to | Mali"."""
    sides = [noun for role, noun in reading.participants if role != "actor" and noun not in told]
    sides = [noun for noun in sides if noun.dep_ in ("pobj", "conj")]
    yield from ((prep, noun) for noun in sides if (prep := _prep_of(embedded, noun)) and prep != "of")


def _middle(embedded: Act) -> str:
    first = next((noun for noun in embedded.objects if noun.i > embedded.token.i), None)
    return f"{noun_text(first)} " if first is not None else ""


def _without_object(act: Act, reading: Reading, embedded: Act | None) -> list[tuple[str, Token]]:
    for child in act.token.rights:
        if child.dep_ == "npadvmod" and child.ent_type_ in AMOUNTS:
            return [(predicate_text(act), child)]  # "fell | 22%", then "in | Turin"
    if telling := _telling_phrases(act, reading):
        return [(phrase_text(act, prep, noun), noun) for prep, noun in telling]
    if embedded is not None:
        return []
    clauses = (clause for clause in governed_clauses(act) if is_told_apart(clause) and not _reports_it(clause))
    return [(predicate_text(act), clause) for clause in clauses if not lacks_subject(clause)]


def _telling_phrases(act: Act, reading: Reading) -> list[tuple[str, Token]]:
    """The phrases on a verb that name a side, or tell more than when, where and how."""
    if not (phrases := obliques(act)):
        return []
    sides = {noun for role, noun in reading.participants if role != "actor" or noun not in act.subjects}
    return [
        (prep, noun)
        for prep, noun in phrases
        if prep not in CIRCUMSTANCE or noun in sides or _is_by_how_much(prep, noun)
    ]


def _is_by_how_much(prep: str, noun: Token) -> bool:
    return prep == "by" and noun.ent_type_ in AMOUNTS


def _reports_it(clause: Token) -> bool:
    """Whether the clause is the "added the letter" behind what the verb says."""
    return is_trailing_report(clause) or (reports(clause) and not has_subject(clause) and clause.tag_ in FINITE)


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
