"""Claims: what somebody said or is charged with, and what is said of it."""

from __future__ import annotations

from collections.abc import Container, Iterator
from functools import lru_cache

from kg.extract.mending.rule import listed, rule
from kg.extract.syntax.cued import denies, noun_cues, verb_cues
from kg.extract.syntax.labels import (
    AUXILIARY,
    COMPLETED,
    LISTED,
    RELATIVES,
    SUBJECT_SLOT,
    comma_before,
    follows_comma,
    has,
    is_modifier,
    is_verb,
    left_child,
    right_child,
    word_before,
)
from kg.extract.syntax.phrases import conjuncts, is_somebody, may_speak
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import CHARGES, gerund_base, guessed_base, has_subject, mark_of
from kg.ontology import ontology, word_set

TELLING = frozenset(("claimed", "demanded"))
"""What a noun makes of the clause that tells its content: "claims that", "on condition that"."""


@rule("ccomp", "conj", needs={"nsubj"}, words={","})
def claim_beside(verb: Token) -> Iterator[Move]:
    """Make a claim before a subject an apposition: "said it was shut, a | report | Tarn would not confirm"."""
    claim = left_child(verb, {"nsubj"})
    if claim is None or not follows_comma(claim) or claim.lemma not in word_set("claims beside"):
        return
    doers = (c for c in (*verb.lefts, *claim.rights) if c.dep_ in ("nsubj", "appos") and c.left_edge.i == claim.i + 1)
    doer = next(doers, None)
    before_it = (c for c in (verb.head, *verb.head.rights) if c.dep_ == "ccomp" and c.i < claim.i)
    told = next(before_it, None)
    if told is not None and doer is not None and not has(verb, COMPLETED):
        yield (claim, told.head, "npadvmod")
        yield (verb, claim, "relcl")
        yield (doer, verb, "nsubj")


@rule("relcl", needs={"auxpass", "ccomp", "dobj"})
def told_in_claim(verb: Token) -> Iterator[Move]:
    """Make a clause with all its slots filled the content of a claim: "denied claims it had | dumped | dye"."""
    rows = noun_cues(verb.head)
    filled = has_subject(verb) and has(verb, {"dobj", "ccomp", "auxpass"})
    tells = any(row.status in TELLING and "clause" in row.takes for row in rows)
    if filled and tells and not any(c.lower_ in RELATIVES for c in verb.subtree):
        yield (verb, verb.head, "acl")


@rule("pcomp", tags={"VBG"})
def charged_too(verb: Token) -> Iterator[Move]:
    """Hang a second "of" on the verb of the charge: "accused him of taking cash from firms and of | hiding | it"."""
    prep = verb.head
    before = word_before(prep)
    if before is None or before.dep_ != "cc" or prep.lower_ not in ("of", "with", "for"):
        return
    charges = (word for word in prep.ancestors if any(prep.lower_ in row.preps for row in verb_cues(word)))
    for charge in charges:
        first = next((c for c in charge.rights if c.lower_ == prep.lower_ and c.i < prep.i), None)
        if first is not None and first is not prep.head and charge is not prep.head and has(first, {"pcomp"}):
            yield (prep, charge, "prep")
            return


@rule("conj", tags={"VBG"})
def charged_with_both(verb: Token) -> Iterator[Move]:
    """Join a gerund to the one that a charge is of: "accused Tarn of shelling a port and | blaming | others"."""
    above = verb.head
    if above.tag_ == "VBG" or has(verb, AUXILIARY) or has_subject(verb) or above.i > verb.i or not is_verb(above):
        return
    preps = _preps_of_charges("verb", above.lemma)
    objects = (noun for noun in above.rights if noun.dep_ == "dobj") if preps else ()
    for prep in (p for word in (above, *objects) for p in word.rights if p.dep_ == "prep" and p.lower_ in preps):
        doing = right_child(prep, {"pcomp"})
        if doing is not None and doing.tag_ == "VBG" and doing.i < verb.i:
            yield (verb, doing, "conj")
            return


@rule("acl", needs=SUBJECT_SLOT)
def denied_claim(verb: Token) -> Iterator[Move]:
    """Make a clause that lacks an object a relative clause of the claim: "made a claim Tarn would not | confirm |"."""
    objectless = has_subject(verb) and not has(verb, COMPLETED) and not mark_of(verb) and verb.head.i < verb.i
    if objectless and verb.head.lemma in word_set("claims beside") and verb.lemma in word_set("answers to claims"):
        yield (verb, verb.head, "relcl")


@rule(needs={"dobj"}, words={","})
def beside_claim(verb: Token) -> Iterator[Move]:
    """Make a claim behind a comma an apposition: "said they had paid, a | claim | the mill denies"."""
    objects = (c for c in verb.rights if c.dep_ == "dobj" and has(c, {"relcl", "acl"}))
    last = next((c for c in objects if c.lemma in word_set("claims beside", "summing up")), None)
    if last is None:
        return
    told = last.lower_ in word_set("summing up") or any(
        c.dep_ in ("dobj", "ccomp", "npadvmod") and c.i < last.i for c in verb.rights
    )
    if told and follows_comma(last):
        yield (last, verb, "npadvmod")


@rule("acl", tags={"VBD", "VBN"})
def called_claim(verb: Token) -> Iterator[Move]:
    """Make the verdict on a claim its relative clause: "…, a charge the palace | called | baseless"."""
    doer = verb.head
    claim = word_before(doer.left_edge)
    if doer.dep_ not in LISTED or claim is None or claim.dep_ not in LISTED:
        return
    behind = follows_comma(claim) and doer.head.holds(claim)
    if not behind or claim.lemma not in word_set("claims beside") or has(verb, {"agent", "auxpass"}):
        return
    verb.tag_ = "VBD"
    yield (verb, claim, "relcl")
    yield (doer, verb, "nsubj")


@rule(needs={"dobj"}, of=denies)
def called_false(verb: Token) -> Iterator[Move]:
    """Hang the verdict on the verb, not in the claim's content: "called the report that he fled a | lie |"."""
    rows = verb_cues(verb)
    verdicts = {word for row in rows if row.status == "denied" for word in row.particle}
    claim = right_child(verb, {"dobj"}) if verdicts else None
    if claim is None or not _is_claim(claim):
        return
    clause = _content_of(claim) or next((c for c in verb.rights if c.dep_ == "ccomp" and mark_of(c) == "that"), None)
    for word in clause.rights if clause is not None else ():
        if clause is not None and word.lower_ in verdicts:
            yield (word, verb, "oprd")
            yield (clause, claim, "acl")


@rule(needs={"prep"}, words={"as"})
def dismissed_as(verb: Token) -> Iterator[Move]:
    """Make the claim behind a verdict the verb's object: "dismissed as fantasy | claims | that it paid"."""
    if has(verb, {"dobj", "nsubjpass"}) or not _denies_claims(verb):
        return
    prep = next((child for child in verb.rights if child.lower_ == "as" and child.dep_ == "prep"), None)
    called = right_child(prep, {"pobj"}) if prep is not None else None
    if prep is None or called is None:
        return
    claim = next((word for word in (called, *verb.rights) if _is_claim(word) and word.i >= called.i), None)
    clause = _content_of(claim) if claim is not None else None
    if claim is None or clause is None or has(claim, {"cc"}) or (claim is not called and has(claim, {"nsubj"})):
        return
    moves = tuple(_split(claim, prep)) if claim is called else ()
    if claim is called and not moves:
        return
    claim.tag_, claim.pos_ = "NNS" if claim.lower_ != claim.lemma else "NN", "NOUN"
    if verb.tag_ == "VBN" and has_subject(verb) and not has(verb, AUXILIARY):
        verb.tag_ = "VBD"
    yield (claim, verb, "dobj")
    yield (clause, claim, "acl")
    yield from moves


@rule(needs={"prep"}, words={"as"})
def dismissed_in_quotes(verb: Token) -> Iterator[Move]:
    """Make an object of what stands behind a quoted verdict: 'dismissed as "false" | messages | sent in May'."""
    if has(verb, {"dobj", "nsubjpass", "auxpass"}):
        return
    prep = next((child for child in verb.rights if child.lower_ == "as" and child.dep_ == "prep"), None)
    noun = right_child(prep, {"pobj"}) if prep is not None else None
    last = next((c for c in reversed(noun.lefts) if not c.is_punct), None) if noun is not None else None
    if prep is None or noun is None or last is None or last.dep_ != "amod" or prep.nbor(1).tag_ != "``":
        return
    if last.nbor(1).tag_ == "''" and last.i + 2 == noun.i:
        yield (noun, verb, "dobj")
        yield (last, prep, "amod")
        yield from ((child, last, child.dep_) for child in noun.lefts if child is not last)


@rule("advcl", tags={"VBZ", "VBP"}, needs={"mark"})
def dismissed_as_lies(verb: Token) -> Iterator[Move]:
    """Make a claim of what seems a verb behind a verdict: "dismissed as lies | claims | that it paid"."""
    mark, called, told = left_child(verb, {"mark"}), left_child(verb, SUBJECT_SLOT), right_child(verb, {"ccomp"})
    if mark is None or called is None or told is None or mark.lower_ != "as" or not _denies_claims(verb.head):
        return
    if called.i + 1 == verb.i and _is_claim(verb) and not has(verb.head, {"dobj"}):
        verb.tag_, verb.pos_ = "NNS", "NOUN"
        yield (verb, verb.head, "dobj")
        yield (told, verb, "acl")
        yield (mark, verb.head, "prep")
        yield (called, mark, "pobj")


def _is_claim(word: Token) -> bool:
    return word.lemma in word_set("claims beside") and word.tag_ in ("NN", "NNS", "VBZ", "VBP")


def _content_of(claim: Token) -> Token | None:
    return next((c for c in claim.rights if c.dep_ in ("acl", "ccomp", "relcl") and mark_of(c) == "that"), None)


def _split(claim: Token, prep: Token) -> Iterator[Move]:
    """What stands before the claim's own article, or before the claim, hung on the preposition."""
    own = next((child.i for child in claim.lefts if child.dep_ in ("det", "poss")), claim.i)
    before = [child for child in claim.lefts if child.i < own]
    called = next((child for child in reversed(before) if not child.is_punct), None)
    if called is not None:
        yield (called, prep, "pobj" if called.pos_ in ("NOUN", "PROPN") else "amod")
        yield from ((child, called, child.dep_) for child in before if child is not called)


def _denies_claims(verb: Token) -> bool:
    return any(row.status == "denied" and row.object for row in verb_cues(verb))


@rule(needs={"acomp", "dobj", "oprd", "prep"})
def charged_with_doing(verb: Token) -> Iterator[Move]:
    """Make a gerund of the word in -ing that a charge is of: "accused Tarn of | hiding | losses".

    So too "found Tarn guilty of | hiding | losses".
    """
    if preps := _preps_of_charges("verb", verb.lemma):
        objects = (noun for child in verb.rights if child.dep_ == "dobj" for noun in conjuncts(child))
        behind = (prep for word in (verb, *objects) for prep in word.rights)
        yield from (move for prep in behind for move in _made_gerund(prep, preps, verb))
    for state in verb.rights:
        if state.dep_ in ("acomp", "oprd") and (asked := _preps_of_charges("adj", state.lower_)):
            yield from (move for prep in state.rights for move in _made_gerund(prep, asked, state))


@lru_cache(1 << 12)
def _preps_of_charges(pos: str, word: str) -> frozenset[str]:
    """The prepositions behind which a gerund tells what somebody is charged with by such a word."""
    rows = ontology().cues.governors.get((pos, word), ())
    return frozenset(prep for row in rows if row.status in CHARGES and "gerund" in row.takes for prep in row.preps)


def _charges(verb: Token) -> bool:
    """Whether a verb charges somebody with what he did, or clears him of it."""
    return bool(_preps_of_charges("verb", verb.lemma))


def _made_gerund(prep: Token, preps: Container[str], charge: Token) -> Iterator[Move]:
    """The moves that make a gerund of the word in -ing behind a preposition of a charge."""
    noun = right_child(prep, {"pobj"}) if prep.dep_ == "prep" and prep.lower_ in preps else None
    doing = noun.left_edge if noun is not None else None
    if noun is None or doing is None or not _is_done(doing, noun):
        return
    base = gerund_base(doing) if noun is doing else guessed_base(doing)
    if not base:
        return
    doing.tag_, doing.pos_, doing.lemma = "VBG", "VERB", base
    yield (doing, prep, "pcomp")
    if noun is not doing:
        yield (noun, doing, "dobj")
    yield (prep, charge, "prep")


@rule("relcl", needs={"dobj", "pobj", "dative"}, words={"that"})
def it_is_a_lie(verb: Token) -> Iterator[Move]:
    """Make "that" a mark behind "it is" and a verdict: "It is a lie | that | he fled"."""
    noun, that = verb.head, left_child(verb, {"dobj", "pobj", "dative"})
    subject = left_child(noun.head, {"nsubj"})
    verdict = any(row.status == "denied" and "clause" in row.takes for row in noun_cues(noun))
    told = noun.dep_ == "attr" and subject is not None and subject.lower_ == "it"
    if verdict and told and that is not None and that.lower_ == "that" and has_subject(verb):
        yield (that, verb, "mark")
        yield (verb, noun, "acl")


@rule("acl", "ROOT", "ccomp", "relcl", "conj", "advcl", tags={"VBN"}, needs={"prep"}, of=_charges)
def charged_by(verb: Token) -> Iterator[Move]:
    """Hang the accuser on the verb of accusing, not on the charge: "accused of spying | by | Oslo"."""
    preps = _preps_of_charges("verb", verb.lemma)
    if has(verb, {"agent", "dobj"}):
        return
    for act in (act for prep in verb.rights if prep.lower_ in preps for act in prep.rights):
        by = next((child for child in act.rights if child.lower_ == "by"), None)
        doer = right_child(by, {"pobj"}) if by is not None else None
        if by is not None and doer is not None and may_speak(doer):
            yield (by, verb, "agent")
            yield (act, act.head, "pcomp" if act.tag_ == "VBG" else act.dep_)


@rule(needs={"dobj"}, of=listed("verbs of owning up"))
def denied_doing(verb: Token) -> Iterator[Move]:
    """Make a gerund of the word in -ing that is denied: "denied | misleading | buyers"."""
    noun = right_child(verb, {"dobj"})
    doing = noun.left_edge if noun is not None else verb
    if noun is None or has(verb, {"nsubjpass", "dative"}):
        return
    if doing is not noun and not (is_modifier(doing) and is_somebody(noun)):
        return
    base = doing.lemma if doing.tag_ == "VBG" else gerund_base(doing)
    if not base and doing is not noun and doing.lower_.endswith("ing"):
        base = doing.lower_.removesuffix("ing")
    if base and _is_done(doing, noun) and not any(c.lower_ == "for" for c in noun.rights):
        doing.tag_, doing.pos_, doing.lemma = "VBG", "VERB", base
        yield (doing, verb, "xcomp")
        if noun is not doing:
            yield (noun, doing, "dobj")


def _is_done(doing: Token, noun: Token) -> bool:
    """Whether a word in -ing behind "of" tells an act, alone or before its object; not "trafficking offences"."""
    if noun is doing:
        return doing.tag_ in ("NN", "VBG") and not any(child.lower_ == "of" for child in doing.rights)
    return is_modifier(doing) and noun.tag_ == "NNS" and noun.lemma not in word_set("offences")


@rule("relcl")
def charged_behind(clause: Token) -> Iterator[Move]:
    """Hang a charge behind a clause on its verb: "accused a rival, whom it would not name, | of | theft"."""
    noun = clause.head
    verb = noun.head
    if noun.dep_ != "dobj" or not is_verb(verb):
        return
    rows = verb_cues(verb)
    preps = {prep for row in rows if row.status == "claimed" for prep in row.preps}
    for prep in clause.subtree if preps else ():
        comma = comma_before(prep)
        charges = prep.dep_ == "prep" and prep.lower_ in preps and (has(prep, {"pcomp"}) or prep.lower_ == "of")
        if charges and comma is not None and comma.i > clause.i:
            yield (prep, verb, "prep")
