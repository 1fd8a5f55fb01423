"""Subjects hung on what stands before or behind them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extract.mending.nominals import hang_trade
from kg.extract.mending.rule import TWO_SUBJECTS, rule
from kg.extract.syntax.labels import (
    AUXILIARY,
    COMPLETED,
    FINITE,
    SUBJECT,
    comma_before,
    follows_comma,
    has,
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
from kg.extract.syntax.verbs import has_subject
from kg.ontology import ontology, word_set

SHARE_SLOTS = SUBJECT | {"dep"}
DASHES = frozenset(("-", "--", "–", "—"))
SHORTEST_TOWN = 4


@rule(words={"according"})
def behind_source(verb: Token) -> Iterator[Move]:
    """Make the noun behind a source the subject: "According to the bank Quist, the | ferry |, a wreck, sank"."""
    for child in verb.lefts:
        if child.lower_ == "according":
            yield from _behind_source(verb, child)


@rule("ROOT", needs=SUBJECT)
def behind_dateline(verb: Token) -> Iterator[Move]:
    """Make the noun behind a dateline the subject: "OSLO, May 9 -- | Delcor |, a maker of pumps, sold a mill"."""
    place = left_child(verb, SUBJECT)
    if place is None or not place.text.isupper() or len(place.text) < SHORTEST_TOWN:
        return
    if place.left_edge.i != verb.sent.start:
        return
    names = (child for child in place.rights if child.dep_ == "appos" and child.i < verb.i)
    name = next((each for each in names if (dash := word_before(each.left_edge)) and dash.text in DASHES), None)
    if name is not None and name.left_edge.i > place.i + 2:
        yield (name, verb, place.dep_)
        yield (place, verb, "dep")
        yield from ((child, name, "punct") for child in place.rights if child.is_punct and child.i > name.i)


@rule("ccomp")
def object_told_of(verb: Token) -> Iterator[Move]:
    """Make an object the subject of the clause behind it: "fear the | dam |, weakened by rain, could burst"."""
    noun = next((c for c in reversed(verb.head.rights) if c.dep_ == "dobj" and c.i < verb.i), None)
    modal = next((c for c in verb.lefts if c.tag_ == "MD"), None)
    if noun is None or modal is None or has_subject(verb) or any(c.i < modal.i and not c.is_punct for c in verb.lefts):
        return
    if modal.i - noun.right_edge.i in (1, 2):
        yield (noun, verb, subject_dep(verb))


@rule(needs={TWO_SUBJECTS})
def behind_as(verb: Token) -> Iterator[Move]:
    """Hang the second of two subjects on the preposition before it: "Thieves posing as | engineers | took gold"."""
    nouns = [child for child in verb.lefts if child.dep_ in SUBJECT]
    prep = word_before(nouns[1].left_edge) if len(nouns) == 2 else None
    if prep is not None and prep.dep_ == "prep" and not prep.rights and prep.head.i > nouns[0].i:
        yield (nouns[1], prep, "pobj")


@rule("pcomp", needs=SUBJECT)
def behind_of(verb: Token) -> Iterator[Move]:
    """Give a finite verb behind "of" the noun before: 'A | band | of "some 40" men had crossed the river'."""
    prep, noun = verb.head, verb.head.head
    inner = left_child(verb, SUBJECT)
    finite = verb.tag_ in FINITE or any(c.tag_ in FINITE | {"MD"} for c in verb.lefts if c.dep_ in AUXILIARY)
    if prep.lower_ != "of" or noun.pos_ != "NOUN" or inner is None or not finite or inner.pos_ != "NOUN":
        return
    if all(
        word.tag_ not in ("WP", "WDT", "WRB", "IN") or word.dep_ == "quantmod"
        for word in inner.doc[prep.i + 1 : inner.i]
    ):
        yield in_place_of(verb, noun)
        yield (noun, verb, inner.dep_)
        yield (inner, prep, "pobj")
        yield from ((c, inner, "nmod") for c in verb.lefts if prep.i < c.i < inner.i and not c.is_punct)


@rule(needs={"advcl", "parataxis", "ccomp", "dep"})
def one_more(verb: Token) -> Iterator[Move]:
    """Make the subject of one told by its number: "A | fourth |, believed to be in Oslo, will be tried"."""
    first = next((c for c in verb.lefts if c.dep_ in ("advcl", "parataxis", "ccomp", "dep")), None)
    one = first.lefts[0] if first is not None and first.lefts else None
    if first is None or one is None or has_subject(verb) or first.tag_ not in ("VBD", "VBN"):
        return
    if (
        one.ent_type_ == "ORDINAL"
        and one.left_edge.tag_ == "DT"
        and comma_before(first) is not None
        and _is_set_off(verb)
    ):
        one.tag_, one.pos_, first.tag_ = "NN", "NOUN", "VBN"
        yield (one, verb, subject_dep(verb))
        yield (first, one, "acl")


def _is_set_off(verb: Token) -> bool:
    """Whether a comma stands right before a verb with its auxiliaries."""
    return comma_before(left_child(verb, AUXILIARY) or verb) is not None


@rule(needs=SUBJECT)
def share_first(verb: Token) -> Iterator[Move]:
    """Make the object of a share that opens the sentence: "| Half | of that the guild hopes to recover from Tarn"."""
    share = verb.lefts[0] if verb.lefts else verb
    if share.dep_ not in SHARE_SLOTS or not has(share, {"prep"}) or has(verb, {"dobj", "auxpass", "ccomp"}):
        return
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECT and c.i > share.i), None)
    doing = right_child(verb, {"xcomp"}) or verb
    if subject is None or share.right_edge.i != subject.left_edge.i - 1 or has(doing, {"dobj", "auxpass"}):
        return
    if share.pos_ in ("NOUN", "NUM", "ADJ"):
        share.pos_ = "NOUN"
        yield (share, doing, "dobj")


@rule(needs={TWO_SUBJECTS})
def one_name(verb: Token) -> Iterator[Move]:
    """Make one subject of two that are one phrase: "A | magnitude | 6 tremor hit Tarn"."""
    nouns = [child for child in verb.lefts if child.dep_ in SUBJECT]
    if len(nouns) != 2 or nouns[0].tag_ != "NN" or nouns[1].tag_ not in ("NN", "NNS"):
        return
    if nouns[0].i + 1 == nouns[1].left_edge.i and not has(nouns[1], {"det", "poss"}):
        yield (nouns[0], nouns[1], "compound")


@rule(needs={"dobj"})
def trade_before_name(verb: Token) -> Iterator[Move]:
    """Hang a trade that seems a verb on the name behind it: "one of them, Kenyan | cook | Peter Otieno, told"."""
    yield from hang_trade(verb)


def _behind_source(verb: Token, prep: Token) -> Iterator[Move]:
    subject = left_child(verb, SUBJECT)
    if subject is None and verb.tag_ in FINITE | {"VB", "VBN"}:
        beside = [word for word in prep.subtree if word.dep_ == "appos" and word.i < verb.i]
        beside = [word for word in beside if follows_comma(word)]
        noun = next((word for word in beside if word.left_edge.lower_ == "the"), beside[-1] if beside else None)
        if noun is not None:
            yield (noun, verb, subject_dep(verb))
            yield from ((word, noun, "appos") for word in beside if word.i > noun.i and word.head is noun.head)
    elif subject is not None and subject.ent_type_ == "PERSON" and not _is_role(subject):
        source = prep.right_edge
        thing = next((c for c in subject.rights if c.dep_ == "appos" and c.pos_ == "NOUN" and not _is_role(c)), None)
        if thing is not None and _is_role(source) and subject.left_edge.i == source.i + 2:
            yield (thing, verb, subject.dep_)
            yield (subject, source, "appos")


def _is_role(noun: Token) -> bool:
    """Whether a noun tells what a person is."""
    return noun.pos_ == "NOUN" and noun.lemma in ontology().agents


@rule("advcl", "ccomp", "ROOT", tags={"VBD", "VBN"}, needs={"nsubj"}, words={","})
def of_participle(verb: Token) -> Iterator[Move]:
    """Make a participle of a verb between commas: "The mayor, | asked | whether he would stay, laughed"."""
    comma = comma_before(verb)
    if comma is None or has(verb, AUXILIARY):
        return
    subject = left_child(verb, {"nsubj"})
    if subject is None or subject.right_edge.i != comma.i - 1 or any(word.text == "," for word in subject.subtree):
        return  # "The mayor of Tarn, which lost a mill, said …"
    main = _verb_behind(verb)
    if main is not None:
        verb.tag_ = "VBN"
        if verb in main.ancestors:
            yield in_place_of(main, verb)
        yield (verb, subject, "acl")
        yield (subject, main, subject_dep(main))


@rule("advcl", "csubj", "csubjpass", needs={"nsubj"})
def of_active_participle(verb: Token) -> Iterator[Move]:
    """Give a participle's subject to the main verb: "| Guards | searching the flat of Tarn, a clerk, found maps".

    So too "A | vote | held the next day was lost".
    """
    subject, main = left_child(verb, {"nsubj"}), verb.head
    if verb.dep_ == "csubjpass" and verb.tag_ == "VBD" and not has(verb, COMPLETED | AUXILIARY):
        verb.tag_ = "VBN"
        yield (verb, subject or main, "acl")
        yield from ((noun, main, subject_dep(main)) for noun in (subject,) if noun is not None)
        return
    bare = verb.tag_ == "VBG" and not has(verb, AUXILIARY | {"mark"}) and main.i > verb.i
    if subject is None or not bare or main.tag_ not in FINITE or any(c.dep_ in SUBJECT for c in main.lefts):
        return
    if verb.dep_ == "advcl" or is_somebody(subject):
        yield (verb, subject, "acl")
        yield (subject, main, subject_dep(main))


def _verb_behind(participle: Token) -> Token | None:
    """The verb without a subject that stands behind the comma which ends the participle's phrase."""
    for word in participle.doc[participle.i + 1 : participle.sent.end]:
        if word.text == "," and (first := word_after(word)) is not None and first.tag_ in FINITE | {"MD"}:
            verb = first.head if first.dep_ in AUXILIARY else first
            return verb if not has_subject(verb) else None
    return None


@rule(needs={TWO_SUBJECTS})
def beside_subject(verb: Token) -> Iterator[Move]:
    """Put what a subject is beside it: "the fund, | the world's largest |, sold it"."""
    nouns = [child for child in verb.lefts if child.dep_ in SUBJECT]
    if len(nouns) == 2 and comma_before(nouns[1].left_edge) is not None and comma_before(verb) is not None:
        yield (nouns[1], nouns[0], "appos")


@rule(needs={TWO_SUBJECTS})
def listed_first(verb: Token) -> Iterator[Move]:
    """Join the second of two subjects to the first, where it goes on a list: "Guards, a | clerk | and a nurse said"."""
    nouns = [child for child in verb.lefts if child.dep_ in SUBJECT]
    comma = comma_before(nouns[1].left_edge) if len(nouns) == 2 else None
    if comma is None or nouns[0].right_edge.i != comma.i - 1 or _is_set_off(verb):
        return
    if has(nouns[1], {"cc"}) and has(nouns[1], {"conj"}):
        yield (nouns[1], nouns[0], "conj")


@rule(needs={TWO_SUBJECTS})
def joined_subject(verb: Token) -> Iterator[Move]:
    """Join the second of two subjects to the first, whose "and" stands before it: "The head and the | abbot | left"."""
    for first, second in pairwise(child for child in verb.lefts if child.dep_ in SUBJECT):
        joint = word_before(second.left_edge)
        if joint is not None and joint.dep_ == "cc" and joint.head is first and not has(first, {"conj"}):
            yield (second, first, "conj")


@rule(needs={TWO_SUBJECTS})
def named_subject(verb: Token) -> Iterator[Move]:
    """Make the name of two subjects an apposition of the noun: "The food giant | Nordin | sued"."""
    for noun, name in pairwise(child for child in verb.lefts if child.dep_ in SUBJECT):
        if noun.pos_ == "NOUN" and name.pos_ == "PROPN" and noun.right_edge.i + 1 == name.left_edge.i:
            yield (name, noun, "appos")


@rule("ROOT", needs={"advcl"})
def name_first(verb: Token) -> Iterator[Move]:
    """Make a name that opens the sentence the verb's subject: "| Tarn |, citing two clerks, had sued"."""
    name = verb.lefts[0] if verb.lefts else verb
    comma = word_after(name.right_edge)
    named = name.dep_ == "advcl" and name.pos_ == "PROPN" and comma is not None and comma.text == ","
    if named and not has_subject(verb):
        yield (name, verb, subject_dep(verb))


@rule("ROOT", "ccomp", "conj", tags=FINITE, needs={"npadvmod"})
def taken_for_time(verb: Token) -> Iterator[Move]:
    """Take a name for the subject, not for a time: "| FIFA | banned the club"."""
    name = left_child(verb, {"npadvmod"})
    before = word_before(verb)
    if name is None or name is not before or has_subject(verb):
        return
    if name.pos_ == "PROPN" and not is_time(name) and has(verb, {"dobj", "prep", "ccomp"}):
        yield (name, verb, "nsubj")


@rule("conj", tags={"VB", "VBN"}, needs={"aux"})
def joined_to_object(verb: Token) -> Iterator[Move]:
    """Make the noun right before a modal its subject: "will close the mill and the | town | will lose its jobs"."""
    modal = next((c for c in verb.lefts if c.tag_ == "MD"), None)
    noun = word_before(modal) if modal is not None and not has(verb, SUBJECT) else None
    if noun is not None and noun.dep_ == "conj" and noun.pos_ in ("NOUN", "PROPN") and noun.head.i > verb.head.i:
        yield (noun, verb, subject_dep(verb))


@rule(needs=SUBJECT)
def named_source(verb: Token) -> Iterator[Move]:
    """Make subject and name of the noun before it one phrase: "A ban on fur, the news | agency | Tarn said"."""
    name = left_child(verb, SUBJECT)
    noun = word_before(name.left_edge) if name is not None and name.pos_ == "PROPN" else None
    if name is None or noun is None or noun.dep_ != "appos":
        return
    if noun.pos_ == "NOUN" and noun.children and noun not in verb.ancestors:
        yield (noun, verb, name.dep_)
        yield (name, noun, "appos")


@rule("advcl", needs={"mark"})
def until_then(verb: Token) -> Iterator[Move]:
    """Give a clause behind "until" and a time its own mark and subject: "until May after | an engine | exploded"."""
    until, time = left_child(verb, {"mark"}), left_child(verb, SUBJECT)
    after = right_child(time, {"prep"}) if time is not None and is_time(time) else None
    while after is not None and after.lower_ not in word_set("time marks"):
        after = next((c for c in after.head.rights if c.dep_ == "prep" and c.i > after.i), None)
    noun = right_child(after, {"pobj"}) if after is not None else None
    if until is None or time is None or after is None or noun is None or noun.right_edge.i > verb.i:
        return
    if until.lower_ not in word_set("time marks"):
        return
    if is_verb(verb.head) and until.i < time.i < after.i:
        yield (until, verb.head, "prep")
        yield (time, until, "pobj")
        yield (after, verb, "mark")
        yield (noun, verb, subject_dep(verb))


@rule("conj", "advcl", "dep", "ccomp", tags={"VBD", "VBN"})
def behind_its_clause(verb: Token) -> Iterator[Move]:
    """Give a verb behind a relative clause its mark and subject: "died after | a boat | that left Tarn | sank |"."""
    last = word_before(verb.left_edge)
    if last is None or has(verb, AUXILIARY | SUBJECT | {"mark"}) or last.is_punct or last.tag_ == "CC":
        return
    clause = next((word for word in (last, *last.ancestors) if word.dep_ == "relcl" and word.right_edge is last), None)
    noun = clause.head if clause is not None else None
    prep = noun.head if noun is not None and noun.dep_ == "pobj" else None
    if noun is None or prep is None or prep.lower_ not in word_set("time marks") or not is_verb(prep.head):
        return
    verb.tag_ = "VBD"
    yield (verb, prep.head, "advcl")
    yield (noun, verb, "nsubj")
    yield (prep, verb, "mark")


@rule("advcl", needs={"mark"})
def since(verb: Token) -> Iterator[Move]:
    """Make a time of the subject of "since": "A strike that has shut mines since | March | has spread"."""
    clause = verb.head
    if clause.dep_ != "relcl":
        return
    time = left_child(verb, SUBJECT)
    mark = left_child(verb, {"mark"})
    if time is None or mark is None or not is_time(time) or mark.lower_ not in word_set("time marks"):
        return
    noun = clause.head
    if noun.dep_ == "ROOT" or (noun.i < clause.i and not is_verb(noun.head)):
        yield in_place_of(verb, noun)
        yield (noun, verb, subject_dep(verb))
        yield (mark, clause, "prep")
        yield (time, mark, "pobj")
        yield from ((c, verb, c.dep_) for c in noun.children if c.i > verb.i or (c.is_punct and c is not clause))
