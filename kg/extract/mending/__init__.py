"""What the model labels and hangs wrong, put right where its own marks, commas and forms show it.

    relabelled     words that it labels wrong
    nominals       what hangs on a noun in the wrong way
    reports        what is said, around and beside who says it
    claims         what somebody said or is charged with, and what is said of it
    conditions     conditions, and what they are conditions of
    boundaries     where one clause ends and the next begins
    subjects       subjects hung on what stands before them
    objects        two objects that are one, what belongs to the verb
    phrases        phrases of the wrong word
    relatives      relative clauses of the wrong noun
    participles    participles of the wrong word
    participle_phrases  what stands beside a participle
    purposes       purposes taken for what the object does
    coordination   verbs joined to the wrong verb
    conjuncts      what joined words share
    forms          joined verbs whose form shows where they belong

A rule is a function under `@rule`, which names the dependencies, tags and kind of the verbs it looks at, and words in
their sentence: it gives the moves that put the tree around one verb right. A sentence with moves is hung anew, and the
other rules look again. In the docstring of a rule the word that it moves stands between bars in the example.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from kg.extract.mending import (
    boundaries,
    claims,
    conditions,
    conjuncts,
    coordination,
    forms,
    objects,
    participle_phrases,
    participles,
    phrases,
    purposes,
    relatives,
    reports,
    subjects,
)
from kg.extract.mending.nominals import rehang
from kg.extract.mending.relabelled import make_opener, relabel_by_place, relabel_main, relabel_name
from kg.extract.mending.rule import TWO_SUBJECTS, Rule
from kg.extract.syntax.labels import AUXILIARY, SUBJECT, is_verb
from kg.extract.syntax.tree import Doc, Move, Span, Token, hang

MODULES = (
    reports, claims, conditions, boundaries, subjects, objects, phrases, relatives, participles, participle_phrases,
    purposes, coordination, conjuncts, forms,
)  # fmt: skip
RULES = tuple(rule for module in MODULES for rule in vars(module).values() if isinstance(rule, Rule))
"""In the order in which they are tried: module by module, each from top to bottom."""
MARKS = frozenset(word for rule in RULES for word in rule.words)
"""The words that some rule needs in the sentence."""

SETTLED = frozenset(("DT", "CC", "PRP", "PRP$", "TO", "MD", "POS", "EX", "WP", "WP$", "WDT", ",", ".", ":", "``", "''"))
"""Tags of what is neither labelled nor hung anew itself, but for a name: half of all words."""


def mended(doc: Doc) -> Doc:
    """The doc, its own words labelled and hung right, sentence by sentence."""
    for sent in doc.sents:
        idle = _idle_without(MARKS.intersection([token.lower_ for token in sent]))
        if len(sent) > 1 and sent[0].pos_ in ("PROPN", "NOUN"):
            make_opener(sent[0])
        for token in sent:
            if token.tag_ in SETTLED and not token.ent_type_:
                continue
            relabel_by_place(token)
            if token.i == sent.start + 1 and (moves := relabel_main(token)):
                _apply(sent, moves)
            if is_verb(token) and token.dep_ not in AUXILIARY:
                _mend(token, sent, idle)
            elif moves := relabel_name(token) or rehang(token):
                _apply(sent, moves)
    return doc


def _mend(verb: Token, sent: Span, idle: frozenset[Rule]) -> None:
    """Make the moves of each rule that finds the verb hung wrong; what one has moved, another may find wrong still."""
    tried = idle
    while found := _next_moves(verb, tried):
        rule, moves = found
        tried |= {rule}
        _apply(sent, moves)


def _next_moves(verb: Token, tried: Collection[Rule]) -> tuple[Rule, tuple[Move, ...]] | None:
    """The first rule not tried yet that finds the verb hung wrong, with its moves."""
    deps = [child.dep_ for child in verb.children]
    if sum(map(deps.count, SUBJECT)) > 1:
        deps.append(TWO_SUBJECTS)
    for rule in _rules_for(verb.dep_, verb.tag_, frozenset(deps)):
        if rule not in tried and (rule.of is None or rule.of(verb)) and (moves := tuple(rule.moves(verb))):
            return rule, moves
    return None


def _apply(sent: Span, moves: tuple[Move, ...]) -> None:
    """Make the moves; none where they would hang words in a circle or in another sentence."""
    inside = range(sent.start, sent.end)
    if any(token.i not in inside or head.i not in inside for token, head, _ in moves):
        return
    before = [(token, token.head, token.dep_) for token, _, _ in moves]
    for token, head, dep in moves:
        token.head, token.dep_ = head, dep
    if any(_is_cut_off(token, len(sent)) for token, _, _ in moves):
        for token, head, dep in before:
            token.head, token.dep_ = head, dep
    hang(list(sent))


def _is_cut_off(token: Token, steps: int) -> bool:
    """Whether no way leads from a word up to the top of its sentence, which has so many words."""
    for _ in range(steps):
        if token.head is token:
            return False
        token = token.head
    return True


@lru_cache(1 << 14)
def _rules_for(dep: str, tag: str, below: frozenset[str]) -> tuple[Rule, ...]:
    """The rules that look at verbs with this dependency and tag, and with these dependencies below them."""
    return tuple(rule for rule in RULES if rule.looks_at(dep, tag, below))


@lru_cache(1 << 10)
def _idle_without(words: frozenset[str]) -> frozenset[Rule]:
    """The rules that have nothing to do in a sentence that has only these of the words that rules need."""
    return frozenset(rule for rule in RULES if rule.words and rule.words.isdisjoint(words))
