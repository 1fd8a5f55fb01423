"""spaCy's attribute ruler with its answers kept: one for each kind of word, instead of one for each word.

The ruler tries some 180 patterns on every word, a tenth of the model's whole time. Nearly all of them look at one
word's form, tag and label alone; so what matched such a word once matches every other one like it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

    Pattern = list[dict[str, Any]]
    Match = tuple[int, int, int]

KIND = ("LOWER", "TAG", "DEP")
"""What makes words of one kind."""
KNOWN_FROM_KIND = {*KIND, "IS_SPACE"}
MOST_KINDS = 100_000
"""Kinds that are kept, some 20 MB: a long stream of articles always brings new words."""


def keep_answers(nlp: Language) -> None:
    """Let the pipeline's attribute ruler, where it has one, set what it sets, only sooner."""
    ruler: Any = dict(nlp.pipeline).get("attribute_ruler")
    if ruler is not None:
        ruler.matcher = KindMatcher(ruler)


class KindMatcher:
    """Finds what the ruler's own matcher finds, in another order (the ruler sorts it)."""

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.matcher import Matcher

        self._by_kind, self._by_context = Matcher(ruler.vocab), Matcher(ruler.vocab)
        self._known: dict[tuple[int, ...], list[int]] = {}
        rules: list[Any] = ruler.patterns  # spaCy's own type takes the patterns of a rule for numbers, too
        for number, rule in enumerate(rules):
            patterns: list[Pattern] = rule["patterns"]
            self._add(self._by_kind, number, [pattern for pattern in patterns if _asks_for_kind(pattern)])
            self._add(self._by_context, number, [pattern for pattern in patterns if not _asks_for_kind(pattern)])

    @staticmethod
    def _add(matcher: Any, number: int, patterns: list[Pattern]) -> None:
        if patterns:  # the ruler finds its attributes again by the number of the rule
            matcher.add(str(number), patterns)

    def __call__(self, doc: Doc, **settings: Any) -> list[Match]:
        """Each match as its rule, first word and the word behind the last; `settings` are the matcher's own."""
        kinds: Iterable[list[int]] = doc.to_array(list(KIND)).tolist()
        matches: list[Match] = self._by_context(doc, **settings)
        for at, kind in enumerate(map(tuple, kinds)):
            rules = self._known.get(kind)
            if rules is None:
                rules = self._keep(kind, [rule for rule, _, _ in self._by_kind(doc[at : at + 1], **settings)])
            matches.extend((rule, at, at + 1) for rule in rules)
        return matches

    def _keep(self, kind: tuple[int, ...], rules: list[int]) -> list[int]:
        if len(self._known) >= MOST_KINDS:
            self._known.clear()
        self._known[kind] = rules
        return rules


def _asks_for_kind(pattern: Pattern) -> bool:
    return len(pattern) == 1 and pattern[0].keys() <= KNOWN_FROM_KIND
