"""What stands beside a word: modals, negation, adverbs, adjectives, conditions, sources."""

from __future__ import annotations

from kg.extract.status.links import is_headlines_aim
from kg.extract.status.signals import Signals, Voice
from kg.extract.status.voices import sources_beside
from kg.extract.syntax.cued import is_speech_act
from kg.extract.syntax.labels import (
    AUXILIARY,
    CLOSED,
    PRESENT_TENSE,
    SUBJECT_SLOT,
    is_modifier,
    is_verb,
    word_after,
    word_before,
)
from kg.extract.syntax.phrases import adverb_text
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import (
    has_modal,
    has_perfect,
    inverted_auxiliary,
    is_gerund,
    is_infinitive,
    is_passive,
    is_past,
)
from kg.ontology import Condition, Cues, word_set

ADVERBIAL = frozenset(("neg", "advmod", "preconj", "det", "prep"))
OBJECTS = frozenset(("dobj", "attr"))
NEGATABLE = frozenset(("nsubj", "nsubjpass", "dobj", "attr"))
MARKING = ADVERBIAL | NEGATABLE | {"aux", "cc"}
"""Where what stands beside a verb may say whether it was done."""
DETERMINERS = frozenset(("det", "neg", "preconj"))
NO_CONDITION = frozenset(("whether", "once"))
CONDITION_SLOTS = frozenset(("advcl", "prep", "advmod"))
BEHIND_PREPS = frozenset(("advcl", "pcomp"))
OPENING_SLOTS = frozenset(("mark", "advmod"))
CLAUSE_SLOTS = frozenset(("advcl", "ccomp", "ROOT"))
PRESENT = frozenset(("VBZ", "VBP", "VB"))
UNTIL = frozenset(("until", "till"))
OPENING = 3
"""How many words around the beginning of a clause may hold "on condition that"."""


def read_markers(token: Token, cues: Cues, signals: Signals, bound: bool, inner: Token | None = None) -> None:
    """Take in what stands beside the word. `inner` is the act that the walk began with, if that is another word."""
    if is_verb(token):
        if bound:
            _read_auxiliaries(token, cues, signals, inner)
            _read_conditions(token, cues, signals, inner)
        for voice in sources_beside(token, cues, inner):
            if voice.cue.dep_ != "advmod" or not signals.aside:  # "the mill, which | made | flour, allegedly sank it"
                signals.hear(voice)
    elif bound:
        _read_adjectives(token, cues, signals)
    if not signals.given:  # "until he is paid who built it": it was built
        signals.is_condition = signals.is_condition or _condition_of(token, cues) is not None


# ---- mood and negation ----------------------------------------------------------------------------------------------


def _read_auxiliaries(token: Token, cues: Cues, signals: Signals, inner: Token | None) -> None:
    for child in token.children:
        if child.dep_ not in MARKING and child.lower_ != "going":
            continue
        if child.dep_ == "neg" and (inner is None or inner.i < token.i) and _goes_on_in_order(token):
            continue
        if inner is None or child.dep_ not in OBJECTS or child.holds(inner):  # "found no fault and sold it": sold
            _read_auxiliary(child, token, cues, signals)
    owed = token.dep_ == "xcomp" and token.head.lemma == "have" and token.head.tag_ in PRESENT_TENSE
    if owed and is_infinitive(token):
        signals.modals.append((cues.modals["have to"], token))
    if _is_going_to(token) or (token.dep_ == "ROOT" and is_infinitive(token)) or is_headlines_aim(token):
        signals.statuses.append("future")
    if _is_undone(token) or _is_nor(token):
        signals.statuses.append("negated")


def _goes_on_in_order(verb: Token) -> bool:
    """Whether a "not" on a verb is said of the end for which it goes on: "is not buying it in order to close it".

    What "did not attack in order to spare it" says is that nobody did attack.
    """
    preps = (c for c in verb.rights if c.dep_ == "prep") if verb.tag_ == "VBG" else ()
    return any(prep.doc.words(prep.i, prep.i + 2).lower() == "in order" for prep in preps)


def _read_auxiliary(child: Token, verb: Token, cues: Cues, signals: Signals) -> None:
    beside = child.dep_ in ADVERBIAL or (child.dep_ == "cc" and child.i < verb.i)  # "nor had he paid"
    if beside and (status := cues.adverbs.get(adverb_text(child))) is not None:
        signals.statuses += [status] if status != "negated" or not _is_not_only(child) else []
    elif child.dep_ == "aux" and child.tag_ == "MD" and child.lower_ in cues.modals and not _is_sensed(child, verb):
        signals.modals.append((cues.modals[child.lower_], verb))
    elif child.dep_ in NEGATABLE and is_negative(child, cues):
        signals.statuses.append("negated")
    elif child.lower_ == "going" and verb.tag_ == "VB":
        signals.statuses.append("future")


def _is_sensed(modal: Token, verb: Token) -> bool:
    """Whether "could" tells what somebody did hear or what was seen: "could hear shots", "smoke could be seen"."""
    if modal.lower_ != "could" or has_perfect(verb) or verb.lemma not in word_set("senses"):
        return False
    told = any(c.lower_ in ("he", "she", "they", "i") for c in verb.lefts)
    return verb.lemma != "see" or told or is_passive(verb)  # "voters could see taxes rise": they may


def _is_going_to(token: Token) -> bool:
    going = token.lower_ == "going" and token.tag_ == "VBG"
    return going and any(is_infinitive(child) for child in token.children)


def _is_undone(token: Token) -> bool:
    """Whether words before a verb say that it was not done: "without paying", "instead of even paying"."""
    words, undone = token.doc.tokens, word_set("undone")
    start = token.head.i + 1 if token.dep_ == "pcomp" else token.i
    while start and (words[start - 1].pos_ == "ADV" or words[start - 1].lower_ == "to"):
        start -= 1
    last = words[start - 1].lower_ if start else ""
    return last in undone or (start > 1 and f"{words[start - 2].lower_} {last}" in undone)


def _is_nor(verb: Token) -> bool:
    """Whether a "nor" joins the verb's clause to another: "nor has the guild | paid |"."""
    before = word_before(verb.left_edge) if verb.dep_ == "conj" else None
    return before is not None and before.lower_ == "nor"


def _is_not_only(word: Token) -> bool:
    before = word.doc.words(max(0, word.i - 3), word.i).lower().split()
    if before[-2:] == ["whether", "or"] or (len(before) == 3 and before[1] == "or" and before[0] == before[2]):
        return True  # "whether or not", "may or may not"; but "never paid or did not pay"
    after = word_after(word)
    return after is not None and after.lower_ in word_set("not only")


def is_negative(noun: Token, cues: Cues) -> bool:
    """Whether the noun says that there is none: "nobody", "no mill", "no one"."""
    if noun.lower_ in word_set("nobody") or (noun.lower_ == "one" and any(c.lower_ == "no" for c in noun.lefts)):
        return True
    if not noun.lefts:
        return False
    for child in noun.lefts:
        if child.dep_ in DETERMINERS and cues.determiners.get(child.lower_) == "negated" and child.lower_ != "few":
            return True
    first = noun.left_edge
    return first.i < noun.i and f"{first.lower_} {first.nbor(1).lower_}" in word_set("hardly any")


def _read_adjectives(noun: Token, cues: Cues, signals: Signals) -> None:
    for child in noun.lefts:
        if is_modifier(child) or child.dep_ == "det":
            status = cues.adjectives.get(child.lower_) or cues.determiners.get(child.lower_)
            signals.statuses += [status] if status else []
            signals.voices += [Voice(None, child)] if status == "claimed" else []


# ---- conditions -----------------------------------------------------------------------------------------------------


def _read_conditions(token: Token, cues: Cues, signals: Signals, inner: Token | None) -> None:
    """The "if" clause that hangs on the act."""
    without = _is_without(token)
    clause = _condition_beside(token, cues, inner) if signals.condition is None else None
    if not without and clause is None:
        return
    if _has_threatened(token, inner) or token.lemma in word_set("unconditional verbs"):
        return
    signals.is_condition = signals.is_condition or without
    signals.condition = signals.condition or clause


def _has_threatened(verb: Token, inner: Token | None) -> bool:
    """Whether a verb tells that somebody did threaten or say something, whatever the "if" behind it is of."""
    if inner is not None or verb.tag_ not in ("VBD", "VBN", "VBG") or has_modal(verb):
        return False
    return verb.lemma in word_set("conditional threats") or (verb.tag_ == "VBD" and is_speech_act(verb))


def _condition_beside(verb: Token, cues: Cues, inner: Token | None) -> Token | None:
    """The first condition on a verb, but the one in which the walk began."""
    for child in verb.children:
        if child.dep_ not in CONDITION_SLOTS or (inner is not None and child.holds(inner)):
            continue
        if (clause := _condition_in(child, cues)) is not None:
            return clause
    return None


def _condition_in(child: Token, cues: Cues) -> Token | None:
    """The condition that a word on a verb opens or is, on which the verb's act hangs."""
    if child.dep_ not in CONDITION_SLOTS:
        return None
    clause = child if child.dep_ == "advcl" else _clause_behind(child)
    row = _condition_of(clause, cues) if clause is not None else None
    return clause if row is not None and not row.apart else None


def condition_before(verb: Token, cues: Cues) -> Token | None:
    """The condition before a verb, which holds for those joined to it: "if it rains, we will sow and they reap"."""
    return next((clause for child in verb.lefts if (clause := _condition_in(child, cues)) is not None), None)


def _is_without(verb: Token) -> bool:
    """Whether a verb tells what would be if something were not: "*without* a loan, the mill *would* close"."""
    for child in verb.lefts:
        if child.lower_ == "without" and child.dep_ == "prep":
            return any(beside.tag_ == "MD" and beside.lower_ in ("would", "could") for beside in verb.lefts)
    return False


def _clause_behind(prep: Token) -> Token | None:
    """The clause behind a preposition, or the act that "in the event of" names."""
    for child in prep.children:
        if child.dep_ in BEHIND_PREPS:
            return child
    for event in prep.rights:
        if event.lower_ == "event":
            return next((noun for of in event.rights for noun in of.rights if _is_event(noun)), None)
    return None


def _is_event(noun: Token) -> bool:
    """Whether the noun is what "in the event of" names."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "event"


def _is_initials(word: Token) -> bool:
    """Whether a word is the beginning of a name: "the union | IF | Metall"; but not in a shouted sentence."""
    return len(word) > 1 and word.text.isupper() and not word.head.text.isupper()


def _condition_of(token: Token, cues: Cues) -> Condition | None:
    """What makes the word's clause an "if"; a main verb has the "if" of a clause whose own verb the parser missed."""
    if token.dep_ == "pobj":
        return cues.conditions["in the event of"] if _is_event(token) else None
    if token.dep_ not in CLAUSE_SLOTS:
        return None
    row = _opening_word(token, cues) if token.dep_ != "ccomp" else None
    if row is None and token.dep_ == "advcl" and inverted_auxiliary(token) is not None:
        return cues.conditions["if"]  # "should it rain", "had it rained"
    if row is None and token.dep_ != "ROOT" and is_verb(token):
        row = _opening_phrase(token, cues)
    return row if row is not None and (not row.open or _is_present(token)) else None


def _opening_word(token: Token, cues: Cues) -> Condition | None:
    for child in token.children:
        row = cues.conditions.get(child.lower_) if child.dep_ in OPENING_SLOTS else None
        if row is not None and child.lower_ not in NO_CONDITION and not _is_initials(child):
            return row
    return None


def _opening_phrase(token: Token, cues: Cues) -> Condition | None:
    """The "in case", "provided that" around the beginning of a clause, which the parser may hang as an object."""
    start = token.left_edge.i
    if token.dep_ == "ccomp" and not (start and token.doc[start - 1].dep_ == "pobj"):
        return None
    opening = token.doc.words(max(0, start - OPENING), start + OPENING + 1).lower()
    return next((row for phrase, row in cues.conditions.items() if " " in phrase and phrase in opening), None)


def opens_time(verb: Token, told_later: bool = False) -> bool:
    """Whether the clause says when, in the present tense: "once it rains"; not a headline's "after court rules".

    `told_later`: beside a "would" that somebody said it stands in the past: "said it would sail once it rained".
    """
    start = next((child.i for child in verb.lefts if child.dep_ in SUBJECT_SLOT), verb.i)
    words = [child for child in verb.lefts if child.dep_ in OPENING_SLOTS and child.i < start]
    words += [verb.head] if verb.dep_ == "pcomp" else []
    times = word_set("times to come") | (UNTIL if told_later else frozenset())
    opening = next((word.lower_ for word in words if word.lower_ in times), "")
    if verb.dep_ == "pcomp":
        # "will vote before leaving", "will leave after voting"; not "agreed to leave after voting"
        return is_gerund(verb) and (opening == "before" or has_modal(verb.head.head))
    if not opening or not (_is_present(verb) or (told_later and is_past(verb))):
        return False
    return opening != "after" or verb.sent[-1].text in CLOSED


def _is_present(verb: Token) -> bool:
    """Whether the clause tells of the present: "raises wages", "has paid", "are freed"."""
    first = next((child for child in verb.lefts if child.dep_ in AUXILIARY), verb)
    is_own_form = first is not verb or first.tag_ == "VBZ" or first.lower_ in (first.lemma, "are")
    return first.tag_ in PRESENT and is_own_form  # "retook", which the model takes for a present, is none
