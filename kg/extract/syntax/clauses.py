"""Verbs and the words that fill their slots: active, passive, relative, participial, joined and controlled clauses."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from kg.extract.syntax.antecedents import antecedents
from kg.extract.syntax.labels import AMOUNTS, CLAUSAL, NOMINAL, TIME, VERBAL
from kg.extract.syntax.objects import direct_objects, is_judged
from kg.extract.syntax.phrases import conjuncts, loss_before, may_speak, preposition_objects
from kg.extract.syntax.subjects import subjects_of, unique
from kg.extract.syntax.tree import Doc, Token
from kg.extract.syntax.verbs import is_full_verb, is_infinitive, is_passive, joined_verbs, mark_of
from kg.ontology import word_set

SHAPES = {
    "relcl": "relative", "acl": "participle", "advcl": "adverbial", "conj": "joined", "xcomp": "control",
    "ccomp": "embedded", "pcomp": "embedded",
}  # fmt: skip


GOVERNED = CLAUSAL | {"oprd", "advcl"}
"""Where a clause stands that the verb may govern."""
LEADING, LED_BY = frozenset(("acomp", "oprd", "prt", "advmod")), frozenset(("ADJ", "ADV", "ADP"))
"""What stands between a verb and a preposition of its own."""


class Act(Struct, frozen=True):
    """A verb with its slots filled: who does it, to whom, and what hangs on it by a preposition.

    `subjects` do and `objects` undergo, in passives too, whose worded subjects are the `patients`. `complements` are
    the verbs it governs.
    """

    token: Token
    subjects: tuple[Token, ...]
    objects: tuple[Token, ...]
    obliques: tuple[tuple[str, Token], ...]
    complements: tuple[Token, ...]
    passive: bool
    rule: str
    patients: tuple[Token, ...] = ()

    @property
    def lemma(self) -> str:
        """The verb's base form, mended where the model gets it wrong."""
        return self.token.lemma

    @property
    def phrases_behind(self) -> tuple[tuple[str, Token], ...]:
        """The phrases that hang on it, without those that open the sentence: "Under the deal, they work at home"."""
        if not self.obliques:
            return ()
        first = min([word.i for word in (self.token, *self.subjects, *self.patients)])
        return tuple([(prep, noun) for prep, noun in self.obliques if noun.i > first])


def verb_acts(doc: Doc) -> Iterator[Act]:
    """An Act for every verb that tells one, in order of the text."""
    for token in doc:
        if token.pos_ in VERBAL and is_full_verb(token):
            yield _act(token)


def _act(token: Token) -> Act:
    passive = is_passive(token)
    grammatical, direct = subjects_of(token), direct_objects(token)
    agents = _agents(token) if passive else ()
    return Act(
        token=token,
        subjects=agents if passive else grammatical,
        objects=unique((*grammatical, *direct)) if passive else direct,
        obliques=tuple(_obliques(token, passive)),
        complements=tuple(_complements(token)),
        passive=passive,
        rule=_rule(token, passive, agents),
        patients=grammatical if passive else (),
    )


def _agents(token: Token) -> tuple[Token, ...]:
    phrases = tuple(preposition_objects(token))
    hands = (hand for prep, hand in phrases if prep == "at" and hand.lower_ == "hands")
    at_the_hands = (noun for hand in hands for prep, noun in preposition_objects(hand) if prep == "of")
    return (*(noun for prep, noun in phrases if is_agent(prep, noun)), *at_the_hands)


def is_agent(prep: str, noun: Token) -> bool:
    """Whether a passive's phrase names who does it: "by the mill", not "by Friday"."""
    if noun.lower_ in word_set("means") and not noun.lefts:
        return False  # "reached by telephone"
    if noun.lemma in word_set("margins") and not _is_of_people(noun):
        return False  # "defeated by 87 votes"
    return prep == "by" and noun.ent_type_ not in AMOUNTS | TIME | {"CARDINAL"}


def is_doer(noun: Token) -> bool:
    """Whether a noun behind an act's "by" names who or what does it: "a siege by the rebels", not "by force"."""
    is_means = noun.tag_ == "NN" and not noun.lefts and not may_speak(noun)
    return is_agent("by", noun) and not is_means


def _is_of_people(share: Token) -> bool:
    """Whether a share is of people, who act: "by a majority of the members", not "by a majority of nine"."""
    return any(prep == "of" and noun.pos_ == "NOUN" for prep, noun in preposition_objects(share))


def _meant(noun: Token, verb: Token) -> tuple[Token, ...]:
    """The noun, or what "which" stands for: "the plant in which it grew"."""
    return antecedents(noun, verb) if noun.tag_ in ("WDT", "WP") else (noun,)


def _obliques(token: Token, passive: bool) -> Iterator[tuple[str, Token]]:
    for prep, noun in preposition_objects(token):
        if prep == "to" and loss_before(noun.head) is not None:
            continue
        if not (passive and (is_agent(prep, noun) or noun.lower_ == "hands")) and not _is_no_side(prep, noun):
            for meant in _meant(noun, token):
                yield prep, meant
    if (place := _where(token)) is not None:
        yield place
    for child in token.children:
        if child.dep_ == "dative" and child.pos_ in NOMINAL:
            yield from (("to", noun) for noun in conjuncts(child))
    for child in token.children:  # "go on to", "sworn in as": the preposition of a particle or adjective is the verb's
        if child.children and (is_judged(child) or (child.dep_ in LEADING and child.pos_ in LED_BY)):
            adverb = f"{_before_prep(child)} " if child.dep_ == "advmod" else ""  # "went ahead of"
            yield from ((f"{adverb}{prep}", noun) for prep, noun in preposition_objects(child))


def _where(verb: Token) -> tuple[str, Token] | None:
    """The named place that "where" stands for: "in Oslo" of "Oslo, where parliament sits"."""
    where = verb.lefts[0] if verb.dep_ == "relcl" and verb.lefts else None
    if where is None or where.lower_ != "where" or verb.head.ent_type_ != "GPE":
        return None
    return "in", verb.head


def _before_prep(adverb: Token) -> str:
    """An adverb with what compares it: "as far away" of "was felt as far away as the coast"."""
    return adverb.doc.words(adverb.left_edge.i, adverb.i + 1).lower()


def _is_no_side(prep: str, noun: Token) -> bool:
    """Whether the phrase names a source or a purpose: "according to", "in order"."""
    if prep == "at" and noun.lower_ == "time" and not noun.rights:
        return noun.left_edge.lower_ in ("the", "this")  # "was on watch at the time"
    return prep.split()[0] in ("according", "per") or (prep == "in" and noun.lower_ == "order")


def _complements(token: Token) -> Iterator[Token]:
    """The verbs this one governs: that-clauses, infinitives, gerunds, also behind a preposition; joined ones each."""
    for child in token.children:
        if child.dep_ in GOVERNED and _is_governed(child) and is_full_verb(child):
            yield from joined_verbs(child)
        elif child.children and (child.dep_ in ("prep", "prt", "acomp") or is_judged(child)):
            for verb in child.children:
                if verb.dep_ in ("pcomp", "xcomp", "ccomp") and is_full_verb(verb):
                    yield from joined_verbs(verb)


def _is_governed(clause: Token) -> bool:
    """Whether a clause completes the verb, or tells what is to be done: "pressed *for* Egypt *to* pay", "wanted the
    mill *razed*"."""
    if clause.dep_ in CLAUSAL:
        return True
    if clause.dep_ == "oprd":
        return clause.tag_ == "VBN" and clause.head.lemma in word_set("verbs of wanting done")
    return clause.dep_ == "advcl" and mark_of(clause) == "for" and is_infinitive(clause)


def _rule(token: Token, passive: bool, agents: tuple[Token, ...]) -> str:
    shape = SHAPES.get(token.dep_, "clause")
    voice = "copula" if token.lemma == "be" else "active"
    if passive:
        voice = "passive" if agents else "agentless"
    return f"{shape}:{voice}"
