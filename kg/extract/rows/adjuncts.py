"""What else is said of an act: when, where, how and with what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from kg.extract.annotated import Annotated
from kg.extract.events.sides import SIDES
from kg.extract.events.timing import is_record
from kg.extract.rows.complements import obliques, says_how, told_by
from kg.extract.rows.statement import Row
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.labels import COPULAS, RELATIVES, follows_comma, has, is_verb
from kg.extract.syntax.phrases import adverb_text, conjuncts, preposition_objects
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import has_subject, is_infinitive, mark_of
from kg.extract.wording import adjective_text, is_resulting_state, phrase_text, predicate_text, with_object
from kg.ontology import word_set


def adjuncts_of(act: Act, rows: tuple[Row, ...], annotated: Annotated) -> Iterator[Row]:
    """A row for each further phrase on the verb and on its object, anchored on its preposition."""
    phrases = _phrases(act)
    if phrases:
        told = {row.object for row in rows}
        phrases = [(prep, noun) for prep, noun in phrases if noun not in told]
    if not phrases:
        return
    worded = _wording(act)
    listed = [(worded(prep, noun), noun, last) for prep, noun, last in _listed(phrases, annotated)]
    subjects = act.patients if act.passive else act.subjects
    for subject in subjects:
        if subject is subjects[0] or annotated.type_of(subject) in SIDES:
            for text, noun, last in listed:
                yield Row(subject, text, noun, adjunct=True, anchor=_preposition(noun, act.token), last=last)


def _listed(phrases: Iterable[tuple[str, Token]], annotated: Annotated) -> Iterator[tuple[str, Token, Token | None]]:
    """Each phrase with its noun; things that are joined ("fleeing with food and clothes") are one phrase."""
    for prep, noun in phrases:
        joined = conjuncts(noun) if noun.dep_ != "conj" else ()
        if len(joined) > 1 and all(annotated.type_of(each) not in SIDES for each in joined):
            yield prep, noun, joined[-1]
        elif noun.dep_ != "conj" or annotated.type_of(noun) in SIDES:
            yield prep, noun, None


def _phrases(act: Act) -> list[tuple[str, Token]]:
    """(preposition, noun) of each phrase: where, how and for what, then when."""
    nearby = obliques(act)
    if act.objects and not act.passive:
        nearby += [pair for noun in act.objects[:1] if noun.i > act.token.i for pair in _on_object(noun)]
    return nearby + _times(act, _stands_bare(act) and not nearby)


def _wording(act: Act) -> Callable[[str, Token], str]:
    """How the predicate of a phrase is worded: by its preposition and noun."""
    bare = _stands_bare(act)
    how = next((c for c in act.token.rights if says_how(c) and not is_resulting_state(c)), None)
    if how is not None and (bare or act.token.lemma in COPULAS):  # "was silent in"
        text = f"{predicate_text(act)} {adjective_text(how)}"
        return lambda prep, noun: f"{text} {prep}" if prep else text
    return lambda prep, noun: phrase_text(act, prep, noun) if bare else with_object(act, prep)


def _stands_bare(act: Act) -> bool:
    """Whether no object stands between the verb and its phrases."""
    return act.passive or not act.objects


def _times(act: Act, alone: bool) -> list[tuple[str, Token]]:
    """The times behind the verb: "in 1994", "last week"; `alone`, also those before it, and amounts."""
    if act.complements:
        return []
    verb = act.token
    times = [
        (prep, noun)
        for prep, noun in act.obliques
        if (alone or noun.i > verb.i) and is_time(noun) and not is_record(noun.head)
    ]
    for day in verb.children:
        if day.dep_ == "npadvmod" and (alone or (day.i > verb.i and is_time(day))):
            times.append(("", day))
    return times


def _on_object(noun: Token) -> list[tuple[str, Token]]:
    inner = ("of", "to") if noun.lemma in word_set("roles with to") else ("of",)
    return [(prep, other) for prep, other in preposition_objects(noun) if prep not in inner and not is_time(other)]


def _preposition(noun: Token, verb: Token) -> Token | None:
    """The preposition that a noun hangs on; a noun without one is its own."""
    above = next((t for t in noun.ancestors if t.pos_ in ("ADP", "SCONJ") or t == verb), None)
    return noun if above == verb else above


def completions(act: Act, acts: Mapping[int, Act]) -> Iterator[tuple[str, Token]]:
    """(predicate as worded, word) of a gerund with its preposition, an adverb, a clause behind the verb."""
    behind = list(act.token.rights)
    for child in behind:
        if child.dep_ in ("prep", "agent"):
            yield from (
                (predicate_text(act, child.lower_), verb) for verb in child.rights if verb.dep_ in ("pcomp", "amod")
            )
    adverbs = (word for word in behind if _says_where_or_how(word))
    yield from ((predicate_text(act).removesuffix(f" {word.text}"), word) for word in adverbs)  # "went | home"
    for clause in (word for word in behind if word.dep_ == "advcl" and is_verb(word)):
        if is_infinitive(clause) and clause.i in acts and not has_subject(clause):
            yield from told_by(predicate_text(act, chain=clause), acts[clause.i])
        elif not any(word.tag_ == "WDT" for word in clause.lefts) and not _is_told_by_itself(clause):
            yield predicate_text(act, mark_of(clause)), clause
    yield from ((predicate_text(act, prep), noun) for prep, noun in act.obliques if _stands_before(noun, act))
    yield from ((predicate_text(act), word) for word in act.token.lefts if has(word, {"npadvmod"}))


def _is_told_by_itself(clause: Token) -> bool:
    """Whether a clause is what else the subject did: "the ship sank, | killing nine |"."""
    return clause.tag_ == "VBG" and not mark_of(clause) and follows_comma(clause)


def _stands_before(noun: Token, act: Act) -> bool:
    """Whether a phrase opens the clause and says where or when: "in Oslo" of "in Oslo the lamps went out"."""
    says = noun.lower_ not in RELATIVES and noun.lower_ not in word_set("adverbial nouns")
    return says and noun.i < act.token.i and noun.pos_ != "VERB"


def _says_where_or_how(word: Token) -> bool:
    return word.dep_ == "advmod" and adverb_text(word) not in word_set("adverbs of the speaker")
