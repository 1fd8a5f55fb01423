"""What the model labels and hangs wrong, put right where its own marks, commas and forms show it.

    relabelled     words that it labels wrong
    reports        what is said, around and beside who says it
    claims         what somebody said or is charged with, and what is said of it
    conditions     conditions, and what they are conditions of
    boundaries     where one clause ends and the next begins
    subjects       subjects hung on what stands before them
    objects        two objects that are one, what belongs to the verb
    relatives      relative clauses of the wrong noun
    participles    participles of the wrong word
    purposes       purposes taken for what the object does
    coordination   verbs joined to the wrong verb
    forms          joined verbs whose form shows where they belong

Each rule looks at one verb and gives the moves that put the tree right; a sentence with moves is hung anew, and the
other rules look again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from functools import cache

from kg.extract.mending import (
    boundaries,
    claims,
    conditions,
    coordination,
    forms,
    objects,
    participles,
    purposes,
    relatives,
    reports,
    subjects,
)
from kg.extract.mending.relabelled import (
    MISTAKEN,
    NOUN_SLOTS,
    make_common,
    make_noun,
    make_opener,
    make_verb,
    name_body,
    relabel,
)
from kg.extract.syntax.labels import AUXILIARY, is_verb
from kg.extract.syntax.tree import Doc, Move, Span, Token, hang


def mended(doc: Doc) -> Doc:
    """The doc, its own words labelled and hung right, sentence by sentence."""
    for sent in doc.sents:
        if len(sent) > 1 and sent[0].pos_ == "PROPN":
            make_opener(sent[0])
        for token in sent:
            if token.dep_ in NOUN_SLOTS and token.pos_ in MISTAKEN:
                make_noun(token)
            elif token.tag_ == "NN" and token.dep_ in ("ROOT", "advcl", "conj", "xcomp"):
                make_verb(token)
            if is_verb(token) and token.dep_ not in AUXILIARY:
                _mend(token, sent)
            elif token.tag_ == "NNS" and token.text[0].isupper():
                name_body(token)
            elif token.ent_type_ or (token.dep_ == "prep" and token.text[0].isupper()):
                if moves := relabel(token):
                    _apply(sent, moves)
            elif token.tag_ == "NNP" and token.text.islower():
                make_common(token)
    return doc


def _mend(verb: Token, sent: Span) -> None:
    """Make the moves of each rule that finds the verb hung wrong; what one has moved, another may find wrong still."""
    tried: set[Rule] = set()
    while found := _next_moves(verb, tried):
        rule, moves = found
        tried.add(rule)
        _apply(sent, moves)


def _next_moves(verb: Token, tried: Collection[Rule]) -> tuple[Rule, tuple[Move, ...]] | None:
    """The first rule not tried yet that finds the verb hung wrong, with its moves."""
    below = {child.dep_ for child in verb.children}
    for rule, needs in _rules_for(verb.dep_):
        if rule not in tried and (not needs or needs & below) and (moves := tuple(rule(verb))):
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


Rule = Callable[[Token], Iterator[Move]]
ANY: frozenset[str] = frozenset()
RULES: tuple[tuple[Rule, frozenset[str]], ...] = (
    (reports.between, frozenset(("ROOT", "parataxis", "ccomp", "dep", "acl", "advcl"))),
    (reports.interposed, frozenset(("parataxis", "dep"))),
    (reports.joins_told, frozenset(("parataxis",))),
    (reports.trailing, ANY),
    (reports.shown, frozenset(("acl",))),
    (reports.when_said, frozenset(("ccomp",))),
    (reports.by_means, ANY),
    (reports.verbless, ANY),
    (subjects.behind_source, ANY),
    (subjects.object_told_of, frozenset(("ccomp",))),
    (subjects.behind_as, ANY),
    (subjects.named_subject, ANY),
    (subjects.named_source, ANY),
    (subjects.since, frozenset(("advcl",))),
    (subjects.of_active_participle, frozenset(("advcl", "csubj"))),
    (subjects.of_participle, frozenset(("advcl", "ccomp", "ROOT"))),
    (coordination.beside_agent, frozenset(("acl", "advcl", "conj"))),
    (coordination.done_too, frozenset(("conj",))),
    (boundaries.before_semicolon, frozenset(("ccomp",))),
    (boundaries.before_colon, frozenset(("ccomp",))),
    (boundaries.provided, frozenset(("ccomp", "pcomp"))),
    (claims.claim_beside, frozenset(("ccomp", "conj"))),
    (claims.denied_claim, frozenset(("acl",))),
    (participles.joined_below, frozenset(("acl",))),
    (participles.top_noun, frozenset(("acl",))),
    (participles.between_commas, frozenset(("ccomp", "conj", "ROOT", "dep"))),
    (participles.verb_of_top, frozenset(("acl",))),
    (participles.main_verb, frozenset(("conj", "advcl"))),
    (participles.second_content, frozenset(("ccomp", "dep"))),
    (coordination.late_condition, frozenset(("conj",))),
    (relatives.said_of_whom, frozenset(("acl", "advcl"))),
    (relatives.told_somebody, frozenset(("relcl",))),
    (relatives.part_of_them, frozenset(("ccomp",))),
    (forms.bare_form, frozenset(("conj", "advcl", "dep"))),
    (forms.above_participle, frozenset(("conj",))),
    (forms.other_tense, frozenset(("conj",))),
    (forms.other_number, frozenset(("conj",))),
    (reports.resumed, frozenset(("conj",))),
    (participles.beside_object, frozenset(("amod",))),
    (participles.before_name, frozenset(("amod",))),
    (coordination.before_object, frozenset(("amod",))),
    (coordination.told_next, frozenset(("ccomp",))),
    (participles.in_series, frozenset(("advcl",))),
    (coordination.said_beside, frozenset(("conj",))),
    (coordination.told_along, frozenset(("conj",))),
    (coordination.told_apart, frozenset(("conj",))),
    (coordination.auxiliarys_subject, frozenset(("conj",))),
    (coordination.own_subject, frozenset(("conj",))),
    (coordination.same_form, frozenset(("conj",))),
    (coordination.above_noun, frozenset(("conj",))),
    (coordination.beside_state, frozenset(("conj",))),
    (coordination.without_be, frozenset(("conj",))),
    (coordination.of_joined_noun, frozenset(("acl",))),
    (coordination.joined_aim, frozenset(("conj",))),
    (coordination.yet_joined, frozenset(("ccomp", "acl", "conj"))),
    (participles.result, frozenset(("advcl",))),
    (reports.behind_report, frozenset(("advcl",))),
    (reports.told_while, frozenset(("advcl",))),
    (reports.answers_report, frozenset(("advcl",))),
    (participles.sent_doing, frozenset(("advcl",))),
    (participles.of_object, frozenset(("advcl",))),
    (participles.from_when, frozenset(("advcl",))),
    (participles.above_object, frozenset(("acl",))),
    (purposes.subjects_purpose, frozenset(("xcomp",))),
    (boundaries.that_opens, frozenset(("ccomp", "conj"))),
    (participles.headline, frozenset(("ROOT", "acl"))),
    (objects.asked_to, frozenset(("advcl", "ccomp", "xcomp"))),
    (claims.beside_claim, ANY),
    (coordination.lost_conjunct, ANY),
    (coordination.listed_subject, ANY),
    (coordination.harmed_too, ANY),
    (claims.called_false, ANY),
    (claims.dismissed_as, ANY),
    (claims.called_claim, frozenset(("acl",))),
    (claims.told_in_claim, frozenset(("relcl",))),
    (claims.charged_behind, frozenset(("relcl",))),
    (conditions.soon_as, frozenset(("advcl",))),
    (conditions.once_before, frozenset(("advcl",))),
    (conditions.in_case, frozenset(("conj", "ccomp", "acl", "relcl", "dep"))),
    (conditions.in_same_time, frozenset(("conj",))),
    (conditions.inverted_condition, frozenset(("ccomp", "advcl", "conj", "ROOT"))),
    (conditions.condition_of_told, ANY),
    (objects.since_then, ANY),
    (objects.governed, frozenset(("advcl",))),
    (objects.wanted_done_too, frozenset(("conj",))),
    (objects.wanted_done, frozenset(("acl", "ccomp"))),
    (objects.made_so, ANY),
    (objects.of_verb, ANY),
    (coordination.also_doing, frozenset(("pcomp", "xcomp"))),
    (claims.charged_with_doing, ANY),
    (objects.of_adjective, ANY),
    (objects.gapped, ANY),
    (objects.called_office, ANY),
    (objects.about_object, ANY),
    (relatives.says_that, frozenset(("relcl", "acl"))),
    (relatives.still_due, frozenset(("relcl",))),
    (relatives.which_time, frozenset(("relcl",))),
)
"""In the order in which they are tried, each with the dependencies of the verbs that it looks at."""
NEEDS: dict[Rule, frozenset[str]] = {
    reports.verbless: frozenset(("dep", "ccomp")),
    reports.by_means: frozenset(("agent",)),
    claims.beside_claim: frozenset(("dobj",)),
    coordination.lost_conjunct: frozenset(("dobj",)),
    coordination.listed_subject: frozenset(("nsubj", "nsubjpass")),
    coordination.harmed_too: frozenset(("dobj",)),
    claims.dismissed_as: frozenset(("prep",)),
    conditions.condition_of_told: frozenset(("ccomp",)),
    conditions.inverted_condition: AUXILIARY,
    subjects.of_participle: frozenset(("nsubj",)),
    objects.since_then: frozenset(("attr", "dobj")),
    objects.made_so: frozenset(("dobj", "ccomp")),
    objects.of_verb: frozenset(("dobj", "agent")),
    subjects.behind_as: frozenset(("nsubj", "nsubjpass")),
    claims.charged_with_doing: frozenset(("dobj", "prep")),
    objects.of_adjective: frozenset(("acomp", "oprd")),
    objects.gapped: frozenset(("dobj",)),
    objects.called_office: frozenset(("dobj", "oprd", "attr")),
    objects.about_object: frozenset(("dobj", "dative")),
}
"""The dependencies of which one must hang on a verb for the rule to find anything; they change with the rule."""


@cache
def _rules_for(dep: str) -> tuple[tuple[Rule, frozenset[str]], ...]:
    return tuple((rule, NEEDS.get(rule, ANY)) for rule, deps in RULES if not deps or dep in deps)
