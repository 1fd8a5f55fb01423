"""What the cues say of a word: whether a verb speaks, and what a verb or noun makes of the act it governs."""

from __future__ import annotations

from kg.extract.syntax.tree import Token
from kg.ontology import Governor, ontology, word_set

HARMING = frozenset(("ASSAULT", "HARM"))
"""The kinds of attacks, disasters and accidents."""


def speaks(verb: Token) -> bool:
    """Whether the verb says, asks, promises or denies something: "warn", "urge", "vow"."""
    return verb.lemma in ontology().cues.speaking


def reports(verb: Token) -> bool:
    """Whether the verb tells what is said, or heard, without a force of its own: "say", "add", "hear"."""
    return verb.lemma in ontology().cues.reporting


def is_speech_act(verb: Token) -> bool:
    """Whether the verb is one of speech, whether it takes a clause or not: "warn", "reject", "thank"."""
    return speaks(verb) or verb.lemma in word_set("speech acts")


def verb_cues(verb: Token) -> tuple[Governor, ...]:
    """The rows of the cues for a verb; none for a verb that governs nothing."""
    return ontology().cues.governors.get(("verb", verb.lemma), ())


def noun_cues(noun: Token) -> tuple[Governor, ...]:
    """The rows of the cues for a noun; none for a noun that governs nothing."""
    return ontology().cues.governors.get(("noun", noun.lemma), ())


def tells_clause(noun: Token) -> bool:
    """Whether a clause behind the noun may give its content: "concerns that he plans to flee"."""
    return any("clause" in row.takes for row in noun_cues(noun))


def adjective_cues(adjective: Token) -> tuple[Governor, ...]:
    """The rows of the cues for an adjective; none for one that governs nothing."""
    return ontology().cues.governors.get(("adj", adjective.lower_), ())


def denies(verb: Token) -> bool:
    """Whether the verb may deny what it governs: "deny", "dismiss"."""
    return "denied" in [row.status for row in verb_cues(verb)]
