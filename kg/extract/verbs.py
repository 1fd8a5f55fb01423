"""Verbs: the form each stands in, its base form, and the word it hangs on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.ontology import ontology

if TYPE_CHECKING:
    from spacy.tokens import Token

TOUGH = frozenset(("difficult", "hard", "easy", "impossible", "tough"))
NO_ACT_DEPS = frozenset(("aux", "auxpass", "amod", "compound", "prep", "case", "mark", "intj", "prt", "nmod"))


SPEECH = frozenset(("claimed", "demanded", "denied", "promised"))


def lemma_of(token: Token) -> str:
    """The base form of a word, lower case, mended where the model gets it wrong."""
    return ontology().lemma(token.lemma_.lower(), token.tag_)


def tells(token: Token) -> bool:
    """Whether a word is a verb of its own: no auxiliary, no adjective, no verb turned preposition."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in NO_ACT_DEPS:
        return False
    if token.dep_ == "xcomp" and token.head.lower_ in TOUGH:
        return False
    if not token.text[0].isalpha() or (not token.whitespace_ and token.doc[token.i + 1 : token.i + 2].text == "-"):
        return False  # "re" of "re-open"
    return not (
        token.pos_ == "AUX" and token.lemma_ in ("will", "would", "may", "might", "must", "can", "could", "shall")
    )


def is_passive(token: Token) -> bool:
    """Whether the verb's subject undergoes the act."""
    deps = {child.dep_ for child in token.children}
    if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps:
        return True
    if token.tag_ != "VBN" or "aux" in deps or deps & {"nsubj", "csubj"}:
        return False
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
        return is_passive(token.head)
    if token.dep_ == "acl" and token.head.dep_ == "ROOT" and not _finite(token.head):
        return False
    return token.dep_ in ("acl", "advcl", "relcl", "oprd", "ROOT") and "dobj" not in deps


def _finite(root: Token) -> bool:
    """Whether the sentence has a finite verb; else what looks like a participle of its head is its verb."""
    return any(word.tag_ in ("VBD", "VBZ", "VBP", "MD") for word in root.sent)


def is_gerund(token: Token) -> bool:
    """Whether the verb is a bare -ing form, not "was looking"."""
    return token.tag_ == "VBG" and not any(child.dep_ == "aux" for child in token.children)


def is_infinitive(token: Token) -> bool:
    """Whether the verb is a to-infinitive."""
    return token.tag_ == "VB" and any(child.tag_ == "TO" for child in token.lefts)


def has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for child in token.children)


def joined_verbs(token: Token) -> Iterator[Token]:
    """The verb and those joined to it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and tells(child):
            yield from joined_verbs(child)


def mended_head(token: Token) -> Token:
    """The word above a verb, where the parser hangs it too low.

    A finite verb joined to a gerund belongs to the finite verb before it ("denied selling it and fired two aides"); a
    trailing "adding that", "when asked" belongs to the verb of speech, not to what is said.
    """
    head = token.head
    if (
        token.dep_ == "conj"
        and token.tag_ in ("VBD", "VBZ", "VBP")
        and head.tag_ in ("VBG", "VB")
        and not has_subject(token)
    ):
        upper = _ancestor(head, lambda verb: verb.tag_ in ("VBD", "VBZ", "VBP"))
        return upper if upper is not None else head
    if token.dep_ == "advcl" and _says(token) and (token.tag_ == "VBG" or lemma_of(token) == "ask") and not _says(head):
        upper = _ancestor(head, _says)
        return upper if upper is not None else head
    return head


def _ancestor(token: Token, fits: Callable[[Token], bool]) -> Token | None:
    return next((verb for verb in token.ancestors if verb.pos_ in ("VERB", "AUX") and fits(verb)), None)


def _says(token: Token) -> bool:
    """Whether the verb says, asks, promises or denies something."""
    rows = ontology().cues.governors.get(("verb", lemma_of(token)), ())
    return any(
        (row.status in SPEECH and row.speaker == "subject" and "clause" in row.takes) or row.status == "demanded"
        for row in rows
    )
