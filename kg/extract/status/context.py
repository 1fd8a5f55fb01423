"""Whether an act happened, or was said, demanded, promised, planned, feared, denied; and by whom it is told.

A walk from the act up the tree: each word that governs it gives a status and perhaps a voice: the cues say which.
The first status in the table's order of precedence holds. Rules and examples: `cues.toml`.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from kg.extract.status.governors import aims_at, governor_of, is_negated, is_undone
from kg.extract.status.links import Link, is_outcome, is_that_clause, link_of
from kg.extract.status.markers import condition_before, is_negative, opens_time, read_markers
from kg.extract.status.signals import Signals, Voice
from kg.extract.status.voices import quote_voice, voices_of
from kg.extract.syntax.cued import adjective_cues, noun_cues, speaks
from kg.extract.syntax.labels import AUXILIARY, SUBJECT, follows_comma, has, is_verb, left_child, right_child
from kg.extract.syntax.phrases import is_extreme, is_indefinite, preposition_objects, upper_word
from kg.extract.syntax.quotes import Quote, Quotes
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Token
from kg.extract.syntax.verbs import has_modal, has_perfect, has_subject, is_past, mark_of
from kg.model import Modality, Polarity, Status
from kg.ontology import Governor, Modal, ontology, word_set

DEPTH = 12
"""How many words up the walk goes."""
CLOSING_MARKS = frozenset("\"”’'»)")
TIMELESS = frozenset(("VBZ", "VBP", "VBG", "NN", "NNS"))
"""Forms that a date to come makes future."""
TO_COME: frozenset[Status] = frozenset(("demanded", "promised", "future", "hypothetical"))
HANGING: frozenset[Status] = frozenset(("future", "demanded"))
"""What a condition makes hypothetical of the act that hangs on it."""
REFUSING: frozenset[Status] = frozenset(("denied", "negated"))
QUESTION_TAGS = frozenset(("WRB", "WP"))
CONTENT_PREPS = frozenset(("", "of", "for", "to", "with", "over", "about", "on", "by", "from"))
"""Between a word and what it tells or denies; behind others stands what is given."""
FOUND = frozenset(("dobj", "attr"))
"""Where a noun stands that there is, or is not: "there is no mill"."""
DENYING = frozenset(("no", "not"))
TOLD: frozenset[Status] = frozenset(("claimed", "denied"))
"""What a word makes of an act that it tells, whatever stands above it."""
TOLD_OR_REFUSED = TOLD | REFUSING
MODALITY: dict[Status, Modality] = {
    "demanded": "demanded",
    "promised": "promised",
    "future": "future",
    "hypothetical": "possible",
    "claimed": "reported",
}


class Context(Struct, frozen=True):
    """An act's status, and the voices that tell it, innermost first."""

    status: Status
    polarity: Polarity
    modality: Modality
    voices: tuple[Voice, ...]
    condition: Token | None


PLAIN = Context("actual", "positive", "factual", (), None)
"""What the article tells in its own voice."""


def context_of(token: Token, quotes: Quotes, future_date: bool = False) -> Context:
    """The status and the voices of the act that `token` tells. `future_date`: its date lies after the article's."""
    signals, quote = Signals(), quotes.at(token.i)
    _walk(token, signals)
    if future_date and token.tag_ in TIMELESS and not any(row.status == "hypothetical" for row, _ in signals.modals):
        signals.statuses.append("future")
    if (voice := quote_voice(quote, signals)) is not None:
        signals.voices.append(voice)
    if _is_alternative(token):
        signals.statuses.append("hypothetical")
    signals.statuses += _of_expectation(token)
    if quote is not None and _is_imperative(token, quote):
        signals.statuses.append("demanded")
    return _verdict(signals, quote, _is_asked(token, quote, quotes))


def _of_expectation(verb: Token) -> list[Status]:
    """The status of what is only due or likely: "*is* due to sail"."""
    for child in verb.rights:
        if child.dep_ == "acomp" and child.lower_ in word_set("expectations") and has(child, {"xcomp"}):
            return [row.status for row in adjective_cues(child) if "infinitive" in row.takes][:1]
    return []


def is_governed(token: Token) -> bool:
    """Whether a word right above or beside a noun says what became of the act it tells: "denied any theft"."""
    cues, link = ontology().cues, link_of(token)
    beside = any(c.lower_ in cues.adjectives or cues.determiners.get(c.lower_) == "negated" for c in token.lefts)
    if beside or link is None:
        return beside
    happens = link.take == "subject" and link.head.lemma in word_set("happening verbs")
    return happens or governor_of(token, link, cues) is not None


# ---- the walk -------------------------------------------------------------------------------------------------------


def _walk(token: Token, signals: Signals) -> None:
    cues, current, bound = ontology().cues, token, True
    read_markers(current, cues, signals, bound)
    for _ in range(DEPTH):
        link = link_of(current)
        if link is None:
            return
        bound = _climb(current, link, signals, bound, own=current is token)
        current = link.head
        read_markers(current, cues, signals, bound, inner=token)


def _climb(current: Token, link: Link, signals: Signals, bound: bool, own: bool) -> bool:
    """Take over what the word above says; returns whether mood and negation still reach down."""
    signals.statuses += ["hypothetical"] if not signals.given and _waits_for(current, link) else []
    aims = aims_at(current, link)
    signals.statuses += [_of_aim(link.head)] if aims and bound else []
    governor = None if aims else governor_of(current, link, ontology().cues)
    if governor is not None and own and _leaves_noun(current, governor):
        return False
    signals.aside = signals.aside or (link.take == "modifier" and follows_comma(current))
    signals.given = signals.given or (link.take == "modifier" and not link.bound and not is_that_clause(current))
    signals.statuses += _of_modifier(current, link.head) if link.take == "modifier" and bound else ()
    if _is_open_question(current):  # whatever is said or denied of the answer
        signals.is_condition, bound = signals.is_condition or not signals.given, False
    if link.take == "joined" and bound and not link.bound:
        _share(current, link.head, signals)
    if bound and (_is_left_open(link, governor) or _is_kept_hope(current, link)):
        signals.statuses.append("hypothetical")
        signals.modals.clear()  # "cannot guarantee that it will sail": it may
        return False
    bound = bound and (link.bound or (governor is not None and link.take in ("noun", "subject")))
    if link.prep == "in" and current.lemma in word_set("what leaving undone shows") and is_undone(link.head):
        bound = False  # "refused to sail in protest": they did protest
    if link.take == "noun" and link.prep not in CONTENT_PREPS and not bound:
        signals.given = True  # "denied having slept during the raid": the raid is not denied
    if governor is not None:
        return not _is_presupposed(governor, link, current) and _apply(governor, link, signals, bound)
    return bound and _climb_ungoverned(current, link, signals)


def _of_aim(word: Token) -> Status:
    """The status of a purpose: what is done for is still to come, what was done for was open."""
    verb = next(filter(is_verb, word.ancestors), word) if word.lower_ == "order" else word
    over = is_past(verb) or any(child.lemma == "have" and child.dep_ == "aux" for child in verb.lefts)
    return "hypothetical" if over else "future"


def _climb_ungoverned(current: Token, link: Link, signals: Signals) -> bool:
    """Take over what a word above says that has no row in the cues; returns whether mood still reaches down."""
    if current.dep_ == "ccomp" and is_past(current):
        opened = _is_to_come(link.head) or is_undone(link.head)  # "must prove", "failed to prove that it has paid"
        signals.statuses += ["hypothetical"] if opened else []
        return False
    singled_out = _is_done_first(link.head) or _is_done_most(link.head, current)
    if singled_out and link.head.dep_ == "attr":
        _take_mood(link.head.head, signals)
    done = singled_out or is_outcome(current, link.head)
    if link.take == "infinitive" and current.dep_ != "advcl" and not done:
        signals.statuses.append("future" if link.head.lemma == "be" else "hypothetical")  # "is to be tried"
    return True


def _take_mood(verb: Token, signals: Signals) -> None:
    """Take over whether a verb is still to come, but no "not": "*will be* the first woman to lead the guild"."""
    its = Signals()
    _walk(verb, its)
    signals.modals += its.modals
    signals.statuses += [status for status in its.statuses if status in TO_COME]


def _share(verb: Token, first: Token, signals: Signals) -> None:
    """Take over what joined verbs share that have auxiliaries of their own: the "if" before them, a "no"."""
    cues = ontology().cues
    if signals.condition is None and has_modal(verb):
        signals.condition = condition_before(first, cues)
    subject = left_child(first, SUBJECT) if not has_subject(verb) else None
    if subject is not None and is_negative(subject, cues):
        signals.statuses.append("negated")  # "no ship has been or will be sold"


def _is_left_open(link: Link, governor: Governor | None) -> bool:
    """Whether somebody does not ask or allow what may be done all the same: "is not authorised to | talk |"."""
    if link.head.lemma not in word_set("norm-giving verbs"):
        return False
    governs = link.take in ("infinitive", "gerund", "clause") or (
        link.take == "noun" and (link.bound or governor is not None)
    )
    return governs and is_negated(link.head, ontology().cues)


def _is_kept_hope(noun: Token, link: Link) -> bool:
    """Whether it is hoped for still: "has not given up | hope | that"."""
    hoped = link.take == "noun" and noun.lemma in word_set("hopes")
    return hoped and link.head.lemma in word_set("verbs of losing heart") and is_negated(link.head, ontology().cues)


def _waits_for(clause: Token, link: Link) -> bool:
    """Whether the clause tells when something to come will be: "will sail once the storm ends"."""
    if link.bound or link.take not in ("adverbial", "clause", "gerund"):
        return False
    refused = any(verb.lemma in word_set("withholding verbs") for verb in (link.head, link.head.head))
    if refused and mark_of(clause) == "until":
        return True  # "refused to fly until they were paid"
    told_later = any(child.lower_ == "would" for child in link.head.lefts) and not has_perfect(link.head)
    told_later = told_later and any(map(speaks, link.head.ancestors))
    return opens_time(clause, told_later) and _is_to_come(link.head)


def _leaves_noun(noun: Token, governor: Governor) -> bool:
    """Whether what a word denies or undoes is the noun's content, and not that there is such a noun."""
    if governor.status == "denied":
        return noun.lemma in word_set("claims beside")  # "the accusation was false": whoever accused did accuse
    return governor.status == "negated" and _names_content(noun, governor)  # "shelved a plan to sell": a plan there was


def _of_modifier(clause: Token, noun: Token) -> tuple[Status, ...]:
    """The status that a noun gives a clause on it: hypothetical in "anybody who", negated in "no mill that"."""
    if clause.tag_ in ("VBZ", "VBP") and _is_anybody(noun):
        return ("hypothetical",)
    return _of_sought(noun) if clause.dep_ == "relcl" and not follows_comma(clause) else ()


def _names_content(noun: Token, governor: Governor) -> bool:
    """Whether a row reaches an act through this noun, which names no act itself: "plan", "bid"."""
    return noun.lemma in governor.object and bool(noun_cues(noun))


def _is_open_question(clause: Token) -> bool:
    """Whether a clause is an indirect question: "asked whether it would | close |", "wondered if it would"; also of
    what is not settled: "failed to agree who should | lead | it"."""
    if clause.dep_ == "ccomp" and _asks(clause) and any(c.lower_ in ("would", "should") for c in clause.lefts):
        return is_undone(clause.head)
    mark = mark_of(clause)
    return mark == "whether" or (mark == "if" and clause.dep_ == "ccomp" and clause.head.i < clause.i)


def _asks(clause: Token) -> bool:
    """Whether a word of question stands in a clause: "who", "how"."""
    return not QUESTION_TAGS.isdisjoint([word.tag_ for word in (*clause.lefts, clause.left_edge)])


def _is_to_come(verb: Token) -> bool:
    """Whether an act is asked for, promised, planned or possible: so is what a time clause on it tells."""
    signals = Signals()
    _walk(verb, signals)
    statuses = [*signals.statuses, *_of_modals(signals, told=False)]
    return any(status in TO_COME for status in statuses)


def _is_anybody(noun: Token) -> bool:
    """Whether it is whoever there may be: "any fighter who lays down his weapons"."""
    return any(word.lower_ in word_set("whoever") for word in (noun, *(c for c in noun.lefts if c.dep_ == "det")))


def _of_sought(noun: Token) -> tuple[Status, ...]:
    """The status of a clause about what may not exist: "wants a mill that | grinds | rye", "no mill that …"."""
    if noun.dep_ in FOUND and is_negative(noun, ontology().cues):
        return ("negated",)
    link = link_of(noun) if is_indefinite(noun) else None
    governor = governor_of(noun, link, ontology().cues) if link is not None else None
    return ("hypothetical",) if governor is not None and governor.status == "demanded" else ()


def _is_done_first(noun: Token) -> bool:
    """Whether what somebody is the first or last to do has been done: "the first woman to lead", no "first wish to"."""
    if noun.lower_ in word_set("ranks"):
        return True
    ranked = any(c.dep_ in ("amod", "advmod") and c.lower_ in word_set("ranks") for c in noun.lefts)
    if not ranked or noun_cues(noun):
        return False  # "the first wish to"
    return noun.pos_ == "PRON" or noun.dep_ == "attr" or noun.lemma in ontology().agents


def _is_done_most(verb: Token, infinitive: Token) -> bool:
    """Whether it is told of the greatest so far: "(was) the worst storm to hit Tarn since 1970"."""
    if verb.lemma != "be" and verb.dep_ not in ("appos", "attr"):
        return False
    greatest = (c for c in (verb, *verb.rights) if c.dep_ in ("appos", "attr") and c.i < infinitive.i)
    ranked = any(noun.tag_ == "JJS" or is_extreme(noun) for noun in greatest)
    so_far = (noun for prep, noun in preposition_objects(infinitive) if prep in ("since", "in"))
    return ranked and any(is_time(noun) for noun in so_far)


def _apply(governor: Governor, link: Link, signals: Signals, bound: bool) -> bool:
    denied_itself = not DENYING.isdisjoint(governor.particle)  # "pleaded not guilty to"
    if governor.status == "negated" and link.head.lemma in word_set("preventing verbs") and is_undone(link.head):
        return False  # "failed to prevent the raid"
    if link.head.lemma in word_set("passing on facts") and is_undone(link.head) and not has(link.head, {"neg"}):
        return False  # "failed to tell them that it had sold it": it did
    if governor.status in TOLD_OR_REFUSED and not denied_itself and is_undone(link.head):
        signals.statuses += ["hypothetical"] if bound or not signals.given else []  # not said, not denied: open
        return False
    if (bound or _is_told(governor, link, signals)) and not _is_open(governor, link, signals):
        signals.statuses.append(governor.status)
        signals.statuses += ["negated"] if link.prep == "against" else []  # "warned against closing"
    signals.reported = signals.reported or governor.report
    if bound or _is_heard(governor, link, signals):
        voices = list(voices_of(governor, link.head))
        if not voices and _is_looked_into(link.head):
            signals.unsourced = Voice(None, link.head)
        if governor.status == "denied" and link.take in ("noun", "subject"):
            signals.voices.clear()  # "denied a report by the guild that …": it is not told, but denied
        signals.voices += voices
    return bound and governor.status not in TOLD


def _is_looked_into(claim: Token) -> bool:
    """Whether somebody looks into a claim, which is then not theirs: "is investigating allegations that"."""
    above = upper_word(claim.head) if claim.dep_ == "pobj" else claim.head
    return above.lemma in word_set("looking into")


def _is_presupposed(governor: Governor, link: Link, clause: Token) -> bool:
    """Whether a question takes for granted what it asks about: "could not say *why it closed*", "*who sold it*"."""
    if link.take != "clause" or not _asks(clause):
        return False
    if governor.status == "hypothetical":
        return is_past(clause) and clause.i > link.head.i  # "asked who had sold it"
    return governor.status in ("claimed", "promised") and (is_undone(link.head) or _is_to_come(link.head))


def _is_told(governor: Governor, link: Link, signals: Signals) -> bool:
    """Whether a word tells or denies the act, though the mood of what stands between does not reach it."""
    if signals.given:
        return governor.status == "claimed" and link.take == "clause"
    return governor.status in TOLD


def _is_open(governor: Governor, link: Link, signals: Signals) -> bool:
    """Whether what is expected says itself that it only may be: "expects that the mill could close"."""
    if governor.status != "future" or link.take != "clause":
        return False
    return any(modal.status == "hypothetical" and not modal.reported for modal, _ in signals.modals)


def _is_heard(governor: Governor, link: Link, signals: Signals) -> bool:
    """Whether the governing word's voice tells the act, though its mood does not reach it."""
    if governor.status == "denied":
        return not signals.given  # "denied having met the cook, who fled": nobody denies that the cook fled
    charged = governor.status == "claimed" and link.take == "gerund"  # "fined for having sold it"
    return governor.report or charged or (governor.speaker == "subject" and link.take == "clause")


# ---- the verdict ----------------------------------------------------------------------------------------------------


def _verdict(signals: Signals, quote: Quote | None, asked: bool) -> Context:
    if signals.is_silent and not asked:
        return PLAIN
    cues = ontology().cues
    told = signals.reported or bool(signals.voices)
    statuses = [*signals.statuses, *_of_modals(signals, told, quote)]
    statuses += ["claimed"] if told else []
    refused = not REFUSING.isdisjoint(statuses)
    if signals.condition is not None or signals.is_condition or asked:
        opened = TO_COME | {"negated"} if signals.is_condition else HANGING
        statuses = [*("hypothetical" if s in opened else s for s in statuses), "hypothetical"]
    named = [voice for voice in signals.voices if voice.speaker is not None]
    voices = [signals.unsourced] if signals.unsourced is not None else named or signals.voices
    status = cues.strongest(statuses)
    affirmed = cues.strongest([s for s in statuses if s not in REFUSING]) if refused else status
    return Context(
        status=status,
        polarity="negative" if refused else "positive",
        modality=MODALITY.get(affirmed, "factual"),
        voices=tuple(voices if quote is None else [replace(voice, quoted=True) for voice in voices]),
        condition=signals.condition,
    )


def _of_modals(signals: Signals, told: bool, quote: Quote | None = None) -> list[Status]:
    return [
        modal.reported
        if told and modal.reported and not has_perfect(verb) and not _is_verbatim(modal, verb, signals, quote)
        else modal.status
        for modal, verb in signals.modals
    ]


def _is_verbatim(modal: Modal, verb: Token, signals: Signals, quote: Quote | None) -> bool:
    """Whether a "would" is the speaker's own, and no "will" told of later: "I would sell", but: he "would sell"."""
    if quote is None or modal.reported != "future":
        return False
    inside = range(quote.start, quote.end)
    own = any(child.dep_ in SUBJECT and child.i in inside for child in verb.lefts)
    return own and not any(voice.cue.i in inside for voice in signals.voices)


def _is_imperative(token: Token, quote: Quote) -> bool:
    """A quoted "Leave the town!" is a demand."""
    bare = token.tag_ == "VB" and token.dep_ in ("ROOT", "ccomp", "advcl", "xcomp") and not has(token, AUXILIARY)
    return bare and not has_subject(token) and (token.dep_ != "xcomp" or token.head.i < quote.start)


def _is_alternative(verb: Token) -> bool:
    """Whether it is one of two things of which one was done: "have left or were evacuated", not "killed or hurt"."""
    first = verb.head if verb.dep_ == "conj" else verb
    second = right_child(first, {"conj"})
    if second is None or verb not in (first, second) or has(first, {"neg"}) or has_subject(second):
        return False
    if not any(child.dep_ == "cc" and child.lower_ == "or" for child in first.rights):
        return False
    either = any(child.lower_ == "either" for child in first.lefts)
    return either or second.lemma == "be" or (is_verb(second) and has(second, AUXILIARY))


def _is_asked(token: Token, quote: Quote | None, quotes: Quotes) -> bool:
    """Whether the act stands in a question. `quote`: the quotation it stands in."""
    sent = token.sent
    end = quote.end if quote is not None and quote.end <= sent.end else sent.end
    for last in reversed(token.doc.tokens[sent.start : end]):
        if last.text not in CLOSING_MARKS and not last.is_space:
            return last.text == "?" and quotes.at(last.i) == quote
    return False
