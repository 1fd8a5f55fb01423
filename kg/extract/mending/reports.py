"""Reports beside or around what they tell."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.labels import COMPLETED, FINITE, LISTED, PLURAL, SUBJECT, has, is_verb, word_after, word_before
from kg.extract.tree import Move, Token, in_place_of
from kg.extract.verbs import has_subject, mark_of
from kg.ontology import ontology, word_set

BREAKS = frozenset((",", '"', "”", "''"))
BESIDE_REPORT = frozenset(("dobj", "prep", "npadvmod"))
ENDS = frozenset(".!?,\"”''")
SAID = frozenset(("STATEMENT", "ACCUSE", "REQUEST", "REJECT", "AGREE"))


def interposed(verb: Token) -> Iterator[Move]:
    """ "The deal, Lind said, will fail": what the report is put into is what it says."""
    above = verb.head
    if above.i < verb.i or not is_verb(above) or not _tells_around(verb):
        return
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    start = min(verb.i, subject.left_edge.i) if subject is not None else 0
    if not start or subject is None or verb.doc[start - 1].text not in BREAKS:
        return
    before = next((c for c in above.lefts if c.dep_ == "ccomp" and c.right_edge.i < start), None)
    yield in_place_of(verb, above)
    if before is not None and has_subject(before) and mark_of(above) in word_set("time marks"):
        yield (before, verb, "ccomp")  # "…, Lind said, a day after talks failed"
        yield (above, before, "advcl")
    else:
        yield (above, verb, "ccomp")
        yield from ((child, above, child.dep_) for child in verb.lefts if child.right_edge.i < start - 1)


def _tells_around(verb: Token) -> bool:
    """Whether a verb of speech has a subject and no content of its own."""
    speaks = verb.lemma in ontology().cues.speaking
    return speaks and verb.tag_ in FINITE and not has(verb, COMPLETED)


def resumed(verb: Token) -> Iterator[Move]:
    """ "Two men robbed a bank, police said, and fled": the men fled."""
    report = verb.head
    joint = word_before(verb.left_edge)
    comma = word_before(joint) if joint is not None and joint.dep_ == "cc" else None
    if verb.tag_ not in FINITE or has_subject(verb) or comma is None or comma.text != "," or comma.i < report.i:
        return
    last = word_before(comma)
    if last is not report and all(c.right_edge is not last or c.dep_ not in BESIDE_REPORT for c in report.rights):
        return
    told = next((c for c in report.lefts if c.dep_ == "ccomp"), None)
    speaks = verb.lemma in ontology().cues.speaking or verb.lemma in word_set("speech acts")
    if told is not None and told.tag_ in FINITE and report.lemma in ontology().cues.reporting and not speaks:
        yield (verb, told, "conj")


def joins_told(verb: Token) -> Iterator[Move]:
    """ "Two men robbed a bank, police said, and fled": the "and" is not the report's."""
    joint = verb.rights[-1] if verb.rights else verb
    if joint.dep_ == "cc" and verb.head.i < verb.i and is_verb(verb.head) and not has(verb, COMPLETED):
        yield (joint, verb.head, "cc")


def trailing(verb: Token) -> Iterator[Move]:
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
    yield in_place_of(verb, top)
    yield (top, verb, "ccomp")
    yield (group, verb, "nsubj")


def _is_source(noun: Token) -> bool:
    """Whether a noun is one for people or a body, who may have said what stands before."""
    return noun.ent_type_ in ("ORG", "PERSON", "NORP") or noun.lemma in ontology().agents


def verbless(verb: Token) -> Iterator[Move]:
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


def shown(verb: Token) -> Iterator[Move]:
    """ "…, letters seen by this paper show", "letters seen by this paper show that …": the verb is no noun."""
    text, shows = verb.head, next((n for p in verb.rights if p.dep_ == "agent" for n in p.rights), None)
    if shows is None or shows.lower_ not in word_set("what texts do") or text.tag_ not in PLURAL or not shows.lefts:
        return
    by, witness = shows.head, next((c for c in reversed(shows.lefts) if c.dep_ in ("compound", "amod", "nmod")), None)
    above, after = text.head, word_after(shows)
    if witness is None or after is None:
        return
    if text.dep_ == "ROOT":
        clauses = (c for c in (*text.rights, *shows.rights) if is_verb(c) and c.i > shows.i and has_subject(c))
        told, place = next(clauses, None), (shows, shows, "ROOT")
    else:
        ends = after.text in ENDS and text.dep_ in LISTED and has_subject(above) and above.i < text.i
        told = above if is_verb(above) and (ends or (text.dep_ in SUBJECT and above.i > shows.i)) else None
        place = in_place_of(shows, above)
    if told is None:
        return
    shows.tag_, shows.pos_ = "VBP", "VERB"
    yield place
    yield (told, shows, "ccomp")
    yield (text, shows, "nsubj")
    yield (witness, by, "pobj")
    yield from ((child, witness, child.dep_) for child in shows.lefts if child is not witness)
    yield from ((child, told, "mark") for child in told.lefts if child.lower_ == "that" and child.dep_ == "dobj")


def behind_report(verb: Token) -> Iterator[Move]:
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
    return speaks or bool(kinds & SAID and "HARM" not in kinds)


def answers_report(verb: Token) -> Iterator[Move]:
    """ "warned that the dam could burst, raising fears": the warning raised them."""
    said = verb.head
    report = said.head
    comma = word_before(verb.left_edge)
    if verb.tag_ != "VBG" or said.dep_ != "ccomp" or comma is None or comma.text != "," or mark_of(verb):
        return
    if report.lemma not in ontology().cues.speaking or report.tag_ not in FINITE or report.i > said.i:
        return
    felt = any(child.dep_ == "dobj" and child.lemma in word_set("feelings") for child in verb.rights)
    if verb.lemma == "contradict" or (verb.lemma in word_set("stirring verbs") and felt):
        yield (verb, report, "advcl")
