"""The rows of a passive: what is done to whom, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.rows.complements import embedded_act, embedded_verb, is_manner, told_by
from kg.extract.rows.statement import Row
from kg.extract.syntax.clauses import Act
from kg.extract.syntax.objects import is_denied, judgement
from kg.extract.syntax.phrases import conjuncts
from kg.extract.syntax.subjects import unique
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.wording import is_resulting_state, predicate_text


def passive_rows(act: Act, acts: Mapping[int, Act]) -> Iterator[Row]:
    """What is done to whom, as worded: "the mayor | was shot by | two men"; without a doer, the first phrase on it."""
    denied = (judgement(child) for child in act.token.rights if child.dep_ in ("oprd", "acomp") and is_denied(child))
    text = " ".join([predicate_text(act, chain=embedded_verb(act, acts)), *denied])
    phrases = [(prep, noun) for prep, noun in act.obliques if noun.pos_ != "VERB" and not is_manner(noun)]
    phrases.sort(key=lambda phrase: is_time(phrase[1]))
    told: list[tuple[str, Token | None]] = [(f"{text} {_agents_prep(doer)}", doer) for doer in act.subjects]
    embedded = embedded_act(act, acts)
    if embedded is not None and not told and embedded.subjects == act.patients:
        told += told_by(text, embedded)
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
    named = (
        child
        for child in act.token.rights
        if child.dep_ == "oprd" and not (is_denied(child) or is_resulting_state(child))
    )
    return [each for child in named for each in conjuncts(child)]


def _agents_prep(doer: Token) -> str:
    """What stands before who does it in a passive."""
    behind_hands = any(word.lower_ == "hands" and word.holds(doer) for word in doer.ancestors)
    return "at the hands of" if behind_hands else "by"
