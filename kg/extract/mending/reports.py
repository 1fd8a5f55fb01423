"""Reports beside or around what they tell."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.mending.rule import rule
from kg.extract.syntax.cued import is_speech_act, noun_cues, reports, speaks, verb_cues
from kg.extract.syntax.labels import (
    AUXILIARY,
    BREAKS,
    COMPLETED,
    FINITE,
    LISTED,
    NOMINAL,
    PLURAL,
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
from kg.extract.syntax.timewords import is_time
from kg.extract.syntax.tree import Move, Token, in_place_of
from kg.extract.syntax.verbs import has_modal, has_subject, mark_of
from kg.ontology import ontology, word_set

BESIDE_REPORT = frozenset(("dobj", "prep", "npadvmod"))
ENDS = frozenset(".!?,\"”''")
TELLING = FINITE | {"VBN"}
OPENING = frozenset(("MD", "WP", "WDT", "WRB"))
"""What a verb has that opens a clause of its own, or says only what may be."""
SAID = frozenset(("STATEMENT", "ACCUSE", "REQUEST", "REJECT", "AGREE"))


@rule(needs={"dobj"}, of=reports)
def beside_news(verb: Token) -> Iterator[Move]:
    """Hang a phrase behind a report on what is told: "Two died, a clerk said on Monday, the second such | fall |"."""
    told = left_child(verb, {"ccomp"})
    for noun in verb.rights if told is not None else ():
        if noun.dep_ == "dobj" and comma_before(noun.left_edge) is not None:
            yield (noun, verb, "dep")


@rule("parataxis", "dep", needs={"nsubj"})
def interposed(verb: Token) -> Iterator[Move]:
    """Make the clause around an interposed report its content: "The deal, Lind said, will | fail |"."""
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


@rule("ccomp", tags=FINITE, needs={"nsubj"}, of=speaks)
def behind_time(verb: Token) -> Iterator[Move]:
    """Make the clause behind a report and a time its content: "In May, they told the court, guards | beat | him"."""
    above, told = verb.head, left_child(verb.head, {"nsubj", "nsubjpass"})
    when = verb.lefts[0] if verb.lefts else verb
    if above.i < verb.i or told is None or speaks(above) or when.dep_ != "prep":
        return
    audience = verb.lemma in word_set("verbs of telling somebody")
    own = COMPLETED - {"dobj"} if audience else COMPLETED
    commas = (word_after(when.right_edge), word_after(verb.right_edge))
    between = told.left_edge.i == verb.right_edge.i + 2
    if between and all(word is not None and word.text == "," for word in commas) and not has(verb, own):
        yield in_place_of(verb, above)
        yield (above, verb, "ccomp")
        yield (when, above, "prep")


@rule("ROOT", "conj", "ccomp", needs={"nsubj"}, words={","}, of=speaks)
def around_subject(verb: Token) -> Iterator[Move]:
    """Give the noun before an interposed report to its content: "The | bridge |, engineers warned, could fall"."""
    subjects = [child for child in verb.lefts if child.dep_ == "nsubj"]
    told = right_child(verb, {"ccomp"})
    if len(subjects) != 2 or told is None or has_subject(told):
        return
    first, second = subjects
    apart = comma_before(second.left_edge) is not None and comma_before(told.left_edge) is not None
    if apart and first.right_edge.i == second.left_edge.i - 2 and (told.tag_ in FINITE or has(told, AUXILIARY)):
        yield (first, told, subject_dep(told))


@rule("acl", tags={"VBN", "VBD"})
def told_of_first(verb: Token) -> Iterator[Move]:
    """Make what stands behind the first of two subjects a report's content: "Two trams | collided |, police said"."""
    noun, report = verb.head, verb.head.head
    if noun.dep_ != "nsubj" or noun.i > report.i or not speaks(report) or has(report, {"ccomp"}):
        return
    second = next((c for c in report.lefts if c.dep_ == "nsubj" and c.i > noun.right_edge.i), None)
    if second is not None and comma_before(second.left_edge) is not None and not has(verb, {"agent"} | COMPLETED):
        undergone = verb.lemma in word_set("done to people")  # "Three sailors | killed |, the navy said"
        verb.tag_ = "VBN" if undergone else "VBD"
        yield (verb, report, "ccomp")
        yield (noun, verb, "nsubjpass" if undergone else "nsubj")


@rule("acl", tags={"VBN", "VBD"})
def said_to_be(verb: Token) -> Iterator[Move]:
    """Make the content of "saying" a clause: "denied it, saying the mine | dated | from the war"."""
    noun, saying = verb.head, verb.head.head
    if noun.dep_ != "dobj" or saying.lower_ != "saying" or word_before(noun.left_edge) is not saying:
        return
    if noun.i + 1 == verb.left_edge.i and not has(saying, {"ccomp"}) and not has(verb, {"agent"}):
        verb.tag_ = "VBD"
        yield (verb, saying, "ccomp")
        yield (noun, verb, "nsubj")


@rule("advcl", tags={"VBG"}, needs={"aux"})
def told_of_state(verb: Token) -> Iterator[Move]:
    """Make a state before a report its content: "Two divers were | missing |, the navy said"."""
    being, report = left_child(verb, {"aux"}), verb.head
    subject = left_child(being, {"nsubj"}) if being is not None else None
    source = left_child(report, {"nsubj"}) if speaks(report) else None
    if subject is not None and source is not None and verb.i < source.i and comma_before(source.left_edge) is not None:
        yield (subject, verb, "nsubj")
        yield (verb, report, "ccomp")


@rule("acl", "relcl", tags=TELLING, words={"as"})
def as_noted(verb: Token) -> Iterator[Move]:
    """Make a report of the verb behind "as": "As auditors | noted | in May, the fund bought it"."""
    noun, prep = verb.head, verb.head.head
    after = word_after(verb.right_edge)
    if prep.lower_ != "as" or noun.dep_ != "pobj" or verb.i != noun.i + 1:
        return
    apart = prep.i == verb.sent.start or comma_before(prep) is not None
    ends = after is not None and (after.text in ENDS or after.text == ",")
    if apart and ends and verb.lemma in ontology().cues.bare and not has(verb, COMPLETED):
        verb.tag_ = "VBD"
        yield (verb, prep.head, "advcl")
        yield (noun, verb, "nsubj")
        yield (prep, verb, "mark")


def _tells_around(verb: Token) -> bool:
    """Whether a verb of speech has a subject and no content of its own."""
    return speaks(verb) and verb.tag_ in FINITE and not has(verb, COMPLETED)


@rule(needs={"agent"})
def by_means(verb: Token) -> Iterator[Move]:
    """A report's "by" phrase is a means and no agent: "The clerk said | by | telephone that …"."""
    if speaks(verb) and has(verb, {"nsubj"}) and not has(verb, {"auxpass"}):
        yield from ((child, verb, "prep") for child in verb.rights if child.dep_ == "agent")


@rule("ccomp", "xcomp", needs={"prep"})
def when_said(verb: Token) -> Iterator[Move]:
    """Hang the time between a report and its content on the report: "told clerks | on | Tuesday it would close"."""
    report, first = verb.head, verb.lefts[0] if verb.lefts else verb
    before = word_before(first)
    told = before is report or (before is not None and before.head is report and before.dep_ in ("dobj", "dative"))
    if told and first.dep_ == "prep" and has_subject(verb) and speaks(report):
        yield (first, report, "prep")
        yield (verb, report, "ccomp")


@rule("ccomp", "xcomp", "conj", "advcl", needs={"prep"}, words={"according"})
def source_of_all(verb: Token) -> Iterator[Move]:
    """Hang a source at the end on the report, not on its content: "said it would close, | according | to a letter"."""
    source = next((child for child in reversed(verb.rights) if child.lower_ == "according"), None)
    if source is None or not follows_comma(source) or source.right_edge.i + 2 < verb.sent.end:
        return
    above = [word for word in verb.ancestors if speaks(word) and word.i < verb.i and word.tag_ in FINITE]
    if above and above[-1].dep_ not in ("relcl", "acl", "advcl"):
        yield (source, above[-1], source.dep_)


@rule("relcl", "acl", needs={"mark"})
def told_in_place(verb: Token) -> Iterator[Move]:
    """Hang what somebody is told on the telling, not on the place: "told a court in Tarn that it had | burned |"."""
    place, prep = verb.head, verb.head.head
    audience = prep.head if prep.head.dep_ in ("dobj", "dative") else right_child(prep.head, {"dobj", "dative"})
    if place.dep_ != "pobj" or audience is None or mark_of(verb) != "that" or not has_subject(verb):
        return
    if audience.i < prep.i and audience.head.lemma in word_set("verbs of telling somebody") and not noun_cues(place):
        yield (verb, audience.head, "ccomp")


@rule("conj", tags=FINITE | {"VB"})
def resumed(verb: Token) -> Iterator[Move]:
    """Join a verb behind a report to what is told before it: "Two men robbed a bank, police said, and | fled |"."""
    report = verb.head
    joint = word_before(verb.left_edge)
    comma = comma_before(joint) if joint is not None and joint.dep_ == "cc" else None
    told_of_later = any(child.lower_ == "would" for child in verb.lefts)  # "…, he said, and he would | sue |"
    if (has_subject(verb) and not told_of_later) or comma is None or comma.i < report.i:
        return
    last = word_before(comma)
    if last is not report and all(c.right_edge is not last or c.dep_ not in BESIDE_REPORT for c in report.rights):
        return
    told = left_child(report, {"ccomp"})
    finite = told is not None and (told.tag_ in FINITE or has(told, AUXILIARY))
    if told is not None and finite and reports(report) and (told_of_later or not is_speech_act(verb)):
        yield (verb, told, "conj")


@rule("ROOT", "parataxis", "ccomp", "dep", "acl", "advcl", tags=FINITE, words={","}, of=reports)
def between(verb: Token) -> Iterator[Move]:
    """Make a report out of the verb between a subject and its verb: "The bridge, | said | the abbot, had burned"."""
    comma = comma_before(verb)
    if comma is None or verb.lemma in word_set("verbs of telling somebody"):
        return  # "The count, told the truth, left"
    main = _verb_behind_aside(verb)
    nouns = [word for word in verb.sent if word.pos_ in NOMINAL and word.dep_ in SUBJECT | LISTED]
    subject = next((noun for noun in nouns if noun.i < comma.i and _last_word(noun, comma.i) == comma.i - 1), None)
    speaker = next((noun for noun in nouns if noun.left_edge.i == verb.i + 1), None)
    if main is None or subject is None or speaker is None or is_time(speaker):
        return
    if main.head is not verb:
        yield in_place_of(verb, main)
        yield (main, verb, "ccomp")
    yield (speaker, verb, "nsubj")
    yield (subject, main, subject_dep(main))


def _last_word(noun: Token, end: int) -> int:
    """The last word of a noun's phrase before a place, its comma left out."""
    return max((word.i for word in noun.subtree if word.i < end), default=-1)


def _verb_behind_aside(verb: Token) -> Token | None:
    """The verb behind the comma that ends what stands right behind another verb."""
    comma = next((word for word in verb.doc[verb.i + 1 : verb.sent.end] if word.text == ","), None)
    first = word_after(comma) if comma is not None else None
    if first is None or first.tag_ not in FINITE | {"MD"}:
        return None
    return first.head if first.dep_ in AUXILIARY else first


@rule("parataxis", needs={"cc"})
def joins_told(verb: Token) -> Iterator[Move]:
    """Hang the "and" behind a report on what is told before it: "Two men robbed a bank, police said, | and | fled"."""
    joint = verb.rights[-1] if verb.rights else verb
    if joint.dep_ == "cc" and verb.head.i < verb.i and is_verb(verb.head) and not has(verb, COMPLETED):
        yield (joint, verb.head, "cc")


@rule(tags=FINITE, needs={"nsubj"}, words={","}, of=speaks)
def behind_apposition(verb: Token) -> Iterator[Move]:
    """Tell who speaks from what stands beside the news: "It was rust, a | disease | of wheat, said Ivo Lind"."""
    beside, speaker = left_child(verb, {"nsubj"}), right_child(verb, {"nsubj"})
    if beside is None or speaker is None or comma_before(verb) is None:
        return
    comma = comma_before(beside.left_edge)
    last = word_before(comma) if comma is not None else None
    if last is not None and speaker.left_edge.i == verb.i + 1 and last.pos_ in NOMINAL:
        yield (beside, last, "appos")


@rule(tags=TELLING, of=speaks)
def trailing(verb: Token) -> Iterator[Move]:
    """Put a report at the sentence's end above what stands before it: "…, a clerk who saw it | told | reporters"."""
    if not _ends_sentence(verb):
        return
    source = _source_before(verb)
    subject = left_child(verb, {"nsubj"})
    told = _told_before(verb, source) if source is not None else None
    if source is None or told is None or (told.head is verb and subject is source):
        return
    elsewhere = tuple(_not_of_report(subject, source, told)) if subject not in (None, source) else ()
    if subject not in (None, source) and not elsewhere:
        return
    if told.head is not verb:
        if not _is_source(source) and (subject is not source or left_child(verb, {"ccomp"}) is None):
            return
        verb.tag_ = "VBD" if verb.tag_ == "VBN" else verb.tag_
        yield in_place_of(verb, told)
        yield (told, verb, "ccomp")
    yield from elsewhere
    yield (source, verb, "nsubj")
    aside = verb.doc[source.right_edge.i + 1 : verb.i]
    beside = (c for c in aside if c.pos_ in NOMINAL and c.dep_ in ("dep", "ccomp") and c.head not in tuple(aside))
    yield from ((c, source, "appos") for c in beside)
    yield from ((child, source, "compound") for child in verb.lefts if child.dep_ == "compound" and child is not source)


def _not_of_report(subject: Token, source: Token, told: Token) -> Iterator[Move]:
    """Where a seeming subject belongs: "hurting | a cook |, a guard said", "jailed a cook, | his wife | and …"."""
    before = word_before(subject.left_edge)
    if before is None:
        return
    if is_verb(before) and not has(before, {"dobj"}):
        yield (subject, before, "dobj")
    elif before.text == "," and any(word.dep_ == "cc" for word in subject.doc[subject.i : source.left_edge.i]):
        listed = word_before(before)
        if listed is not None and told.i < listed.i:
            yield (subject, listed, "conj")


def _ends_sentence(verb: Token) -> bool:
    """Whether nothing that the verb may tell stands behind it, and it opens no clause of its own."""
    told = COMPLETED - {"dobj"} if verb.lemma in word_set("verbs of telling somebody") else COMPLETED
    if right_child(verb, told) is not None or any(c.dep_ == "mark" or c.tag_ in OPENING for c in verb.lefts):
        return False
    behind = verb.doc.tokens[verb.right_edge.i + 1 : verb.sent.end]
    return all(word.is_punct or word.is_space for word in behind)


def _source_before(verb: Token) -> Token | None:
    """The noun right before the verb, an aside and auxiliaries left out, whose phrase stands behind a comma."""
    words, at = verb.doc.tokens, verb.i - 1
    while at > 0 and words[at].head is verb and words[at].dep_ in ("aux", "advmod"):
        at -= 1
    if at > 0 and words[at].text == ",":
        at = next((place for place in range(at - 1, verb.sent.start, -1) if words[place].text == ","), 0) - 1
    if at < 0:
        return None
    for word in (words[at], *words[at].ancestors):
        if word is verb:
            return None
        before = word_before(_start(word, verb))
        ends = before is not None and before.text in BREAKS and before.tag_ != "``"
        if ends and word.pos_ in NOMINAL and word.i < verb.i:
            return word
    return None


def _start(noun: Token, verb: Token) -> Token:
    """Where a noun's phrase begins; of "court records show" with the court, which may hang on the verb."""
    first = next((child for child in verb.lefts if child.dep_ == "compound"), noun) if noun.head is verb else noun
    return first.left_edge


def _told_before(verb: Token, source: Token) -> Token | None:
    """The verb of the clause before a report's source, if it can be what is told."""
    told = left_child(verb, {"ccomp"}) if verb.dep_ == "ROOT" else verb.sent.root
    if told is None or not is_verb(told) or not has_subject(told) or told is verb:
        return None
    return told if told.i < source.left_edge.i else None


def _is_source(noun: Token) -> bool:
    """Whether a noun is one for people, a body or a text, which may have said what stands before."""
    if noun.ent_type_ in ("ORG", "PERSON", "NORP", "GPE") or noun.tag_ == "PRP":
        return True
    if any(word.tag_ == "PRP" for prep in noun.rights if prep.lower_ == "of" for word in prep.rights):
        return True  # "one of them"
    return noun.lemma in ontology().agents or noun.lemma in word_set("sources in writing")


@rule(tags=FINITE, needs={"ccomp", "dep"}, of=speaks)
def verbless(verb: Token) -> Iterator[Move]:
    """Make a verb of a told noun's last participle: "A ferry carrying cars | capsized |, police said"."""
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


@rule("acl", needs={"agent"})
def shown(verb: Token) -> Iterator[Move]:
    """Make a verb of "show" behind an agent: "…, letters seen by this paper | show |"."""
    text, shows = verb.head, next((n for p in verb.rights if p.dep_ == "agent" for n in p.rights), None)
    if shows is None or shows.lower_ not in word_set("what texts do") or text.tag_ not in PLURAL or not shows.lefts:
        return
    by, witness = shows.head, next((c for c in reversed(shows.lefts) if c.dep_ in ("compound", "amod", "nmod")), None)
    above, after = text.head if is_verb(text.head) else text.sent.root, word_after(shows)
    if witness is None or after is None:
        return
    if text.dep_ == "ROOT":
        clauses = filter(has_subject, (*text.rights, *verb.rights, *shows.rights))
        told, place = next((c for c in clauses if is_verb(c) and c.i > shows.i), None), (shows, shows, "ROOT")
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


@rule("advcl", tags={"VBG"})
def behind_report(verb: Token) -> Iterator[Move]:
    """Hang a participle behind a report on what is told: "Tarn blocked the plan, envoys said, | deepening | a rift"."""
    report = verb.head
    if mark_of(verb) or not follows_comma(verb):
        return
    if not speaks(report) or report.tag_ not in FINITE or _is_of_speaker(verb):
        return
    told = left_child(report, {"ccomp"})
    if told is None and report.dep_ == "parataxis" and report.head.i < report.i and is_verb(report.head):
        told = report.head
    if told is not None:
        yield (verb, told, "advcl")


def _is_of_speaker(verb: Token) -> bool:
    """Whether a participle behind a report tells what else the speaker says or does: "adding that"."""
    kinds = ontology().verb_kinds(verb.lemma)
    beside = speaks(verb) or verb.lemma in word_set("speakers' verbs")
    return beside or bool(kinds & SAID and "HARM" not in kinds)


@rule("ccomp", tags={"VBD"}, needs={"mark"})
def told_time_after(verb: Token) -> Iterator[Move]:
    """Hang a time clause behind a report on what is told: "A mill burned, a guard said, hours after it | shut |"."""
    told = left_child(verb.head, {"ccomp"})
    if told is not None and told is not verb and follows_comma(verb) and mark_of(verb) in word_set("time marks"):
        yield (verb, told, "advcl")


@rule("advcl", tags={"VBD"}, needs={"mark"})
def admitted_though(verb: Token) -> Iterator[Move]:
    """Hang what is admitted on the verb of denial: "denied that he hid it, though he | admitted | that he saw it"."""
    if verb.head.dep_ not in ("acl", "ccomp") or verb.lemma not in word_set("verbs of owning up"):
        return
    above = next(filter(is_verb, verb.head.ancestors), None)
    if above is not None and follows_comma(verb) and mark_of(verb) in ("although", "though", "while"):
        yield (verb, above, "advcl")


@rule("advcl", tags={"VBD"})
def told_while(verb: Token) -> Iterator[Move]:
    """Hang an "as" clause about the speaker on the report: "said that Tarn must pay as he | left | for Oslo"."""
    told = verb.head
    report = told.head
    is_content = told.dep_ == "ccomp" and report.i < told.i and speaks(report)
    if not is_content or mark_of(verb) not in ("as", "while"):
        return
    if any(c.dep_ in SUBJECT and c.tag_ == "PRP" for c in verb.lefts) and has_modal(told):
        yield (verb, report, "advcl")


@rule("advcl", tags={"VBG"})
def answers_report(verb: Token) -> Iterator[Move]:
    """Hang a participle about a report on it: "warned that the dam could burst, | raising | fears"."""
    said = verb.head
    if not follows_comma(verb) or mark_of(verb):
        return
    report = said.head.head if said.dep_ == "acl" and said.head.dep_ == "dobj" else said.head
    denied = _is_denied(said, report)
    if not denied and (said.dep_ != "ccomp" or not speaks(report)):
        return
    if report.tag_ not in FINITE or report.i > said.i:
        return
    felt = any(child.dep_ == "dobj" and child.lemma in word_set("feelings") for child in verb.rights)
    stirs = verb.lemma in word_set("stirring verbs")
    answers = verb.lemma in word_set("contradicting verbs") or (denied and _is_of_speaker(verb))
    if answers or (stirs and (felt or denied)):
        yield (verb, report, "advcl")


def _is_denied(said: Token, report: Token) -> bool:
    """Whether what is told is denied: "denied that he knew", "rejected claims that he knew"."""
    if said.dep_ not in ("ccomp", "xcomp", "acl"):
        return False
    claim = said.head.lemma if said.dep_ == "acl" else ""
    rows = verb_cues(report)
    return any(row.status == "denied" and (claim in row.object if claim else not row.object) for row in rows)
