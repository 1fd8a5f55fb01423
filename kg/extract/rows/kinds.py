"""The kind that a row tells: its act's, where the row's two sides are who does the act and whom it is done to."""

from __future__ import annotations

from collections.abc import Container

from kg.extract.annotated import Annotated
from kg.extract.events.instruments import is_instrument
from kg.extract.events.sides import SIDES, Reading
from kg.extract.rows.statement import Row
from kg.extract.syntax.labels import is_verb
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.wording import argument_tokens
from kg.model import EventKind
from kg.ontology import ontology, word_set

REACHING = frozenset("to into on upon against toward towards".split())
"""Prepositions before a thing that an act may reach: "an inquiry into", not "after an inquiry"."""
LEADING = frozenset(("to", "into", "toward", "towards"))
"""Prepositions that lead from one side to another, also where a sense does not ask for them."""
MANNER = frozenset(("advmod", "advcl", "pcomp"))
"""The slots of adverbs and clauses beside an act."""
STANDING = frozenset(("in", "at", "on", "near", "inside", "outside"))
"""Prepositions that say where something is done, unless they name a side of it."""
WITHIN = frozenset(("in", "through"))
"""Prepositions before the place of a march."""
MANNER_PREPS = frozenset(("with", "without", "on", "by", "for", "as", "like", "despite", "amid", "under"))
"""Prepositions of company, means and purpose."""
BESIDE = STANDING | frozenset(
    "across along around through throughout over under above below behind beyond within after before "
    "during since amid despite without following".split()
)
"""Prepositions of where, when and how: behind one that a sense does not ask for, nobody takes part in the act."""
FRIENDLY = frozenset(("SUPPORT", "AID", "COOPERATE", "CONSULT", "AGREE"))
BEFORE_WHOM = frozenset(("with", "to", "before"))
"""Before whom somebody is accused: "filed a complaint *with* the court against"."""
TOWARDS = frozenset(("in", "to", "for", "with", "between", "of", "towards", "toward", "including", ""))
"""Behind what friendly acts are done to others: nobody helps "against the rebels"."""
BETWEEN_SIDES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT".split()
)
"""The kinds of what one side does to another; what is said, held, bought or suffered may be a thing."""


def kind_of(row: Row, reading: Reading, annotated: Annotated, events: Container[int]) -> EventKind:
    """The act's kind, or OTHER of a row that says when, why or with what: nobody does the act to that.

    "Norway sent the harbour medicine" is AID to the harbour; to the medicine nobody gives anything. Where no side is
    named beside a thing, the act is done to the thing: "the army destroyed the bridge". `events` are the words that
    tell an event: what is demanded, promised or refused.
    """
    if reading.kind == "OTHER" or (row.object is not None and (row.object.dep_ in MANNER or is_time(row.object))):
        return "OTHER"
    if not row.adjunct and says_more(row, reading):
        return "OTHER"
    if row.object is None or (reading.kind not in BETWEEN_SIDES and not row.adjunct):
        return reading.kind
    anchor = row.anchor.lower_ if row.anchor is not None else ""
    if reading.kind in FRIENDLY and anchor not in TOWARDS and says_more(row, reading):
        return "OTHER"
    if reading.kind == "ACCUSE" and anchor in BEFORE_WHOM and says_more(row, reading):
        return "OTHER"
    told = _KindOf(row, reading, annotated)
    is_content = reading.kind == "REQUEST" and row.object.i in events and told.is_about_content()
    passes = told.acts() and (is_content or told.undergoes(row.object))
    return reading.kind if passes or (row.subject is not None and told.is_done_by(row.object)) else "OTHER"


def says_more(row: Row, reading: Reading) -> bool:
    """Whether the row says when, where, how or why: its object has no part in the act."""
    if row.object is None:
        return False
    further = row.adjunct or (reading.predicate in word_set("goings") and _tells_how(row.object))
    return further and row.object not in [token for _, token in reading.participants]


def is_beside(row: Row, verb: Token, reading: Reading, annotated: Annotated) -> bool:
    """Whether the row's phrase is none that the verb's sense asks for: "testified in | return for money"."""
    noun = row.object
    if row.adjunct or noun is None or noun.dep_ != "pobj" or noun.head.head != verb or reading.preps is None:
        return False
    prep = noun.head.lower_
    if prep not in BESIDE or is_time(noun) or any(noun == token for _, token in reading.participants):
        return False
    is_place = annotated.type_of(noun) == "Place"
    if is_place and prep in STANDING and reading.predicate in word_set("goings"):
        return False  # "the tremor struck near Lima"
    return prep not in reading.preps or (is_place and prep in ("in", "through"))


def _tells_how(noun: Token) -> bool:
    """Whether a noun is how, with whom or how deep, not where: "fled on foot", "struck at a depth of ten miles"."""
    if noun.dep_ != "pobj":
        return False
    return noun.head.lower_ in MANNER_PREPS or noun.lemma in word_set("measures")


def is_of_inner(noun: Token, trigger: Token) -> bool:
    """Whether a noun hangs on a verb below the act's own: "citizens" of "was accused of robbing citizens"."""
    return next((word for word in noun.ancestors if is_verb(word)), trigger) != trigger


class _KindOf:
    """Asks what the words of one row are to its act."""

    def __init__(self, row: Row, reading: Reading, annotated: Annotated) -> None:
        self.row, self.annotated = row, annotated
        self.actors = [token for role, token in reading.participants if role == "actor"]
        self.others = [token for role, token in reading.participants if role != "actor"]
        self.predicate, self.kind, self.light = reading.predicate, reading.kind, bool(reading.light)

    @property
    def sides(self) -> list[Token]:
        """The sides but those who act."""
        return [side for side in self.others if self._is_side(side)]

    def acts(self) -> bool:
        """Whether the row's subject is a side, or what one acts with: "a Kenyan strike", "government jets"."""
        subject = self.row.subject
        if subject is None or self._is_side(subject) or subject.pos_ == "PRON" or is_instrument(subject):
            return True
        return self._names(subject, [actor for actor in self.actors if self._is_side(actor)])

    def is_about_content(self) -> bool:
        """Whether an act without another side is about an act, as a demand is: "demanded a truce"."""
        row = ontology().predicates.get(self.predicate)
        return row is not None and "content" in row.to and not self.row.adjunct and not self.sides

    def is_done_by(self, doer: Token) -> bool:
        """Whether a passive has whoever does it for object: "was attended by twenty countries"."""
        return self.row.subject in self.others and self._names(doer, self.actors)

    def undergoes(self, target: Token) -> bool:
        """Whether the act is done to what the row has for object."""
        if self._is_side(target):
            return not (self._is_where(target) or self._is_beside(target) or self._is_of_another(target))
        if sides := self.sides:
            return self._names(target, sides)
        if self.row.adjunct:
            return self.light and self.row.anchor is not None and self.row.anchor.lower_ in REACHING
        return target in self.others or any(map(self._is_side, self._words(target)))

    def _is_beside(self, target: Token) -> bool:
        """Whether a side that the sense does not ask for stands behind a preposition that leads to nobody: "gave orders
        from | the palace", "condemned the raid on | the village"."""
        anchor = self.row.anchor
        if not self.row.adjunct or anchor is None or anchor == target:
            return False
        return anchor.lower_ not in LEADING and target not in self.actors and target not in self.others

    def _is_where(self, target: Token) -> bool:
        """Whether a row only says where a known side undergoes it: "feeds children in | Yemen", "marched in | Tarn"."""
        row = self.row
        if self.kind == "PROTEST" and target.dep_ == "pobj" and target.head.lower_ in WITHIN:
            return self.annotated.type_of(target) == "Place" and target not in self.others
        if not row.adjunct or row.anchor is None or row.anchor.lower_ not in STANDING or target in self.others:
            return False
        is_place = self.annotated.type_of(target) == "Place" or self.kind == "BUSINESS"
        return is_place and (self.kind == "REQUEST" or self.kind not in BETWEEN_SIDES or bool(self.sides))

    def _is_of_another(self, target: Token) -> bool:
        """Whether the phrase hangs on a side, to whom the act is done: "sentenced an aide to | the ministry"."""
        anchor = self.row.anchor
        holder = anchor.head if anchor is not None and self.row.adjunct else None
        return holder is not None and holder in self.others and self._is_side(holder) and target not in self.others

    def _is_side(self, token: Token) -> bool:
        return self.annotated.type_of(token) in SIDES

    def _names(self, token: Token, sides: list[Token]) -> bool:
        """Whether one of these stands among the words that stand for the token."""
        words = self._words(token) if sides else ()
        return any(side in words for side in sides)

    def _words(self, token: Token) -> tuple[Token, ...]:
        return token.doc.tokens[slice(*argument_tokens(token, self.annotated.mention_at(token)))]
