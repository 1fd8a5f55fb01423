"""Participles that are the sentence's verb, or tell of another verb than the one they hang on."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.syntax.cued import speaks, verb_cues
from kg.extract.syntax.labels import (
    AUXILIARY,
    CLOSED,
    COMPLETED,
    FINITE,
    SUBJECT,
    comma_before,
    follows_comma,
    has,
    is_modifier,
    is_verb,
    left_child,
    right_child,
    subject_dep,
    word_after,
    word_before,
)
from kg.extract.syntax.phrases import is_somebody
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Token, in_place_of
from kg.extract.syntax.verbs import has_modal, has_subject, is_infinitive, mark_of
from kg.ontology import ontology, word_set

AMOUNT_SLOTS = frozenset(("dobj", "pobj"))
MAIN = frozenset(("ROOT", "ccomp", "conj"))
PARTICIPLES = frozenset(("VBD", "VBN", "VBG"))


@rule("acl")
def top_noun(verb: Token) -> Iterator[Move]:
    """Make a participle of the sentence's top noun its verb: "Tarn, a small port, | called | on Oslo to act"."""
    noun = verb.head
    if noun.dep_ == "appos" and verb.tag_ == "VBD" and verb.nbor(-1).text == ",":
        noun = noun.head
    behind = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and _is_first_of_two(verb))
    if not behind or noun.dep_ != "ROOT" or noun.pos_ not in ("PROPN", "NOUN"):
        return
    verb.tag_ = "VBD"
    yield (verb, verb, "ROOT")
    yield (noun, verb, "nsubj")
    yield from ((c, verb, c.dep_) for c in noun.rights if c.dep_ in ("punct", "prep") and c.i > verb.i)


@rule("advcl", "conj", tags={"VBN", "VBD"}, needs={"prep"})
def of_amount(verb: Token) -> Iterator[Move]:
    """Hang what became of an amount on it: "sought two pounds, later | cut | to one", "$2, | raised | to"."""
    comma = comma_before(verb.left_edge) if verb.lemma in word_set("verbs of revising") else None
    amount = word_before(comma) if comma is not None else None
    if amount is None or has_subject(verb) or all(prep.lower_ != "to" for prep in verb.rights):
        return
    if amount.ent_type_ == "MONEY" and amount.dep_ in AMOUNT_SLOTS and verb.head.i < amount.i:
        verb.tag_ = "VBN"
        yield (verb, amount, "acl")


@rule("advcl", needs={"mark"}, words={"as"})
def named_as(verb: Token) -> Iterator[Move]:
    """Give the verb behind a name its subject: "A | captain | named by police | as Ivo Lind | was | freed |"."""
    mark, name, noun = left_child(verb, {"mark"}), left_child(verb, SUBJECT), verb.head
    if mark is None or name is None or mark.lower_ != "as" or name.ent_type_ != "PERSON" or noun.dep_ != "ROOT":
        return
    naming = (child for child in noun.rights if child.dep_ == "acl" and child.lemma in word_set("naming verbs"))
    participle = next(naming, None)
    if participle is not None and participle.i < mark.i:
        yield in_place_of(verb, noun)
        yield (noun, verb, subject_dep(verb))
        yield (mark, participle, "prep")
        yield (name, mark, "pobj")


@rule("advcl", tags={"VBN"}, needs={"prep"})
def of_opening_noun(verb: Token) -> Iterator[Move]:
    """Hang a participle on the noun that opens the sentence: "In letters | written | in May, Lind told of it"."""
    prep = verb.lefts[0] if verb.lefts else verb
    noun = right_child(prep, {"pobj"}) if prep.dep_ == "prep" else None
    if noun is None or noun.right_edge.i != verb.i - 1 or prep.i != verb.sent.start or verb.head.i < verb.i:
        return
    if not has(verb, AUXILIARY | SUBJECT) and not is_time(noun):
        yield (verb, noun, "acl")
        yield (prep, verb.head, "prep")


@rule("advcl", tags={"VBG"})
def of_due(verb: Token) -> Iterator[Move]:
    """Hang a participle on what is due: "had been due to sail, | carrying | grain"."""
    due = right_child(verb.head, {"acomp"}) if verb.head.lemma == "be" else None
    infinitive = right_child(due, {"xcomp"}) if due is not None else None
    if infinitive is not None and infinitive.i < verb.i and not has_subject(verb):
        yield (verb, infinitive, "advcl")


@rule("acl", tags={"VBD"})
def verb_of_top(verb: Token) -> Iterator[Move]:
    """Make a verb of a participle far below the top noun: "Guards hired by a mine | shot | at Tarn."

    So too behind commas: "Guards, hired by a mine, | shot | at Tarn."
    """
    noun, top = verb.head, verb.sent.root
    bare = noun.dep_ == "pobj" and top.pos_ in ("PROPN", "NOUN") and top.i < noun.i
    if not bare or verb.sent[-1].text not in CLOSED or has(top, SUBJECT) or has(verb, {"agent"}):
        return
    comma = comma_before(verb.left_edge)
    parted = comma is not None and any(c.text == "," and c.i < noun.i for c in top.rights)
    if parted or verb.left_edge.i == noun.i + 1:
        yield (verb, verb, "ROOT")
        yield (top, verb, "nsubj")
        yield from ((c, verb, "punct") for c in (comma, *top.rights) if c is not None and c.is_punct and c.i > noun.i)


@rule("advcl", "conj", "dep", "ccomp", tags={"VBD"}, words={","})
def behind_relative(verb: Token) -> Iterator[Move]:
    """Make a main verb of what is behind a relative clause: "The bank, which clerks said paid, | closed | in May"."""
    if comma_before(verb) is None or mark_of(verb):
        return
    top = verb.sent.root
    if top.pos_ not in ("NOUN", "PROPN"):
        return
    clause = next((c for c in top.rights if c.dep_ == "relcl" and c.holds(verb)), None)
    apart = clause is not None and any(c.text == "," and c.i < clause.i for c in top.rights)
    if apart and not has(verb, AUXILIARY | SUBJECT):
        yield (verb, verb, "ROOT")
        yield (top, verb, "nsubj")
        yield from ((c, verb, "punct") for c in top.rights if c.is_punct and c.i > verb.i)


def _is_first_of_two(verb: Token) -> bool:
    """Whether what seems a participle is the main verb: "The dock, owned by Tarn, | built | and launched it"."""
    if len([c for c in verb.rights if c.dep_ in ("dobj", "oprd")]) > 1:
        return True  # "The duke named Dun envoy."
    if any(c.dep_ == "conj" and c.lefts and c.lefts[0].lower_ == "has" for c in verb.rights):
        return has(verb, {"dobj"})  # "The duke, a widower, sold it to Tarn and has left"
    joined = next((c for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBD"), None)
    if joined is None or has(verb, {"agent", "prep"} | AUXILIARY):
        return False
    comma = comma_before(verb)
    closes = comma is not None and any(c.i < comma.i for c in verb.head.rights if not c.is_punct)
    return has(verb, {"dobj", "oprd"}) or (closes and has(joined, {"dobj"}))


@rule("ccomp", "conj", "ROOT", "dep", words={","})
def between_commas(verb: Token) -> Iterator[Move]:
    """Make a participle of a verb before the main verb: "said the bridge, | closed | since May, would reopen"."""
    comma = comma_before(left_child(verb, AUXILIARY) or verb)
    last = word_before(comma) if comma is not None else None
    if last is None or has(verb, {"nsubj", "nsubjpass", "expl"}):
        return
    participle = next((word for word in (last, *last.ancestors) if word.i < verb.i and _set_apart(word)), verb)
    noun = _set_apart(participle)
    if noun is None or participle is verb:
        return
    participle.tag_ = "VBN"
    if verb.head is participle:
        yield in_place_of(verb, participle)
    yield (noun, verb, subject_dep(verb))
    yield (participle, noun, "acl")
    yield from ((c, verb, c.dep_) for c in participle.lefts if c.i < noun.left_edge.i)


def _set_apart(participle: Token) -> Token | None:
    """What the parser takes for the subject of a participle that a comma parts from it: "the bridge, | closed"."""
    if participle.tag_ not in ("VBD", "VBN") or comma_before(participle) is None:
        return None
    return next((c for c in participle.lefts if c.dep_ in SUBJECT and c.right_edge.i == participle.i - 1), None)


@rule("advcl", tags={"VBG"})
def told_of_doing(verb: Token) -> Iterator[Move]:
    """Hang a participle on whom is told of: "spoke of sharks | circling | the wreck"."""
    noun = word_before(verb.left_edge)
    if noun is None or noun.dep_ != "pobj" or noun.head.head is not verb.head or mark_of(verb):
        return
    prep = noun.head.lower_
    if any(row.status == "claimed" and prep in row.preps and "gerund" in row.takes for row in verb_cues(verb.head)):
        yield (verb, noun, "acl")


@rule("acl", needs={"xcomp"})
def asked_to(verb: Token) -> Iterator[Move]:
    """Make a participle of a verb that commas part from its noun: "The clerk, | asked | to leave, refused"."""
    apart = comma_before(verb) is not None and verb.head.dep_ in SUBJECT and not has_subject(verb)
    if apart and verb.tag_ == "VBD" and speaks(verb) and _governs_next(verb):
        verb.tag_ = "VBN"
        yield (verb, verb.head, "acl")


@rule("conj", "advcl")
def main_verb(verb: Token) -> Iterator[Move]:
    """Make a participle of the first of two bare verbs: "Clerks | moved | from the camp blamed the mayor"."""
    participle = verb.head
    if participle.tag_ not in PARTICIPLES or participle.i > verb.i or has(participle, AUXILIARY) or has_subject(verb):
        return
    if verb.tag_ not in FINITE and not any(c.dep_ in AUXILIARY and c.tag_ in FINITE for c in verb.lefts):
        return
    noun = left_child(participle, {"nsubj"})
    between = verb.doc[participle.i + 1 : verb.i]
    bare = participle.tag_ == "VBG" or not any(c.dep_ == "dobj" for c in participle.rights)
    if verb.dep_ == "advcl" and (verb.tag_ != "VBD" or mark_of(verb) or not has(verb, {"dobj"})):
        return
    if noun is None or noun.i > participle.i or not bare or any(w.is_punct or w.tag_ == "CC" for w in between):
        return
    participle.tag_ = "VBG" if participle.tag_ == "VBG" else "VBN"
    yield in_place_of(verb, participle)
    yield (noun, verb, subject_dep(verb))
    yield (participle, noun, "acl")
    beside = (c for c in participle.children if c is not noun and c is not verb)
    yield from ((c, verb, c.dep_) for c in beside if c.i < noun.left_edge.i or c.i > verb.i)


@rule("ccomp", "dep", tags={"VBD", "VBN"})
def second_content(verb: Token) -> Iterator[Move]:
    """Make a second content the participle of the noun before it: "believe it was lit by a guard | sacked | in May"."""
    noun = word_before(verb.left_edge)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or mark_of(verb):
        return
    told = next((c for c in verb.head.rights if c.dep_ == "ccomp" and c.i < verb.i), None)
    if told is not None and told.right_edge is noun and not has(verb, AUXILIARY | SUBJECT):
        verb.tag_ = "VBN"
        yield (verb, noun, "acl")
        yield from ((c, verb, "npadvmod") for c in verb.rights if c.dep_ == "dobj" and is_time(c))


@rule("amod")
def before_name(verb: Token) -> Iterator[Move]:
    """Make a verb of the participle before a noun: "The club | sacked | manager Leon Farrow and hired his aide".

    So too one with a subject: "The guild | informed | members of the vote".
    """
    doer, top = word_before(verb), verb.head
    while is_modifier(top) and top.head.i > top.i:
        top = top.head
    if doer is None or doer.dep_ not in ("npadvmod", "nsubj") or doer.head is not verb or top.dep_ != "ROOT":
        return
    first = doer.left_edge.i
    before = [c for word in (top, verb.head) for c in word.lefts if c.i < first]
    told = before or doer.dep_ == "nsubj" or any(c.dep_ == "conj" and c.tag_ in FINITE for c in top.rights)
    if verb.tag_ not in ("VBN", "VBD") or not told or any(c.dep_ != "det" for c in before) or top.i == verb.i:
        return
    verb.tag_ = "VBD"
    yield (verb, verb, "ROOT")
    yield (doer, verb, "nsubj")
    yield (top, verb, "dobj")
    yield from ((c, doer, "det") for c in before)
    yield from ((c, verb, c.dep_) for c in top.rights if c.dep_ in ("conj", "cc", "punct", "prep") and c.lower_ != "of")


@rule("acl", tags={"VBN"})
def with_it_so(verb: Token) -> Iterator[Move]:
    """Part a circumstance from the verb: "were sent off, with answers | expected | in May"."""
    noun, prep = verb.head, verb.head.head
    absolute = prep.lower_ == "with" and noun.dep_ == "pobj" and follows_comma(prep) and verb.left_edge.i == noun.i + 1
    if absolute and is_verb(prep.head) and verb.lemma in word_set("raising verbs"):
        yield (verb, prep, "pcomp")
        yield (noun, verb, "nsubjpass")


@rule("acl", tags={"VBG"})
def shouting(verb: Token) -> Iterator[Move]:
    """Give what is shouted to who does the main verb: "interrupted the speech | shouting | slogans"."""
    noun, shouts = verb.head, verb.lemma in word_set("shouting verbs")
    if shouts and noun.dep_ == "dobj" and not is_somebody(noun):
        yield (verb, noun.head, "advcl")


@rule("xcomp", "acl", tags={"VBG"})
def left_carrying(verb: Token) -> Iterator[Move]:
    """Tell what a traveller does of the traveller, not of the place: "left Tarn | carrying | grain"."""
    above = verb.head if verb.dep_ == "xcomp" else verb.head.head
    place = word_before(verb.left_edge)
    if place is None or above.lemma not in word_set("verbs of leaving") or place.ent_type_ not in ("GPE", "LOC", "FAC"):
        return
    if place.dep_ == "dobj" and place.head is above:
        yield (verb, above, "advcl")


@rule(needs={"agent"})
def for_doing(verb: Token) -> Iterator[Move]:
    """Hang what somebody is blamed for on the verb, not on the blamer: "criticised by clerks | for | acting late"."""
    for noun in (c for by in verb.rights if by.dep_ == "agent" for c in by.rights if c.dep_ == "pobj"):
        prep = right_child(noun, {"prep"})
        if prep is None or not has(prep, {"pcomp"}):
            continue
        if any(prep.lower_ in row.preps and "gerund" in row.takes for row in verb_cues(verb)):
            yield (prep, verb, "prep")


@rule("advcl", "relcl", "acl", "conj", "ccomp", needs={"prep"}, words={"such"})
def first_such(verb: Token) -> Iterator[Move]:
    """Hang on the main verb what is said of it all: "took it over after talks failed, | in | the first such case"."""
    if verb.head.i > verb.i:
        return
    for prep in verb.rights:
        noun = right_child(prep, {"pobj"}) if prep.lower_ == "in" and comma_before(prep) is not None else None
        if noun is None or all(child.lower_ != "such" for child in noun.lefts):
            continue
        above = (word for word in verb.ancestors if word.dep_ in MAIN and word.tag_ in FINITE)
        if (main := next(above, None)) is not None:
            yield (prep, main, "prep")


@rule("acl", "relcl", tags={"VB", "VBN"}, needs={"aux"})
def behind_aside(verb: Token) -> Iterator[Move]:
    """Hang an infinitive behind an aside on its verb: "voted 71-3, with four abstentions, to | build | a wall"."""
    noun, prep = verb.head, verb.head.head
    if noun.dep_ != "pobj" or comma_before(verb.left_edge) is None or comma_before(prep) is None:
        return
    infinitives = [c for c in noun.rights if c.dep_ in ("acl", "relcl") and is_infinitive(c)]
    if not is_verb(prep.head) or not infinitives or infinitives[0] is not verb:
        return
    yield (verb, prep.head, "xcomp")
    if (thing := right_child(verb, {"dobj"})) is not None:
        yield from ((further, thing, "relcl") for further in infinitives[1:])  # "…, to be finished by May"


@rule("advcl", tags={"VBN"})
def in_series(verb: Token) -> Iterator[Move]:
    """Join a participle to the passive before it: "was suspended, | investigated | and later dismissed"."""
    passive = verb.head.tag_ == "VBN" and has(verb.head, {"auxpass"})
    bare = has(verb, {"conj"}) and all(c.dep_ in ("cc", "conj", "punct", "advmod") for c in verb.children)
    if passive and bare and follows_comma(verb):
        yield (verb, verb.head, "conj")


@rule("amod", tags={"VBG"})
def beside_object(verb: Token) -> Iterator[Move]:
    """Hang a participle behind a comma on the verb, not before its object: "won a contract, | beating | rivals"."""
    noun, comma = verb.head, comma_before(verb)
    if noun.tag_ != "NNS" or noun.left_edge is not verb or comma is None:
        return
    above = noun.head.head if noun.dep_ in ("conj", "appos") and noun.head.dep_ == "dobj" else noun.head
    listed = any(c.dep_ == "conj" and not is_verb(c) for c in noun.rights) or has(noun.head, {"cc"})
    if noun.dep_ in ("dobj", "conj", "appos") and is_verb(above) and above.i < comma.i and not listed:
        yield (verb, above, "advcl")
        yield (noun, verb, "dobj")


@rule("advcl", tags={"VBG"})
def result(verb: Token) -> Iterator[Move]:
    """Hang a result on the main verb, not on its purpose: "struck to demand more pay, | closing | schools".

    Nor on what somebody promised before: "left after Tarn promised to pay, | ending | a siege".
    """
    purpose = verb.head
    while purpose.dep_ == "conj" and purpose.tag_ == "VB":
        purpose = purpose.head
    if mark_of(verb) or not is_verb(purpose.head):
        return
    if not is_infinitive(purpose) or not follows_comma(verb):
        return
    settled = purpose.dep_ == "xcomp" and purpose.head.lemma in word_set("settling verbs")
    rows = verb_cues(purpose.head) if purpose.dep_ == "xcomp" else ()
    undone = any(row.status == "negated" and "infinitive" in row.takes for row in rows)  # "refused to pay, angering"
    above = purpose.head
    if purpose.dep_ == "xcomp" and mark_of(above) == "after" and above.dep_ == "advcl" and is_verb(above.head):
        yield (verb, above.head, "advcl")
    elif purpose.dep_ == "advcl" or undone or (settled and above.tag_ == "VBD"):
        yield (verb, above, "advcl")


@rule("advcl", tags={"VBG"})
def of_what_may_be(verb: Token) -> Iterator[Move]:
    """Hang a result on the main verb, not on what may be: "passed a bill that would free it, | sending | it on"."""
    clause = verb.head
    while clause.dep_ == "conj" and clause.tag_ == "VB":
        clause = clause.head
    above = next(filter(is_verb, clause.ancestors), clause)
    modal = clause.dep_ == "relcl" and has_modal(clause)
    if modal and follows_comma(verb) and above.tag_ == "VBD" and above.i < clause.i < verb.i:
        yield (verb, above, "advcl")


@rule("advcl", tags={"VBG"})
def sent_doing(verb: Token) -> Iterator[Move]:
    """Make a participle behind an object the verb's complement: "sent them | fleeing |"."""
    above = verb.head
    before = word_before(verb.left_edge)
    if mark_of(verb) or above.lemma not in word_set("verbs of sending") or before is None:
        return
    if before.dep_ == "dobj" and before.head is above and (before.pos_ == "PRON" or before.lemma in ontology().agents):
        yield (verb, above, "xcomp")


@rule("ROOT", "acl", tags={"VBD", "VBN"})
def headline(verb: Token) -> Iterator[Move]:
    """Make a passive of a headline's participle: "Chelsea | fined | over payments"."""
    if verb.sent[-1].text in CLOSED or "," in verb.sent.text:
        return
    ordered = verb.lemma in word_set("verbs of ordering") and _governs_next(verb)
    completed = COMPLETED - {"xcomp"} if ordered else COMPLETED
    if has(verb, completed | {"aux", "auxpass", "prt"}) or not (ordered or _is_undergone(verb)):
        return
    subject = left_child(verb, {"nsubj"})
    if verb.dep_ == "ROOT" and subject is not None:
        verb.tag_ = "VBN"
        yield (subject, verb, "nsubjpass")
    elif verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and not any(word.tag_ in FINITE for word in verb.sent):
        verb.tag_ = "VBN"
        yield (verb, verb, "ROOT")
        yield (verb.head, verb, "nsubjpass")


def _governs_next(verb: Token) -> bool:
    """Whether an infinitive stands right behind the verb that governs it."""
    to = word_after(verb)
    return to is not None and to.tag_ == "TO" and to.head.dep_ == "xcomp" and to.head.head is verb


def _is_undergone(verb: Token) -> bool:
    """Whether what a verb without an object tells is done to its subject."""
    kinds = ontology().verb_kinds(verb.lemma)
    charged = verb.lemma in word_set("charging verbs") and has(verb, {"prep"})
    return charged or bool(kinds & {"COERCE", "SANCTION"}) or verb.lemma in word_set("bodily harms")


# ---- behind an object ------------------------------------------------------------------------------------------------
