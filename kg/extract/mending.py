"""Clauses hung right where commas and semicolons show that the parser hung them wrong.

Each rule looks at one verb and gives the moves that put the tree right; a sentence with moves is hung anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from kg.extract.labels import FINITE, SUBJECT, has, is_verb, word_before
from kg.extract.relabelled import Move, make_common, relabel
from kg.extract.subjects import ADDRESSED_BY
from kg.extract.timewords import is_time
from kg.extract.tree import Doc, Span, Token, hang
from kg.extract.verbs import has_subject, is_infinitive, mark_of
from kg.ontology import ontology, word_set

COMPLETED = frozenset(("ccomp", "dobj", "xcomp", "mark", "acomp", "attr", "agent"))
"""What a report has that does more than tell what stands around it."""
TIME_WORDS = frozenset(("after", "before", "as", "when", "while", "since", "until", "hours", "days"))
BREAKS = frozenset((",", '"', "”", "''"))
ENDS = frozenset(".!?,\"”''")
UNDERGONE = frozenset(("COERCE", "SANCTION", "ASSAULT"))
"""What a joined verb without an object tells is done to the subject that the verb before undergoes."""
CLOSED = frozenset((".", "!", "?", '"', "”"))
"""What ends a sentence that is no headline."""
LISTED = frozenset(("appos", "conj", "npadvmod", "dobj", "dep", "attr"))
WHICH = frozenset(("which", "whom"))


def mended(doc: Doc) -> Doc:
    """The doc, its own clauses hung right, sentence by sentence."""
    for sent in doc.sents:
        for token in sent:
            if is_verb(token):
                if moves := _moves(token):
                    _apply(sent, moves)
            elif token.tag_ == "NNS" and token.text[0].isupper():
                _name_body(token)
            elif token.ent_type_:
                if moves := relabel(token):
                    _apply(sent, moves)
            elif token.tag_ == "NNP" and token.text.islower():
                make_common(token)
    return doc


def _name_body(noun: Token) -> None:
    """Make a known body's name of a noun and its phrase: "Reporters Without Borders"."""
    prep = next((child for child in noun.rights if child.dep_ == "prep" and child.text[0].isupper()), None)
    end = prep.right_edge.i + 1 if prep is not None else noun.i
    if prep is None or ontology().known.body(noun.doc[noun.i : end].text) is None:
        return
    name = Span(noun.doc, noun.i, end, "ORG")
    for word in name:
        word.ent, word.ent_type_, word.ent_iob_ = name, "ORG", "I"
    noun.pos_, noun.ent_iob_ = "PROPN", "B"


def _moves(verb: Token) -> tuple[Move, ...]:
    """The moves of the first rule that finds the verb hung wrong."""
    return next((moves for rule in _rules_for(verb.dep_) if (moves := tuple(rule(verb)))), ())


def _apply(sent: Span, moves: tuple[Move, ...]) -> None:
    for token, head, dep in moves:
        token.head, token.dep_ = head, dep
    hang(list(sent))


def _in_place_of(verb: Token, other: Token) -> Move:
    """The move that gives a verb the place of another."""
    return (verb, verb if other.head is other else other.head, other.dep_)


# ---- reports --------------------------------------------------------------------------------------------------------


def _interposed(verb: Token) -> Iterator[Move]:
    """ "The deal, Lind said, will fail": what the report is put into is what it says."""
    above = verb.head
    if above.i < verb.i or not is_verb(above) or not _tells_around(verb):
        return
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    start = min(verb.i, subject.left_edge.i) if subject is not None else 0
    if not start or subject is None or verb.doc[start - 1].text not in BREAKS:
        return
    before = next((c for c in above.lefts if c.dep_ == "ccomp" and c.right_edge.i < start), None)
    yield _in_place_of(verb, above)
    if before is not None and has_subject(before) and mark_of(above) in TIME_WORDS:
        yield (before, verb, "ccomp")  # "…, Lind said, a day after talks failed"
        yield (above, before, "advcl")
    else:
        yield (above, verb, "ccomp")
        yield from ((child, above, child.dep_) for child in verb.lefts if child.right_edge.i < start - 1)


def _tells_around(verb: Token) -> bool:
    """Whether a verb of speech has a subject and no content of its own."""
    speaks = verb.lemma in ontology().cues.speaking
    return speaks and verb.tag_ in FINITE and not has(verb, COMPLETED)


def _tells_before(verb: Token) -> bool:
    """Whether a verb of speech has nothing behind it that it may tell."""
    return verb.lemma in ontology().cues.speaking and not any(is_verb(child) for child in verb.rights)


def _trailing(verb: Token) -> Iterator[Move]:
    """ "…, a rights group charged on Saturday": no participle of the group's, but what it says of all before."""
    group, top = verb.head, verb.sent.root
    if verb.tag_ not in ("VBN", "VBD") or group.dep_ not in LISTED or not is_verb(top):
        return
    comma = word_before(group.left_edge)
    speaks = verb.lemma in ontology().cues.speaking
    if comma is None or comma.text not in BREAKS or not speaks or has(verb, COMPLETED) or not _is_source(group):
        return
    behind = [word for word in verb.sent if word.i > verb.right_edge.i and not word.is_space]
    if group.right_edge is not verb.right_edge or any(not word.is_punct for word in behind) or not has_subject(top):
        return
    verb.tag_ = "VBD"
    yield _in_place_of(verb, top)
    yield (top, verb, "ccomp")
    yield (group, verb, "nsubj")


def _verbless(verb: Token) -> Iterator[Move]:
    """ "A ferry carrying cars capsized off Tarn, police said": what seems its last participle is its verb."""
    if verb.tag_ not in FINITE or verb.lemma not in ontology().cues.speaking:
        return
    noun = next((c for c in verb.lefts if c.dep_ in ("dep", "ccomp") and c.pos_ in ("NOUN", "PROPN")), None)
    if noun is None:
        return
    end = next((word.i for word in noun.subtree if word.text == "," and word.i > noun.i), noun.right_edge.i + 1)
    seeming = [word for word in noun.subtree if word.i < end and word.dep_ == "acl" and word.tag_ in ("VBN", "VBD")]
    told = [word for word in seeming if word.i > noun.i and not has(word, {"agent"} | SUBJECT)]
    if told:
        told[-1].tag_ = "VBD"
        yield (told[-1], verb, "ccomp")
        yield (noun, told[-1], "nsubj")
        yield from ((c, told[-1], "advcl") for c in noun.rights if c.tag_ == "VBG" and c.i > told[-1].i)


def _done_too(verb: Token) -> Iterator[Move]:
    """ "was ordered to stay and barred from leaving", "was arrested and charged": both are done to her."""
    upper = verb.head.head if verb.head.dep_ == "xcomp" else verb.head
    if verb.tag_ != "VBD" or not has(upper, {"auxpass"}) or upper.i > verb.i:
        return
    kinds = ontology().verb_kinds(verb.lemma)
    if kinds & UNDERGONE and not has(verb, {"dobj", "nsubj", "nsubjpass"}):
        verb.tag_ = "VBN"
        yield (verb, upper, "conj")


def _is_source(noun: Token) -> bool:
    """Whether a noun is one for people or a body, who may have said what stands before."""
    return noun.ent_type_ in ("ORG", "PERSON", "NORP") or noun.lemma in ontology().agents


# ---- clauses side by side -------------------------------------------------------------------------------------------


def _before_semicolon(verb: Token) -> Iterator[Move]:
    """ "Tarn fired rockets; there were no reports of casualties": two sentences."""
    above = verb.head
    if above.i < verb.i or not has_subject(verb) or mark_of(verb):
        return
    semicolon = any(c.text == ";" and verb.i < c.i for c in above.lefts)
    says_it = _tells_before(above) and not has(above, {"dobj"})
    if semicolon and not says_it:
        yield _in_place_of(verb, above)


def _top_noun(verb: Token) -> Iterator[Move]:
    """ "Tarn, a small port, called on Oslo to act": no participle of a noun that has no verb."""
    noun = verb.head
    if verb.tag_ != "VBD" or noun.dep_ != "ROOT" or noun.pos_ not in ("PROPN", "NOUN"):
        return
    yield (verb, verb, "ROOT")
    yield (noun, verb, "nsubj")
    yield from ((c, verb, "punct") for c in noun.rights if c.is_punct and c.i > verb.i)


def _late_condition(verb: Token) -> Iterator[Move]:
    """ "said it was ready, but only if Tarn paid": a condition of what is said, not a second report."""
    if mark_of(verb) not in ("if", "unless"):
        return
    said = next((c for c in verb.head.rights if c.dep_ == "ccomp" and c.i < verb.i), verb.head)
    yield (verb, said, "advcl")


def _part_of_them(verb: Token) -> Iterator[Move]:
    """ "Parties, most of which urged a boycott, said …": a relative clause of the parties."""
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECT and _is_of_which(c)), None)
    if subject is None or verb.head.i < verb.i:
        return
    first = verb.left_edge
    whole = next((c for c in (*verb.lefts, *verb.head.lefts) if c.dep_ in SUBJECT and c.i < subject.i), None)
    if whole is not None and first.i <= whole.i < subject.i:
        yield (whole, verb.head, "nsubj")
        yield (verb, whole, "relcl")


def _is_of_which(noun: Token) -> bool:
    return any(c.lower_ == "of" and any(w.lower_ in WHICH for w in c.rights) for c in noun.rights)


def _said_beside(verb: Token) -> Iterator[Move]:
    """ "said the ruling was unfair and promised an appeal", "said Tarn would pay, but ruled out more": he did both."""
    beside = verb.head
    above = beside.head
    if verb.tag_ not in FINITE or has_subject(verb) or beside.dep_ != "ccomp":
        return
    if above.tag_ not in FINITE or above.lemma not in ontology().cues.speaking or above.i > beside.i:
        return
    subject = next((c for c in beside.lefts if c.dep_ in SUBJECT), None)
    if beside.tag_ in ("VB", "VBG") or (verb.lemma in ontology().cues.speaking and not _may_speak(subject)):
        yield (verb, above, "conj")


def _own_subject(verb: Token) -> Iterator[Move]:
    """ "promised to send nurses but a court in Tarn ruled": no nurses, no court was sent; the court ruled."""
    before = word_before(verb.left_edge)
    if verb.tag_ not in FINITE or has_subject(verb) or before is None:
        return
    noun = next((w for w in (before, *before.ancestors) if w.dep_ == "conj" and w.pos_ in ("NOUN", "PROPN")), None)
    if noun is None or noun.right_edge is not before or noun.head.i > noun.i:
        return
    joint = word_before(noun.left_edge)
    if joint is not None and joint.dep_ == "cc" and joint.lower_ in ("but", "and", "or", "yet"):
        yield (noun, verb, "nsubj")


def _may_speak(noun: Token | None) -> bool:
    """Whether it is somebody, or a name or pronoun for somebody."""
    return noun is None or noun.pos_ in ("PROPN", "PRON") or noun.lemma in ontology().agents


# ---- below a verb ---------------------------------------------------------------------------------------------------


def _result(verb: Token) -> Iterator[Move]:
    """ "struck to demand more pay, closing schools": the strike closed them, not the demand."""
    purpose = verb.head
    if verb.tag_ != "VBG" or mark_of(verb) or not is_verb(purpose.head):
        return
    comma = word_before(verb.left_edge)
    if not is_infinitive(purpose) or comma is None or comma.text != ",":
        return
    settled = purpose.dep_ == "xcomp" and purpose.head.lemma in ("agree", "vote", "decide")
    if purpose.dep_ == "advcl" or (settled and purpose.head.tag_ == "VBD"):
        yield (verb, purpose.head, "advcl")


def _behind_report(verb: Token) -> Iterator[Move]:
    """ "Tarn blocked the plan, envoys said, deepening a rift": what is told did, not the envoys."""
    report = verb.head
    comma = word_before(verb.left_edge)
    if verb.tag_ != "VBG" or mark_of(verb) or comma is None or comma.text != ",":
        return
    if report.lemma not in ontology().cues.speaking or report.tag_ not in FINITE or _is_of_speaker(verb):
        return
    told = next((c for c in report.lefts if c.dep_ == "ccomp"), None)
    if told is None and report.dep_ == "parataxis" and report.head.i < report.i and is_verb(report.head):
        told = report.head
    if told is not None:
        yield (verb, told, "advcl")


def _is_of_speaker(verb: Token) -> bool:
    """Whether a participle behind a report says what else the speaker says or does: "adding that"."""
    kinds = ontology().verb_kinds(verb.lemma)
    speaks = verb.lemma in ontology().cues.speaking or verb.lemma in word_set("speakers' verbs")
    return speaks or bool(kinds & {"STATEMENT", "ACCUSE", "REQUEST", "REJECT", "AGREE"})


def _headline(verb: Token) -> Iterator[Move]:
    """ "Chelsea fined over payments", "Two men jailed": a headline's participle, done to its subject."""
    if verb.tag_ not in ("VBD", "VBN") or verb.sent[-1].text in CLOSED or not _is_undergone(verb):
        return
    if has(verb, COMPLETED | {"aux", "auxpass", "prt"}) or "," in verb.sent.text:
        return
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if verb.dep_ == "ROOT" and subject is not None:
        verb.tag_ = "VBN"
        yield (subject, verb, "nsubjpass")
    elif verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and not any(word.tag_ in FINITE for word in verb.sent):
        verb.tag_ = "VBN"
        yield (verb, verb, "ROOT")
        yield (verb.head, verb, "nsubjpass")


def _is_undergone(verb: Token) -> bool:
    """Whether what a verb without an object tells is done to its subject."""
    kinds = ontology().verb_kinds(verb.lemma)
    return bool(kinds & {"COERCE", "SANCTION"}) or verb.lemma in ("kill", "wound", "injure", "shoot")


def _role_before_name(verb: Token) -> Iterator[Move]:
    """ "freed basketball player Dana Price": one object, with what she is before her name."""
    objects = [child for child in verb.rights if child.dep_ in ("dobj", "dative")]
    if len(objects) == 2 and objects[1].ent_type_ == "PERSON" and objects[0].i + 1 == objects[1].left_edge.i:
        role, name = objects
        if role.pos_ == "NOUN" and role.tag_ == "NN" and not has(role, {"det", "poss"}):
            yield (role, name, "compound")
            yield (name, verb, "dobj")


def _asked_to(verb: Token) -> Iterator[Move]:
    """ "called on Oslo to act", "urged both to act": what somebody is asked, no purpose."""
    above = verb.head
    if not is_infinitive(verb) or not is_verb(above) or above.i > verb.i:
        return
    first = verb.left_edge
    if verb.dep_ == "advcl" and above.lemma in word_set("prepositional control"):
        before = word_before(first)
        prep = before.head if before is not None and before.dep_ == "pobj" and not is_time(before) else None
        if prep is not None and prep.head is above and prep.lower_ in ADDRESSED_BY:
            yield (verb, above, "xcomp")
    elif first.dep_ == "preconj" and first.lower_ in ("both", "all") and verb.dep_ in ("xcomp", "ccomp"):
        yield (first, above, "dobj")


# ---- the rules, and on which dependencies each looks -----------------------------------------------------------------

ANY: frozenset[str] = frozenset()
RULES: tuple[tuple[Callable[[Token], Iterator[Move]], frozenset[str]], ...] = (
    (_interposed, frozenset(("parataxis", "dep"))),
    (_trailing, frozenset(("acl",))),
    (_verbless, ANY),
    (_done_too, frozenset(("conj",))),
    (_before_semicolon, frozenset(("ccomp",))),
    (_top_noun, frozenset(("acl",))),
    (_late_condition, frozenset(("conj",))),
    (_part_of_them, frozenset(("ccomp",))),
    (_said_beside, frozenset(("conj",))),
    (_own_subject, frozenset(("conj",))),
    (_result, frozenset(("advcl",))),
    (_behind_report, frozenset(("advcl",))),
    (_headline, ANY),
    (_asked_to, ANY),
    (_role_before_name, ANY),
)
"""In the order in which they are tried."""


@cache
def _rules_for(dep: str) -> tuple[Callable[[Token], Iterator[Move]], ...]:
    return tuple(rule for rule, deps in RULES if not deps or dep in deps)
