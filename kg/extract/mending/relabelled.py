"""Words that the model labels wrong: an age that is a person, names that "&", a date or a preposition stands in."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extract.syntax.cued import noun_cues, speaks
from kg.extract.syntax.labels import AUXILIARY, CLOSED, MODIFIER, SUBJECT, TIME, has, is_modifier, is_verb, word_after
from kg.extract.syntax.timewords import in_calendar
from kg.extract.syntax.tree import Move, Span, Token
from kg.ontology import ontology, word_set

COMMON_AUXILIARIES = frozenset(("be", "have", "do", "get"))
NO_VERB_SLOTS = frozenset(("compound", "aux", "nsubj"))
AGES = frozenset(("old", "olds"))
NOUN_SLOTS = SUBJECT | {"dobj", "pobj", "dative"}
VERB_SLOTS = frozenset(("ROOT", "advcl", "conj", "xcomp", "ccomp"))
MISTAKEN = frozenset(("ADJ", "VERB", "SCONJ"))
"""What the model takes a noun or a pronoun in a noun's place for."""
AGED_SLOTS = SUBJECT | {"dobj", "pobj", "dative", "attr", "appos", "conj", "poss", "agent"}


def relabel_by_place(token: Token) -> None:
    """Give a word the part of speech that its place in the clause asks for."""
    if token.dep_ in NOUN_SLOTS and (token.pos_ in MISTAKEN or (token.tag_ == "RB" and has(token, {"det"}))):
        _make_noun(token)
    elif token.tag_ == "NN" and token.dep_ in VERB_SLOTS:
        _make_verb(token)
    elif token.tag_ == "VBP":
        _make_past(token)
    elif token.dep_ == "conj" and token.tag_ in ("VBN", "JJ") and token.head.tag_ == "VB":
        _make_joined_past(token)
    elif token.tag_ in ("VBN", "VBG") and token.dep_ in ("acl", "advcl"):
        _make_preposition(token)


def relabel_name(token: Token) -> tuple[Move, ...]:
    """Mark the name that a word belongs to, or unmark what is none; the moves that hang it right besides."""
    if token.tag_ in ("NNS", "NNP") and token.text[0].isupper() and (moves := _foreign_body(token)):
        return moves
    if token.tag_ == "NNS" and token.text[0].isupper():
        _name_body(token)
    elif token.tag_ == "NNP" and token.text.islower() and has(token, {"poss"}):
        _unmark((token,))  # "the federation's | congress |"
        _make_common(token)
    elif token.ent_type_ or (token.dep_ == "prep" and token.text[0].isupper()):
        return _rename(token)
    elif token.tag_ == "NNP" and token.text.islower():
        _make_common(token)
    return ()


def _rename(token: Token) -> tuple[Move, ...]:
    if token.lower_ in AGES:
        _age(token)
    elif token.ent_type_ == "DATE" and is_modifier(token):
        _dated_name(token)
    elif token.ent_type_ in TIME and token.tag_ == "NNP" and token.ent_iob_ == "B":
        _town_before_time(token)
    elif token.text == "&":
        return _partners(token)
    elif token.ent_type_ in ("PERSON", "ORG") and not token.whitespace_ and token.i + 2 < len(token.doc):
        return _second_half(token)
    elif token.dep_ == "prep" and token.lower_ in word_set("forenames that are prepositions"):
        return _forename(token)
    elif token.dep_ == "prep" and token.text[0].isupper() and token.i + 2 < len(token.doc):
        return _body_before_noun(token)
    return ()


def _mark(name: Span) -> None:
    """Mark the words of a span as one named entity."""
    for word in name:
        word.ent, word.ent_type_, word.ent_iob_ = name, name.label_, "I" if word.i > name.start else "B"


def _unmark(words: Iterable[Token]) -> None:
    """Take words out of the named entity they were marked for."""
    for word in words:
        word.ent, word.ent_type_, word.ent_iob_ = None, "", "O"


def _foreign_body(first: Token) -> tuple[Move, ...]:
    """Make one name of a body called in another language: "| Infirmiers | du Monde", "| Avocats | du Tarn"."""
    if first.i + 2 >= first.sent.end or first.nbor(1).lower_ not in word_set("links of foreign names"):
        return ()
    link, last = first.nbor(1), first.nbor(2)
    if last.pos_ != "PROPN" or not last.text[0].isupper() or not link.text.islower():
        return ()
    if first.tag_ == "NNP" and (last.head is not first or last.dep_ != "appos"):
        return ()
    _mark(Span(first.doc, first.i, last.i + 1, last.ent_type_ or "ORG"))
    link.pos_ = first.pos_ = "PROPN"
    first.tag_ = "NNP"
    around = tuple((child, last, child.dep_) for child in first.children if child is not link and child is not last)
    top = last if first.head is first else first.head
    place = () if first.head is last else ((last, top, first.dep_),)
    return (*place, (first, last, "compound"), (link, last, "compound"), *around)


def _name_body(noun: Token) -> None:
    """Make a known body's name of a noun and its phrase: "Reporters Without Borders"."""
    prep = next((child for child in noun.rights if child.dep_ == "prep" and child.text[0].isupper()), None)
    end = prep.right_edge.i + 1 if prep is not None else noun.i
    if prep is not None and ontology().known.body(noun.doc.words(noun.i, end)) is not None:
        _mark(Span(noun.doc, noun.i, end, "ORG"))
        noun.pos_ = "PROPN"


def _make_noun(word: Token) -> None:
    """Make a noun of an adjective behind an article, a pronoun of an object "that": "buried their | dead |"."""
    if word.tag_ == "IN" and word.lower_ == "that" and word.i > word.head.i and not word.children:
        word.tag_, word.pos_ = "DT", "PRON"
    elif word.tag_ in ("VBZ", "VB", "VBP") and has(word, {"amod", "compound", "det", "poss"}):
        word.tag_, word.pos_ = "NNS" if word.tag_ == "VBZ" else "NN", "NOUN"  # "tally | sheets | from Tarn show it"
    elif word.lower_ == "other":
        if word.tag_ == "JJ" and word.left_edge.lower_ == "the":  # "each side blamed the other", not "each other"
            word.tag_, word.pos_ = "NN", "NOUN"
    elif word.tag_ == "JJ" and word.dep_ == "dobj" and word.lower_ in word_set("empty objects"):
        word.tag_, word.pos_ = "NN", "NOUN"  # "made | landfall |"
    elif _may_be_people(word) and _is_determined(word):
        for noun in (word, *(other for other in word.rights if other.dep_ == "conj" and other.tag_ == word.tag_)):
            one = noun.text[0].isupper() and noun.left_edge.lower_ in ("a", "an")  # "a Tunisian suspected of theft"
            noun.tag_, noun.pos_, noun.lemma = "NN" if one else "NNS", "NOUN", noun.lower_


def _may_be_people(word: Token) -> bool:
    """Whether a word behind an article tells people by what they are: "the | poor |", "the | missing |"."""
    described = word.tag_ in ("JJ", "JJR", "JJS", "VBN", "RB")
    return described or (word.tag_ == "VBG" and not word.rights and word.lower_ in word_set("people by a quality"))


def _is_determined(word: Token) -> bool:
    return any(child.dep_ in ("det", "poss") for child in word.lefts)


def _make_verb(noun: Token) -> None:
    """Make a verb of what seems a noun, where its place and what hangs on it are a verb's."""
    if tag := _tag_as_verb(noun):
        noun.tag_, noun.pos_ = tag, "VERB"


def _make_preposition(participle: Token) -> None:
    """Make a preposition of a participle that does nothing: "was right | given | what was known"."""
    behind = participle.rights[0] if participle.rights else None
    clause = behind is not None and behind.dep_ in ("pcomp", "ccomp")
    if clause and not participle.lefts and participle.lower_ in word_set("participles as prepositions"):
        participle.tag_, participle.pos_, participle.dep_ = "IN", "ADP", "prep"


def _tag_as_verb(noun: Token) -> str:
    """The tag that a seeming noun has as a verb; empty where it is none."""
    match noun.dep_:
        case "xcomp":  # "learned to | work | clay"
            return "VB" if any(child.tag_ == "TO" and child.dep_ == "aux" for child in noun.lefts) else ""
        case "ccomp":  # "demanded that Tarn | apologise |", "said it would never | pay |"
            opened = any(child.dep_ == "mark" or child.tag_ == "MD" for child in noun.lefts)
            told = opened and has(noun, {"nsubj"}) and noun.lemma in ontology().verbs
            return "VB" if told and not has(noun, {"det", "cop", "amod"}) else ""
        case "ROOT":  # "Clerks | allege | Tarn lied"
            before = noun.lefts[-1] if noun.lefts else noun
            told = any(child.dep_ == "ccomp" and has(child, SUBJECT) for child in noun.rights)
            return "VBP" if told and before.dep_ == "nsubj" and before.tag_ == "NNS" and speaks(noun) else ""
    if not is_verb(noun.head):
        return ""
    if any(child.dep_ == "conj" and child.tag_ == "VB" for child in noun.rights):
        return "VB"  # "to pay the clerk, | apologise | and leave"
    shares_form = has(noun, {"dobj"}) and not noun.lefts  # "had sunk a boat and | cost | Tarn a crown"
    return noun.head.tag_ if shares_form else ""


def _make_past(verb: Token) -> None:
    """Make a past of what the model takes for a present, and is no base form: "troops | retook | it"."""
    if verb.pos_ == "VERB" and verb.is_alpha and verb.lower_ != verb.lemma and not verb.lower_.endswith("s"):
        verb.tag_ = "VBD"


def _make_joined_past(verb: Token) -> None:
    """Make a past of what the model joins to an infinitive as a participle: "agreed to pay and | left |"."""
    seeming = verb.tag_ == "VBN" or verb.lower_ in word_set("pasts that look like adjectives")
    if seeming and not has(verb, AUXILIARY) and not has(verb.head, AUXILIARY - {"aux"}):
        verb.tag_, verb.pos_ = "VBD", "VERB"


def relabel_main(verb: Token) -> tuple[Move, ...]:
    """Make a verb of a headline's second word that seems a part of its object: "Court | blocks | sale of mill"."""
    if verb.tag_ not in ("VBZ", "NNS") or verb.dep_ not in NO_VERB_SLOTS:
        return ()
    noun, subject, base = verb.head, verb.nbor(-1), _base(verb)
    if noun.i < verb.i or noun.dep_ != "ROOT" or verb.sent[-1].text in CLOSED or base in COMMON_AUXILIARIES:
        return ()
    if subject.head not in (verb, noun) or (verb.tag_ == "NNS" and not _takes(base, noun)):
        return ()
    verb.tag_, verb.pos_, verb.lemma = "VBZ", "VERB", base
    noun.tag_, noun.pos_ = "NNS" if noun.lower_ != noun.lemma else "NN", "NOUN"
    told = ((child, noun, "acl") for child in noun.rights if child.dep_ == "ccomp")
    return ((verb, verb, "ROOT"), (subject, verb, "nsubj"), (noun, verb, "dobj"), *told)


def _takes(base: str, noun: Token) -> bool:
    """Whether a verb of the cues has the noun for object, be it taken for a verb itself: "Judge rejects | claim |"."""
    if ("verb", base) not in ontology().cues.governors:
        return False
    return noun.tag_ in ("NN", "NNS") or (bool(noun_cues(noun)) and not has(noun, {"dobj"}))


def _base(verb: Token) -> str:
    """The base form of a verb in -s, where the model took it for something else."""
    bases = (verb.lemma, verb.lower_[:-1], verb.lower_[:-2])
    return next((base for base in bases if base in ontology().verbs), verb.lemma)


def _make_common(word: Token) -> None:
    """Make a common noun of a name in small letters that is no part of one: "the | tram |", "the | over-80s |"."""
    if word.lower_ in word_set("people by a quality"):
        word.tag_, word.pos_ = "NNS", "NOUN"
    elif word.is_alpha and word.lower_ not in word_set("name particles"):
        word.tag_, word.pos_ = "NN", "NOUN"


def make_opener(word: Token) -> None:
    """Tell a common noun from a name at a sentence's beginning, where both have a capital.

    "Turnout" is a noun of the tables, "Kilns" one where the article tells of kilns, "Batres" a name where it tells of
    "Teresa Batres".
    """
    if word.dep_ not in SUBJECT or word.lefts or not word.text[0].isupper() or not word.is_alpha or _goes_on(word):
        return
    if word.pos_ == "NOUN":
        if _is_speaking_acronym(word) or (word.text in word.doc.proper and _is_surname(word)):
            word.tag_, word.pos_, word.lemma = "NNP", "PROPN", word.text
        return
    if not word.text.istitle():
        return
    if word.lower_ in word_set("openers"):
        several = word.lower_.endswith("s")
        tag, lemma = ("NNS", word.lower_.removesuffix("s")) if several else ("NN", word.lower_)
    elif (common := _as_common_noun(word)) is not None:
        tag, lemma = common.tag_, common.lemma
    else:
        return
    word.tag_, word.pos_, word.lemma = tag, "NOUN", lemma
    _unmark((word,))


def _is_speaking_acronym(opener: Token) -> bool:
    """Whether capitals are a body's name, by what it says or does: "| UTM | accused the mayor"."""
    slot = ontology().name_slots.get(("subject", opener.head.lemma))
    return opener.text.isupper() and len(opener) > 2 and slot is not None and "Organization" in slot.types


def _is_surname(opener: Token) -> bool:
    """Whether the word ends a name elsewhere, and is nowhere in small letters: "Batres" of "Teresa Batres"."""
    if opener.lemma in ontology().agents:
        return False
    same = [word for word in opener.doc if word.lower_ == opener.lower_]
    ends = (word for word in same if word.ent is not None and len(word.ent) > 1 and word.i == word.ent.end - 1)
    return not any(word.text.islower() for word in same) and any(word.pos_ == "PROPN" for word in ends)


def _goes_on(first: Token) -> bool:
    """Whether a name goes on behind its first word."""
    behind = word_after(first)
    follows = behind is not None and (behind.pos_ == "PROPN" or behind.text in ("-", "&"))
    return follows or (first.ent is not None and len(first.ent) > 1)


def _as_common_noun(opener: Token) -> Token | None:
    """The word elsewhere in small letters as a noun; none where a capital marks it for a name inside a sentence too."""
    same = [word for word in opener.doc if word.lower_ == opener.lower_ and word is not opener]
    if any(word.text == opener.text and (not word.is_sent_start or _goes_on(word)) for word in same):
        return None
    common = next((word for word in same if word.tag_ in ("NN", "NNS") and word.text.islower()), None)
    if common is None or (common.tag_ == "NN" and common.lemma in ontology().agents):
        return None  # "Parliament voted", "Baker sued": without an article one of them is a name
    return common


def _age(old: Token) -> None:
    """Make a noun for a person of an age: "the 63-year-old"."""
    year = old.i - 2
    if old.dep_ not in AGED_SLOTS or year < 1 or old.doc[year].lower_ not in ("year", "month"):
        return
    if not any(child.dep_ in ("det", "nummod") for child in old.lefts):
        return
    start = year - 2 if year > 1 and old.doc[year - 2].like_num else year
    _unmark(old.doc[start : old.i + 1])
    old.pos_, old.tag_, old.lemma = "NOUN", "NNS" if old.lower_ == "olds" else "NN", "year-old"


def _dated_name(month: Token) -> None:
    """Make one name of a body named after a date: "the March 9 Movement"."""
    body = month.head
    capital = month.text[0].isupper() and body.text[0].isupper()
    if not capital or body.pos_ != "PROPN" or body.lower_ not in word_set("body heads") or body.ent_type_:
        return
    inside = body.doc[month.left_edge.i : body.i]
    if len(inside) == 1 or not all(word.dep_ in MODIFIER or word.like_num or word.text == "-" for word in inside):
        return
    _mark(Span(body.doc, month.left_edge.i, body.i + 1, "ORG"))


def _town_before_time(name: Token) -> None:
    """Take a town out of the time that it is marked for a part of: "in | Tarn | from midnight"."""
    time = name.ent
    if time is None or len(time) < 3 or time[1].dep_ != "prep" or name.dep_ != "pobj" or in_calendar(name):
        return
    later = Span(name.doc, time.start + 2, time.end, time.label_)
    for word in time:
        inside = word.i >= later.start
        word.ent, word.ent_type_, word.ent_iob_ = (later, time.label_, "I") if inside else (None, "", "O")
    later[0].ent_iob_ = "B"


def _second_half(first: Token) -> tuple[Move, ...]:
    """Make one name of two halves, whose hyphen the parser takes for a dash: "Moon Jae-in", "Bel-Hadj"."""
    dash, second = first.nbor(1), first.nbor(2)
    if dash.text != "-" or dash.whitespace_:
        return ()
    syllable = second.lower_ in word_set("second syllables")
    if not syllable and not _is_second_surname(second, first):
        return ()
    label = "PERSON" if syllable else first.ent_type_
    _mark(Span(first.doc, first.ent.start if first.ent is not None else first.i, second.i + 1, label))
    second.tag_, second.pos_ = "NNP", "PROPN"
    if first.head is second:
        return ()
    moves = ((dash, second, "punct"), (first, second, "compound"))
    if second in first.ancestors or second.text[0].isupper():
        return moves
    around = (child for child in first.children if child is not second and child is not dash)
    top = second if first.head is first else first.head
    return ((second, top, first.dep_), *moves, *((child, second, child.dep_) for child in around))


def _is_second_surname(second: Token, first: Token) -> bool:
    """Whether a name goes on behind a hyphen: "Bel-| Hadj | said", but not "the Orley-| Tarn | pact"."""
    named = second.tag_ == "NNP" and second.ent_type_ in (first.ent_type_, "") and second.text.istitle()
    return named and not is_modifier(second) and not is_modifier(first)


def _partners(sign: Token) -> tuple[Move, ...]:
    """Make one name of two partners, the second its head: "Pryce & Dunmore"."""
    first = sign.head
    other = next((child for child in first.rights if child.dep_ == "conj" and child.pos_ == "PROPN"), None)
    if first.pos_ != "PROPN" or other is None or other.left_edge.i != sign.i + 1 or first.i != sign.i - 1:
        return ()
    behind = [child for child in first.rights if child is not other and child is not sign]
    before = [child for child in first.lefts if not is_modifier(child) or child.pos_ != "PROPN"]
    top = other if first.head is first else first.head
    return (
        (other, top, first.dep_), (first, other, "compound"), (sign, other, "cc"),
        *((child, other, child.dep_) for child in (*before, *behind)),
    )  # fmt: skip


def _forename(given: Token) -> tuple[Move, ...]:
    """Make a forename of a preposition between title and surname: "Finance Minister | Per | Hallin"."""
    surname = next((child for child in given.rights if child.dep_ == "pobj" and child.pos_ == "PROPN"), None)
    if surname is None or surname.left_edge.i != given.i + 1:
        return ()
    moves = _place_of_name(given, surname)
    if moves:
        given.tag_, given.pos_ = "NNP", "PROPN"
        _mark(Span(given.doc, given.i, surname.i + 1, "PERSON"))
        moves += ((given, surname, "compound"),)
    return moves


def _body_before_noun(prep: Token) -> tuple[Move, ...]:
    """Make one name of a known body of three words before a noun: "the Doctors Without Borders mission"."""
    last, noun = prep.nbor(1), prep.nbor(1).head
    first = prep.nbor(-1) if prep.i > prep.sent.start else prep
    if last.dep_ != "compound" or noun.head is not prep or ontology().known.body(f"{first} {prep} {last}") is None:
        return ()
    name = Span(prep.doc, first.i, last.i + 1, "ORG")
    _mark(name)
    for word in name:
        word.tag_, word.pos_ = "NNP", "PROPN"
    return (
        (noun, noun if first.head is first else first.head, first.dep_),
        (first, last, "compound"), (prep, last, "compound"),
        *((child, noun, child.dep_) for child in first.children if child is not prep),
    )  # fmt: skip


def _place_of_name(given: Token, surname: Token) -> tuple[Move, ...]:
    """The moves that give a name its place, found by the word before it."""
    upper, before = given.head, given.nbor(-1) if given.i > given.sent.start else None
    if before is None:
        return ((surname, upper, "nsubj"),) if is_verb(upper) and not has(upper, SUBJECT) else ()
    if before is upper and upper.text[0].isupper() and upper.pos_ in ("PROPN", "NOUN"):
        top = surname if upper.head is upper else upper.head
        around = (child for child in upper.children if child is not given and not is_modifier(child))
        return (
            (surname, top, upper.dep_), (upper, surname, "compound"),
            *((child, surname, child.dep_) for child in around),
        )  # fmt: skip
    if before.dep_ == "prep" and not before.rights:
        return ((surname, before, "pobj"),)
    if before.text == "," and upper.i == before.i - 1 and upper.pos_ in ("PROPN", "NOUN"):
        return ((surname, upper, "appos"),)
    return ()
