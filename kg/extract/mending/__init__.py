"""Clauses hung right where commas and semicolons show that the parser hung them wrong.

Each rule looks at one verb and gives the moves that put the tree right; a sentence with moves is hung anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

from kg.extract.labels import AUXILIARY, FINITE, PLURAL, SUBJECT, has, is_verb, word_after, word_before
from kg.extract.mending.coordination import (
    beside_state,
    done_too,
    harmed_too,
    late_condition,
    of_joined_noun,
    own_subject,
    said_beside,
    same_form,
    without_be,
)
from kg.extract.mending.relabelled import make_common, relabel
from kg.extract.subjects import ADDRESSED_BY
from kg.extract.timewords import is_time
from kg.extract.tree import Doc, Move, Span, Token, hang
from kg.extract.verbs import has_subject, is_infinitive, mark_of, puts_off, verb_of_charge
from kg.ontology import ontology, word_set

COMPLETED = frozenset(("ccomp", "dobj", "xcomp", "mark", "acomp", "attr", "agent"))
"""What a report has that does more than tell what stands around it."""
TIME_WORDS = frozenset(("after", "before", "as", "when", "while", "since", "until", "hours", "days"))
BREAKS = frozenset((",", '"', "”", "''"))
ENDS = frozenset(".!?,\"”''")
SAID = frozenset(("STATEMENT", "ACCUSE", "REQUEST", "REJECT", "AGREE"))
CLOSED = frozenset((".", "!", "?", '"', "”"))
"""What ends a sentence that is no headline."""
LISTED = frozenset(("appos", "conj", "npadvmod", "dobj", "dep", "attr"))
SHOWS = frozenset(("show", "shows", "suggest", "reveal"))
PROVIDED = frozenset(("provided", "providing"))
WHICH = frozenset(("which", "whom"))


def mended(doc: Doc) -> Doc:
    """The doc, its own clauses hung right, sentence by sentence."""
    for sent in doc.sents:
        for token in sent:
            if is_verb(token) and token.dep_ not in AUXILIARY:
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
    if prep is None or ontology().known.body(noun.doc.words(noun.i, end)) is None:
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


def _shown(verb: Token) -> Iterator[Move]:
    """ "…, letters seen by this paper show", "letters seen by this paper show that …": the verb is no noun."""
    text, shows = verb.head, next((n for p in verb.rights if p.dep_ == "agent" for n in p.rights), None)
    if shows is None or shows.lower_ not in SHOWS or text.tag_ not in PLURAL or not shows.lefts:
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
        place = _in_place_of(shows, above)
    if told is None:
        return
    shows.tag_, shows.pos_ = "VBP", "VERB"
    yield place
    yield (told, shows, "ccomp")
    yield (text, shows, "nsubj")
    yield (witness, by, "pobj")
    yield from ((child, witness, child.dep_) for child in shows.lefts if child is not witness)
    yield from ((child, told, "mark") for child in told.lefts if child.lower_ == "that" and child.dep_ == "dobj")


def _lost_subject(verb: Token) -> Iterator[Move]:
    """The subject that the parser hung on what stands before it."""
    for child in verb.lefts:
        if child.dep_ == "ccomp" and verb.tag_ in FINITE:
            yield from _lost_speaker(verb, child)
        elif child.lower_ == "according":
            yield from _behind_source(verb, child)


def _lost_speaker(verb: Token, told: Token) -> Iterator[Move]:
    """ "sold six jets, papers obtained by Tarn showed": not jets and papers, but the papers showed it."""
    if has_subject(verb) or verb.lemma not in ontology().cues.reporting:
        return
    words = (verb.doc[verb.i - 1], *verb.doc[verb.i - 1].ancestors)
    noun = next((word for word in words if word.dep_ in LISTED and word.i > told.i and word in told.subtree), None)
    before = word_before(noun.left_edge) if noun is not None else None
    if noun is not None and before is not None and before.text == "," and noun.right_edge.i == verb.i - 1:
        yield (noun, verb, "nsubj")


def _behind_source(verb: Token, prep: Token) -> Iterator[Move]:
    """ "According to the bank Quist, the ferry, a wreck, sank": Quist is no ferry."""
    subject = next((c for c in verb.lefts if c.dep_ in SUBJECT), None)
    if subject is None and verb.tag_ in FINITE | {"VB", "VBN"}:
        beside = [word for word in prep.subtree if word.dep_ == "appos" and word.i < verb.i]
        beside = [word for word in beside if (comma := word_before(word.left_edge)) is not None and comma.text == ","]
        noun = next((word for word in beside if word.left_edge.lower_ == "the"), beside[-1] if beside else None)
        if noun is not None:
            yield (noun, verb, "nsubjpass" if has(verb, {"auxpass"}) else "nsubj")
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


def _since(verb: Token) -> Iterator[Move]:
    """ "A strike that has shut mines since March has spread": March has not spread."""
    time = next((c for c in verb.lefts if c.dep_ in SUBJECT), None)
    mark = next((c for c in verb.lefts if c.dep_ == "mark"), None)
    clause = verb.head
    if time is None or mark is None or clause.dep_ != "relcl" or not is_time(time) or mark.lower_ not in TIME_WORDS:
        return
    noun = clause.head
    if noun.dep_ == "ROOT" or (noun.i < clause.i and not is_verb(noun.head)):
        yield _in_place_of(verb, noun)
        yield (noun, verb, "nsubjpass" if has(verb, {"auxpass"}) else "nsubj")
        yield (mark, clause, "prep")
        yield (time, mark, "pobj")
        yield from ((c, verb, c.dep_) for c in noun.children if c.i > verb.i or (c.is_punct and c is not clause))


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


def _provided(verb: Token) -> Iterator[Move]:
    """ "will pay provided (that) the mill closes": nobody provides anything."""
    opening = verb.head if verb.head.lower_ in PROVIDED else word_before(verb.left_edge)
    if opening is None or opening.lower_ not in PROVIDED or not has_subject(verb):
        return
    if opening.dep_ in ("prep", "advcl", "xcomp", "acl") and all(child is verb for child in opening.children):
        yield (verb, opening.head if opening is verb.head else verb.head, "advcl")
        yield (opening, verb, "mark")


def _claim_beside(verb: Token) -> Iterator[Move]:
    """ "said it was shut, a report Tarn would not confirm": Tarn is the subject, the report what it would not."""
    claim = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    before = word_before(claim.left_edge) if claim is not None else None
    if claim is None or before is None or before.text != "," or claim.lemma not in word_set("claims beside"):
        return
    doers = (c for c in (*verb.lefts, *claim.rights) if c.dep_ in ("nsubj", "appos") and c.left_edge.i == claim.i + 1)
    doer = next(doers, None)
    before_it = (c for c in (verb.head, *verb.head.rights) if c.dep_ == "ccomp" and c.i < claim.i)
    told = next(before_it, None)
    if told is not None and doer is not None and not has(verb, COMPLETED):
        yield (claim, told.head, "npadvmod")
        yield (verb, claim, "relcl")
        yield (doer, verb, "nsubj")


def _denied_claim(verb: Token) -> Iterator[Move]:
    """ "made a claim Tarn would not confirm": no claim that Tarn would not."""
    objectless = has_subject(verb) and not has(verb, COMPLETED) and not mark_of(verb) and verb.head.i < verb.i
    if objectless and verb.head.lemma in word_set("claims beside") and verb.lemma in word_set("answers to claims"):
        yield (verb, verb.head, "relcl")


def _before_colon(verb: Token) -> Iterator[Move]:
    """ "Her ally was less patient: its leader demanded a vote": nobody demanded what stands before the colon."""
    above = verb.head
    if above.i < verb.i or not has_subject(verb) or mark_of(verb) or not has(above, COMPLETED):
        return
    subject = next((c for c in above.lefts if c.dep_ in SUBJECT), None)
    colon = word_before(subject.left_edge) if subject is not None else None
    if colon is not None and colon.text == ":" and colon.i > verb.i:
        yield _in_place_of(verb, above)


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
    return speaks or bool(kinds & SAID and "HARM" not in kinds)


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


def _role_before_name(verb: Token, objects: list[Token]) -> Iterator[Move]:
    """ "freed basketball player Dana Price": one object, with what she is before her name."""
    if objects[1].ent_type_ == "PERSON" and objects[0].i + 1 == objects[1].left_edge.i:
        role, name = objects
        if role.pos_ == "NOUN" and role.tag_ == "NN" and not has(role, {"det", "poss"}):
            yield (role, name, "compound")
            yield (name, verb, "dobj")


def _about_object(verb: Token) -> Iterator[Move]:
    """Two objects that are one; what belongs to the verb, not to its object, or says what that is."""
    objects = [child for child in verb.rights if child.dep_ in ("dobj", "dative")]
    if len(objects) == 2:
        yield from _role_before_name(verb, objects)
    elif len(objects) == 1:
        yield from _charged(verb, objects[0])
        yield from _held(verb, objects[0])
        yield from _as_it_is(verb)


def _charged(verb: Token, noun: Token) -> Iterator[Move]:
    """ "accused | two envoys | of hiring a thief": no envoys of that kind."""
    for prep in noun.rights:
        if prep.dep_ == "prep" and has(prep, {"pcomp"}) and verb_of_charge(prep) is verb and not has(verb, {"auxpass"}):
            yield (prep, verb, "prep")


def _held(verb: Token, noun: Token) -> Iterator[Move]:
    """ "held the mayor hostage": no hostage of the mayor's."""
    if noun.lower_ not in word_set("captives") or verb.lemma not in ("hold", "take", "keep"):
        return
    held = next((c for c in reversed(noun.lefts) if c.dep_ in ("compound", "poss", "nmod")), None)
    if held is not None and held.i == noun.i - 1:
        yield (held, verb, "dobj")
        yield (noun, verb, "oprd")
        yield from ((child, held, child.dep_) for child in noun.lefts if child is not held)


def _as_it_is(verb: Token) -> Iterator[Move]:
    """ "described the vote as fair and left": fair is what the vote is, no clause."""
    how = next((c for c in verb.rights if c.dep_ == "advcl" and c.pos_ == "ADJ"), None)
    mark = how.lefts[0] if how is not None and how.lefts else None
    if how is None or mark is None or mark.lower_ != "as" or mark.dep_ != "advmod":
        return
    if mark.left_edge.i == mark.i and not any(word.lower_ == "as" for word in how.rights) and not has(how, SUBJECT):
        yield (mark, verb, "prep")
        yield (how, mark, "amod")


def _still_due(verb: Token) -> Iterator[Move]:
    """ "a loan, which it has yet to repay": it has no loan, but has to repay it."""
    relative = next((c for c in verb.lefts if c.dep_ == "dobj" and c.lower_ in WHICH), None)
    if relative is None or not puts_off(verb):
        return
    due = next(child for child in verb.rights if child.dep_ == "xcomp")
    if not has(due, {"dobj"}):
        yield (relative, due, "dobj")
    yield from _which_time(verb)


def _which_time(verb: Token) -> Iterator[Move]:
    """ "took a loan on Monday, which it never repaid": no Monday."""
    time = verb.head
    above = time.head.head if time.dep_ == "pobj" else time
    if not is_time(time) or not is_verb(above) or verb.lemma == "be" or all(c.lower_ != "which" for c in verb.lefts):
        return
    thing = next((c for c in above.rights if c.dep_ == "dobj" and c.i < time.i), None)
    if thing is not None:
        yield (verb, thing, "relcl")


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


def _that_opens(verb: Token) -> Iterator[Move]:
    """ "said that repairs would last", "denied that money was the motive": no "that money", but what is said."""
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECT), None)
    first = subject.lefts[0] if subject is not None and subject.lefts else None
    if subject is None or first is None or first.lower_ != "that" or first.tag_ != "DT":
        return
    before = word_before(first)
    opens = before is not None and (before is verb.head or (before.dep_ == "cc" and verb.dep_ == "conj"))
    if opens and (subject.tag_ == "NNS" or subject.lemma in word_set("mass nouns")):
        first.tag_ = "IN"
        yield (first, verb, "mark")


def _beside_claim(verb: Token) -> Iterator[Move]:
    """ "said they had paid, a claim the mill denies", "costs a million a day, a figure …": no second object."""
    last = next((c for c in verb.rights if c.dep_ == "dobj" and c.lemma in word_set("claims beside")), None)
    if last is None or not has(last, {"relcl", "acl"}):
        return
    before = word_before(last.left_edge)
    told = any(c.dep_ in ("dobj", "ccomp", "npadvmod") and c.i < last.i for c in verb.rights)
    if told and before is not None and before.text == ",":
        yield (last, verb, "npadvmod")


def _sent_doing(verb: Token) -> Iterator[Move]:
    """ "sent them fleeing": they fled."""
    above = verb.head
    before = word_before(verb.left_edge)
    if verb.tag_ != "VBG" or mark_of(verb) or above.lemma not in word_set("verbs of sending") or before is None:
        return
    if before.dep_ == "dobj" and before.head is above and (before.pos_ == "PRON" or before.lemma in ontology().agents):
        yield (verb, above, "xcomp")


def _answers_report(verb: Token) -> Iterator[Move]:
    """ "warned that the dam could burst, raising fears": the warning raised them."""
    said = verb.head
    report = said.head
    comma = word_before(verb.left_edge)
    if verb.tag_ != "VBG" or said.dep_ != "ccomp" or comma is None or comma.text != "," or mark_of(verb):
        return
    if report.lemma not in ontology().cues.speaking or report.tag_ not in FINITE or report.i > said.i:
        return
    felt = any(child.dep_ == "dobj" and child.lemma in word_set("feelings") for child in verb.rights)
    if verb.lemma == "contradict" or (verb.lemma in ("raise", "stoke", "fuel", "spark", "heighten", "ease") and felt):
        yield (verb, report, "advcl")


# ---- the rules, and on which dependencies each looks -----------------------------------------------------------------

ANY: frozenset[str] = frozenset()
RULES: tuple[tuple[Callable[[Token], Iterator[Move]], frozenset[str]], ...] = (
    (_interposed, frozenset(("parataxis", "dep"))),
    (_trailing, frozenset(("acl",))),
    (_shown, frozenset(("acl",))),
    (_verbless, ANY),
    (_lost_subject, ANY),
    (_since, frozenset(("advcl",))),
    (done_too, frozenset(("conj",))),
    (_before_semicolon, frozenset(("ccomp",))),
    (_before_colon, frozenset(("ccomp",))),
    (_provided, frozenset(("ccomp", "pcomp"))),
    (_claim_beside, frozenset(("ccomp", "conj"))),
    (_denied_claim, frozenset(("acl",))),
    (_top_noun, frozenset(("acl",))),
    (late_condition, frozenset(("conj",))),
    (_part_of_them, frozenset(("ccomp",))),
    (said_beside, frozenset(("conj",))),
    (own_subject, frozenset(("conj",))),
    (same_form, frozenset(("conj",))),
    (beside_state, frozenset(("conj",))),
    (without_be, frozenset(("conj",))),
    (of_joined_noun, frozenset(("acl",))),
    (_result, frozenset(("advcl",))),
    (_behind_report, frozenset(("advcl",))),
    (_answers_report, frozenset(("advcl",))),
    (_sent_doing, frozenset(("advcl",))),
    (_that_opens, frozenset(("ccomp", "conj"))),
    (_headline, ANY),
    (_asked_to, ANY),
    (_beside_claim, ANY),
    (harmed_too, ANY),
    (_about_object, ANY),
    (_still_due, frozenset(("relcl",))),
    (_which_time, frozenset(("relcl",))),
)
"""In the order in which they are tried."""


@cache
def _rules_for(dep: str) -> tuple[Callable[[Token], Iterator[Move]], ...]:
    return tuple(rule for rule, deps in RULES if not deps or dep in deps)
