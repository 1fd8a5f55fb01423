"""Whether an act happened, or was said, demanded, promised, planned, feared, denied; and by whom it is told.

A walk from the act up the tree: each word that governs it gives a status and perhaps a voice; the table of cues says which.
The first status in the table's order of precedence holds. Rules and examples: `cues.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.clauses import is_infinitive, is_passive, is_relative, lemma_of, mended_head, subjects_of, tells
from kg.extract.phrases import conjuncts, possessor, preposition_objects
from kg.extract.quotes import Quotes
from kg.model import Modality, Polarity, Status
from kg.ontology import Cues, Governor, ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

DEPTH = 12
CLOSING_MARKS = frozenset("\"”’'»)")
MEDIA = frozenset(
    "letter statement interview speech tweet message email memo report article address ultimatum note".split()
)
LINKING = frozenset(("be", "remain", "become", "seem", "appear", "get"))
HAPPENS = frozenset(("be", "happen", "occur", "take", "begin", "start", "continue", "come", "follow"))


@dataclass(frozen=True, slots=True)
class Voice:
    """A source of what is said. `speaker` None is an unnamed one ("reportedly")."""

    speaker: Token | None
    cue: Token
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Context:
    """An act's status, and the voices that tell it, innermost first."""

    status: Status
    polarity: Polarity
    modality: Modality
    voices: tuple[Voice, ...]
    condition: Token | None


@dataclass(slots=True)
class _Signals:
    """What the walk has gathered so far."""

    statuses: list[Status] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    modals: list[Token] = field(default_factory=list)
    condition: Token | None = None
    reported: bool = False


@dataclass(frozen=True, slots=True)
class _Link:
    """How a word hangs on the one above it. `bound`: mood and negation reach down; else only the voice does."""

    head: Token
    take: str
    prep: str = ""
    bound: bool = True


def context_of(token: Token, quotes: Quotes, future_date: bool = False) -> Context:
    """The status and the voices of the act that `token` tells. `future_date`: its date lies after the article's."""
    cues = ontology().cues
    signals = _Signals()
    if future_date and token.tag_ in ("VBZ", "VBP", "VBG", "NN", "NNS"):
        signals.statuses.append("future")
    _walk(token, cues, signals)
    if (quoted := _quote_voice(token, quotes, signals)) is not None:
        signals.voices.append(quoted)
    _imperative(token, quotes, signals)
    return _verdict(cues, signals, quotes.contains(token.i), _asked(token, quotes))


def _verdict(cues: Cues, signals: _Signals, quoted: bool, asked: bool) -> Context:
    statuses = [*signals.statuses]
    told = signals.reported or bool(signals.voices)
    for modal in signals.modals:
        row = cues.modals[modal.lower_]
        statuses.append(row.reported if told and row.reported else row.status)
    if told:
        statuses.append("claimed")
    if signals.condition is not None or asked:
        statuses = ["hypothetical" if s in ("future", "demanded") else s for s in statuses] + ["hypothetical"]
    status = cues.strongest(statuses)
    voices = tuple(_quoted(voice, quoted) for voice in signals.voices)
    polarity: Polarity = "negative" if {"denied", "negated"} & set(statuses) else "positive"
    return Context(status, polarity, _modality(cues, statuses), voices, signals.condition)


def _quoted(voice: Voice, quoted: bool) -> Voice:
    return Voice(voice.speaker, voice.cue, quoted or voice.quoted)


MODALITY: dict[Status, Modality] = {
    "demanded": "demanded", "promised": "promised", "future": "future", "hypothetical": "possible", "claimed": "reported",
}  # fmt: skip


def _modality(cues: Cues, statuses: list[Status]) -> Modality:
    return MODALITY.get(cues.strongest(s for s in statuses if s not in ("denied", "negated")), "factual")


# ---- the walk -------------------------------------------------------------------------------------------------------


def _walk(token: Token, cues: Cues, signals: _Signals) -> None:
    current, bound = token, True
    _local(current, cues, signals, bound)
    for _ in range(DEPTH):
        link = _link(current)
        if link is None:
            return
        governor = _governor(current, link, cues, signals)
        bound = bound and (link.bound or (governor is not None and link.take == "noun"))
        if governor is not None:
            bound = _apply(governor, current, link, signals, bound)
        elif link.take == "infinitive" and bound and not _purpose(current):
            signals.statuses.append("hypothetical")
        current = link.head
        _local(current, cues, signals, bound, inner=token)


def _apply(governor: Governor, current: Token, link: _Link, signals: _Signals, bound: bool) -> bool:
    """Take over what the governing word says; returns whether mood and negation still reach down."""
    if bound or governor.status in ("claimed", "denied"):
        signals.statuses.append(governor.status)
    if governor.report:
        signals.reported = True
    if (
        bound
        or governor.report
        or governor.status == "denied"
        or (governor.speaker == "subject" and link.take == "clause")
    ):
        signals.voices += _voices(governor, link)
    return bound and governor.status not in ("claimed", "denied")


def _voices(governor: Governor, link: _Link) -> Iterator[Voice]:
    head = link.head
    match governor.speaker:
        case "subject":
            speakers = subjects_of(head) if not is_passive(head) else _agents(head)
            if speakers and speakers[0].lower_ != "you":
                yield Voice(speakers[0], head)
            elif governor.report and is_passive(head):
                yield Voice(None, head)
        case "from":
            sources = [noun for prep, noun in preposition_objects(head) if prep in governor.preps_speaker]
            yield from (Voice(noun, head) for noun in (*sources[:1], *subjects_of(head)[:1]))
        case "owner":
            owner = _owner(head)
            if owner is not None:
                yield Voice(owner, head)
        case "none" if governor.status == "claimed":
            yield Voice(None, head)


def _agents(verb: Token) -> tuple[Token, ...]:
    return tuple(noun for prep, noun in preposition_objects(verb) if prep == "by")


def _owner(noun: Token) -> Token | None:
    """Whose claim it is: X's claim, a claim by X; of "made the claim" the maker."""
    owner = possessor(noun)
    if owner is not None:
        return owner
    by = [token for prep, token in preposition_objects(noun) if prep in ("by", "from")]
    if by:
        return by[0]
    if noun.dep_ in ("dobj", "attr") and noun.head.pos_ == "VERB" and lemma_of(noun.head) in (
        "make", "issue", "repeat", "renew", "voice", "reiterate", "give", "raise", "level", "release", "publish", "file",
    ):  # fmt: skip
        return next(iter(subjects_of(noun.head)), None)
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.pos_ == "VERB":
        return None
    return None


def _link(token: Token) -> _Link | None:
    """How the word hangs on the one above; None at the top, and where the article speaks in its own voice again."""
    head = mended_head(token)
    if head == token:
        return None
    if token.pos_ in ("VERB", "AUX") or tells(token):
        return _verb_link(token, head)
    return _noun_link(token, head)


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") for child in token.children)


def _verb_link(token: Token, head: Token) -> _Link | None:
    form = (
        "infinitive"
        if is_infinitive(token)
        else "gerund"
        if token.tag_ == "VBG" and not _has_subject(token)
        else "clause"
    )
    mark = next((c.lower_ for c in token.children if c.dep_ == "mark"), "")
    match token.dep_:
        case "ccomp" | "xcomp" | "csubj" | "csubjpass" | "oprd" | "dep" | "parataxis":
            return _Link(head, form)
        case "pcomp":
            prep, upper = head, head.head
            while upper.pos_ == "ADP" and upper.head != upper:
                upper = upper.head
            bound = form != "clause" and prep.lower_ not in ("after", "before", "since")
            return _Link(upper, "gerund" if form != "clause" else "clause", prep.lower_, bound)
        case "conj":
            shares = _shares_auxiliaries(token, head)
            return _Link(head, "joined", bound=shares)
        case "acl" if any(is_relative(c) for c in token.children):
            return _Link(head, "modifier", bound=False)
        case "acl" if is_infinitive(token) or mark in ("that", "whether") or (form == "clause" and token.tag_ != "VBN"):
            return _Link(head, form)
        case "relcl" if (
            head.dep_ == "pobj" and head.lemma_ in MEDIA and _that_clause(token) and head.head.head.pos_ == "VERB"
        ):
            return _Link(head.head.head, "clause")
        case "relcl" if is_infinitive(token):
            return _Link(head, "infinitive")
        case "relcl" | "acl":
            return _Link(head, "modifier", bound=False)
        case "advcl":
            return _Link(head, "adverbial", mark, bound=_binds(token, mark))
    return None


def _that_clause(token: Token) -> bool:
    """Whether "that" opens a full clause, not a relative one: the verb has a subject of its own."""
    opens = any(c.lower_ == "that" and c.dep_ in ("mark", "dobj", "advmod") for c in token.lefts)
    return opens and any(c.dep_ in ("nsubj", "nsubjpass") and c.lower_ != "that" for c in token.lefts)


def _binds(token: Token, mark: str) -> bool:
    """Whether an adverbial clause shares the mood of its main clause: purposes and bare participles do."""
    return not mark and (is_infinitive(token) or token.tag_ in ("VBG", "VBN")) and not _has_subject(token)


def _purpose(token: Token) -> bool:
    return token.dep_ == "advcl"


def _shares_auxiliaries(token: Token, head: Token) -> bool:
    if _has_subject(token) or any(c.dep_ in ("aux", "auxpass") for c in token.children):
        return False
    return token.tag_ == head.tag_ or {token.tag_, head.tag_} <= {"VBD", "VBN"}


def _noun_link(token: Token, head: Token) -> _Link | None:
    match token.dep_:
        case "attr" if (subject := _subject_noun(head)) is not None:
            return _Link(subject, "noun")
        case "nsubj":
            return _Link(head, "subject", bound=head.lemma_ in HAPPENS)
        case "dobj" | "nsubjpass" | "attr" | "oprd" | "dative":
            return _Link(head, "noun", bound=not _presupposed(token))
        case "pobj" if head.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
            upper = head.head
            while upper.pos_ == "ADP" and upper.head != upper:
                upper = upper.head
            return _Link(
                upper, "noun", head.lower_, bound=head.lower_ in ("of", "for", "to", "on", "in", "with", "about")
            )
        case "conj":
            return _Link(head, "joined")
        case "appos" | "compound" | "nmod" | "poss":
            return _Link(head, "modifier", bound=False)
        case "acomp" | "advmod" | "npadvmod":
            return _Link(head, "adverbial", bound=False)
    return None


def _subject_noun(verb: Token) -> Token | None:
    """The noun of which the copula says what it is ("their demand is the release of the clerk")."""
    if verb.lemma_ != "be":
        return None
    return next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)


def _presupposed(noun: Token) -> bool:
    """Whether the noun's phrase takes the act for granted ("heed the demand")."""
    return any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that") for c in noun.lefts)


# ---- what governs ---------------------------------------------------------------------------------------------------


def _governor(current: Token, link: _Link, cues: Cues, signals: _Signals) -> Governor | None:
    head = link.head
    if link.take == "adverbial" and _purpose(current) and is_infinitive(current):
        signals.statuses.append("future")
        return None
    pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}.get(head.pos_)
    if pos is None or link.take in ("modifier", "joined", "subject", "adverbial"):
        return _denied_subject(current, link, cues)
    if head.lower_ == "order" and head.head.lower_ == "in":
        signals.statuses.append("future")
        return None
    rows = cues.governors.get((pos, lemma_of(head)), ())
    if (not rows and pos == "adj") or (head.tag_ == "VBN" and not rows):
        rows = cues.governors.get(("adj", head.lower_), ())
    found = next((row for row in rows if _fits(row, current, link)), None)
    return None if found is not None and found.status == "denied" and _is_negated(head, cues) else found


def _is_negated(token: Token, cues: Cues) -> bool:
    """ "Did not deny": no denial."""
    return any(c.dep_ in ("neg", "advmod") and cues.adverbs.get(c.lower_) == "negated" for c in token.children)


def _denied_subject(current: Token, link: _Link, cues: Cues) -> Governor | None:
    """ "The report that … was false": the predicate of the sentence denies its subject."""
    if link.take != "subject" or link.head.lemma_ not in LINKING:
        return None
    for child in link.head.children:
        if child.dep_ in ("acomp", "attr"):
            for row in cues.governors.get(("adj", child.lower_), ()):
                if row.status == "denied" and lemma_of(current) in row.object:
                    return row
    return None


def _fits(row: Governor, current: Token, link: _Link) -> bool:
    if link.take not in row.takes:
        return False
    if row.preps and link.prep not in row.preps:
        return False
    if (
        not row.preps
        and link.prep
        and not (link.take in ("gerund", "clause") and link.prep in ("to", "on", "of", "in", "that"))
    ):
        return False
    if row.object and lemma_of(current) not in row.object:
        return False
    if row.particle and not any(
        c.lower_ in row.particle for c in link.head.children if c.dep_ in ("prt", "prep", "advmod")
    ):
        return False
    if row.passive is not None and row.passive != is_passive(link.head):
        return False
    if row.other_actor and not _other_actor(current, link.head):
        return False
    if row.mood == "subjunctive" and link.take == "clause":
        return _subjunctive(current)
    return True


def _other_actor(current: Token, head: Token) -> bool:
    """Whether another is to do it: "wants Turkey to leave", not "wants to leave"."""
    return (
        _has_subject(current)
        or any(c.dep_ in ("dobj",) for c in head.children)
        or (current.dep_ == "ccomp" and not is_infinitive(current))
    )


def _subjunctive(verb: Token) -> bool:
    """ "that the mill pay", "that it be closed", "should pay": not told as a fact."""
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(c.lower_ in ("should", "must") for c in auxiliaries):
        return True
    if any(c.lower_ == "be" for c in auxiliaries) or verb.lower_ == "be":
        return not any(c.tag_ in ("MD", "TO") for c in auxiliaries)
    return (verb.tag_ == "VB" and not auxiliaries) or (verb.tag_ == "VBP" and _singular_subject(verb))


def _singular_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" and c.tag_ in ("NN", "NNP") and len(conjuncts(c)) == 1 for c in verb.children)


# ---- beside the act -------------------------------------------------------------------------------------------------


def _local(token: Token, cues: Cues, signals: _Signals, bound: bool, inner: Token | None = None) -> None:
    """What stands beside the word: modals, negation, adverbs, conditions, "according to"."""
    if token.pos_ in ("VERB", "AUX") or tells(token):
        if bound:
            _auxiliaries(token, cues, signals)
            _conditions(token, cues, signals, inner)
        signals.voices += [voice for voice in _sources(token, cues, inner) if not _same_voice(voice, signals)]
    else:
        _adjectives(token, cues, signals, bound)
    if _condition_mark(token, cues):
        signals.condition = signals.condition or token.head


def _same_voice(voice: Voice, signals: _Signals) -> bool:
    return any(voice.cue == known.cue for known in signals.voices)


def _auxiliaries(token: Token, cues: Cues, signals: _Signals) -> None:
    for child in token.children:
        word = child.lower_
        if child.dep_ == "aux" and child.tag_ == "MD" and word in cues.modals:
            signals.modals.append(child)
        elif child.dep_ in ("neg", "advmod", "preconj", "det") and word in cues.adverbs:
            if cues.adverbs[word] != "negated" or not _not_only(child):
                signals.statuses.append(cues.adverbs[word])
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and _negative(child, cues):
            signals.statuses.append("negated")
        elif child.lower_ == "going" and token.tag_ == "VB":
            signals.statuses.append("future")
    if token.lower_ == "going" and token.tag_ == "VBG" and any(is_infinitive(c) for c in token.children):
        signals.statuses.append("future")
    if token.dep_ == "ROOT" and is_infinitive(token):
        signals.statuses.append("future")
    if token.dep_ == "pcomp" and token.head.lower_ in ("without", "instead", "despite"):
        signals.statuses += ["negated"] if token.head.lower_ == "without" else []
    if any(child.lower_ == "without" for child in token.lefts if child.dep_ in ("mark", "prep")):
        signals.statuses.append("negated")


def _not_only(word: Token) -> bool:
    following = word.doc[word.i + 1].lower_ if word.i + 1 < len(word.doc) else ""
    return following in ("only", "until", "just", "merely")


def _negative(noun: Token, cues: Cues) -> bool:
    if noun.lower_ in ("nobody", "none", "nothing", "neither"):
        return True
    if noun.lower_ == "one" and any(c.lower_ == "no" for c in noun.lefts):
        return True
    return any(
        c.dep_ in ("det", "neg", "preconj") and cues.determiners.get(c.lower_) == "negated" and c.lower_ != "few"
        for c in noun.lefts
    )


def _adjectives(noun: Token, cues: Cues, signals: _Signals, bound: bool) -> None:
    if not bound:
        return
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "det", "nmod"):
            status = cues.adjectives.get(child.lower_) or cues.determiners.get(child.lower_)
            if status:
                signals.statuses.append(status)
                signals.voices += [Voice(None, child)] if status == "claimed" else []


def _condition_mark(token: Token, cues: Cues) -> bool:
    """Whether the word's clause is an "if"."""
    if token.dep_ not in ("advcl", "ccomp", "pcomp", "advmod") or token.pos_ not in ("VERB", "AUX"):
        return False
    marks = [c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")]
    if token.dep_ == "advcl" and any(m in cues.conditions and m not in ("whether", "once") for m in marks):
        return True
    start = token.left_edge.i
    opening = token.doc[max(0, start - 3) : start + 4].text.lower()
    return token.dep_ == "advcl" and any(phrase in opening for phrase in cues.conditions if " " in phrase)


def _conditions(token: Token, cues: Cues, signals: _Signals, inner: Token | None) -> None:
    """The "if" clause that hangs on the act."""
    for child in token.children:
        if (
            child.dep_ in ("advcl", "prep", "advmod")
            and child != inner
            and not (inner is not None and child in (inner, *inner.ancestors))
        ):
            clause = (
                child
                if child.dep_ == "advcl"
                else next((c for c in child.children if c.dep_ in ("advcl", "pcomp")), None)
            )
            if clause is not None and _condition_mark(clause, cues) and lemma_of(token) not in ("warn", "say", "add"):
                signals.condition = signals.condition or clause


def _sources(token: Token, cues: Cues, inner: Token | None) -> Iterator[Voice]:
    """ "According to X" and "reportedly" beside the word, and a trailing "…, reports X" that the parser joined to it."""
    for child in token.children:
        if child.lower_ in ("according", "per") and child.dep_ in ("prep", "advcl", "pcomp", "advmod"):
            yield from (Voice(noun, child) for noun in list(_deep_objects(child))[:1])
        elif child.dep_ == "advmod" and cues.adverbs.get(child.lower_) == "claimed":
            yield Voice(None, child)
        elif child.dep_ in ("acomp",):
            yield from (Voice(None, c) for c in child.children if cues.adverbs.get(c.lower_) == "claimed")
        elif (inner is None or child != inner) and is_trailing_report(child, cues):
            yield from (Voice(noun, child) for noun in subjects_of(child)[:1])


def _deep_objects(prep: Token) -> Iterator[Token]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield child
        elif child.dep_ in ("prep", "pcomp"):
            yield from _deep_objects(child)


def is_trailing_report(token: Token, cues: Cues) -> bool:
    """Whether the verb is the "reports the paper" behind a sentence, which the parser joins to the sentence's verb."""
    if (
        token.dep_ not in ("conj", "parataxis", "advcl", "dep", "acl", "ccomp")
        or token.head.i > token.i
        or token.pos_ != "VERB"
    ):
        return False
    rows = cues.governors.get(("verb", lemma_of(token)), ())
    if not any(row.report for row in rows) or any(
        c.dep_ in ("ccomp", "dobj", "mark", "cc", "xcomp") for c in token.children
    ):
        return False
    subjects = [c for c in token.children if c.dep_ == "nsubj"]
    comma = any(t.text in (",", '"', "”", "''") for t in token.doc[max(0, token.left_edge.i - 2) : token.i])
    return bool(subjects) and comma and (subjects[0].i > token.i or token.dep_ != "conj")


# ---- quotations -----------------------------------------------------------------------------------------------------


def _quote_voice(token: Token, quotes: Quotes, signals: _Signals) -> Voice | None:
    """The speaker of the quotation that the act stands in, where no voice from outside it is known."""
    quote = quotes.at(token.i)
    if (
        quote is None
        or quote.speaker is None
        or any(not quote.start <= voice.cue.i < quote.end for voice in signals.voices)
    ):
        return None
    return Voice(*quote.speaker, True)


def _imperative(token: Token, quotes: Quotes, signals: _Signals) -> None:
    """A quoted "Leave the town!" is a demand."""
    if token.tag_ == "VB" and token.dep_ in ("ROOT", "ccomp") and quotes.contains(token.i) and not _has_subject(token):
        if not any(c.dep_ in ("aux", "auxpass") for c in token.children):
            signals.statuses.append("demanded")


def _asked(token: Token, quotes: Quotes) -> bool:
    """Whether the act stands in a question."""
    quote = quotes.at(token.i)
    end = quote.end if quote is not None and quote.end <= token.sent.end else token.sent.end
    last = next(
        (t for t in reversed(token.doc[token.sent.start : end]) if t.text not in CLOSING_MARKS and not t.is_space), None
    )
    return last is not None and last.text == "?" and quotes.at(last.i) == quote


def reports(doc: Doc) -> Iterator[tuple[Token, Token]]:
    """Each (reporting verb, its subject) of a doc."""
    cues = ontology().cues
    for token in doc:
        if token.pos_ == "VERB" and any(row.report for row in cues.governors.get(("verb", lemma_of(token)), ())):
            speakers = subjects_of(token)
            if speakers and not is_passive(token):
                yield token, speakers[0]
