"""Where a text's words and sentences begin: what kg asks of spaCy's tokenizer beyond its own rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.ontology import ontology, word_set

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

NAMES = r"[A-Z]\w+(?:-[a-z]{1,3})+-[A-Z]\w+|(?:al|el|an|ar|as|ash|at|az)-[A-Z]\w+"
"""Mazar-i-Sharif, al-Shabab."""
IN_LAW = r"\w+-in-law"
AMOUNT = re.compile(r"\d[\d.,]*(?:k|m|mn|tn)")
"""What stands behind the sign of a currency: 80m."""
CLOSERS = frozenset("\"'”’)]»")


def fit(nlp: Language) -> None:
    """Make one token each of names and prefixed words with hyphens, amounts of money, titles with a full stop.

    The model's training data, OntoNotes, keeps "re-election" whole and parts "oil-rich"; spaCy's tokenizer parts both,
    and the parser then takes "re" for an object.
    """
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = _whole_words().fullmatch
    tokenizer.suffix_search = _keeping_amounts(tokenizer.suffix_search)
    for form in _abbreviations():
        tokenizer.add_special_case(form, [{"ORTH": form}])


@cache
def _whole_words() -> re.Pattern[str]:
    prefixes = "|".join(map(re.escape, sorted(word_set("joined prefixes"))))
    return re.compile(rf"{NAMES}|{IN_LAW}|{AMOUNT.pattern}|(?i:(?:{prefixes})-\w+)", re.UNICODE)


def _keeping_amounts(search: Callable[[str], Any]) -> Callable[[str], Any]:
    """The search for what ends a word, which finds no unit in "€80m": spaCy's takes it for metres."""

    def suffix(word: str) -> Any:
        return None if AMOUNT.fullmatch(word) else search(word)

    return suffix


def _abbreviations() -> Iterator[str]:
    """Titles with a full stop, each one token, so that no sentence ends behind it."""
    for title in ontology().titles.values():
        for form in title.forms:
            yield from (word for word in form.split() if word.endswith(".") and len(word) > 2)


def sentence_starts(doc: Doc) -> Doc:
    """The doc, in which a line break starts a sentence, and a closing quote and what follows a title do not."""
    titles = ontology().titles
    for before, token in pairwise(doc):
        if "\n" in before.text:
            token.is_sent_start = True
        elif token.is_space or _closes(token, before) or (before.text.endswith(".") and before.lower_ in titles):
            token.is_sent_start = False
    return doc


def _closes(token: Token, before: Token) -> bool:
    """Whether the token is a closing quote or bracket: it stands close to the word before it."""
    return token.text in CLOSERS and not before.whitespace_ and not before.is_space
