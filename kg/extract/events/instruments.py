"""By what means: the mode that an instrument's name gives an act."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kg.extract.syntax.clauses import Act
from kg.extract.syntax.labels import is_modifier
from kg.extract.syntax.tree import Token
from kg.ontology import ontology, word_set

INSTRUMENT_PREPS = frozenset(("by", "in", "with", "over"))


def verb_modes(act: Act) -> tuple[str, ...]:
    """The modes of a verb's instruments: behind "by" or "with", or as its subject ("a drone strike killed two")."""
    means = [noun for prep, noun in act.obliques if prep in INSTRUMENT_PREPS]
    means += filter(is_instrument, act.subjects)
    return _modes([word for noun in means for word in (noun, *noun.lefts)]) if means else ()


def noun_modes(noun: Token, phrases: Mapping[str, list[Token]]) -> tuple[str, ...]:
    """The modes of an event noun's instruments: before it, or behind "by"."""
    return _modes(_words_before(noun, *phrases.get("by", ())))


def is_instrument(noun: Token) -> bool:
    """Whether the noun is a weapon or its use: somebody else acts."""
    return noun.lemma in word_set("instrument heads")


def _words_before(*nouns: Token) -> Iterator[Token]:
    for noun in nouns:
        yield from (child for child in noun.lefts if is_modifier(child))
        yield noun


def _modes(words: Iterable[Token]) -> tuple[str, ...]:
    modes = ontology().modes
    found = [modes[word.lower_] for word in words if word.lower_ in modes]
    return tuple(dict.fromkeys(found)) if found else ()
