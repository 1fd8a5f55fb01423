"""How sure a row is: the chance that every attachment of the parse which it rests on is right.

The chances are the small model's accuracies by relation on edited news (subject .88 to .97 by distance, object .93,
prepositional phrase .86, conjunct .70 to .88, relative clause .71, apposition .50), raised to what is left after the
mending in this package, and multiplied as if independent, which TOGETHER mends. `nominal` is the share that a reader
signed of 150 rows of our own texts. NOBODY, MISSING, OTHER_MOOD and TOGETHER are four numbers taken from 811 rows that
two readers judged. `tests/quality/calibration` tests the confidences on these and on 1,241 rows judged later.
"""

from __future__ import annotations

from functools import lru_cache

from kg.extract.events.sides import Reading
from kg.extract.status.context import Context
from kg.extract.syntax.labels import SUBJECT
from kg.extract.syntax.tree import Token
from kg.extract.wording import Spans

SHAPE = {
    "clause": 1.0, "embedded": 0.93, "joined": 0.93, "control": 0.92, "adverbial": 0.86, "relative": 0.84,
    "participle": 0.80, "nominal": 0.45, "apposition": 0.85, "office": 0.92,
}  # fmt: skip
"""Of the clause: whether its verb hangs where the rules take it to hang."""
OWN, JOINED, INHERITED, NOBODY = 0.96, 0.88, 0.88, 0.35
DIRECT, MISSING = 0.95, 0.73
ON_VERB, ON_NOUN, CLAUSE = 0.88, 0.80, 0.88
UNKNOWN_WORD = 0.95
MOOD = {"actual": 1.0, "claimed": 0.97}
OTHER_MOOD = 0.83
"""Of a status that the words around decide: what is negated, asked for, to come or only possible."""
GAP = 0.75
"""Words are missing in the sentence."""
EASY, PER_WORD = 22, 0.994
"""Words of a sentence that cost nothing, and what each further one costs."""
TOGETHER = 0.66
"""Errors come together: that all is right is likelier than the product of the chances, by this power of it."""
LOWEST = 0.05


def of_clause(trigger: Token, rule: str, reading: Reading, context: Context, spans: Spans) -> float:
    """The chance that the act and its status are read right, its sides left aside."""
    shape = SHAPE.get(rule.partition(":")[0], 1.0)
    mood = MOOD.get(context.status, OTHER_MOOD)
    known, gap = 1.0 if reading.known else UNKNOWN_WORD, GAP if spans.gap(trigger) else 1.0
    return shape * mood * known * gap * PER_WORD ** max(0, len(trigger.sent) - EASY)


def of_subject(subject: Token | None, trigger: Token) -> float:
    """The chance that the subject is the verb's."""
    if subject is None:
        return NOBODY
    if subject.head == trigger:
        return OWN if subject.dep_ in SUBJECT else DIRECT
    return JOINED if subject.dep_ == "conj" else INHERITED


def of_object(target: Token | None, trigger: Token) -> float:
    """The chance that the object is the verb's: direct, behind a preposition on the verb or on a noun, a clause."""
    if target is None:
        return MISSING
    joined = JOINED if target.dep_ == "conj" else 1.0
    if target.pos_ in ("VERB", "AUX"):
        return CLAUSE
    upper = target.head if target.dep_ != "conj" else target.head.head
    if target.head == trigger or upper == trigger:
        return DIRECT * joined
    return joined * (ON_VERB if upper.head == trigger else ON_NOUN)


@lru_cache(1 << 12)
def rounded(chance: float) -> float:
    """The chance in two decimals, raised for what goes wrong together, and never nothing."""
    return round(max(LOWEST, float(chance**TOGETHER)), 2)
