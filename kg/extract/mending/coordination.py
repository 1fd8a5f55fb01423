"""Verbs that the parser joined to the wrong verb, or did not join at all."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.syntax.cued import is_speech_act, reports, speaks, verb_cues
from kg.extract.syntax.labels import (
    AUXILIARY,
    COMPLETED,
    FINITE,
    RELATIVES,
    SUBJECT,
    TELLING_OF,
    comma_before,
    has,
    is_verb,
    left_child,
    word_after,
    word_before,
)
from kg.extract.syntax.phrases import is_somebody
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import (
    has_modal,
    has_subject,
    is_finite,
    mark_of,
    mended_head,
)
from kg.ontology import ontology, word_set

DONE_BY_SOMEBODY = frozenset(("SANCTION", "ASSAULT", "MOBILIZE"))
"""What a joined active with an object tells is done by somebody, and not by what was hit or hacked."""
ANSWERS = frozenset(("denied", "promised"))
QUOTATION_MARKS = frozenset(("``", "''"))


# ---- whose second verb it is ----------------------------------------------------------------------------------------


@rule("conj")
def said_beside(verb: Token) -> Iterator[Move]:
    """Join a second verb of the speaker's to the report: "said the ruling was unfair and | promised | an appeal"."""
    beside = verb.head
    above = said = beside.head
    if has_subject(verb) or beside.dep_ != "ccomp" or _is_alternative(verb):
        return
    if said.tag_ == "VBG" and said.dep_ == "advcl":
        above = said.head
    if above.tag_ not in FINITE or not speaks(said) or above.i > beside.i:
        return
    subject = left_child(beside, SUBJECT)
    is_mute = (is_speech_act(verb) and not _may_speak(subject)) or has(beside, {"expl"})
    if verb.tag_ == "VBN" and is_mute and not has(verb, AUXILIARY):
        verb.tag_ = "VBD"  # "said its systems had been hacked and apologised"
    if verb.tag_ not in FINITE:
        if above.tag_ == "VBD" and beside.left_edge.i > above.i and _tells_of_now(verb, beside):
            yield (verb, above, "conj")
        return
    theirs = subject is not None and subject.tag_ == "NNS" and not _may_speak(subject) and _owns_one(verb)
    # "was innocent and accused them", "had no plans and accused them"
    answers = _answers(verb) or (beside.lemma in ("be", "have") and is_speech_act(verb))
    same = subject is not None and subject.tag_ == "PRP" and has(verb, TELLING_OF) and answers
    same = same or _punishes(verb, beside) or _thanks(verb, beside)
    if beside.tag_ in ("VB", "VBG") or is_mute or theirs or same or _tells_again(verb, beside):
        yield (verb, above, "conj")


def _is_alternative(verb: Token) -> bool:
    """Whether an "or" joins the verb: what it tells is told like what stands before."""
    joint = word_before(verb.left_edge)
    return joint is not None and joint.dep_ == "cc" and joint.lower_ in ("or", "nor")


@rule("conj", tags={"VBN", "VBD"}, needs={"dobj"})
def done_by_speaker(verb: Token) -> Iterator[Move]:
    """Join an active behind a passive to the report: "police said a clerk had been shot and | held | a suspect"."""
    passive = verb.head
    report = passive.head
    told = passive.dep_ == "ccomp" and has(passive, {"auxpass"}) and not has(passive, {"dobj"})
    if not told or has(verb, AUXILIARY | SUBJECT) or report.i > passive.i or report.tag_ not in FINITE:
        return
    kinds = ontology().verb_kinds(verb.lemma)
    if speaks(report) and ("COERCE" in kinds or (kinds & DONE_BY_SOMEBODY and _is_mere_thing(passive))):
        verb.tag_ = "VBD"
        yield (verb, report, "conj")


def _is_mere_thing(passive: Token) -> bool:
    """Whether what a passive is told of is the speaker's own or nothing that acts: "its convoy", "the dam"."""
    noun = left_child(passive, SUBJECT)
    if noun is None or noun.pos_ != "NOUN":
        return False
    return noun.lemma not in ontology().agents or any(word.lower_ == "its" for word in noun.lefts)


@rule("conj")
def behind_quotation(verb: Token) -> Iterator[Move]:
    """Join a verb behind what is quoted to the report: 'said "the mill will close" and | quit |'."""
    told = verb.head
    report = told.head
    if told.dep_ != "ccomp" or report.i > told.i or has(verb, AUXILIARY | SUBJECT) or report.tag_ not in FINITE:
        return
    opens = word_after(report)
    if opens is not None and opens.tag_ in QUOTATION_MARKS and _marks(told, verb) == 1:
        verb.tag_ = report.tag_ if verb.tag_ in ("VB", "VBP", "VBN") else verb.tag_
        yield (verb, report, "conj")


def _marks(first: Token, last: Token) -> int:
    """How many quotation marks stand between two words."""
    return sum(word.tag_ in QUOTATION_MARKS for word in first.doc[first.i : last.i])


def _owns_one(verb: Token) -> bool:
    """Whether what the verb is done to is "its": "said sales fell and cut *its* forecast", not theirs."""
    return any(word.lower_ == "its" for noun in verb.rights if noun.dep_ == "dobj" for word in noun.lefts)


def _punishes(verb: Token, beside: Token) -> bool:
    """Whether what is told to have done something is punished for it: "said the mill had lied and fined *it*"."""
    pronoun = any(child.dep_ in ("dobj", "dative") and child.tag_ == "PRP" for child in verb.rights)
    others = any(child.dep_ == "dobj" and is_somebody(child) for child in beside.rights)
    return pronoun and not others and "SANCTION" in ontology().verb_kinds(verb.lemma)


def _thanks(verb: Token, beside: Token) -> bool:
    """Whether an active of speech follows what was undergone: "had been freed and *thanked* Tarn"."""
    active = has(verb, {"dobj"}) and is_speech_act(verb) and verb.lemma not in word_set("verbs of owning up")
    return active and has(beside, {"auxpass"})


def _tells_of_now(verb: Token, beside: Token) -> bool:
    """Whether a perfect tells what has been so since what was said: "would resign and has not named an heir"."""
    if not any(c.dep_ == "aux" and c.lower_ in ("has", "have") for c in verb.lefts):
        return False
    undone = has(verb, {"neg"}) or verb.lemma in word_set("withholding verbs")
    return undone or any(child.lower_ == "would" for child in beside.lefts)


@rule("conj", tags=FINITE)
def above_circumstance(verb: Token) -> Iterator[Move]:
    """Join a verb to the main verb, not to a time clause: "left after talks broke down, and | vowed | to strike"."""
    beside = verb.head
    joint = word_before(verb)
    if has_subject(verb) or beside.dep_ != "advcl" or not mark_of(beside):
        return
    comma = comma_before(joint) if joint is not None and joint.dep_ == "cc" else None
    mute = is_speech_act(verb) and not _may_speak(left_child(beside, SUBJECT))
    main = beside.head
    if main.dep_ == "ccomp" and main.tag_ not in FINITE and speaks(main.head):
        main = main.head  # "said it had closed because costs rose, and | accused | the guild"
    if comma is not None and mute and is_finite(main) and main.i < beside.i:
        yield (verb, main, "conj")


@rule("conj", needs=TELLING_OF)
def above_clause_of_object(verb: Token) -> Iterator[Move]:
    """Join a verb above a relative clause whose object it is not: "sold the mill it owned and | bought | a farm"."""
    clause = verb.head
    upper = clause.head.head
    subject = left_child(clause, SUBJECT)
    if clause.dep_ != "relcl" or subject is None or subject.lower_ in RELATIVES or has(verb, SUBJECT | AUXILIARY):
        return
    filled = has(clause, COMPLETED | {"auxpass"}) or any(c.tag_ in ("WRB", "WP$") for c in clause.lefts)
    if filled or is_time(clause.head) or clause.head.lemma in word_set("circumstances"):
        return
    if clause.head.dep_ == "dobj" and upper.tag_ in FINITE and has_subject(upper) and upper.i < clause.head.i:
        verb.tag_ = "VBP" if verb.tag_ == "VB" else verb.tag_
        yield (verb, upper, "conj")


def _tells_again(verb: Token, beside: Token) -> bool:
    """Whether a verb in the past cannot share the auxiliaries before it: "would be paid and rejected calls"."""
    asks = any(row.status == "demanded" for row in verb_cues(verb)) and has(verb, {"xcomp"})
    if verb.tag_ != "VBD" or not (asks or has(verb, TELLING_OF)):
        return False
    denied = any(row.status == "denied" and not row.object for row in verb_cues(beside.head))
    modal = has_modal(beside)
    perfect = any(child.dep_ == "aux" and child.lower_ == "had" for child in beside.lefts)
    again = (
        asks or has(verb, {"ccomp"}) or comma_before(verb) is not None
    )  # "had gone, *ordered* a search and fined them"
    return modal or (perfect and (denied or _answers(verb) or (is_speech_act(verb) and again)))


def _answers(verb: Token) -> bool:
    """Whether the verb denies or promises, as whoever speaks does; no "rejected an offer"."""
    objects = {child.lemma for child in verb.rights if child.dep_ == "dobj"}
    rows = (row for row in verb_cues(verb) if row.speaker == "subject" and not row.particle)
    return any(row.status in ANSWERS and (not row.object or objects & set(row.object)) for row in rows)


def _may_speak(noun: Token | None) -> bool:
    """Whether it is somebody, or a name or pronoun for somebody."""
    if noun is None or noun.pos_ in ("PROPN", "PRON"):
        return True
    return noun.lemma in ontology().agents or noun.lemma in word_set("body heads")


@rule("ccomp", tags=FINITE | {"VBN"})
def told_next(verb: Token) -> Iterator[Move]:
    """Join a second content to the first: "said they shot down a drone, | sold | it and left"."""
    if has(verb, SUBJECT | AUXILIARY) or mark_of(verb):
        return
    first = next((c for c in verb.head.rights if c.dep_ == "ccomp" and c.i < verb.i), None)
    before = word_before(verb.left_edge)
    if first is None or before is None or not (before.text == "," or before.tag_ == "CC"):
        return
    if has_subject(first) and first.tag_ in FINITE | {"VBN"}:
        yield (verb, first, "conj")


@rule("conj", tags={"VBD", "VBN"})
def told_along(verb: Token) -> Iterator[Move]:
    """Join a verb to the content before it: "replied that the ship had crossed, | ignored | calls and fired"."""
    above, comma = verb.head, word_before(verb)
    if not speaks(above) or has(verb, AUXILIARY | SUBJECT):
        return
    told = next((c for c in above.rights if c.dep_ == "ccomp" and c.i < verb.i), None)
    if told is None or comma is None or not has_subject(told):
        return
    listed = comma.text == "," and not is_speech_act(verb) and verb.lower_.endswith("ed")
    perfect = told.tag_ == "VBN" and any(c.dep_ == "aux" and c.lower_ == "had" for c in told.lefts)
    if (listed and perfect) or (told.tag_ == verb.tag_ and _is_told_on(verb, above, comma)):
        yield (verb, told, "conj")


def _is_told_on(verb: Token, above: Token, comma: Token) -> bool:
    """ "say guards beat them and took money", "heard that he beat them, locked the door and left": what was told first
    is in the past too, and the report is not, or the verb opens a series that tells nothing."""
    if above.tag_ in ("VBP", "VBZ"):
        return verb.tag_ == "VBD"
    series = comma.text == "," and any(c.dep_ == "conj" and c.tag_ == verb.tag_ for c in verb.rights)
    return series and reports(above) and not is_speech_act(verb)


@rule("conj", tags={"VBD"})
def above_noun(verb: Token) -> Iterator[Move]:
    """Join a finite verb above a noun's infinitive: "ignored orders to turn back and | fired |"."""
    infinitive = verb.head
    if infinitive.dep_ != "acl" or infinitive.tag_ not in ("VB", "VBG") or has(verb, SUBJECT):
        return
    upper = mended_head(verb)
    if upper is not verb and upper is not infinitive:
        yield (verb, upper, "conj")


@rule("conj", tags={"VBD"}, needs=SUBJECT)
def told_apart(verb: Token) -> Iterator[Move]:
    """Join a clause of its own to the report: "said tolls had risen, and Lind, a haulier, | announced | cuts".

    So too "a study found that it was late, and its authors | urged | haste".
    """
    beside = verb.head
    above = beside.head
    if beside.dep_ != "ccomp" or above.i > beside.i or not is_verb(above):
        return
    subject = left_child(verb, SUBJECT)
    if not speaks(verb) or has(verb, AUXILIARY) or subject is None:
        return
    its = any(child.dep_ == "poss" and child.tag_ == "PRP$" for child in subject.lefts)
    if mark_of(beside) and not (its and _may_speak(subject)):
        return
    joint = word_before(verb.left_edge)
    comma = comma_before(joint) if joint is not None and joint.dep_ == "cc" else None
    earlier = any(c.dep_ == "aux" and (c.lower_ == "had" or c.tag_ == "MD") for c in beside.lefts)
    answers = beside.lemma == "be" and not has(verb, COMPLETED)  # "said it was late, and others agreed"
    if (earlier or its or answers) and comma is not None:
        yield (verb, above, "conj")


# ---- what is done to it too -----------------------------------------------------------------------------------------
