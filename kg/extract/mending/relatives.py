"""Relative clauses hung on the wrong noun, or on none."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.syntax.cued import noun_cues, speaks, tells_clause, verb_cues
from kg.extract.syntax.labels import (
    AUXILIARY,
    COMPLETED,
    COPULAS,
    RELATIVES,
    SUBJECT,
    comma_before,
    has,
    is_verb,
    left_child,
    right_child,
    word_after,
    word_before,
)
from kg.extract.syntax.phrases import is_somebody
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import has_modal, has_subject, is_infinitive, mark_of, puts_off
from kg.ontology import ontology, word_set

WHICH = frozenset(("which", "whom"))
GAPS = frozenset(("dobj", "dative", "nsubj"))
"""What the parser takes a "that" for which opens a noun's content."""


@rule("ccomp", needs=SUBJECT, words=WHICH)
def part_of_them(verb: Token) -> Iterator[Move]:
    """Hang a clause with "most of which" on its noun: "Parties, most of which | urged | a boycott, said …"."""
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECT and _is_of_which(c)), None)
    if subject is None or verb.head.i < verb.i:
        return
    first = verb.left_edge
    whole = next((c for c in (*verb.lefts, *verb.head.lefts) if c.dep_ in SUBJECT and c.i < subject.i), None)
    if whole is not None and first.i <= whole.i < subject.i:
        yield (whole, verb.head, "nsubj")
        yield (verb, whole, "relcl")


@rule("relcl", needs={"mark"})
def marked(verb: Token) -> Iterator[Move]:
    """Make a clause that a mark opens the noun's content: "a lie that the guard | hit | the clerk"."""
    if mark_of(verb) == "that" and has_subject(verb) and noun_cues(verb.head):
        yield (verb, verb.head, "acl")


@rule("relcl", "acl", needs=GAPS, words={"that"})
def says_that(verb: Token) -> Iterator[Move]:
    """Make "that" a mark where its clause has all it needs: "the claim | that | Lind beat a guard"."""
    tells = tells_clause(verb.head)
    gaps = GAPS if tells else {"dobj"}  # "the bank that guards gave money"
    that = next((c for c in verb.lefts if c.lower_ == "that" and c.dep_ in gaps), None)
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECT and c is not that), None)
    needs_none = tells and verb.lemma in word_set("verbs without object")
    full = needs_none or right_child(verb, {"dobj"}) is not None or _is_demanded(verb)
    if that is not None and subject is not None and full:
        yield (that, verb, "mark")
        yield (verb, verb.head, "acl")


def _is_demanded(verb: Token) -> bool:
    """Whether the form of a clause's verb shows that it is asked for: "the demand that Tarn *pay*"."""
    asked = any(row.status == "demanded" and "clause" in row.takes for row in noun_cues(verb.head))
    one = any(child.dep_ == "nsubj" and child.tag_ in ("NN", "NNP") for child in verb.lefts)
    return asked and one and verb.tag_ in ("VB", "VBP") and not has(verb, AUXILIARY)


@rule("acl", needs={"oprd"})
def called_so(verb: Token) -> Iterator[Move]:
    """Take "that" for what is called so: "a ruling | that | Lind called a farce"."""
    that = left_child(verb, {"mark"})
    if that is not None and that.lower_ == "that" and has_subject(verb) and not has(verb, {"dobj", "ccomp"}):
        yield (that, verb, "dobj")
        yield (verb, verb.head, "relcl")


@rule("xcomp")
def one_to_do(verb: Token) -> Iterator[Move]:
    """Hang an infinitive on who did it first or last: "became the third clerk | to resign |"."""
    above = verb.head
    one = right_child(above, {"attr"}) if above.lemma in COPULAS and is_infinitive(verb) else None
    if one is None or one.right_edge is not word_before(verb.left_edge) or not has(one, {"amod"}):
        return
    if any(word.lower_ in word_set("singling out") for word in one.lefts):
        yield (verb, one, "relcl")


def _is_of_which(noun: Token) -> bool:
    return any(c.lower_ == "of" and any(w.lower_ in WHICH for w in c.rights) for c in noun.rights)


@rule("relcl", needs=SUBJECT)
def told_somebody(verb: Token) -> Iterator[Move]:
    """Make a clause behind whom a verb tells its content: "warned the guild the tide was | rising | and left"."""
    noun = verb.head
    above = noun.head
    if noun.dep_ not in ("dobj", "dative") or not is_verb(above) or above.lemma not in word_set("telling verbs"):
        return
    subject = left_child(verb, SUBJECT)
    named = noun.pos_ in ("PROPN", "PRON") or noun.lemma in ontology().agents
    if subject is None or not named or subject.lower_ in RELATIVES or verb.left_edge is not subject.left_edge:
        return
    if has(verb, COMPLETED | {"auxpass"}) or has_modal(verb) or not is_somebody(subject):
        yield (verb, above, "ccomp")


@rule("ccomp", needs={"nsubj", "nsubjpass"}, words=WHICH)
def some_of_whom(verb: Token) -> Iterator[Move]:
    """Make a clause about some of those addressed no content: "told the crowd, some of whom had | waited |"."""
    subject, audience = left_child(verb, SUBJECT), right_child(verb.head, {"dobj", "dative"})
    if subject is None or audience is None or not _is_of_which(subject):
        return
    comma = comma_before(verb.left_edge)
    if comma is not None and (comma is audience.right_edge or word_before(comma) is audience.right_edge):
        yield (verb, audience, "relcl")


@rule("relcl", needs={"mark"})
def told_through(verb: Token) -> Iterator[Move]:
    """ "told the court through a clerk | that he had lied |": what was told, and no such clerk."""
    above = verb.head.head.head
    if verb.head.dep_ == "pobj" and is_verb(above) and above.lemma in word_set("telling verbs") and has_subject(verb):
        yield (verb, above, "ccomp")


@rule("acl", "advcl", tags={"VBN", "VBD"}, needs={"dobj"})
def said_of_whom(verb: Token) -> Iterator[Move]:
    """Make a finite verb of what is said in a relative clause: "arrested a man they say | passed | maps"."""
    said = word_before(verb.left_edge)
    if said is None or said.dep_ != "relcl" or not has(verb, {"dobj"}):
        return
    if not has(said, COMPLETED) and speaks(said) and has(said, SUBJECT):
        verb.tag_ = "VBD"
        yield (verb, said, "ccomp")


@rule("relcl", needs={"dobj"})
def which_they_say(verb: Token) -> Iterator[Move]:
    """Make a finite verb of what is said in a clause with "which": "a ship which Tarn says | carried | arms"."""
    noun = right_child(verb, {"dobj"})
    act = word_after(verb)
    if noun is None or act is None or act.head is not noun or act.dep_ != "amod" or act.tag_ not in ("VBN", "VBD"):
        return
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECT]
    if speaks(verb) and len(subjects) == 2 and subjects[0].lower_ in RELATIVES:
        act.tag_, act.pos_ = "VBD", "VERB"
        yield (act, verb, "ccomp")
        yield (noun, act, "dobj")
        yield (subjects[0], act, "nsubj")


@rule("relcl", needs=SUBJECT)
def one_claims(verb: Token) -> Iterator[Move]:
    """Make a verb of "claims" behind a singular: "a vase that Tarn | claims | was stolen"."""
    claims = next((c for c in verb.lefts if c.dep_ in SUBJECT and c.tag_ == "NNS"), None)
    first = next((c for c in verb.lefts if c.dep_ in AUXILIARY), verb)
    name = left_child(claims, {"compound"}) if claims is not None else None
    if claims is None or name is None or name.pos_ != "PROPN" or first.lower_ not in ("was", "is", "has"):
        return
    if speaks(claims) and claims.nbor(1) is first:
        claims.tag_, claims.pos_ = "VBZ", "VERB"
        yield (claims, verb.head, "relcl")
        yield (verb, claims, "ccomp")
        yield (name, claims, "nsubj")


@rule("conj", tags={"VBD", "VBN"})
def sold_they_say(verb: Token) -> Iterator[Move]:
    """Make "they say" and the verb behind it a relative clause: "arrested a man they | say | sold maps"."""
    above, said = verb.head, left_child(verb, {"parataxis", "ccomp"})
    if said is None or has_subject(verb) or not speaks(said):
        return
    noun = word_before(said.left_edge)
    if noun is not None and noun.dep_ in ("dobj", "pobj") and has(said, SUBJECT) and above.holds(noun):
        yield (said, noun, "relcl")
        yield (verb, said, "ccomp")


@rule("relcl", needs={"dobj"})
def still_due(verb: Token) -> Iterator[Move]:
    """Give "which" to the infinitive as object: "a loan, | which | it has yet to repay"."""
    relative = next((c for c in verb.lefts if c.dep_ == "dobj" and c.lower_ in WHICH), None)
    if relative is None or not puts_off(verb):
        return
    due = next((c for word in (verb, *verb.rights) for c in word.rights if c.dep_ == "xcomp"), None)
    if due is not None and not has(due, {"dobj"}):
        yield (relative, due, "dobj")
    yield from which_time(verb)


@rule("relcl", words={"which"})
def which_time(verb: Token) -> Iterator[Move]:
    """Hang a clause behind a time on the object: "took a loan on Monday, which it never | repaid |"."""
    time = verb.head
    above = time.head.head if time.dep_ == "pobj" else time
    if not is_time(time) or not is_verb(above) or verb.lemma == "be" or all(c.lower_ != "which" for c in verb.lefts):
        return
    thing = next((c for c in above.rights if c.dep_ == "dobj" and c.i < time.i), None)
    if thing is not None:
        yield (verb, thing, "relcl")


@rule("relcl", needs=SUBJECT, words={"which", "who"})
def of_the_whole(verb: Token) -> Iterator[Move]:
    """Hang a clause on the many, not on a share of them: "40 monks, most of them from Tarn, who had | fled |"."""
    comma = comma_before(verb.left_edge)
    if comma is None or all(c.lower_ not in ("who", "which") for c in verb.lefts):
        return
    share = next((word for word in (verb.head, *verb.head.ancestors) if _is_share_of_them(word)), None)
    start = comma_before(share.left_edge) if share is not None else None
    last = word_before(start) if start is not None else None
    if share is None or last is None:
        return
    whole = next(
        (word for word in (last, *last.ancestors) if word.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass")), None
    )
    if whole is not None and whole.i < share.i and whole.pos_ == "NOUN" and not whole.holds(share.head.head):
        yield (verb, whole, "relcl")
        yield (share, whole, "appos")


def _is_share_of_them(word: Token) -> bool:
    """Whether a word is a share of those before it: "most of them"."""
    of = next((child for child in word.rights if child.lower_ == "of"), None)
    return of is not None and not is_verb(word) and any(noun.tag_ == "PRP" for noun in of.rights)


@rule("relcl")
def of_what_is_that_big(verb: Token) -> Iterator[Move]:
    """Hang a clause on what is as big as something: "a mill nearly the size of Tarn that | burned |"."""
    of, size = verb.head.head, verb.head.head.head
    if of.lower_ != "of" or size.lemma not in word_set("sizes"):
        return
    thing = word_before(size.left_edge)
    if thing is not None and thing.pos_ == "NOUN" and size.dep_ in ("appos", "dobj", "npadvmod"):
        yield (verb, thing, "relcl")
        yield (size, thing, "npadvmod")


@rule("relcl", needs={"dobj"})
def those_too(verb: Token) -> Iterator[Move]:
    """Join a second "those" to the first: "those who follow the duke and | those | who follow his aunt"."""
    noun = right_child(verb, {"dobj"})
    joined = noun.rights if noun is not None and verb.head.lower_ == "those" else ()
    those = next((c for c in joined if c.dep_ == "conj" and c.lower_ == "those"), None)
    if those is not None and has(those, {"relcl"}):
        yield (those, verb.head, "conj")


@rule("relcl", tags={"VBN"}, needs={"nsubj"})
def undergone_by_one(verb: Token) -> Iterator[Move]:
    """Make a passive of a bare participle with a subject: "Two clerks, | one | of them hurt, were flown to Oslo"."""
    one = left_child(verb, {"nsubj"})
    if one is not None and verb.tag_ == "VBN" and _is_share_of_them(one) and not has(verb, AUXILIARY | {"dobj"}):
        yield (one, verb, "nsubjpass")


@rule("relcl", needs={"auxpass", "nsubj"})
def of_the_dead(verb: Token) -> Iterator[Move]:
    """Hang a death on those who died, not on their kin: "families of miners who were | killed |"."""
    kin = verb.head
    of = next((child for child in kin.rights if child.lower_ == "of" and child.i == kin.i + 1), None)
    dead = right_child(of, {"pobj"}) if of is not None and kin.lemma in word_set("kin") else None
    if dead is not None and dead.i < verb.i and ontology().verb_kinds(verb.lemma) & {"HARM", "ASSAULT"}:
        yield (verb, dead, "relcl")


@rule("ccomp", needs={"ccomp"})
def it_said(verb: Token) -> Iterator[Move]:
    """Hang a report without "that" on the object before it: "blocked a payment it | said | it never made"."""
    noun, told = word_before(verb.left_edge), right_child(verb, {"ccomp"})
    if noun is None or told is None or noun.dep_ != "dobj" or noun.head is not verb.head or not speaks(verb):
        return
    if has_subject(told) and not has(told, {"dobj", "mark", "prep", "auxpass", "acomp", "attr"}) and has(verb, SUBJECT):
        yield (verb, noun, "relcl")


@rule("relcl", needs={"dobj", "nsubjpass"}, words={"which"})
def of_all_told(verb: Token) -> Iterator[Move]:
    """Hang a denial on all that is told before it: "say the army burned villages, which the king | denies |"."""
    which, noun = left_child(verb, {"dobj", "nsubjpass"}), verb.head
    if which is None or which.lower_ != "which" or comma_before(which) is None or not _answers_claim(verb):
        return
    told = noun.dep_ == "dobj" and any(map(speaks, noun.head.ancestors))
    if told and not tells_clause(noun) and not ontology().noun_kinds(noun.lemma):
        yield (verb, noun.head, "relcl")


def _answers_claim(verb: Token) -> bool:
    """Whether a verb denies or confirms what is claimed."""
    return any(row.status == "denied" and not row.object for row in verb_cues(verb)) or verb.lemma == "confirm"
