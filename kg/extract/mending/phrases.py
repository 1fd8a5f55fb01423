"""Phrases that hang on the wrong word of their clause."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.objects import NAMED
from kg.extract.mending.rule import listed, rule
from kg.extract.syntax.clauses import is_doer
from kg.extract.syntax.cued import verb_cues
from kg.extract.syntax.labels import (
    COMPLETED,
    SUBJECT,
    comma_before,
    has,
    is_verb,
    left_child,
    right_child,
    word_after,
    word_before,
)
from kg.extract.syntax.phrases import conjuncts, is_somebody
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import has_subject, is_infinitive, mark_of
from kg.ontology import ontology, word_set

TOWARDS = frozenset(("for", "to", "from", "near", "off"))
"""Before a town, with whose country a phrase behind it belongs together."""
DEGREES = frozenset(("too", "more", "less"))
DONE = frozenset(("actual", "claimed"))
"""What a verb may make of an act that stands beside it all the same: "left carrying", not "ruled out carrying"."""


@rule(needs={"npadvmod"})
def taken_for_time(verb: Token) -> Iterator[Move]:
    """Take a name for the object, not for a time: "Arsenal beat | Chelsea | 4-1"."""
    name = right_child(verb, {"npadvmod"})
    if name is None or name.left_edge.i != verb.i + 1 or name.pos_ != "PROPN" or is_time(name):
        return
    if name.ent_type_ in ("ORG", "PERSON", "GPE") and not has(verb, {"auxpass", "dobj", "ccomp", "xcomp"}):
        yield (name, verb, "dobj")


@rule(needs={"dobj"}, words={","})
def said_of_it_all(verb: Token) -> Iterator[Move]:
    """Take out of the clause what is said of all of it: "took Tarn on Friday, | its first advance | since May".

    Right behind an object, it says what that is: "bought Tern, | a bus firm |".
    """
    objects = [child for child in verb.rights if child.dep_ == "dobj"]
    last = objects[-1] if len(objects) == 2 else None
    comma = comma_before(last.left_edge) if last is not None else None
    if last is None or comma is None or has(objects[0], {"cc", "conj"}):
        return
    if objects[0].right_edge.i == comma.i - 1:
        yield (last, objects[0], "appos")
    else:
        yield (last, verb, "dep")


@rule(needs={"auxpass"}, words={"by"})
def by_whom_then(verb: Token) -> Iterator[Move]:
    """Hang an agent behind a time or a round on the passive: "was beaten in the second round | by | Lind"."""
    if has(verb, {"agent"}):
        return
    nouns = (noun for prep in verb.rights if prep.dep_ == "prep" for noun in prep.rights if noun.dep_ == "pobj")
    for noun in nouns:
        by = noun.rights[-1] if noun.rights and (is_time(noun) or noun.lemma in word_set("rounds")) else None
        if by is not None and by.lower_ == "by":
            yield (by, verb, "agent")


@rule(needs={"dobj"})
def of_that_size(verb: Token) -> Iterator[Move]:
    """Make a measure behind a noun its modifier: "spotted a planet the | size | of Tarn that glows"."""
    for noun in verb.rights:
        size = word_after(noun.right_edge) if noun.dep_ == "dobj" else None
        if size is not None and size.dep_ == "advmod":
            size = word_after(size)  # "nearly the size of"
        size = size.head if size is not None and size.lower_ == "the" else None
        if size is None or size.lemma not in word_set("sizes") or size.head is not verb or size is noun:
            continue
        yield (size, noun, "npadvmod")
        yield from ((word, noun, "relcl") for word in size.subtree if word.dep_ == "relcl")


@rule("ccomp", "pcomp", needs={"oprd"})
def what_is_called(verb: Token) -> Iterator[Move]:
    """Hang a noun behind "what … called" on the preposition: "a protest over what it called a | trick |"."""
    what = left_child(verb, {"dobj"})
    called = right_child(verb, {"oprd"})
    if what is None or what.lower_ != "what" or called is None or called.pos_ not in ("NOUN", "PROPN"):
        return
    if verb.left_edge is what:
        yield (called, verb.head, "pobj" if verb.dep_ == "pcomp" else "dobj")
        yield (verb, called, "nmod")


@rule(needs={"agent", "prep"}, words={"by"})
def by_whom(verb: Token) -> Iterator[Move]:
    """Hang a doer on the act's noun, not on the verb: "The guild condemned the siege of Tarn | by | the rebels"."""
    act = right_child(verb, {"dobj"})
    told = act is not None and act.lemma in ontology().nouns
    if not told or act is None or has(verb, {"auxpass", "nsubjpass"}) or verb.tag_ == "VBN":
        return
    by = next((c for c in verb.rights if c.lower_ == "by" and c.i == act.right_edge.i + 1), None)
    doer = right_child(by, {"pobj"}) if by is not None else None
    if by is not None and doer is not None and is_doer(doer):
        yield (by, act, "prep")  # not "halted the protest by force", "escaped arrest by fleeing"


@rule(needs={"prep"}, words={"from"})
def far_from(verb: Token) -> Iterator[Move]:
    """Hang a distance on the verb, and "from" on the distance: "sank six | miles | from Tarn"."""
    for prep in verb.rights:
        if prep.dep_ == "prep" and prep.lower_ == "from":
            measure = next((c for c in prep.lefts if c.dep_ == "npadvmod" and c.ent_type_ == "QUANTITY"), None)
            if measure is not None:
                yield (measure, verb, "npadvmod")
                yield (prep, measure, "prep")


@rule(needs={"prep"})
def of_noun(verb: Token) -> Iterator[Move]:
    """Hang a phrase on the noun right before it, not on the verb: "a loan from a banker | with | ties to a gang"."""
    for prep in verb.rights:
        before = word_before(prep)
        if prep.dep_ == "prep" and before is not None and before.pos_ == "ADJ" and before.dep_ == "advcl":
            yield (prep, before, "prep")  # "…, each of them conditional on a review"
        if prep.dep_ != "prep" or before is None or before.dep_ != "pobj" or before.head.i < verb.i:
            continue
        if prep.lower_ == "in" and before.pos_ == "PROPN" and before.head.lower_ in TOWARDS and _is_country(prep):
            yield (prep, before, "prep")  # "bound for Ravenna in Italy"
        if before.lemma in word_set("margins") and prep.lower_ == "to" and has(prep, {"pobj"}):
            yield from ((prep, before, "prep") for noun in prep.rights if noun.tag_ == "CD")  # "by 87 votes to 65"
        linked = prep.lower_ == "with" and is_somebody(before)
        linked = linked and any(c.lemma in word_set("links") for c in prep.rights)
        if linked or (prep.lower_ == "off" and before.lemma in word_set("waters")):
            yield (prep, before, "prep")


def _is_country(prep: Token) -> bool:
    """Whether a preposition's noun is a country."""
    return any(ontology().countries.country(noun.text) is not None for noun in prep.rights)


@rule(needs={"prep"})
def of_first(verb: Token) -> Iterator[Move]:
    """Hang the first of two equal prepositions on the person before it: "sent an envoy | to | Mali to Oslo"."""
    noun = right_child(verb, {"dobj"})
    prep = word_after(noun) if noun is not None and is_somebody(noun) and noun.pos_ == "NOUN" else None
    if noun is None or prep is None or prep.dep_ != "prep" or prep.head is not verb:
        return
    second = word_after(prep.right_edge)
    again = second is not None and second.head is verb and second.dep_ == "prep" and second.lower_ == prep.lower_
    if again or (prep.lower_ == "to" and noun.lemma in word_set("roles with to")):
        yield (prep, noun, "prep")


@rule(needs={"prep"}, words={"among"})
def among_them(verb: Token) -> Iterator[Move]:
    """Join some to the many they are told among: "Nine were hurt, | among | them a | nurse |, when a wall fell"."""
    for prep in verb.rights:
        if prep.lower_ != "among" or comma_before(prep) is None or not has(prep, {"pobj"}):
            continue
        some = next((c for c in verb.rights if c.left_edge.i == prep.right_edge.i + 1), None)
        many = right_child(verb, {"dobj"}) or left_child(verb, SUBJECT)
        if some is not None and many is not None and many.i < prep.i and some.pos_ in NAMED and some.dep_ != "prep":
            yield (some, many, "conj")
            yield (prep, some, "prep")


@rule("xcomp", "ccomp", tags={"VB"})
def let_go(verb: Token) -> Iterator[Move]:
    """Make one of a verb and what it says nothing without: "were let | go | in May"."""
    upper = verb.head
    if upper.i != verb.i - 1 or f"{upper.lemma} {verb.lower_}" not in word_set("verbs with their adverb"):
        return
    verb.tag_, verb.pos_ = "RB", "ADV"
    yield (verb, upper, "advmod")
    yield from ((child, upper, child.dep_) for child in verb.children)


@rule(needs={"dobj"}, of=listed("calling verbs"))
def called_so(verb: Token) -> Iterator[Move]:
    """Hang on the verb what it calls its object: 'called it "politically | motivated |"', "it | fair | in part"."""
    noun = right_child(verb, {"dobj"})
    if noun is None:
        return
    said = next((c for c in noun.rights if c.pos_ == "ADJ" or c.tag_ == "VBN"), None)
    if said is None or said.dep_ not in ("acl", "amod", "relcl"):
        return
    bare = said.dep_ == "amod" and said.tag_ == "JJ"
    if bare or any(word.text in ('"', "“") for word in verb.doc[noun.i + 1 : said.i]):
        said.tag_, said.pos_ = "JJ", "ADJ"
        yield (said, verb, "oprd")
        yield from ((c, verb, c.dep_) for c in said.rights if c.dep_ == "prep")


@rule(needs={"dobj", "prep"}, words={"in"})
def in_protest(verb: Token) -> Iterator[Move]:
    """Hang why an act is done on the verb, with its own phrase: "left the hall | in | protest | at | the arrest"."""
    for noun in (verb, *_nouns_behind(verb)):
        for prep in noun.rights:
            why = right_child(prep, {"pobj"}) if prep.lower_ == "in" and prep.dep_ == "prep" else None
            if why is None or why.i != prep.i + 1 or why.lemma not in word_set("manners with a phrase"):
                continue
            if noun is not verb:
                yield (prep, verb, "prep")
            after = word_after(why)
            if after is not None and after.dep_ == "prep" and after.head is verb:
                yield (after, why, "prep")


def _nouns_behind(verb: Token) -> Iterator[Token]:
    """The object of a verb, and the nouns of its phrases: "out of | the talks |"."""
    for child in verb.rights:
        if child.dep_ == "dobj":
            yield child
        elif child.dep_ == "prep":
            inner = right_child(child, {"prep"}) or child
            yield from (noun for noun in inner.rights if noun.dep_ == "pobj")


@rule(needs={"dobj"}, words={"do"})
def to_do_with(verb: Token) -> Iterator[Move]:
    """Take "nothing to do with" for one thing that a verb has: "had nothing to | do | with the fire"."""
    thing = right_child(verb, {"dobj"}) if verb.lemma == "have" else None
    do = right_child(thing, {"relcl", "acl"}) if thing is not None else None
    if do is None or thing is None or do.lower_ != "do" or thing.pos_ != "PRON" or not is_infinitive(do):
        return
    if prep := next((c for c in do.rights if c.lower_ == "with" and c.i == do.i + 1), None):
        do.pos_ = "NOUN"
        yield (do, verb, "oprd")
        yield (do.left_edge, do, "nmod")
        yield (prep, verb, "prep")


@rule(needs={"dobj"}, words=DEGREES)
def by_how_much(verb: Token) -> Iterator[Move]:
    """Hang so much before an adverb on it: "opened 40 | seconds | too late"."""
    much = right_child(verb, {"dobj"})
    late = right_child(verb, {"advmod"}) if much is not None and has(much, {"nummod"}) else None
    if much is None or late is None or late.left_edge.i != much.right_edge.i + 1:
        return
    if late.left_edge.lower_ in DEGREES and not is_somebody(much):
        yield (much, late, "npadvmod")


@rule("acl", "xcomp", "advcl", tags={"VBG"})
def noun_in_ing(verb: Token) -> Iterator[Move]:
    """Make the object of the verb before it of a noun in -ing: "talks aimed at halting | fighting | in Mali"."""
    doing = word_before(verb)
    if doing is None or not is_verb(doing) or verb.lower_ not in word_set("mass nouns"):
        return
    if verb.left_edge is verb and not has(doing, {"dobj"}) and not has(verb, {"dobj", "ccomp"}):
        verb.tag_, verb.pos_, verb.lemma = "NN", "NOUN", verb.lower_
        yield (verb, doing, "dobj")


@rule("amod", tags={"VBG"})
def object_in_ing(verb: Token) -> Iterator[Move]:
    """Make a gerund of what seems to tell how a noun in -ing is: "aimed at | halting | fighting in Mali"."""
    noun, prep = verb.head, verb.head.head
    known = noun.dep_ == "pobj" and noun.lower_ in word_set("mass nouns") and noun.lower_.endswith("ing")
    if not known or not is_verb(prep.head) or noun.lefts != (verb,) or verb.children:
        return
    if any(prep.lower_ in row.preps and "gerund" in row.takes for row in verb_cues(prep.head)):
        noun.tag_, noun.pos_, noun.lemma = "NN", "NOUN", noun.lower_
        yield (verb, prep, "pcomp")
        yield (noun, verb, "dobj")


@rule(needs={"agent", "dobj"}, of=listed("verbs with of"))
def of_verb(verb: Token) -> Iterator[Move]:
    """Hang an "of" that a verb asks for on it, not on its object: "clears Lind and his aunt | of | any theft"."""
    noun = right_child(verb, {"dobj"})
    agents = (c for prep in verb.rights if prep.dep_ == "agent" for c in prep.rights if c.dep_ == "pobj")
    noun = noun or next(agents, None)
    if noun is None:
        return
    last = conjuncts(noun)[-1]
    prep = right_child(last, {"prep"})
    if prep is None or prep.lower_ != "of":
        return
    accused = verb.lemma in word_set("accusing verbs") and (noun.dep_ == "dobj" or has(prep, {"pcomp"}))
    if not (accused or _is_one(last) or _is_one(noun) or _is_charge(prep, last)):
        return
    if all(c.pos_ == "NOUN" and c.lemma not in ontology().agents for c in prep.rights if c.dep_ == "pobj"):
        yield (prep, verb, "prep")


def _is_charge(prep: Token, noun: Token) -> bool:
    """Whether what stands behind "of" is done, and no part of an office: "cleared the nurse of murder"."""
    if noun.lemma in ontology().offices or not is_somebody(noun):
        return False
    return has(prep, {"pcomp"}) or any(c.dep_ == "pobj" and c.tag_ == "NN" and not c.lefts for c in prep.rights)


def _is_one(noun: Token) -> bool:
    """Whether it is a name, or somebody's: no "of" tells which."""
    return noun.pos_ == "PROPN" or any(child.dep_ == "poss" for child in noun.lefts)


@rule("advcl")
def governed(verb: Token) -> Iterator[Move]:
    """Make a gerund or infinitive that the verb governs its complement: "ruled out | selling | it"."""
    above, first = verb.head, verb.left_edge
    if not is_verb(above) or mark_of(verb) or has_subject(verb):
        return
    rows = verb_cues(above)
    if verb.tag_ == "VBG":
        behind = first is verb and verb.i - above.i in (1, 2) and verb.nbor(-1) in (above, *_particles(above))
        fits = behind and any(row.status not in DONE and "gerund" in row.takes for row in rows)
    else:
        particles = {c.lower_ for c in _particles(above) if c.i == first.i - 1}
        made = above.lemma in word_set("making verbs") and has(above, {"auxpass"})  # "were made to dig"
        behind = is_infinitive(verb) and (first.i == above.i + 1 or bool(particles))
        fits = behind and any(
            "infinitive" in row.takes
            and (particles & set(row.particle) if particles else row.status == "claimed" or made)
            for row in rows
        )
    if fits:
        yield (verb, above, "xcomp")


def _particles(verb: Token) -> tuple[Token, ...]:
    return tuple(child for child in verb.rights if child.dep_ == "prt")


@rule(needs={"attr", "dobj"}, words={"in"})
def since_then(verb: Token) -> Iterator[Move]:
    """Hang the time behind a superlative on it: "could become the worst quake | in | 15 years"."""
    noun = next((c for c in verb.rights if c.dep_ in ("attr", "dobj") and any(w.tag_ == "JJS" for w in c.lefts)), None)
    if noun is None:
        return
    for prep in verb.rights:
        behind = prep.dep_ == "prep" and prep.lower_ == "in" and prep.i == noun.right_edge.i + 1
        if behind and any(is_time(word) and has(word, {"nummod", "quantmod", "amod", "det"}) for word in prep.rights):
            yield (prep, noun, "prep")


@rule(needs={"dative"})
def nobody_given(verb: Token) -> Iterator[Move]:
    """Make an object of whom nothing is given: "arrested | him | the following day"."""
    someone = right_child(verb, {"dative"})
    alone = someone is not None and someone.i == verb.i + 1 and someone.tag_ == "PRP"
    if someone is not None and alone and not has(verb, COMPLETED - {"mark"} | {"auxpass"}):
        yield (someone, verb, "dobj")
