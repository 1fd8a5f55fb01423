"""What joined words share: a subject, an auxiliary, a form, a list."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.syntax.clauses import is_agent
from kg.extract.syntax.cued import HARMING
from kg.extract.syntax.labels import (
    AUXILIARY,
    FINITE,
    SUBJECT,
    comma_before,
    has,
    is_modifier,
    is_verb,
    left_child,
    right_child,
    word_before,
)
from kg.extract.syntax.phrases import conjuncts
from kg.extract.syntax.tree import Move, Token
from kg.extract.syntax.verbs import (
    gerund_base,
    has_modal,
    has_perfect,
    has_subject,
    is_finite,
    is_infinitive,
    mark_of,
)
from kg.ontology import ontology, word_set

UNDERGONE = frozenset(("COERCE", "SANCTION", "ASSAULT"))
"""What a joined verb without an object tells is done to the subject that the verb before undergoes."""
AIMS = frozenset(("xcomp", "ccomp", "advcl"))


@rule(needs=AUXILIARY)
def auxiliarys_subject(verb: Token) -> Iterator[Move]:
    """Give an auxiliary's subject to its verb: "nine died and ten | others | were still trapped".

    So too one behind it: "Also raided was the | home | of Tarn".
    """
    for word in verb.children:
        passive = word.dep_ == "auxpass"
        joined = word.dep_ == "aux" and verb.dep_ == "conj"
        if not (passive or joined) or not word.children or has(verb, SUBJECT):
            continue
        subjects = [child for child in word.children if child.dep_ in SUBJECT or child.dep_ == "attr"]
        verb.tag_ = "VBN" if passive and subjects else verb.tag_
        yield from ((subject, verb, "nsubjpass" if passive else "nsubj") for subject in subjects)
        yield from ((child, verb, "aux") for child in word.lefts if child.dep_ == "aux" and subjects)


@rule("conj", tags=FINITE)
def own_subject(verb: Token) -> Iterator[Move]:
    """Make a joined noun the subject of the verb behind it: "promised to send nurses but a | court | in Tarn ruled"."""
    before = word_before(verb.left_edge)
    if has_subject(verb) or before is None:
        return
    noun = next((w for w in (before, *before.ancestors) if w.dep_ == "conj" and w.pos_ in ("NOUN", "PROPN")), None)
    if noun is None or noun.right_edge is not before or noun.head.i > noun.i:
        return
    joint = word_before(noun.left_edge)
    if joint is not None and joint.dep_ == "cc" and joint.lower_ in ("but", "and", "or", "yet"):
        yield (noun, verb, "nsubj")


@rule("conj", needs={"mark"}, words={"if", "unless"})
def late_condition(verb: Token) -> Iterator[Move]:
    """Hang a joined condition on what is told: "said it was ready, but only if Tarn | paid |"."""
    if mark_of(verb) not in ("if", "unless"):
        return
    said = next((c for c in verb.head.rights if c.dep_ == "ccomp" and c.i < verb.i), verb.head)
    yield (verb, said, "advcl")


@rule("conj")
def same_form(verb: Token) -> Iterator[Move]:
    """Give a form that may be a base form the modal or "to" before it: "would raise tolls and | cut | wages"."""
    before = verb.head
    if verb.tag_ in FINITE and any(child.tag_ == "TO" for child in verb.lefts):
        verb.tag_ = "VB"
        yield (verb, before, "conj")
    if verb.tag_ != "VBD" or verb.lower_ != verb.lemma or before.tag_ != "VB" or has(verb, AUXILIARY | SUBJECT):
        return
    first = before
    while first.dep_ == "conj" and is_verb(first.head) and not has(first, {"aux"}):
        first = first.head
    own = first.dep_ == "ROOT" or (first.dep_ == "xcomp" and not is_infinitive(first.head))
    governed = is_infinitive(first) and own
    if has(verb, {"dobj"}) and (governed or has_modal(first)):
        verb.tag_ = "VB"
        yield (verb, before, "conj")


@rule("conj")
def joined_aim(verb: Token) -> Iterator[Move]:
    """Join an infinitive to the infinitive before it: "told staff in Tarn to stop the mill, and to | leave |"."""
    above = verb.head
    if not is_infinitive(verb) or has_subject(verb) or not is_verb(above) or is_infinitive(above) or above.i > verb.i:
        return
    first = next((c for c in above.rights if c.i < verb.i and c.dep_ in AIMS and is_infinitive(c)), None)
    if first is not None:
        yield (verb, first, "conj")


@rule("ccomp", "acl", "conj", tags=FINITE, words={"yet"})
def yet_joined(verb: Token) -> Iterator[Move]:
    """Make a conjunction of "yet": "hailed the law yet | accused | its authors"."""
    above, joint = verb.head, word_before(verb)
    noun = word_before(joint) if joint is not None and joint.lower_ == "yet" and joint.head is verb else None
    if noun is None or joint is None or above.i > verb.i:
        return
    if verb.dep_ == "acl":
        above = next((word for word in above.ancestors if is_verb(word)), above)
    if above.tag_ not in FINITE or not has_subject(above):
        return
    yield (verb, above, "conj")
    yield (joint, above, "cc")
    yield from ((c, above, "dobj") for c in verb.lefts if c.dep_ in SUBJECT and c.right_edge is noun)


@rule("conj", tags={"VBG", "VBD"})
def beside_state(verb: Token) -> Iterator[Move]:
    """Join a verb to the one before it, not to the state: "leaving nine people hurt and | blocking | a road"."""
    state = verb.head
    above = state.head
    if above.tag_ != verb.tag_ or above.lemma not in word_set("verbs of leaving so"):
        return
    left = has(above, {"dobj"}) or has(state, SUBJECT)
    if left and not has_subject(verb) and (state.tag_ in ("VBN", "JJ") or state.lower_ in word_set("states left")):
        yield (verb, above, "conj")


@rule("pcomp", "xcomp", "advcl", needs={"dobj"})
def also_doing(verb: Token) -> Iterator[Move]:
    """Make a gerund of the word in -ing before a joined noun: "accused of arming boys and | bombing | schools"."""
    joined = (c for noun in verb.rights if noun.dep_ == "dobj" for c in noun.rights if c.dep_ == "conj")
    noun = next(joined, None) if verb.tag_ == "VBG" else None
    first = noun.left_edge if noun is not None else verb
    before = word_before(first)
    if noun is None or noun.tag_ != "NNS" or not is_modifier(first) or before is None or before.tag_ != "CC":
        return
    if verb.dep_ == "advcl" and (first.tag_ != "VBG" or first.dep_ != "amod"):
        return  # "razing depots and training camps"
    if base := gerund_base(first):
        first.tag_, first.pos_, first.lemma = "VBG", "VERB", base
        yield (first, verb, "conj")
        yield (noun, first, "dobj")


@rule("amod", tags={"VBD", "VBN"})
def before_object(verb: Token) -> Iterator[Move]:
    """Make a verb of the participle before a joined noun: "dumped sand on a road, | blocked | streets and left"."""
    noun, before = verb.head, word_before(verb)
    if before is None or not (before.text == "," or before.tag_ == "CC"):
        return
    above = noun.head.head if noun.dep_ == "conj" and noun.head.dep_ == "dobj" else noun.head
    if verb.tag_ == "VBN" and not (noun.head is above and is_verb(above)):
        return  # "ate bread and salted fish"
    listed = noun.dep_ in ("dobj", "conj", "appos") and noun.left_edge is verb
    if listed and above.tag_ == "VBD" and above.i < verb.i and has_subject(above):
        verb.pos_, verb.tag_ = "VERB", "VBD"
        yield (verb, above, "conj")
        yield (noun, verb, "dobj")
        yield from ((c, verb, "prep") for c in above.rights if c.dep_ == "prep" and c.i == noun.right_edge.i + 1)


@rule(tags={"VBN", "VBD"}, needs={"dobj"})
def series_of_acts(verb: Token) -> Iterator[Move]:
    """Make verbs of participles before two joined objects: "shut ports, | delayed | trains and | emptied | shelves"."""
    first = right_child(verb, {"dobj"})
    nouns = conjuncts(first)[1:] if first is not None and is_finite(verb) else ()
    acts = [noun.left_edge for noun in nouns if noun.tag_ == "NNS" and noun.left_edge.dep_ == "amod"]
    listed = verb.dep_ == "conj" and comma_before(verb) is not None  # "burst pipes, | delayed | trams and …"
    if len(acts) < 2 - listed or len(acts) < len(nouns) or not all(act.lower_.endswith("ed") for act in acts):
        return
    if has(verb, {"auxpass"}) or any(child.dep_ == "amod" for child in (first or verb).lefts):
        return
    for act, noun in zip(acts, nouns, strict=True):
        act.tag_, act.pos_ = verb.tag_, "VERB"
        yield (act, verb, "conj")
        yield (noun, act, "dobj")


@rule(needs={"dobj"})
def lost_conjunct(verb: Token) -> Iterator[Move]:
    """Join a second object to the noun whose "and" stands before it: "imposed a ban on ships and | firms |"."""
    last = verb.rights[-1] if verb.rights else verb
    noun = next((c for c in reversed(verb.rights) if c.dep_ == "dobj"), last)
    joint = word_before(noun.left_edge)
    if noun.dep_ != "dobj" or joint is None or joint.dep_ != "cc" or is_verb(joint.head) or joint.head.head is verb:
        return
    first = joint.head
    if first.pos_ in ("NOUN", "PROPN") and verb.i < first.i and not any(c.dep_ == "conj" for c in first.rights):
        yield (noun, first, "conj")


@rule(needs=SUBJECT, words={"are", "have", "were"})
def listed_subject(verb: Token) -> Iterator[Move]:
    """Make a list of an apposition by the verb's plural: "Lind, a clerk, her | deputy | and a banker were tried"."""
    noun = left_child(verb, SUBJECT)
    first = left_child(verb, AUXILIARY) or verb
    if noun is None or noun.tag_ not in ("NN", "NNP") or first.lower_ not in ("are", "were", "have"):
        return
    last = next((c for c in reversed(noun.rights) if c.dep_ == "appos" and has(c, {"cc"}) and has(c, {"conj"})), None)
    if has(noun, {"conj"}):
        return
    if last is not None:
        yield (last, noun, "conj")
    elif noun.lemma not in word_set("counting nouns") and (other := _taken_in(noun, word_before(first))) is not None:
        yield (other, noun, "conj")


def _taken_in(noun: Token, last: Token | None) -> Token | None:
    """The second subject that the parser joined below the first: "a march by monks and *a vigil* are planned"."""
    clause = right_child(noun, {"acl", "relcl", "prep"})
    if clause is None or last is None:
        return None
    other = next((word for word in (last, *last.ancestors) if word.dep_ == "conj"), None)
    if other is None or not clause.holds(other) or other.right_edge is not last:
        return None
    return other if left_child(other, {"det", "poss"}) is not None and other.tag_ in ("NN", "NNP") else None


@rule("conj", tags={"VBD"})
def done_too(verb: Token) -> Iterator[Move]:
    """Make a second passive of a joined past: "was ordered to stay and | barred | from leaving"."""
    upper = verb.head.head if verb.head.dep_ == "xcomp" else verb.head
    if not has(upper, {"auxpass"}) or upper.i > verb.i or has(verb, SUBJECT | AUXILIARY):
        return
    bare = not has(verb, {"dobj"}) or has(verb, {"agent"}) or any(map(_names_doer, verb.rights))
    told = verb.lemma in word_set("verbs of telling somebody") and right_child(verb, {"xcomp"}) is not None
    if bare and (told or ontology().verb_kinds(verb.lemma) & UNDERGONE):
        verb.tag_ = "VBN"
        yield (verb, upper, "conj")


@rule("conj", tags={"VBD", "VBN"})
def done_before_too(verb: Token) -> Iterator[Move]:
    """Join what somebody is said to have done too to the infinitive: "is said to have shot a cook and | fled |"."""
    infinitive = verb.head if verb.head.dep_ == "xcomp" else right_child(verb.head, {"xcomp"})
    if infinitive is None or infinitive.i > verb.i or has(verb, SUBJECT | AUXILIARY):
        return
    raised = infinitive.head.lemma in word_set("raising verbs") and has(infinitive.head, {"auxpass"})
    if raised and is_infinitive(infinitive) and has_perfect(infinitive) and infinitive.tag_ == "VBN":
        verb.tag_ = "VBN"
        yield (verb, infinitive, "conj")


def _names_doer(prep: Token) -> bool:
    """Whether whoever does it stands behind a "by"."""
    return prep.lower_ == "by" and any(noun.dep_ == "pobj" and is_agent("by", noun) for noun in prep.rights)


@rule("conj", needs={"npadvmod", "nsubj"})
def without_be(verb: Token) -> Iterator[Move]:
    """Make a passive that shares its auxiliary of a joined verb: "Homes were raided and computers | seized |"."""
    before = verb.head
    harms = verb.tag_ == "VBD" and verb.lemma in word_set("done to people") and not has(verb, {"prt", "advmod"})
    if not (harms or verb.tag_ == "VBN") or not _is_passive_series(before):
        return
    subject = left_child(verb, {"nsubj"}) or _further_one(verb)
    if subject is not None and not has(verb, AUXILIARY | {"dobj", "ccomp", "xcomp"}):
        verb.tag_ = "VBN"
        yield (subject, verb, "nsubjpass")


def _further_one(verb: Token) -> Token | None:
    """The "third" of "a third", the "more" of "one more" before a verb, which the parser takes for how much."""
    one = left_child(verb, {"npadvmod"})
    return one if one is not None and one.ent_type_ in ("ORDINAL", "CARDINAL") and one.i == verb.i - 1 else None


@rule("acl", tags={"VBN", "VBD"})
def of_joined_noun(verb: Token) -> Iterator[Move]:
    """Make a passive of a participle on a joined subject: "Homes were raided and computers | seized |"."""
    noun = verb.head
    before = noun.head
    if noun.dep_ != "conj" or noun.pos_ not in ("NOUN", "PROPN") or not is_verb(before):
        return
    if verb.i != noun.i + 1 or not _is_passive_series(before):
        return
    verb.tag_ = "VBN"
    yield (verb, before, "conj")
    yield (noun, verb, "nsubjpass")


@rule("acl", "advcl", "conj", tags={"VBN", "VBD"})
def beside_agent(verb: Token) -> Iterator[Move]:
    """Make a passive of a participle on a joined agent: "Two were killed by a mine and three others | wounded |"."""
    noun = word_before(verb)
    if noun is None or noun.dep_ != "conj" or noun.head.dep_ != "pobj":
        return
    by = noun.head.head
    before = by.head
    hangs = verb.head in (noun, noun.head, before)
    if not hangs or by.dep_ != "agent" or not has(before, {"auxpass"}) or has(verb, {"dobj", "agent"} | SUBJECT):
        return
    counted = noun.tag_ == "CD" or any(child.dep_ in ("nummod", "poss") for child in noun.lefts)
    if counted and verb.lemma in word_set("done to people"):
        verb.tag_ = "VBN"
        yield (verb, before, "conj")
        yield (noun, verb, "nsubjpass")
        yield from ((c, before, "cc") for c in noun.head.rights if c.dep_ == "cc")


def _is_passive_series(verb: Token) -> bool:
    """Whether the verb is a passive with its auxiliary, or one that shares the auxiliary of such a verb."""
    if has(verb, {"auxpass"}):
        return True
    return verb.dep_ == "conj" and verb.tag_ == "VBN" and has(verb, {"nsubjpass"}) and has(verb.head, {"auxpass"})


@rule(tags={"VBD"}, needs={"dobj"})
def harmed_too(verb: Token) -> Iterator[Move]:
    """Make a verb of a participle before a joined object: "The blast shattered windows and | damaged | cars"."""
    subject = left_child(verb, {"nsubj"})
    if subject is None or not _is_harm(subject):
        return
    for first in verb.rights:
        noun = next((c for c in first.rights if c.dep_ == "conj" and c.tag_ == "NNS"), None)
        if first.dep_ == "dobj" and noun is not None and (second := _verb_before(noun)) is not None:
            second.tag_, second.pos_ = "VBD", "VERB"
            yield (second, verb, "conj")
            yield (noun, second, "dobj")
            yield from (
                (child, second, child.dep_) for child in first.rights if child.dep_ == "prep" and child.i > noun.i
            )


def _is_harm(noun: Token) -> bool:
    """Whether a noun is for an attack, a disaster or an accident: it damages, and carries nothing damaged."""
    return not ontology().noun_kinds(noun.lemma).isdisjoint(HARMING)


def _verb_before(noun: Token) -> Token | None:
    """The word that opens a joined noun's phrase and tells a harm: "damaged" of "and damaged cars"."""
    first = noun.left_edge
    joint = word_before(first)
    if joint is None or joint.dep_ != "cc" or first.dep_ != "amod" or not first.lower_.endswith("ed"):
        return None
    stems = {first.lower_[:-1], first.lower_[:-2], first.lemma}
    return first if stems & word_set("harms") else None
