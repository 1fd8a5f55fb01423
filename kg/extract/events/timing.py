"""Which time expression belongs to an act, and which days it names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, takewhile

from msgspec.structs import replace

from kg.extract.syntax.cued import verb_cues
from kg.extract.syntax.labels import AUXILIARY, FINITE, MODIFIER, SUBJECT, TIME, follows_comma, has, is_verb, left_child
from kg.extract.syntax.phrases import is_extreme, preposition_objects
from kg.extract.syntax.timewords import is_time, weekdays
from kg.extract.syntax.tree import Doc, Span, Token
from kg.extract.syntax.verbs import has_modal, has_perfect, has_subject, is_gerund, is_infinitive
from kg.extract.values.dates import is_date, resolve
from kg.extract.values.days import Days, Tense, When
from kg.extract.values.story import counted_from, is_of_story
from kg.model import Dating
from kg.ontology import word_set

AWAITED = frozenset(("advcl", "relcl"))
PARTICIPLE = frozenset(("advcl", "acl", "conj", "pcomp"))
TIME_SLOTS = MODIFIER | {"npadvmod", "advmod", "tmod", "nummod", "dobj", "attr", "poss"}
SPANNING = frozenset(("since", "from", "until", "by", "for", "between", "before", "after"))
"""What opens a time that is no time of what came of the act."""
LONGEST = 8
"""Words of the longest phrase that is taken whole for a time."""
TIME_PREPS = frozenset("on in at since during by before after until from between over around about for within".split())


def time_of(
    trigger: Token, published: date | None, extra: tuple[Token, ...] = (), tense: Tense | None = None
) -> Dating | None:
    """The act's own time: an expression that hangs on its word, or on its object; None where it has none."""
    if not word_set("habits").isdisjoint([child.lower_ for child in trigger.lefts]):
        return None  # "is often flooded in spring"
    for first, last in chain(*map(_expressions, (trigger, *extra)), _shared(trigger)):
        words = trigger.doc.words(first, last + 1)
        when = tense or _tense_for(trigger, words)
        dating = resolve(words, published, when)
        if dating.from_ or dating.to:
            return dating
        if (days := _days_of_story(trigger.doc, first, words, When(published, when))) is not None:
            return replace(dating, from_=days.whole[0].isoformat(), to=days.whole[1].isoformat())
        if is_date(words):
            return dating
    return None


def _days_of_story(doc: Doc, first: int, words: str, when: When) -> Days | None:
    """The days of a time that is counted from the one told before it, in its sentence or the one before."""
    if not is_of_story(words):
        return None
    start = doc[first].sent.start
    beginning = doc[start - 1].sent.start if start else 0
    ends = (word.ent for word in reversed(doc[beginning:first]) if word.ent_type_ == "DATE" and word.ent is not None)
    for ent in ends:
        if not SPANNING.isdisjoint((doc[ent.start].lower_, doc[max(0, ent.start - 1)].lower_)):
            continue  # "adopted a law in 2019 on what they had owned before 1918"
        said = doc.words(ent.start, ent.end)
        told = resolve(said, when.published, when.tense)
        if is_of_story(said):
            return None  # which day that was, nobody has counted
        if told.from_ and told.to:
            return counted_from(words, Days(date.fromisoformat(told.from_), date.fromisoformat(told.to)))
    return None


def _shared(verb: Token) -> Iterator[tuple[int, int]]:
    """The times of a verb that one without a subject shares: "On Monday it came and | left |", "…, | killing | two"."""
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and not has(verb, AUXILIARY | {"mark"}) and follows_comma(verb):
        yield from (each for each in _expressions(verb.head) if verb.doc[each[0]].lower_ not in SPANNING)
    if verb.dep_ != "conj" or has_subject(verb) or not is_verb(verb.head) or verb.tag_ != verb.head.tag_:
        return
    if any(child.lower_ in word_set("times of the story") for child in verb.children):
        return
    subject = left_child(verb.head, SUBJECT)
    if subject is not None:
        yield from ((first, last) for first, last in _expressions(verb.head) if last < subject.i)
    yield from _shared(verb.head)


def _tense_for(trigger: Token, words: str) -> Tense:
    """The verb's tense; what is put off or set has its day to come: "was adjourned until Friday", "set for Friday"."""
    first, verb = words.lower().partition(" ")[0], trigger if is_verb(trigger) else trigger.head
    if first in ("until", "till") and trigger.lemma in word_set("verbs of putting off"):
        return "future"
    if first == "for" and verb.lemma in word_set("verbs of setting a time"):
        return "future"
    expected = any(c.lower_ in word_set("expectations") and has(c, {"xcomp"}) for c in trigger.rights)
    if expected or (first == "by" and _is_awaited(trigger)):
        return "future"
    tense = "past" if _came_to_nothing(trigger, words) or _is_settled(trigger) else tense_of(trigger)
    return "future" if tense == "present" and trigger.lemma in word_set("verbs of beginning and ending") else tense


def _is_awaited(verb: Token) -> bool:
    """Whether a past tense tells what is yet to be: "would be fined unless they paid by Friday", "who paid by"."""
    if verb.dep_ not in AWAITED or verb.tag_ not in ("VBD", "VBN") or has_perfect(verb):
        return False
    above = next(filter(is_verb, verb.ancestors), None)
    return above is not None and has_modal(above) and not has_perfect(above)


def _is_settled(verb: Token) -> bool:
    """Whether an infinitive tells what was done or left undone: "failed to dock on Friday", "was forced to land"."""
    if verb.dep_ != "xcomp" or not is_infinitive(verb) or tense_of(verb.head) != "past":
        return False
    rows = (row for row in verb_cues(verb.head) if "infinitive" in row.takes and not row.particle)
    return any(row.status in ("actual", "negated") for row in rows)


def _came_to_nothing(verb: Token, words: str) -> bool:
    """Whether what was planned is told of as over: "was to sail on Friday but sank", "had been to sail"."""
    plan = verb.head.head if verb.head.lower_ == "due" else verb.head
    if not is_infinitive(verb) or not is_verb(plan) or tense_of(plan) != "past":
        return False
    had = any(child.lemma == "have" and child.tag_ == "VBD" for child in plan.lefts)
    if had and not weekdays().isdisjoint(words.lower().split()):
        return True  # a plan for a month may have been dropped before it
    return any(c.dep_ == "cc" and c.lower_ in ("but", "until", "when") for c in plan.rights)


def tense_of(token: Token) -> Tense:
    """The tense a verb stands in; a noun's is its verb's."""
    verb = _finite_verb(token)
    auxiliaries = [child for child in verb.children if child.dep_ in AUXILIARY]
    if any(child.tag_ == "VBD" for child in auxiliaries):
        return "past"
    if any(child.tag_ == "MD" for child in verb.children) or is_infinitive(verb):
        return "future"
    if any(child.lemma == "have" and child.tag_ in FINITE for child in auxiliaries):
        return "past"
    if verb.tag_ in ("VBD", "VBN"):
        return "present" if verb.tag_ == "VBN" and _has_present_be(verb) else "past"
    return "present" if verb.tag_ in ("VBZ", "VBP", "VBG") else "past"


def _finite_verb(token: Token) -> Token:
    """The verb whose tense counts: a noun's own, and a bare participle's main verb."""
    verb = token
    while not is_verb(verb) and verb.head != verb:
        verb = verb.head
    while _takes_tense_of_another(verb) and (above := next(filter(is_verb, verb.ancestors), None)) is not None:
        verb = above
    return verb


def _takes_tense_of_another(verb: Token) -> bool:
    """Whether a verb is a participle, stands bare beside one with a modal ("will fly on Sunday and | meet | him"), or
    is what another begins or goes on to do ("began | taking on | water")."""
    if verb.dep_ == "xcomp" and verb.head.lemma in word_set("transparent verbs"):
        return is_gerund(verb) or is_infinitive(verb)
    bare = verb.dep_ == "conj" and verb.tag_ == "VB" and not has(verb, AUXILIARY)
    return bare or (is_gerund(verb) and verb.dep_ in PARTICIPLE)


def _has_present_be(verb: Token) -> bool:
    return any(child.lemma == "be" and child.tag_ in ("VBZ", "VBP") for child in verb.children)


def _expressions(token: Token) -> Iterator[tuple[int, int]]:
    """First and last token of each time expression on a word, the preposition included."""
    for child in token.children:
        if child.dep_ in TIME_SLOTS and is_time(child):
            yield _extent(child)
        elif child.dep_ == "advmod" and child.lower_ in word_set("how early"):
            yield from ((child.left_edge.i, _extent(n)[1]) for _, n in preposition_objects(child) if is_time(n))
        elif child.dep_ in ("prep", "agent") and child.lower_ in TIME_PREPS:
            for noun in child.children:
                is_told = noun.dep_ in ("pobj", "pcomp") and (is_time(noun) or _time_inside(noun))
                if is_told and not is_record(child):
                    yield child.i, max(_extent(noun)[1], noun.i, _until(child))


def _until(prep: Token) -> int:
    """Where what begins with "from" ends: at "2014" of "from 2010 to 2014"."""
    if prep.lower_ != "from":
        return 0
    beside = (to for to in prep.head.rights if to.i == prep.right_edge.i + 1)
    preps = (to for to in (*prep.rights, *beside) if to.dep_ == "prep" and to.lower_ in ("to", "until"))
    return max((noun.i for to in preps for noun in to.rights), default=0)


def is_record(prep: Token) -> bool:
    """Whether so much time goes back, not on: "the worst quake in 15 years"."""
    if prep.lower_ != "in" or not prep.i:
        return False
    before = prep.nbor(-1)
    words = (before, *takewhile(lambda word: not is_verb(word) or is_infinitive(word), before.ancestors))
    return any(map(is_extreme, words)) and any(
        noun.tag_ == "NNS" and (not noun.lefts or any(c.like_num or c.tag_ == "NNS" for c in noun.lefts))
        for noun in prep.rights
    )


def _time_inside(noun: Token) -> bool:
    """Whether a noun is part of a time behind it: "the early hours of Sunday", "the end of the year"."""
    return (
        noun.lemma in word_set("parts of a time")
        and any(is_time(word) for child in noun.children for word in (child, *child.children))
    ) or noun.lemma in word_set("whole times")


def _extent(token: Token) -> tuple[int, int]:
    """The whole expression around one of its words."""
    words, start, end = token.doc.tokens, token.i, token.i
    ent = token.ent
    if ent is not None and ent.label_ in TIME:
        start, end = ent.start, next(_begins_another(token, ent), ent.end) - 1
        if token.head.i in range(start, token.i) and is_verb(token.head):
            start = token.head.i + 1  # "is expected to | last | four weeks"
    subtree = [t.i for t in _of_time(token) if not t.is_space]
    if subtree and max(subtree) - min(subtree) < LONGEST:
        start, end = min(start, *subtree), max(end, *subtree)
    while end > start and (words[end].is_punct or words[end].is_space or words[end].dep_ == "case"):
        end -= 1
    while end + 1 < len(words) and words[end + 1].like_num and len(words[end + 1].text) == 4:
        end += 1
    return start, end


def _of_time(word: Token) -> Iterator[Token]:
    """The words of the expression: "4 July 1950", without the clause or the place behind it ("in Tarn")."""
    yield word
    for child in word.children:
        nouns = [noun for noun in child.rights if noun.dep_ == "pobj"] if child.dep_ == "prep" else []
        elsewhere = nouns and not any(is_time(noun) or _time_inside(noun) for noun in nouns)
        if child.dep_ not in ("relcl", "acl", "advcl") and not elsewhere:
            yield from _of_time(child)


def _begins_another(token: Token, ent: Span) -> Iterator[int]:
    """Where what hangs outside the expression begins: "on Friday | after weeks of talks", "on 3 May | and ended"."""
    behind = (word for word in ent if word.i > token.i and word.pos_ in ("ADP", "CCONJ", "VERB"))
    yield from (word.i for word in behind if word.head not in ent and word.head is not token.head)


def is_after(dating: Dating | None, published: date | None) -> bool:
    """Whether a time lies after the article's day; without one, whether its words say so."""
    if dating is None:
        return False
    if published is not None and dating.from_ is not None:
        return dating.from_ > published.isoformat()
    return not word_set("after today").isdisjoint(dating.text.lower().split())
